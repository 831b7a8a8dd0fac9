"""A real server and a real browser for the benchmarks that look at the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path(os.environ.get("UNQA_TEST_CHROMIUM", "/usr/bin/chromium"))
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[str]:
    """The address of `unqa serve` with its index in `data`, which is built first where there is none.

    `settings` are set in its environment.
    """
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    environment = {**os.environ, "UNQA_DATA": str(data), "PYTHONUNBUFFERED": "1", **settings}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            found = _ADDRESS.search(server.stdout.readline() if server.stdout else "")
            if found is None:
                raise SystemExit("the server did not print its address")
            yield found.group()
        finally:
            server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
