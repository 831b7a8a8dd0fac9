"""What a word is in each language, and BM25 over passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, TermGroup, words


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


def group(*alternatives: tuple[str, float]) -> TermGroup:
    """A group of alternatives, each some stems and what it is worth."""
    return TermGroup(tuple((tuple(stems.split()), worth) for stems, worth in alternatives))


TEXTS = LexicalIndex.build(
    "en",
    [
        ("borders", "The territorial integrity of all States"),
        ("land", "Territorial waters"),
        ("honesty", "The integrity of officials"),
        ("other", "A report of the Secretary-General on something else entirely"),
    ],
)


def test_a_group_is_held_where_all_terms_of_an_alternative_stand() -> None:
    hits = TEXTS.search_groups([group(("frontier", 1.0), ("territori integr", 0.8))], 10)
    assert [hit.id for hit in hits] == ["borders"]
    assert hits[0].coverage == pytest.approx(0.8)


def test_groups_that_no_text_holds_count_against_what_is_held_only() -> None:
    known, unknown = group(("report", 1.0)), group(("bitcoin", 1.0))
    (alone,) = TEXTS.search_groups([known], 10)
    (with_unknown,) = TEXTS.search_groups([known, unknown], 10)
    assert alone.coverage == pytest.approx(1.0)
    assert alone.held == pytest.approx(1.0)
    assert with_unknown.coverage == pytest.approx(1.0)
    assert with_unknown.held < 0.5
    assert [TEXTS.holds(known), TEXTS.holds(unknown)] == [True, False]


def test_groups_search_among_passages_and_adds_those_wanted() -> None:
    wanted = [group(("territori", 1.0)), group(("integr", 1.0))]
    assert [hit.id for hit in TEXTS.search_groups(wanted, 1)] == ["borders"]
    assert [hit.id for hit in TEXTS.search_groups(wanted, 1, also=["honesty", "other"])] == ["borders", "honesty"]
    assert [hit.id for hit in TEXTS.search_groups(wanted, 5, among={"land", "other"})] == ["land"]


def test_terms_by_their_first_character_the_frequent_first() -> None:
    assert TEXTS.terms("i") == ("integr",)
    # "the" stands in three passages, "territori" in two.
    assert TEXTS.terms("t")[:2] == ("the", "territori")
    assert TEXTS.terms("#") == ()
