"""A page as lines: where each begins and ends in the file, what stands alone, what is rule or page furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Line ends of every system, and the form feed that ends a page; `str.splitlines` also splits at control characters.
_LINE_END: Final = re.compile(r"\r\n|[\n\r\f\u2028\u2029\x85]")
_RULE: Final = re.compile(r"(?:[_\u2500\u2014\u2015=]{3,}|-{3,}|\*{3,}|(?:[-*_] ){2,}[-*_])$")
# Text extraction turns the thin rule above footnotes into a line of blanks; no other line is that long and empty.
_BLANK_RULE: Final = 24
_HEADING_MARK: Final = re.compile(r"(#{1,6}|>)[ \t]+")
_MARKDOWN_SIGN: Final = re.compile(r"^#{1,6} +\S|<sup>\d+</sup>|^\[\^\w+\]:", re.MULTILINE)
_EMPHASIS_SIGN: Final = re.compile(r"(?<![\w*])\*{1,3}[^\W\d_][^*\n]{2,80}\*{1,3}(?![\w*])")
_EMPHASIS: Final = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
BLANKS: Final = " \t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
_STRIP: Final = re.compile(f"^[{BLANKS}]*|[{BLANKS}]*$")
# Running heads, page numbers, job numbers, bar codes, "/...".
_FURNITURE: Final = re.compile(
    r"(?:[AES]/(?:HRC/)?RES/[\w/.-]+(?: ?\([\w-]+\))?(?:\s+\d{1,3})?|[Pp]age\s+\d{1,3}(?:\s+of\s+\d{1,3})?"
    r"|[-–—]\s?\d{1,3}\s?[-–—]|\d{2}-\d{5}(?:\s+\([A-Z]\))?(?:\s+\d{6})?|\*\d{7}\*|/\.{3}|\d{1,3}/\d{1,3})$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something. `start` and `end` bound what it holds, without blanks and heading marks.

    `plain` is the text without emphasis marks, for looking at; `blank` says that an empty line (or the file's start)
    stands before it, `rule` that a rule does, `broken` that something was taken out between it and the line before.
    """

    start: int
    end: int
    text: str
    plain: str
    indent: int
    blank: bool
    rule: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a file, and the ranges of what is neither text nor blank: heading marks and rules."""

    lines: tuple[Line, ...]
    marks: tuple[tuple[int, int], ...]
    rules: tuple[tuple[int, int], ...]


def is_markdown(text: str, file: str) -> bool:
    """Whether emphasis marks in `text` are markup: by the file's suffix, or by headings, superscripts or emphasis."""
    if file.lower().endswith((".md", ".markdown")) or _MARKDOWN_SIGN.search(text):
        return True
    return len(_EMPHASIS_SIGN.findall(text)) > 2


def read_lines(text: str, *, markdown: bool) -> Layout:
    """Split a file into the lines that hold something."""
    lines: list[Line] = []
    marks: list[tuple[int, int]] = []
    rules: list[tuple[int, int]] = []
    blank, rule, begin = True, False, 0
    ends = [(match.start(), match.end()) for match in _LINE_END.finditer(text)] + [(len(text), len(text))]
    for stop, following in ends:
        start, end = _bounds(text, begin, stop)
        if start == end:
            blank = True
            rule = rule or stop - begin >= _BLANK_RULE
        elif _RULE.match(text, start, end):
            rules.append((start, end))
            blank = rule = True
        else:
            mark = _HEADING_MARK.match(text, start, end) if markdown else None
            if mark:
                marks.append((start, mark.end(1)))
            indent = start - begin
            start = mark.end() if mark else start
            content = text[start:end]
            plain = (_EMPHASIS.sub("", content).strip() or content) if markdown else content
            lines.append(Line(start, end, content, plain, indent, blank, rule))
            blank = rule = False
        begin = following
    return Layout(tuple(lines), tuple(marks), tuple(rules))


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\ufeff"):
        end -= 1
    return start, end


def is_furniture(line: Line) -> bool:
    """Whether a line after the heading is a running head, a page or job number, or "/..."."""
    return len(line.plain) < 60 and _FURNITURE.match(line.plain) is not None


def page_of(offset: int, page_starts: Sequence[int]) -> int | None:
    """The page, counted from 1, on which a character stands; None in a file without pages."""
    return bisect_right(page_starts, offset) if len(page_starts) > 1 else None
