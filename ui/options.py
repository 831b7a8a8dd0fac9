"""Arguments and options that several commands share, and the settings that they amount to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from index.settings import Settings
    from rag.assistant import AnswererName
    from rag.citation_formats import CitationStyle

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder that holds the index. By default UNQA_DATA, or else the user's data folder.",
        file_okay=False,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on standard output, and nothing else.")
]
CiteOption = Annotated[
    str | None,
    typer.Option(
        "--cite",
        metavar="STYLE",
        help="Print a citation instead: un, bluebook, oscola, bibtex, ris or csl-json, with a receipt for the words.",
    ),
]
ReportLanguageOption = Annotated[
    str,
    typer.Option("--report-language", metavar="CODE", help="Language of the report: ar, en, es, fr, ru or zh."),
]

AnswererOption = Annotated[
    str | None,
    typer.Option(
        "--answerer",
        metavar="NAME",
        help="'verbatim' quotes; 'llm' has the language model of the settings write. By default llm if one is set.",
    ),
]


def settings_for(context: typer.Context, data: Path | None, **changes: object) -> Settings:
    """The settings of this run: options over environment over defaults. `changes` that are None count as not given.

    Raises InputError when a setting of the environment cannot be used.
    """
    from pydantic import ValidationError

    from index.errors import InputError
    from index.settings import Settings

    folder = data or context.find_root().params.get("data")
    given = {"data": folder.expanduser().absolute() if folder else None, **changes}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise InputError(f"the setting UNQA_{name.upper()} cannot be used: {first['msg']}") from error


def citation_style(name: str | None) -> CitationStyle | None:
    """The style that `--cite` names. Raises BadParameter, which lists them."""
    if name is None:
        return None
    from rag.citation_formats import STYLES

    wanted = name.lower().replace("_", "-")
    found = next((style for style in STYLES if style == wanted), None)
    if found is None:
        raise typer.BadParameter(f"--cite {name}: the styles are {', '.join(STYLES)}")
    return found


def report_language(code: str) -> str:
    """The language that `--report-language` names. Raises BadParameter, which lists them."""
    from ui.page_words import LANGUAGES

    if code.lower() not in LANGUAGES:
        raise typer.BadParameter(f"--report-language {code}: the languages are {', '.join(sorted(LANGUAGES))}")
    return code.lower()


def chosen_answerer(name: str | None) -> AnswererName | None:
    """The answerer that `--answerer` names. Raises BadParameter, which lists them."""
    match name:
        case None | "verbatim" | "llm":
            return name
    raise typer.BadParameter(f"--answerer {name}: the answerers are verbatim, llm")
