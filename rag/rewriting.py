"""A follow-up made to stand alone by a language model; where it fails or strays, by the rules of `rag.chat`."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from index.errors import LanguageModelError, QuestionError
from index.symbols import find_references, matching_symbols, split_id
from rag.chat import StandaloneQuestion
from rag.language import question_language
from rag.llm_client import LanguageModel, Usage
from rag.model import Turn
from rag.prompt import rewriting_for
from rag.question import clean_question

# Turns. No question leans on what was asked longer ago.
_REMEMBERED: Final = 6
# Characters by which a rewritten question may be longer than what it was made of.
_LONGER: Final = 200


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The question, and what it cost to have it rewritten."""

    question: StandaloneQuestion
    usage: Usage


def rewrite(
    model: LanguageModel, question: str, turns: Sequence[Turn], otherwise: StandaloneQuestion
) -> Generator[None, None, Rewritten]:
    """Have a model rewrite `question`; returns `otherwise` where it fails. Yields while it waits; closing it stops it.

    The model may only put together what was said: a resolution that no turn named or cited, another language, or a text
    much longer than the questions is not taken over.
    """
    recent = turns[-_REMEMBERED:]
    raw = ""
    with model.reply(rewriting_for(question, recent)) as reply:
        try:
            with closing(reply.texts()) as texts:
                for text in texts:
                    raw += text
                    yield None
        except LanguageModelError:
            raw = ""
    accepted = _accepted(raw, question, recent)
    if accepted is None:
        return Rewritten(otherwise, reply.usage)
    return Rewritten(StandaloneQuestion(accepted, otherwise.focus, rewritten=accepted != question), reply.usage)


def _accepted(raw: str, question: str, turns: Sequence[Turn]) -> str | None:
    """The rewritten question, None where it cannot be one."""
    lines = [line.strip().strip('"“”«»') for line in raw.strip().splitlines() if line.strip()]
    if len(lines) != 1:
        return None
    try:
        text = clean_question(lines[0])
    except QuestionError:
        return None
    said = [question, *(turn.question for turn in turns)]
    if len(text) > max(map(len, said)) + len(question) + _LONGER:
        return None
    if question_language(text, question_language(question)) != question_language(question):
        return None
    known = {each.reference.symbol for one in said for each in find_references(one) if each.reference.symbol}
    known |= {symbol for turn in turns for place in turn.cited if (symbol := split_id(place).symbol)}
    named = {each.reference.symbol for each in find_references(text) if each.reference.symbol}
    return text if all(matching_symbols(name, sorted(known)) or name in known for name in named) else None
