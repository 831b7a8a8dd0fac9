"""A run over the tiny world: what is asked, what is recorded, what is written."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eval.documents import read_run
from eval.figures import summary_tables
from eval.model import Case, Evaluation, QuestionSet, Skipped
from eval.run import Plan, run_evaluation, write_baseline, write_results
from eval.subject import Subject
from index.errors import EvaluationError
from rag.model import Answer, Filters, Turn
from tests.eval_world import (
    Oracle,
    Verification,
    WorldSources,
    answer_citing,
    cite,
    perfect_answer,
    question,
    quotation,
    unanswerable,
)

OP1, OP2, OTHER_OP1 = "A/RES/1/1#op1@en", "A/RES/1/1#op2@en", "A/RES/2/1#op1@en"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x00“"


def _evaluate(cases: Sequence[Case], oracle: Oracle) -> Evaluation:
    suites = dict.fromkeys(case.suite for case in cases)
    subject = Subject(oracle, oracle, WorldSources())
    plans = [Plan(QuestionSet(name, tuple(case for case in cases if case.suite == name)), subject) for name in suites]
    return run_evaluation(plans, skipped=(Skipped("security-council", "the texts are not here"),))


def _small_world() -> tuple[list[Case], Oracle]:
    """Ids 1, 3, 4 and 7 are dev, 2 and 5 held."""
    right, missed = question(1, (OP1, OTHER_OP1)), question(2, (OP2,), language="fr", type="heading")
    refused, raised = unanswerable(3), question(4, (OP2,), phrases=("June",))
    oracle = Oracle(
        {
            right.turns[-1]: perfect_answer(right),
            missed.turns[-1]: answer_citing(OP1, retrieved=(OP1, OP2)),
            refused.turns[-1]: perfect_answer(refused),
            raised.turns[-1]: ValueError("it broke"),
        },
        {"to convene a conference": Verification("exact", (cite(OP1), cite(OTHER_OP1)))},
    )
    return [right, missed, refused, raised, quotation(1)], oracle


def _value(evaluation: Evaluation, suite: str, metric: str, split: str = "all") -> tuple[float | None, int, int]:
    (figure,) = [
        figure
        for figure in evaluation.figures
        if (figure.group.suite, figure.group.by, figure.group.split, figure.metric) == (suite, "all", split, metric)
    ]
    return figure.value, figure.scored, figure.unscored


def test_figures_worked_out_by_hand() -> None:
    evaluation = _evaluate(*_small_world())
    # Four questions: right, wrong, right, raised.
    assert _value(evaluation, "bundled", "right") == (0.5, 4, 0)
    # Three are answerable: right, wrong paragraph, raised.
    assert _value(evaluation, "bundled", "pinpoint") == (1 / 3, 3, 1)
    # 1, then a half (rank 2), then 0 for the one that raised.
    assert _value(evaluation, "bundled", "reciprocal_rank") == (0.5, 3, 1)
    # Only one question wants a phrase, and it raised.
    assert _value(evaluation, "bundled", "phrases") == (0.0, 1, 3)
    # Two answers quote, both faithfully.
    assert _value(evaluation, "bundled", "quotation_fidelity") == (1.0, 2, 2)
    assert _value(evaluation, "bundled", "refusal_precision") == (1.0, 1, 3)
    assert _value(evaluation, "bundled", "right", "held") == (0.0, 1, 0)
    assert _value(evaluation, "quotations", "right") == (1.0, 1, 0)


def test_what_raised_is_scored_and_listed() -> None:
    evaluation = _evaluate(*_small_world())
    (raised,) = [result for result in evaluation.results if result.error is not None]
    assert raised.case.id == "bundled-fact-004"
    assert (raised.error, raised.causes, raised.right) == ("ValueError: it broke", ("raised",), False)


@pytest.mark.parametrize(
    "broken",
    [
        replace(answer_citing(OP1), certainty=math.nan),
        replace(answer_citing(OP1), retrieved=((OP1, math.inf),)),
        replace(answer_citing(OP1), timings_ms={"total": math.nan}),
    ],
)
def test_a_number_that_is_none_is_never_a_score(broken: Answer, tmp_path: Path) -> None:
    asked = question(1, (OP1,))
    evaluation = _evaluate([asked], Oracle({asked.turns[-1]: broken}))
    assert evaluation.not_a_number == (asked.id,)
    assert _value(evaluation, "bundled", "right") == (0.0, 1, 0)
    write_results(evaluation, tmp_path)
    assert read_run(tmp_path / "results.json").problems == (f"{asked.id}: the answer held a number that is none",)
    with pytest.raises(EvaluationError, match="No baseline is made"):
        write_baseline(evaluation, tmp_path / "baseline.json")


def test_a_conversation_is_held_turn_by_turn() -> None:
    filters = Filters(year_from=2002)
    turns = ("First?", "Second?", "Third?")
    asked = question(1, (OP2,), type="conversation", turns=turns, filters=filters)
    oracle = Oracle({"First?": answer_citing(OP1, OTHER_OP1), "Second?": answer_citing(), "Third?": answer_citing(OP2)})
    evaluation = _evaluate([asked], oracle)
    first, second = Turn("First?", (OP1, OTHER_OP1)), Turn("Second?", ())
    assert oracle.asked == [
        ("First?", (), filters, 5),
        ("Second?", (first,), filters, 5),
        ("Third?", (first, second), filters, 5),
    ]
    assert evaluation.results[0].right


def test_gold_that_no_file_holds_is_told_without_telling_what_is_held_apart() -> None:
    cases = [question(1, (OP1,), ("A/RES/9/9#op1@en",)), question(2, ("A/RES/9/9#op2@en",))]
    evaluation = _evaluate(cases, Oracle({case.turns[-1]: answer_citing(OP1) for case in cases}))
    assert evaluation.unknown_gold == ("bundled.dev.jsonl:1: A/RES/9/9#op1@en", "bundled.held.jsonl:2")


def test_progress_counts_every_case() -> None:
    cases, oracle = _small_world()
    seen: list[tuple[int, int, str]] = []
    plan = Plan(QuestionSet("bundled", tuple(cases[:4])), Subject(oracle, oracle, WorldSources()))
    run_evaluation([plan], progress=lambda done, total, id_: seen.append((done, total, id_)))
    assert [(done, total) for done, total, _ in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [id_ for _, _, id_ in seen] == [case.id for case in cases[:4]]


def _without_times(text: str) -> object:
    document = json.loads(text)
    del document["times"]
    for case in document["cases"]:
        del case["milliseconds"]
    return document


def test_two_runs_differ_in_their_times_alone(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_results(_evaluate(*_small_world()), tmp_path / name)
    first, second = (
        _without_times((tmp_path / name / "results.json").read_text("utf-8")) for name in ("first", "second")
    )
    assert first == second
    for name in ("run.trec", "qrels.trec"):
        assert (tmp_path / "first" / name).read_text() == (tmp_path / "second" / name).read_text() != ""


def test_no_path_of_the_machine_is_written(tmp_path: Path) -> None:
    for file in write_results(_evaluate(*_small_world()), tmp_path):
        assert str(tmp_path) not in file.read_text("utf-8")
        assert str(Path.home()) + "/" not in file.read_text("utf-8")


def test_what_is_held_apart_is_not_written_unless_asked_for(tmp_path: Path) -> None:
    held = question(2, (OP2,), turns=("Secret question?",), phrases=("secret phrase",), why="Secret reason.")
    evaluation = _evaluate([question(1, (OP1,)), held], Oracle({"Question 1?": answer_citing(OP1)}))
    for file in write_results(evaluation, tmp_path / "hidden"):
        text = file.read_text("utf-8")
        assert "ecret" not in text
        # The oracle raised KeyError('Secret question?'); the gold id is quoted nowhere else.
        assert OP2 not in text
    shown = "".join(file.read_text("utf-8") for file in write_results(evaluation, tmp_path / "shown", show_held=True))
    assert "Secret question?" in shown
    assert OP2 in shown


def test_junit_tells_failures_from_errors_and_from_what_was_skipped(tmp_path: Path) -> None:
    write_results(_evaluate(*_small_world()), tmp_path)
    suites = {suite.get("name"): suite for suite in ElementTree.parse(tmp_path / "junit.xml").getroot()}
    bundled = suites["bundled"]
    assert [bundled.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["4", "1", "1", "0"]
    assert suites["security-council"].get("skipped") == "1"
    failures = {case.get("name"): [child.tag for child in case] for case in bundled}
    assert failures == {
        "bundled-fact-001": [],
        "bundled-fact-002": ["failure"],
        "bundled-fact-003": [],
        "bundled-fact-004": ["error"],
    }


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    asked = question(1, (OP1,), turns=(HOSTILE,), why=HOSTILE, phrases=(HOSTILE,))
    answer = replace(answer_citing(OP1), answer=HOSTILE, retrieved=((HOSTILE, 1.0),))
    citation = replace(answer.citations[0], quote=HOSTILE, label=HOSTILE)
    error = question(3, (OP1,), turns=("Broken?",))
    oracle = Oracle({HOSTILE: replace(answer, citations=(citation,)), "Broken?": ValueError(HOSTILE)})
    write_results(_evaluate([asked, error], oracle), tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "\x00" not in page
    ElementTree.parse(tmp_path / "junit.xml")


def test_the_summary_has_a_row_for_every_metric() -> None:
    evaluation = _evaluate(*_small_world())
    bundled, quotations = summary_tables(evaluation.figures, evaluation.times)
    assert bundled.title.startswith("bundled, ")
    assert bundled.headers == ("metric", "value", "95 % interval", "dev", "held", "scored", "unscored")
    assert {len(row) for row in bundled.rows} == {7}
    assert bundled.rows[0][:2] == ("right", "50.0 %")
    assert ("closest paragraph", "-", "-") in [row[:3] for row in quotations.rows]


def test_results_that_cannot_be_written_are_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_results(_evaluate(*_small_world()), tmp_path / "file")
