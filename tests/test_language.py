"""The language of a question."""

from __future__ import annotations

import pytest

from rag.language import question_language

CASES = [
    ("What does paragraph 8 of resolution 57/203 say?", "en"),
    ("and in 62/165?", "en"),
    # "para" is a Spanish word, but here it is short for "paragraph".
    ("wat abt para 9", "en"),
    ("Que dit le paragraphe 8 ?", "fr"),
    ("date d'adoption résolution 62/165", "fr"),
    ("¿Y en 62/165?", "es"),
    ("Qué pide al Secretario General", "es"),
    ("Что говорится в пункте 8?", "ru"),
    ("那第12段呢？", "zh"),
    ("57/203 第8段", "zh"),
    ("ماذا تقول الفقرة 8", "ar"),
    ("الفقرة 2 من القرار A/RES/58/170", "ar"),
    # A foreign name does not change the language around it.
    ("What is the 人权 in 59/190 translated as in the English version?", "en"),
    ("人权理事会 Human Rights Council 是什么", "zh"),
]


@pytest.mark.parametrize(("question", "language"), CASES)
def test_language_of_a_question(question: str, language: str) -> None:
    assert question_language(question) == language


@pytest.mark.parametrize("question", ["57/203#op8", "62/165", "8"])
@pytest.mark.parametrize("fallback", ["en", "zh", "fr"])
def test_what_tells_nothing_leaves_the_fallback(question: str, fallback: str) -> None:
    assert question_language(question, fallback) == fallback
