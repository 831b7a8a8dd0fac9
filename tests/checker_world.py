"""Sentences about places of the bundled corpus, right and wrong, and the checker's verdict on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.assistant import Assistant
from rag.checking import Checked, check_statement
from rag.citing import cite_paragraph
from rag.given import Given
from rag.language import question_language
from rag.statements import Splitter
from rag.support import Nearness

FOLDER = Path(__file__).parent / "checker_sentences"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the paragraph it is said of, whether that says it, and what is wrong in a word."""

    place: str
    text: str
    right: bool
    what: str = ""

    @property
    def language(self) -> str:
        """The sentence's language."""
        return question_language(self.text, "en")

    @property
    def across(self) -> bool:
        """Whether it is in another language than the paragraph."""
        return self.language != self.place.rpartition("@")[2]


def sentences(name: str) -> Iterator[Sentence]:
    """The sentences of a file: "right", "wrong", "right.second" ..."""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            place, *what, text = line.split(" | ")
            yield Sentence(f"A/RES/{place}", text, not what, " ".join(what))


def place_given(assistant: Assistant, place: str) -> Given:
    """A paragraph as a model is given it, under the number 1."""
    holdings = assistant.holdings()
    (paragraph,) = holdings.paragraphs([place])
    summary = holdings.summary(paragraph.symbol, paragraph.language)
    heading = holdings.heading(paragraph.symbol, paragraph.language)
    return Given(1, cite_paragraph(paragraph, summary, 1), paragraph, summary, heading)


def checked(sentence: Sentence, given: Given, nearness: Nearness, *, strict: bool = True) -> Checked:
    """The checker's verdict on a sentence that cites the place."""
    splitter = Splitter()
    statements = [*splitter.feed(f"{sentence.text.rstrip('.。')} [1].\n"), *splitter.finish()]
    assert len(statements) == 1
    return check_statement(statements[0], {1: given}, sentence.language, nearness, strict=strict)
