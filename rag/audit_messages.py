"""What an audit says of a quotation, in sentences for people."""

from __future__ import annotations

from typing import Final

from rag.model import Citation
from rag.quote import Verification, Warning_

_NAMED: Final = 3
_WARNED: Final[dict[Warning_, str]] = {
    "negation": "a negation differs",
    "number": "a number or a date differs",
    "opening_phrase": "the opening phrase is another",
    "ellipsis": "words are left out",
    "disguise": "characters are not what they look like",
}


def exact_message(label: str) -> str:
    """The words are exact and stand where they should."""
    return f"Exact: the words stand in {label}."


def places(citations: tuple[Citation, ...], *, more: bool = False) -> str:
    """The first few labels, and how many there are besides."""
    labels = list(dict.fromkeys(citation.label for citation in citations))
    named = "; ".join(labels[:_NAMED])
    rest = len(labels) - _NAMED
    return f"{named} and {'more than ' * more}{rest} more" if rest > 0 else named


def standing(found: Verification) -> str:
    """Where words stand, as far as they do."""
    if found.occurrences:
        return f"The words stand in {places(found.occurrences, more=found.more)}."
    return near_message(found)


def near_message(found: Verification) -> str:
    """Where words stand, or what comes closest to them."""
    if found.occurrences:
        return standing(found)
    if found.pieces:
        return f"Pieces of it stand in {places(found.pieces)}."
    if found.closest is not None:
        return f"Nothing in the corpus says it in these words; {found.closest.label} comes closest."
    return "Nothing in the corpus says it."


def misplaced_message(found: Verification, symbol: str, credited: str) -> str:
    """The words are exact but stand elsewhere."""
    there = tuple(one for one in found.occurrences if one.symbol == symbol)
    if there:
        return f"The words do not stand in {credited} but in {places(there)}."
    return f"The words do not stand in {credited}; they stand in {places(found.occurrences, more=found.more)}."


def inexact_message(found: Verification) -> str:
    """How the words differ."""
    if found.verdict == "stitched":
        return f"Pieces of different paragraphs run together: {places(found.pieces)}."
    if found.verdict == "absent" or found.closest is None:
        return near_message(found)
    warned = "; ".join(_warning(found, one) for one in found.warnings)
    return f"Not exact: {found.closest.label} says it otherwise{f' ({warned})' if warned else ''}."


def _warning(found: Verification, warning: Warning_) -> str:
    if warning == "opening_phrase" and found.opening_strength is not None:
        return f"{_WARNED[warning]}, and {found.opening_strength} than the source's"
    if warning == "disguise" and found.disguised:
        first = found.disguised[0]
        return f"{_WARNED[warning]}: {first.code_point} {first.name}"
    return _WARNED[warning]
