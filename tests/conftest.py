"""What several test modules share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from index.settings import Settings
from rag.assistant import Assistant
from tests.served import KEY, NAME, TOKEN, served

# How long one example takes says more about what else the machine does than about the program. Continuous integration
# tries the same examples every time: what it says is about the change. New ones are tried everywhere else.
hypothesis_settings.register_profile("unqa", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("unqa")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests with a browser first: they take longest, and at the end one process would wait for them alone."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def run_unqa(
    arguments: Sequence[str], data: Path, *, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own, its index in `data`, its input `text`."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        input=text,
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        env={**os.environ, "UNQA_DATA": str(data), **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def bundled_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the bundled corpus. Read from it, do not change it."""
    folder = tmp_path_factory.mktemp("bundled")
    built = run_unqa(["index"], folder)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def assistant(bundled_data: Path) -> Iterator[Assistant]:
    """An assistant for the bundled corpus."""
    with Assistant.open(Settings(data=bundled_data)) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(bundled_data: Path) -> Iterator[str]:
    """The address of a server that asks for nothing."""
    with served(bundled_data) as address:
        yield address


@pytest.fixture(scope="session")
def guarded(bundled_data: Path) -> Iterator[str]:
    """The address of a server that others can reach, behind a proxy: it asks for a token."""
    with served(bundled_data, UNQA_TOKEN=TOKEN, UNQA_API_KEYS=KEY, UNQA_HOSTS=NAME) as address:
        yield address
