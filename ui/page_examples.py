"""Questions to begin with, one of each kind, about resolutions that are in the corpus."""

from __future__ import annotations

from typing import Final

from index.catalog import Catalog
from ui.page_words import say

KINDS: Final = ("example_paragraph", "example_date", "example_list", "example_topic")


def example_questions(catalog: Catalog, language: str) -> tuple[str, ...]:
    """One question of each of `KINDS`, in the reader's language; () while the corpus is empty."""
    numbered = [resolution for resolution in catalog.resolutions() if resolution.operative]
    if not numbered:
        return ()
    symbols = {"example_paragraph": numbered[0].symbol, "example_date": numbered[-1].symbol}
    return tuple(say(language, kind, symbol=symbols.get(kind, "")) for kind in KINDS)
