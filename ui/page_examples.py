"""Questions to begin with, one of each kind, about resolutions that are in the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from index.catalog import Catalog
from ui.page_words import say

KINDS: Final = ("paragraph", "date", "list", "topic", "compare")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the name of its kind."""

    kind: str
    question: str


def example_questions(catalog: Catalog, language: str) -> tuple[Example, ...]:
    """One question of each of `KINDS`, in the reader's language; () while the corpus is empty."""
    numbered = [resolution for resolution in catalog.resolutions() if resolution.operative]
    if not numbered:
        return ()
    symbols = tuple(dict.fromkeys(resolution.symbol for resolution in numbered))
    named = {"paragraph": symbols[0], "date": symbols[-1], "compare": symbols[0]}
    return tuple(
        Example(
            say(language, f"kind_{kind}"),
            say(language, f"example_{kind}", symbol=named.get(kind, ""), other=symbols[-1]),
        )
        for kind in KINDS
        if kind != "compare" or len(symbols) > 1
    )
