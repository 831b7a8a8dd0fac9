"""Pages of printed lines become blocks in reading order: columns, running heads, footnotes, paragraphs.

Print shows a paragraph by an indented first line, by a wider space before it, or by the short last line of the one
before; each is looked for. Lines set smaller at the foot of a column that begin with a figure are footnotes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from index.blocks import Block
from index.pdf_columns import Column, columns_of, gutters_of
from index.pdf_lines import Page, PrintedLine
from index.right_to_left import mirrored, unmirrored

# In parts of the size of the letters or of the usual distance between lines.
_INDENT: Final = 0.8
_OFTEN: Final = 0.25
_DEEP_INDENT: Final = 6
_WIDE_SPACE: Final = 1.35
_SMALLER: Final = 0.93
_SYMBOL: Final = re.compile(r"(?:(?:A/HRC|[AES])/(?:RES/)?[\w/.()-]{2,30}(?: \(\w+\))?(?: \d{1,4})?)$")
_PAGE_NUMBER: Final = re.compile(
    r"(?:[Pp]age\s+)?[-–—]?\s?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of|de)\s?\d{1,4})?\s?[-–—]?$"
    r"|\d{2}-\d{5}.{0,20}$|\*\d{7}\*$|/\.{3}$"
)
_NOTE: Final = re.compile(r"(?P<label>[⁰¹²³⁴-⁹]{1,3}|\d{1,3}(?=[\s/]))/?\s*(?P<text>\S.*)", re.DOTALL)
_LOW: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STOP: Final = re.compile("[.,;:!?。，；：、！？؛،؟][”\"'’»)）」\\s⁰¹²³⁴-⁹]*$")
_FULL_STOP: Final = re.compile("[.!?。！？؟][”\"'’»)）」\\s]*$")
_LABEL: Final = re.compile(r"(?:\d{1,3}[.．]|[(（]\w{1,4}[)）]|[•–—-])\s")


def read_pages(pages: Iterable[Page]) -> list[Block]:
    """The blocks of a document, given its pages."""
    printed = tuple(pages)
    gutters = gutters_of(printed)
    laid = [
        [_ruled(column, page) for column in columns_of(page.runs, number, gutter)]
        for number, (page, gutter) in enumerate(zip(printed, gutters, strict=True), 1)
    ]
    laid = _without_running_lines(laid)
    lines = [line for columns in laid for column in columns for line in column.lines]
    if not lines:
        return []
    if mirrored([line.text for line in lines if line.right_to_left]):
        laid = [[replace(column, lines=tuple(map(_turned, column.lines))) for column in columns] for columns in laid]
    flow = [column for columns in laid for column in columns]
    return list(_blocks(flow, _usual(lines)))


def _ruled(column: Column, page: Page) -> Column:
    inside = (height for left, height in page.rules if column.left - 5 <= left < column.right)
    return replace(column, rules=tuple(inside))


def _turned(line: PrintedLine) -> PrintedLine:
    return replace(line, text=unmirrored(line.text)) if line.right_to_left else line


# --- running heads, page numbers --------------------------------------------------------------------------------------


def _without_running_lines(pages: Sequence[Sequence[Column]]) -> list[list[Column]]:
    """The pages without what is printed anew on each of them; the head of the first is its masthead and stays."""
    repeated = _repeated(pages)
    kept: list[list[Column]] = []
    for number, columns in enumerate(pages):
        edges = _edges(columns)
        gone = {
            id(line)
            for line, where in edges
            if _PAGE_NUMBER.match(line.text)
            or (
                (number > 0 or where == "foot")
                and (_SYMBOL.match(line.text) or _pattern(line, where) in repeated)
                and not (where == "foot" and (_NOTE.match(line.text) or line.text.endswith(".")))
            )
        }
        left = [replace(one, lines=tuple(line for line in one.lines if id(line) not in gone)) for one in columns]
        kept.append([column for column in left if column.lines])
    return kept


def _edges(columns: Sequence[Column]) -> list[tuple[PrintedLine, str]]:
    """The lines at the head and at the foot of a page."""
    lines = sorted((line for column in columns for line in column.lines), key=lambda line: -line.baseline)
    if not lines:
        return []
    levels = sorted({round(line.baseline) for line in lines}, reverse=True)
    head, foot = set(levels[:2]), set(levels[-2:]) - set(levels[:2])
    found = [(line, "head") for line in lines if round(line.baseline) in head]
    return found + [(line, "foot") for line in lines if round(line.baseline) in foot]


def _pattern(line: PrintedLine, where: str) -> tuple[str, str, int]:
    return re.sub(r"\d+", "#", line.text), where, round(line.baseline / 4)


def _repeated(pages: Sequence[Sequence[Column]]) -> set[tuple[str, str, int]]:
    counted: Counter[tuple[str, str, int]] = Counter()
    for columns in pages:
        counted.update({_pattern(line, where) for line, where in _edges(columns)})
    return {pattern for pattern, count in counted.items() if count > 1}


# --- paragraphs and footnotes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Usual:
    """The size of most letters, and the distance between the lines of a paragraph."""

    size: float
    step: float


def _usual(lines: Sequence[PrintedLine]) -> _Usual:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        step = round(above.baseline - below.baseline, 1)
        if above.page == below.page and abs(above.size - size) < 0.3 and 0 < step < 3 * size:
            steps[step] += 1
    most = max(steps.values(), default=0)
    step = min((step for step, count in steps.items() if count > _OFTEN * most), default=1.2 * size)
    return _Usual(size, step)


def _blocks(columns: Sequence[Column], usual: _Usual) -> Iterator[Block]:
    """Paragraphs flow from column to column; the footnotes of a page follow what is printed on it."""
    flow: list[tuple[PrintedLine, Column]] = []
    notes: dict[int, list[tuple[str, list[PrintedLine]]]] = defaultdict(list)
    latest: list[PrintedLine] = []
    for column in columns:
        body, feet = _footnotes(column, usual)
        flow += [(line, column) for line in body]
        for label, lines in feet:
            if label:
                notes[lines[0].page].append((label, latest := lines))
            elif latest and not _FULL_STOP.search(latest[-1].text):
                latest += lines
            else:
                flow += [(line, column) for line in lines]
    blocks = list(_paragraphs(flow, usual))
    for page in sorted({block.page for block in blocks if block.page} | set(notes)):
        yield from (block for block in blocks if block.page == page)
        for label, lines in notes.get(page, ()):
            yield Block("footnote", label, page, "\n".join(line.text for line in lines))


def _footnotes(column: Column, usual: _Usual) -> tuple[list[PrintedLine], list[tuple[str, list[PrintedLine]]]]:
    """The body of a column, and its footnotes; one without a label goes on from the column before."""
    lines = list(column.lines)
    start = _under_rule(column)
    while start > 0 and lines[start - 1].size <= _SMALLER * usual.size:
        start -= 1
    feet: list[tuple[str, list[PrintedLine]]] = []
    for line in lines[start:]:
        match = _NOTE.match(line.text)
        if match and _is_next(match["label"], feet):
            feet.append((match["label"].translate(_LOW), [replace(line, text=match["text"])]))
        elif feet:
            feet[-1][1].append(line)
        else:
            feet.append(("", [line]))
    if not any(label for label, _ in feet) and start == 0:
        return lines, []
    return lines[:start], feet


def _under_rule(column: Column) -> int:
    """Where the lines under a rule begin that separates footnotes; the number of lines where there are none."""
    for rule in sorted(column.rules):
        below = [place for place, line in enumerate(column.lines) if line.baseline < rule]
        if below and _NOTE.match(column.lines[below[0]].text) and below[-1] - below[0] + 1 == len(below):
            return below[0]
    return len(column.lines)


def _is_next(label: str, feet: Sequence[tuple[str, list[PrintedLine]]]) -> bool:
    """Whether a figure that a line begins with is the next footnote's: raised, or the number due."""
    if label[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return True
    return not feet or (feet[-1][0].isdecimal() and int(label) == int(feet[-1][0]) + 1)


def _paragraphs(flow: Sequence[tuple[PrintedLine, Column]], usual: _Usual) -> Iterator[Block]:
    group: list[PrintedLine] = []
    begun = False
    for line, column in flow:
        before = group[-1] if group else None
        starts = before is None or _starts(line, column, group, usual)
        if before is not None and (starts or line.page != before.page):
            yield _block(group, continued=begun)
            begun = not starts
            group = []
        group.append(line)
    if group:
        yield _block(group, continued=begun)


def _block(lines: Sequence[PrintedLine], *, continued: bool) -> Block:
    text = "\n".join(line.text for line in lines)
    return Block("continued" if continued else "text", "", lines[0].page, text)


def _starts(line: PrintedLine, column: Column, group: Sequence[PrintedLine], usual: _Usual) -> bool:
    """Whether a line begins a paragraph, after the lines of the one before."""
    before = group[-1]
    if before.text.endswith("-") and line.text[:1].islower():
        return False
    if abs(line.size - before.size) > 0.08 * usual.size or line.bold != before.bold:
        return True
    same_column = column.left - 2 <= before.left <= column.right and before.page == line.page
    same_column = same_column and before.baseline > line.baseline
    if same_column and before.baseline - line.baseline > _WIDE_SPACE * usual.step:
        return True
    room = _room(before, column if same_column else None)
    labelled = _LABEL.match(line.text) is not None
    ended = _STOP.search(before.text) is not None
    if same_column and room > line.first_word + 0.3 * usual.size and (labelled or (ended and _may_begin(line, before))):
        return True
    if labelled and ended and not same_column:
        return True
    indent = _indent(line, column) > _INDENT * usual.size
    if not same_column:
        return indent and ended
    return _steps_in(line, group, column, usual, indent=indent)


def _may_begin(line: PrintedLine, before: PrintedLine) -> bool:
    """Whether a line may begin a paragraph after a stop; after a comma not in small letters or with a figure."""
    return not before.text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ").endswith(",") or not (line.text[0].islower() or line.text[0].isdigit())


def _room(line: PrintedLine, column: Column | None) -> float:
    """How much of the line is left empty at its end."""
    if column is None:
        return 0.0
    return line.left - column.left if line.right_to_left else column.right - line.right


def _indent(line: PrintedLine, column: Column) -> float:
    return column.right - line.right if line.right_to_left else line.left - column.left


def _steps_in(line: PrintedLine, group: Sequence[PrintedLine], column: Column, usual: _Usual, *, indent: bool) -> bool:
    """Whether a line is set in as the first of a paragraph is, or out again after a paragraph that was set in."""
    before = group[-1]
    step = _indent(line, column) - _indent(before, column)
    if line.bold and before.bold:
        return False
    if step > _INDENT * usual.size:
        hanging = len(group) == 1 and step < _DEEP_INDENT * usual.size and _LABEL.match(before.text) is not None
        return indent and not hanging
    if len(group) == 1 and abs(step) < 1 and _indent(line, column) > _INDENT * usual.size:
        # Both are set in as first lines are: the one before was a paragraph of one line.
        labels = [_LABEL.match(one.text) is not None for one in (before, line)]
        return labels[1] if labels[0] else _STOP.search(before.text) is not None and _may_begin(line, before)
    return step < -_INDENT * usual.size and len(group) > 1
