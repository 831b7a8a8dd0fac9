"""Which text of another language is a text's translation, found by meaning alone.

Mutual nearest neighbours, as translations are found in comparable corpora (Artetxe and Schwenk 2019). Near is what has
a near vector and names the same concepts and figures.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Final

from index.catalog import Catalog
from index.store import Searcher
from rag.thesaurus import notions

_CANDIDATES: Final = 16
# What it is worth to name the same, beside a cosine that lies between 0.75 and 0.90 for all of them.
_SAME_CONCEPTS: Final = 0.1
_FIGURE: Final = re.compile(r"[A-Za-z]*\d[\d/]*")


class Translations:
    """The translations of the places of one state of the index."""

    def __init__(
        self, catalog: Catalog, searcher: Searcher, known: MutableMapping[tuple[str, str], str | None]
    ) -> None:
        """`known` remembers what was found, for one generation of the index."""
        self._catalog = catalog
        self._searcher = searcher
        self._known = known

    def of(self, place: str, language: str) -> str | None:
        """The place in `language` that is nearest to `place` and to which no text of another wording is nearer."""
        if (place, language) not in self._known:
            self._known[(place, language)] = self._find(place, language)
        return self._known[(place, language)]

    def _find(self, place: str, language: str) -> str | None:
        own = place.rpartition("@")[2]
        nearest = None if own == language else self._nearest(place, language)
        returned = self._nearest(nearest, own) if nearest is not None else None
        if returned is None:
            return None
        families = self._catalog.family_numbers((place, returned))
        same = returned == place or (place in families and families[place] == families.get(returned))
        return nearest if same else None

    def _nearest(self, place: str, language: str) -> str | None:
        vector = self._searcher.vector(place)
        if vector is None:
            return None
        heading = "#meta@" in place
        near = [
            (other, cosine)
            for other, cosine in self._searcher.dense(vector, _CANDIDATES, language)
            if ("#meta@" in other) == heading
        ]
        compared = self._catalog.paragraphs([place, *(other for other, _ in near)])
        named = {paragraph.id: _named(paragraph.text, paragraph.language) for paragraph in compared}
        own = named.get(place, frozenset())
        best = max(
            near, key=lambda hit: hit[1] + _SAME_CONCEPTS * _dice(own, named.get(hit[0], frozenset())), default=None
        )
        return None if best is None else best[0]


@lru_cache(maxsize=20_000)
def _named(text: str, language: str) -> frozenset[int | str]:
    """The concepts that a text names, and its figures."""
    concepts = {concept for notion in notions(text, language) for concept in notion.concepts}
    return frozenset(concepts) | frozenset(_FIGURE.findall(text))


def _dice(one: frozenset[int | str], other: frozenset[int | str]) -> float:
    """The coefficient of Dice (1945), 0 to 1; 0 for two empty sets."""
    return 2 * len(one & other) / max(1, len(one) + len(other))
