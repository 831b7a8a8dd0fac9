"""`POST /v1/chat/completions` and `GET /v1/models`: unqa as a model for chat programs that speak OpenAI's interface."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from typing import Any, Final

import orjson
from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import format_sse_event
from starlette.exceptions import HTTPException

from index.errors import UnqaError
from rag.assistant import AnswererName, Assistant
from rag.events import AnswerEvent, Finished, Understood
from ui import api_chat_models as documents
from ui.api_answers import json_only
from ui.api_chat_models import VERBATIM, WRITTEN, ChatRequest, usage_document
from ui.api_errors import as_chat_error, problem_of, problems, request_id_of
from ui.api_events import event, event_content, event_stream
from ui.api_metrics import Metrics
from ui.chat_message import Growing, conversation, message_of
from ui.lanes import Lanes

_END: Final = format_sse_event(data_str="[DONE]")


class Chats:
    """What the addresses call."""

    def __init__(self, assistant: Assistant, lanes: Lanes, metrics: Metrics) -> None:
        self._assistant = assistant
        self._lanes = lanes
        self._metrics = metrics

    def models(self) -> dict[str, Any]:
        """What can be asked: "unqa" answers in the resolutions' own words, "unqa-llm" lets a language model write."""
        return {"object": "list", "data": [_model(name) for name in self._names()]}

    def model(self, model: str) -> dict[str, Any]:
        """One of them."""
        self._check(model)
        return _model(model)

    async def complete(self, request: Request, asked: ChatRequest) -> Response:
        """Answer the last message of a conversation. The sources are listed at the end of the message itself.

        The messages before it are the earlier turns; what they cited is read from their lists of sources. Instructions
        in messages of the system are passed over, and so are settings such as a temperature.
        """
        self._check(asked.model)
        answerer: AnswererName = "llm" if asked.model == WRITTEN else "verbatim"
        question, turns = conversation((message.role, message.words()) for message in asked.messages)

        def work() -> Iterator[AnswerEvent]:
            return self._assistant.stream(question, turns=turns, answerer=answerer)

        if asked.stream:
            return await self._stream(request, asked, work)
        last = await self._lanes.answers.last(request, work)
        assert isinstance(last, Finished)
        self._metrics.count_answer(last.answer)
        said = {"role": "assistant", "content": message_of(last.answer)}
        choice = {"index": 0, "message": said, "finish_reason": "stop", "logprobs": None}
        document = {**_head(asked.model, "chat.completion"), "choices": [choice], "usage": usage_document()}
        return Response(orjson.dumps(document), media_type="application/json", headers={"Cache-Control": "no-store"})

    async def _stream(
        self, request: Request, asked: ChatRequest, work: Callable[[], Iterator[AnswerEvent]]
    ) -> Response:
        head = _head(asked.model, "chat.completion.chunk")
        events = self._lanes.answers.stream(work)
        # What is wrong with the question itself is answered with a status of its own.
        first = await anext(events)

        async def told() -> AsyncIterator[bytes]:
            growing = Growing()
            yield _chunk(head, {"role": "assistant", "content": ""})
            for piece in self._pieces(first, growing):
                yield _chunk(head, {"content": piece})
            async with aclosing(events) as following:
                try:
                    async for happened in following:
                        for piece in self._pieces(happened, growing):
                            yield _chunk(head, {"content": piece})
                except UnqaError as error:
                    yield event({"error": as_chat_error(problem_of(error, request_id_of(request)))})
                    return
            yield _chunk(head, {}, finish_reason="stop")
            if asked.stream_options is not None and asked.stream_options.include_usage:
                yield event({**head, "choices": [], "usage": usage_document()})
            yield _END

        return event_stream(told())

    def _pieces(self, happened: AnswerEvent, growing: Growing) -> Sequence[str]:
        if isinstance(happened, Understood):
            return ()
        if isinstance(happened, Finished):
            self._metrics.count_answer(happened.answer)
            return growing.finish(happened.answer)
        return growing.draft(happened.answer)

    def _names(self) -> tuple[str, ...]:
        return (VERBATIM, WRITTEN) if self._assistant.settings.writes else (VERBATIM,)

    def _check(self, model: str) -> None:
        if model not in self._names():
            raise HTTPException(404, f"There is no model {model[:100]!r} here; /v1/models lists those there are.")


def chat_routes(assistant: Assistant, lanes: Lanes, metrics: Metrics) -> APIRouter:
    """The routes for chat programs."""
    router = APIRouter(tags=["chat programs"])
    chats = Chats(assistant, lanes, metrics)
    events = event_content()
    described = "The answer, or with `stream` its pieces."
    router.get("/v1/models", response_model=documents.Models, responses=problems())(chats.models)
    router.get("/v1/models/{model}", response_model=documents.Model, responses=problems(404, 422))(chats.model)
    router.post(
        "/v1/chat/completions",
        response_model=documents.ChatCompletion,
        responses={200: {"content": events, "description": described}, **problems(400, 404, 413, 415, 422, 503)},
        dependencies=[Depends(json_only)],
    )(chats.complete)
    return router


def _head(model: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _chunk(head: dict[str, Any], delta: dict[str, str], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
    return event({**head, "choices": [choice]})


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "unqa"}
