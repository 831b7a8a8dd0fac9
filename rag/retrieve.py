"""Finding paragraphs: dense vectors and BM25, ranked within each language, then fused.

Rank fusion is reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet
and individual Rank Learning Methods").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.catalog import Catalog
from index.store import Searcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DEPTH: Final = 60
_RANK_CONSTANT: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A place found (a paragraph or a heading, by id). `family` is shared by places of (nearly) the same wording."""

    id: str
    language: str
    score: float
    cosine: float
    lexical: float
    family: int | None


def search(
    catalog: Catalog,
    searcher: Searcher,
    text: str,
    vector: NDArray[np.float32],
    *,
    among: Collection[str] | None = None,
    languages: Sequence[str] | None = None,
) -> tuple[Found, ...]:
    """Places for a question, best first; `among` narrows to these ids, `languages` to texts in these."""
    found: list[Found] = []
    for language in searcher.languages if languages is None else languages:
        dense = searcher.dense(vector, _DEPTH, language, among)
        lexical = searcher.lexical(text, _DEPTH, language, among)
        found.extend(_fused(language, dense, lexical))
    families = catalog.family_numbers(place.id for place in found)
    ranked = sorted(found, key=lambda place: -place.score)
    return tuple(
        Found(place.id, place.language, place.score, place.cosine, place.lexical, families.get(place.id))
        for place in ranked
    )


def _fused(language: str, dense: list[tuple[str, float]], lexical: list[tuple[str, float]]) -> list[Found]:
    cosines, words = dict(dense), dict(lexical)
    scores: dict[str, float] = {}
    for ranking in (dense, lexical):
        for place, rank in _ranks(ranking):
            scores[place] = scores.get(place, 0.0) + 1.0 / (_RANK_CONSTANT + rank)
    return [
        Found(place, language, score, cosines.get(place, 0.0), words.get(place, 0.0), None)
        for place, score in scores.items()
    ]


def _ranks(ranking: list[tuple[str, float]]) -> list[tuple[str, int]]:
    """Ranks from 1; places with the same text follow each other with one score, and share a rank."""
    ranks: list[tuple[str, int]] = []
    rank, previous = 0, None
    for place, score in ranking:
        rank += score != previous
        previous = score
        ranks.append((place, rank))
    return ranks


def grouped(found: Sequence[Found], top: int) -> tuple[tuple[Found, ...], ...]:
    """The best `top` families: each its best place first, then the others found, so that twins take one place."""
    groups: dict[object, list[Found]] = {}
    for place in found:
        groups.setdefault(place.id if place.family is None else place.family, []).append(place)
    return tuple(tuple(group) for group in list(groups.values())[:top])
