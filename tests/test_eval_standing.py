"""How the program stood: the latest run, the baseline before there is one, and how the page shows either."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval.model import QuestionSet
from eval.questions import split_of
from eval.run import Plan, run_evaluation, write_baseline, write_results
from eval.standing import Share, Standing, SuiteStanding, latest_folder, latest_standing
from eval.subject import Subject
from index.errors import EvaluationError
from tests.eval_world import (
    Oracle,
    Verification,
    WorldSources,
    answer_citing,
    cite,
    perfect_answer,
    question,
    quotation,
)
from tests.test_render_bench import OURS, Loose
from ui.page_words import LANGUAGES
from ui.render_quality import quality_html

OP1, OP2 = "A/RES/1/1#op1@en", "A/RES/1/1#op2@en"
MADE = "2026-03-01T09:30:00+00:00"
HOSTILE = "<b onclick=1>${1}`"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the results of a run of three questions, the second wrong, and a quotation."""
    cases = (question(1, (OP1,)), question(2, (OP2,), language="fr"), question(4, (OP1,)))
    answers = [perfect_answer(cases[0]), answer_citing(OP1), perfect_answer(cases[2])]
    oracle = Oracle(
        {case.turns[-1]: answer for case, answer in zip(cases, answers, strict=True)},
        {"to convene a conference": Verification("exact", (cite(OP1), cite("A/RES/2/1#op1@en")))},
    )
    subject = Subject(oracle, oracle, WorldSources())
    plans = [
        Plan(QuestionSet("bundled", cases), subject),
        Plan(QuestionSet("quotations", (quotation(1),)), subject),
    ]
    evaluation = run_evaluation(plans, subject={"answers": "verbatim"}, made=MADE)
    write_results(evaluation, latest_folder(tmp_path))
    write_baseline(evaluation, tmp_path / "baseline.json")
    return tmp_path


def test_the_latest_run_is_summed_up(data: Path) -> None:
    standing = latest_standing(data)
    assert standing is not None
    assert (standing.origin, standing.made) == ("run", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    assert standing.report == latest_folder(data) / "report.html"
    questions, quotations = standing.suites
    assert (questions.name, questions.quotations, questions.cases) == ("bundled", False, 3)
    shares = {share.metric: (round(share.value, 6), share.count) for share in questions.shares}
    assert shares["right"] == shares["pinpoint"] == (0.666667, 3)
    # Nothing was refused: there is nothing to say of refusals.
    assert "refusal_recall" not in shares
    languages = [(share.of, share.value, share.count) for share in questions.by_language]
    assert languages == [("en", 1.0, 2), ("fr", 0.0, 1)]
    assert {share.of: share.count for share in questions.by_split} == {"dev": 2, "held": 1}
    assert [split_of(f"bundled-fact-00{number}") for number in (1, 2, 4)] == ["dev", "held", "dev"]
    assert (quotations.quotations, [share.metric for share in quotations.shares][:2]) == (True, ["right", "verdict"])


def test_before_a_run_there_is_the_baseline(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = latest_standing(tmp_path / "empty")
    assert packaged is not None
    assert packaged.origin == "baseline"
    assert {suite.name for suite in packaged.suites} >= {"bundled", "quotations"}
    monkeypatch.setattr("eval.standing.resources.files", lambda package: data)
    own = latest_standing(tmp_path / "empty")
    assert own is not None
    assert own.report is None
    assert [suite.cases for suite in own.suites] == [3, 1]


def test_none_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.standing.resources.files", lambda package: tmp_path)
    assert latest_standing(tmp_path) is None
    assert "No evaluation was made yet" in quality_html(None, "1.0", "/quality/report", "en")


def test_results_that_cannot_be_read_are_not_passed_over(data: Path) -> None:
    (latest_folder(data) / "results.json").write_text("{}", "utf-8")
    with pytest.raises(EvaluationError, match=r"results\.json"):
        latest_standing(data)


def test_figures_in_plain_words(data: Path) -> None:
    standing = latest_standing(data)
    source = quality_html(standing, "1.0", "/quality/report", "en")
    page = Loose(source)
    assert "The latest evaluation made here: 1 March 2026." in page.text
    assert "2 of 3 were right in every respect." in page.text
    assert page.links() == ["/quality/report"]
    assert "66.7 %" in page.text


@pytest.mark.parametrize(
    ("share", "shown"),
    [(1.0, "100 %"), (0.9999, "99.9 %"), (0.0, "0 %"), (0.0001, "0.1 %"), (0.785714, "78.6 %"), (0.5, "50 %")],
)
def test_only_what_is_whole_is_called_so(share: float, shown: str) -> None:
    suite = SuiteStanding("own", False, 9, (Share("right", share, share, share, 9),), (), ())
    page = Loose(quality_html(Standing("run", None, {}, (suite,)), "1.0", "/quality/report", "en"))
    assert shown in page.text
    assert "day not recorded" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_was_evaluated_is_text(data: Path, language: str) -> None:
    standing = latest_standing(data)
    assert standing is not None
    renamed = replace(standing, subject={HOSTILE: HOSTILE}, skipped={HOSTILE: HOSTILE})
    source = quality_html(renamed, HOSTILE, "/quality/report", language)
    assert {tag for tag, _ in Loose(source).elements} <= OURS
    assert not set(source) & set("`${}\\")
