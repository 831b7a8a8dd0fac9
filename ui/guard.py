"""The first that every request meets: refuses what others must not ask, gives each an id, adds headers to each answer.

Plain ASGI: a wrapper that awaits whole responses would hold up answers that are streamed.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import InputError
from index.messages import Message as Said
from index.messages import message
from ui.access import (
    Access,
    bearer,
    client_of,
    comes_from_elsewhere,
    cookies_of,
    is_closed,
    is_for_programs,
    largest_body,
)
from ui.api_errors import problem_document, problem_response, too_large
from ui.page_addresses import SIGN_IN
from ui.page_language import remember_language
from ui.page_refusals import is_of_a_reader, refused_page, said_instead

# Gradio's frontend needs inline scripts and styles and evaluates its templates. Nothing may come from, or go to,
# another host.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# "no-referrer" would make browsers send "Origin: null" with our own forms.
_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Limiter:
    """Counts the requests of each client and says when there are too many. `rate` None: there never are."""

    def __init__(self, rate: RateLimitItem | None) -> None:
        self._rate = rate
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def retry_after(self, client: str) -> int | None:
        """Count a request. None: it may pass; else the seconds to wait."""
        if self._rate is None or self._limiter.hit(self._rate, client):
            return None
        window = self._limiter.get_window_stats(self._rate, client)
        return max(1, min(int(window.reset_time - time.time()), self._rate.get_expiry()))


def read_rate(text: str) -> RateLimitItem | None:
    """The rate that a setting names; None for "". Raises InputError."""
    if not text.strip():
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise InputError(f"the setting UNQA_RATE_LIMIT cannot be used: {text}; write it like 600/minute") from error


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a request goes no further: `detail` for programs, `said` for readers."""

    status: int
    code: str
    detail: str
    said: Said
    headers: tuple[tuple[str, str], ...] = ()


_STRANGE_HOST: Final = _Refusal(
    421,
    "unknown_host",
    "The header Host names another server. Use the address that `unqa serve` printed, or list the name in UNQA_HOSTS.",
    message("host_unknown"),
)
_ELSEWHERE: Final = _Refusal(
    403,
    "cross_origin",
    "Pages of another origin may not use this server; a program must not send their headers.",
    message("cross_origin"),
)
_UNKNOWN: Final = _Refusal(
    401,
    "unauthorized",
    "Send the token or a key of this server: 'Authorization: Bearer ...'.",
    message("signed_out"),
    (("WWW-Authenticate", 'Bearer realm="unqa"'),),
)
_CLOSED: Final = _Refusal(404, "not_found", "There is nothing at this address.", message("address_unknown"))


class Guard:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, access: Access, rate: RateLimitItem | None = None) -> None:
        self._app = app
        self._access = access
        self._limiter = Limiter(rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it through."""
        if scope["type"] == "websocket":
            # Nothing here speaks WebSocket; browsers would not ask before sending one across origins.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        scope.setdefault("state", {})["request_id"] = request_id
        request = Request(scope)
        refused = self._refused(scope, headers, request_id)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _finish(message, request, request_id)
            await send(message)

        await (self._app if refused is None else refused)(scope, receive, send_with_headers)

    def _refused(self, scope: Scope, headers: Headers, request_id: str) -> Response | None:
        path = scope["path"]
        if not self._access.knows_host(headers.get("host", "")):
            return _response(_STRANGE_HOST, scope, request_id)
        if comes_from_elsewhere(path, scope["method"], headers):
            return _response(_ELSEWHERE, scope, request_id)
        if is_closed(path):
            return _response(_CLOSED, scope, request_id)
        if _declared_size(headers) > largest_body(path):
            return too_large(request_id) if is_for_programs(path) else said_instead(Request(scope), 413)
        secret = bearer(headers)
        known = secret if secret and self._access.knows_secret(secret, keys=True) else ""
        client = scope["client"][0] if scope.get("client") else None
        if (is_for_programs(path) or path == SIGN_IN) and (
            wait := self._limiter.retry_after(client_of(client, known))
        ) is not None:
            return _response(_too_many(wait), scope, request_id)
        if self._access.admits(path, headers, cookies_of(headers)):
            return None
        return _to_sign_in(scope, headers, request_id)


def _too_many(wait: int) -> _Refusal:
    detail = f"Too many requests from you; try again in {wait} seconds."
    said = message("too_many_requests", seconds=wait)
    return _Refusal(429, "too_many_requests", detail, said, (("Retry-After", str(wait)),))


def _response(refusal: _Refusal, scope: Scope, request_id: str) -> Response:
    """A page for a reader of the page, in the language it is wanted in; for anybody else a problem document."""
    if is_of_a_reader(Headers(scope=scope)) and not is_for_programs(scope["path"]):
        shown = refused_page(Request(scope), refusal.status, refusal.said)
        shown.headers.update({"Cache-Control": "no-store", **dict(refusal.headers)})
        return shown
    document = problem_document(refusal.status, refusal.detail, refusal.code, request_id=request_id)
    return problem_response(document, dict(refusal.headers))


def _to_sign_in(scope: Scope, headers: Headers, request_id: str) -> Response:
    """A reader is shown where to sign in; a script gets a plain refusal."""
    asks_for_page = scope["method"] in ("GET", "HEAD") and is_of_a_reader(headers)
    if not asks_for_page or is_for_programs(scope["path"]):
        return _response(_UNKNOWN, scope, request_id)
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = f"{scope['path']}?{query}" if query else scope["path"]
    address = f"{SIGN_IN}?next={quote(wanted, safe='')}"
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        # A browser that follows a link from elsewhere keeps the cookie back; from this page it will send it.
        return HTMLResponse(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><title>unqa</title>')
    return RedirectResponse(address, status_code=303)


def _declared_size(headers: Headers) -> int:
    """What the body says of its size. Of one that says nothing, or lies, the size is found out while it is read."""
    size = headers.get("content-length", "")
    return int(size) if size.isascii() and size.isdigit() else 0


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _finish(message: Message, request: Request, request_id: str) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        # The page's framework would let pages of other ports of this machine read its answers.
        del headers[name]
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers["X-Request-ID"] = request_id
    _remember_language(headers, request)
    message["headers"] = headers.raw


def _remember_language(headers: MutableHeaders, request: Request) -> None:
    carrier: Any = Response()
    remember_language(request, carrier)
    for name, value in carrier.raw_headers:
        if name == b"set-cookie":
            headers.append("set-cookie", value.decode("latin-1"))
