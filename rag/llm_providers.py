"""The providers, each through LlamaIndex's integration: a stream of pieces, whatever the provider calls them.

An integration is imported when it is first used; each is an extra of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from index.errors import LanguageModelError
from index.settings import Settings
from rag.llm_line import Line

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage, ChatResponse
    from llama_index.core.llms import LLM

# Tokens beside the paragraphs: the instructions, the question, the conversation.
_FRAME_TOKENS: Final = 2000
# What every provider's word for it becomes: the limit of tokens was reached.
_LENGTH: Final = "length"
EXTRAS: Final = {"openai-like": "openai", "anthropic": "anthropic", "ollama": "ollama"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What came at once: text, and where the provider says so the tokens used and why the text ended."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    finish: str | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """How to have a reply streamed over a line, and the errors that the provider's client has of its own."""

    stream: Callable[[Sequence[Message], Line], Iterator[Piece]]
    errors: tuple[type[Exception], ...]


def provider_of(settings: Settings) -> Provider:
    """The provider that the settings name. Raises LanguageModelError, which says what to set or to install."""
    if not settings.writes:
        raise LanguageModelError(
            "not_set", "no language model is set: set UNQA_LLM to openai-like, anthropic or ollama (see docs/models.md)"
        )
    if not model_name(settings):
        raise LanguageModelError("not_set", "no language model is named: set UNQA_LLM_MODEL")
    if settings.llm == "openai-like" and not settings.llm_base_url:
        raise LanguageModelError("not_set", "the language model's address is missing: set UNQA_LLM_BASE_URL")
    opener = {"openai-like": _openai_like, "anthropic": _anthropic, "ollama": _ollama}[settings.llm]
    try:
        return opener(settings)
    except ModuleNotFoundError as error:
        extra = EXTRAS[settings.llm]
        raise LanguageModelError(
            "not_installed", f"UNQA_LLM={settings.llm} needs a package: pip install 'unqa[{extra}]'"
        ) from error


def model_name(settings: Settings) -> str:
    """The model's name, "" where none is set."""
    return settings.llm_model


def _openai_like(settings: Settings) -> Provider:
    from llama_index.llms.openai_like import OpenAILike
    from openai import OpenAIError

    def stream(messages: Sequence[Message], line: Line) -> Iterator[Piece]:
        arguments: dict[str, Any] = {
            "model": model_name(settings),
            "api_base": settings.llm_base_url,
            # The client insists on a key; servers of one's own do not.
            "api_key": settings.llm_api_key.get_secret_value() or "none",
            "is_chat_model": True,
            "temperature": 0.0,
            "max_tokens": settings.llm_answer_tokens,
            "max_retries": 0,
            "timeout": settings.llm_timeout,
            "http_client": line.client,
            "additional_kwargs": {"stream_options": {"include_usage": True}},
        }
        model = OpenAILike(**arguments)
        for response in _chat(model, messages):
            raw = response.raw
            choices = getattr(raw, "choices", None) or ()
            usage = getattr(raw, "usage", None)
            yield Piece(
                response.delta or "",
                _count(getattr(usage, "prompt_tokens", None)),
                _count(getattr(usage, "completion_tokens", None)),
                getattr(choices[0], "finish_reason", None) if choices else None,
            )

    return Provider(stream, (OpenAIError,))


def _ollama(settings: Settings) -> Provider:
    from llama_index.llms.ollama import Ollama
    from ollama import Client, RequestError, ResponseError

    def stream(messages: Sequence[Message], line: Line) -> Iterator[Piece]:
        address = settings.llm_base_url or "http://localhost:11434"
        key = settings.llm_api_key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        hooks = {"request": [line.prepare]}
        # The line closes its own client only, which this integration does not take.
        with Client(host=address, timeout=line.timeout, headers=headers, event_hooks=hooks) as client:
            model = Ollama(
                model=model_name(settings),
                base_url=address,
                temperature=0.0,
                context_window=settings.llm_budget + settings.llm_answer_tokens + _FRAME_TOKENS,
                request_timeout=settings.llm_timeout,
                additional_kwargs={"num_predict": settings.llm_answer_tokens},
                client=client,
            )
            for response in _chat(model, messages):
                told = response.raw if isinstance(response.raw, Mapping) else {}
                finish = told.get("done_reason") or ("stop" if told.get("done") else None)
                tokens = _count(told.get("prompt_eval_count")), _count(told.get("eval_count"))
                yield Piece(response.delta or "", *tokens, finish)

    return Provider(stream, (RequestError, ResponseError))


def _anthropic(settings: Settings) -> Provider:
    from anthropic import AnthropicError
    from llama_index.llms.anthropic import Anthropic

    def stream(messages: Sequence[Message], line: Line) -> Iterator[Piece]:
        model = Anthropic(
            model=model_name(settings),
            api_key=settings.llm_api_key.get_secret_value(),
            base_url=settings.llm_base_url or None,
            temperature=0.0,
            max_tokens=settings.llm_answer_tokens,
            max_retries=0,
            timeout=settings.llm_timeout,
        )
        # The integration takes no HTTP client, and without ours a waiting request could not be stopped.
        model._client = model._client.with_options(http_client=line.client)
        for response in _chat(model, messages):
            told = response.message.additional_kwargs
            used = told.get("usage") or {}
            tokens = _count(used.get("input_tokens")), _count(used.get("output_tokens"))
            finish = told.get("stop_reason")
            # The first count comes before anything was written.
            known = tokens if finish else (None, None)
            yield Piece(response.delta or "", *known, _LENGTH if finish == "max_tokens" else finish)

    return Provider(stream, (AnthropicError,))


def _chat(model: LLM, messages: Sequence[Message]) -> Iterator[ChatResponse]:
    """The responses as they come."""
    yield from model.stream_chat([_message(each) for each in messages])


def _message(message: Message) -> ChatMessage:
    from llama_index.core.base.llms.types import ChatMessage, MessageRole

    return ChatMessage(role=MessageRole(message.role), content=message.text)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
