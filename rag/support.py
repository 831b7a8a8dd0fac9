"""Does one place say one clause? All checks that need no more than the two texts; docs/checker.md describes each.

The clause is supported when everything in it is found in the place: whom and what it names, its verbs with their
strength and their addressees, its negations and quantities, and every word that carries meaning, in an order that the
place allows. What is not understood is not supported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from rag.claim_words import LINKS, MODALS, SCOPES
from rag.claims import Claim, denials, read_claim, synonyms
from rag.given import Given
from rag.language import question_language
from rag.model import Fault
from rag.support_facts import Evidence, evidence_of, factual_fault
from rag.support_roles import role_fault

Nearness = Callable[[str, Given], float]
"""How near a clause is to a place in another language, from 0 to 1."""

# Measured on the sentences of tests/checker_sentences; see docs/checker.md.
NEAR_ENOUGH: Final = 0.9
# Words that follow each other may stand so many words apart in the other order.
_BACKWARD: Final = 2
# The share of the words that may stand out of order altogether; one always may.
_STRAYS: Final = 0.2
_SHORTEST_RUN: Final = 2
_CLAUSES: Final = re.compile(r"[,;:，；：]")


def fault_of(words: str, given: Given, language: str, nearness: Nearness) -> Fault | None:
    """Why the place does not say the words; None when it does. `language` is theirs where they do not tell it."""
    claim = read_claim(words, question_language(words, language))
    evidence = evidence_of(given)
    fault = factual_fault(claim, evidence) or role_fault(claim, evidence) or _measure_fault(claim, evidence.claim)
    if fault is not None:
        return fault
    if claim.language != evidence.claim.language:
        near = not says_something(words, claim.language) or nearness(words, given) >= NEAR_ENOUGH
        return None if near else "other_language"
    return None if _worded(claim, evidence) else "wording"


def says_something(words: str, language: str) -> bool:
    """Whether words say more than that a place says something."""
    return bool(read_claim(words, language).terms)


def _measure_fault(claim: Claim, place: Claim) -> Fault | None:
    """Negations, strength, quantities and links that the place does not have."""
    same = claim.language == place.language
    if claim.denies and not place.denies:
        return "negation"
    if same and _denied_wrongly(claim, place):
        return "negation"
    if any(not _as_strong(modal, claim, place) for modal in MODALS) or (same and _told_as_fact(claim, place)):
        return "strength"
    if same and not claim.softens and any(term.stem in place.only_softened for term in claim.terms):
        return "strength"
    if any(mark in claim.marks and mark not in place.marks for mark in SCOPES):
        return "scope"
    if any(mark in claim.marks and mark not in place.marks for mark in LINKS):
        return "link"
    return None


def _denied_wrongly(claim: Claim, place: Claim) -> bool:
    """Whether what the place denies is affirmed, or what it affirms denied."""
    if claim.language == "zh":
        return not _clauses_deny_alike(claim, place)
    if not claim.denies and any(term.stem in place.only_denied for term in claim.terms):
        return True
    return not claim.denied <= place.perhaps_denied


def _clauses_deny_alike(claim: Claim, place: Claim) -> bool:
    """In Chinese, where what is denied has no clear end: whether clause by clause the same characters are denied."""
    clauses = [part for part in _CLAUSES.split(place.text) if part]
    for part in _CLAUSES.split(claim.text):
        pairs = _pairs(part)
        nearest = max(clauses, key=lambda clause: len(pairs & _pairs(clause)))
        ours, theirs = _denied_pairs(part), _denied_pairs(nearest)
        if any(pair in pairs and pair not in ours for pair in theirs) or not ours <= _denied_pairs(place.text):
            return False
    return True


def _denied_pairs(text: str) -> frozenset[str]:
    """The two characters after each word that denies."""
    return frozenset(text[end : end + 2] for _, end in denials(text, "zh"))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _told_as_fact(claim: Claim, place: Claim) -> bool:
    """In English: whether something happens ("prevents") of which the place only speaks ("the task of preventing")."""
    if claim.language != "en":
        return False
    forms: dict[str, set[str]] = {}
    for term in place.terms:
        forms.setdefault(term.stem, set()).add(place.text[term.start : term.end].lower())
    return any(
        claim.text[term.start : term.end].endswith("s")
        and term.stem in forms
        # A preambular paragraph opens with a participle that is its verb.
        and term.stem != place.terms[0].stem
        and all(form.endswith("ing") for form in forms[term.stem])
        for term in claim.terms
    )


def _as_strong(modal: str, claim: Claim, place: Claim) -> bool:
    if modal not in claim.marks or modal in place.marks:
        return True
    # "States should" says of "calls upon all States to" no more than it does.
    return modal == "should" and ("must" in place.marks or any(act.step.dimension == "call" for act in place.acts))


def _worded(claim: Claim, evidence: Evidence) -> bool:
    """Whether every word that carries meaning stands in the place, in an order that it allows."""
    if not (claim.terms or claim.times or claim.numbers):
        return False
    if claim.language == "zh":
        return _in_runs(claim, evidence.claim)
    acts = {act.start for act in claim.acts}
    known = evidence.claim.stems
    alike = synonyms(claim.language)
    for term in claim.terms:
        if term.stem not in known and term.start not in acts and not (alike.get(term.stem, frozenset()) & known):
            return False
    return _in_order(claim, evidence.claim)


def _in_order(claim: Claim, place: Claim) -> bool:
    places: dict[str, list[int]] = {}
    for at, term in enumerate(place.terms):
        places.setdefault(term.stem, []).append(at)
    found = [places[term.stem] for term in claim.terms if term.stem in places]
    neighbours = all(
        any(after > before or before - after <= _BACKWARD for before in first for after in second)
        for first, second in pairwise(found)
    )
    if not neighbours:
        return False
    strays = len(found) - _longest_in_order(found)
    return strays <= 1 or strays <= _STRAYS * len(found)


def _longest_in_order(found: Sequence[Sequence[int]]) -> int:
    """How many of the words, each with the places where it stands, can be read off from left to right."""
    ending: dict[int, int] = {}
    for places in found:
        longer = {at: 1 + max((size for last, size in ending.items() if last < at), default=0) for at in places}
        ending |= {at: max(size, ending.get(at, 0)) for at, size in longer.items()}
    return max(ending.values(), default=0)


def _in_runs(claim: Claim, place: Claim) -> bool:
    """In a script without blanks: whether every character stands in a run of at least two that the place has too."""
    text = claim.text
    for term in claim.terms:
        at = term.start
        before, after = text[max(0, at - _SHORTEST_RUN + 1) : at + 1], text[at : at + _SHORTEST_RUN]
        if not any(len(run) == _SHORTEST_RUN and run in place.text for run in (before, after)):
            return False
    return True
