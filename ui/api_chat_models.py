"""What chat programs send and expect: the part of OpenAI's chat completions that unqa speaks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from ui.api_models import Document
from ui.api_requests import Text

VERBATIM = "unqa"
# Only where the server has a language model.
WRITTEN = "unqa-llm"


class _Sent(BaseModel):
    """What a chat program sends; it may send more, which is passed over."""

    model_config = ConfigDict(extra="allow", frozen=True)


class TextPart(_Sent):
    """A part of a message."""

    type: Literal["text"]
    text: Text


class Message(_Sent):
    """One message. Only those of the user and of the assistant are read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | tuple[TextPart, ...] | None = None

    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or ())


class StreamOptions(_Sent):
    """What a stream is to hold."""

    include_usage: StrictBool = False


class ChatRequest(_Sent):
    """A conversation, whose last message is the question."""

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "model": VERBATIM,
                    "messages": [{"role": "user", "content": "What does paragraph 8 of resolution 57/203 say?"}],
                }
            ]
        },
    )

    model: Annotated[Text, Field(max_length=200)] = VERBATIM
    messages: tuple[Message, ...] = Field(min_length=1, max_length=1_000)
    stream: StrictBool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = Field(default=None, description="There is one answer.")


class Said(Document):
    """What the assistant says: the answer in Markdown, and below it the list of its sources."""

    role: Literal["assistant"]
    content: str


class Choice(Document):
    """The answer."""

    index: Literal[0]
    message: Said
    finish_reason: Literal["stop"]
    logprobs: None


class Usage(Document):
    """Nothing is metered: all are 0."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(Document):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: tuple[Choice]
    usage: Usage


class Model(Document):
    """What can be asked."""

    id: str = Field(examples=[VERBATIM])
    object: Literal["model"]
    created: int
    owned_by: str


class Models(Document):
    """All that can be asked."""

    object: Literal["list"]
    data: tuple[Model, ...]


def usage_document() -> dict[str, Any]:
    """The usage that is reported."""
    return {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
