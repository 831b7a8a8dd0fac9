"""Finding places: by vector, by words and by what the words are also called, within each language.

A text in another language shares no word with the question. A thesaurus leads to it (`rag.thesaurus`), and so do the
best texts in the question's language: their own vectors find it as the translation it is (pseudo-relevance feedback,
Rocchio 1971, across languages as in Ballesteros and Croft 1997). All signals of a place (`rag.signals`) are then
weighed by `rag.relevance`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.catalog import Catalog
from index.lexical import GroupHit
from index.store import Searcher
from rag.relevance import Model
from rag.signals import DEPTH, Found, LanguageHits, Search, best_anywhere, weighed
from rag.thesaurus import Notion, asked_about, term_groups
from rag.translation import Translations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PIVOTS: Final = 6
# How many near twins a text may have before they keep other texts from leading anywhere.
_TWINS: Final = 6
_PIVOT_FLOOR: Final = 0.80
_NOT_A_TRANSLATION: Final = 0.5
_FOLLOWING: Final = 0.999


@dataclass(frozen=True, slots=True)
class Pivot:
    """A text in the question's language that leads to texts in others: its vector, and the share of words it holds."""

    place: str
    vector: NDArray[np.float32]
    coverage: float


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a question's words mean: its terms, its notions, and the texts in its language that hold most of them.

    Of these, `leading` may be found themselves; `pivots` may not, and only lead to their translations.
    """

    terms: tuple[str, ...]
    notions: tuple[Notion, ...]
    leading: Sequence[Pivot]
    pivots: Sequence[Pivot]


class Retriever:
    """Searches one state of the index."""

    def __init__(self, catalog: Catalog, searcher: Searcher, translations: dict[tuple[str, str], str | None]) -> None:
        """`translations` remembers, for one generation of the index, the translations that were found."""
        self._catalog = catalog
        self._searcher = searcher
        self.translations = Translations(catalog, searcher, translations)

    def find(self, search: Search, languages: Sequence[str], among: Collection[str] | None = None) -> tuple[Found, ...]:
        """Places, best first, narrowed to texts in `languages` and to the places `among`."""
        meant = self._meaning(search, among if search.language in languages else ())
        searched = [self._search_language(search, meant, language, among) for language in languages]
        best = best_anywhere(searched)
        found = [place for hits in searched for place in weighed(search, hits, best)]
        families = self._catalog.family_numbers(place.id for place in found)
        return ranked([replace(place, family=families.get(place.id)) for place in found])

    def closeness(self, place: str, others: Sequence[str]) -> list[tuple[str, float]]:
        """The cosines of other places with a place, the nearest first."""
        vector = self._searcher.vector(place)
        return [] if vector is None or not others else self._searcher.dense(vector, len(others), None, others)

    def _meaning(self, search: Search, among: Collection[str] | None) -> _Meant:
        """What is searched for; `among` are the places in the question's language that may be found, None: all."""
        terms, found = asked_about(search.text, search.language, search.bodies, search.mended)
        groups = term_groups(found, search.language, search.language)
        pivots = self._pivots(self._searcher.groups(groups, _PIVOTS * _TWINS, search.language))
        leading = tuple(pivot for pivot in pivots if among is None or pivot.place in among)
        return _Meant(
            terms,
            found,
            leading,
            tuple(pivot for pivot in pivots if pivot not in leading),
        )

    def _search_language(
        self, search: Search, meant: _Meant, language: str, among: Collection[str] | None
    ) -> LanguageHits:
        dense = self._searcher.dense(search.vector, DEPTH, language, among)
        by_words = self._searcher.words(search.text, meant.terms, DEPTH, language, among)
        groups = term_groups(meant.notions, search.language, language)
        also = {place for place, _ in dense} | {hit.id for hit in by_words}
        foreign = language != search.language
        return LanguageHits(
            language,
            dense,
            by_words,
            {hit.id: hit for hit in self._searcher.groups(groups, DEPTH, language, among, also)},
            sum(bool(group.alternatives) for group in groups) / max(1, len(groups)),
            self._feedback(meant.pivots, language, among) if foreign else {},
            self._leaders(meant.leading, language) if foreign else {},
        )

    def _pivots(self, own: Sequence[GroupHit]) -> list[Pivot]:
        """The vectors of the texts in the question's language that hold most of it, with the share they hold."""
        families = self._catalog.family_numbers(hit.id for hit in own)
        distinct: dict[object, GroupHit] = {}
        for hit in own:
            distinct.setdefault(families.get(hit.id, hit.id), hit)
        pivots = []
        for hit in list(distinct.values())[:_PIVOTS]:
            vector = self._searcher.vector(hit.id)
            if vector is not None:
                pivots.append(Pivot(hit.id, vector, hit.coverage))
        return pivots

    def _leaders(self, pivots: Sequence[Pivot], language: str) -> dict[str, str]:
        """The translations of pivots, each with the first pivot that leads to it."""
        leaders: dict[str, str] = {}
        for pivot in pivots:
            translation = self.translations.of(pivot.place, language)
            if translation is not None:
                leaders.setdefault(translation, pivot.place)
        return leaders

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
            translation = self.translations.of(pivot.place, language)
            for place, cosine in self._searcher.dense(pivot.vector, DEPTH, language, among):
                closeness = max(0.0, (cosine - _PIVOT_FLOOR) / (1.0 - _PIVOT_FLOOR)) * _NOT_A_TRANSLATION
                if place == translation:
                    closeness = 1.0
                scores[place] = max(scores.get(place, 0.0), pivot.coverage * closeness)
        return scores


def ranked(found: Sequence[Found], model: Model | None = None) -> tuple[Found, ...]:
    """Best first, by the weights of `model` if given. A translation follows the text it translates at once.

    Who asks in the language of a text wants that text; its translation is worth as much, and is not more.
    """
    if model is not None:
        found = [replace(place, relevance=model.probability(place.signals)) for place in found]
    own = {place.id: place.relevance for place in found if place.leader is None}
    led = [
        replace(place, relevance=own[place.leader] * _FOLLOWING) if place.leader in own else place for place in found
    ]
    return tuple(sorted(led, key=lambda place: -place.relevance))


def grouped(found: Sequence[Found], top: int) -> tuple[tuple[Found, ...], ...]:
    """The best `top` families: each its best place first, then the others found, so that twins take one place."""
    groups: dict[object, list[Found]] = {}
    for place in found:
        groups.setdefault(place.id if place.family is None else place.family, []).append(place)
    return tuple(tuple(group) for group in list(groups.values())[:top])
