"""Question sets are read whole or refused with file and line; those that come with the package are in order."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.model import Question, Quotation
from eval.questions import SUITES, fingerprint, load_suite, split_of
from index.errors import EvaluationError

# The SHA-256 of these ids, modulo 3: worked out apart from the program.
DEV_ID, HELD_ID = "bundled-fact-001", "bundled-fact-002"

QUESTION: dict[str, Any] = {
    "id": DEV_ID,
    "suite": "bundled",
    "language": "en",
    "type": "fact",
    "question": "What is decided?",
    "turns": None,
    "filters": {"from": 2002},
    "answerable": True,
    "gold": [["A/RES/1/1#op1@en", "A/RES/2/1#op1@en"]],
    "phrases": ["a conference"],
    "refusal": None,
    "why": "It says so.",
}
QUOTATION: dict[str, Any] = {
    "id": "quotation-001",
    "suite": "quotations",
    "language": "en",
    "type": "exact",
    "quotation": "a conference",
    "in": None,
    "verdict": "exact",
    "occurrences": ["A/RES/1/1#op1@en"],
    "closest": None,
    "warnings": [],
    "why": "It stands there.",
}


def _write(folder: Path, suite: str, dev: str, held: str = "") -> None:
    (folder / f"{suite}.dev.jsonl").write_text(dev, encoding="utf-8", newline="")
    (folder / f"{suite}.held.jsonl").write_text(held, encoding="utf-8", newline="")


def _lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_question_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "bundled", _lines(QUESTION), _lines({**QUESTION, "id": HELD_ID}))
    first, second = load_suite("bundled", folder=tmp_path).cases
    assert isinstance(first, Question)
    assert (first.turns, first.filters.year_from, first.place) == (("What is decided?",), 2002, "bundled.dev.jsonl:1")
    assert (first.split, second.split) == ("dev", "held")
    assert [case.id for case in load_suite("bundled", folder=tmp_path, splits=("dev",)).cases] == [DEV_ID]


def test_a_quotation_is_read(tmp_path: Path) -> None:
    id_ = next(f"quotation-{number:03}" for number in range(9) if split_of(f"quotation-{number:03}") == "dev")
    record = {**QUOTATION, "id": id_, "in": "A/RES/1/1 para 1"}
    _write(tmp_path, "quotations", _lines(record))
    (quotation,) = load_suite("quotations", folder=tmp_path).cases
    assert isinstance(quotation, Quotation)
    assert (quotation.within, quotation.closest) == ("A/RES/1/1 para 1", ())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"type": "rumour"}, "type 'rumour' is none of"),
        ({"answerable": False}, "type 'fact' is none of"),
        ({"question": None}, "exactly one of question and turns"),
        ({"turns": ["a", "b"]}, "exactly one of question and turns"),
        ({"question": None, "turns": ["a"]}, "at least two turns"),
        ({"type": "conversation"}, "a conversation needs turns"),
        ({"gold": []}, "an answerable question needs gold"),
        ({"gold": [[]]}, "gold.0"),
        ({"gold": [["57/203 para 8"]]}, "gold.0.0"),
        ({"gold": [["A#op1@en"], ["A#op1@en"]]}, "an id stands twice"),
        ({"refusal": "no_passage"}, "refusal is given for unanswerable"),
        ({"refusal": "because"}, "refusal"),
        ({"answerable": "yes"}, "answerable"),
        ({"language": "English"}, "language"),
        ({"phrases": [""]}, "phrases.0"),
        ({"why": " "}, "why"),
        ({"filters": {"year": 2002}}, "filters.year"),
        ({"suite": "quotations"}, "the suite is 'quotations', but the file is of 'bundled'"),
        ({"id": HELD_ID}, "belongs to the held file"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_malformed_question_is_refused(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    _write(tmp_path, "bundled", _lines(QUESTION, {**QUESTION, **change}))
    with pytest.raises(EvaluationError) as refused:
        load_suite("bundled", folder=tmp_path)
    assert str(refused.value).startswith("bundled.dev.jsonl:2: ")
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (_lines(QUESTION) + "\n", "bundled.dev.jsonl:2: a blank line"),
        (_lines(QUESTION, QUESTION), "bundled.dev.jsonl:2: the id 'bundled-fact-001' was used before, at bundled.dev"),
        ("{\n", "bundled.dev.jsonl:1: "),
        (_lines(dict(reversed(QUESTION.items()))), "bundled.dev.jsonl:1: the keys must stand in the order id, suite"),
        (_lines(dict(list(QUESTION.items())[:-1])), "bundled.dev.jsonl:1: why: Field required"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    _write(tmp_path, "bundled", text)
    with pytest.raises(EvaluationError) as refused:
        load_suite("bundled", folder=tmp_path)
    assert str(refused.value).startswith(complaint)


def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    _write(tmp_path, "bundled", "")
    (tmp_path / "bundled.dev.jsonl").write_bytes(_lines(QUESTION).encode() + b"\xe9\n")
    with pytest.raises(EvaluationError, match=r"bundled\.dev\.jsonl:2: not UTF-8"):
        load_suite("bundled", folder=tmp_path)


def test_missing_files_and_suites_are_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such question file"):
        load_suite("bundled", folder=tmp_path)
    with pytest.raises(EvaluationError, match="choose from bundled"):
        load_suite("everything", folder=tmp_path)


@given(st.text(max_size=200))
def test_any_line_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    folder = tmp_path_factory.mktemp("sets")
    _write(folder, "bundled", line.encode("utf-8", "replace").decode())
    if line.strip("\n") or line:
        with pytest.raises(EvaluationError):
            load_suite("bundled", folder=folder)


def test_a_fingerprint_changes_with_the_gold_and_not_with_the_line(tmp_path: Path) -> None:
    _write(tmp_path, "bundled", _lines(QUESTION))
    (before,) = load_suite("bundled", folder=tmp_path).cases
    other = {**QUESTION, "id": "bundled-fact-003"}
    assert split_of("bundled-fact-003") == "dev"
    _write(tmp_path, "bundled", _lines(other, QUESTION))
    _, moved = load_suite("bundled", folder=tmp_path).cases
    _write(tmp_path, "bundled", _lines({**QUESTION, "gold": [["A/RES/1/1#op1@en"]]}))
    (regraded,) = load_suite("bundled", folder=tmp_path).cases
    assert fingerprint(before) == fingerprint(moved) != fingerprint(regraded)


@pytest.mark.parametrize("suite", SUITES)
def test_the_sets_of_the_package_are_in_order(suite: str) -> None:
    cases = load_suite(suite).cases
    shares = Counter(case.split for case in cases)
    assert shares["dev"] > shares["held"] * 0.9
    assert len({case.id for case in cases}) == len(cases)


def test_there_are_enough_questions() -> None:
    """The least that makes the figures worth reading."""
    bundled = [case for case in load_suite("bundled").cases if isinstance(case, Question)]
    assert len(bundled) >= 180
    assert sum(not case.answerable for case in bundled) >= 40
    assert sum(case.type == "conversation" for case in bundled) >= 15
    assert {"zh", "fr", "es", "ru", "ar"} <= {case.language for case in bundled}
    council = [case for case in load_suite("security-council").cases if isinstance(case, Question)]
    assert len(council) >= 80
    assert len({id_.partition("#")[0] for case in council for group in case.gold for id_ in group}) >= 50
    assert len(load_suite("quotations").cases) >= 60
