"""What went wrong with a case, in fixed words, most telling first: from a failure to its cause without a debugger.

A case without causes is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from eval.fidelity import Sources, citation_faults, unsupported_spans
from eval.metrics import citation_recall, missing_phrases
from eval.model import Pinpoint, Question
from eval.places import pinpoint_of
from rag.model import Answer

RAISED = "raised"
NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause's name in files, and what it tells a maintainer."""

    name: str
    meaning: str


CAUSES = (
    Cause(RAISED, "an exception was raised"),
    Cause(NOT_A_NUMBER, "a score or a time is not a number"),
    Cause("refused", "refused, though the corpus has the answer"),
    Cause("answered", "answered, though the corpus has no answer"),
    Cause("wrong_code", "refused for another reason than the right one"),
    Cause("not_retrieved", "no gold paragraph was retrieved: look at the search"),
    Cause("not_cited", "a gold paragraph was retrieved but not cited: look at the choice of citations"),
    Cause("not_first", "a gold paragraph is cited, but not first"),
    Cause("no_citation", "answered without a citation"),
    Cause("wrong_kind", "first citation: a preambular paragraph for an operative one, or the reverse"),
    Cause("wrong_paragraph", "first citation: right resolution, wrong paragraph"),
    Cause("wrong_resolution", "first citation: wrong resolution"),
    Cause("group_missing", "not every gold group is cited"),
    Cause("phrase_missing", "words that the answer must contain are not in it"),
    Cause("not_in_source", "a quotation does not replay from the source"),
    Cause("wrong_verdict", "wrong verdict"),
    Cause("called_exact", "called exact, and it is not"),
    Cause("wrong_occurrences", "other occurrences than the right ones"),
    Cause("wrong_closest", "another paragraph is given as the closest"),
    Cause("wrong_warnings", "other warnings than the right ones"),
)
CAUSE_MEANINGS = MappingProxyType({cause.name: cause.meaning for cause in CAUSES})

_FIRST_CITATION: MappingProxyType[Pinpoint, str] = MappingProxyType(
    {
        "wrong_kind": "wrong_kind",
        "wrong_paragraph": "wrong_paragraph",
        "wrong_resolution": "wrong_resolution",
        "none": "no_citation",
    }
)


def in_order(causes: set[str]) -> tuple[str, ...]:
    """Causes sorted as CAUSES lists them."""
    return tuple(cause.name for cause in CAUSES if cause.name in causes)


def question_causes(question: Question, answer: Answer, sources: Sources) -> tuple[str, ...]:
    """Why an answer is not right; () when the first citation is gold, every group is cited, every phrase is there and
    every quotation replays, or when what cannot be answered is refused for the right reason."""
    causes = _answerable_causes(question, answer) if question.answerable else _unanswerable_causes(question, answer)
    faulty = any(citation_faults(citation, sources) for citation in answer.citations)
    if faulty or unsupported_spans(answer):
        causes.add("not_in_source")
    return in_order(causes)


def _unanswerable_causes(question: Question, answer: Answer) -> set[str]:
    if answer.refusal is None:
        return {"answered"}
    return {"wrong_code"} if answer.refusal.code != question.refusal else set()


def _answerable_causes(question: Question, answer: Answer) -> set[str]:
    causes = {"refused"} if answer.refusal is not None else set()
    cited = [citation.id for citation in answer.citations]
    pinpoint = pinpoint_of(cited, question.gold)
    if pinpoint != "right":
        causes.add(_where_lost(question, answer))
        if answer.refusal is None:
            causes.add(_FIRST_CITATION[pinpoint])
    if answer.refusal is not None:
        return causes
    if citation_recall(cited, question.gold) < 1:
        causes.add("group_missing")
    if missing_phrases(answer, question.phrases):
        causes.add("phrase_missing")
    return causes


def _where_lost(question: Question, answer: Answer) -> str:
    gold_ids = {id_ for group in question.gold for id_ in group}
    if gold_ids.intersection(citation.id for citation in answer.citations):
        return "not_first"
    return "not_cited" if gold_ids.intersection(id_ for id_, _ in answer.retrieved) else "not_retrieved"
