"""The resolutions as a list: which of them a reader wants to see, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from index.catalog import ResolutionSummary

Column = Literal["symbol", "title", "adopted", "language", "paragraphs"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
ROWS: Final = 100
# Characters of a description.
_DESCRIBED: Final = 140
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader wants to see.

    `find` holds words of the symbol or the title, or of what describes one without; `body` is "GA", "SC", "ECOSOC" or
    "HRC", `language` a code, "" any; years are of adoption, both ends included. `sort` is the column to sort by, `down`
    whether downwards, `page` counts from 1; one beyond the end is the last.
    """

    find: str = ""
    body: str = ""
    language: str = ""
    year_from: int | None = None
    year_to: int | None = None
    sort: Column = "adopted"
    down: bool = False
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.find.strip() or self.body or self.language or self.year_from or self.year_to)


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows of one page of the list, which page that is, and how many rows fit in all."""

    rows: tuple[ResolutionSummary, ...]
    total: int
    page: int = 1

    @property
    def has_next(self) -> bool:
        """Whether rows are left after this page."""
        return self.total > self.page * ROWS


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to: the bodies, the languages and the years that are there, each in order."""

    bodies: tuple[str, ...]
    languages: tuple[str, ...]
    years: tuple[int, ...]


def choices(summaries: Iterable[ResolutionSummary]) -> Choices:
    """What these resolutions can be narrowed to."""
    rows = tuple(summaries)
    return Choices(
        bodies=tuple(sorted({row.body for row in rows if row.body})),
        languages=tuple(sorted({row.language for row in rows})),
        years=tuple(sorted({row.adopted.year for row in rows if row.adopted})),
    )


def select(summaries: Sequence[ResolutionSummary], wanted: Selection) -> Selected:
    """The rows that a reader wants, in the order wanted."""
    words = wanted.find.casefold().split()
    found = [one for one in summaries if _fits(one, wanted, words)]
    found.sort(key=lambda one: _key(one, wanted.sort), reverse=wanted.down)
    # What has no date, or no title, stands last whichever way the others are sorted.
    found.sort(key=lambda one: _lacks(one, wanted.sort))
    page = min(wanted.page, max(1, -(-len(found) // ROWS)))
    start = (page - 1) * ROWS
    return Selected(tuple(found[start : start + ROWS]), len(found), page)


def description(summary: ResolutionSummary) -> str:
    """For a resolution without a title the first words of its text, cut short; "" for one that has a title."""
    words = " ".join(summary.beginning.split())
    return words if len(words) <= _DESCRIBED else f"{_cut(words)} …"


def _cut(words: str) -> str:
    """As much as is shown of a long text, its last word whole where the language sets words apart."""
    begun = words[: _DESCRIBED + 1]
    return (begun.rpartition(" ")[0] or begun[:_DESCRIBED]).rstrip(" ,;:")


def _fits(summary: ResolutionSummary, wanted: Selection, words: Sequence[str]) -> bool:
    text = f"{summary.symbol} {summary.title or description(summary)}".casefold()
    if not all(word in text for word in words):
        return False
    if wanted.body not in ("", summary.body) or wanted.language not in ("", summary.language):
        return False
    if wanted.year_from is None and wanted.year_to is None:
        return True
    # Of what has no date nobody can say that it is of these years.
    year = summary.adopted.year if summary.adopted else None
    return year is not None and (wanted.year_from or year) <= year <= (wanted.year_to or year)


def _lacks(summary: ResolutionSummary, column: Column) -> bool:
    return (column == "adopted" and summary.adopted is None) or (column == "title" and not summary.title)


def _key(summary: ResolutionSummary, column: Column) -> tuple[object, ...]:
    symbol = _natural(summary.symbol)
    if column == "title":
        return ((summary.title or description(summary)).casefold(), symbol)
    if column == "adopted":
        return (summary.adopted.isoformat() if summary.adopted else "", symbol)
    if column == "language":
        return (summary.language, symbol)
    if column == "paragraphs":
        return (summary.paragraphs, symbol)
    return (symbol,)


def _natural(symbol: str) -> tuple[tuple[int, str], ...]:
    """The parts of a symbol, numbers by their value: 57/9 before 57/10."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(symbol))
