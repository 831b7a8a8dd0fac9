"""The few immutable types that everything else moves: what a resolution is, once read.

All offsets count characters (Unicode code points) of the file as decoded, with its own line ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# "paragraph" is one of a text that is no resolution.
ParagraphKind = Literal["preambular", "operative", "paragraph"]
RepairKind = Literal[
    "line_wrap", "hyphen", "page_break", "opening_space", "footnote_marker", "blank_line", "markup", "spacing"
]
HeadingName = Literal[
    "title",
    "adopted",
    "meeting",
    "session",
    "agenda_item",
    "committee_report",
    "vote",
    "distribution",
    "document",
    "line",
    "part",
    "note",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of characters of the raw file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters of a wording that stands unchanged in the file.

    `wording[text_start : text_start + length] == raw[source_start : source_start + length]`.
    """

    text_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Repair:
    """What a reader mended: the raw characters of `source` became `replacement` in the wording."""

    kind: RepairKind
    source: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, attached to the paragraphs whose markers cite it. `number` is the marker as printed.

    `text` is the note's wording without its number; `source` begins at the number; `segments` map `text` to the file.
    """

    number: str
    text: str
    source: Span
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingDatum:
    """One datum of the heading or closing line.

    `text` is the document's own words ("77th plenary meeting"), `value` the datum as a value ("2002-12-18" for a date).
    Besides what is named, so that nothing of a file is lost: "line" is any line of the heading or closing as printed
    (`value` ""), "part" the heading of a part or annex (`value` its name, "B"), "note" a footnote that no paragraph
    cites (`value` its number), such as one that the closing line cites.
    """

    name: HeadingName
    value: str
    text: str
    source: Span
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A preambular or operative paragraph, or a sub-paragraph of one.

    `text` is the wording: without number, footnote markers and line breaks; that of an operative paragraph includes its
    sub-paragraphs, which also stand as paragraphs of their own with `parent` set to the id of what holds them.
    `number` is the printed number ("8", "2.a", "2.a.ii"), or the count from 1 where nothing is printed (`numbered`
    False; "0" where it leads in to a printed paragraph 1); "3bis" where a number is printed twice. `part` is "" or the
    part, section or annex that holds it ("B", "annex"). `opening` is the opening phrase as it stands at the start of
    `text`, or "". Every character of `text` is covered by `segments`, save blanks that a repair put in. `position`
    counts from 0 in document order. `page` counts from 1 where the file has pages.
    """

    id: str
    symbol: str
    language: str
    kind: ParagraphKind
    number: str
    part: str
    numbered: bool
    parent: str | None
    position: int
    text: str
    opening: str
    footnotes: tuple[Footnote, ...]
    source: Span
    segments: tuple[Segment, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution in one language, as read from one file.

    `title` may be "" (many resolutions of the Security Council have none). `meeting`, `agenda_item`, `committee_report`
    and `vote` are in the document's own words, None where it does not say. `session` is "57", "S-10" or None.
    """

    symbol: str
    language: str
    title: str
    adopted: date | None
    session: str | None
    meeting: str | None
    agenda_item: str | None
    committee_report: str | None
    vote: str | None
    heading: tuple[HeadingDatum, ...]
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file's text. `page_starts` holds the offset of each page's first character; (0,) without pages.

    `kept`: the text is not the file itself in UTF-8 or UTF-16, but was read from it (PDF, DOCX, HTML, older encodings),
    so that it must be kept for citations to be replayed. `sha256` is of the file's bytes all the same.
    """

    file: str
    text: str
    sha256: str
    page_starts: tuple[int, ...] = (0,)
    kept: bool = False
