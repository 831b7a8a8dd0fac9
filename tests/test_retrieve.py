"""Finding places: ranks, families, translations, and every paragraph by its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.assistant import Assistant
from rag.model import Filters
from rag.question import understand
from rag.retrieve import grouped, ranked
from rag.scope import filtered, narrowed
from rag.searching import Searching
from rag.signals import Found, ranks


def found(place: str, family: int | None = None, relevance: float = 0.5, leader: str | None = None) -> Found:
    """A place found."""
    return Found(place, "en", relevance, 0.0, 0.0, (), leader, family)


def test_ranks_count_from_one_and_the_same_text_shares_one() -> None:
    assert ranks([("a", 3.0), ("b", 2.0), ("c", 2.0), ("d", 1.0)]) == {"a": 1, "b": 2, "c": 2, "d": 3}
    assert ranks([]) == {}
    # Found twice: the better rank holds.
    assert ranks([("a", 3.0), ("b", 2.0), ("a", 1.0)]) == {"a": 1, "b": 2}


def test_twins_take_one_place() -> None:
    places = [found("a", 1), found("b", 2), found("c", 1), found("d"), found("e"), found("f", 2)]
    assert [[place.id for place in group] for group in grouped(places, 3)] == [["a", "c"], ["b", "f"], ["d"]]
    assert grouped(places, 0) == ()
    assert grouped([], 5) == ()


@pytest.fixture(scope="module")
def searching(assistant: Assistant) -> Iterator[Searching]:
    with assistant.catalog.snapshot():
        yield assistant.searching(Filters())


def searched(searching: Searching, question: str, *, headings: bool = False) -> tuple[Found, ...]:
    """What is found for a question."""
    query = understand(question, searching.holdings.summaries)
    scope = narrowed(query, filtered(query, searching.holdings))
    return searching.find(query, scope, headings=headings)


# 59/190 in Chinese follows 57/203 paragraph by paragraph, under the same numbers.
PLACES = [*(f"pp{number}" for number in range(1, 9)), *(f"op{number}" for number in range(1, 13))]


def test_a_translation_is_the_right_one_or_none(searching: Searching) -> None:
    found_as = {place: searching.retriever.translations.of(f"A/RES/57/203#{place}@en", "zh") for place in PLACES}
    assert {place: translation for place, translation in found_as.items() if translation is not None} == {
        place: f"A/RES/59/190#{place}@zh" for place, translation in found_as.items() if translation is not None
    }
    assert len([translation for translation in found_as.values() if translation is not None]) >= 18


def test_a_place_is_no_translation_of_itself(searching: Searching) -> None:
    assert searching.retriever.translations.of("A/RES/57/203#op8@en", "en") is None
    assert searching.retriever.translations.of("A/RES/99/999#op8@en", "zh") is None
    assert searching.retriever.translations.of("A/RES/57/203#op8@en", "fr") is None


def test_every_paragraph_is_found_first_by_its_own_words(searching: Searching) -> None:
    """In the language of the question, and up to twins; each sixth paragraph of the corpus."""
    catalog = searching.catalog
    for paragraph in catalog.paragraphs(catalog.all_paragraph_ids())[::6]:
        words = paragraph.text.rstrip(",;.，；。")[:300]
        query = understand(f"«{words}»", ())
        best = searching.find(query, filtered(query, searching.holdings))[0]
        assert best.id in (paragraph.id, *(twin.id for twin in catalog.family(paragraph.id))), paragraph.id


def test_places_are_ranked_by_relevance_each_once(searching: Searching) -> None:
    places = searched(searching, "What information is needed about all countries?")
    relevances = [place.relevance for place in places]
    assert relevances == sorted(relevances, reverse=True)
    assert len({place.id for place in places}) == len(places)
    assert all(0.0 <= place.relevance <= 1.0 for place in places)
    assert {place.language for place in places} == {"en", "zh"}


def test_headings_are_left_out_unless_wanted(searching: Searching) -> None:
    question = "Enhancement of international cooperation in the field of human rights"
    assert not any("#meta@" in place.id for place in searched(searching, question))
    assert "A/RES/58/170#meta@en" in [place.id for place in searched(searching, question, headings=True)[:3]]


def test_only_what_is_in_scope_is_found(searching: Searching) -> None:
    places = searched(searching, "What does 58/170 say about dialogue?")
    assert {place.id.partition("#")[0] for place in places} == {"A/RES/58/170"}


def test_focus_lifts_what_was_cited_before(searching: Searching) -> None:
    query = understand("What is said about cooperation?", searching.holdings.summaries)
    scope = filtered(query, searching.holdings)
    before = {place.id: place.relevance for place in searching.find(query, scope)}
    last = min(before, key=lambda place: before[place])
    after = {place.id: place.relevance for place in searching.find(query, scope, focus=[last])}
    assert after[last] > before[last]
    assert {place: after[place] for place in after if place != last} == {
        place: before[place] for place in before if place != last
    }


def test_certainty_of_nothing_found_is_none(searching: Searching) -> None:
    query = understand("What is said about cooperation?", searching.holdings.summaries)
    judged = searching.judged(query, filtered(query, searching.holdings), ())
    assert (judged.answerable, judged.certainty) == (False, 0.0)


def test_a_translation_follows_the_text_in_the_questions_language() -> None:
    places = [found("b@zh", relevance=0.9, leader="a@en"), found("a@en", relevance=0.6), found("c@zh", relevance=0.7)]
    order = ranked(places)
    assert [place.id for place in order] == ["c@zh", "a@en", "b@zh"]
    assert order[2].relevance < order[1].relevance
    # What leads to it was not found itself: it stands for itself.
    assert [place.id for place in ranked([places[0], places[2]])] == ["b@zh", "c@zh"]


# In another language than the text that answers: the question, and the paragraph that answers.
ACROSS = [
    ("Which paragraph of 59/190 deals with territorial integrity?", "A/RES/59/190#op1@zh"),
    ("¿Qué dice la resolución 57/203 sobre los relatores especiales?", "A/RES/57/203#op6@en"),
    ("Что говорится в резолюции 57/203 о самоопределении народов?", "A/RES/57/203#op1@en"),
    ("57/203号决议关于领土完整说了什么？", "A/RES/57/203#op1@en"),
    ("ماذا يقول القرار 57/203 عن السلامة الإقليمية؟", "A/RES/57/203#op1@en"),
]


@pytest.mark.parametrize(("question", "place"), ACROSS)
def test_the_words_of_another_language_are_known(searching: Searching, question: str, place: str) -> None:
    assert place in [each.id for each in searched(searching, question)[:2]]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("teritorial integrty of states in 57/203", "A/RES/57/203#op1@en"),
        ("objectivty and discretion of special raporteurs in 52/131", "A/RES/52/131#pp6@en"),
    ],
)
def test_typing_errors_are_seen_through(searching: Searching, typed: str, place: str) -> None:
    assert place in [each.id for each in searched(searching, typed)[:2]]
