"""A place that a user names, looked up in the catalog."""

from __future__ import annotations

from dataclasses import dataclass

from index.catalog import Catalog
from index.model import Paragraph
from index.symbols import Reference, matching_symbols, parse_reference
from rag.quotable import Quotable

_LAST = "last"


@dataclass(frozen=True, slots=True)
class Place:
    """A resolution, a part of it or one paragraph. `languages` are those in which the corpus has the resolution."""

    reference: Reference
    symbol: str
    languages: tuple[str, ...]

    def names(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is the one named, a part of it, or in the resolution named."""
        reference = self.reference
        if paragraph.symbol != self.symbol or reference.language not in (None, paragraph.language):
            return False
        if reference.part and paragraph.part != reference.part and not paragraph.part.startswith(f"{reference.part}."):
            return False
        if reference.kind is not None and paragraph.kind != reference.kind:
            return False
        if reference.number is None:
            return True
        if reference.part != paragraph.part:
            return False
        return paragraph.number == reference.number or paragraph.number.startswith(f"{reference.number}.")

    def paragraphs(self, catalog: Catalog) -> list[str]:
        """The ids of the paragraphs at the place, in every language in which it is in the corpus."""
        resolutions = [catalog.resolution(self.symbol, language) for language in self.languages]
        return [one.id for each in resolutions if each is not None for one in each.paragraphs if self.names(one)]

    def holds(self, quotable: Quotable) -> bool:
        """Whether a text is at the place named, or within it."""
        if quotable.paragraph is not None:
            return self.names(quotable.paragraph)
        return (
            quotable.summary.symbol == self.symbol
            and self.reference.kind in (None, "heading")
            and self.reference.language in (None, quotable.summary.language)
        )


def read_place(catalog: Catalog, text: str) -> Place:
    """Read a reference and look its resolution up; `languages` is () where the corpus does not have it.

    Raises SymbolError when `text` is no reference to one place.
    """
    reference = parse_reference(text)
    symbol = reference.symbol or ""
    languages = catalog.languages(symbol)
    if not languages:
        known = [found for (found,) in catalog.rows("SELECT DISTINCT symbol FROM resolution")]
        matching = matching_symbols(symbol, known)
        if len(matching) == 1:
            symbol, languages = matching[0], catalog.languages(matching[0])
    return Place(_with_last_number(catalog, reference, symbol), symbol, languages)


def _with_last_number(catalog: Catalog, reference: Reference, symbol: str) -> Reference:
    if reference.number != _LAST:
        return reference
    resolution = catalog.resolution(symbol, reference.language)
    numbers = [
        paragraph.number
        for paragraph in (resolution.paragraphs if resolution is not None else ())
        if paragraph.kind == reference.kind and paragraph.part == reference.part and paragraph.parent is None
    ]
    if not numbers:
        return reference
    return Reference(reference.symbol, reference.kind, numbers[-1], reference.part, reference.language)
