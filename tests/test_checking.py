"""The checker's rates on sentences written by hand, and its verdict on each kind of fault."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given as arbitrary
from hypothesis import settings, strategies

from rag.assistant import Assistant
from rag.checking import check_statement
from rag.given import Given
from rag.model import Fault
from rag.nearness import EmbeddedNearness
from rag.statements import Splitter
from rag.support import fault_of
from tests.checker_world import Sentence, checked, place_given, sentences

RIGHT = [*sentences("right"), *sentences("right.second")]
WRONG = [*sentences("wrong"), *sentences("wrong.second"), *sentences("wrong.third")]
# What the checker gets wrong, as docs/checker.md reports it: no more, and no fewer without that being changed too.
FALSE_ALARMS = {
    "Paragraph 9 invites Member States to consider adopting measures within the framework of their respective legal "
    "systems.",
    "All peoples have the right freely to determine their political status, without external interference.",
    "The international community must treat human rights globally in a fair and equal manner.",
    "The prevention of mass and flagrant violations of human rights is an urgent task.",
    "United Nations action should be based on full respect for the political, economic and social realities of each "
    "society.",
    "大会请特别报告员、独立专家和工作组在履行任务时适当考虑到本决议的内容。",
}
MISSES = {
    "Individual societies have a collective responsibility to uphold human dignity.",
    "The Assembly decides to consider the item at its fifty-eighth session under this matter's human rights.",
    "Every State has the right freely to determine the political status of peoples.",
}

VERDICTS = (None, *get_args(Fault))


def never_near(words: str, place: object) -> float:
    """As if nothing were near in another language."""
    return 0.0


def always_near(words: str, place: object) -> float:
    """As if everything were near in another language: what the deterministic checks do alone."""
    return 1.0


def named(sentence: Sentence) -> str:
    """A sentence as a test id."""
    return f"{sentence.place.removeprefix('A/RES/')} {sentence.what} {sentence.text[:40]}"


@pytest.mark.parametrize("sentence", [each for each in RIGHT if not each.across], ids=named)
def test_right_sentences_pass(sentence: Sentence, assistant: Assistant) -> None:
    verdict = checked(sentence, place_given(assistant, sentence.place), never_near)
    assert (verdict.fault is not None) == (sentence.text in FALSE_ALARMS), verdict.fault


@pytest.mark.parametrize("sentence", [each for each in WRONG if not each.across], ids=named)
def test_wrong_sentences_do_not(sentence: Sentence, assistant: Assistant) -> None:
    verdict = checked(sentence, place_given(assistant, sentence.place), never_near)
    assert (verdict.fault is None) == (sentence.text in MISSES)


@pytest.mark.parametrize("sentence", [each for each in (*RIGHT, *WRONG) if each.across], ids=named)
def test_a_translation_alone_is_never_supported_strictly(sentence: Sentence, assistant: Assistant) -> None:
    verdict = checked(sentence, place_given(assistant, sentence.place), always_near)
    assert verdict.fault is not None or any(mark in sentence.text for mark in "“«")


WHOLE = "决定在第六十一届会议题为“人权问题”的项目下审议这一事项"


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        # Words of another language quoted, and nothing said of them.
        (f"A/RES/59/190, para. 12 reads “{WHOLE}”.", True),
        (f"In paragraph 12 of 59/190, adopted on 20 December 2004, the General Assembly says: “{WHOLE}”.", True),
        # What is said around the quotation is checked as well.
        (f"Paragraph 11 reads “{WHOLE}”.", False),
        (f"The Assembly refuses to accept that “{WHOLE}”.", False),
        (f"The Security Council says “{WHOLE}”.", False),
        (f"In 2005, the Assembly said “{WHOLE}”.", False),
        (f"The Secretary-General must resign: “{WHOLE}”.", False),
        (f"“{WHOLE}” was never carried out.", False),
    ],
)
def test_a_quotation_in_another_language(text: str, supported: bool, assistant: Assistant) -> None:
    sentence = Sentence("A/RES/59/190#op12@zh", text, supported)
    splitter = Splitter()
    statements = [*splitter.feed(f"{text.rstrip('.')} [1].\n"), *splitter.finish()]
    place = {1: place_given(assistant, sentence.place)}
    verdict = check_statement(statements[0], place, "en", never_near)
    assert (verdict.fault is None) == supported, verdict.fault


def test_every_paragraph_said_in_its_own_words_passes(assistant: Assistant) -> None:
    removed = []
    for summary in assistant.holdings().summaries:
        resolution = assistant.catalog.resolution(summary.symbol, summary.language)
        for paragraph in resolution.paragraphs if resolution is not None else ():
            place = place_given(assistant, paragraph.id)
            words = paragraph.text.rstrip(";.,；。，")
            said = f"{words[0].lower()}{words[1:]}"
            texts = [f"{place.citation.label} reads “{paragraph.text}” [1]."]
            if summary.language == "en":
                texts += [f"The General Assembly {said} [1].", f"{place.citation.label} {said} [1]."]
            else:
                texts += [f"大会{words}[1]。", f"{words}[1]。"]
            for text in texts:
                splitter = Splitter()
                statements = [*splitter.feed(f"{text}\n"), *splitter.finish()]
                verdicts = [check_statement(each, {1: place}, summary.language, never_near) for each in statements]
                removed += [(paragraph.id, each.fault) for each in verdicts if each.fault is not None]
    assert removed == []


# Faults that do not hang on the meaning of words alone are seen across languages without any embedding.
ACROSS = {"body", "date", "act", "addressee", "paragraph", "scope"}


@pytest.mark.parametrize("sentence", [each for each in WRONG if each.across and each.what in ACROSS], ids=named)
def test_facts_are_checked_across_languages(sentence: Sentence, assistant: Assistant) -> None:
    verdict = checked(sentence, place_given(assistant, sentence.place), always_near, strict=False)
    assert verdict.fault not in (None, "other_language")


def test_rates_across_languages(assistant: Assistant) -> None:
    nearness = EmbeddedNearness(assistant._embedder)
    alarms = misses = 0
    right, wrong = [each for each in RIGHT if each.across], [each for each in WRONG if each.across]
    for each in right:
        alarms += checked(each, place_given(assistant, each.place), nearness, strict=False).fault is not None
    for each in wrong:
        misses += checked(each, place_given(assistant, each.place), nearness, strict=False).fault is None
    assert alarms / len(right) <= 0.70
    assert misses / len(wrong) <= 0.06


@settings(max_examples=60, deadline=None)
@arbitrary(strategies.text(max_size=200))
def test_no_text_breaks_the_checker(words: str) -> None:
    place = _PLACE[0]
    assert fault_of(words, place, "en", never_near) in VERDICTS


@settings(max_examples=60, deadline=None)
@arbitrary(
    strategies.lists(
        strategies.sampled_from("the not all must [1] 58 S/RES/242 2002 Secretary-General 大会 не".split())
    )
)
def test_no_sentence_of_odd_words_breaks_the_checker(words: list[str]) -> None:
    assert fault_of(" ".join(words), _PLACE[0], "en", never_near) in VERDICTS


_PLACE: list[Given] = []


@pytest.fixture(autouse=True, scope="module")
def _place(assistant: Assistant) -> None:
    _PLACE[:] = [place_given(assistant, "A/RES/57/203#op11@en")]
