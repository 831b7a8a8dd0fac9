"""What a word is in each language, and BM25 over passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Reaffirms its resolutions", "en", ["reaffirm", "it", "resolut"]),
        # A symbol is one word and its pieces are words too; so is a number with a stop.
        ("report A/57/385.", "en", ["report", "a/57/385", "a", "57", "385"]),
        ("A/CONF.157/24 (Part I)", "en", ["a/conf.157/24", "a", "conf", "157", "24", "part", "i"]),
        ("non-selectivity", "en", ["non", "select"]),
        # The shape of an apostrophe makes no difference.
        ("State’s", "en", ["state", "s"]),
        ("State's", "en", ["state", "s"]),
        ("droits de l’homme", "fr", ["droit", "de", "l", "homm"]),
        ("résolution", "fr", ["resolu"]),
        ("соблюдение", "ru", ["соблюден"]),
        # й is a letter of its own, not an accent.
        ("мой", "ru", ["мо"]),
        ("йод", "ru", ["йод"]),
        ("人权", "zh", ["人权"]),
        ("促进人权", "zh", ["促进", "进人", "人权"]),
        ("第57届会议", "zh", ["第", "57", "届会", "会议"]),
        ("人", "zh", ["人"]),
        # No stemmer for the language: words as they are.
        ("resolutions", "xx", ["resolutions"]),
        ("", "en", []),
        ("… — !", "en", []),
    ],
)
def test_words(text: str, language: str, expected: list[str]) -> None:
    assert words(text, language) == expected


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "ja", "xx"]))
def test_any_text_has_words_or_none(text: str, language: str) -> None:
    found = words(text, language)
    assert all(word and word == word.strip() for word in found)
    assert found == words(text, language)


PASSAGES = [
    ("one", "Requests the Secretary-General to report"),
    ("two", "Requests all States to cooperate"),
    ("three", "Decides to remain seized of the matter"),
]


def test_search(tmp_path: Path) -> None:
    index = LexicalIndex.build("en", PASSAGES)
    assert [place for place, _ in index.search("request report", 5)] == ["one", "two"]
    assert [place for place, _ in index.search("request report", 1)] == ["one"]
    assert [place for place, _ in index.search("request report", 5, {"two", "three"})] == ["two"]
    assert index.search("zebra", 5) == []
    index.save(tmp_path / "lexical")
    again = LexicalIndex.load("en", tmp_path / "lexical")
    assert again.search("request report", 5) == index.search("request report", 5)


def test_an_index_that_is_not_whole_is_not_loaded(tmp_path: Path) -> None:
    LexicalIndex.build("en", PASSAGES).save(tmp_path / "lexical")
    (tmp_path / "lexical" / "passages.json").write_text('["one"]', encoding="utf-8")
    with pytest.raises(ValueError, match="holds 3 passages, not 1"):
        LexicalIndex.load("en", tmp_path / "lexical")
    (tmp_path / "lexical" / "passages.json").unlink()
    with pytest.raises(OSError, match=r"passages\.json"):
        LexicalIndex.load("en", tmp_path / "lexical")


def test_passages_without_a_word() -> None:
    index = LexicalIndex.build("en", [("dash", "—"), ("word", "matter")])
    assert [place for place, _ in index.search("the matter", 5)] == ["word"]
    assert LexicalIndex.build("en", [("dash", "—")]).search("matter", 5) == []
