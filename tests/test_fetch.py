"""Documents fetched from a server on this machine that behaves like the document service, and one that does not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from index import fetch as fetching
from index.errors import FetchError, InputError, SymbolError
from index.fetch import Fetcher, Patience, document_symbol
from index.provenance import read_provenance
from index.symbols import symbol_from_file_name
from tests.index_world import STAND_IN
from ui.cli import main

PDF = (Path(__file__).parent / "formats" / "pdf-typst-1" / "A_RES_57_203.en.pdf").read_bytes()
QUICK = Patience(pause=0.5, first_wait=1.0, longest_wait=60.0, silence=0.5, document=1.5)
SORRY = b"<!DOCTYPE html><html><body>There is no document matching your request.</body></html>"


@dataclass
class Service:
    """What was asked for and when, and how to answer the next requests: the last way of answering stays."""

    address: str = ""
    ways: list[str] = field(default_factory=lambda: ["document"])
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def way(self) -> str:
        return self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/file":
            self._send(200, PDF, {})
            return
        asked = parse_qs(parts.query)
        self.service.asked.append((asked["s"][0], asked["l"][0], self.headers["User-Agent"]))
        getattr(self, f"_{self.service.way().replace('-', '_')}")()

    def _send(self, status: int, body: bytes, headers: dict[str, str], *, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _document(self) -> None:
        self._send(200, PDF, {"Content-Type": "application/pdf"})

    def _redirect(self) -> None:
        self._send(302, b"", {"Location": "/file"})

    def _elsewhere(self) -> None:
        self._send(302, b"", {"Location": "http://127.0.0.1:1/file"})

    def _insecure(self) -> None:
        self._send(302, b"", {"Location": "http://documents.example/file"})

    def _circle(self) -> None:
        self._send(302, b"", {"Location": self.path})

    def _missing(self) -> None:
        self._send(404, SORRY, {})

    def _forbidden(self) -> None:
        self._send(403, SORRY, {})

    def _broken(self) -> None:
        self._send(500, b"", {})

    def _busy(self) -> None:
        self._send(429, b"", {"Retry-After": "7"})

    def _busy_until(self) -> None:
        self._send(503, b"", {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)})

    def _busy_long(self) -> None:
        self._send(429, b"", {"Retry-After": "3600"})

    def _page(self) -> None:
        self._send(200, SORRY, {"Content-Type": "application/pdf"})

    def _text(self) -> None:
        self._send(200, b"Sorry.", {"Content-Type": "application/pdf"})

    def _cut(self) -> None:
        self._send(200, PDF[:500], {}, length=len(PDF))

    def _silent(self) -> None:
        time.sleep(1.0)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"%PDF-")
            self.wfile.flush()
            time.sleep(0.1)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"%PDF-" + bytes(65_000))

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        return None

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            return


@pytest.fixture
def service() -> Iterator[Service]:
    """A document service on this machine."""
    state = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": state}))
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_port}/api/symbol/access?s={{symbol}}&l={{language}}&t=pdf"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    """The seconds waited for."""
    return []


def fetcher(service: Service, folder: Path, waits: list[float]) -> Fetcher:
    """A fetcher that only notes how long it would wait."""
    return Fetcher(service.address, folder, patience=QUICK, wait=waits.append)


def test_a_document_is_kept_with_its_provenance_and_not_fetched_again(
    service: Service, tmp_path: Path, waits: list[float]
) -> None:
    service.ways = ["redirect", "document"]
    with fetcher(service, tmp_path / "new" / "folder", waits) as one:
        first = one.fetch("57/203", "en")
        again = one.fetch("A/RES/57/203", "en")
        other = one.fetch("S/RES/242 (1967)", "fr")
    assert first.path.read_bytes() == PDF
    assert (first.cached, again.cached) == (False, True)
    assert again.provenance == first.provenance == read_provenance(first.path, first.provenance.sha256)
    assert first.provenance.address == service.address.replace("{symbol}", "A%2FRES%2F57%2F203").replace(
        "{language}", "en"
    )
    assert first.provenance.final_address.endswith("/file")
    assert first.provenance.size == len(PDF)
    assert datetime.now(UTC) - datetime.fromisoformat(first.provenance.fetched) < timedelta(minutes=5)
    assert [(symbol, language) for symbol, language, _ in service.asked] == [
        ("A/RES/57/203", "en"),
        ("S/RES/242(1967)", "fr"),
    ]
    assert all(agent.startswith("unqa/") for _, _, agent in service.asked)
    assert waits == [QUICK.pause], "one pause, between the two requests"
    assert symbol_from_file_name(other.path.name) == ("S/RES/242 (1967)", "fr")
    assert not list(tmp_path.rglob("*.part"))


def test_a_file_that_was_changed_is_fetched_again(service: Service, tmp_path: Path, waits: list[float]) -> None:
    with fetcher(service, tmp_path, waits) as one:
        path = one.fetch("57/203", "en").path
        path.write_bytes(b"%PDF- something else")
        assert not one.fetch("57/203", "en").cached
        assert not one.fetch("57/203", "en", again=True).cached
    assert path.read_bytes() == PDF


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (["broken", "document"], [1.0, 0.5]),
        (["broken", "broken", "broken", "document"], [1.0, 0.5, 2.0, 0.5, 4.0, 0.5]),
        (["busy", "document"], [7.0, 0.5]),  # as the answer asks
        (["cut", "document"], [1.0, 0.5]),
        (["silent", "document"], [1.0, 0.5]),
    ],
)
def test_what_may_go_well_the_next_time_is_tried_again(
    ways: list[str], expected: list[float], service: Service, tmp_path: Path, waits: list[float]
) -> None:
    service.ways = list(ways)
    with fetcher(service, tmp_path, waits) as one:
        assert one.fetch("57/203", "en").path.read_bytes() == PDF
    assert waits == expected


def test_a_date_to_wait_for_is_waited_for(service: Service, tmp_path: Path, waits: list[float]) -> None:
    service.ways = ["busy_until", "document"]
    with fetcher(service, tmp_path, waits) as one:
        one.fetch("57/203", "en")
    assert 25 < waits[0] <= 30


@pytest.mark.parametrize(
    ("way", "words", "requests"),
    [
        ("missing", "has no such document in 'en'", 1),
        ("forbidden", "answers 403", 1),
        ("broken", "answers 500, 4 times", 4),
        ("busy_long", "asks to wait 3600 seconds", 1),
        ("page", "no document but a web page", 1),
        ("text", "no document but text", 1),
        ("cut", "did not answer as it should", 4),
        ("silent", "did not answer as it should", 4),
        ("drip", "was not there after", 1),
        ("endless", "is larger than", 1),
        ("elsewhere", "leads away from itself", 1),
        ("insecure", "leads away from itself", 1),
        ("circle", "from one address to the next", 6),
    ],
)
def test_a_service_that_misbehaves(
    way: str,
    words: str,
    requests: int,
    service: Service,
    tmp_path: Path,
    waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "MAXIMUM_BYTES", 2**20)
    service.ways = [way]
    with fetcher(service, tmp_path, waits) as one, pytest.raises(FetchError, match=words) as caught:
        one.fetch("A/RES/57/203", "en")
    assert "\n" not in str(caught.value)
    assert "A/RES/57/203" in str(caught.value)
    assert len(service.asked) == requests
    assert list(tmp_path.iterdir()) == [], "nothing is kept of it"


def test_nobody_there(tmp_path: Path, waits: list[float]) -> None:
    nobody = Service("http://127.0.0.1:1/{symbol}")
    with fetcher(nobody, tmp_path, waits) as one, pytest.raises(FetchError, match="did not answer"):
        one.fetch("57/203", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("57/203", "A/RES/57/203"),
        ("SC resolution 242 (1967)", "S/RES/242 (1967)"),
        ("A/57/385", "A/57/385"),
        ("A/CONF.157/24 (Part I)", "A/CONF.157/24 (Part I)"),
    ],
)
def test_symbols_of_documents(text: str, expected: str) -> None:
    assert document_symbol(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "../../etc/passwd", "A/../../B", "S/RES/242", "file:report", "https://x/", "A/RES/57/203&t=doc", "A\0/1"],
)
def test_what_is_no_symbol_of_a_document(text: str) -> None:
    with pytest.raises(SymbolError):
        document_symbol(text)


@pytest.mark.parametrize(
    "template",
    [
        "http://documents.example/{symbol}",
        "ftp://127.0.0.1/{symbol}",
        "https://documents.example/",
        "https://u:p@x/{symbol}",
    ],
)
def test_addresses_that_are_not_asked(template: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UNQA_FETCH_URL"):
        Fetcher(template, tmp_path)


def test_the_command(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNQA_FETCH_URL", service.address)
    monkeypatch.setenv("UNQA_EMBEDDING", STAND_IN)
    data = ["--data", str(tmp_path / "data")]
    # The bundled text of the same resolution stays: which of the two is right, a reader must say.
    assert main(["fetch", "57/203", "--json", *data]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["failed"], [one["cached"] for one in told["fetched"]]) == ([], [False])
    assert told["index"]["resolutions"] == 5
    assert ["another text of A/RES/57/203" in one["error"] for one in told["index"]["failed"]] == [True]
    assert main(["show", "57/203", "--json", *data]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["file"] == "A_RES_57_203.en.txt"
    service.ways = ["missing"]
    assert main(["fetch", "58/170", *data]) == 2
    assert "no such document" in capsys.readouterr().err
    assert main(["fetch", "nonsense", *data]) == 2
    assert main(["fetch", "57/203", "--language", "xx", *data]) == 2


def test_what_was_fetched_is_shown_with_its_provenance(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNQA_FETCH_URL", service.address)
    monkeypatch.setenv("UNQA_EMBEDDING", STAND_IN)
    data = ["--data", str(tmp_path / "data")]
    assert main(["fetch", "57/203", "--no-index", "--into", str(tmp_path / "kept"), *data]) == 0
    assert main(["index", "--no-bundled", str(tmp_path / "kept"), *data]) == 0
    capsys.readouterr()
    assert main(["show", "57/203", "--json", *data]) == 0
    fetched = json.loads(capsys.readouterr().out)["fetched"]
    assert fetched["symbol"] == "A/RES/57/203"
    assert fetched["address"].startswith("http://127.0.0.1:")
    assert main(["show", "57/203", *data]) == 0
    assert f"Fetched {fetched['fetched']} from {fetched['final_address']}" in capsys.readouterr().out
