"""Comparing runs: what is a regression, what is only news, and what cannot be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import compare_files, compare_runs, comparison_tables
from eval.documents import RecordedCase, RecordedRun, read_run
from eval.gate import Gate, TimeLimits, Tolerance, load_gate
from index.errors import EvaluationError

GATE = Gate(
    required_suites=("bundled",),
    tolerance=Tolerance(suite=0.1, group=0.4, smallest_group=3),
    floors={"bundled": {"fidelity": 1.0}},
    times=TimeLimits(median_ms=100, percentile_95_ms=200),
)


def _case(number: int, *, score: float = 1.0, **changes: object) -> RecordedCase:
    case = RecordedCase(
        id=f"q{number}",
        suite="bundled",
        type="fact",
        language="en",
        fingerprint="f",
        causes=() if score == 1 else ("not_cited",),
        scores={"right": score, "fidelity": 1.0},
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def _run(cases: Iterable[RecordedCase], *, problems: tuple[str, ...] = (), median: float = 5.0) -> RecordedRun:
    listed = {case.id: case for case in cases}
    return RecordedRun(listed, {"extra": "not here."}, {"bundled": (median, median)}, problems)


def _ten(**changed: RecordedCase) -> RecordedRun:
    return _run(changed.get(f"q{number}", _case(number)) for number in range(10))


def test_nothing_changed() -> None:
    comparison = compare_runs(_ten(), _ten(), GATE)
    assert comparison.passed
    assert comparison.broken == comparison.fixed == ()
    assert {change.difference for change in comparison.metrics} == {0.0}


def test_one_of_ten_is_within_the_tolerance_and_listed() -> None:
    comparison = compare_runs(_ten(), _ten(q3=_case(3, score=0)), GATE)
    assert comparison.passed
    assert [(change.id, change.causes) for change in comparison.broken] == [("q3", ("not_cited",))]


def test_two_of_ten_is_a_regression() -> None:
    comparison = compare_runs(_ten(), _ten(q3=_case(3, score=0), q4=_case(4, score=0)), GATE)
    (finding,) = comparison.findings
    assert finding.startswith("bundled: right fell from 100.0 to 80.0 % over 10 cases (p = 0.")


def test_what_was_fixed_is_told_with_what_was_wrong() -> None:
    comparison = compare_runs(_ten(q1=_case(1, score=0)), _ten(), GATE)
    assert comparison.passed
    assert [(change.id, change.causes) for change in comparison.fixed] == [("q1", ("not_cited",))]


def test_a_type_that_collapses_is_seen_in_a_large_suite() -> None:
    """Three of 40 are within the tolerance of the suite, and half of their type."""
    old = _run([_case(number, type="list" if number < 6 else "fact") for number in range(40)])
    new = _run([_case(number, type="list" if number < 6 else "fact", score=number >= 3) for number in range(40)])
    findings = compare_runs(old, new, GATE).findings
    assert len(findings) == 1
    assert findings[0].startswith("bundled, type list: right fell from 100.0 to 50.0 % over 6 cases")
    small = GATE.model_copy(update={"tolerance": Tolerance(suite=0.1, group=0.4, smallest_group=7)})
    assert compare_runs(old, new, small).passed


def test_a_metric_without_a_value_any_more_is_a_regression() -> None:
    gone = [replace(case, scores={"fidelity": 1.0}) for case in _ten().cases.values()]
    assert compare_runs(_ten(), _run(gone), GATE).findings == ("bundled: right has no value any more.",)


def test_a_floor_holds_for_new_cases_too() -> None:
    unfaithful = _case(99, scores={"right": 1.0, "fidelity": 0.5})
    new = _run([*_ten().cases.values(), unfaithful])
    comparison = compare_runs(_ten(), new, GATE)
    assert comparison.findings == ("bundled: fidelity is 95.4 %, it must be at least 100 %; see q99.",)
    assert comparison.added == ("q99",)


def test_a_floor_without_anything_to_measure_fails() -> None:
    silent = _run([replace(case, scores={"right": 1.0}) for case in _ten().cases.values()])
    assert "bundled: fidelity has no value, it must be at least 100 %." in compare_runs(silent, silent, GATE).findings


def test_a_lost_question_fails_and_a_rewritten_one_is_news() -> None:
    cases = [replace(case, fingerprint="g") if case.id == "q2" else case for case in _ten().cases.values()]
    comparison = compare_runs(_ten(), _run(cases[:9]), GATE)
    assert comparison.findings == ("q9 is in the baseline and no longer asked.",)
    assert comparison.notices == ("q2 was rewritten and not compared.",)


def test_a_required_suite_must_be_run_and_another_need_not() -> None:
    extra = _case(50, suite="extra")
    with_extra = _run([*_ten().cases.values(), extra])
    comparison = compare_runs(with_extra, _ten(), GATE)
    assert comparison.passed
    assert comparison.notices == ("The suite extra was not compared: not here.",)
    assert compare_runs(with_extra, _run([extra]), GATE).findings == ("The suite bundled was not run.",)
    assert compare_runs(with_extra, _run([extra]), GATE, suites=("extra",)).passed


def test_problems_and_catastrophic_times_fail() -> None:
    assert compare_runs(_ten(), _run(_ten().cases.values(), problems=("q1: broken",)), GATE).findings == ("q1: broken",)
    (finding,) = compare_runs(_ten(), _run(_ten().cases.values(), median=150), GATE).findings
    assert finding == "bundled: 150 ms median, 150 ms at the 95th percentile; the limits are 100 and 200 ms."


def _document(**changes: object) -> Mapping[str, object]:
    case = {"id": "q1", "suite": "bundled", "type": "fact", "language": "en", "fingerprint": "f", "causes": []}
    scores: dict[str, float] = {"right": 1.0, "quotation_fidelity": 1.0}
    document = {"format": 1, "skipped": [], "not_a_number": [], "unknown_gold": [], "times": []}
    return {**document, "cases": [{**case, "scores": scores}], **changes}


def _file(folder: Path, name: str, document: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_missing_baseline_fails(tmp_path: Path) -> None:
    new = _file(tmp_path, "results.json", _document())
    comparison = compare_files(tmp_path / "baseline.json", new)
    assert not comparison.passed
    assert comparison.findings[0].startswith("There is no baseline baseline.json; write one with")


def test_missing_results_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"results\.json: cannot be read"):
        compare_files(tmp_path / "baseline.json", tmp_path / "results.json")


def test_a_number_that_is_none_fails_wherever_it_stands(tmp_path: Path) -> None:
    old = _file(tmp_path, "old.json", _document())
    broken = [{**case, "scores": {"right": float("nan")}} for case in _document()["cases"]]  # type: ignore[attr-defined]
    new = _file(tmp_path, "new.json", _document(cases=broken))
    findings = compare_files(old, new, suites=("bundled",)).findings
    assert "not a number: cases[q1].scores.right" in findings


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ([], "not the results of an evaluation"),
        ({}, "no 'format'"),
        ({"format": 2}, "this program reads 1"),
        (_document(cases=[{"id": "q1"}]), "no 'suite'"),
        (_document(cases=[*_document()["cases"]] * 2), "an id stands twice"),  # type: ignore[misc]
    ],
)
def test_what_are_no_results_is_refused(tmp_path: Path, document: object, complaint: str) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        read_run(_file(tmp_path, "results.json", document))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("tolerance = [", "not TOML"),
        (
            "required_suites = []\n[floors]\n[times]\nmedian_ms = 1.0\npercentile_95_ms = 1.0",
            "tolerance: Field required",
        ),
        (
            "required_suites = []\nfloor = 1\n[floors]\n[tolerance]\nsuite = 0\ngroup = 0\nsmallest_group = 1\n"
            "[times]\nmedian_ms = 1.0\npercentile_95_ms = 1.0",
            "floor: Extra inputs",
        ),
    ],
)
def test_a_gate_that_cannot_be_read_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "gate.toml").write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=complaint):
        load_gate(tmp_path / "gate.toml")


def test_the_gate_of_the_package_guards_fidelity() -> None:
    gate = load_gate()
    assert {"bundled", "quotations"} <= set(gate.required_suites)
    assert all(floors["quotation_fidelity"] == 1.0 for floors in gate.floors.values())


def test_tables_have_a_row_for_every_change() -> None:
    comparison = compare_runs(_ten(q1=_case(1, score=0)), _ten(q3=_case(3, score=0)), GATE)
    metrics, cases = comparison_tables(comparison)
    assert {len(row) for row in metrics.rows} == {len(metrics.headers)}
    assert cases.rows == (("broken", "q3", "not_cited"), ("fixed", "q1", "not_cited"))
