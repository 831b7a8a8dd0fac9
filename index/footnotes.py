"""Footnotes: found where they stand (at page ends, after a rule, in mid-paragraph, at the end) and taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.languages import MEETING, MONTHS, find_date
from index.layout import Line
from index.markers import find_markers
from index.openings import clause_kind

_START: Final = re.compile(
    r"(?:<sup>\s*(?P<tag>\d{1,3})\s*</sup>|\[\^(?P<link>\d{1,3})\]:|(?P<solidus>\d{1,3})\s?/(?=\s)"
    r"|(?P<high>[¹²³⁰⁴-⁹]{1,3})"
    r"|(?P<plain>\d{1,3})(?:\.?(?=\s)|(?=[A-Z][a-z])))\s*(?P<text>\S.*)?$"
)
_ANY_NUMBER: Final = frozenset(str(number) for number in range(1, 1000))
_ALONE: Final = re.compile(r"(?:<sup>)?(\d{1,3})(?:</sup>)?$")
_HIGH_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ENDED: Final = re.compile("[.。!?][”\"'’)）»]*$")
_COMPLETE: Final = re.compile(r"[.,;:!?。，；：、।][”\"’')）»\d\s/]*$")
_ABBREVIATED: Final = re.compile(
    r"\b(?:no|nos|p|pp|para|paras|chap|vol|sect|add|corr|rev|art|cf|ibid|doc)\.$", re.IGNORECASE
)
_NOTE_TEXT: Final = re.compile(r"[“\"‘(\[]?(?:[^\W\da-z_]|\[|[fl]bid|[a-z]\.)")
_CLAUSE_NUMBER: Final = re.compile(r"\d{1,3}[.．]\s")
_REFERENCE: Final = re.compile(r"(?:ibid|see|official records|[AES]/|resolution|adopted)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as it stands in the file: its number, and its lines without the number. `start` is the number's."""

    number: str
    start: int
    lines: tuple[Line, ...]

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: str
    plain: bool
    text: str
    first: Line | None


def _candidate(line: Line) -> _Candidate | None:
    match = _START.match(line.text)
    if match is None:
        return None
    number = (
        match["tag"] or match["link"] or match["solidus"] or match["plain"] or match["high"].translate(_HIGH_DIGITS)
    )
    text = match["text"] or ""
    first = None
    if text:
        start = line.start + match.start("text")
        first = replace(line, start=start, text=text, plain=text)
    return _Candidate(number, bool(match["plain"]), text, first)


class _Scanner:
    """One pass over the lines; `inside` is True right after a footnote, where the next one needs no more evidence."""

    def __init__(self, lines: Sequence[Line], language: str) -> None:
        self.lines = lines
        self.language = language
        self.cited = _cited_numbers(lines)
        self.inside = False
        self.closed = False
        self.last = 0
        self.defined: set[str] = set()

    def start_at(self, index: int) -> _Candidate | None:
        """The footnote that begins at a line, or None."""
        line = self.lines[index]
        alone = _ALONE.match(line.plain)
        if alone:
            return self._alone(index, alone[1])
        candidate = _candidate(line)
        if candidate is None or not self._reads_like_note(candidate) or candidate.number in self.defined:
            return None
        dated = find_date(line.plain)
        if dated is not None and dated[1] == 0:
            return None
        if not candidate.plain:
            return candidate if line.blank or line.rule or self.inside or self._follows_end(index) else None
        return candidate if self._expected(index, candidate) else None

    def _alone(self, index: int, number: str) -> _Candidate | None:
        """A number on its own line starts a footnote only after a rule or another footnote; else it is a marker."""
        if index + 1 >= len(self.lines) or number in self.defined or not (self.lines[index].rule or self.inside):
            return None
        if self.inside and not self.lines[index].rule and int(number) != self.last + 1:
            return None
        following = self.lines[index + 1]
        return _Candidate(number, True, following.text, following)

    def _reads_like_note(self, candidate: _Candidate) -> bool:
        text = candidate.text
        if not text or not (_NOTE_TEXT.match(text) or text[0] >= "\u0400"):
            return False
        return text.split()[0].strip(".,;").lower() not in MONTHS and not candidate.number.startswith("0")

    def _expected(self, index: int, candidate: _Candidate) -> bool:
        line = self.lines[index]
        numbered_clause = bool(_CLAUSE_NUMBER.match(line.plain))
        if numbered_clause and not _REFERENCE.match(candidate.text):
            return False
        number = int(candidate.number)
        if self.inside:
            return self.last < number <= self.last + 15
        if line.rule or self.closed:
            return True
        return line.blank and self._follows_end(index) and candidate.number in self.cited and not numbered_clause

    def _follows_end(self, index: int) -> bool:
        return index == 0 or bool(_COMPLETE.search(self.lines[index - 1].plain))

    def take(self, index: int, candidate: _Candidate) -> tuple[Note, int]:
        """The footnote that begins at `index`, and the index of the first line after it."""
        first = candidate.first
        following = index + 1
        if first is None or _ALONE.match(self.lines[index].plain):
            first = self.lines[index + 1]
            following = index + 2
        held = [first]
        self.inside = True
        self.last = int(candidate.number)
        self.defined.add(candidate.number)
        while following < len(self.lines) and not self._ends(held, following, self.lines[index].indent):
            held.append(self.lines[following])
            following += 1
        return Note(candidate.number, self.lines[index].start, tuple(held)), following

    def _ends(self, held: Sequence[Line], index: int, indent: int) -> bool:
        line = self.lines[index]
        last = held[-1].plain
        ended = bool(_ENDED.search(last)) and not _ABBREVIATED.search(last)
        if line.rule or (line.blank and (ended or self.language != "zh")):
            return True
        if self._next_note(index):
            return True
        if not ended:
            return False
        return (
            line.indent > indent
            or bool(_CLAUSE_NUMBER.match(line.plain))
            or line.plain[0].islower()
            or clause_kind(line.plain, self.language) is not None
        )

    def _next_note(self, index: int) -> bool:
        inside, self.inside = self.inside, True
        found = self.start_at(index) is not None
        self.inside = inside
        return found


_CLOSING: Final = re.compile(rf"Ad[oa]pted\b.*\b(?:meeting|vote|unanimously)|(?:{MEETING})[,.]?$")


def _closes(line: Line) -> bool:
    """Whether a line is of the closing: after it, footnotes need no more evidence."""
    dated = find_date(line.plain) if line.blank else None
    alone = dated is not None and dated[1] == 0 and dated[2] >= len(line.plain.rstrip(" ."))
    return alone or _CLOSING.match(line.plain) is not None


def _cited_numbers(lines: Sequence[Line]) -> set[str]:
    """Every number that stands somewhere as a marker would."""
    found: set[str] = set()
    for line in lines:
        found.update(marker.number for marker in find_markers(line.text, _ANY_NUMBER))
    return found


def take_notes(lines: Sequence[Line], language: str) -> tuple[tuple[Note, ...], tuple[Line, ...]]:
    """The footnotes of a document, and the lines that are left; a line after a footnote is marked as `broken`."""
    scanner = _Scanner(lines, language)
    notes: list[Note] = []
    left: list[Line] = []
    index = 0
    broken = False
    while index < len(lines):
        candidate = scanner.start_at(index)
        if candidate is not None:
            note, index = scanner.take(index, candidate)
            notes.append(note)
            broken = True
            continue
        line = lines[index]
        scanner.inside = False
        scanner.closed = scanner.closed or _closes(line)
        left.append(replace(line, broken=True) if broken else line)
        broken = False
        index += 1
    return tuple(notes), tuple(left)
