"""The page's words: the same in every language, and the language a reader asks for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.model import RefusalCode
from ui import page_words
from ui.page_words import LANGUAGES, preferred_language, say, words_of

FIELD = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    words, english = words_of(language), words_of("en")
    assert list(words) == list(english)
    assert [key for key, text in words.items() if not text.strip()] == []
    assert {key: sorted(FIELD.findall(text)) for key, text in words.items()} == {
        key: sorted(FIELD.findall(text)) for key, text in english.items()
    }


def test_all_words_are_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(page_words.__file__).parent.glob("*.py"))
    literals = set(re.findall(r"""["'](\w+)["']""", sources)) | set(get_args(RefusalCode))
    prefixes = tuple(re.findall(r"""["'](\w+_)\{""", sources))
    assert [key for key in words_of("en") if key not in literals and not key.startswith(prefixes)] == []


def test_words_are_filled_in() -> None:
    assert say("zh", "source_number", number=2, label="A/RES/57/203") == "来源 2：A/RES/57/203"
    assert say("xx", "sources") == "Sources"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("de-DE,de;q=0.9,fr;q=0.8,en;q=0.7", "fr"),
        ("en;q=0.2, ar-EG;q=0.9", "ar"),
        ("es;q=0", "en"),
        ("pt", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_preferred_language(accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language


@given(st.text())
def test_no_header_breaks_it(accepted: str) -> None:
    assert preferred_language(accepted) in LANGUAGES
