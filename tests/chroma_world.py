"""A real Chroma server on this machine, and servers that misbehave."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from index.build import BuildReport, build_index
from index.settings import Settings
from tests.index_world import STAND_IN

_PATIENCE = 30.0


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class ChromaRun:
    """`chroma run` with its data in `folder`, on one port of loopback across restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        program = Path(sys.executable).with_name("chroma")
        arguments = ["run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [program, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            assert self._process.poll() is None, "chroma run ended"
            assert time.monotonic() < deadline, "chroma run does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, as a power failure would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def collections(self) -> list[str]:
        """The names of all its collections, in order."""
        path = "/api/v2/tenants/default_tenant/databases/default_database/collections?limit=1000"
        return sorted(found["name"] for found in json.loads(self._get(path)))

    def _answers(self) -> bool:
        try:
            return b"heartbeat" in self._get("/api/v2/heartbeat")
        except OSError:
            return False

    def _get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def server_settings(data: Path, url: str, **others: str | bool) -> Settings:
    """Settings with a server for the vectors, and the stand-in for the embedding model."""
    return Settings.model_validate({"data": data, "embedding": STAND_IN, "chroma_url": url, **others})


def build_on(url: str, data: Path, *paths: Path, **others: str | bool) -> BuildReport:
    """Index with the stand-in model and the vectors on a server; without the bundled corpus."""
    return build_index(server_settings(data, url, **others), paths, bundled=False)


Answerer = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def http_server(answer: Answerer) -> Iterator[str]:
    """The address of a server on loopback that answers every request by `answer`, which gets the request's body."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return None

        def _any(self) -> None:
            answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - the library's names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    """Answer a request with JSON, or what is said to be."""
    request.send_response(status)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def pass_on(request: BaseHTTPRequestHandler, body: bytes, port: int) -> None:
    """Answer a request as the server on this port of loopback does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        headers = {"Content-Type": "application/json"} if body else {}
        connection.request(request.command, request.path, body or None, headers)
        found = connection.getresponse()
        reply(request, found.status, found.read())
    finally:
        connection.close()
