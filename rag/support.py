"""Whether one place says one clause."""

from __future__ import annotations

from collections.abc import Callable

from rag.given import Given
from rag.model import Fault
from rag.terms import content_terms

Nearness = Callable[[str, Given], float]
"""How near a clause is to a place in another language, from 0 to 1."""


def fault_of(words: str, given: Given, language: str, nearness: Nearness) -> Fault | None:
    """Why the place does not say the words; None when it does."""
    if given.language != language:
        return None if nearness(words, given) >= 0.9 else "other_language"
    known = f"{given.text} {given.citation.label} {given.summary.title} General Assembly Security Council"
    return None if set(content_terms(words, language)) <= set(content_terms(known, language)) else "wording"
