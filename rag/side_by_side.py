"""Two paragraphs, or two whole resolutions, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.catalog import Catalog
from index.errors import InputError, NotInCorpusError
from index.messages import message
from index.model import Paragraph, Resolution
from index.sameness import wording_key
from rag.citing import cite_paragraph
from rag.correspondence import Pair, correspond
from rag.model import Citation
from rag.notebook import ShownInNotebooks
from rag.places import Place, read_place
from rag.quotable import summaries_of
from rag.wording_diff import DiffPart, compare_wordings

RowChange = Literal["same", "changed", "moved", "added", "dropped"]
LANGUAGE_DIFFERS = "language differs, wording not compared"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A paragraph of each side, or of one. "moved": the same wording in another order; "changed" may have moved too.

    `diff` is () where there is nothing to show; `note` says why the wordings were not compared, or is "".
    """

    change: RowChange
    before: Citation | None
    after: Citation | None
    diff: tuple[DiffPart, ...] = ()
    moved: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison(ShownInNotebooks):
    """What two places say, row by row, in the order of the first; rows that only the second has stand in between."""

    before: str
    after: str
    rows: tuple[ComparedRow, ...]


def compare(catalog: Catalog, before: str, after: str) -> Comparison:
    """Compare two resolutions or two paragraphs; of a resolution and a paragraph, the paragraph and its counterpart.

    Raises SymbolError for what is no reference, NotInCorpusError for what is not indexed.
    """
    with catalog.snapshot():
        places = read_place(catalog, before), read_place(catalog, after)
        language = _common_language(*places)
        one, other = (resolution_at(catalog, place, language) for place in places)
        if all(names_a_paragraph(place) for place in places):
            pairs: tuple[Pair, ...] = (_pair_of(paragraph_at(places[0], one), paragraph_at(places[1], other)),)
        else:
            pairs = _selected(catalog, places, one, other)
        rows = tuple(_row(catalog, pair) for pair in pairs)
    return Comparison(_name(places[0], one), _name(places[1], other), rows)


def resolution_at(catalog: Catalog, place: Place, language: str | None = None) -> Resolution:
    """The resolution of a place, in the language it names, else in `language`. Raises NotInCorpusError."""
    resolution = catalog.resolution(place.symbol, place.reference.language or language)
    if resolution is None:
        wanted = place.reference.language or language
        said = message("resolution_not_held", symbol=place.symbol)
        if place.languages and wanted:
            held = ",".join(place.languages)
            said = message("language_not_held", symbol=place.symbol, language=wanted, languages=held)
        version = f" in {wanted}" if place.languages and wanted else ""
        raise NotInCorpusError(
            f"{place.symbol} is not in the corpus{version}. List what is with `unqa show`.", message=said
        )
    return resolution


def paragraph_at(place: Place, resolution: Resolution) -> Paragraph:
    """The one paragraph that a place names. Raises NotInCorpusError, InputError where it names no paragraph."""
    if not names_a_paragraph(place):
        raise InputError(
            f'{place.symbol} names no paragraph: write it like "{place.symbol} para 8"',
            message=message("names_no_paragraph", symbol=place.symbol),
        )
    for paragraph in resolution.paragraphs:
        if place.names(paragraph) and paragraph.number == place.reference.number:
            return paragraph
    raise NotInCorpusError(
        f"{place.symbol} has no such paragraph. See them with `unqa show {place.symbol}`.",
        message=message("paragraph_not_held", symbol=place.symbol),
    )


def names_a_paragraph(place: Place) -> bool:
    """Whether a place is one paragraph, not a resolution, a part or a heading."""
    return place.reference.number is not None and place.reference.kind in ("preambular", "operative")


def top_level(resolution: Resolution) -> list[Paragraph]:
    """The paragraphs that are no sub-paragraphs, in document order."""
    return [paragraph for paragraph in resolution.paragraphs if paragraph.parent is None]


def same_wording(one: str, other: str) -> bool:
    """Whether two wordings are the same but for typography, case and final punctuation."""
    return wording_key(one) == wording_key(other)


def _common_language(one: Place, other: Place) -> str | None:
    named = one.reference.language or other.reference.language
    if named is not None:
        return named if named in one.languages and named in other.languages else None
    return next((language for language in one.languages if language in other.languages), None)


def _pair_of(before: Paragraph, after: Paragraph) -> Pair:
    return Pair(before, after, compared=before.language == after.language)


def _selected(catalog: Catalog, places: tuple[Place, Place], one: Resolution, other: Resolution) -> tuple[Pair, ...]:
    """The pairs of the whole resolutions, or those that have the paragraph, or the part, that was named."""
    pairs = correspond(catalog, top_level(one), top_level(other))
    selected = []
    for pair in pairs:
        ours = pair.before is not None and places[0].names(pair.before)
        theirs = pair.after is not None and places[1].names(pair.after)
        partial = [place for place in places if place.reference.kind is not None or place.reference.part]
        if not partial or (ours and places[0] in partial) or (theirs and places[1] in partial):
            selected.append(pair)
    if not selected:
        # A sub-paragraph, or a paragraph that is not there: the latter raises.
        for place, resolution in zip(places, (one, other), strict=True):
            if names_a_paragraph(place):
                selected.append(Pair(paragraph_at(place, resolution), None))
    return tuple(selected)


def _row(catalog: Catalog, pair: Pair) -> ComparedRow:
    before, after = (None if side is None else _cite(catalog, side) for side in (pair.before, pair.after))
    if pair.before is None or pair.after is None:
        return ComparedRow("dropped" if pair.after is None else "added", before, after)
    if not pair.compared:
        return ComparedRow("changed", before, after, moved=pair.moved, note=LANGUAGE_DIFFERS)
    if same_wording(pair.before.text, pair.after.text):
        return ComparedRow("moved" if pair.moved else "same", before, after, moved=pair.moved)
    parts = compare_wordings(pair.before.text, pair.after.text)
    return ComparedRow("changed", before, after, parts, pair.moved)


def _cite(catalog: Catalog, paragraph: Paragraph) -> Citation:
    summary = summaries_of(catalog, (paragraph.symbol,))[paragraph.symbol, paragraph.language]
    return cite_paragraph(paragraph, summary, 1)


def _name(place: Place, resolution: Resolution) -> str:
    if names_a_paragraph(place):
        return paragraph_at(place, resolution).id
    return f"{resolution.symbol}@{resolution.language}"
