"""Answers to "which resolutions ...": the best place of each resolution that says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.retrieve import Retriever
from rag.signals import Found

# A resolution is listed when its best place is at least this likely to answer, compared with the best of all, ...
_SHARE_OF_BEST: Final = 0.5
# ... and at least this likely; ...
_FLOOR: Final = 0.05
# ... or when its wording is as near as this to one of the first that are likely, and holds nearly as much of the words.
_NEAR: Final = 0.92
_SHARE_OF_WORDS: Final = 0.6
_FIRST: Final = 6


def by_resolution(found: Sequence[Found], retriever: Retriever, languages: Sequence[str]) -> tuple[Found, ...]:
    """One place a resolution, in no particular order: those likely to answer, their twins and translations."""
    best: dict[str, Found] = {}
    least = max(_FLOOR, _SHARE_OF_BEST * found[0].relevance)
    likely = [place for place in found if place.relevance >= least]
    families = {place.family for place in likely if place.family is not None}
    told = {place.id for place in likely} | _nearly_the_same(found, likely[:_FIRST], retriever)
    for place in found:
        if place.id in told or place.family in families:
            best.setdefault(place.id.partition("#")[0], place)
    spoken = [*likely, *best.values()]
    translations = {retriever.translations.of(place.id, language) for place in spoken for language in languages}
    for place in found:
        if place.id in translations:
            best.setdefault(place.id.partition("#")[0], place)
    return tuple(best.values())


def _nearly_the_same(found: Sequence[Found], likely: Sequence[Found], retriever: Retriever) -> set[str]:
    """The places that say nearly what one of the likely ones says, and hold nearly as much of the question."""
    near: set[str] = set()
    for place in likely:
        rivals = [
            other.id
            for other in found
            if other.language == place.language and other.coverage >= _SHARE_OF_WORDS * place.coverage
        ]
        near.update(other for other, cosine in retriever.closeness(place.id, rivals) if cosine >= _NEAR)
    return near
