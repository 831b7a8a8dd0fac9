"""Who does what to whom: a claim may not give an act another addressee or agent, nor make a fact of a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from index.lexical import words as index_words
from rag.claims import Act, Claim, Mention, synonyms
from rag.model import Fault
from rag.opening_strength import SCALES
from rag.support_facts import Evidence, names_of

_CALL: Final = "call"
_DECIDING: Final = len(SCALES[_CALL]) - 1
_PASSIVE: Final = re.compile(
    r"(?:\s*,[^,.;]{0,60},|\s[^,.;]{0,40})?\s*(?:(?:is|are|was|were) to be|(?:should|must|shall|will|may) be|is"
    r"|are|was|were"
    r"|(?:has|have|had) been|be|being|est|sont|a été|ont été|es|son|fue|fueron|ha sido|han sido)\s+"
    r"(?:also |further |hereby |aussi |également |también )?\Z",
    re.IGNORECASE,
)
_DIRECTLY: Final = re.compile(
    r"\s*(?:also|further|then|therefore|hereby|again|strongly|urgently|itself|également|aussi|también|asimismo"
    r"|также|вновь"
    r"|又|还|再次|也)?\s*\Z",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"(?<![^\W_])to(?![^\W_])", re.IGNORECASE)
_TO_SOMEONE: Final = re.compile(r"\bto\s+(?:the\s+|all\s+|its\s+)?\Z", re.IGNORECASE)
_BY_SOMEONE: Final = re.compile(
    r"(?:\bby\s+(?:the\s+|its\s+)?|\bpar (?:le |la |les |l')?|\bpor (?:el |la |los |las )?)\Z", re.IGNORECASE
)
_INFINITIVE: Final = re.compile(
    r"(?P<joint>,\s*(?:and|or)\s+)?(?<![^\W_])to\s+(?:also\s+|further\s+|duly\s+)?(?P<verb>(?!the\b|all\b|its\b"
    r"|a\b|an\b|this\b"
    r"|these\b|those\b|be\b|which\b|whom\b|their\b|other\b|each\b|every\b|any\b)[a-z-]{2,20})",
    re.IGNORECASE,
)
_AFTER_BODY: Final = re.compile(
    r"\s*(?:,[^,.;]{0,60},)?\s*(?:should|must|shall|may|will|would|can|could|ought to|(?:is|are|has|have) to|to)\s+"
    r"(?:also\s+|further\s+|not\s+)?(?P<verb>(?!be\b)[a-z-]{2,20})",
    re.IGNORECASE,
)
_FINITE: Final = re.compile(
    r"\s*(?:has |have |had |also |duly |regularly |already |then ){0,2}(?P<verb>[a-z-]{3,20})", re.IGNORECASE
)
_CHINESE_STOP: Final = re.compile(r"[向在就于,，;；]|以(?!及)|适当|考虑|提交|避免|根据")
_REACH: Final = 220
_SHORT_REACH: Final = 40
_TO_LENGTH: Final = 10

Agents = dict[str, frozenset[str]]


def role_fault(claim: Claim, evidence: Evidence) -> Fault | None:
    """The first fault in who does what, None without one. Across languages only acts and addressees are compared."""
    if any(not _acted(act, claim, evidence.claim) for act in claim.acts):
        return "act"
    if not addressees(claim) <= _allowed_addressees(evidence.claim):
        return "addressee"
    if claim.language != evidence.claim.language:
        return None
    if any(not _may_act(mention, claim, evidence) for mention in claim.bodies):
        return "addressee"
    if claim.language == "en":
        return _agent_fault(claim, evidence)
    return None


def _acted(act: Act, claim: Claim, place: Claim) -> bool:
    """Whether the place does the same: the same word, or one of the same step of the scale."""
    if claim.language != place.language and act.step.dimension == "point":
        # Verbs of saying and thinking are too many to be matched across languages.
        return True
    if claim.language == place.language and (
        act.stem in place.stems or (claim.language == "zh" and act.stem in place.text)
    ):
        return True
    return any(
        act.step.dimension == other.step.dimension and act.step.level // 2 == other.step.level // 2
        for other in place.acts
    )


@lru_cache(maxsize=4096)
def addressees(claim: Claim) -> frozenset[tuple[int, str]]:
    """Who is asked, by the step of what is done: (level, name)."""
    return frozenset((act.step.level // 2, name) for act in _calls(claim) for name in _addressed(act, claim))


def _allowed_addressees(place: Claim) -> frozenset[tuple[int, str]]:
    return frozenset((level, other) for level, name in addressees(place) for other in names_of((name,)))


def _calls(claim: Claim) -> Iterator[Act]:
    return (act for act in claim.acts if act.step.dimension == _CALL)


def _addressed(act: Act, claim: Claim) -> frozenset[str]:
    """The names that an act is addressed to: before it in the passive, else after it, up to "to"."""
    before = [mention for mention in claim.bodies if mention.end <= act.start]
    if before and _PASSIVE.fullmatch(claim.text[before[-1].end : act.start]):
        return frozenset({before[-1].name})
    limit = min(_stop(act, claim), act.end + _REACH)
    return frozenset(mention.name for mention in claim.bodies if act.end <= mention.start < limit)


def _stop(act: Act, claim: Claim) -> int:
    """Where an act's addressees end: at "to" and a verb, at the next act, at the end of the clause."""
    ends = [len(claim.text)]
    ends += [other.start for other in claim.acts if other.start > act.start]
    semicolon = re.search(r"[;:]", claim.text[act.end :])
    if semicolon:
        ends.append(act.end + semicolon.start())
    if claim.language == "en":
        for match in _TO.finditer(claim.text, act.end):
            someone = any(
                mention.start >= match.end()
                and _TO_SOMEONE.search(claim.text[: mention.start])
                and claim.text[match.end() : mention.start].strip() in ("", "the", "all", "its")
                for mention in claim.bodies
            )
            if not someone:
                ends.append(match.start())
                break
    elif claim.language != "zh":
        ends.append(act.end + _SHORT_REACH)
    else:
        goes_on = _CHINESE_STOP.search(claim.text, act.end)
        ends.append(goes_on.start() if goes_on else act.end + _SHORT_REACH)
    return min(ends)


def _may_act(mention: Mention, claim: Claim, evidence: Evidence) -> bool:
    """Whether who is said to act is the body that adopted, or acts so in the place too."""
    by = _BY_SOMEONE.search(claim.text[: mention.start])
    place = evidence.claim
    if mention.name in names_of((evidence.organ,)):
        doers = [other.name for other in place.bodies if _BY_SOMEONE.search(place.text[: other.start])]
        return not by or not doers or mention.name in names_of(doers)
    acting = [
        act
        for act in claim.acts
        if act.start >= mention.end and _DIRECTLY.fullmatch(claim.text[mention.end : act.start])
    ]
    if not acting and not by:
        return True
    for other in place.bodies:
        if mention.name not in names_of((other.name,)):
            continue
        if by and _BY_SOMEONE.search(place.text[: other.start]):
            return True
        if not by and any(
            act.start >= other.end and _DIRECTLY.fullmatch(place.text[other.end : act.start]) for act in place.acts
        ):
            return True
    # In Chinese and Arabic the one who is asked may stand between two verbs.
    return not by and claim.language in ("zh", "ar")


def _decider(act: Act, organ: str) -> frozenset[str]:
    return frozenset({organ} if act.step.level // 2 == _DECIDING else ())


@lru_cache(maxsize=4096)
def _agents(claim: Claim, organ: str) -> Agents:
    """For each verb in the infinitive or after a modal, who is to do it, as far as that can be told."""
    agents: dict[str, frozenset[str]] = {}

    def add(verb: str, names: frozenset[str]) -> None:
        stem = index_words(verb, "en")[-1]
        if names:
            agents[stem] = agents.get(stem, frozenset()) | names

    calls = [(act.end, _addressed(act, claim) or _decider(act, organ)) for act in _calls(claim)]
    calls = [(at, names) for at, names in calls if names]
    after = [(mention, _AFTER_BODY.match(claim.text, mention.end)) for mention in claim.bodies]
    doers = [(match.end(), frozenset({mention.name})) for mention, match in after if match is not None]
    for match in _INFINITIVE.finditer(claim.text):
        before = [(at, names) for at, names in (*calls, *doers) if at <= match.start("verb")]
        if match["joint"] and calls and calls[0][0] <= match.start("verb"):
            # "requests A to invite B to present ..., and to submit": after the comma A goes on.
            add(match["verb"], calls[0][1])
        elif before:
            add(match["verb"], max(before, key=lambda each: each[0])[1])
    for mention, found in after:
        if found is not None:
            add(found["verb"], frozenset({mention.name}))
    return agents


def _agent_fault(claim: Claim, evidence: Evidence) -> Fault | None:
    known = _agents(evidence.claim, evidence.organ)
    for stem, names in _agents(claim, evidence.organ).items():
        meant = (stem,) if stem in known else synonyms("en").get(stem, ())
        does = {name for each in meant for name in known.get(each, ())}
        # What is asked must be a thing asked, not what it is to be about: "to consider proposals for strengthening".
        if (does or known) and not names <= names_of(does):
            return "addressee"
    for mention in claim.bodies:
        if not _to_whom(mention, claim, evidence):
            return "addressee"
        told = _FINITE.match(claim.text, mention.end)
        # Something asked for is told as done: "The Secretary-General submitted a report".
        if told and index_words(told["verb"], "en")[-1] in known and not _does_so(mention, told["verb"], evidence):
            return "strength"
    return None


def _to_whom(mention: Mention, claim: Claim, evidence: Evidence) -> bool:
    """Whether what is given "to" someone is given to them in the place."""
    if not _TO_SOMEONE.search(claim.text[: mention.start]) or _AFTER_BODY.match(claim.text, mention.end):
        return True
    place = evidence.claim
    given = {other.name for other in place.bodies if _TO_SOMEONE.search(place.text[: other.start])}
    if any(act.end <= mention.start <= act.end + _TO_LENGTH for act in claim.acts):
        # "its request to the Secretary-General"
        given |= {name for _, name in _allowed_addressees(place)}
    return mention.name in names_of(given)


def _does_so(mention: Mention, verb: str, evidence: Evidence) -> bool:
    """Whether the place too says it of them as a fact; the body that adopted does what its opening phrase says."""
    place = evidence.claim
    stem = index_words(verb, "en")[-1]
    if mention.name in names_of((evidence.organ,)) and place.acts and place.acts[0].stem == stem:
        return True
    return any(
        mention.name in names_of((other.name,))
        and (match := _FINITE.match(place.text, other.end))
        and index_words(match["verb"], "en")[-1] == stem
        for other in place.bodies
    )
