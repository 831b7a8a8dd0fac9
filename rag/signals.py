"""What speaks for a place that was found: the signals that `rag.relevance` weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from index.lexical import GroupHit
from index.store import WordHit, share
from rag.relevance import place_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How many passages a language and a way of searching bring.
DEPTH: Final = 60
# Brings what a question's notions add up to near 1, as the other signals are.
_NOTION_SCALE: Final = 1 / 12


@dataclass(frozen=True, slots=True)
class Found:
    """A place found (a paragraph or a heading, by id). `family` is shared by places of (nearly) the same wording.

    `relevance` is the probability that it answers, computed from `signals` (`rag.relevance.SIGNALS`); `coverage` the
    weighted share of the question's terms that it holds, `held` that of its notions, by whatever name. `leader` is the
    text in the question's language that it is the translation of, where that can be found as well.
    """

    id: str
    language: str
    relevance: float
    coverage: float
    held: float
    signals: tuple[float, ...]
    leader: str | None = None
    family: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words, their vector, the question's language, dates of adoption by symbol.

    `months` are the years and months that the question names, as `rag.years.named_months` reads them. `bodies` are
    those (by code) whose resolutions are searched; `mended` gives what a mistyped term was meant to be.
    """

    text: str
    language: str
    vector: NDArray[np.float32]
    adopted: Mapping[str, date]
    months: frozenset[tuple[int, int | None]]
    bodies: frozenset[str]
    mended: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LanguageHits:
    """What was found in one language: by vector, by words, by the words' other names, and by pivots.

    `known` is the share of the question's notions that have words in this language. `leaders` are, for places that are
    translations of a text that was found in the question's own language, that text.
    """

    language: str
    dense: list[tuple[str, float]]
    words: list[WordHit]
    groups: dict[str, GroupHit]
    known: float
    feedback: dict[str, float]
    leaders: dict[str, str]


@dataclass(frozen=True, slots=True)
class Best:
    """The best of all languages: cosine, and score and coverage by groups of words."""

    cosine: float
    score: float
    coverage: float


def best_anywhere(searched: Sequence[LanguageHits]) -> Best:
    """What the best of all languages reach."""
    groups = [hit for hits in searched for hit in hits.groups.values()]
    return Best(
        max((cosine for hits in searched for _, cosine in hits.dense), default=0.0),
        max((hit.score for hit in groups), default=0.0),
        max((hit.coverage for hit in groups), default=0.0),
    )


def weighed(search: Search, hits: LanguageHits, best: Best) -> list[Found]:
    """The places of a language with their signals, in no particular order."""
    cosines, by_words = dict(hits.dense), {hit.id: hit for hit in hits.words}
    dense_ranks, word_ranks = ranks(hits.dense), ranks([(hit.id, hit.score) for hit in hits.words])
    best_cosine, floor = max(cosines.values(), default=0.0), min(cosines.values(), default=0.0)
    best_score = max((hit.score for hit in hits.words), default=0.0)
    same = float(hits.language == search.language)
    together = _resolution_coverage(hits.words)
    best_feedback = max(hits.feedback.values(), default=0.0)
    model = place_model()
    found = []
    for place in dict.fromkeys((*cosines, *by_words, *hits.groups)):
        cosine, hit, group = cosines.get(place, floor), by_words.get(place), hits.groups.get(place)
        coverage = hit.coverage if hit else 0.0
        notion_score, notion_coverage = (group.score, group.coverage) if group else (0.0, 0.0)
        symbol = place.partition("#")[0]
        adopted = search.adopted.get(symbol)
        signals = (
            (cosine - 0.8) * 10,
            (cosine - best_cosine) * 10,
            (cosine - best.cosine) * 10,
            1.0 / dense_ranks.get(place, DEPTH),
            hit.score / (hit.score + 10) if hit else 0.0,
            hit.score / best_score if hit else 0.0,
            1.0 / word_ranks.get(place, DEPTH),
            coverage,
            same,
            same * coverage,
            hits.feedback.get(place, 0.0),
            hits.feedback.get(place, 0.0) / best_feedback if best_feedback else 0.0,
            float("#pp" in place or ".pp" in place),
            together.get(symbol, 0.0),
            float(adopted is not None and any(year == adopted.year for year, _ in search.months)),
            float(adopted is not None and (adopted.year, adopted.month) in search.months),
            notion_coverage,
            notion_coverage - best.coverage,
            notion_score * _NOTION_SCALE,
            (notion_score - best.score) * _NOTION_SCALE,
            hits.known,
        )
        held = group.held if group else 0.0
        leader = hits.leaders.get(place)
        relevance = model.probability(signals)
        found.append(Found(place, hits.language, relevance, coverage, held, signals, leader))
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
