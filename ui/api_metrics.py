"""What a Prometheus server may know of this one: counts and times, never what was asked."""

from __future__ import annotations

import time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.assistant import Assistant
from rag.model import Answer
from ui.access import is_of_api
from ui.lanes import Lanes

MEDIA_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"))


class Metrics:
    """The counters of one server."""

    def __init__(self, assistant: Assistant, lanes: Lanes) -> None:
        self._assistant = assistant
        self._lanes = lanes
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "unqa_http_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._duration = Histogram(
            "unqa_http_request_duration_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._open = Gauge("unqa_http_requests_open", "Requests being answered.", registry=self._registry)
        self._answers = Counter(
            "unqa_answers",
            "Questions answered over the HTTP interface and MCP.",
            ("outcome", "answerer"),
            registry=self._registry,
        )
        self._work = Gauge(
            "unqa_work", "Work being done, or waiting for a thread.", ("kind", "state"), registry=self._registry
        )
        self._generation = Gauge("unqa_index_generation", "The generation of the index.", registry=self._registry)
        self._resolutions = Gauge("unqa_index_resolutions", "Resolutions indexed.", registry=self._registry)
        self._damaged = Gauge(
            "unqa_index_damaged",
            "1 while the catalog is searched because derived data are damaged or the Chroma server is away.",
            registry=self._registry,
        )

    def count_answer(self, answer: Answer) -> None:
        """Count an answer, or a refusal by its reason."""
        outcome = "answered" if answer.refusal is None else answer.refusal.code
        self._answers.labels(outcome, answer.answerer).inc()

    def exposition(self) -> bytes:
        """All of them in Prometheus' text format. Raises DataError when the index cannot be read."""
        for lane in self._lanes.all:
            self._work.labels(lane.name, "running").set(lane.running)
            self._work.labels(lane.name, "waiting").set(lane.waiting)
        self._generation.set(self._assistant.catalog.generation())
        self._resolutions.set(len(self._assistant.holdings().summaries))
        self._damaged.set(self._assistant.damage is not None)
        return generate_latest(self._registry)

    def watching(self, app: ASGIApp) -> ASGIApp:
        """`app`, its requests counted by the pattern of their address, so that no address becomes a label."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            started = time.perf_counter()
            status = "aborted"

            async def noting(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = str(message["status"])
                await send(message)

            self._open.inc()
            try:
                await app(scope, receive, noting)
            finally:
                self._open.dec()
                route = _route(scope)
                method = scope["method"] if scope["method"] in _METHODS else "other"
                self._requests.labels(method, route, status).inc()
                self._duration.labels(route).observe(time.perf_counter() - started)

        return watched


def _route(scope: Scope) -> str:
    """The pattern of an address of the interface; everything else is one."""
    path = scope["path"]
    if path == "/mcp":
        return "/mcp"
    return str(getattr(scope.get("route"), "path", "none")) if is_of_api(path) else "page"
