"""Searching for one question: what is searched for, where, and how sure the best find is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from index.catalog import Catalog, ResolutionSummary
from index.embed import Embedder
from index.lexical import words
from index.store import Searcher
from rag.answer_type import lacking
from rag.holdings import Holdings
from rag.model import Filters
from rag.question import Query
from rag.relevance import REFUSE_BELOW, SIGNALS, answerable_model, right_model
from rag.retrieve import Retriever, grouped
from rag.scope import Scope
from rag.signals import Found, Search
from rag.spelling import Spelling
from rag.thesaurus import Notion, asked_about, term_groups, without_joints
from rag.years import named_months

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A follow-up speaks of what was cited before, unless something else fits much better.
_FOCUS = 0.25
_COUNTERPART_CLOSENESS = 0.5
_NOTION_COUNT_SCALE = 0.1
# How sure an answer is at most when of the few notions that a question has its best places hold half or less: "road
# safety" is not answered by "peace and security". Some of these are right all the same.
_PARTLY = 0.5
_BEST = 5
_FEW = 2
_HALF = 0.55
# Characters. A model's time grows with the square of a text's length, and what is asked stands in the first lines.
_EMBEDDED = 1_000


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the corpus answers a question; `certainty`, 0 to 1, is the probability that the best places found do."""

    answerable: bool
    certainty: float


class Searching:
    """The means of one question's searches, and the time they took, in milliseconds."""

    def __init__(
        self, catalog: Catalog, holdings: Holdings, searcher: Searcher, embedder: Embedder, filters: Filters
    ) -> None:
        self.catalog = catalog
        self.holdings = holdings
        self.filters = filters
        self.timings_ms = {"embed": 0.0, "retrieve": 0.0}
        self._searcher = searcher
        self._embedder = embedder
        self._spelling = Spelling(searcher)
        self.retriever = Retriever(catalog, searcher, holdings.translations)

    def find(
        self, query: Query, scope: Scope, focus: Sequence[str] = (), *, headings: bool = False
    ) -> tuple[Found, ...]:
        """Places for a question within its scope, best first; `focus` are paragraphs that it probably speaks of.

        Headings are left out unless wanted: a title shares its words with every question on its subject.
        """
        search = self._search(query)
        started = time.perf_counter()
        found = self.retriever.find(search, scope.languages, scope.among(self.catalog, self.holdings))
        self.timings_ms["retrieve"] += (time.perf_counter() - started) * 1000
        if not headings:
            found = tuple(place for place in found if "#meta@" not in place.id)
        if not focus:
            return found
        near = set(focus)
        lifted = (
            replace(place, relevance=place.relevance + _FOCUS * (1 - place.relevance)) if place.id in near else place
            for place in found
        )
        return tuple(sorted(lifted, key=lambda place: -place.relevance))

    def judged(self, query: Query, scope: Scope, found: Sequence[Found]) -> Judgement:
        """Whether the corpus answers the question, and how sure it is that the best places found do."""
        if not found:
            return Judgement(answerable=False, certainty=0.0)
        signals = self.certainty_signals(query, scope, found)
        answerable = answerable_model().probability(signals) >= REFUSE_BELOW
        certainty = right_model().probability(signals)
        return Judgement(answerable, min(certainty, _PARTLY) if self._only_partly(query, found) else certainty)

    def _only_partly(self, query: Query, found: Sequence[Found]) -> bool:
        """Whether none of the best places holds more than half of the one or two notions that a question has."""
        asked = without_joints(self._asked_about(query)[1])
        if query.intent != "passage" or not 0 < len(asked) <= _FEW:
            return False
        return all(
            place.held * _translatable(asked, query.language, place.language) < _HALF
            for place, *_ in grouped(found, _BEST)
        )

    def certainty_signals(self, query: Query, scope: Scope, found: Sequence[Found]) -> tuple[float, ...]:
        """The signals of `rag.relevance.ANSWERABLE_SIGNALS`, in their order; `found` is not empty."""
        groups = grouped(found, 2)
        best = groups[0][0]
        second = groups[1][0].relevance if len(groups) > 1 else 0.0
        terms, asked = self._asked_about(query)
        known = max((place.coverage for place in found if place.language == query.language), default=0.0)
        return (
            best.relevance,
            best.relevance - second,
            _signal(best, "cosine"),
            max(best.coverage, _signal(best, "pivot")),
            0.0 if not terms else 1.0 - known,
            float(_signal(best, "dense_rank") == 1.0) + float(_signal(best, "lexical_rank") == 1.0),
            _signal(best, "same_language"),
            float(bool(scope.described)),
            float(self._untold(query, best)),
            float(self._lacking(query, best)),
            best.held,
            max(place.held for place in found),
            _signal(best, "notions_known"),
            *self._notion_signals(asked, query.language, best),
            float(query.intent == "list"),
            float(query.intent == "comparison"),
            float(bool(query.symbols)),
        )

    def _notion_signals(self, asked: Sequence[Notion], language: str, best: Found) -> tuple[float, float]:
        """How many notions the question has, and the share that has names in the best place's language but no text."""
        groups = term_groups([each for each in asked if each.concepts], language, best.language)
        absent = self._searcher.held([group for group in groups if group.alternatives], best.language).count(False)
        return len(asked) * _NOTION_COUNT_SCALE, absent / max(1, len(asked))

    def _asked_about(self, query: Query) -> tuple[tuple[str, ...], tuple[Notion, ...]]:
        mended = partial(self._mended, query.language)
        return asked_about(query.subject or query.text, query.language, self.holdings.bodies, mended)

    def _mended(self, language: str, term: str) -> str:
        return self._spelling.mended(term, language)

    def _untold(self, query: Query, best: Found) -> bool:
        """Whether the question asks for what resolutions do not tell, and the best place does not either."""
        if not query.beyond_text:
            return False
        paragraphs = self.holdings.paragraphs([best.id])
        said = set(words(paragraphs[0].text, query.language)) if paragraphs else set()
        return not all(set(words(asked, query.language)) <= said for asked in query.beyond_text)

    def _lacking(self, query: Query, best: Found) -> bool:
        """Whether the best place holds nothing of the kind that is asked for."""
        paragraphs = self.holdings.paragraphs([best.id]) if query.expected else ()
        return bool(paragraphs and lacking(query.expected, query.text, paragraphs))

    def about(self, query: Query, scope: Scope) -> tuple[ResolutionSummary, ...]:
        """The resolution that a question describes without naming it; () when none stands out."""
        found = self.find(query, scope, headings=True)
        if not found or "#meta@" not in found[0].id or not self.judged(query, scope, found).answerable:
            return ()
        symbol, language = found[0].id.partition("#")[0], found[0].language
        return tuple(
            summary
            for summary in scope.summaries
            if summary.symbol.replace(" ", "") == symbol and summary.language == language
        )

    def counterparts(self, query: Query, scope: Scope, found: Sequence[Found]) -> tuple[Found, ...]:
        """For each resolution in scope the place that answers and is closest to the answer in the others."""
        if not query.symbols:
            return tuple(group[0] for group in grouped(found, 2))
        best = next(place for place in found)
        vector = self._searcher.vector(best.id)
        chosen = []
        for symbol in query.symbols:
            prefix = symbol.replace(" ", "") + "#"
            places = [place for place in found if place.id.startswith(prefix)]
            closeness = dict(self._closeness(vector, places))
            ranked = sorted(
                places, key=lambda place: -(place.relevance + _COUNTERPART_CLOSENESS * closeness.get(place.id, 0.0))
            )
            chosen.extend(ranked[:1])
        return tuple(chosen)

    def _closeness(self, vector: NDArray[np.float32] | None, places: Sequence[Found]) -> list[tuple[str, float]]:
        if vector is None or not places:
            return []
        return self._searcher.dense(vector, len(places), None, [place.id for place in places])

    def _search(self, query: Query) -> Search:
        text = query.subject or query.text
        started = time.perf_counter()
        vector = self._embedder.query(text[:_EMBEDDED])
        self.timings_ms["embed"] += (time.perf_counter() - started) * 1000
        return Search(
            text,
            query.language,
            vector,
            self.holdings.dates,
            named_months(query.text),
            self.holdings.bodies,
            partial(self._mended, query.language),
        )


def _translatable(asked: Sequence[Notion], asked_in: str, written_in: str) -> float:
    """The share of notions that have words in a language."""
    return sum(bool(group.alternatives) for group in term_groups(asked, asked_in, written_in)) / len(asked)


def _signal(place: Found, name: str) -> float:
    return place.signals[SIGNALS.index(name)]
