"""The page's words: the same in every language, and the language a reader asks for."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.model import RefusalCode
from ui import page_words
from ui.page_words import LANGUAGES, long_date, preferred_language, say, words_of

WORDS = Path(page_words.__file__).parent / "words"
FIELD = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    words, english = words_of(language), words_of("en")
    assert list(words) == list(english)
    assert [key for key, text in words.items() if not text.strip()] == []
    assert {key: sorted(FIELD.findall(text)) for key, text in words.items()} == {
        key: sorted(FIELD.findall(text)) for key, text in english.items()
    }


def test_no_word_is_given_twice() -> None:
    """A folder's words would take the place of others of the same name."""
    given = Counter(key for path in WORDS.rglob("en.json") for key in json.loads(path.read_text("utf-8")))
    assert [key for key, count in given.items() if count > 1] == []


# What is not set so in a language. Of its own are the signs of Chinese and Arabic, the blanks of French, which do not
# break, and the quotation marks; documents of the United Nations in Russian have no "ё".
NOT_SET_SO: dict[str, str] = {
    "en": r"[«»]|(?<!\w)'|'(?!\w)| [:;?!]",
    "fr": r"[“”']|(?<=[^\u00a0\d\]]) [:;?!»%]|« ",
    "es": r"[“”']| [:;?!»]|« |^[^¿]*\?",
    "ru": r"[“”'ёЁ]| [:;?!»]|« ",
    "zh": r"[«»']|(?<=[\u4e00-\u9fff])[,.;:?!]|[,.;:?!](?=[\u4e00-\u9fff])|[，。；：？！] |(?<!UTF-)\d [\u4e00-\u9fff]",
    "ar": r"[“”']|(?<=[\u0600-\u06ff])[,;?]|« | »",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_set_as_their_language_is(language: str) -> None:
    wrong = {key: text for key, text in words_of(language).items() if re.search(NOT_SET_SO[language], text)}
    assert wrong.keys() <= {"months", "between", "list_separator", "items_separator", "place_separator"}


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", date(1998, 1, 1), "1 January 1998"),
        ("fr", date(1998, 1, 1), "1er janvier 1998"),
        ("fr", date(1998, 1, 21), "21 janvier 1998"),
        ("es", date(1998, 1, 1), "1 de enero de 1998"),
        ("ru", date(1998, 1, 1), "1 января 1998 года"),
        ("zh", date(1998, 1, 1), "1998年1月1日"),
        ("ar", date(1998, 1, 1), "1 كانون الثاني/يناير 1998"),
    ],
)
def test_dates_in_words(language: str, day: date, words: str) -> None:
    assert long_date(language, day) == words


def test_all_words_are_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(page_words.__file__).parent.glob("*.py"))
    literals = set(re.findall(r"""["'](\w+)["']""", sources)) | set(get_args(RefusalCode))
    prefixes = tuple(re.findall(r"""["'](\w+_)\{""", sources))
    assert [key for key in words_of("en") if key not in literals and not key.startswith(prefixes)] == []


def test_words_are_filled_in() -> None:
    assert say("zh", "source_number", number=2, label="A/RES/57/203") == "来源2：A/RES/57/203"
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
