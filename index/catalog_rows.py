"""How resolutions and paragraphs become rows of the catalog, and rows become them again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from index.model import (
    Footnote,
    HeadingDatum,
    HeadingName,
    Paragraph,
    ParagraphKind,
    Repair,
    RepairKind,
    Resolution,
    Segment,
    Span,
)

PARAGRAPH_COLUMNS: Final = (
    "p.id, r.symbol, r.language, p.kind, p.number, p.part, p.numbered, p.parent, p.position, p.text, p.opening, "
    "p.footnotes, p.source_start, p.source_end, p.segments, p.page"
)
# The first words of the first paragraph that a condition holds for.
_FIRST: Final = (
    "(SELECT substr(p.text, 1, 300) FROM paragraph p WHERE p.resolution = r.key AND {} ORDER BY p.position LIMIT 1)"
)
_DECIDED: Final = _FIRST.format("p.kind = 'operative'")
_ANY: Final = _FIRST.format("1")
SUMMARY_COLUMNS: Final = (
    "r.symbol, r.language, r.title, r.adopted, r.session, r.body, r.file, r.sha256, r.preambular, r.operative, "
    # What the table has no column for is looked up, and only where it is needed.
    "CASE WHEN r.preambular + r.operative THEN 0 ELSE "
    "(SELECT count(*) FROM paragraph p WHERE p.resolution = r.key AND p.parent IS NULL) END, "
    "CASE WHEN r.title != '' THEN '' "
    f"ELSE coalesce({_DECIDED}, {_ANY}, '') END"
)
RESOLUTION_COLUMNS: Final = (
    "r.key, r.symbol, r.language, r.title, r.adopted, r.session, r.meeting, r.agenda_item, r.committee_report, r.vote, "
    "r.heading, r.repairs, r.file, r.sha256"
)


@dataclass(frozen=True, slots=True)
class ResolutionSummary:
    """One resolution in one language, without its paragraphs.

    `preambular`, `operative` and, of a text that is no resolution, `others` count top-level paragraphs (no
    sub-paragraphs). `body` is "GA", "SC", "ECOSOC", "HRC", or "" where the symbol does not tell. `beginning` is for
    one without a title: the first 300 characters of its first operative paragraph, or where it has none of its first.
    """

    symbol: str
    language: str
    title: str
    adopted: date | None
    session: str | None
    body: str
    file: str
    sha256: str
    preambular: int
    operative: int
    others: int = 0
    beginning: str = ""

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are, sub-paragraphs not counted."""
        return self.preambular + self.operative + self.others


def pack_segments(segments: Sequence[Segment]) -> str:
    """Segments as compact JSON: [[text_start, source_start, length], ...]."""
    return _dump(_triples(segments))


def pack_footnotes(footnotes: Sequence[Footnote]) -> str:
    """Footnotes as compact JSON."""
    return _dump(
        [[note.number, note.text, note.source.start, note.source.end, _triples(note.segments)] for note in footnotes]
    )


def pack_heading(heading: Sequence[HeadingDatum]) -> str:
    """The heading's data as compact JSON."""
    return _dump(
        [
            [datum.name, datum.value, datum.text, datum.source.start, datum.source.end, _triples(datum.segments)]
            for datum in heading
        ]
    )


def pack_repairs(repairs: Sequence[Repair]) -> str:
    """Repairs as compact JSON."""
    return _dump([[repair.kind, repair.source.start, repair.source.end, repair.replacement] for repair in repairs])


def unpack_heading(text: str) -> tuple[HeadingDatum, ...]:
    """The heading's data, as `pack_heading` wrote them."""
    return tuple(
        HeadingDatum(cast("HeadingName", name), value, words, Span(start, end), _segments(triples))
        for name, value, words, start, end, triples in json.loads(text)
    )


def paragraph_from_row(row: sqlite3.Row | tuple[Any, ...]) -> Paragraph:
    """A paragraph from `PARAGRAPH_COLUMNS`."""
    notes = tuple(
        Footnote(number, words, Span(start, end), _segments(triples))
        for number, words, start, end, triples in json.loads(row[11])
    )
    return Paragraph(
        id=row[0],
        symbol=row[1],
        language=row[2],
        kind=cast("ParagraphKind", row[3]),
        number=row[4],
        part=row[5],
        numbered=bool(row[6]),
        parent=row[7],
        position=row[8],
        text=row[9],
        opening=row[10],
        footnotes=notes,
        source=Span(row[12], row[13]),
        segments=_segments(json.loads(row[14])),
        page=row[15],
    )


def summary_from_row(row: sqlite3.Row | tuple[Any, ...]) -> ResolutionSummary:
    """A summary from `SUMMARY_COLUMNS`."""
    symbol, language, title, adopted, *others = row
    return ResolutionSummary(symbol, language, title, _date(adopted), *others)


def resolution_from_row(row: sqlite3.Row | tuple[Any, ...], paragraphs: tuple[Paragraph, ...]) -> Resolution:
    """A resolution from `RESOLUTION_COLUMNS` and its paragraphs in document order."""
    repairs = tuple(
        Repair(cast("RepairKind", kind), Span(start, end), replacement)
        for kind, start, end, replacement in json.loads(row[11])
    )
    return Resolution(
        symbol=row[1],
        language=row[2],
        title=row[3],
        adopted=_date(row[4]),
        session=row[5],
        meeting=row[6],
        agenda_item=row[7],
        committee_report=row[8],
        vote=row[9],
        heading=unpack_heading(row[10]),
        paragraphs=paragraphs,
        repairs=repairs,
        file=row[12],
        sha256=row[13],
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _triples(segments: Iterable[Segment]) -> list[list[int]]:
    return [[segment.text_start, segment.source_start, segment.length] for segment in segments]


def _segments(triples: Iterable[Sequence[int]]) -> tuple[Segment, ...]:
    return tuple(Segment(*triple) for triple in triples)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
