"""Answers as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any, Final

import orjson
from fastapi.responses import StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

# Seconds without an event after which a comment keeps the connection from being taken for dead.
_QUIET: Final = 15.0


def event_stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """A response of server-sent events. When the client leaves, the iterator is closed."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_with_signs_of_life(events), media_type="text/event-stream", headers=headers)


def event_content(*names: str) -> dict[str, Any]:
    """How the OpenAPI document describes a stream of events with these names, each event an item."""
    properties: dict[str, Any] = {"data": {"type": "string", "contentMediaType": "application/json"}}
    if names:
        properties["event"] = {"type": "string", "enum": list(names)}
    described = {"type": "object", "properties": properties, "required": sorted(properties)}
    return {"text/event-stream": {"schema": described}}


def event(data: Mapping[str, Any], name: str | None = None) -> bytes:
    """One event, its data on one line."""
    return format_sse_event(data_str=orjson.dumps(data).decode(), event=name)


async def _with_signs_of_life(events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    following = asyncio.ensure_future(_next(events))
    try:
        while True:
            ready, _ = await asyncio.wait((following,), timeout=_QUIET)
            if not ready:
                yield KEEPALIVE_COMMENT
                continue
            made = following.result()
            if made is None:
                return
            yield made
            following = asyncio.ensure_future(_next(events))
    finally:
        following.cancel()
        await asyncio.wait((following,))
        if isinstance(events, AsyncGenerator):
            await events.aclose()


async def _next(events: AsyncIterator[bytes]) -> bytes | None:
    return await anext(events, None)
