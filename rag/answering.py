"""One question on its way to its answer: what it wants decides how it is answered."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from index.catalog import Catalog
from index.embed import Embedder
from index.model import HeadingDatum, Paragraph
from index.store import Searcher
from index.symbols import split_id
from rag.answer import Composer, Passage, joined_labels
from rag.chat import StandaloneQuestion
from rag.frame import datum_name, sentence
from rag.holdings import Holdings
from rag.model import Answer, Filters, Refusal
from rag.lookup import look_up
from rag.question import Place, Query, understand
from rag.retrieve import Found, grouped, search
from rag.scope import Scope, filtered, narrowed


@dataclass(slots=True)
class Answering:
    """Everything that answering one question needs, and the time its parts took, in milliseconds."""

    catalog: Catalog
    holdings: Holdings
    searcher: Searcher
    embedder: Embedder
    filters: Filters
    top: int
    timings_ms: dict[str, float] = field(default_factory=lambda: {"embed": 0.0, "retrieve": 0.0})

    def answer(self, asked: StandaloneQuestion) -> Answer:
        """Answer a question that stands alone."""
        query = understand(asked.text, self.holdings.summaries, self.filters)
        if refusal := self._not_held(query):
            return self._refused(query, refusal)
        scope = narrowed(query, filtered(query, self.holdings))
        if not scope.summaries:
            return self._refused(query, self._nothing_in_scope(query, scope))
        if query.intent in ("place", "comparison") and (places := self._complete_places(query, scope)):
            return self._from_places(query, places)
        if query.intent == "heading" and (query.symbols or len(scope.symbols) == 1):
            return self._from_headings(query, scope)
        return self._from_passages(query, scope)

    def _not_held(self, query: Query) -> Refusal | None:
        named = query.missing
        if query.filters.symbol is not None and not self.holdings.versions(query.filters.symbol):
            named = (query.filters.symbol, *named)
        if not named:
            return None
        key = "resolution_not_in_corpus" if len(named) == 1 else "resolutions_not_in_corpus"
        held = self.holdings.described(query.language)
        return Refusal("resolution_not_in_corpus", sentence(query.language, key, symbols=", ".join(named), held=held))

    def _nothing_in_scope(self, query: Query, scope: Scope) -> Refusal:
        held = self.holdings.described(query.language)
        what = scope.described or query.filters.symbol or query.filters.language or "—"
        return Refusal(
            "resolution_not_in_corpus",
            sentence(query.language, "resolution_not_in_corpus", symbols=what, held=held),
        )

    def _complete_places(self, query: Query, scope: Scope) -> tuple[Place, ...]:
        """The named paragraphs, each with its resolution; () when the question leaves a resolution open."""
        only = scope.symbols[0] if len(scope.symbols) == 1 else None
        places = tuple(replace(place, symbol=place.symbol or only) for place in query.places)
        if query.intent == "comparison" and len(places) == 1 and len(query.symbols) > 1:
            places = tuple(replace(places[0], symbol=symbol) for symbol in query.symbols)
        return () if any(place.symbol is None for place in places) else places

    def _from_places(self, query: Query, places: Sequence[Place]) -> Answer:
        lookup = look_up(places, self.catalog, self.holdings, query.filters.language or query.language, query.language)
        if lookup.refusals:
            return self._refused(query, lookup.refusals[0])
        composer = Composer(self.holdings, query.language)
        for paragraph in lookup.paragraphs:
            composer.quote(Passage(paragraph, same_wording=self.catalog.same_wording(paragraph.id)))
        retrieved = tuple((paragraph.id, 1.0) for paragraph in lookup.paragraphs)
        return self._answered(query, composer, 1.0, retrieved)

    def _from_headings(self, query: Query, scope: Scope) -> Answer:
        composer = Composer(self.holdings, query.language)
        lacking: list[str] = []
        for summary in scope.summaries:
            data = _data(self.holdings.heading(summary.symbol, summary.language), query)
            if not data:
                lacking.append(summary.symbol)
            for datum in data:
                composer.datum(datum, summary.symbol, summary.language)
        if not composer.citations:
            name = datum_name(query.language, query.data[0])
            message = sentence(query.language, "no_such_datum", symbol=", ".join(lacking), datum=name)
            return self._refused(query, Refusal("no_passage", message))
        retrieved = tuple(dict.fromkeys((citation.id, 1.0) for citation in composer.citations))
        return self._answered(query, composer, 1.0, retrieved)

    def _from_passages(self, query: Query, scope: Scope) -> Answer:
        found = self._search(query, scope.among(self.catalog, self.holdings), scope.languages)
        groups = grouped(found, self.top)
        paragraphs = {paragraph.id: paragraph for paragraph in self._paragraphs_of(groups)}
        composer = Composer(self.holdings, query.language)
        for group in groups:
            self._quote_group(composer, group, paragraphs)
        retrieved = tuple((place.id, place.score) for place in found[:20])
        if not composer.citations:
            return self._refused(query, self._no_passage(query, scope), retrieved)
        return self._answered(query, composer, 0.5, retrieved)

    def _quote_group(self, composer: Composer, group: Sequence[Found], paragraphs: dict[str, Paragraph]) -> None:
        best = group[0]
        if best.id in paragraphs:
            same = self.catalog.same_wording(best.id)
            composer.quote(Passage(paragraphs[best.id], same_wording=same))
            return
        symbol = split_id(best.id).symbol
        assert symbol is not None
        titles = [datum for datum in self.holdings.heading(symbol, best.language) if datum.name == "title"]
        for datum in titles[:1]:
            composer.datum(datum, symbol, best.language)

    def _paragraphs_of(self, groups: Sequence[Sequence[Found]]) -> tuple[Paragraph, ...]:
        return self.catalog.paragraphs([group[0].id for group in groups])

    def _search(self, query: Query, among: Collection[str] | None, languages: Sequence[str]) -> tuple[Found, ...]:
        started = time.perf_counter()
        vector = self.embedder.query(query.text)
        embedded = time.perf_counter()
        found = search(self.catalog, self.searcher, query.text, vector, among=among, languages=languages)
        self.timings_ms["embed"] += (embedded - started) * 1000
        self.timings_ms["retrieve"] += (time.perf_counter() - embedded) * 1000
        return found

    def _no_passage(self, query: Query, scope: Scope) -> Refusal:
        paragraphs = sum(summary.preambular + summary.operative for summary in scope.summaries)
        return Refusal(
            "no_passage",
            sentence(query.language, "no_passage", resolutions=len(scope.symbols), paragraphs=paragraphs),
        )

    def _answered(
        self, query: Query, composer: Composer, certainty: float, retrieved: tuple[tuple[str, float], ...]
    ) -> Answer:
        return Answer(
            question=query.text,
            language=query.language,
            answer=composer.markdown(),
            refusal=None,
            citations=tuple(composer.citations),
            certainty=certainty,
            retrieved=retrieved,
        )

    def _refused(self, query: Query, refusal: Refusal, retrieved: tuple[tuple[str, float], ...] = ()) -> Answer:
        closest = self.holdings.paragraphs([place for place, _ in retrieved[:3]])
        message = refusal.message
        if closest:
            message = f"{message}\n\n{sentence(query.language, 'closest', labels=joined_labels(closest))}"
        return Answer(
            question=query.text,
            language=query.language,
            answer=message,
            refusal=refusal,
            citations=(),
            certainty=0.0,
            retrieved=retrieved,
        )


def _data(heading: Sequence[HeadingDatum], query: Query) -> list[HeadingDatum]:
    return [datum for datum in heading if datum.name in query.data]
