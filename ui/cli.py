"""The command line: `unqa`. Commands import what they need when they run, so that help is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from index.errors import UnqaError
from ui import (
    commands_ask,
    commands_audit,
    commands_eval,
    commands_fetch,
    commands_index,
    commands_llm,
    commands_mcp,
    commands_quote,
    commands_serve,
    commands_show,
)
from ui.options import DataOption
from ui.output import prepare_streams, write_error

CANNOT = 2
INTERRUPTED = 130
PIPE_CLOSED = 141

app = typer.Typer(
    name="unqa",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"unqa {version('unqa')}")
        raise typer.Exit


@app.callback()
def unqa(
    data: DataOption = None,
    show_version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Answers questions about resolutions of the United Nations, every statement cited to its paragraph.

    The first command that needs the index builds it from the bundled resolutions. Only fetch needs a network.

    Exit code 0: done. 1: done, with a negative finding (no answer, not exact). 2: could not be done; one line on
    standard error says why.

    \b
    Examples:
      unqa ask "What does paragraph 8 of resolution 57/203 say?"
      unqa show 57/203
      unqa verify "remain vigilant with regard to violations of human rights"
      unqa audit draft.docx
      unqa index ~/resolutions
      unqa serve
    """


commands_ask.register(app)
commands_show.register(app)
commands_quote.register(app)
commands_audit.register(app)
commands_index.register(app)
commands_fetch.register(app)
commands_eval.register(app)
commands_llm.register(app)
commands_serve.register(app)
commands_mcp.register(app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Every error that is meant for the user becomes one line."""
    prepare_streams()
    try:
        code = typer.main.get_command(app).main(
            None if arguments is None else list(arguments), prog_name="unqa", standalone_mode=False
        )
        sys.stdout.flush()
    except (UnqaError, typer.TyperException) as error:
        write_error(_message(error))
        return CANNOT
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes standard output once more as it ends; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        write_error(f"{error.strerror or error}{f': {Path(os.fsdecode(error.filename))}' if error.filename else ''}")
        return CANNOT
    return code if isinstance(code, int) else 0


def _message(error: UnqaError | typer.TyperException) -> str:
    if isinstance(error, UnqaError):
        return str(error)
    context = getattr(error, "ctx", None)
    hint = f" (see '{context.command_path} --help')" if context is not None else ""
    return f"{error.format_message().rstrip('.')}{hint}"


if __name__ == "__main__":
    sys.exit(main())
