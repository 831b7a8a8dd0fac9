"""What a search is narrowed to: by the user's filters, which bind, and by what the question names, which may yield."""

from __future__ import annotations

from dataclasses import dataclass

from index.catalog import Catalog, ResolutionSummary
from rag.holdings import Holdings
from rag.question import Query


@dataclass(frozen=True, slots=True)
class Scope:
    """The resolutions to search, each in its language, and what narrowed them, for the reader ("": nothing did)."""

    summaries: tuple[ResolutionSummary, ...]
    described: str = ""

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols in scope, in order of adoption."""
        return tuple(dict.fromkeys(summary.symbol for summary in self.summaries))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in scope, by code."""
        return tuple(sorted({summary.language for summary in self.summaries}))

    def among(self, catalog: Catalog, holdings: Holdings) -> tuple[str, ...] | None:
        """The ids of all places in scope; None when the whole corpus is."""
        if len(self.summaries) == len(holdings.summaries):
            return None
        return tuple(
            place
            for summary in self.summaries
            for place in catalog.entry_ids(symbol=summary.symbol, language=summary.language)
        )


def filtered(query: Query, holdings: Holdings) -> Scope:
    """What the user's filters leave."""
    filters = query.filters
    kept = tuple(
        summary
        for summary in holdings.summaries
        if (filters.symbol is None or summary.symbol == filters.symbol)
        and (filters.language is None or summary.language == filters.language)
        and _within(summary, filters.year_from, filters.year_to)
    )
    return Scope(kept)


def narrowed(query: Query, scope: Scope) -> Scope:
    """`scope`, narrowed further to what the question names: resolutions, years of adoption, a session."""
    if query.symbols:
        kept = tuple(summary for summary in scope.summaries if summary.symbol in query.symbols)
        return Scope(kept, ", ".join(query.symbols))
    if query.adopted:
        kept = tuple(summary for summary in scope.summaries if summary.adopted == query.adopted)
        return Scope(kept, ", ".join(dict.fromkeys(summary.symbol for summary in kept)))
    if query.session:
        kept = tuple(summary for summary in scope.summaries if summary.session == query.session)
        return Scope(kept, ", ".join(dict.fromkeys(summary.symbol for summary in kept)))
    if query.years:
        years = query.years
        kept = tuple(summary for summary in scope.summaries if _within(summary, years.first, years.last))
        first, last = years.first or "", years.last or ""
        return Scope(kept, str(first) if first == last else f"{first}–{last}")
    return scope


def _within(summary: ResolutionSummary, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    if summary.adopted is None:
        return False
    return (first is None or summary.adopted.year >= first) and (last is None or summary.adopted.year <= last)
