"""A written answer on a real terminal: it grows, it can be stopped, and on a pipe nothing of it grows."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import run_unqa
from tests.llm_server import Script, scripted_server
from tests.test_llm_faces import GOOD, QUESTION, environment

SECOND = "Paragraph 8 presents the information in an impartial and objective manner [1]."
START = "stresses the continuing need for impartial"
SECONDS = 60.0


class Terminal:
    """A command that runs on a terminal of its own; what it shows so far."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self.process = process
        self.shown = ""
        self._screen = screen

    def read_until(self, words: str) -> None:
        """Read until the words appear."""
        until = time.monotonic() + SECONDS
        while words not in self.shown:
            assert time.monotonic() < until, self.shown
            if not self._read():
                break
        assert words in self.shown, self.shown

    def finish(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        return self.process.wait(SECONDS)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._screen], [], [], SECONDS)
        assert ready, self.shown
        try:
            data = os.read(self._screen, 65536)
        except OSError:
            # Linux: the other side has closed.
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)


@contextmanager
def terminal(arguments: list[str], data: Path, address: str, *, name: str = "xterm-256color") -> Iterator[Terminal]:
    """Run the command line on a pseudo-terminal, wide enough that no sentence wraps."""
    screen, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *arguments],
        stdin=other,
        stdout=other,
        stderr=other,
        env={**os.environ, "UNQA_DATA": str(data), "TERM": name, "COLUMNS": "400", **environment(address)},
        start_new_session=True,
    )
    os.close(other)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait(SECONDS)
        os.close(screen)


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_it_grows_and_can_be_stopped(command: str, bundled_data: Path) -> None:
    arguments = ["ask", QUESTION] if command == "ask" else ["chat"]
    with (
        scripted_server([Script(f"{GOOD} ", end="hang")]) as server,
        terminal(arguments, bundled_data, server.address) as running,
    ):
        if command == "chat":
            running.read_until("> ")
            os.write(running._screen, f"{QUESTION}\n".encode())
        # The model has not ended, and never will.
        running.read_until(START)
        running.process.send_signal(signal.SIGINT)
        assert running.finish() == 130
        assert server.closed_by_client.wait(5)
    assert "unqa: stopped" in running.shown
    assert "Traceback" not in running.shown


def test_silence_can_be_stopped(bundled_data: Path) -> None:
    with (
        scripted_server([Script(end="hang")]) as server,
        terminal(["ask", QUESTION], bundled_data, server.address) as running,
    ):
        until = time.monotonic() + SECONDS
        while not server.requests and time.monotonic() < until:
            time.sleep(0.02)
        running.process.send_signal(signal.SIGINT)
        assert running.finish() == 130
        assert server.closed_by_client.wait(5)
    assert "unqa: stopped" in running.shown


def test_the_whole_takes_the_place_of_what_grew(bundled_data: Path) -> None:
    with (
        scripted_server([Script(f"{GOOD} {SECOND}", size=40, pause=0.1)]) as server,
        terminal(["ask", QUESTION], bundled_data, server.address) as running,
    ):
        assert running.finish() == 0
    # Once as a draft, taken back with the terminal's own "erase line", once whole.
    assert running.shown.count(START) >= 2
    grown, _, whole = running.shown.rpartition("\x1b[2K")
    assert START in grown
    assert whole.count(START) == 1
    assert "[1] A/RES/57/203, para. 8" in whole.replace("\x1b[0m", "").replace("\x1b[36m", "").replace("\x1b[1m", "")


@pytest.mark.parametrize(
    ("arguments", "name"), [(["ask", "--json", QUESTION], "xterm-256color"), (["ask", QUESTION], "dumb")]
)
def test_nothing_grows_as_json_or_on_a_terminal_that_takes_nothing_back(
    arguments: list[str], name: str, bundled_data: Path
) -> None:
    with (
        scripted_server([Script(GOOD, size=40, pause=0.05)]) as server,
        terminal(arguments, bundled_data, server.address, name=name) as running,
    ):
        assert running.finish() == 0
    assert "\x1b[2K" not in running.shown
    if "--json" in arguments:
        assert json.loads(running.shown)["answer"] == GOOD


def test_nothing_grows_on_a_pipe(bundled_data: Path) -> None:
    with scripted_server([Script(f"{GOOD} {SECOND}", size=40, pause=0.05)]) as server:
        done = run_unqa(["ask", QUESTION], bundled_data, **environment(server.address))
    assert done.stdout.count(START) == 1
    assert "\x1b" not in done.stdout + done.stderr
