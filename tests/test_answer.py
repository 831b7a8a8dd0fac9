"""Verbatim answers: wordings shown as they are, each with its pinpoint, its footnotes and where else it stands."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.answer import Composer, Passage, escape_markdown
from rag.assistant import Assistant
from rag.comparison import compared
from tests.rag_world import shown_words

COMMON_MARK = MarkdownIt("commonmark")
# Blanks and line breaks are no part of a wording beyond single ones.
LINES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1).map(
    lambda text: " ".join(text.split())
)


def rendered(markdown: str) -> str:
    """The words that a reader of the Markdown sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", COMMON_MARK.render(markdown))).strip()


@given(LINES)
def test_markdown_shows_the_very_words(text: str) -> None:
    source = f"> {escape_markdown(text)} [1]"
    assert rendered(source) == f"{text} [1]".strip()
    assert set(re.findall(r"<(\w+)", COMMON_MARK.render(source))) <= {"blockquote", "p"}


HOSTILE = [
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "&lt;b&gt;",
    "**bold** _it_ ~~gone~~ `code`",
    "1. a list",
    "12) a list",
    "- a list",
    "+ a list",
    "# a title",
    "> a quotation",
    "| a | table |",
    "[1]",
    "a\\",
    "===",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_documents_words_do_nothing(text: str) -> None:
    for source in (escape_markdown(text), f"> {escape_markdown(text)} [1]"):
        assert set(re.findall(r"<(\w+)", COMMON_MARK.render(source))) <= {"blockquote", "p"}
        assert rendered(source).removesuffix(" [1]") == text


@given(st.text())
def test_a_number_in_brackets_in_a_text_is_no_marker(text: str) -> None:
    assert re.findall(r"(?<!\\)\[\d+\]", escape_markdown(f"{text}[1]".replace("\\", ""))) == []


def composed(
    assistant: Assistant, paragraph: str, run: tuple[int, int] | None = None, language: str = "en"
) -> Composer:
    """One paragraph quoted."""
    (found,) = assistant.catalog.paragraphs([paragraph])
    composer = Composer(assistant.holdings(), language)
    composer.quote(Passage(found, run, assistant.catalog.same_wording(paragraph)))
    return composer


def test_a_paragraph_quoted(assistant: Assistant) -> None:
    composer = composed(assistant, "A/RES/57/203#op8@en")
    assert composer.markdown() == (
        "A/RES/57/203, para. 8 says:\n\n"
        "> Stresses, in this context, the continuing need for impartial and objective information on the political, "
        "economic and social situations and events of all countries; [1]\n\n"
        "The same wording also stands in A/RES/62/165, para. 8."
    )


def test_the_clause_that_answers_is_marked_and_is_the_quote(assistant: Assistant) -> None:
    wording = "Takes note of the report of the Secretary-General, and requests"
    composer = composed(assistant, "A/RES/57/203#op11@en", (0, 49))
    assert f"> **{wording[:49]}**{wording[49:]}" in composer.markdown()
    assert composer.citations[0].quote == "Takes note of the report of the Secretary-General"
    assert composer.citations[0].text.startswith(wording)


def test_a_footnote_is_shown_with_the_paragraph_that_cites_it(assistant: Assistant) -> None:
    assert "\n\nFootnote 4: A/57/385. [1]" in composed(assistant, "A/RES/57/203#op11@en").markdown()


def test_a_text_in_another_language_says_which(assistant: Assistant) -> None:
    lines = composed(assistant, "A/RES/59/190#op8@zh").markdown().split("\n\n")
    assert lines[0] == "A/RES/59/190, para. 8 says (text in Chinese):"
    assert lines[1] == "> 强调在这方面不断需要关于所有国家的政治、经济和社会状况和事件的公正、客观的资料； [1]"
    french = composed(assistant, "A/RES/57/203#op8@en", language="fr").markdown().split("\n\n")
    assert french[0] == "A/RES/57/203, para. 8 dit (texte en anglais) :"
    assert french[1].startswith("> Stresses, in this context")
    assert french[2] == "Le même texte figure aussi dans A/RES/62/165, para. 8."
    assert (
        composed(assistant, "A/RES/59/190#op8@zh", language="zh").markdown().startswith("A/RES/59/190, para. 8 原文：")
    )


# Which paragraphs have the same wording, by reading the five texts beside each other.
SAME = [
    ("A/RES/57/203#op8@en", ["A/RES/62/165#op8@en"]),
    # "In all countries" is not "of all countries".
    ("A/RES/52/131#op10@en", []),
    ("A/RES/57/203#op2@en", ["A/RES/52/131#op2@en", "A/RES/62/165#op2@en"]),
    ("A/RES/57/203#op7@en", ["A/RES/52/131#op9@en", "A/RES/62/165#op7@en"]),
    # The Commission in 1997 and 2002, the Council in 2007.
    ("A/RES/52/131#op12@en", ["A/RES/57/203#op10@en"]),
    ("A/RES/62/165#op10@en", []),
    ("A/RES/62/165#pp2@en", ["A/RES/52/131#pp2@en"]),
    ("A/RES/57/203#pp7@en", ["A/RES/52/131#pp6@en", "A/RES/62/165#pp7@en"]),
    ("A/RES/58/170#op7@en", []),
    ("A/RES/59/190#op8@zh", []),
]


@pytest.mark.parametrize(("paragraph", "same"), SAME)
def test_where_else_the_same_words_stand(assistant: Assistant, paragraph: str, same: list[str]) -> None:
    composer = composed(assistant, paragraph)
    assert list(composer.citations[0].same_wording) == same
    assert ("The same wording also stands in" in composer.markdown()) == bool(same)


def differences(assistant: Assistant, *ids: str) -> list[str]:
    """What is said of the differences between wordings."""
    composer = Composer(assistant.holdings(), "en")
    compared(composer, assistant.catalog.paragraphs(ids))
    return shown_words(composer.markdown()).split("\n")


def test_same_wordings_compared(assistant: Assistant) -> None:
    assert differences(assistant, "A/RES/57/203#op8@en", "A/RES/62/165#op8@en") == ["The two wordings are the same."]


def test_different_wordings_compared(assistant: Assistant) -> None:
    assert differences(assistant, "A/RES/52/131#op10@en", "A/RES/57/203#op8@en") == [
        "What changed from A/RES/52/131, para. 10 to A/RES/57/203, para. 8:",
        "",
        "- “in” became “of”",
    ]
    # "the Commission on Human Rights" became "the Human Rights Council".
    assert differences(assistant, "A/RES/57/203#op10@en", "A/RES/62/165#op10@en")[2:] == [
        "- left out: “Commission on”",
        "- added: “Council”",
    ]


def test_wordings_in_two_languages_are_not_compared(assistant: Assistant) -> None:
    assert differences(assistant, "A/RES/57/203#op8@en", "A/RES/59/190#op8@zh") == [
        "The two texts are in different languages, so their words were not compared."
    ]
