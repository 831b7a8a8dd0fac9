"""`unqa serve` over the bundled corpus, on a free port of this machine, as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

TOKEN = "a token of these tests"
KEY = "a key of these tests"
NAME = "unqa.example"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def started(data: Path, **environment: str) -> Iterator[tuple[str, IO[str]]]:
    """The address of the server, and what else it prints."""
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "UNQA_DATA": str(data), "PYTHONUNBUFFERED": "1", **environment},
    ) as server:
        assert server.stdout is not None
        found = _ADDRESS.search(server.stdout.readline())
        try:
            assert found is not None, "the server did not print its address"
            yield found.group(), server.stdout
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def served(data: Path, **environment: str) -> Iterator[str]:
    """The address of the server."""
    with started(data, **environment) as (address, _):
        yield address
