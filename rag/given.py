"""What a language model is given to write from: numbered places, and with each what it may be checked against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.catalog import ResolutionSummary
from index.model import HeadingDatum, Paragraph
from rag.citing import cite_paragraph, label_of
from rag.holdings import Holdings
from rag.model import Answer, Citation


@dataclass(frozen=True, slots=True)
class Given:
    """One numbered place. `paragraph` is None for a datum of the heading; `citation` is the place cited in whole."""

    number: int
    citation: Citation
    paragraph: Paragraph | None
    summary: ResolutionSummary
    heading: tuple[HeadingDatum, ...]

    @property
    def text(self) -> str:
        """The words given: the paragraph's wording, or the datum's."""
        return self.citation.text

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.citation.language


def gather(answer: Answer, holdings: Holdings, limit: int) -> tuple[Given, ...]:
    """The places that a verbatim answer cites, then what else was found, each once, `limit` of them at most."""
    places: dict[tuple[str, str], tuple[Citation, Paragraph | None]] = {}
    cited = {paragraph.id: paragraph for paragraph in holdings.paragraphs([each.id for each in answer.citations])}
    for citation in answer.citations:
        places.setdefault((citation.id, citation.text), (citation, cited.get(citation.id)))
    for paragraph in holdings.paragraphs([place for place, _ in answer.retrieved]):
        summary = holdings.summary(paragraph.symbol, paragraph.language)
        places.setdefault((paragraph.id, paragraph.text), (cite_paragraph(paragraph, summary, 1), paragraph))
    return tuple(
        _given(number, citation, paragraph, holdings)
        for number, (citation, paragraph) in enumerate(list(places.values())[:limit], 1)
    )


def _given(number: int, citation: Citation, paragraph: Paragraph | None, holdings: Holdings) -> Given:
    return Given(
        number,
        citation,
        paragraph,
        holdings.summary(citation.symbol, citation.language),
        holdings.heading(citation.symbol, citation.language),
    )


def place_of(given: Given) -> str:
    """Where the words stand, as a model is told: "A/RES/57/203, para. 8, adopted 2002-12-18"."""
    label = given.citation.label if given.paragraph is None else label_of(given.paragraph)
    adopted = given.summary.adopted
    return f"{label}, adopted {adopted.isoformat()}" if adopted else label


def by_number(given: Sequence[Given]) -> dict[int, Given]:
    """The places by their numbers."""
    return {each.number: each for each in given}
