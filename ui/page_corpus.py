"""The resolutions as a table: what to show of it, and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from index.catalog import ResolutionSummary

Column = Literal["symbol", "title", "adopted", "language", "paragraphs"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
ROWS: Final = 100
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader wants to see: words to find, the column to sort by, downwards or not, the page from 1."""

    find: str = ""
    sort: Column = "adopted"
    down: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows of one page of the table, and how many fit in all."""

    rows: tuple[ResolutionSummary, ...]
    total: int

    def has_next(self, page: int) -> bool:
        """Whether rows are left after this page."""
        return self.total > page * ROWS


def select(summaries: Sequence[ResolutionSummary], wanted: Selection) -> Selected:
    """The rows that hold every word looked for, in the order wanted."""
    words = wanted.find.casefold().split()
    found = [one for one in summaries if all(word in f"{one.symbol} {one.title}".casefold() for word in words)]
    found.sort(key=lambda one: _key(one, wanted.sort), reverse=wanted.down)
    start = (wanted.page - 1) * ROWS
    return Selected(tuple(found[start : start + ROWS]), len(found))


def paragraph_count(summary: ResolutionSummary) -> int:
    """How many paragraphs a resolution has, sub-paragraphs not counted."""
    return summary.preambular + summary.operative


def _key(summary: ResolutionSummary, column: Column) -> tuple[object, ...]:
    symbol = _natural(summary.symbol)
    if column == "title":
        return (summary.title.casefold(), symbol)
    if column == "adopted":
        return (summary.adopted.isoformat() if summary.adopted else "", symbol)
    if column == "language":
        return (summary.language, symbol)
    if column == "paragraphs":
        return (paragraph_count(summary), symbol)
    return (symbol,)


def _natural(symbol: str) -> tuple[tuple[int, str], ...]:
    """The parts of a symbol, numbers by their value: 57/9 before 57/10."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(symbol))
