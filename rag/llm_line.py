"""The line to a language model: an HTTP client whose connection another thread can cut while it waits for bytes."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Final, Self

import httpx

# Seconds. A server that takes longer to accept a connection is not there.
_CONNECT: Final = 10.0
# An error's body is read by the provider's client before it can be refused: no longer than this.
_SLACK: Final = 5.0


class Line:
    """One request's HTTP client. Settings of proxies and certificates are those of the environment.

    A read that waits for bytes does not notice that its client was closed elsewhere: the socket itself must be shut.
    """

    def __init__(self, silence: float) -> None:
        """`silence` is the number of seconds after which a read gives up."""
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False
        self.timeout = httpx.Timeout(silence + _SLACK, connect=min(_CONNECT, silence))
        self.client = httpx.Client(timeout=self.timeout, event_hooks={"request": [self.prepare]})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def prepare(self, request: httpx.Request) -> None:
        """Have this request's connection remembered: an httpx hook."""
        request.extensions["trace"] = self._trace

    def cut(self) -> None:
        """Shut the connection, from any thread; also one that is only made afterwards."""
        with self._lock:
            self._cut = True
            for each in self._sockets:
                _shut(each)

    def _trace(self, event: str, info: dict[str, object]) -> None:
        if event not in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            return
        stream = info.get("return_value")
        opened = stream.get_extra_info("socket") if hasattr(stream, "get_extra_info") else None
        if isinstance(opened, socket.socket):
            with self._lock:
                self._sockets.append(opened)
                if self._cut:
                    _shut(opened)


def _shut(opened: socket.socket) -> None:
    try:
        opened.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It is shut already.
        return
