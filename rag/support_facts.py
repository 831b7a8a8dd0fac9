"""Does a place name what a claim names: resolutions, documents, dates, numbers, bodies?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from index.folding import fold
from index.symbols import Reference, matching_symbols
from rag.claim_bodies import IMPLIED
from rag.claim_numbers import Stated, stated_numbers
from rag.claims import Claim, read_claim
from rag.cues import ADOPTION_CUE
from rag.given import Given
from rag.model import Fault

_SESSION: Final = re.compile(
    r"\A\W{0,3}(?:\w{1,4}\W)?(?:session|período|сесси|届)|(?:session|сесси\w+|الدورة)\W{1,3}\Z", re.I
)
_MEETING: Final = re.compile(
    r"\A\W{0,3}(?:plenary|meeting|séance|sesión plenaria|пленарн|заседани|次全体|次会议)", re.I
)
# Names that are common nouns in one language and no name in the next.
_VAGUE: Final = frozenset({"states", "peoples", "community", "representatives", "experts", "parties"})
# Characters before a date within which a word of adopting says that it is the date of adoption.
_NEAR: Final = 60
_OPENING: Final = 14


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place as claims are held against it: its words as read, and what its heading and footnotes add."""

    claim: Claim
    symbol: str
    organ: str
    names: frozenset[str]
    references: tuple[Reference, ...]
    document_words: str
    adopted: date | None
    session: int | None
    meeting: frozenset[float]
    paragraph: tuple[str, str] | None


@lru_cache(maxsize=2048)
def evidence_of(given: Given) -> Evidence:
    """Read a place."""
    text, language = given.text, given.language
    claim = read_claim(text, language)
    notes = " ; ".join(note.text for note in given.citation.footnotes)
    noted = read_claim(notes, language) if notes else None
    organ = given.summary.body
    named = {mention.name for mention in claim.bodies} | {organ}
    session = given.summary.session
    meeting = next((datum.text for datum in given.heading if datum.name == "meeting"), "")
    return Evidence(
        claim=claim,
        symbol=given.summary.symbol,
        organ=organ,
        names=frozenset(named | {other for name in named for other in IMPLIED.get(name, ())}),
        references=claim.references + (noted.references if noted is not None else ()),
        document_words=f"{claim.text} {fold(notes).text}",
        adopted=given.summary.adopted,
        session=int(session) if session is not None and session.isdigit() else None,
        meeting=frozenset(each.value for each in stated_numbers(meeting) if isinstance(each.value, float | int)),
        paragraph=None if given.paragraph is None else (given.paragraph.kind, given.paragraph.number),
    )


def factual_fault(claim: Claim, evidence: Evidence) -> Fault | None:
    """The first fault in what is named, None without one."""
    if not all(_refers(each, evidence) for each in claim.references):
        return "reference"
    if not all(fold(name).text.strip(" .,;") in evidence.document_words for name in claim.documents):
        return "reference"
    if not all(_dated(each, claim, evidence) for each in claim.times):
        return "date"
    if not all(_counted(each, claim, evidence) for each in claim.numbers):
        return "number"
    across = claim.language != evidence.claim.language
    if not all(mention.name in evidence.names or (across and mention.name in _VAGUE) for mention in claim.bodies):
        return "body"
    return None


def _refers(reference: Reference, evidence: Evidence) -> bool:
    """Whether a resolution or paragraph named is the one cited, or one that it names itself."""
    own = reference.symbol is None or bool(matching_symbols(reference.symbol, [evidence.symbol]))
    if own and (reference.number is None or reference.kind == "heading"):
        return True
    if own and evidence.paragraph is not None and _same_paragraph(reference, evidence.paragraph):
        return True
    return any(
        (reference.symbol is None or reference.symbol == other.symbol)
        and (reference.number is None or reference.number == other.number)
        for other in evidence.references
    )


def _same_paragraph(reference: Reference, paragraph: tuple[str, str]) -> bool:
    kind, number = paragraph
    if reference.kind not in (None, kind):
        return False
    return reference.number == number or number.startswith(f"{reference.number}.")


def _dated(stated: Stated, claim: Claim, evidence: Evidence) -> bool:
    if any(_within(each.value, stated.value) for each in evidence.claim.times):
        return True
    if evidence.adopted is None or not _within(evidence.adopted, stated.value):
        return False
    start, end = stated.span
    before, after = claim.text[max(0, start - _NEAR) : start], claim.text[end : end + _NEAR]
    if start <= _OPENING or ADOPTION_CUE.search(before) or ADOPTION_CUE.match(after.lstrip(" ,")):
        return True
    # As in: resolution 57/203 of 18 December 2002; resolution 57/203 (2002).
    return bool(re.search(r"\d\s*[(,]?\s*(?:of|du|de|del|от|\()?\s*\Z|\b(?:the|its)\s*\Z|[(（]\s*\Z", before))


def _within(known: date | tuple[int, ...] | float, stated: date | tuple[int, ...] | float) -> bool:
    """Whether a date known is the one stated, or lies in the month or year stated."""
    if isinstance(stated, date):
        return known == stated
    if not isinstance(stated, tuple) or isinstance(known, float | int):
        return False
    parts = (known.year, known.month, known.day) if isinstance(known, date) else known
    return parts[: len(stated)] == stated


def _counted(stated: Stated, claim: Claim, evidence: Evidence) -> bool:
    values = {each.value for each in evidence.claim.numbers}
    if stated.value in values:
        return True
    before, after = claim.text[: stated.span[0]], claim.text[stated.span[1] :]
    if stated.value == evidence.session and (_SESSION.match(after) or _SESSION.search(before)):
        # The session of adoption counts where something was adopted, not where something is asked for by then.
        return bool(ADOPTION_CUE.search(claim.text))
    return stated.value in evidence.meeting and bool(_MEETING.match(after))


def names_of(mentions: Iterable[str]) -> frozenset[str]:
    """Names and what may stand for them."""
    named = set(mentions)
    return frozenset(named | {other for name in named for other in IMPLIED.get(name, ())})
