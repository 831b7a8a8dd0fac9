"""The outline of a resolution: which lines are clauses, sub-paragraphs, parts, closing lines.

Rules where print leaves a choice:
- An unnumbered block after a numbered clause belongs to that clause, unless it begins with an opening phrase; so does
  "Provided, however, that ...". After an unnumbered clause that ended with a full stop or semicolon it stands alone.
- A block in lower case goes on with what stands before it: with the clause, no longer with its last sub-paragraph,
  where that had ended.
- After a colon, quoted text and lists without labels belong to the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from index.languages import MEETING, find_date, find_opener
from index.layout import Line, is_furniture
from index.model import ParagraphKind
from index.numbering import Level, place, read_capital, read_label, read_number
from index.openings import clause_kind, find_opening, may_begin
from index.parts import read_part

_COMPLETE: Final = re.compile(
    r"(?:[.,;:!?。，；：、!？؛،۔][”\"'’»)）」\s]*|[;,]\s(?:and|or|et|ou|y|o|и|или))(?:\s?\d{1,3}/?"
    r"|<sup>\d+</sup>)*\s*$"
)
_COLON: Final = re.compile(r"[:：][”\"\s\d]*$")
_STOP: Final = re.compile(r"[.;。；][”\"'’»)）\s\d/]*$")
_QUOTE: Final = '“"«„‘'
_DASH: Final = "—–-•·*"
_ALONE: Final = re.compile(r"\d{1,3}$")
# A line that is nothing but a meeting or (see `_closes`) a date closes a resolution; so does a sentence of adoption.
_MEETING_LINE: Final = re.compile(rf"(?:{MEETING})[,.]?$")
_ADOPTED: Final = re.compile(
    r"(?:Ad[ao]pted|Approved)\b(?=.*(?:meet|vote|unanim|consensus|\bat\b))|Adopted$|Adoptée? (?:à|par|sans)"
    r"|Aprobada (?:por|en|sin)|Принята|一致通过"
)

Nature = Literal["heading", "closing", "trailing", "part", "furniture"]


@dataclass(slots=True)
class Item:
    """A sub-paragraph: path below its clause (".a.ii"), range in the file from its label, and where its text begins."""

    path: str
    start: int
    text_start: int
    end: int


@dataclass(slots=True)
class Clause:
    """A clause as its lines, the first of them without the number. `number` is as printed, "" where nothing is.

    `last` is its last line that is no footnote marker, `unfinished` the sub-paragraphs that are open, outermost first.
    """

    number: str
    part: str
    annexed: bool
    unit: bool
    start: int
    lines: list[Line]
    kind: ParagraphKind | None
    items: list[Item] = field(default_factory=list)
    unfinished: list[Item] = field(default_factory=list)
    levels: tuple[Level, ...] = ()
    last: Line = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.lines[0]

    def add(self, line: Line) -> None:
        """Add a line at the end."""
        self.lines.append(line)
        if not _ALONE.match(line.plain):
            self.last = line

    def open_item(self, item: Item) -> None:
        """Begin a sub-paragraph; those that it ends must have been closed."""
        self.items.append(item)
        self.unfinished.append(item)

    def close_items(self, depth: int = 0) -> None:
        """End the open sub-paragraphs at `depth` and below where the lines end now."""
        while self.unfinished and self.unfinished[-1].path.count(".") >= depth:
            self.unfinished.pop().end = self.lines[-1].end


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are no clause: of the heading, the closing, a part's heading (`name` its name), page furniture."""

    nature: Nature
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A resolution's clauses and other blocks, in the order of the file. `body` is that of the opener, or ""."""

    clauses: tuple[Clause, ...]
    blocks: tuple[Block, ...]
    body: str


class _Reader:
    def __init__(self, lines: Sequence[Line], language: str, notes: frozenset[str]) -> None:
        self.lines = lines
        self.language = language
        self.notes = notes
        self.clauses: list[Clause] = []
        self.blocks: list[Block] = []
        self.current: Clause | None = None
        self.part = self.letter = self.annex = ""
        self.number = 0
        self.closed = self.unit = self.indented = False

    def read(self, start: int) -> None:
        """Read every line from `start` on."""
        index = start
        self.indented = (
            self.language == "zh"
            and any(line.indent for line in self.lines[start:])
            and not all(line.indent for line in self.lines[start:])
        )
        broken = False
        while index < len(self.lines):
            line = self.lines[index]
            if broken:
                line = replace(line, broken=True)
            taken = self._block(index, line)
            broken = taken > 0 and self.blocks[-1].nature == "furniture"
            if not taken:
                self._clause(line)
            index += taken or 1

    def _block(self, index: int, line: Line) -> int:
        """How many lines from `index` on are no clause (and are now put away); 0 for a line of a clause."""
        if _ALONE.match(line.plain) and line.plain in self.notes:
            return 0 if self.current else self._put("trailing", "", index, 1)
        if is_furniture(line) or (_ALONE.match(line.plain) and self.language != "zh"):
            return self._put("furniture", "", index, 1)
        opener = find_opener(line.text)
        if opener and (self.current is None or self.closed or line.blank) and opener[1] >= len(line.text):
            self.current, self.number, self.closed = None, 0, False
            return self._put("heading", "", index, 1)
        closing = self._closing(index)
        if closing:
            self.current, self.closed = None, True
            return self._put("closing", "", index, closing)
        part = self._part_heading(index, line)
        if part:
            return part
        if self.closed and not (read_number(line.plain) and self.part):
            return self._put("trailing", "", index, self._to_blank(index))
        return 0

    def _put(self, nature: Nature, name: str, index: int, count: int) -> int:
        self.blocks.append(Block(nature, name, tuple(self.lines[index : index + count])))
        return count

    def _to_blank(self, index: int) -> int:
        count = 1
        while index + count < len(self.lines) and not self.lines[index + count].blank:
            count += 1
        return count

    def _closing(self, index: int) -> int:
        """How many lines from `index` on are the closing ("Adopted at ...", "70th plenary meeting", a date alone)."""
        line = self.lines[index]
        if not self._closes(index) or not (line.blank or self.closed or (self._complete() and line.plain[0].isupper())):
            return 0
        count = 1
        depth = line.plain.count("(") - line.plain.count(")")
        while index + count < len(self.lines):
            following = self.lines[index + count]
            if following.blank and depth <= 0 and not self._closes(index + count):
                break
            if following.blank and (read_number(following.plain) or read_part(following.plain, self.letter)):
                break
            depth += following.plain.count("(") - following.plain.count(")")
            count += 1
        return count

    def _closes(self, index: int) -> bool:
        following = self.lines[index + 1].plain if index + 1 < len(self.lines) else ""
        text = self.lines[index].plain
        if _MEETING_LINE.match(text) or _ADOPTED.match(f"{text} {following}" if text[0] == "A" else text):
            return True
        dated = find_date(text)
        return dated is not None and dated[1] == 0 and dated[2] >= len(text.rstrip(" .*_")) and not read_number(text)

    def _part_heading(self, index: int, line: Line) -> int:
        """How many lines are the heading of a part, an annex or an article; 0 where the line is none."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        found = read_part(line.plain, self.letter) if line.blank or self.closed else None
        if (
            found is None
            or following is None
            or following.plain[0] in _QUOTE
            or not (self._complete() or self.current is None)
        ):
            return self._annex_title(index, line)
        name, kind = found
        if kind == "part" and " " in line.plain and not (following.blank or read_number(following.plain)):
            return 0
        self.current, self.closed, self.unit = None, False, kind == "unit"
        if kind == "annex":
            self.annex, self.letter, self.part = name, "", name
            self.number = 0
        elif kind == "part":
            self.letter = name
            self.part = f"{self.annex}.{name}" if self.annex else name
        else:
            self.part = f"{self.annex}.{name}" if self.annex else name
            self.number = 0
        return self._put("part", self.part, index, 1)

    def _annex_title(self, index: int, line: Line) -> int:
        """The title under an annex's or article's heading: a short block that ends without a stop."""
        if not self.blocks or self.blocks[-1].nature != "part" or self.current is not None or not self.annex:
            return 0
        count = self._to_blank(index)
        last = self.lines[index + count - 1].plain
        if count > 4 or _COMPLETE.search(last) or read_number(line.plain) or read_label(line.plain):
            return 0
        return self._put("part", self.part, index, count)

    def _complete(self) -> bool:
        return self.current is None or bool(_COMPLETE.search(self.current.last.plain))

    def _clause(self, line: Line) -> None:
        """Begin a clause or a sub-paragraph with a line, or add it to what is open."""
        if _ALONE.match(line.plain) and line.plain in self.notes and self.current:
            self.current.add(line)
        elif not (self._numbered(line) or self._item(line)):
            if self.current is None or self._opens(line, self.current):
                self._begin(line, "", 0, clause_kind(line.plain, self.language))
            else:
                self._continue(line, self.current)

    def _begin(self, line: Line, number: str, skip: int, kind: ParagraphKind | None) -> Clause:
        rest = replace(
            line, start=line.start + skip, text=line.text[skip:], plain=line.plain[skip:] if skip else line.plain
        )
        if skip and len(line.plain) != len(line.text):
            rest = replace(rest, plain=rest.text.strip("*_") or rest.text)
        clause = Clause(number, self.part, bool(self.annex), self.unit, line.start, [rest], kind)
        self.clauses.append(clause)
        self.current = clause
        return clause

    def _numbered(self, line: Line) -> bool:
        number = read_number(line.text)
        if number is None or not self._number_fits(line, number.value, number.comma or number.doubtful, number.end):
            return False
        clause = self._begin(line, str(number.value), number.end, "operative")
        self.number = number.value
        label = read_label(clause.lines[0].text)
        if label:
            self._add_item(clause, clause.lines[0], *label)
        return True

    def _number_fits(self, line: Line, value: int, doubtful: bool, end: int) -> bool:
        rest = line.text[end:].lstrip("*_")
        due = self.number + 1
        if not rest or not (line.blank or self._complete()):
            return False
        if doubtful:
            return value == due and (rest[0].isupper() or rest[0] > "\u0400")
        small = not may_begin(rest, self.language)
        if small and not line.blank:
            return False
        if value in (due, 1):
            return self._complete() or (line.blank and not small)
        # A number left out, or a first one that scanning lost.
        opened = self.number > 0 or clause_kind(rest, self.language) == "operative"
        return self.number < value <= self.number + 3 and line.blank and self._complete() and opened

    def _item(self, line: Line) -> bool:
        if self.current is None or not (self._complete() or line.blank):
            return False
        label = read_label(line.text) or self._lettered(line, self.current)
        if label is None:
            return False
        before = len(self.current.items)
        self._add_item(self.current, line, *label)
        return len(self.current.items) > before

    @staticmethod
    def _lettered(line: Line, clause: Clause) -> tuple[str, int] | None:
        """The label of a sub-paragraph like "A. The Commission ...", in a list that a colon has begun."""
        label = read_capital(line.text)
        begun = any(level.series.startswith("upper") for level in clause.levels)
        return label if line.blank and (begun or _COLON.search(clause.last.plain)) else None

    def _add_item(self, clause: Clause, line: Line, label: str, end: int) -> None:
        begins = bool(_COLON.search(clause.last.plain)) and not clause.items
        levels = place(label, clause.levels, begins=begins)
        if levels is None:
            return
        clause.close_items(levels[-1].path.count("."))
        clause.levels = levels
        clause.open_item(Item(levels[-1].path, line.start, line.start + end, -1))
        if clause.lines[-1] is not line:
            clause.add(line)

    def _continue(self, line: Line, clause: Clause) -> None:
        if clause.items and line.blank and line.plain[0].islower() and _COMPLETE.search(clause.last.plain):
            clause.close_items()
            clause.levels = ()
        clause.add(line)

    def _opens(self, line: Line, clause: Clause) -> bool:
        """Whether an unnumbered line begins a clause of its own."""
        first = line.plain[0]
        last = clause.last.plain
        if first in _QUOTE or first in _DASH or not may_begin(first, self.language):
            return False
        if self.language == "zh":
            opened = find_opening(line.plain, "zh") != "" and self._complete()
            return opened and not clause.number and (bool(line.indent) or not self.indented)
        known = clause_kind(line.plain, self.language)
        if known is None:
            return (
                line.blank
                and not first.islower()
                and not clause.number
                and not clause.items
                and bool(_STOP.search(last) or (_COMPLETE.search(last) and not _COLON.search(last)))
            )
        if clause.number:
            return line.blank and self._complete() and not _COLON.search(last)
        return line.blank or (self._complete() and not _COLON.search(last))


def _settle_kinds(clauses: Sequence[Clause]) -> None:
    """Give a kind to clauses whose first words do not tell it: by how they end and by what stands around them."""
    operative_parts: set[str] = set()
    for position, clause in enumerate(clauses):
        if clause.kind == "preambular" and clause.part in operative_parts and _STOP.search(clause.last.plain):
            # "Noting the complaint ...: (a) Decides ...;" among operative clauses is one of them.
            clause.kind = "operative"
        if clause.kind is None:
            last = clause.last.plain
            later = clauses[position + 1 :][:1]
            ends = bool(re.search(r"[.。；][”\"'’)）\s\d/]*$", last)) and not later
            if (
                clause.annexed
                or clause.unit
                or clause.part in operative_parts
                or ends
                or re.search(r"[；。]\s*\d*$", last)
            ):
                clause.kind = "operative"
            else:
                clause.kind = "preambular"
        if clause.kind == "operative":
            operative_parts.add(clause.part)


def _first_part(lines: Sequence[Line], start: int, body: str) -> str:
    """The letter ("A", "I") that stands alone above the first opener: a text in parts, each with a preamble, or ""."""
    above = lines[start - 2] if body and start >= 2 else None
    found = read_part(above.plain, "") if above and above.blank and " " not in above.plain else None
    if found is None or found[1] != "part":
        return ""
    following = {part[0] for line in lines[start:] if line.blank and (part := read_part(line.plain, found[0]))}
    return found[0] if following & {"B", "II"} else ""


def read_outline(lines: Sequence[Line], language: str, notes: frozenset[str], start: int, body: str) -> Outline:
    """The outline of the lines from index `start` on (the first after the heading and the opener)."""
    reader = _Reader(lines, language, notes)
    reader.letter = reader.part = _first_part(lines, start, body)
    reader.read(start)
    for clause in reader.clauses:
        clause.close_items()
    _settle_kinds(reader.clauses)
    return Outline(tuple(reader.clauses), tuple(reader.blocks), body)
