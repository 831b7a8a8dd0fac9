"""`unqa index`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_for
from ui.output import write_document, write_error

if TYPE_CHECKING:
    from index.build import BuildReport

DONE, SOME_FAILED = 0, 1


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(index)


def index(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Files and folders to add. Without any, all known ones are refreshed."),
    ] = None,
    remove: Annotated[
        list[Path] | None,
        typer.Option("--remove", metavar="PATH", help="Forget this file or folder. May be given more than once."),
    ] = None,
    bundled: Annotated[
        bool | None,
        typer.Option("--bundled/--no-bundled", help="Take the bundled resolutions in, or leave them out, from now on."),
    ] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Build the index, or bring it up to date.

    Paths are remembered: 'unqa index' alone reads again what changed in any of them. Files that did not change cost
    nothing. The index answers as before until the new one is complete.

    Exit code 0: done. 1: done, but some files could not be read (each is listed). 2: could not be done.

    \b
    Examples:
      unqa index ~/resolutions
      unqa index
      unqa index --remove ~/resolutions/drafts
    """
    from index.build import build_index
    from ui.progress import build_progress

    settings = settings_for(context, data)
    try:
        with build_progress() as progress:
            report = build_index(settings, _at_home(paths), remove=_at_home(remove), bundled=bundled, progress=progress)
    except KeyboardInterrupt:
        write_error("stopped; the index answers as before, and the same command goes on from here")
        raise
    if as_json:
        write_document(index_document(report))
    else:
        print_index(report)
    return SOME_FAILED if report.failed else DONE


def _at_home(paths: list[Path] | None) -> tuple[Path, ...]:
    # The shell leaves "~" alone after "--remove=".
    return tuple(path.expanduser() for path in paths or ())


def index_document(report: BuildReport) -> dict[str, object]:
    """The document of `unqa index --json`."""
    return {
        "resolutions": report.resolutions,
        "paragraphs": report.paragraphs,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": [{"file": file, "error": error} for file, error in report.failed],
        "seconds": round(report.seconds, 3),
        "others": report.others,
    }


def print_index(report: BuildReport) -> None:
    """What a build did, for people; what went wrong on standard error."""
    for file, original in report.duplicates:
        write_error(f"{file}: left aside, the same file as {original}")
    for file in report.plain:
        write_error(f"{file}: not a resolution, indexed by its paragraphs")
    for file, error in report.failed:
        write_error(error if error.startswith(file) else f"{file}: {error}")
    changes = (
        (report.added, "added"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (len(report.failed), "not readable"),
    )
    counted = ", ".join(f"{count} {name}" for count, name in changes if count) or "nothing to do"
    others = f" and {report.others} other {'document' if report.others == 1 else 'documents'}" if report.others else ""
    total = f"{report.resolutions} resolutions{others}, {report.paragraphs} paragraphs"
    typer.echo(f"{total} in {report.seconds:.1f} s ({counted})")
