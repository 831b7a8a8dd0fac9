"""An answer shown on a terminal while it grows: the statements so far, then the whole in their place."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, nullcontext

from rich.live import Live

from rag.events import AnswerEvent, Draft, Finished
from rag.model import Answer
from ui.output import write_error
from ui.terminal import open_console
from ui.terminal_answer import draw_draft


def watched(events: Generator[AnswerEvent, None, None], *, quietly: bool) -> Answer:
    """The whole answer, which is still to be shown; its drafts are shown before, and are gone by then.

    Nothing is shown on a pipe, on a terminal that cannot take anything back, or `quietly`. Raises KeyboardInterrupt
    when the user stops it: the work is stopped, and what there was of the answer stays.
    """
    console = open_console()
    grows = console.is_terminal and not console.is_dumb_terminal and not quietly
    with closing(events), Live(console=console, transient=True, auto_refresh=False) if grows else nullcontext() as live:
        last: AnswerEvent | None = None
        try:
            for event in events:
                # While the model is silent the last event comes again.
                if live is not None and isinstance(event, Draft) and event != last:
                    live.update(draw_draft(event.answer), refresh=True)
                last = event
        except KeyboardInterrupt:
            if live is not None:
                live.transient = False
            raise
    assert isinstance(last, Finished)
    return last.answer


def say_stopped() -> None:
    """Say that the user stopped the answer."""
    write_error("stopped: the answer is not complete")
