"""The web application: the page, the sources it opens, the HTTP interface and MCP. One process, one port."""

from __future__ import annotations

import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from eval.feedback import FeedbackStore
from index.catalog import Catalog
from rag.assistant import Assistant
from ui.access import LARGEST_FORM, Access, access_for, is_of_api
from ui.api import create_api
from ui.api_metrics import Metrics
from ui.delivery import deliver_well
from ui.guard import Guard, read_rate
from ui.lanes import Lanes
from ui.mcp_server import create_mcp, http_app
from ui.page_build import build_page
from ui.page_chat import Chat
from ui.page_export import export_routes
from ui.page_refusals import add_refusals
from ui.page_shelf import Shelf
from ui.page_source import source_routes
from ui.page_theme import page_head, page_theme
from ui.page_views import view_routes
from ui.render_page import ASSETS_ROUTE
from ui.sign_in import sign_in_routes

ASSETS = Path(__file__).parent / "assets"
UPLOAD_LIMIT = "1mb"
# An open page sees by this that the server is another one, which knows nothing of its conversation.
_INSTANCE = secrets.token_hex(8)
REMOTE_RATE = "600/minute"


def create_app(assistant: Assistant, access: Access | None = None) -> ASGIApp:
    """The application. By default it answers whoever addresses this machine by name."""
    access = access or access_for(assistant.settings, local=True)
    lanes = Lanes()
    metrics = Metrics(assistant, lanes)
    api = create_api(assistant, lanes, metrics)
    tools = create_mcp(_Opened(assistant), metrics.count_answer)
    mcp = http_app(tools)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield
        lanes.close()

    page = _page(assistant, access, lanes, lifespan)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = page
        if scope["type"] == "http" and is_of_api(scope["path"]):
            app = api
        elif scope["type"] == "http" and scope["path"] == "/mcp":
            app = mcp
        await app(scope, receive, send)

    rate = read_rate(assistant.settings.rate_limit or ("" if access.token is None else REMOTE_RATE))
    return Guard(metrics.watching(serve), access, rate)


def run_server(app: ASGIApp, listener: socket.socket, *, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted, on a socket that listens already."""
    # Open pages hold a connection for as long as they are shown: do not wait for them.
    configuration = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, server_header=False)
    if on_ready is not None:
        on_ready()
    uvicorn.Server(configuration).run(sockets=[listener])


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the tools of MCP read from, ready."""

    opened: Assistant

    @property
    def catalog(self) -> Catalog:
        return self.opened.catalog

    def assistant(self) -> Assistant:
        return self.opened


def _page(
    assistant: Assistant,
    access: Access,
    lanes: Lanes,
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]],
) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, max_body_size=LARGEST_FORM, lifespan=lifespan)
    add_refusals(app)
    deliver_well(app)
    app.include_router(sign_in_routes(access))
    app.include_router(source_routes(assistant.catalog))
    app.include_router(view_routes(assistant, lanes))
    shelf = Shelf()
    app.include_router(export_routes(shelf, assistant.catalog))
    app.get("/instance")(_instance)
    app.mount(ASSETS_ROUTE, StaticFiles(directory=ASSETS), name="own")
    gr.mount_gradio_app(
        app,
        build_page(Chat(assistant, shelf, FeedbackStore(assistant.settings.data))),
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


def _instance() -> Response:
    return Response(status_code=204, headers={"Unqa-Instance": _INSTANCE, "Cache-Control": "no-store"})
