"""The documents say what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from ui.cli import app
from ui.reference import reference

DOCS = Path(__file__).resolve().parents[1] / "docs"


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app), "unqa"))


def section(path: str) -> str:
    """What the reference says of a command."""
    found = re.search(rf"^## {re.escape(path)}\n(.*?)(?=^## |\Z)", (DOCS / "cli.md").read_text("utf-8"), re.M | re.S)
    assert found, f"docs/cli.md has no section '{path}'"
    return found.group(1)


def test_reference_is_current() -> None:
    assert (DOCS / "cli.md").read_text("utf-8") == reference(), "run: python -m ui.reference > docs/cli.md"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_documented(path: str) -> None:
    written = section(path)
    command = COMMANDS[path]
    assert command.help
    assert "Examples:" in command.help
    for parameter in command.params:
        names = [name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-")]
        assert parameter.help, f"{path} {parameter.name} has no help"
        for name in names or [parameter.metavar or parameter.name]:
            assert name in written, f"{path} {name} is not documented"


@pytest.mark.parametrize("path", COMMANDS)
def test_help_fits_its_lines(path: str) -> None:
    assert max(len(line) for line in section(path).splitlines()) <= 110


def test_the_page_is_described() -> None:
    page = (DOCS / "page.md").read_text("utf-8")
    for promise in ("unqa serve", "127.0.0.1:7860", "--allow-remote", "--open"):
        assert promise in page
