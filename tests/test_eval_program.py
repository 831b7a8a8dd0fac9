"""The program as the subject: what is asked of it, what is left out, and the files that it is held against."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eval.metrics import missing_phrases
from eval.model import Question
from eval.program import evaluate, security_council_folder
from eval.questions import SUITES, load_suite
from eval.run import write_results
from eval.sources import FileSources
from index.errors import EvaluationError
from index.settings import Settings
from index.sources import bundled_folder
from tests.eval_world import answer_words

BUNDLED = FileSources((bundled_folder(),))


def test_an_unknown_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"choose from bundled, security-council, .*, all"):
        evaluate(Settings(data=tmp_path), suites=("bundeld",))


def test_suites_without_their_texts_are_skipped_and_said_to_be(tmp_path: Path) -> None:
    evaluation = evaluate(Settings(data=tmp_path), suites=("security-council",), security_council=tmp_path / "not here")
    assert evaluation.results == ()
    assert {skipped.suite for skipped in evaluation.skipped} == set(SUITES)
    reasons = {skipped.suite: skipped.reason for skipped in evaluation.skipped}
    assert reasons["security-council"] == "The texts of the Security Council are not here."
    assert reasons["bundled"] == "It was not asked for (--suite bundled)."
    files = write_results(evaluation, tmp_path / "out")
    assert "The texts of the Security Council are not here." in files[-1].read_text("utf-8")


def test_sources_hold_what_may_be_cited() -> None:
    paragraph, *notes = BUNDLED.wordings("A/RES/57/203#op8@en")
    assert paragraph.label == "A/RES/57/203, para. 8"
    assert paragraph.text.startswith("Stresses, in this context, the continuing need for impartial")
    assert notes == []
    assert {wording.text for wording in BUNDLED.wordings("A/RES/57/203#meta@en")} >= {"77th plenary meeting"}
    assert BUNDLED.wordings("A/RES/57/203#op99@en") == ()
    assert BUNDLED.files_of("A/RES/59/190", "zh") == {"A_RES_59_190.zh.txt"}
    assert BUNDLED.files_of("A/RES/59/190", "en") == frozenset()
    raw = BUNDLED.raw("A_RES_62_165.en.txt")
    assert raw is not None
    file = bundled_folder() / "A_RES_62_165.en.txt"
    assert raw.encode() == file.read_bytes()
    assert hashlib.sha256(raw.encode()).hexdigest() in (bundled_folder() / "SHA256SUMS").read_text("utf-8")


@pytest.mark.parametrize("suite", ["bundled", "security-council"])
def test_gold_is_in_the_files_and_says_the_phrases(suite: str) -> None:
    """A question whose gold cannot be cited, or does not say what is asked for, can never be answered right."""
    folder = security_council_folder()
    if suite == "security-council" and not folder.is_dir():
        pytest.skip("the texts of the Security Council are not here")
    sources = BUNDLED if suite == "bundled" else FileSources((folder, bundled_folder()))
    wrong: list[str] = []
    for case in load_suite(suite).cases:
        assert isinstance(case, Question)
        ids = [id_ for group in case.gold for id_ in group]
        words = [wording.text for id_ in ids for wording in sources.wordings(id_)]
        if not all(sources.wordings(id_) for id_ in ids) or missing_phrases(answer_words(*words), case.phrases):
            wrong.append(case.place)
    assert wrong == []


@pytest.mark.parametrize("suite", ["quotations", "quotations-security-council"])
def test_occurrences_are_in_the_files(suite: str) -> None:
    folder = security_council_folder()
    if suite != "quotations" and not folder.is_dir():
        pytest.skip("the texts of the Security Council are not here")
    sources = BUNDLED if suite == "quotations" else FileSources((folder, bundled_folder()))
    for case in load_suite(suite).cases:
        assert not isinstance(case, Question)
        assert all(sources.wordings(id_) for id_ in (*case.occurrences, *case.closest)), case.place
