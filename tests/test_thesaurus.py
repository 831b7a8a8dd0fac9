"""What a question's words are also called: the table, and finding its concepts in running text."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document_symbols import OFFICIAL_LANGUAGES
from rag.thesaurus import Notion, asked_about, notions, term_groups, variants, without_joints

ROWS = files("rag").joinpath("thesaurus.tsv").read_text(encoding="utf-8").splitlines()
LANGUAGES = ROWS[0].split("\t")


def concept(name: str) -> int:
    """The number of the concept whose first English name this is."""
    return next(number for number, row in enumerate(ROWS[1:]) if row.split("\t")[0].split("|")[0] == name)


def test_the_table_has_the_six_languages_and_no_empty_or_repeated_variant() -> None:
    assert sorted(LANGUAGES) == sorted(OFFICIAL_LANGUAGES)
    for row in ROWS[1:]:
        cells = row.split("\t")
        assert len(cells) == len(LANGUAGES), row
        for cell in cells:
            named = cell.split("|")
            assert all(name and name == name.strip() for name in named), row
            assert len(named) == len(set(named)), row
    firsts = Counter(row.split("\t")[0].split("|")[0] for row in ROWS[1:])
    assert [name for name, count in firsts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("borders must be respected", "en", "territorial integrity"),
        ("Are UN experts mentioned?", "en", "Special Rapporteur"),
        ("l'intégrité territoriale des États", "fr", "territorial integrity"),
        ("la integridad territorial de los Estados", "es", "territorial integrity"),
        ("о территориальной целостности государств", "ru", "territorial integrity"),
        ("关于领土完整", "zh", "territorial integrity"),
        ("عن السلامة الإقليمية للدول", "ar", "territorial integrity"),
        ("le chef de l'ONU", "fr", "Secretary-General"),
    ],
)
def test_concepts_are_found_in_running_text(question: str, language: str, name: str) -> None:
    assert concept(name) in {found for notion in notions(question, language) for found in notion.concepts}


def test_the_longest_name_counts() -> None:
    found = notions("commission on human rights", "en")
    assert [notion.concepts for notion in found] == [(concept("Commission on Human Rights"),)]


def test_unknown_words_are_notions_of_their_own() -> None:
    assert notions("zyxwvut", "en") == (Notion(("zyxwvut",), ()),)


def test_chinese_pairs_that_join_two_words_are_left_out() -> None:
    # 路安 stands between 道路 (road) and 安全 (safety).
    assert [notion.words for notion in without_joints(notions("道路安全", "zh"))] == [("道路",), ("安全",)]
    assert without_joints(notions("road safety", "en")) == notions("road safety", "en")


def test_who_speaks_is_not_what_is_asked_about() -> None:
    terms, asked = asked_about("What does the General Assembly say about torture?", "en", {"GA"})
    assert [notion.words for notion in asked] == [("tortur",)]
    assert terms == ("tortur",)
    # Another body may well be what is asked about.
    assert len(asked_about("What does the General Assembly say about torture?", "en", {"SC"})[1]) == 2


def test_groups_hold_the_names_of_the_other_language() -> None:
    (group,) = term_groups(notions("领土完整", "zh"), "zh", "en")
    assert ("territori", "integr") in dict(group.alternatives)
    # A name or a figure may stand in any text; a word of another language may not.
    assert dict(term_groups(notions("A/57/385", "zh"), "zh", "en")[0].alternatives) == {("a/57/385",): 1.0}
    assert term_groups((Notion(("бегемот",), ()),), "ru", "en")[0].alternatives == ()


def test_of_ones_own_language_the_questions_words_are_worth_most() -> None:
    (group,) = term_groups(notions("borders", "en"), "en", "en")
    assert max(dict(group.alternatives).items(), key=lambda pair: pair[1]) == (("border",), 1.0)
    assert len(group.alternatives) > 1


def test_a_mistyped_term_is_mended_before_it_is_looked_up() -> None:
    mended = {"teritori": "territori"}
    found = notions("teritorial integrity", "en", lambda term: mended.get(term, term))
    assert concept("territorial integrity") in found[0].concepts


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_has_notions_that_cover_its_words_in_order(text: str, language: str) -> None:
    found = notions(text, language)
    assert all(notion.words for notion in found)
    assert all(len(variants(language)[number]) > 0 for notion in found for number in notion.concepts)
    for other in LANGUAGES:
        assert len(term_groups(found, language, other)) == len(found)
