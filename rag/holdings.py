"""What the corpus holds, as far as understanding questions and wording answers needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.catalog import Catalog, ResolutionSummary
from index.errors import NotInCorpusError
from index.messages import message
from index.model import HeadingDatum, Paragraph
from rag.bodies import BODY_NAMES
from rag.frame import listed, sentence

_LISTED = 8


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is held, and of what: numbers of resolutions and paragraphs, bodies and languages by code.

    `years` are the first and the last of adoption, None where no resolution has a date.
    """

    resolutions: int
    paragraphs: int
    bodies: tuple[str, ...]
    languages: tuple[str, ...]
    years: tuple[int, int] | None


class Holdings:
    """The resolutions of one generation of the index, with the catalog that holds their paragraphs."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.summaries: tuple[ResolutionSummary, ...] = catalog.resolutions()
        self._by_place = {(summary.symbol, summary.language): summary for summary in self.summaries}
        self.symbols: tuple[str, ...] = tuple(dict.fromkeys(summary.symbol for summary in self.summaries))
        # By symbol as ids spell it.
        self.dates: dict[str, date] = {
            summary.symbol.replace(" ", ""): summary.adopted for summary in self.summaries if summary.adopted
        }
        self.bodies = frozenset(summary.body for summary in self.summaries)
        # What retrieval found to be a place's translation, by place and language: the same for every question.
        self.translations: dict[tuple[str, str], str | None] = {}
        self.paragraph_count = sum(summary.paragraphs for summary in self.summaries)

    def summary(self, symbol: str, language: str | None = None) -> ResolutionSummary:
        """A resolution in a language, or in the first of its languages. Raises NotInCorpusError."""
        if language is not None and (symbol, language) in self._by_place:
            return self._by_place[(symbol, language)]
        versions = self.versions(symbol)
        if language is None and versions:
            return versions[0]
        raise NotInCorpusError(
            f"{symbol} is not in the corpus. List what is with `unqa show`.",
            message=message("resolution_not_held", symbol=symbol),
        )

    def versions(self, symbol: str) -> tuple[ResolutionSummary, ...]:
        """A resolution in each of its languages, English first."""
        found = [summary for summary in self.summaries if summary.symbol == symbol]
        return tuple(sorted(found, key=lambda summary: (summary.language != "en", summary.language)))

    def adopted(self, symbol: str) -> tuple[bool, str, str]:
        """A key that sorts symbols by adoption, undated ones last."""
        adopted = self.versions(symbol)[0].adopted
        return (adopted is None, adopted.isoformat() if adopted else "", symbol)

    def paragraphs(self, ids: Sequence[str]) -> tuple[Paragraph, ...]:
        """The paragraphs with these ids, in their order."""
        return self._catalog.paragraphs(ids)

    def heading(self, symbol: str, language: str) -> tuple[HeadingDatum, ...]:
        """The data of a resolution's heading."""
        return self._catalog.heading(symbol, language)

    def described(self, language: str) -> str:
        """What is held, for a refusal: all symbols while they are few, else how many and of which years."""
        if len(self.symbols) <= _LISTED:
            return listed(language, self.symbols)
        if self.years is None:
            return str(len(self.symbols))
        first, last = self.years
        return sentence(language, "held_many", count=len(self.symbols), first=first, last=last)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of adoption, where any resolution has a date."""
        found = sorted(summary.adopted.year for summary in self.summaries if summary.adopted)
        return (found[0], found[-1]) if found else None

    @property
    def extent(self) -> Extent:
        """How much is held, and of what."""
        bodies = tuple(sorted(self.bodies & {*BODY_NAMES}))
        languages = tuple(sorted({summary.language for summary in self.summaries}))
        return Extent(len(self.symbols), self.paragraph_count, bodies, languages, self.years)
