"""The sentences around quotations: the same ones, with the same blanks to fill in, in every language."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import get_args

import pytest

import rag
from rag.answer_type import AnswerType
from rag.cues import HEADING_CUES
from rag.frame import (
    ANSWER_TYPE_NAMES,
    DATUM_NAMES,
    FRAMES,
    LANGUAGE_NAMES,
    answer_type_name,
    datum_name,
    language_name,
    sentence,
)

LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
OTHERS = sorted(LANGUAGES - {"en"})


def blanks(text: str) -> set[str | None]:
    """The names of the blanks in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def said_in(folder: Path) -> set[str]:
    """Every string in the program, the frame's own module aside."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py") if path.name != "frame.py")
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_the_six_languages_and_no_other() -> None:
    assert set(FRAMES) == set(LANGUAGE_NAMES) == set(DATUM_NAMES) == LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_same_sentences_with_the_same_blanks(language: str) -> None:
    assert {key: blanks(text) for key, text in FRAMES[language].items()} == {
        key: blanks(text) for key, text in FRAMES["en"].items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    assert [key for key, text in FRAMES[language].items() if text == FRAMES["en"][key]] == []


def test_every_sentence_is_said_somewhere() -> None:
    (folder,) = rag.__path__
    assert set(FRAMES["en"]) - said_in(Path(folder)) == set()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_a_name_in_every_language(language: str) -> None:
    assert set(LANGUAGE_NAMES[language]) == LANGUAGES
    assert len(set(LANGUAGE_NAMES[language].values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_datum_that_can_be_asked_for_has_a_name(language: str) -> None:
    assert set(DATUM_NAMES[language]) >= {name for name, _ in HEADING_CUES}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_answer_type_has_a_name(language: str) -> None:
    assert set(ANSWER_TYPE_NAMES[language]) == set(get_args(AnswerType))


def test_a_language_without_a_frame_is_answered_in_english() -> None:
    assert sentence("pt", "compared") == FRAMES["en"]["compared"]
    assert language_name("pt", "zh") == "Chinese"
    assert datum_name("pt", "vote") == "vote"
    assert answer_type_name("pt", "money") == "sum of money"


def test_a_language_without_a_name_is_shown_by_its_code() -> None:
    assert language_name("fr", "pt") == "pt"


def test_braces_of_a_document_are_not_filled_in() -> None:
    assert sentence("en", "footnote", number="1", text="{number} {0} {") == "Footnote 1: {number} {0} {"
