"""Opinions of readers: kept, replaced, and exported as candidates that the question sets' reader takes."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.candidates import candidate_document
from eval.feedback import FEEDBACK_FILE, Feedback, FeedbackStore
from eval.model import Question
from eval.questions import load_suite, split_of
from index.errors import DataError
from rag.model import Filters
from tests import faces_samples as samples
from ui.cli import main


def said(
    verdict: str = "up", *questions: str, key: str = "a1", comment: str = "", filters: Filters | None = None
) -> Feedback:
    """An opinion on an answer about 57/203."""
    asked = questions or ("What is needed?",)
    return Feedback(
        key, "up" if verdict == "up" else "down", comment, asked, filters or Filters(), samples.answer(asked[-1])
    )


def test_an_opinion_is_kept_and_replaced(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    assert store.opinions() == ()
    store.record(said("up"))
    store.record(said("down", comment=" too long "))
    store.record(said("up", "first?", "second?", key="b2", filters=Filters(body="GA", ignored=frozenset({"years"}))))
    first, second = FeedbackStore(tmp_path).opinions()
    assert (first.verdict, first.comment, first.cited) == ("down", "too long", ("A/RES/57/203#op8@en",))
    assert second.questions == ("first?", "second?")
    assert second.filters == Filters(body="GA", ignored=frozenset({"years"}))


def test_nothing_kept_tells_who_said_it(tmp_path: Path) -> None:
    FeedbackStore(tmp_path).record(said())
    with sqlite3.connect(tmp_path / FEEDBACK_FILE) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(opinion)")]
        (day,) = database.execute("SELECT day FROM opinion").fetchone()
    database.close()
    assert columns == [
        *("id", "day", "verdict", "comment", "questions", "language", "filters", "cited", "refusal", "answerer"),
    ]
    assert len(day) == len("2026-01-01")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be kept"):
        FeedbackStore(tmp_path / "missing").record(said())


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / FEEDBACK_FILE).write_text("something else entirely, and long enough to be read as a header" * 9)
    with pytest.raises(DataError, match="cannot be kept"):
        FeedbackStore(tmp_path).opinions()


GUESSED = [
    (said("up", "What does paragraph 8 of 57/203 say?"), "reference", True),
    (said("up", "What is needed?"), "fact", True),
    (said("up", "What is needed?", "And for whom?"), "conversation", True),
    (said("up", "What is needed?", filters=Filters(year_from=2000, body="GA")), "restricted", True),
    (replace(said("up"), answer=samples.refusal()), "no_such_resolution", False),
]


@pytest.mark.parametrize(("opinion", "kind", "answerable"), GUESSED)
def test_what_was_found_good_is_a_case_as_it_stands(
    tmp_path: Path, opinion: Feedback, kind: str, answerable: bool
) -> None:
    store = FeedbackStore(tmp_path)
    store.record(opinion)
    case = candidate_document(store.opinions()[0])["case"]
    file = tmp_path / f"bundled.{split_of(case['id'])}.jsonl"
    file.write_text(json.dumps(case) + "\n", encoding="utf-8")
    (read,) = load_suite("bundled", folder=tmp_path, splits=(split_of(case["id"]),)).cases
    assert isinstance(read, Question)
    assert (read.type, read.answerable, read.turns) == (kind, answerable, opinion.questions)
    assert read.gold == ((("A/RES/57/203#op8@en",),) if answerable else ())
    assert read.filters == opinion.filters


def test_what_was_found_bad_proposes_no_gold(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.record(said("down", comment="It is paragraph 9."))
    document = candidate_document(store.opinions()[0])
    assert (document["verdict"], document["comment"], document["case"]["gold"]) == ("down", "It is paragraph 9.", [])


@given(question=st.text(min_size=1), comment=st.text())
def test_any_text_is_kept(tmp_path_factory: pytest.TempPathFactory, question: str, comment: str) -> None:
    store = FeedbackStore(tmp_path_factory.getbasetemp())
    store.record(said("up", question, comment=comment))
    (kept,) = store.opinions()
    assert (kept.questions, kept.comment) == ((question,), comment.strip())


def test_candidates_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "candidates", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "no reader has said anything of an answer yet\n")
    FeedbackStore(tmp_path).record(said("up", "第8段说什么？"))
    assert main(["eval", "candidates", "--data", str(tmp_path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["case"]["question"] == "第8段说什么？"
