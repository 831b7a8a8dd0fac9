"""Work that takes its time, done in threads. So much of a kind is done at once, so much waits, the rest is turned away.

Whoever leaves has the work stopped: it ends at its next event, or where it next looks whether it is to go on
(`index.stopping`), and its thread is free.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from threading import Event, Lock
from typing import Final, TypeVar

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from index.errors import BusyError
from index.messages import message
from index.stopping import stopped_by

# Python runs one thread at a time: more than these only wait for each other. A check takes up to a second, an audit
# minutes.
ANSWERS, ANSWERS_WAITING = 8, 200
CHECKS, CHECKS_WAITING = 4, 60
AUDITS, AUDITS_WAITING = 2, 8
# Of no standard; nobody is there to see it but the metrics.
CLIENT_LEFT: Final = 499

Item = TypeVar("Item")
Result = TypeVar("Result")


class Lane:
    """The threads of one kind of work."""

    def __init__(self, name: str, at_once: int, waiting: int) -> None:
        self.name = name
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._most = at_once + waiting
        self._lock = Lock()
        self._taken = self._running = 0

    @property
    def running(self) -> int:
        """How much is being done."""
        return self._running

    @property
    def waiting(self) -> int:
        """How much waits for a thread."""
        return self._taken - self._running

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def run(self, request: Request, work: Callable[[], Result]) -> Result:
        """What `work` returns. Raises what it raises, BusyError, and ClientDisconnect when the client leaves before."""
        stop = Event()
        made = asyncio.wrap_future(self._begin(stop, work))
        try:
            return await _unless_left(request, made)
        finally:
            stop.set()

    async def stream(self, work: Callable[[], Iterator[Item]]) -> AsyncGenerator[Item]:
        """The items of an iterator that blocks, all of them made in one thread; one that comes again is left out.

        Closing this closes the iterator as soon as it has made its next item. Raises what the iterator raises, and
        BusyError.
        """
        loop = asyncio.get_running_loop()
        items: asyncio.Queue[Item | None] = asyncio.Queue()
        stop = Event()

        def run() -> None:
            made = work()
            last: Item | None = None
            try:
                for item in made:
                    if stop.is_set():
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

        done = asyncio.wrap_future(self._begin(stop, run))
        done.add_done_callback(end)
        try:
            while (item := await items.get()) is not None:
                yield item
            await done
        finally:
            stop.set()
            done.cancel()

    async def last(self, request: Request, work: Callable[[], Iterator[Item]]) -> Item:
        """The last item of such an iterator. Raises ClientDisconnect when the client leaves before."""
        return await _unless_left(request, asyncio.ensure_future(self._last(work)))

    async def _last(self, work: Callable[[], Iterator[Item]]) -> Item:
        async with aclosing(self.stream(work)) as items:
            found = [item async for item in items]
        return found[-1]

    def _begin(self, stop: Event, work: Callable[[], Result]) -> Future[Result]:
        if self._taken >= self._most:
            raise BusyError(
                f"The server has as much {self.name} to do as it takes on: try again in a few seconds.",
                message=message("server_busy"),
            )

        def run() -> Result:
            self._count(running=1)
            try:
                with stopped_by(stop):
                    return work()
            finally:
                self._count(running=-1)

        begun = self._pool.submit(run)
        self._count(taken=1)
        begun.add_done_callback(lambda _: self._count(taken=-1))
        return begun

    def _count(self, *, taken: int = 0, running: int = 0) -> None:
        with self._lock:
            self._taken += taken
            self._running += running


class Lanes:
    """The kinds of work of one server."""

    def __init__(self) -> None:
        self.answers = Lane("answering", ANSWERS, ANSWERS_WAITING)
        self.checks = Lane("checking", CHECKS, CHECKS_WAITING)
        self.audits = Lane("auditing", AUDITS, AUDITS_WAITING)

    @property
    def all(self) -> tuple[Lane, ...]:
        """Each of them."""
        return self.answers, self.checks, self.audits

    def close(self) -> None:
        """Take no more work."""
        for lane in self.all:
            lane.close()


async def nobody_left(_request: Request, _error: Exception) -> Response:
    """The answer to ClientDisconnect, for the metrics alone."""
    return Response(status_code=CLIENT_LEFT)


async def _unless_left(request: Request, made: asyncio.Future[Result]) -> Result:
    """What is being made, unless the client leaves before. Raises ClientDisconnect; what is made is then cancelled."""
    gone = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((made, gone), return_when=asyncio.FIRST_COMPLETED)
        if not made.done():
            raise ClientDisconnect
        return made.result()
    finally:
        made.cancel()
        gone.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
