"""How the page's files travel: what a browser may keep, and that answers which are streamed are not held up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from starlette.testclient import TestClient

from ui.delivery import deliver_well
from ui.render_page import ASSETS_ROUTE


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A server with a file of each kind, a long page and a stream."""
    (tmp_path / "page.css").write_text("a { color: red }\n" * 100, "utf-8")
    app = FastAPI()
    deliver_well(app)
    app.get("/long")(lambda: HTMLResponse("<p>word</p>" * 500))
    app.get("/stream")(lambda: StreamingResponse(iter(["data: 1\n\n"] * 500), media_type="text/event-stream"))
    for route in ("/assets", ASSETS_ROUTE):
        app.mount(route, StaticFiles(directory=tmp_path))
    with TestClient(app) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "kept", "encoding"),
    [
        ("/assets/page.css", "public, max-age=31536000, immutable", "gzip"),
        (f"{ASSETS_ROUTE}/page.css", "no-cache", "gzip"),
        ("/assets/none.css", None, None),
        ("/long", None, "gzip"),
        ("/stream", None, None),
    ],
)
def test_what_is_kept_and_what_is_compressed(
    client: TestClient, path: str, kept: str | None, encoding: str | None
) -> None:
    answer = client.get(path)
    assert (answer.headers.get("cache-control"), answer.headers.get("content-encoding")) == (kept, encoding)


def test_a_file_that_stayed_the_same_is_not_sent_again(client: TestClient) -> None:
    etag = client.get(f"{ASSETS_ROUTE}/page.css").headers["etag"]
    again = client.get(f"{ASSETS_ROUTE}/page.css", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
