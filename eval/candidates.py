"""Opinions of readers as candidates for the question sets: a person checks each before it becomes a case."""

from __future__ import annotations

from typing import Any, Final

from eval.feedback import KeptOpinion
from index.symbols import find_references, split_id
from rag.model import RefusalCode

_REFUSED: Final[dict[RefusalCode, str]] = {
    "resolution_not_in_corpus": "no_such_resolution",
    "no_such_paragraph": "no_such_paragraph",
    "no_passage": "absent_topic",
}


def candidate_document(opinion: KeptOpinion) -> dict[str, Any]:
    """What was said, and a `case` in the format of the question sets with what can be guessed filled in.

    An answer that was found good proposes its first citation as gold, a refusal found good its code. What was found bad
    proposes nothing: the set's reader refuses the case until somebody has looked up what is right.
    """
    return {
        "verdict": opinion.verdict,
        "comment": opinion.comment,
        "day": opinion.day.isoformat(),
        "answerer": opinion.answerer,
        "cited": list(opinion.cited),
        "refusal": opinion.refusal,
        "ignored": sorted(opinion.filters.ignored),
        "case": _case(opinion),
    }


def _case(opinion: KeptOpinion) -> dict[str, Any]:
    single = len(opinion.questions) == 1
    good = opinion.verdict == "up"
    answerable = not (good and opinion.refusal)
    return {
        "id": f"candidate-{opinion.id}",
        "suite": "security-council" if any(_symbol(place).startswith("S/") for place in opinion.cited) else "bundled",
        "language": opinion.language,
        "type": _type(opinion, answerable=answerable),
        "question": opinion.questions[0] if single else None,
        "turns": None if single else list(opinion.questions),
        "filters": _filters(opinion),
        "answerable": answerable,
        "gold": [[opinion.cited[0]]] if good and opinion.cited else [],
        "phrases": [],
        "refusal": opinion.refusal if good else None,
        "why": opinion.comment or "To be checked against the text.",
    }


def _type(opinion: KeptOpinion, *, answerable: bool) -> str:
    if not answerable and opinion.refusal:
        return _REFUSED[opinion.refusal]
    if len(opinion.questions) > 1:
        return "conversation"
    if _filters(opinion):
        return "restricted"
    if any(found.reference.number for found in find_references(opinion.questions[-1])):
        return "reference"
    if opinion.cited and split_id(opinion.cited[0]).kind == "heading":
        return "heading"
    if opinion.cited and split_id(opinion.cited[0]).language != opinion.language:
        return "cross_language"
    return "fact"


def _filters(opinion: KeptOpinion) -> dict[str, Any]:
    filters = opinion.filters
    found = {
        "symbol": filters.symbol,
        "language": filters.language,
        "from": filters.year_from,
        "to": filters.year_to,
        "body": filters.body,
    }
    return {name: value for name, value in found.items() if value is not None}


def _symbol(place: str) -> str:
    return split_id(place).symbol or ""
