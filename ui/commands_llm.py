"""`unqa llm check`: does the language model answer, how fast, and does it keep to the format of citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ui.options import DataOption, JsonOption, settings_for
from ui.output import write_document

if TYPE_CHECKING:
    from rag.llm_check import Trial

GOOD, BAD = 0, 1


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(rich_markup_mode=None, add_completion=False)
    group.callback()(llm)
    group.command()(check)
    app.add_typer(group, name="llm")


def llm() -> None:
    """The language model of the settings.

    \b
    Examples:
      unqa llm check
    """


def check(context: typer.Context, as_json: JsonOption = False, data: DataOption = None) -> int:
    """Ask the language model one question about two made-up paragraphs.

    Says how long its first word and its whole answer took, and whether it cites as it is told to.

    Exit code 0: it can be used. 1: it answers, but does not keep to the citations. 2: it does not answer.

    \b
    Examples:
      unqa llm check
      UNQA_LLM=ollama UNQA_LLM_MODEL=qwen3 unqa llm check --json
    """
    from rag.llm_check import try_model

    trial = try_model(settings_for(context, data))
    if as_json:
        write_document(_document(trial))
    else:
        typer.echo("\n".join(_lines(trial)))
    return GOOD if trial.cites else BAD


def _document(trial: Trial) -> dict[str, Any]:
    return {
        "model": trial.model,
        "cites": trial.cites,
        "first_token_ms": round(trial.first_token_ms, 1),
        "total_ms": round(trial.total_ms, 1),
        "tokens": {"in": trial.tokens_in, "out": trial.tokens_out, "estimated": trial.tokens_estimated},
        "supported": trial.supported,
        "statements": trial.statements,
    }


def _lines(trial: Trial) -> list[str]:
    from ui.text import one_line

    about = "about " if trial.tokens_estimated else ""
    verdict = "it keeps to the citations" if trial.cites else "it does not keep to the citations: use another model"
    return [
        f"{one_line(trial.model)} answers: first word after {trial.first_token_ms:.0f} ms, all of it after "
        f"{trial.total_ms:.0f} ms",
        f"tokens: {about}{trial.tokens_in} in, {trial.tokens_out} out",
        f"{trial.supported} of {trial.statements} statements are supported by what they cite: {verdict}",
    ]
