"""The reference of the command line, made from the commands themselves: `python -m ui.reference > docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer

from ui.cli import app

WIDTH = 96
_INTRODUCTION = """# The command line

Made by `python -m ui.reference > docs/cli.md`; a test keeps it current.

Every command reads `UNQA_` settings from the environment (`UNQA_DATA`, `UNQA_HOST`, `UNQA_PORT`, `UNQA_EMBEDDING`);
options come first. Messages go to standard error, results to standard output. With `--json`, standard output holds one
JSON document and nothing else, a refusal included.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | done, with a negative finding: no answer, not exact, something wrong in a draft, a file not readable |
| 2 | could not be done; one line on standard error says what to do |
| 130 | interrupted with Ctrl-C |
"""


def reference() -> str:
    """The whole reference as Markdown."""
    group = typer.main.get_command(app)
    return "\n".join([_INTRODUCTION, *_sections(group, "unqa")])


def _sections(command: Any, path: str) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = command.context_class(command, info_name=path, **settings)
    yield f"## {path}\n\n```\n{command.get_help(context).strip()}\n```\n"
    for name, child in getattr(command, "commands", {}).items():
        yield from _sections(child, f"{path} {name}")


if __name__ == "__main__":
    sys.stdout.write(reference())
