"""A conversation as a face shows it: what was asked, what came of it, and what it was narrowed to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from index.messages import Message
from rag.model import Answer, Filters, Turn
from rag.suggestions import Suggestion

# A conversation is held in memory for as long as its page is open.
LONGEST: Final = 100
State = Literal["pending", "answered", "stopped", "failed"]
Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader thinks of an answer. `asking`: a comment is asked for; `error`: why nothing was kept."""

    verdict: Verdict
    comment: str = ""
    asking: bool = True
    error: Message | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it.

    `language` is the question's. `understood` is the question as it was made to stand alone, "" where that was not
    needed. `answer` is whole once `state` is "answered", a draft before; `error` says why there is none. `token` is
    what the page that asked knows it by, "" where none was given.
    """

    number: int
    question: str
    language: str
    filters: Filters = field(default_factory=Filters)
    state: State = "pending"
    understood: str = ""
    answer: Answer | None = None
    error: Message | None = None
    suggestions: tuple[Suggestion, ...] = ()
    opinion: Opinion | None = None
    token: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the places that the answer cites, each once."""
        whole = self.answer if self.state == "answered" else None
        return tuple(dict.fromkeys(citation.id for citation in whole.citations)) if whole else ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far, and the filters that hold for what is asked next.

    `key` is its secret name: whoever knows it may read the conversation.
    """

    exchanges: tuple[Exchange, ...] = ()
    filters: Filters = field(default_factory=Filters)
    key: str = field(default_factory=secrets.token_urlsafe)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What follow-ups may lean on."""
        return tuple(Turn(one.question, one.cited) for one in self.exchanges if one.state == "answered")

    def asking(self, question: str, language: str, filters: Filters, token: str = "") -> Conversation:
        """This conversation with a question more; the oldest leave when it grows too long."""
        number = self.exchanges[-1].number + 1 if self.exchanges else 1
        asked = Exchange(number, question, language, filters, token=token)
        return replace(self, exchanges=(*self.exchanges, asked)[-LONGEST:])

    def was_asked(self, token: str) -> bool:
        """Whether an exchange has this token, which is not ""."""
        return token != "" and any(one.token == token for one in self.exchanges)

    def with_last(self, exchange: Exchange) -> Conversation:
        """The same with another last exchange."""
        return replace(self, exchanges=(*self.exchanges[:-1], exchange))

    def with_exchange(self, exchange: Exchange) -> Conversation:
        """The same with `exchange` in the place of the one of its number."""
        kept = tuple(exchange if one.number == exchange.number else one for one in self.exchanges)
        return replace(self, exchanges=kept)

    def before(self, number: int) -> Conversation:
        """What was said before an exchange."""
        return replace(self, exchanges=tuple(one for one in self.exchanges if one.number < number))

    def renamed(self) -> Conversation:
        """The same under another secret name."""
        return replace(self, key=secrets.token_urlsafe())

    def exchange(self, number: int) -> Exchange | None:
        """The exchange of this number."""
        return next((one for one in self.exchanges if one.number == number), None)
