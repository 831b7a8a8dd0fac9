"""Work that takes its time, done in threads, its results handed to the event loop as they come."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any, Final, TypeVar

import orjson
from fastapi import Request
from fastapi.responses import StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.requests import ClientDisconnect

# On two cores more than this only wait for each other.
AT_ONCE: Final = 8
# Seconds without an event after which a comment keeps the connection from being taken for dead.
_QUIET: Final = 15.0

Item = TypeVar("Item")


class Workers:
    """Threads that answer. A question waits for one; whoever leaves frees it at the next event."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answering")

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def stream(self, work: Callable[[], Iterator[Item]]) -> AsyncGenerator[Item]:
        """The items of an iterator that blocks, all of them made in one thread; one that comes again is left out.

        Closing this closes the iterator as soon as it has made its next item. Raises what the iterator raises.
        """
        loop = asyncio.get_running_loop()
        items: asyncio.Queue[Item | None] = asyncio.Queue()
        stopped = threading.Event()

        def run() -> None:
            if stopped.is_set():
                return
            made = work()
            last: Item | None = None
            try:
                for item in made:
                    if stopped.is_set():
                        return
                    # It comes again while nothing new happens, so that there is an occasion to stop.
                    if item != last:
                        loop.call_soon_threadsafe(items.put_nowait, item)
                    last = item
            finally:
                if isinstance(made, Generator):
                    made.close()

        def end(running: asyncio.Future[None]) -> None:
            # Asked for here, so that an error nobody waits for any more is not reported as lost.
            if not running.cancelled():
                running.exception()
            items.put_nowait(None)

        done = loop.run_in_executor(self._pool, run)
        done.add_done_callback(end)
        try:
            while (item := await items.get()) is not None:
                yield item
            await done
        finally:
            stopped.set()

    async def last(self, request: Request, work: Callable[[], Iterator[Item]]) -> Item:
        """The last item of such an iterator. Raises ClientDisconnect when the client leaves before."""
        made = asyncio.ensure_future(self._last(work))
        gone = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait((made, gone), return_when=asyncio.FIRST_COMPLETED)
            if not made.done():
                raise ClientDisconnect
            return made.result()
        finally:
            made.cancel()
            gone.cancel()

    async def _last(self, work: Callable[[], Iterator[Item]]) -> Item:
        async with aclosing(self.stream(work)) as items:
            found = [item async for item in items]
        return found[-1]


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


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
