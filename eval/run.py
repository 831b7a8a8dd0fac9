"""Run the evaluation: every case of every suite put to its subject, summed up, and written where people look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.asking import run_case
from eval.causes import NOT_A_NUMBER
from eval.documents import baseline_document, baseline_text, evaluation_document, results_text
from eval.figures import figures_of, times_of
from eval.junit import junit_text
from eval.model import Case, CaseResult, Evaluation, Question, QuestionSet, Skipped
from eval.ranking import trec_qrels, trec_run
from eval.report import report_text
from eval.subject import Subject
from index.errors import EvaluationError

Progress = Callable[[int, int, str], None]
"""Called with the number of cases done, of all cases, and the id of the one that was done last."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One suite and what it is put to. `sources` of the subject are the files that the suite's gold lies in."""

    questions: QuestionSet
    subject: Subject


def run_evaluation(
    plans: Sequence[Plan],
    *,
    skipped: Sequence[Skipped] = (),
    subject: dict[str, str] | None = None,
    top: int = 5,
    progress: Progress | None = None,
    made: str = "",
) -> Evaluation:
    """Put every case to its subject, one after another, in the order written.

    `subject` says in words what was evaluated, `made` when; `top` goes to the answerer with every question. Whatever a
    case raises is recorded with it. The result is the same every time, but for the milliseconds, when the subject's
    answers are.
    """
    total = sum(len(plan.questions.cases) for plan in plans)
    results: list[CaseResult] = []
    for plan in plans:
        for case in plan.questions.cases:
            results.append(run_case(case, plan.subject, top))
            if progress is not None:
                progress(len(results), total, case.id)
    return Evaluation(
        subject=dict(subject or {}),
        results=tuple(results),
        figures=figures_of(results),
        times=times_of(results),
        skipped=tuple(skipped),
        not_a_number=tuple(result.case.id for result in results if NOT_A_NUMBER in result.causes),
        unknown_gold=tuple(line for plan in plans for line in _unknown_gold(plan)),
        gold_wordings={id_: wordings for plan in plans for id_, wordings in _gold_wordings(plan)},
        made=made,
    )


def _unknown_gold(plan: Plan) -> Iterable[str]:
    """Gold that no source file holds makes a question that nobody can answer right; held-apart gold is not named."""
    for case in plan.questions.cases:
        unknown = [id_ for id_ in _gold_ids(case) if not plan.subject.sources.wordings(id_)]
        if unknown:
            yield f"{case.place}: {', '.join(unknown)}" if case.split == "dev" else case.place


def _gold_wordings(plan: Plan) -> Iterable[tuple[str, tuple[str, ...]]]:
    for case in plan.questions.cases:
        for id_ in _gold_ids(case):
            yield id_, tuple(wording.text for wording in plan.subject.sources.wordings(id_))


def _gold_ids(case: Case) -> tuple[str, ...]:
    if isinstance(case, Question):
        return tuple(id_ for group in case.gold for id_ in group)
    return (*case.occurrences, *case.closest)


def write_results(evaluation: Evaluation, folder: Path, *, show_held: bool = False) -> tuple[Path, ...]:
    """Write `results.json`, `junit.xml`, `run.trec`, `qrels.trec` and `report.html`; returns their paths.

    With `show_held` the held-apart cases appear in full and not by their scores alone. Raises EvaluationError when the
    folder cannot be written.
    """
    shown = [result for result in evaluation.results if show_held or result.case.split == "dev"]
    asked = [(result.case, result.given) for result in shown]
    ranked = [(case, given) for case, given in asked if isinstance(case, Question) and case.answerable]
    texts = {
        "results.json": results_text(evaluation_document(evaluation, show_held=show_held)),
        "junit.xml": junit_text(evaluation),
        "run.trec": trec_run((case.id, given.retrieved, case.gold) for case, given in ranked),
        "qrels.trec": trec_qrels((case.id, case.gold) for case, _ in ranked),
        "report.html": report_text(evaluation, show_held=show_held),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{folder}: the results cannot be written ({error.strerror}).") from error
    return tuple(folder / name for name in texts)


def write_baseline(evaluation: Evaluation, path: Path) -> None:
    """Write what later runs are compared with. Raises EvaluationError when the run holds a number that is none."""
    problems = (*evaluation.not_a_number, *evaluation.unknown_gold)
    if problems:
        raise EvaluationError(f"No baseline is made of a run with problems: {'; '.join(problems[:5])}.")
    try:
        path.write_text(baseline_text(baseline_document(evaluation)), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path}: the baseline cannot be written ({error.strerror}).") from error
