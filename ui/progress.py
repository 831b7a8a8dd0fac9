"""How far long work is, on standard error, when that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from index.build import Progress, Stage

_STAGES: dict[Stage, str] = {
    "wait": "Waiting for another process that builds the index",
    "read": "Reading files",
    "embed": "Embedding",
    "store": "Storing",
}


@contextmanager
def build_progress() -> Iterator[Callable[[Progress], None]]:
    """What to call with each step; bars with rate and time left appear at the first of them."""
    if not sys.stderr.isatty():
        yield _quiet
        return
    bars = _bars()
    tasks: dict[Stage, TaskID] = {}

    def step(progress: Progress) -> None:
        if not tasks:
            bars.start()
        if progress.stage not in tasks:
            tasks[progress.stage] = bars.add_task(_STAGES[progress.stage], unit=progress.unit, rate="")
        _update(bars, tasks[progress.stage], progress.done, progress.total)

    try:
        yield step
    finally:
        bars.stop()


@contextmanager
def counted_progress(description: str, unit: str) -> Iterator[Callable[[int, int, str], None]]:
    """What to call with how many of how many are done, and the name of the last."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    bars = _bars()
    tasks: list[TaskID] = []

    def step(done: int, total: int, _: str) -> None:
        if not tasks:
            bars.start()
            tasks.append(bars.add_task(description, unit=unit, rate=""))
        _update(bars, tasks[0], done, total)

    try:
        yield step
    finally:
        bars.stop()


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}  {task.fields[rate]}", markup=False),
        TimeRemainingColumn(compact=True),
        console=Console(file=sys.stderr, highlight=False, markup=False, emoji=False),
        transient=True,
    )


def _update(bars: Bars, task: TaskID, done: int, total: int) -> None:
    bars.update(task, completed=done, total=total or None)
    speed = bars.tasks[bars.task_ids.index(task)].speed
    if speed:
        bars.update(task, rate=f"{speed:.0f}/s")


def _quiet(_: Progress) -> None:
    """A pipe or a file gets no bars."""
