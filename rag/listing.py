"""Answers to "which resolutions ...": the best place of each resolution that says it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.retrieve import Retriever
from rag.signals import Found

# A resolution is listed when its best place is at least this likely to answer, compared with the best of all, ...
_SHARE_OF_BEST = 0.35
# ... and at least this likely.
_FLOOR = 0.15


def by_resolution(found: Sequence[Found], retriever: Retriever, languages: Sequence[str]) -> tuple[Found, ...]:
    """One place a resolution, in no particular order: those likely to answer, their twins and translations."""
    best: dict[str, Found] = {}
    least = max(_FLOOR, _SHARE_OF_BEST * found[0].relevance)
    families = {place.family for place in found if place.relevance >= least and place.family is not None}
    translations = {
        retriever.translations.of(place.id, language)
        for place in found
        if place.relevance >= least
        for language in languages
    }
    for place in found:
        symbol = place.id.partition("#")[0]
        likely = place.relevance >= least or place.family in families or place.id in translations
        if symbol not in best and likely:
            best[symbol] = place
    return tuple(best.values())
