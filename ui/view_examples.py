"""What to try the views with: words and places that are in the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from index.catalog import Catalog
from index.model import Paragraph

_WORDS: Final = range(12, 60)
_LEFT_OUT: Final = 6
# Paragraphs that are looked at for one that has a counterpart; a page is waiting.
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class QuotationExamples:
    """The words of a paragraph, the same without one of them, and the symbol of the resolution they are from."""

    exact: str
    altered: str
    symbol: str


@dataclass(frozen=True, slots=True)
class PlaceExamples:
    """The ids of a paragraph and of one in another resolution that says nearly the same."""

    place: str
    other: str

    @property
    def resolutions(self) -> tuple[str, str]:
        """The two resolutions as a comparison names them: with their language where it is not English."""
        return _resolution(self.place), _resolution(self.other)


def quotation_examples(catalog: Catalog) -> QuotationExamples | None:
    """Examples from the first paragraph of the corpus that has a fair number of words; None if there is none."""
    for paragraph in _operative(catalog):
        words = paragraph.text.rstrip(";.,:").split()
        if len(words) in _WORDS:
            altered = [*words[:_LEFT_OUT], *words[_LEFT_OUT + 1 :]]
            return QuotationExamples(" ".join(words), " ".join(altered), paragraph.symbol)
    return None


def place_examples(catalog: Catalog) -> PlaceExamples | None:
    """The first paragraph that came back later, rather with changes than without; None if none of the first does."""
    same = None
    for paragraph in islice(_operative(catalog), _LOOKED_AT):
        for member in catalog.family(paragraph.id):
            if _resolution(member.id) == _resolution(paragraph.id):
                continue
            if member.relation == "near":
                return PlaceExamples(paragraph.id, member.id)
            same = same or PlaceExamples(paragraph.id, member.id)
    return same


def _resolution(paragraph: str) -> str:
    symbol, language = paragraph.partition("#")[0], paragraph.rpartition("@")[2]
    return symbol if language == "en" else f"{symbol}@{language}"


def _operative(catalog: Catalog) -> Iterator[Paragraph]:
    for summary in catalog.resolutions():
        resolution = catalog.resolution(summary.symbol, summary.language)
        for paragraph in resolution.paragraphs if resolution else ():
            if paragraph.kind == "operative":
                yield paragraph
