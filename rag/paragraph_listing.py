"""Paragraphs and resolutions listed page by page, by what they are; nothing is ranked or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.catalog import BY_ADOPTION, Catalog, ResolutionSummary
from index.catalog_rows import PARAGRAPH_COLUMNS, paragraph_from_row
from index.errors import NotInCorpusError
from index.model import Paragraph
from rag.places import Place, read_place

LONGEST_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: at most `limit` items after the first `offset`."""

    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paragraphs are wanted; None: any.

    `place` is a resolution, a part or a paragraph as a user names it. `search` is a run of words that the wording
    holds, typography aside. Years are of adoption, both included.
    """

    place: str | None = None
    kind: Literal["preambular", "operative"] | None = None
    number: str | None = None
    language: str | None = None
    search: str | None = None
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph, and the file that it stands in."""

    paragraph: Paragraph
    file: str


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    """The paragraphs of a page, in order of adoption and of the document; `more`: others follow."""

    paragraphs: tuple[Listed, ...]
    page: Page
    more: bool


@dataclass(frozen=True, slots=True)
class ResolutionPage:
    """The resolutions of a page, in order of adoption, and how many there are on all pages."""

    resolutions: tuple[ResolutionSummary, ...]
    page: Page
    total: int


def list_paragraphs(catalog: Catalog, wanted: Wanted, page: Page) -> ParagraphPage:
    """The paragraphs wanted.

    Raises SymbolError for a place that is no reference, NotInCorpusError for one in a resolution that is not indexed.
    """
    with catalog.snapshot():
        conditions = _conditions(catalog, wanted)
        found = catalog.rows(
            f"SELECT {PARAGRAPH_COLUMNS}, r.file FROM paragraph p JOIN resolution r ON r.key = p.resolution "
            f"WHERE {' AND '.join(condition for condition, _ in conditions) or '1'} "
            f"ORDER BY {BY_ADOPTION} LIMIT ? OFFSET ?",
            (*(value for _, values in conditions for value in values), page.limit + 1, page.offset),
        )
    listed = tuple(Listed(paragraph_from_row(row), row[-1]) for row in found[: page.limit])
    return ParagraphPage(listed, page, len(found) > page.limit)


def list_resolutions(
    summaries: Sequence[ResolutionSummary], find: str, language: str | None, page: Page
) -> ResolutionPage:
    """The resolutions whose symbol and title hold every word of `find`, of those given in their order."""
    words = find.casefold().split()
    found = [
        one
        for one in summaries
        if language in (None, one.language) and all(word in f"{one.symbol} {one.title}".casefold() for word in words)
    ]
    return ResolutionPage(tuple(found[page.offset : page.offset + page.limit]), page, len(found))


_Condition = tuple[str, tuple[object, ...]]


def _conditions(catalog: Catalog, wanted: Wanted) -> list[_Condition]:
    conditions: list[_Condition] = []
    if wanted.place is not None:
        conditions += _at(_held(catalog, wanted.place))
    if wanted.kind is not None:
        conditions.append(("p.kind = ?", (wanted.kind,)))
    if wanted.number is not None:
        conditions.append(("p.number = ?", (wanted.number,)))
    if wanted.language is not None:
        conditions.append(("r.language = ?", (wanted.language,)))
    if wanted.year_from is not None:
        conditions.append(("r.adopted >= ?", (f"{wanted.year_from:04}",)))
    if wanted.year_to is not None:
        conditions.append(("r.adopted < ?", (f"{wanted.year_to + 1:04}",)))
    if wanted.search is not None:
        conditions.append(catalog.holding_words(wanted.search))
    return conditions


def _held(catalog: Catalog, reference: str) -> Place:
    place = read_place(catalog, reference)
    if not place.languages:
        raise NotInCorpusError(f"{place.symbol or reference} is not in the corpus. List what is with `unqa show`.")
    return place


def _at(place: Place) -> list[_Condition]:
    """The paragraphs of a place: of a whole resolution all, of a paragraph itself and its sub-paragraphs."""
    reference = place.reference
    conditions: list[_Condition] = [("r.symbol = ?", (place.symbol,))]
    if reference.language is not None:
        conditions.append(("r.language = ?", (reference.language,)))
    if reference.part:
        conditions.append(("(p.part = ? OR substr(p.part, 1, ?) = ?)", _itself_and_below(reference.part)))
    if reference.kind is not None:
        conditions.append(("p.kind = ?", (reference.kind,)))
    if reference.number is not None:
        conditions.append(("p.part = ?", (reference.part,)))
        conditions.append(("(p.number = ? OR substr(p.number, 1, ?) = ?)", _itself_and_below(reference.number)))
    return conditions


def _itself_and_below(name: str) -> tuple[str, int, str]:
    return name, len(name) + 1, f"{name}."
