"""An answer as one message of a chat, its citations inside; and such messages read again in the next turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.errors import InputError, SymbolError
from index.symbols import split_id
from rag.answer import escape_markdown
from rag.model import Answer, Citation, Turn
from ui.page_words import say

# A line of the list of sources: the id stands at its end, as code, so that it survives any program in between.
_LISTED: Final = re.compile(r"^\s{0,3}\\?\[\d{1,4}\\?\] .{1,600}`([^`\s]{3,200})`\s*$", re.MULTILINE)
_MOST: Final = 100


def message_of(answer: Answer) -> str:
    """The whole message: the answer, a warning where it is doubtful, and the list of the sources."""
    parts = [answer.answer]
    if answer.doubtful:
        parts.append(f"*{say(answer.language, 'doubtful')}*")
    if answer.citations:
        listed = "  \n".join(_source(citation) for citation in answer.citations)
        parts.append(f"**{say(answer.language, 'sources')}**\n\n{listed}")
    return "\n\n".join(parts)


def cited_in(message: str) -> tuple[str, ...]:
    """The ids that a message lists as its sources. What is no id is passed over: the message comes from outside."""
    return tuple(found for found in dict.fromkeys(_LISTED.findall(message)) if _is_id(found))[:_MOST]


def conversation(messages: Iterable[tuple[str, str]]) -> tuple[str, tuple[Turn, ...]]:
    """The question that pairs of role and text end with, and the turns before it.

    Raises InputError when the last of them is not the user's.
    """
    spoken = [(role, text) for role, text in messages if role in ("user", "assistant")]
    if not spoken or spoken[-1][0] != "user":
        raise InputError("the last message must be the user's: it is the question")
    turns: list[Turn] = []
    for role, text in spoken[:-1]:
        if role == "user":
            turns.append(Turn(text))
        elif turns:
            turns[-1] = Turn(turns[-1].question, cited_in(text))
    return spoken[-1][1], tuple(turns)


class Growing:
    """A message that is sent while it grows. What was sent cannot be taken back."""

    def __init__(self) -> None:
        self._sent = ""

    def draft(self, answer: Answer) -> Sequence[str]:
        """What a draft adds; nothing where it is not the one before, continued."""
        return list(self._added(answer.answer)) if answer.answer.startswith(self._sent) else []

    def finish(self, answer: Answer) -> Sequence[str]:
        """What is left to send. An answer that is not the draft continued follows it as a whole."""
        message = message_of(answer)
        if not message.startswith(self._sent):
            message = f"{self._sent}\n\n---\n\n{message}"
        return list(self._added(message))

    def _added(self, text: str) -> Iterator[str]:
        added = text[len(self._sent) :]
        self._sent = text
        yield from (piece for piece in re.split(r"(?<=\n\n)", added) if piece)


def _source(citation: Citation) -> str:
    return f"[{citation.marker}] [{escape_markdown(citation.label)}]({citation.url}) `{citation.id}`"


def _is_id(text: str) -> bool:
    try:
        return split_id(text).symbol is not None
    except SymbolError:
        return False
