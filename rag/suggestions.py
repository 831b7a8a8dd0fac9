"""What to ask next, made from an answer without a language model: a neighbour, a comparison, a lineage.

Every question suggested is one that the corpus answers: it names places that were looked up first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from index.catalog import Catalog
from index.model import Paragraph
from index.symbols import split_id
from rag.citing import label_of
from rag.model import Answer

SuggestionKind = Literal["first", "next", "compare", "trace"]
_MOST: Final = 3
_SAYS: Final = {
    "en": "What does {place} say?",
    "fr": "Que dit {place} ?",
    "es": "¿Qué dice {place}?",
    "ru": "Что говорится в {place}?",
    "ar": "ماذا يقول {place}؟",
    "zh": "{place} 说了什么？",
}
_COMPARE: Final = {
    "en": "What is the difference between {place} and {other}?",
    "fr": "Quelle est la différence entre {place} et {other} ?",
    "es": "¿Qué diferencia hay entre {place} y {other}?",
    "ru": "Чем отличается {place} от {other}?",
    "ar": "ما الفرق بين {place} و {other}؟",
    "zh": "{place} 与 {other} 有何不同？",
}
_TRACE: Final = {
    "en": "How {place} changed over the years",
    "fr": "L’évolution de {place} au fil des ans",
    "es": "La evolución de {place} a lo largo de los años",
    "ru": "Как {place} менялся с годами",
    "ar": "تطور {place} على مر السنين",
    "zh": "{place} 历年的变化",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way on from an answer, to the paragraph `place`. `text` is a question to ask, or the name of a lineage."""

    kind: SuggestionKind
    text: str
    place: str


def suggestions(answer: Answer, catalog: Catalog) -> tuple[Suggestion, ...]:
    """Up to three ways on from an answer, in its language; () after a refusal."""
    if answer.refusal is not None or not answer.citations:
        return ()
    first = answer.citations[0]
    with catalog.snapshot():
        if first.kind == "heading":
            return _from_heading(answer, first.symbol, first.language, catalog)
        found = catalog.paragraphs([first.id])
        if not found:
            return ()
        made = (
            _next(answer, found[0], catalog),
            _comparison(answer, found[0], catalog),
            _lineage(answer, found[0], catalog),
        )
    return tuple(one for one in made if one is not None)[:_MOST]


def _from_heading(answer: Answer, symbol: str, language: str, catalog: Catalog) -> tuple[Suggestion, ...]:
    """After a datum of a heading: what the resolution decides first."""
    resolution = catalog.resolution(symbol, language)
    operative = [one for one in resolution.paragraphs if one.kind == "operative"] if resolution else []
    return tuple(_asking("first", answer, one) for one in operative[:1])


def _next(answer: Answer, paragraph: Paragraph, catalog: Catalog) -> Suggestion | None:
    resolution = catalog.resolution(paragraph.symbol, paragraph.language)
    siblings = [
        one
        for one in (resolution.paragraphs if resolution else ())
        if (one.kind, one.part, one.parent) == (paragraph.kind, paragraph.part, paragraph.parent)
    ]
    after = [one for one in siblings if one.position > paragraph.position]
    quoted = {citation.id for citation in answer.citations}
    return next((_asking("next", answer, one) for one in after[:1] if one.id not in quoted), None)


def _comparison(answer: Answer, paragraph: Paragraph, catalog: Catalog) -> Suggestion | None:
    """With the nearly same paragraph of another resolution, the one adopted last."""
    quoted = {citation.id for citation in answer.citations}
    others = [
        member.id
        for member in catalog.family(paragraph.id)
        if member.relation == "near" and split_id(member.id).symbol != paragraph.symbol and member.id not in quoted
    ]
    found = catalog.paragraphs(others[-1:])
    if not found:
        return None
    text = _in(_COMPARE, answer.language).format(place=label_of(paragraph), other=label_of(found[0]))
    return Suggestion("compare", text, found[0].id)


def _lineage(answer: Answer, paragraph: Paragraph, catalog: Catalog) -> Suggestion | None:
    if not catalog.family(paragraph.id):
        return None
    return Suggestion("trace", _in(_TRACE, answer.language).format(place=label_of(paragraph)), paragraph.id)


def _asking(kind: SuggestionKind, answer: Answer, paragraph: Paragraph) -> Suggestion:
    return Suggestion(kind, _in(_SAYS, answer.language).format(place=label_of(paragraph)), paragraph.id)


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts["en"])
