"""Greetings, thanks and "what can you do?": told from questions, and answered without a citation."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.model import Question
from eval.questions import load_suite
from rag.assistant import Assistant
from rag.chat import standalone
from rag.courtesy import Courtesy, CourtesyKind, courtesy
from rag.courtesy_words import FILLERS, PHRASES, REPLIES
from rag.language import LANGUAGES
from rag.model import Turn

SAID: list[tuple[str, CourtesyKind, str]] = [
    ("hello", "greeting", "en"),
    ("Hello there!", "greeting", "en"),
    ("HI 👋", "greeting", "en"),
    ("Good morning, everyone.", "greeting", "en"),
    ("thank you", "thanks", "en"),
    ("Thanks a lot for your help!!", "thanks", "en"),
    ("ok bye", "farewell", "en"),
    ("What can you do?", "service", "en"),
    ("Hello, who are you?", "service", "en"),
    ("help", "service", "en"),
    ("Bonjour", "greeting", "fr"),
    ("Bonjour à tous, merci beaucoup !", "thanks", "fr"),
    ("Qu’est-ce que vous pouvez faire ?", "service", "fr"),
    ("au revoir", "farewell", "fr"),
    ("¡Hola!", "greeting", "es"),
    ("buenos dias", "greeting", "es"),
    ("Muchas gracias por la ayuda", "thanks", "es"),
    ("¿Qué puedes hacer?", "service", "es"),
    ("Здравствуйте!", "greeting", "ru"),
    ("Спасибо большое", "thanks", "ru"),
    ("Что ты умеешь?", "service", "ru"),
    ("السلام عليكم", "greeting", "ar"),
    ("شكراً جزيلاً", "thanks", "ar"),
    ("من أنت؟", "service", "ar"),
    ("你好", "greeting", "zh"),
    ("谢谢！", "thanks", "zh"),
    ("你好，你能做什么？", "service", "zh"),
    ("再见", "farewell", "zh"),
]


@pytest.mark.parametrize(("text", "kind", "language"), SAID, ids=[row[0] for row in SAID])
def test_a_courtesy_is_told(text: str, kind: CourtesyKind, language: str) -> None:
    assert courtesy(text) == Courtesy(kind, language)


QUESTIONS = [
    "Hello, what does 57/203 say about information?",
    "hello paragraph 8",
    "What does 57/203 say? Thanks!",
    "Who says hello in 57/203?",
    "thanks for what, says 57/203?",
    "What can you do about human rights?",
    "What can States do?",
    "help for refugees",
    "Who are the special rapporteurs?",
    "What do you know about Durban?",
    "expressing its thanks",
    "good offices",
    "and in 62/165?",
    "why?",
    "ok",
    "Bonjour, que dit la résolution 57/203 ?",
    "aide aux réfugiés",
    "Hola, ¿cuándo se aprobó la 57/203?",
    "ayuda humanitaria",
    "Привет, что говорит резолюция 57/203?",
    "помощь беженцам",
    "مرحبا، ماذا يقول القرار 57/203؟",
    "你好，57/203号决议说了什么？",
    "帮助难民",
    "感谢秘书长的报告",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_no_courtesy(text: str) -> None:
    assert courtesy(text) is None


def test_no_curated_question_is_a_courtesy() -> None:
    cases = [case for suite in ("bundled", "security-council") for case in load_suite(suite).cases]
    asked = [turn for case in cases if isinstance(case, Question) for turn in case.turns]
    assert len(asked) > 500
    # Only their number: some of them are to stay unread.
    assert sum(courtesy(text) is not None for text in asked) == 0


PHRASE = st.sampled_from(
    [phrase for kinds in PHRASES.values() for texts in kinds.values() for phrase in texts.split("|")]
)


@given(PHRASE, st.sampled_from(["57/203", "resolution", "paragraph 8", "droits", "пункт", "فقرة", "决议", "№ 7"]))
def test_a_phrase_beside_a_question_is_no_courtesy(phrase: str, asked: str) -> None:
    assert courtesy(phrase) is not None
    assert courtesy(f"{phrase}, {asked}?") is None
    assert courtesy(f"{asked}: {phrase}") is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    said = courtesy(text)
    assert said is None or said.language in LANGUAGES


def test_every_language_has_every_kind_and_every_reply() -> None:
    kinds = set(get_args(CourtesyKind))
    assert set(PHRASES) == set(FILLERS) == set(REPLIES) == set(LANGUAGES)
    assert all(set(own) == kinds for own in PHRASES.values())
    assert all(set(own) == {*kinds - {"service"}, "does", "holds", "example"} for own in REPLIES.values())


@pytest.mark.parametrize(("text", "language"), [(row[0], row[2]) for row in SAID if row[1] != "farewell"])
def test_the_reply_says_what_is_held_and_cites_nothing(assistant: Assistant, text: str, language: str) -> None:
    answer = assistant.ask(text)
    assert (answer.refusal, answer.citations, answer.retrieved) == (None, (), ())
    assert (answer.language, answer.answerer, answer.doubtful) == (language, "service", False)
    assert "A/RES/57/203" in answer.answer
    assert REPLIES[language]["does"] in answer.answer
    assert assistant.ask(text).timings_ms["total"] < 1000


def test_the_reply_to_thanks_in_whole(assistant: Assistant) -> None:
    assert assistant.ask("Thanks!").answer == (
        "You are welcome. This service answers questions about resolutions of the United Nations in the texts’ own "
        "words, and says in which paragraph they stand. It holds A/RES/52/131, A/RES/57/203, A/RES/58/170, "
        "A/RES/59/190, A/RES/62/165. Ask, for example: “What does paragraph 1 of A/RES/62/165 say?”"
    )


def test_a_courtesy_between_two_questions_is_passed_over() -> None:
    turns = (Turn("What does paragraph 8 of 57/203 say?", ("A/RES/57/203#op8@en",)), Turn("Thank you!"))
    assert standalone("And in 62/165?", turns) == standalone("And in 62/165?", turns[:1])
