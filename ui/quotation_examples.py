"""Quotations to try the Verify view with, made of words that are in the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from index.catalog import Catalog

_WORDS: Final = range(12, 60)
_LEFT_OUT: Final = 6


@dataclass(frozen=True, slots=True)
class QuotationExamples:
    """The words of a paragraph, the same without one of them, and the symbol of the resolution they are from."""

    exact: str
    altered: str
    symbol: str


def quotation_examples(catalog: Catalog) -> QuotationExamples | None:
    """Examples from the first paragraph of the corpus that has a fair number of words; None if there is none."""
    for summary in catalog.resolutions():
        resolution = catalog.resolution(summary.symbol, summary.language)
        for paragraph in resolution.paragraphs if resolution else ():
            words = paragraph.text.rstrip(";.,:").split()
            if paragraph.kind == "operative" and len(words) in _WORDS:
                altered = [*words[:_LEFT_OUT], *words[_LEFT_OUT + 1 :]]
                return QuotationExamples(" ".join(words), " ".join(altered), summary.symbol)
    return None
