"""What the page's script sends: commands, and what the browser kept of the conversation. Nothing of it is trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.model import Filters, RestrictionKind
from ui.conversation import LONGEST, Conversation, Verdict

LONGEST_COMMENT: Final = 2_000
_LONGEST_QUESTION: Final = 100_000
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_Year = Annotated[int, Field(ge=1945, le=9999)]
_Number = Annotated[int, Field(ge=1)]
_Question = Annotated[str, Field(max_length=_LONGEST_QUESTION)]
# Sent again after a reload, what was taken before it is known by this.
_Token = Annotated[str, Field(max_length=40)]
_Place = Annotated[str, Field(max_length=200)]


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class FilterChoice(_Read):
    """The filters of a conversation, as the form or the browser's memory gives them."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    year_from: _Year | None = None
    year_to: _Year | None = None
    body: Literal["GA", "SC", "ECOSOC", "HRC"] | None = None
    ignored: frozenset[RestrictionKind] = frozenset()

    def filters(self) -> Filters:
        """The same for a search; years in the wrong order are exchanged."""
        first, last = self.year_from, self.year_to
        if first is not None and last is not None and first > last:
            first, last = last, first
        return Filters(None, self.language, first, last, self.body, self.ignored)


class Hello(_Read):
    """A page was opened; as a copy of another that is still open, if `copy`: its conversation must get its own name."""

    do: Literal["hello"]
    copy_of_another: Annotated[bool, Field(alias="copy")] = False


class Ask(_Read):
    """A new question."""

    do: Literal["ask"]
    question: _Question
    token: _Token = ""


class Again(_Read):
    """The last question once more."""

    do: Literal["again"]


class Edit(_Read):
    """Another question in the place of one asked before; what followed it is dropped."""

    do: Literal["edit"]
    exchange: _Number
    question: _Question
    token: _Token = ""


class Without(_Read):
    """A question once more, without what it was narrowed to."""

    do: Literal["without"]
    exchange: _Number
    kind: RestrictionKind


class Narrow(_Read):
    """Other filters for what is asked from now on."""

    do: Literal["narrow"]
    filters: FilterChoice


class Judge(_Read):
    """A thumb up or down, with words that may follow; without a verdict what was said is taken back."""

    do: Literal["judge"]
    exchange: _Number
    verdict: Verdict | None = None
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] | None = None


class Anew(_Read):
    """A new conversation."""

    do: Literal["anew"]


Command = Hello | Ask | Again | Edit | Without | Narrow | Judge | Anew


class KeptExchange(_Read):
    """A question, the filters it was asked with, and the places cited in answer."""

    question: _Question
    filters: FilterChoice = FilterChoice()
    cited: Annotated[tuple[_Place, ...], Field(max_length=200)] = ()


class Kept(_Read):
    """What the browser remembers of a conversation, so that it outlives the server."""

    key: Annotated[str, Field(max_length=100)]
    exchanges: Annotated[tuple[KeptExchange, ...], Field(max_length=LONGEST)] = ()
    filters: FilterChoice = FilterChoice()


class _Message(_Read):
    command: Annotated[Command, Field(discriminator="do")]


def read_command(data: object) -> Command | None:
    """The command in what the script sent; None where there is none."""
    try:
        return _Message.model_validate({"command": _cleaned(data)}).command
    except ValidationError:
        return None


def read_kept(text: str) -> Kept | None:
    """What a browser kept; None for what is no such thing."""
    try:
        return Kept.model_validate(_cleaned(json.loads(text)))
    except (ValidationError, ValueError, RecursionError):
        return None


def kept_text(conversation: Conversation) -> str:
    """What a browser is to keep of a conversation, "" while there is nothing; `read_kept` reads it."""
    if not conversation.exchanges and conversation.filters == Filters():
        return ""
    kept = {
        "key": conversation.key,
        "filters": _choice(conversation.filters),
        "exchanges": [
            {"question": one.question, "filters": _choice(one.filters), "cited": list(one.cited)}
            for one in conversation.exchanges
        ],
    }
    return json.dumps(kept, ensure_ascii=True, separators=(",", ":"))


def _choice(filters: Filters) -> dict[str, Any]:
    chosen = {name: value for name, value in asdict(filters).items() if value and name != "symbol"}
    return {**chosen, "ignored": sorted(filters.ignored)} if filters.ignored else chosen


def _cleaned(data: object) -> object:
    """The same with every text in it valid Unicode."""
    if isinstance(data, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", data)
    if isinstance(data, dict):
        return {str(key): _cleaned(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, bytes):
        return [_cleaned(value) for value in data]
    return data
