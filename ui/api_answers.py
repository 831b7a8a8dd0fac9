"""The addresses that answer: ask, verify, audit."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import Any, Final

import orjson
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from index.errors import UnqaError
from rag.assistant import Assistant
from rag.audit import audit
from rag.audit_documents import audit_document
from rag.documents import answer_document
from rag.draft import Draft
from rag.draft_readers import read_sent_draft
from rag.events import AnswerEvent, Finished, Understood
from rag.quote import verify
from rag.quote_documents import verification_document
from ui import api_answer_models as answers
from ui.access import DRAFTS, LARGEST_DRAFT
from ui.api_errors import problem_of, problems, request_id_of
from ui.api_events import event, event_content, event_stream
from ui.api_metrics import Metrics
from ui.api_requests import Ask, AuditText, Verify
from ui.lanes import Lanes

_EVENTS: Final = (
    "An answer, or with `stream` or `Accept: text/event-stream` events: `understood`, `draft` (each replaces the one "
    "before it), and at the end `answer`, or `problem` if it fails on the way."
)


class Answers:
    """What the addresses call."""

    def __init__(self, assistant: Assistant, lanes: Lanes, metrics: Metrics) -> None:
        self._assistant = assistant
        self._lanes = lanes
        self._metrics = metrics

    async def ask(self, request: Request, asked: Ask) -> Response:
        """Answer a question, with the paragraphs that say it, or say what is missing."""
        work = self._work(asked)
        if asked.stream or "text/event-stream" in request.headers.get("accept", ""):
            return await started(self._lanes.answers.stream(work), self._told, request)
        last = await self._lanes.answers.last(request, work)
        assert isinstance(last, Finished)
        self._metrics.count_answer(last.answer)
        return _json(answer_document(last.answer))

    async def verify(self, request: Request, asked: Verify) -> Response:
        """Is a quotation exact, and does it stand where it is said to?"""

        def checked() -> dict[str, Any]:
            return verification_document(verify(self._assistant.catalog, asked.quotation, asked.within))

        return _json(await self._lanes.checks.run(request, checked))

    async def audit(self, request: Request) -> Response:
        """Check every reference and quotation of a draft, sent as text or as a file (.txt, .md, .docx, .pdf)."""
        kind = media_type(request)
        if kind == "application/json":
            read = _text_reader(await request.body())
        elif kind == "multipart/form-data":
            read = await _file_reader(request)
        else:
            raise HTTPException(415, "Send the draft as application/json or as multipart/form-data.")

        def checked() -> dict[str, Any]:
            return audit_document(audit(self._assistant.catalog, read()))

        return _json(await self._lanes.audits.run(request, checked))

    def _work(self, asked: Ask) -> Callable[[], Iterator[AnswerEvent]]:
        turns, filters = asked.earlier(), asked.filters()
        return lambda: self._assistant.stream(
            asked.question,
            turns=turns,
            filters=filters,
            top=asked.top,
            answerer=asked.answerer,
            strict=asked.strict,
        )

    def _told(self, happened: AnswerEvent) -> bytes:
        if isinstance(happened, Understood):
            return event({"question": happened.question, "rewritten": happened.rewritten}, "understood")
        if isinstance(happened, Finished):
            self._metrics.count_answer(happened.answer)
            return event(answer_document(happened.answer), "answer")
        return event(answer_document(happened.answer), "draft")


async def started(
    events: AsyncGenerator[AnswerEvent], told: Callable[[AnswerEvent], bytes], request: Request
) -> Response:
    """A stream that has begun: what is wrong with the request itself is answered with a status of its own."""
    first = await anext(events)

    async def all_told() -> AsyncIterator[bytes]:
        async with aclosing(events) as following:
            yield told(first)
            try:
                async for happened in following:
                    yield told(happened)
            except UnqaError as error:
                yield event(problem_of(error, request_id_of(request)), "problem")

    return event_stream(all_told())


def answer_routes(assistant: Assistant, lanes: Lanes, metrics: Metrics) -> APIRouter:
    """The routes of the addresses that answer."""
    router = APIRouter(tags=["answers"])
    called = Answers(assistant, lanes, metrics)
    events = event_content("understood", "draft", "answer", "problem")
    router.post(
        "/v1/ask",
        response_model=answers.Answer,
        responses={200: {"content": events, "description": _EVENTS}, **problems(400, 413, 415, 422, 503)},
        dependencies=[Depends(json_only)],
    )(called.ask)
    router.post(
        "/v1/verify",
        response_model=answers.Verification,
        responses=problems(400, 404, 413, 415, 422, 503),
        dependencies=[Depends(json_only)],
    )(called.verify)
    router.post(
        DRAFTS,
        response_model=answers.Audit,
        responses=problems(400, 413, 415, 422, 503),
        openapi_extra={"requestBody": _audit_body()},
        max_body_size=LARGEST_DRAFT,
    )(called.audit)
    return router


def media_type(request: Request) -> str:
    """The media type of a body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def json_only(request: Request) -> None:
    """Refuse a body that does not say that it is JSON. A form of another site could not say so unasked."""
    if media_type(request) != "application/json":
        raise HTTPException(415, "Send the body as application/json.")


def _json(document: dict[str, Any]) -> Response:
    return Response(orjson.dumps(document), media_type="application/json", headers={"Cache-Control": "no-store"})


def _text_reader(body: bytes) -> Callable[[], Draft]:
    try:
        asked = AuditText.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error
    return lambda: read_sent_draft(asked.name, asked.text.encode())


async def _file_reader(request: Request) -> Callable[[], Draft]:
    async with request.form(max_files=1) as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            raise RequestValidationError([{"loc": ("body", "file"), "msg": "Send the draft in the part 'file'."}])
        name, data = sent.filename or "", await sent.read()
    return lambda: read_sent_draft(name, data)


def _audit_body() -> dict[str, Any]:
    file = {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary", "description": "The draft."}},
        "required": ["file"],
    }
    text = {"$ref": "#/components/schemas/AuditText"}
    return {
        "required": True,
        "content": {"application/json": {"schema": text}, "multipart/form-data": {"schema": file}},
    }
