"""`unqa fetch`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_for
from ui.output import write_document, write_error

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.fetch import Fetched

DONE, SOME_FAILED, CANNOT = 0, 1, 2


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(fetch)


def fetch(
    context: typer.Context,
    symbols: Annotated[
        list[str], typer.Argument(metavar="SYMBOL...", help="Symbols of documents: A/RES/60/1, 'S/RES/242 (1967)'.")
    ],
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="One of ar, en, es, fr, ru, zh.")] = "en",
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Keep the files here. Default: the folder 'fetched' of the index."),
    ] = None,
    no_index: Annotated[bool, typer.Option("--no-index", help="Fetch only; 'unqa index DIR' indexes later.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Fetch also what is there already.")] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Fetch official documents from the United Nations' document service, and index them.

    This is the only command that asks another machine for documents. It asks politely: one document at a time, with a
    pause between two, and never again for what is there. Beside each file its address, date and SHA-256 are kept.
    UNQA_FETCH_URL names another service.

    Exit code 0: done. 1: some documents could not be fetched or read (each is listed). 2: none could.

    \b
    Examples:
      unqa fetch A/RES/60/1
      unqa fetch 60/1 61/295 --language fr
      unqa fetch "S/RES/242 (1967)" --into ~/resolutions
    """
    from index.errors import FetchError
    from index.fetch import Fetcher, document_symbol

    settings = settings_for(context, data)
    wanted = list(dict.fromkeys(map(document_symbol, symbols)))
    folder = into.expanduser() if into is not None else settings.data / "fetched"
    fetched: list[Fetched] = []
    failed: list[tuple[str, str]] = []
    with Fetcher(settings.fetch_url, folder) as fetcher:
        for symbol in wanted:
            try:
                fetched.append(fetcher.fetch(symbol, language, again=again))
            except FetchError as error:
                failed.append((symbol, str(error)))
                write_error(str(error))
    report = None
    if fetched and not no_index:
        from index.build import build_index
        from ui.progress import build_progress

        with build_progress() as progress:
            report = build_index(settings, (folder,), progress=progress)
    _tell(fetched, failed, report, as_json=as_json)
    if not fetched:
        return CANNOT
    return SOME_FAILED if failed or (report is not None and report.failed) else DONE


def _tell(fetched: list[Fetched], failed: list[tuple[str, str]], report: BuildReport | None, *, as_json: bool) -> None:
    from ui.commands_index import index_document, print_index

    if as_json:
        write_document(
            {
                "fetched": [{**asdict(one.provenance), "file": str(one.path), "cached": one.cached} for one in fetched],
                "failed": [{"symbol": symbol, "error": error} for symbol, error in failed],
                "index": None if report is None else index_document(report),
            }
        )
        return
    for one in fetched:
        typer.echo(f"{one.provenance.symbol} ({one.provenance.language}): {one.path}{' (there already)' * one.cached}")
    if report is not None:
        print_index(report)
