"""What is suggested after an answer: every question is answered, from the place that it names."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.suggestions import suggestions
from tests.rag_world import cited

ASKED = [
    # Question, and what is suggested: the kinds with the places meant.
    # Paragraph 8 of 57/203 stands word for word in 62/165, and nearly so nowhere else in English.
    ("What does paragraph 8 of 57/203 say?", {"next": "A/RES/57/203#op9@en", "trace": "A/RES/57/203#op8@en"}),
    ("Que dit le paragraphe 5 de la résolution 57/203 ?", {"next": "A/RES/57/203#op6@en"}),
    ("¿Qué dice el párrafo 1 de la resolución 58/170?", {"next": "A/RES/58/170#op2@en"}),
    ("Что говорится в пункте 5 резолюции 62/165?", {"next": "A/RES/62/165#op6@en"}),
    ("ماذا تقول الفقرة 8 من القرار 57/203؟", {"next": "A/RES/57/203#op9@en"}),
    ("第59/190号决议第8段说什么？", {"next": "A/RES/59/190#op9@zh"}),
    ("OP5 of 52/131", {"next": "A/RES/52/131#op6@en", "trace": "A/RES/52/131#op5@en"}),
    ("What is the third preambular paragraph of 62/165?", {"next": "A/RES/62/165#pp4@en"}),
    ("When was 58/170 adopted?", {"first": "A/RES/58/170#op1@en"}),
]


@pytest.mark.parametrize(("question", "expected"), ASKED, ids=[question for question, _ in ASKED])
def test_suggested_questions_are_answered(assistant: Assistant, question: str, expected: dict[str, str]) -> None:
    answer = assistant.ask(question)
    made = suggestions(answer, assistant.catalog)
    assert {one.kind: one.place for one in made}.items() >= expected.items()
    assert 1 <= len(made) <= 3
    for one in made:
        if one.kind == "trace":
            continue
        given = assistant.ask(one.text)
        assert given.refusal is None
        assert one.place in cited(given)
        assert given.language == answer.language


def test_a_comparison_is_with_other_words(assistant: Assistant) -> None:
    answer = assistant.ask("OP5 of 52/131")
    (comparison,) = (one for one in suggestions(answer, assistant.catalog) if one.kind == "compare")
    given = assistant.ask(comparison.text)
    assert cited(given) == ["A/RES/52/131#op5@en", comparison.place]
    assert "legitimate concern" in given.answer


@pytest.mark.parametrize(
    "question", ["What does paragraph 99 of 57/203 say?", "Who won the football world cup?", "What does 55/1 say?"]
)
def test_nothing_after_a_refusal(assistant: Assistant, question: str) -> None:
    assert suggestions(assistant.ask(question), assistant.catalog) == ()


def test_the_last_paragraph_has_none_after_it(assistant: Assistant) -> None:
    made = suggestions(assistant.ask("What is the last operative paragraph of 57/203?"), assistant.catalog)
    assert "next" not in {one.kind for one in made}
