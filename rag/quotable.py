"""What can be quoted: the wording of a paragraph, a line of a heading, a footnote; and the citation of a run of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeVar

from index.catalog import Catalog
from index.catalog_rows import SUMMARY_COLUMNS, ResolutionSummary, summary_from_row, unpack_heading
from index.folding import Folded, fold
from index.model import Footnote, HeadingDatum, Paragraph, Segment, Span
from index.replay import source_span
from index.symbols import paragraph_id
from rag.citing import cite_datum, cite_paragraph, label_of
from rag.model import Citation
from rag.tokens import Token, tokenise

# A heading's data that are quoted as words of the document; the others are parts of these.
QUOTED_DATA: Final = ("title", "line", "part", "note")
# Below SQLite's limit on the variables of one statement.
_VARIABLES: Final = 900

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Quotable:
    """One text that may be quoted. `paragraph` is the one it stands in or under, None for a line of a heading.

    `id` is what it is cited as: the paragraph's id, or the heading's. Order of adoption is the order of `order`.
    """

    id: str
    text: str
    summary: ResolutionSummary
    paragraph: Paragraph | None
    datum: HeadingDatum | None = None
    footnote: Footnote | None = None

    @property
    def folded(self) -> Folded:
        """The text with its typography folded."""
        return fold_once(self.text)

    @property
    def notes(self) -> frozenset[str]:
        """The numbers of the footnotes cited in the text."""
        if self.paragraph is None or self.footnote is not None:
            return frozenset()
        return frozenset(note.number for note in self.paragraph.footnotes)

    @property
    def number(self) -> str:
        """The number printed before the text: "8", of a sub-paragraph "a"."""
        if self.paragraph is None or self.footnote is not None or self.paragraph.kind != "operative":
            return ""
        return self.paragraph.number.rpartition(".")[2]

    @property
    def opening(self) -> str:
        """The opening phrase, "" where there is none."""
        return self.paragraph.opening if self.paragraph is not None and self.is_wording else ""

    @property
    def is_wording(self) -> bool:
        """Whether the text is a paragraph's wording, not a footnote or a line of a heading."""
        return self.paragraph is not None and self.footnote is None

    @property
    def depth(self) -> int:
        """0 for a paragraph, 1 for a sub-paragraph, and so on."""
        return self.paragraph.number.count(".") if self.paragraph is not None else 0

    @property
    def order(self) -> tuple[bool, str, str, str, int]:
        """Sorts by adoption, undated ones last, then by symbol, language and place in the document."""
        adopted = self.summary.adopted
        return (
            adopted is None,
            adopted.isoformat() if adopted else "",
            self.summary.symbol,
            self.summary.language,
            self.paragraph.position if self.paragraph is not None else -1,
        )

    def cite(self, start: int, end: int, marker: int, same_wording: Sequence[str] = ()) -> Citation:
        """The citation of text[start:end]; `source` is the range of the file from its first to its last character."""
        if self.footnote is not None and self.paragraph is not None:
            return self._cite_footnote(self.footnote, self.paragraph, start, end, marker)
        if self.datum is not None:
            cited = cite_datum(self.datum, self.summary, marker)
            segments: tuple[Segment, ...] = self.datum.segments
        elif self.paragraph is not None:
            cited = cite_paragraph(self.paragraph, self.summary, marker, quoted=(start, end), same_wording=same_wording)
            segments = self.paragraph.segments
        return replace(
            cited,
            quote=self.text[start:end],
            source=replace(cited.source, span=_span(segments, start, end, cited.source.span)),
        )

    def _cite_footnote(self, note: Footnote, paragraph: Paragraph, start: int, end: int, marker: int) -> Citation:
        """A footnote's own words: cited as the paragraph that cites it, with the footnote named in the label."""
        cited = cite_paragraph(paragraph, self.summary, marker)
        return replace(
            cited,
            label=f"{label_of(paragraph)}, footnote {note.number}",
            quote=note.text[start:end],
            text=note.text,
            source=replace(cited.source, span=_span(note.segments, start, end, note.source)),
            segments=note.segments,
        )


@lru_cache(maxsize=8192)
def fold_once(text: str) -> Folded:
    """`fold`, remembered: the same formulas are compared again and again."""
    return fold(text)


@lru_cache(maxsize=8192)
def text_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a wording, remembered."""
    return tuple(tokenise(fold_once(text)))


def quotable_paragraphs(catalog: Catalog, ids: Iterable[str]) -> Iterator[Quotable]:
    """The wordings of these paragraphs, in their order; unknown ids are left out."""
    paragraphs = catalog.paragraphs(ids)
    summaries = summaries_of(catalog, {paragraph.symbol for paragraph in paragraphs})
    for paragraph in paragraphs:
        yield Quotable(paragraph.id, paragraph.text, summaries[paragraph.symbol, paragraph.language], paragraph)


def summaries_of(catalog: Catalog, symbols: Iterable[str]) -> dict[tuple[str, str], ResolutionSummary]:
    """The summaries of these resolutions by symbol and language."""
    found: dict[tuple[str, str], ResolutionSummary] = {}
    for group in _groups(symbols):
        for row in catalog.rows(
            f"SELECT {SUMMARY_COLUMNS} FROM resolution r WHERE r.symbol IN ({_marks(group)})", group
        ):
            summary = summary_from_row(row)
            found[summary.symbol, summary.language] = summary
    return found


def same_wordings(catalog: Catalog, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each paragraph the others with the same wording, in order of adoption; as `Catalog.same_wording`, at once."""
    wanted = list(ids)
    wording_of: dict[str, int] = {}
    for group in _groups(wanted):
        wording_of |= catalog.rows(f"SELECT id, wording FROM paragraph WHERE id IN ({_marks(group)})", group)
    holders: dict[int, list[str]] = {}
    for numbers in _groups(set(wording_of.values())):
        for wording, holder in catalog.rows(
            "SELECT p.wording, p.id FROM paragraph p JOIN resolution r ON r.key = p.resolution "
            f"WHERE p.wording IN ({_marks(numbers)}) "
            "ORDER BY r.adopted IS NULL, r.adopted, r.symbol, r.language, p.position",
            numbers,
        ):
            holders.setdefault(wording, []).append(holder)
    return {one: tuple(each for each in holders[number] if each != one) for one, number in wording_of.items()}


def quotable_headings(catalog: Catalog, words: Sequence[str]) -> Iterator[Quotable]:
    """The lines of the headings in which all these words stand (as substrings; unfolded, so choose them plain)."""
    condition = " AND ".join("heading LIKE ?" for _ in words)
    for *row, heading in catalog.rows(
        f"SELECT {SUMMARY_COLUMNS}, heading FROM resolution r WHERE {condition}", [f"%{word}%" for word in words]
    ):
        summary = summary_from_row(tuple(row))
        for datum in unpack_heading(heading):
            if datum.name in QUOTED_DATA:
                place = paragraph_id(summary.symbol, "heading", None, language=summary.language)
                yield Quotable(place, datum.text, summary, None, datum)


def quotable_footnotes(catalog: Catalog, words: Sequence[str]) -> Iterator[Quotable]:
    """The footnotes of the paragraphs under whose text all these words stand."""
    condition = " AND ".join("footnotes LIKE ?" for _ in words)
    ids = [
        found
        for (found,) in catalog.rows(
            f"SELECT id FROM paragraph WHERE footnotes != '[]' AND {condition}", [f"%{word}%" for word in words]
        )
    ]
    for quotable in quotable_paragraphs(catalog, ids):
        for note in quotable.paragraph.footnotes if quotable.paragraph is not None else ():
            yield replace(quotable, text=note.text, footnote=note)


def _groups(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    wanted = list(items)
    for start in range(0, len(wanted), _VARIABLES):
        yield wanted[start : start + _VARIABLES]


def _marks(group: Sequence[object]) -> str:
    return ",".join("?" * len(group))


def _span(segments: tuple[Segment, ...], start: int, end: int, otherwise: Span) -> Span:
    return source_span(segments, start, end) if segments else otherwise
