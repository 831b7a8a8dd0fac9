"""`unqa audit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.options import DataOption, JsonOption, ReportLanguageOption, report_language, settings_for
from ui.output import write_document

CLEAN, SOMETHING_WRONG = 0, 1


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(audit)


def audit(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The draft: .txt, .md, .docx or .pdf.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write a report too: the name ends in .html, .md, .docx or .csv."),
    ] = None,
    language: ReportLanguageOption = "en",
    everything: Annotated[bool, typer.Option("--all", help="List also what is right.")] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Check every reference to a resolution in a draft, and every quotation credited to one.

    Does the paragraph exist, is the date right, are the words exact, do they stand there? What could not be checked
    (a resolution that is not in the corpus, a reference that does not say of which resolution) is listed as unchecked,
    never as right.

    Exit code 0: nothing is wrong. 1: something is. 2: could not be done.

    \b
    Examples:
      unqa audit draft.docx
      unqa audit draft.md --out report.html
      unqa audit draft.docx --out report.docx --report-language fr
      unqa audit draft.pdf --json
    """
    from rag.audit import audit as audit_draft
    from rag.draft_readers import read_draft
    from ui.library import open_catalog
    from ui.report import check_target, write_report
    from ui.report_tables import audit_report

    check_target(out, file)
    spoken = report_language(language)
    draft = read_draft(file.expanduser())
    with open_catalog(settings_for(context, data)) as catalog:
        audited = audit_draft(catalog, draft)
    if as_json:
        from rag.audit_documents import audit_document

        write_document(audit_document(audited))
    else:
        from ui.terminal import open_console, show
        from ui.terminal_audit import draw_audit

        show(open_console(), draw_audit(audited, everything=everything))
    if out is not None:
        write_report(audit_report(audited, spoken), out.expanduser())
    return SOMETHING_WRONG if audited.wrong else CLEAN
