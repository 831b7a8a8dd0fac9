"""What a search is narrowed to: by the user's filters, which bind, and by what the question names, which may yield."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.catalog import Catalog, ResolutionSummary
from rag.bodies import body_name
from rag.frame import datum_name, language_name
from rag.holdings import Holdings
from rag.model import Restriction, RestrictionKind, Searched
from rag.question import Query


@dataclass(frozen=True, slots=True)
class Scope:
    """The resolutions to search, each in its language, and what in the question narrowed them."""

    summaries: tuple[ResolutionSummary, ...]
    restriction: Restriction | None = None

    @property
    def described(self) -> str:
        """What narrowed the search, for the reader; "" when nothing did."""
        return self.restriction.printable if self.restriction else ""

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols in scope, in order of adoption."""
        return tuple(dict.fromkeys(summary.symbol for summary in self.summaries))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in scope, by code."""
        return tuple(sorted({summary.language for summary in self.summaries}))

    def extent(self, holdings: Holdings) -> Searched:
        """How much this is of all that is held."""
        paragraphs = sum(summary.paragraphs for summary in self.summaries)
        return Searched(len(self.symbols), paragraphs, len(holdings.symbols), holdings.paragraph_count)

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
        and (filters.body is None or summary.body == filters.body)
        and _within(summary, filters.year_from, filters.year_to)
    )
    return Scope(kept)


def narrowed(query: Query, scope: Scope) -> Scope:
    """`scope`, narrowed further to what the question names: resolutions, years of adoption, a session."""
    ignored = query.filters.ignored
    if query.symbols and "symbols" not in ignored:
        kept = tuple(summary for summary in scope.summaries if summary.symbol in query.symbols)
        return Scope(kept, _named("symbols", ", ".join(query.symbols)))
    if query.adopted and "adopted" not in ignored:
        kept = tuple(summary for summary in scope.summaries if summary.adopted == query.adopted)
        return Scope(kept, _named("adopted", _symbols(kept), query.adopted.isoformat()))
    if query.session and "session" not in ignored:
        kept = tuple(summary for summary in scope.summaries if summary.session == query.session)
        return Scope(kept, _named("session", _symbols(kept), query.session))
    if query.years and "years" not in ignored:
        years = query.years
        kept = tuple(summary for summary in scope.summaries if _within(summary, years.first, years.last))
        return Scope(kept, _named("years", _range(years.first, years.last), f"{years.first or ''}-{years.last or ''}"))
    return scope


def _named(kind: RestrictionKind, printable: str, value: str = "") -> Restriction:
    return Restriction(kind, value or printable, printable)


def _symbols(summaries: Sequence[ResolutionSummary]) -> str:
    return ", ".join(dict.fromkeys(summary.symbol for summary in summaries))


def restrictions(query: Query) -> str:
    """All that a question and its filters limit the search to, for a reader: "A/RES/57/203; French; 2007–"."""
    filters = query.filters
    limits = [", ".join(query.symbols), "", filters.symbol or ""]
    if not query.symbols and query.session:
        limits[1] = f"{datum_name(query.language, 'session')} {query.session}"
    elif not query.symbols and query.years:
        limits[1] = _range(query.years.first, query.years.last)
    if filters.language:
        limits.append(language_name(query.language, filters.language))
    if filters.body:
        limits.append(body_name(query.language, filters.body))
    if filters.year_from or filters.year_to:
        limits.append(_range(filters.year_from, filters.year_to))
    return "; ".join(filter(None, limits))


def _range(first: int | None, last: int | None) -> str:
    return str(first) if first == last else f"{first or ''}–{last or ''}"


def _within(summary: ResolutionSummary, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    if summary.adopted is None:
        return False
    return (first is None or summary.adopted.year >= first) and (last is None or summary.adopted.year <= last)
