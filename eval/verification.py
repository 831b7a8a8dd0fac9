"""The metrics of one quotation: is the verdict right, and are the places right that it names?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from eval.causes import in_order
from eval.fidelity import Sources, citation_faults
from eval.metrics import Metric, Scorecard
from eval.model import Quotation
from rag.model import Citation

QUOTATION_METRICS = (
    Metric("right", "right", "verdict, occurrences, closest paragraph and warnings are all right"),
    Metric("verdict", "right verdict", "share of quotations with the right verdict"),
    Metric("no_false_exact", "none called exact wrongly", "of the quotations that are not exact, those not called so"),
    Metric("occurrences", "occurrences", "F1 of the paragraphs given as occurrences against the right ones"),
    Metric("closest", "closest paragraph", "the closest paragraph given is one of the right ones"),
    Metric("warnings", "right warnings", "the warnings are the right ones, none missing, none too many"),
    Metric("quotation_fidelity", "quotation fidelity", "share of the occurrences given that replay from the source"),
)
_GOLD_METRICS = ("verdict", "no_false_exact", "occurrences", "closest", "warnings")


class Verified(Protocol):
    """What the evaluation reads of a verification."""

    @property
    def verdict(self) -> str: ...
    @property
    def occurrences(self) -> Sequence[Citation]: ...
    @property
    def closest(self) -> Citation | None: ...
    @property
    def warnings(self) -> Sequence[str]: ...


def agreement(given: frozenset[str], right: frozenset[str]) -> float | None:
    """F1 of two sets, 2|A∩B| / (|A| + |B|), None when both are empty.

    van Rijsbergen, Information Retrieval, 1979, chapter 7.
    """
    total = len(given) + len(right)
    return 2 * len(given & right) / total if total else None


def score_quotation(quotation: Quotation, verified: Verified, sources: Sources) -> Scorecard:
    """Every metric of one quotation but `right`.

    Fidelity is measured over the occurrences, for those are shown as exact.
    """
    card = Scorecard()
    card.put("verdict", float(verified.verdict == quotation.verdict))
    false_exact = None if quotation.verdict == "exact" else float(verified.verdict != "exact")
    card.put("no_false_exact", false_exact, "the quotation is exact")
    given = frozenset(citation.id for citation in verified.occurrences)
    card.put("occurrences", agreement(given, frozenset(quotation.occurrences)), "it occurs nowhere")
    closest = float(_closest_right(quotation, verified)) if quotation.closest else None
    card.put("closest", closest, "no paragraph is the closest")
    card.put("warnings", float(set(verified.warnings) == set(quotation.warnings)))
    bad = sum(1 for citation in verified.occurrences if citation_faults(citation, sources))
    fidelity = 1 - bad / len(verified.occurrences) if verified.occurrences else None
    card.put("quotation_fidelity", fidelity, "no occurrence is given")
    return card


def quotation_causes(quotation: Quotation, card: Scorecard) -> tuple[str, ...]:
    """Why a verification is not right; () when every metric scored is 1."""
    missed = {name for name, value in card.scores.items() if value < 1}
    names = {
        "verdict": "wrong_verdict",
        "no_false_exact": "called_exact",
        "occurrences": "wrong_occurrences",
        "closest": "wrong_closest",
        "warnings": "wrong_warnings",
        "quotation_fidelity": "not_in_source",
    }
    return in_order({cause for metric, cause in names.items() if metric in missed})


def score_raised_quotation(quotation: Quotation) -> Scorecard:
    """A quotation that raised: 0 in every metric its gold can be held against."""
    card = Scorecard()
    applies = {
        "no_false_exact": quotation.verdict != "exact",
        "occurrences": bool(quotation.occurrences),
        "closest": bool(quotation.closest),
    }
    for name in _GOLD_METRICS:
        card.put(name, 0.0 if applies.get(name, True) else None, "does not apply")
    card.put("quotation_fidelity", None, "raised")
    return card


def _closest_right(quotation: Quotation, verified: Verified) -> bool:
    closest = verified.closest
    return closest is not None and closest.id in quotation.closest
