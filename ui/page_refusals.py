"""Pages for what never came as far as a view: addresses that lead nowhere, fields that are not read, too much sent."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import BusyError
from index.messages import message
from ui.lanes import nobody_left
from ui.page_answers import failed, notice_page
from ui.page_language import language_of

_UNREADABLE: Final = message("address_unreadable")
_SAID: Final = {404: message("address_unknown"), 413: message("form_too_long")}


class Unknown:
    """Gives a reader a page where the framework of the page, which has all other addresses, has nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        replaced = False

        async def answer(sent: Message) -> None:
            nonlocal replaced
            if sent["type"] == "http.response.start" and sent["status"] == 404:
                replaced = "json" in Headers(raw=sent["headers"]).get("content-type", "")
                if replaced:
                    await said_instead(Request(scope), 404)(scope, receive, send)
            if not replaced:
                await send(sent)

        await self._app(scope, receive, answer)


def said_instead(request: Request, status: int) -> Response:
    """The page for a status, in the language that the request asks for."""
    return notice_page(_SAID.get(status, _UNREADABLE), language_of(request), status)


def add_refusals(app: FastAPI) -> None:
    """Let the page answer in pages, whatever is wrong with a request."""
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(BusyError, _busy)
    app.add_exception_handler(ClientDisconnect, nobody_left)
    app.add_middleware(Unknown)


async def _unreadable(request: Request, _error: Exception) -> Response:
    return said_instead(request, 422)


async def _busy(request: Request, error: Exception) -> Response:
    assert isinstance(error, BusyError)
    return failed(error, language_of(request))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return said_instead(request, error.status_code)
