"""Work that another thread may stop: it looks whether it is to go on, wherever it has taken a step.

The catalog looks before and within every statement; what computes for long by itself looks too. Whoever starts the
work holds an event, so that no function in between need know of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event

from index.errors import StoppedError

_stop: ContextVar[Event | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(event: Event) -> Iterator[None]:
    """Within the context this thread's work ends, by StoppedError, soon after the event is set."""
    before = _stop.set(event)
    try:
        yield
    finally:
        _stop.reset(before)


def is_stopped() -> bool:
    """Whether the work of this thread is to end."""
    event = _stop.get()
    return event is not None and event.is_set()


def go_on() -> None:
    """Raises StoppedError when the work of this thread is to end."""
    if is_stopped():
        raise StoppedError("stopped: nobody waits for it any more")
