"""`unqa show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_for
from ui.output import write_document
from ui.text import without_surrogates

if TYPE_CHECKING:
    from index.model import Paragraph, Resolution


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(show)


def show(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A resolution (57/203) or a paragraph (57/203#op8, 'A/RES/57/203 para 8').",
            show_default=False,
        ),
    ],
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="In this language; English if there is a choice.")
    ] = None,
    repairs: Annotated[
        bool, typer.Option("--repairs", help="List also what the reader mended in the file's text.")
    ] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Print a resolution, or one paragraph of it, with numbers, footnotes and heading.

    \b
    Examples:
      unqa show 57/203
      unqa show "A/RES/57/203 para 8"
      unqa show 57/203#op8 --json
      unqa show 59/190 --repairs
    """
    from index.symbols import official_url, parse_reference
    from ui.library import find_paragraphs, open_catalog

    wanted = parse_reference(without_surrogates(reference))
    with open_catalog(settings_for(context, data)) as catalog:
        resolution, paragraphs = find_paragraphs(catalog, wanted, language)
    if as_json:
        write_document(_document(resolution, paragraphs, repairs=repairs))
    else:
        _print(resolution, paragraphs, official_url(resolution.symbol, resolution.language), repairs=repairs)
    return 0


def _document(resolution: Resolution, paragraphs: tuple[Paragraph, ...], *, repairs: bool) -> dict[str, object]:
    from dataclasses import asdict, replace

    from rag.documents import resolution_document

    document: dict[str, object] = resolution_document(replace(resolution, paragraphs=paragraphs))
    if repairs:
        document["repairs"] = [asdict(repair) for repair in resolution.repairs]
    return document


def _print(resolution: Resolution, paragraphs: tuple[Paragraph, ...], url: str, *, repairs: bool) -> None:
    from rich.text import Text

    from ui.terminal import draw_repairs, draw_resolution, open_console
    from ui.terminal import show as show_on

    console = open_console()
    whole = paragraphs == resolution.paragraphs
    # A clause's wording holds its sub-paragraphs already: in a whole resolution they would stand twice.
    shown = tuple(paragraph for paragraph in paragraphs if paragraph.parent is None) if whole else paragraphs
    show_on(console, draw_resolution(resolution, shown, url))
    if repairs:
        show_on(console, Text(), draw_repairs(resolution))
