"""Work over HTTP stops when nobody waits for it any more, and no more is taken on than can be done."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import Request
from starlette.requests import ClientDisconnect

from index.catalog import Catalog
from index.errors import StoppedError
from index.extracting import extract
from index.stopping import go_on, stopped_by
from rag.audit import audit
from rag.draft_readers import read_sent_draft
from tests.test_draft_readers import pdf_file
from ui.lanes import AUDITS, AUDITS_WAITING, Lane

# Every reference is looked for in all that stands before it: minutes of work.
LONG_DRAFT = "Paragraph 3 says so. " * 8_000
QUESTION = "What does paragraph 8 of resolution 57/203 say?"
# Seconds, on a busy machine.
SOON = 8.0


@contextmanager
def asked(server: str, address: str, body: dict[str, str]) -> Iterator[socket.socket]:
    """A connection on which a request of a program was sent."""
    with sent(server, address, json.dumps(body).encode(), "application/json") as connection:
        yield connection


@contextmanager
def sent(server: str, address: str, content: bytes, kind: str) -> Iterator[socket.socket]:
    """A connection on which a request was sent. It is closed without waiting for the answer."""
    place = urlsplit(server)
    head = (
        f"POST {address} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    with closing(socket.create_connection((place.hostname or "", place.port or 0), timeout=30)) as connection:
        connection.sendall(head.encode() + content)
        yield connection


def work(server: str, kind: str) -> dict[str, int]:
    """How much of a kind is running, and how much waits."""
    text = httpx.get(f"{server}/metrics", timeout=30).text
    found = re.findall(rf'unqa_work{{kind="{kind}",state="(\w+)"}} (\d+)', text)
    return {state: int(count) for state, count in found}


def becomes(server: str, kind: str, **wanted: int) -> bool:
    """Whether there is soon so much of a kind."""
    ends = time.monotonic() + SOON
    while time.monotonic() < ends:
        if work(server, kind) == wanted:
            return True
        time.sleep(0.05)
    return False


def test_an_audit_stops_when_its_client_leaves(server: str) -> None:
    with asked(server, "/v1/audit", {"text": LONG_DRAFT}):
        assert becomes(server, "auditing", running=1, waiting=0)
    assert becomes(server, "auditing", running=0, waiting=0)


def test_an_audit_in_the_page_stops_when_its_reader_leaves(server: str) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="draft"; filename="draft.txt"\r\n\r\n%s\r\n--x--\r\n'
    with sent(server, "/audit", form % LONG_DRAFT.encode(), "multipart/form-data; boundary=x"):
        assert becomes(server, "auditing", running=1, waiting=0)
    assert becomes(server, "auditing", running=0, waiting=0)


def test_audits_beyond_what_is_taken_on_are_turned_away_and_questions_are_answered(server: str) -> None:
    with ExitStack() as clients:
        for _ in range(AUDITS + AUDITS_WAITING):
            clients.enter_context(asked(server, "/v1/audit", {"text": LONG_DRAFT}))
        assert becomes(server, "auditing", running=AUDITS, waiting=AUDITS_WAITING)
        refused = httpx.post(f"{server}/v1/audit", json={"text": "Resolution 57/203."}, timeout=30)
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        assert int(refused.headers["retry-after"]) > 0
        form = {"draft": ("draft.txt", b"Resolution 57/203.")}
        page = httpx.post(f"{server}/audit", files=form, headers={"accept-language": "fr"}, timeout=30)
        assert (page.status_code, "autant de travail" in page.text) == (503, True)
        assert int(page.headers["retry-after"]) > 0
        assert httpx.post(f"{server}/v1/ask", json={"question": QUESTION}, timeout=30).json()["citations"]
        assert httpx.post(f"{server}/v1/verify", json={"quotation": "human rights"}, timeout=30).is_success
    assert becomes(server, "auditing", running=0, waiting=0)


class Leaving:
    """A client that sends its request and leaves after a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._sent = False

    async def __call__(self) -> dict[str, object]:
        if not self._sent:
            self._sent = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(self._seconds)
        return {"type": "http.disconnect"}


def test_what_waits_for_a_client_that_left_is_not_begun() -> None:
    begun: list[str] = []
    ended = threading.Event()

    def endless() -> None:
        begun.append("first")
        try:
            while True:
                go_on()
        finally:
            ended.set()

    async def two_clients() -> list[object]:
        lane = Lane("checking", 1, 1)
        leaving = [Request({"type": "http"}, Leaving(seconds)) for seconds in (0.4, 0.2)]
        done = await asyncio.gather(
            lane.run(leaving[0], endless),
            lane.run(leaving[1], lambda: begun.append("second")),
            return_exceptions=True,
        )
        await asyncio.to_thread(ended.wait, SOON)
        lane.close()
        return [type(one) for one in done]

    assert asyncio.run(two_clients()) == [ClientDisconnect, ClientDisconnect]
    assert begun == ["first"]
    assert ended.is_set()


def test_a_long_statement_is_interrupted(bundled_data: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    event = threading.Event()
    with Catalog.open(bundled_data) as catalog:
        timer = threading.Timer(0.2, event.set)
        timer.start()
        with stopped_by(event), pytest.raises(StoppedError):
            catalog.rows(endless)
        timer.join()
        # The connection is as good as before.
        assert catalog.rows("SELECT 1") == [(1,)]


def test_a_stopped_audit_reads_no_further(bundled_data: Path) -> None:
    event = threading.Event()
    event.set()
    draft = read_sent_draft("draft.txt", b"In resolution 57/203 the Assembly said something.")
    with Catalog.open(bundled_data) as catalog:
        with stopped_by(event), pytest.raises(StoppedError):
            audit(catalog, draft)
        assert len(audit(catalog, draft).findings) == 1


def test_the_process_that_reads_a_file_is_stopped(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "long.pdf", *[("Words of a long document.",) * 40] * 1_900)
    event = threading.Event()
    timer = threading.Timer(0.3, event.set)
    timer.start()
    with stopped_by(event), pytest.raises(StoppedError):
        extract(path.name, "pdf", path.read_bytes())
    timer.join()
