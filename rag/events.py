"""What happens while a question is answered, for faces that show an answer as it grows."""

from __future__ import annotations

from dataclasses import dataclass

from rag.model import Answer


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it is answered; `rewritten` where it leaned on earlier turns and was made to stand alone."""

    question: str
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """The answer so far: whole statements only, each one checked. It replaces the draft before it."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer. Nothing follows it."""

    answer: Answer


AnswerEvent = Understood | Draft | Finished
