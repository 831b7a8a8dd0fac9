"""Paragraphs that fit some words best: what an answer would be made of, without the answer."""

from __future__ import annotations

from dataclasses import dataclass

from rag.assistant import Assistant
from rag.model import Filters
from rag.paragraph_listing import Listed
from rag.question import understand
from rag.scope import filtered, narrowed


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """A paragraph found, and the probability, 0 to 1, that it says what was looked for."""

    listed: Listed
    relevance: float


def find_paragraphs(
    assistant: Assistant, words: str, *, filters: Filters | None = None, top: int = 10
) -> tuple[FoundParagraph, ...]:
    """At most `top` paragraphs, best first; narrowed to what the words name (resolutions, years), as a question is.

    Raises QuestionError when there are no words or too many, and the errors of an index that cannot be used.
    """
    with assistant.catalog.snapshot():
        searching = assistant.searching(filters or Filters())
        holdings = searching.holdings
        query = understand(words, holdings.summaries, searching.filters)
        scope = narrowed(query, filtered(query, holdings))
        if query.missing or not scope.summaries:
            return ()
        found = searching.find(query, scope)[:top]
        relevance = {place.id: place.relevance for place in found}
        paragraphs = holdings.paragraphs([place.id for place in found])
        return tuple(
            FoundParagraph(
                Listed(paragraph, holdings.summary(paragraph.symbol, paragraph.language).file), relevance[paragraph.id]
            )
            for paragraph in paragraphs
        )
