"""Pages for what never came as far as a view: addresses that lead nowhere, fields that are not read, too much sent."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import BusyError
from index.messages import Message as Said
from index.messages import message
from ui.lanes import nobody_left
from ui.page_addresses import address_meant
from ui.page_answers import bare_notice, failed, notice_page
from ui.page_language import language_of

_UNREADABLE: Final = message("address_unreadable")
_SAID: Final = {404: message("address_unknown"), 413: message("form_too_long"), 500: message("server_failed")}
# Where the name of the server is refused, whatever a page would load from it is refused as well.
_MISDIRECTED: Final = 421


class Unknown:
    """Leads on, or gives a reader a page, where the framework of the page, which has all other addresses, has nothing.

    A citation in the stead of an address leads to the address that it stands for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        instead: Response | None = None

        async def answer(sent: Message) -> None:
            nonlocal instead
            if sent["type"] == "http.response.start" and sent["status"] == 404:
                if "json" in Headers(raw=sent["headers"]).get("content-type", ""):
                    instead = _instead(Request(scope))
                if instead is not None:
                    await instead(scope, receive, send)
            if instead is None:
                await send(sent)

        await self._app(scope, receive, answer)


def _instead(request: Request) -> Response | None:
    if address := address_meant(request.scope["path"]):
        return RedirectResponse(f"{address}{'?' if request.url.query else ''}{request.url.query}")
    return said_instead(request, 404) if is_of_a_reader(request.headers) else None


def said_instead(request: Request, status: int) -> Response:
    """The page for a status, in the language that the request asks for."""
    return notice_page(_SAID.get(status, _UNREADABLE), language_of(request), status)


def refused_page(request: Request, status: int, said: Said) -> Response:
    """The page for a request that was not let in, in the language that the request asks for."""
    make = bare_notice if status == _MISDIRECTED else notice_page
    return make(said, language_of(request), status)


def is_of_a_reader(headers: Headers) -> bool:
    """Whether somebody is to read the answer: a browser asks for a page, a program for anything."""
    return "text/html" in headers.get("accept", "")


def add_refusals(app: FastAPI) -> None:
    """Let the page answer in pages, whatever is wrong with a request."""
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(BusyError, _busy)
    app.add_exception_handler(ClientDisconnect, nobody_left)
    app.add_exception_handler(Exception, _unforeseen)
    app.add_middleware(Unknown)


async def _unreadable(request: Request, _error: Exception) -> Response:
    return said_instead(request, 422)


async def _busy(request: Request, error: Exception) -> Response:
    assert isinstance(error, BusyError)
    return failed(error, language_of(request))


async def _unforeseen(request: Request, _error: Exception) -> Response:
    return said_instead(request, 500)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return said_instead(request, error.status_code)
