"""How the page's files travel: compressed, and kept by the browser as long as they stay the same."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.render_page import ASSETS_ROUTE

# Their names change with their content.
_NAMED_BY_CONTENT: Final = "/assets/"
_FOREVER: Final = "public, max-age=31536000, immutable"
# Ours keep their names: the browser asks whether they are still the same, and is told so without their content.
_ASK_AGAIN: Final = "no-cache"
_WORTH_IT: Final = 1_000
_EFFORT: Final = 5


class Kept:
    """Says of each file how long a browser may keep it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        rule = _FOREVER if path.startswith(_NAMED_BY_CONTENT) else _ASK_AGAIN

        async def answer(message: Message) -> None:
            # What is not there today may be there tomorrow.
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                MutableHeaders(scope=message).setdefault("Cache-Control", rule)
            await send(message)

        ours = scope["type"] == "http" and path.startswith((_NAMED_BY_CONTENT, f"{ASSETS_ROUTE}/"))
        await self._app(scope, receive, answer if ours else send)


def deliver_well(app: FastAPI) -> None:
    """Add both to the page."""
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_IT, compresslevel=_EFFORT)
    app.add_middleware(Kept)
