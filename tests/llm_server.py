"""A scripted OpenAI-compatible server: real HTTP on loopback, streaming, well-behaved or not, as a test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

End = Literal["done", "cut", "no_finish", "length", "hang"]


@dataclass(frozen=True, slots=True)
class Script:
    """How one request is answered: an error status, or text in pieces.

    `text` is given in pieces of `size` characters with `pause` seconds between them. `end`: properly, the connection
    cut in the middle of the stream, without a reason, for length, or never. `raw` is sent instead of a stream, and the
    connection left open after it if `lingering`.
    """

    text: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    size: int = 7
    pause: float = 0.0
    silence: float = 0.0
    pings: bool = False
    end: End = "done"
    raw: bytes | None = None
    lingering: bool = False
    usage: bool = True
    endless: bool = False
    write: Callable[[dict[str, Any]], str] | None = None


@dataclass
class Scripted:
    """The running server: its address, what it was asked, and how its connections ended."""

    address: str
    scripts: list[Script]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closed_by_client: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)
    first_sent: list[float] = field(default_factory=list)

    def next(self) -> Script:
        """The script of the next request; the last one is repeated."""
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]

    def prompt(self, place: int = -1) -> str:
        """All the words of a request."""
        return "\n".join(str(message["content"]) for message in self.requests[place]["messages"])


@contextmanager
def scripted_server(scripts: Sequence[Script]) -> Iterator[Scripted]:
    """Serve these scripts, one a request."""
    state = Scripted("", list(scripts))

    class Handler(_Handler):
        scripted = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    scripted: Scripted
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        asked = json.loads(self.rfile.read(length))
        self.scripted.requests.append(asked)
        self.scripted.keys.append(self.headers.get("authorization", ""))
        script = self.scripted.next()
        self.close_connection = not script.lingering
        try:
            self._answer(script, asked)
        except (BrokenPipeError, ConnectionResetError):
            self.scripted.closed_by_client.set()

    def _answer(self, script: Script, asked: dict[str, Any]) -> None:
        if script.status != 200:
            self._plain(script.status, script.body.encode(), script.headers)
            return
        if script.raw is not None:
            self._plain(200, script.raw, (("content-type", "text/event-stream"),))
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self._wait(script.silence, pings=script.pings)
        text = script.write(asked) if script.write is not None else script.text
        self._stream(script, text)

    def _plain(self, status: int, body: bytes, headers: Sequence[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _wait(self, seconds: float, *, pings: bool) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.scripted.stopping.is_set():
            time.sleep(0.02)
            if pings:
                self._send(b": ping\n\n")

    def _send(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _stream(self, script: Script, text: str) -> None:
        self._chunk({"role": "assistant", "content": ""})
        for start in range(0, len(text), script.size):
            self._chunk({"content": text[start : start + script.size]})
            if start == 0:
                self.scripted.first_sent.append(time.perf_counter())
            if script.pause:
                time.sleep(script.pause)
        while script.endless and not self.scripted.stopping.is_set():
            self._chunk({"content": "and so on and so on "})
        self._end(script, text)

    def _end(self, script: Script, text: str) -> None:
        if script.end == "cut":
            self.connection.close()
            return
        if script.end == "hang":
            # A comment now and then is how a server notices that nobody listens.
            while not self.scripted.stopping.is_set():
                self._wait(0.05, pings=True)
            return
        if script.end != "no_finish":
            self._chunk({}, "length" if script.end == "length" else "stop")
        if script.usage:
            self._event(
                {
                    "choices": [],
                    "usage": {
                        "prompt_tokens": 321,
                        "completion_tokens": len(text) // 4,
                        "total_tokens": 321 + len(text) // 4,
                    },
                }
            )
        if script.end != "no_finish":
            self._send(b"data: [DONE]\n\n")

    def _chunk(self, delta: dict[str, str], finish: str | None = None) -> None:
        self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _event(self, event: dict[str, Any]) -> None:
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", **event}
        self._send(b"data: " + json.dumps(whole, ensure_ascii=False).encode() + b"\n\n")
