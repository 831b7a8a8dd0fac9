"""Finding places: dense vectors and BM25 within each language, and across languages through the texts of one's own.

A text in another language shares no word with the question. Where the best texts in the question's language do share
words, they lead to it: their own vectors find it as the translation it is (pseudo-relevance feedback, Rocchio 1971,
across languages as in Ballesteros and Croft 1997). All signals of a place are then weighed by `rag.relevance`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from index.catalog import Catalog
from index.store import Searcher, WordHit, share
from rag.relevance import place_model, sigmoid
from rag.terms import content_terms
from rag.years import named_months

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH: Final = 60
_PIVOTS: Final = 6
# How many near twins a text may have before they keep other texts from leading anywhere.
_TWINS: Final = 6
_PIVOT_FLOOR: Final = 0.80
_NOT_A_TRANSLATION: Final = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A place found (a paragraph or a heading, by id). `family` is shared by places of (nearly) the same wording.

    `relevance` is the probability that it answers, computed from `signals` (`rag.relevance.SIGNALS`); `coverage` the
    weighted share of the question's terms that it holds.
    """

    id: str
    language: str
    relevance: float
    coverage: float
    signals: tuple[float, ...]
    family: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words, their vector, the question's language; and dates of adoption by symbol."""

    text: str
    language: str
    vector: NDArray[np.float32]
    adopted: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Pivot:
    """A text in the question's language that leads to texts in others: its vector, and the share of words it holds."""

    place: str
    vector: NDArray[np.float32]
    coverage: float


class Retriever:
    """Searches one state of the index."""

    def __init__(self, catalog: Catalog, searcher: Searcher, translations: dict[tuple[str, str], str | None]) -> None:
        """`translations` remembers, for one generation of the index, what `translation` found for a place."""
        self._catalog = catalog
        self._searcher = searcher
        self._translations = translations

    def find(self, search: Search, languages: Sequence[str], among: Collection[str] | None = None) -> tuple[Found, ...]:
        """Places, best first, narrowed to texts in `languages` and to the places `among`."""
        terms = content_terms(search.text, search.language)
        own = self._searcher.words(search.text, terms, DEPTH, search.language)
        pivots = self._pivots(own)
        searched = [self._search_language(search, terms, language, among, pivots) for language in languages]
        best = max((cosine for hits in searched for _, cosine in hits.dense), default=0.0)
        found = [place for hits in searched for place in _weighed(search, hits, best)]
        families = self._catalog.family_numbers(place.id for place in found)
        ranked = sorted(found, key=lambda place: -place.relevance)
        return tuple(replace(place, family=families.get(place.id)) for place in ranked)

    def _search_language(
        self,
        search: Search,
        terms: Sequence[str],
        language: str,
        among: Collection[str] | None,
        pivots: Sequence[Pivot],
    ) -> _LanguageHits:
        return _LanguageHits(
            language,
            self._searcher.dense(search.vector, DEPTH, language, among),
            self._searcher.words(search.text, terms, DEPTH, language, among),
            {} if language == search.language else self._feedback(pivots, language, among),
        )

    def _pivots(self, own: Sequence[WordHit]) -> list[Pivot]:
        """The vectors of the texts in the question's language that hold most of its words, with the share they hold."""
        best = sorted(own, key=lambda hit: -hit.coverage)[: _PIVOTS * _TWINS]
        families = self._catalog.family_numbers(hit.id for hit in best)
        distinct: dict[object, WordHit] = {}
        for hit in best:
            distinct.setdefault(families.get(hit.id, hit.id), hit)
        pivots = []
        for hit in list(distinct.values())[:_PIVOTS]:
            vector = self._searcher.vector(hit.id)
            if vector is not None and hit.coverage > 0:
                pivots.append(Pivot(hit.id, vector, hit.coverage))
        return pivots

    def _feedback(
        self,
        pivots: Sequence[Pivot],
        language: str,
        among: Collection[str] | None,
    ) -> dict[str, float]:
        """For places in another language, how close they are to a pivot, weighed by the words that the pivot holds.

        The pivot's translation, if there is one, counts as the pivot itself.
        """
        scores: dict[str, float] = {}
        for pivot in pivots:
            translation = self.translation(pivot.place, language)
            for place, cosine in self._searcher.dense(pivot.vector, DEPTH, language, among):
                closeness = max(0.0, (cosine - _PIVOT_FLOOR) / (1.0 - _PIVOT_FLOOR)) * _NOT_A_TRANSLATION
                if place == translation:
                    closeness = 1.0
                scores[place] = max(scores.get(place, 0.0), pivot.coverage * closeness)
        return scores

    def translation(self, place: str, language: str) -> str | None:
        """The place in `language` that is nearest to `place` and to which no text of another wording is nearer.

        Mutual nearest neighbours, as translations are found in comparable corpora (Artetxe and Schwenk 2019).
        """
        if (place, language) not in self._translations:
            self._translations[(place, language)] = self._find_translation(place, language)
        return self._translations[(place, language)]

    def _find_translation(self, place: str, language: str) -> str | None:
        vector = self._searcher.vector(place)
        own = place.rpartition("@")[2]
        if vector is None or own == language:
            return None
        nearest = self._searcher.dense(vector, 1, language)
        back = self._searcher.vector(nearest[0][0]) if nearest else None
        if back is None:
            return None
        returned = self._searcher.dense(back, 1, own)[0][0]
        families = self._catalog.family_numbers((place, returned))
        same = returned == place or (place in families and families[place] == families.get(returned))
        return nearest[0][0] if same else None


@dataclass(frozen=True, slots=True)
class _LanguageHits:
    """What was found in one language: by vector, by words, and by pivots."""

    language: str
    dense: list[tuple[str, float]]
    words: list[WordHit]
    feedback: dict[str, float]


def _weighed(search: Search, hits: _LanguageHits, best_anywhere: float) -> list[Found]:
    cosines, by_words = dict(hits.dense), {hit.id: hit for hit in hits.words}
    dense_ranks, word_ranks = ranks(hits.dense), ranks([(hit.id, hit.score) for hit in hits.words])
    best_cosine, floor = max(cosines.values(), default=0.0), min(cosines.values(), default=0.0)
    best_score = max((hit.score for hit in hits.words), default=0.0)
    same = float(hits.language == search.language)
    together = _resolution_coverage(hits.words)
    best_feedback = max(hits.feedback.values(), default=0.0)
    named = named_months(search.text)
    model = place_model()
    found = []
    for place in dict.fromkeys((*cosines, *by_words)):
        cosine, hit = cosines.get(place, floor), by_words.get(place)
        coverage = hit.coverage if hit else 0.0
        symbol = place.partition("#")[0]
        adopted = search.adopted.get(symbol)
        signals = (
            (cosine - 0.8) * 10,
            (cosine - best_cosine) * 10,
            (cosine - best_anywhere) * 10,
            1.0 / dense_ranks.get(place, DEPTH),
            hit.score / (hit.score + 10) if hit else 0.0,
            hit.score / best_score if hit else 0.0,
            1.0 / word_ranks.get(place, DEPTH),
            coverage,
            same,
            same * coverage,
            hits.feedback.get(place, 0.0),
            hits.feedback.get(place, 0.0) / best_feedback if best_feedback else 0.0,
            float("#meta@" in place),
            float("#pp" in place or ".pp" in place),
            together.get(symbol, 0.0),
            float(adopted is not None and any(year == adopted.year for year, _ in named)),
            float(adopted is not None and (adopted.year, adopted.month) in named),
        )
        found.append(Found(place, hits.language, sigmoid(model.logit(signals)), coverage, signals))
    return found


def _resolution_coverage(hits: Sequence[WordHit]) -> dict[str, float]:
    """For each resolution the share of the question's terms that its places hold together."""
    held: dict[str, int] = {}
    for hit in hits:
        symbol = hit.id.partition("#")[0]
        held[symbol] = held.get(symbol, 0) | hit.terms
    return {symbol: share(terms, hits[0].weights) for symbol, terms in held.items()}


def ranks(ranking: Sequence[tuple[str, float]]) -> dict[str, int]:
    """Ranks from 1; places with the same text follow each other with one score, and share a rank."""
    numbered: dict[str, int] = {}
    rank, previous = 0, None
    for place, score in ranking:
        rank += score != previous
        previous = score
        numbered.setdefault(place, rank)
    return numbered


def grouped(found: Sequence[Found], top: int) -> tuple[tuple[Found, ...], ...]:
    """The best `top` families: each its best place first, then the others found, so that twins take one place."""
    groups: dict[object, list[Found]] = {}
    for place in found:
        groups.setdefault(place.id if place.family is None else place.family, []).append(place)
    return tuple(tuple(group) for group in list(groups.values())[:top])
