"""What could not be done, told to programs: problem documents (RFC 9457), one for every error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from index.errors import (
    BusyError,
    DataError,
    EmbeddingError,
    InputError,
    LanguageModelError,
    NotInCorpusError,
    ReadError,
    StoreError,
    UnqaError,
)
from ui.text import one_line

MEDIA_TYPE: Final = "application/problem+json"
# Addresses of an interface that others have settled, errors included.
CHAT_PROGRAMS: Final = ("/v1/chat/", "/v1/models")
# Seconds after which an index that could not be read, or a busy server, may be tried again.
TRY_AGAIN: Final = "5"
_UNFORESEEN: Final = "The server failed in a way that nobody foresaw; its log says more. Try again."
_CODES: Final[Mapping[int, str]] = {
    404: "not_found",
    405: "method_not_allowed",
    413: "content_too_large",
    415: "unsupported_media_type",
}
_ADVICE: Final[Mapping[int, str]] = {
    404: "There is nothing at this address; /openapi.json lists the addresses.",
    405: "This address does not answer this method; the header Allow names those it does.",
    413: "The body is larger than this address takes; docs/http.md says how much that is.",
}


def problem_document(
    status: int,
    detail: str,
    code: str,
    *,
    request_id: str = "",
    errors: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """A problem document. `code` is a word for programs, `errors` say what is wrong with which part of the request."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
    }
    return {**document, "errors": [dict(error) for error in errors]} if errors else document


def status_of(error: UnqaError) -> tuple[int, str]:
    """The status of an error of ours, and its word for programs."""
    if isinstance(error, NotInCorpusError):
        return 404, "not_in_corpus"
    if isinstance(error, InputError | ReadError):
        return 422, "unusable_input"
    if isinstance(error, LanguageModelError):
        # This server has none: asking again is of no use.
        return (422, "unusable_input") if error.kind == "not_set" else (503, "language_model_unavailable")
    if isinstance(error, BusyError):
        return 503, "busy"
    if isinstance(error, DataError | StoreError | EmbeddingError):
        return 503, "index_unavailable"
    return 500, "internal_server_error"


def problem_of(error: UnqaError, request_id: str = "") -> dict[str, Any]:
    """The problem document of an error of ours."""
    status, code = status_of(error)
    return problem_document(status, one_line(str(error)), code, request_id=request_id)


def too_large(request_id: str) -> Response:
    """The answer to a body that says itself that it is too large."""
    return problem_response(problem_document(413, _ADVICE[413], _CODES[413], request_id=request_id))


def method_refused(allowed: str, request: Request) -> Response:
    """The answer to a method that an address does not answer."""
    document = problem_document(405, _ADVICE[405], _CODES[405], request_id=request_id_of(request))
    return problem_response(document, {"Allow": allowed})


def request_id_of(request: Request) -> str:
    """The id that the guard gave a request; "" where there is no guard."""
    return str(getattr(request.state, "request_id", ""))


def problem_response(document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem document as a response with its status."""
    given = {"Cache-Control": "no-store", **(headers or {})}
    if document["status"] == 503:
        given.setdefault("Retry-After", TRY_AGAIN)
    return JSONResponse(dict(document), status_code=document["status"], headers=given, media_type=MEDIA_TYPE)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the OpenAPI document describes the errors of an address; those of the guard are added to every one."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted({*statuses, 401, 403, 421, 429, 500})
    }


def add_error_handlers(api: FastAPI) -> None:
    """Let every error of `api` be answered by a problem document."""
    api.add_exception_handler(UnqaError, _own)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(Exception, _unforeseen)


def as_chat_error(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same as chat programs expect it."""
    kind = "invalid_request_error" if document["status"] < 500 else "server_error"
    return {"message": document["detail"], "type": kind, "code": document["code"], "param": None}


async def _own(request: Request, error: Exception) -> Response:
    assert isinstance(error, UnqaError)
    return _answer(request, problem_of(error, request_id_of(request)))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    generic = error.detail in ("", HTTPStatus(status).phrase, "Content Too Large")
    detail = _ADVICE.get(status, HTTPStatus(status).description) if generic else one_line(str(error.detail))
    code = _CODES.get(status, "invalid_request")
    return _answer(request, problem_document(status, detail, code, request_id=request_id_of(request)), error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"at": ".".join(str(part) for part in one["loc"]), "detail": one_line(str(one["msg"]))}
        for one in error.errors()
    ]
    first = f"{errors[0]['at']}: {errors[0]['detail']}" if errors else "The request cannot be read."
    document = problem_document(422, first, "invalid_request", request_id=request_id_of(request), errors=errors)
    return _answer(request, document)


async def _unforeseen(request: Request, _error: Exception) -> Response:
    return _answer(
        request, problem_document(500, _UNFORESEEN, "internal_server_error", request_id=request_id_of(request))
    )


def _answer(request: Request, document: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem document; where chat programs ask, with what they look for beside it."""
    if request.url.path.startswith(CHAT_PROGRAMS):
        document = {**document, "error": as_chat_error(document)}
    return problem_response(document, headers)
