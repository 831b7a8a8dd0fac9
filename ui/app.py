"""The web application: the page, the sources it opens, its assets, and a sign of life. One process, one port."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.staticfiles import StaticFiles

from rag.assistant import Assistant
from ui.page_chat import build_page
from ui.page_language import remember_language
from ui.page_source import source_routes
from ui.page_theme import page_head, page_theme
from ui.page_views import view_routes
from ui.render_page import ASSETS_ROUTE

ASSETS = Path(__file__).parent / "assets"
LOCAL_NAMES = ["localhost", "127.0.0.1", "::1", "[::1]"]
UPLOAD_LIMIT = "1mb"

# Gradio's frontend needs inline scripts and styles and evaluates its templates. Nothing may come from, or go to,
# another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def create_app(assistant: Assistant, *, local: bool = True) -> FastAPI:
    """The application. `local` accepts requests addressed to this machine only, whatever name resolves to it."""
    app = FastAPI(title="unqa", docs_url=None, redoc_url=None, openapi_url=None)
    if local:
        # Against names of other sites that are made to resolve to this machine.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOCAL_NAMES)
    app.middleware("http")(_add_headers)
    app.get("/healthz")(_healthy)
    app.include_router(source_routes(assistant.catalog))
    app.include_router(view_routes(assistant))
    app.mount(ASSETS_ROUTE, StaticFiles(directory=ASSETS), name="own")
    page = build_page(assistant)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=page_theme(),
        head=page_head(),
        favicon_path=str(ASSETS / "favicon.svg"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        allowed_paths=[],
        max_file_size=UPLOAD_LIMIT,
    )
    return app


def run_server(app: FastAPI, listener: socket.socket, *, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted, on a socket that listens already."""
    # Open pages hold a connection for as long as they are shown: do not wait for them.
    configuration = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, server_header=False)
    if on_ready is not None:
        on_ready()
    uvicorn.Server(configuration).run(sockets=[listener])


def _healthy() -> dict[str, str]:
    return {"status": "ok"}


async def _add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    remember_language(request, response)
    return response
