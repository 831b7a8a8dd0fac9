"""Put one case to the subject and score what comes back. Nothing that the subject raises can end the run."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from eval.causes import NOT_A_NUMBER, RAISED, question_causes
from eval.fidelity import Sources, citation_faults, unsupported_spans
from eval.metrics import Scorecard, score_question, score_raised
from eval.model import Case, CaseResult, Given, GivenCitation, Pinpoint, Question, Quotation
from eval.places import pinpoint_of
from eval.subject import Answerer, Subject, Verifier
from eval.verification import Verified, quotation_causes, score_quotation, score_raised_quotation
from rag.model import Answer, Citation, Turn

T = TypeVar("T")


class NotANumberError(ArithmeticError):
    """A score or a time in an answer is not a finite number."""


@dataclass(slots=True)
class Recorder:
    """Records an exception raised within it instead of passing it on.

    A program under test may raise anything, and whatever it raises is a result: the case scores 0 and is listed. An
    interruption by the user (not an `Exception`) still ends the run.
    """

    error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Exception):
            self.error = error
            return True
        return False


@dataclass(frozen=True, slots=True)
class _Timed(Generic[T]):
    result: T
    milliseconds: float


def run_case(case: Case, subject: Subject, top: int) -> CaseResult:
    """Ask or verify, and score. `top` is handed to the answerer."""
    if isinstance(case, Question):
        return _run_question(case, subject, top)
    return _run_quotation(case, subject)


def _timed(call: Callable[[], T]) -> _Timed[T]:
    start = time.perf_counter()
    result = call()
    return _Timed(result, (time.perf_counter() - start) * 1000)


def _run_question(question: Question, subject: Subject, top: int) -> CaseResult:
    timed: _Timed[Answer] | None = None
    with Recorder() as recorder:
        timed = _ask(question, subject.answerer, top)
        _refuse_not_a_number(timed.result)
    if timed is None or recorder.error is not None:
        return _raised(question, score_raised(question), recorder.error)
    answer = timed.result
    card = score_question(question, answer, subject.sources)
    causes = question_causes(question, answer, subject.sources)
    card.put("right", float(not causes))
    cited = [citation.id for citation in answer.citations]
    gold = {id_ for group in question.gold for id_ in group}
    return CaseResult(
        case=question,
        given=Given(
            answer=answer.answer,
            refusal=answer.refusal.code if answer.refusal is not None else None,
            citations=_given_citations(answer.citations, gold, subject.sources),
            retrieved=tuple(id_ for id_, _ in answer.retrieved),
            unsupported=unsupported_spans(answer),
            statements=0 if answer.writing is None else answer.writing.supported + answer.writing.removed_count,
            removed=0 if answer.writing is None else answer.writing.removed_count,
        ),
        scores=card.scores,
        unscored=card.unscored,
        pinpoint=pinpoint_of(cited, question.gold) if question.answerable else None,
        causes=causes,
        error=None,
        milliseconds=timed.milliseconds,
    )


def _ask(question: Question, answerer: Answerer, top: int) -> _Timed[Answer]:
    """Run the whole conversation; every turn sees what the earlier ones really cited. Only the last is timed."""
    turns: list[Turn] = []
    for earlier in question.turns[:-1]:
        answer = answerer.ask(earlier, turns=tuple(turns), filters=question.filters, top=top)
        turns.append(Turn(earlier, tuple(citation.id for citation in answer.citations)))
    last = question.turns[-1]
    return _timed(lambda: answerer.ask(last, turns=tuple(turns), filters=question.filters, top=top))


def _refuse_not_a_number(answer: Answer) -> None:
    numbers: Iterable[tuple[str, float]] = (
        ("certainty", answer.certainty),
        *((f"retrieved score of {id_}", score) for id_, score in answer.retrieved),
        *((f"time {name}", value) for name, value in answer.timings_ms.items()),
    )
    for name, value in numbers:
        if not math.isfinite(value):
            raise NotANumberError(f"{name} is {value}")


def _run_quotation(quotation: Quotation, subject: Subject) -> CaseResult:
    timed: _Timed[Verified] | None = None
    with Recorder() as recorder:
        timed = _verify(quotation, subject.verifier)
    if timed is None:
        return _raised(quotation, score_raised_quotation(quotation), recorder.error)
    verified = timed.result
    card = score_quotation(quotation, verified, subject.sources)
    causes = quotation_causes(quotation, card)
    card.put("right", float(not causes))
    return CaseResult(
        case=quotation,
        given=Given(
            verdict=verified.verdict,
            citations=_given_citations(verified.occurrences, set(quotation.occurrences), subject.sources),
            closest=verified.closest.id if verified.closest is not None else None,
            warnings=tuple(sorted(verified.warnings)),
        ),
        scores=card.scores,
        unscored=card.unscored,
        pinpoint=None,
        causes=causes,
        error=None,
        milliseconds=timed.milliseconds,
    )


def _verify(quotation: Quotation, verifier: Verifier) -> _Timed[Verified]:
    return _timed(lambda: verifier.verify(quotation.quotation, within=quotation.within))


def _raised(case: Case, card: Scorecard, error: Exception | None) -> CaseResult:
    card.put("right", 0.0)
    pinpoint: Pinpoint | None = "none" if isinstance(case, Question) and case.answerable else None
    return CaseResult(
        case=case,
        given=Given(),
        scores=card.scores,
        unscored=card.unscored,
        pinpoint=pinpoint,
        causes=(NOT_A_NUMBER if isinstance(error, NotANumberError) else RAISED,),
        error=f"{type(error).__name__}: {error}",
        milliseconds=0.0,
    )


def _given_citations(citations: Iterable[Citation], gold: set[str], sources: Sources) -> tuple[GivenCitation, ...]:
    return tuple(
        GivenCitation(
            id=citation.id,
            label=citation.label,
            quote=citation.quote,
            in_gold=citation.id in gold,
            faults=citation_faults(citation, sources),
        )
        for citation in citations
    )
