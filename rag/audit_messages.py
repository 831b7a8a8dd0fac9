"""What an audit says of a quotation, in sentences for people."""

from __future__ import annotations

from typing import Final

from index.messages import Message, message
from rag.audit_model import Remark, remark
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
_DIFFERS: Final[dict[Warning_, Message]] = {
    "negation": message("difference_negation"),
    "number": message("difference_number"),
    "opening_phrase": message("difference_opening"),
    "ellipsis": message("difference_ellipsis"),
    "disguise": message("difference_disguise"),
}


def exact_message(label: str) -> Remark:
    """The words are exact and stand where they should."""
    return remark(f"Exact: the words stand in {label}.", message("finding_exact", label=label))


def places(citations: tuple[Citation, ...], *, more: bool = False) -> tuple[str, Message]:
    """The first few labels, and how many there are besides."""
    labels = tuple(dict.fromkeys(citation.label for citation in citations))
    first, rest = labels[:_NAMED], len(labels) - _NAMED
    named = "; ".join(first)
    if rest <= 0:
        return named, message("places", labels=first)
    if more:
        return f"{named} and more than {rest} more", message("places_and_over", labels=first, count=rest)
    return f"{named} and {rest} more", message("places_and_more", labels=first, count=rest)


def standing(found: Verification) -> Remark:
    """Where words stand, as far as they do."""
    if found.occurrences:
        named, said = places(found.occurrences, more=found.more)
        return remark(f"The words stand in {named}.", message("finding_stands", places=said))
    return near_message(found)


def near_message(found: Verification) -> Remark:
    """Where words stand, or what comes closest to them."""
    if found.occurrences:
        return standing(found)
    if found.pieces:
        named, said = places(found.pieces)
        return remark(f"Pieces of it stand in {named}.", message("finding_pieces", places=said))
    if found.closest is not None:
        label = found.closest.label
        return remark(
            f"Nothing in the corpus says it in these words; {label} comes closest.",
            message("finding_closest", label=label),
        )
    return remark("Nothing in the corpus says it.", message("finding_nowhere"))


def misplaced_message(found: Verification, symbol: str, credited: str) -> Remark:
    """The words are exact but stand elsewhere."""
    there = tuple(one for one in found.occurrences if one.symbol == symbol)
    named, said = places(there) if there else places(found.occurrences, more=found.more)
    text = f"but in {named}." if there else f"; they stand in {named}."
    blank = " " if there else ""
    return remark(
        f"The words do not stand in {credited}{blank}{text}", message("finding_elsewhere", label=credited, places=said)
    )


def inexact_message(found: Verification) -> Remark:
    """How the words differ."""
    if found.verdict == "stitched":
        named, said = places(found.pieces)
        return remark(
            f"Pieces of different paragraphs run together: {named}.", message("finding_stitched", places=said)
        )
    if found.verdict == "absent" or found.closest is None:
        return near_message(found)
    label = found.closest.label
    if not found.warnings:
        return remark(f"Not exact: {label} says it otherwise.", message("finding_inexact", label=label))
    warned = "; ".join(_warning(found, one) for one in found.warnings)
    differences = tuple(_difference(found, one) for one in found.warnings)
    return remark(
        f"Not exact: {label} says it otherwise ({warned}).",
        message("finding_inexact_because", label=label, differences=differences),
    )


def _warning(found: Verification, warning: Warning_) -> str:
    if warning == "opening_phrase" and found.opening_strength is not None:
        return f"{_WARNED[warning]}, and {found.opening_strength} than the source's"
    if warning == "disguise" and found.disguised:
        first = found.disguised[0]
        return f"{_WARNED[warning]}: {first.code_point} {first.name}"
    return _WARNED[warning]


def _difference(found: Verification, warning: Warning_) -> Message:
    if warning == "opening_phrase" and found.opening_strength == "stronger":
        return message("difference_opening_stronger")
    if warning == "opening_phrase" and found.opening_strength == "weaker":
        return message("difference_opening_weaker")
    if warning == "disguise" and found.disguised:
        first = found.disguised[0]
        return message("difference_disguise_of", character=f"{first.code_point} {first.name}")
    return _DIFFERS[warning]
