"""`unqa verify`, `unqa trace` and `unqa compare`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UnqaError
from ui.options import (
    CiteOption,
    DataOption,
    JsonOption,
    ReportLanguageOption,
    citation_style,
    report_language,
    settings_for,
)
from ui.output import write_document, write_error
from ui.text import without_surrogates

if TYPE_CHECKING:
    from index.catalog import Catalog
    from rag.citation_formats import CitationStyle
    from rag.model import Citation
    from rag.quote import Verification

EXACT, NOT_EXACT, FAILED = 0, 1, 2


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(verify)
    app.command()(trace)
    app.command()(compare)


def verify(
    context: typer.Context,
    quotation: Annotated[
        str,
        typer.Argument(
            metavar="QUOTATION", help="The words to look for; '-' reads one quotation a line from standard input."
        ),
    ],
    within: Annotated[
        str | None,
        typer.Option("--in", metavar="REF", help="Check too that it stands there: '57/203 para 8', '57/203', an id."),
    ] = None,
    cite: CiteOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Is a quotation exact, and where does it stand?

    Typography makes no difference (line breaks, quotation marks, dashes, footnote markers); every word does. Of an
    altered quotation the closest wording is shown with what differs: [-left out-] {+added+}.

    With --cite an exact quotation is answered by its citation: in the place named by --in, or else where it was used
    first.

    Exit code 0: exact, and in the place named. 1: not. 2: could not be done.

    \b
    Examples:
      unqa verify "continuing need for impartial and objective information"
      unqa verify --in "57/203 para 8" "the continuing need for impartial information"
      unqa verify - --json < quotations.txt
      unqa verify --cite oscola "remain vigilant with regard to violations of human rights"
    """
    from ui.library import open_catalog

    style = citation_style(cite)
    place = None if within is None else without_surrogates(within)
    with open_catalog(settings_for(context, data)) as catalog:
        if quotation != "-":
            return _verify(catalog, without_surrogates(quotation), place, style, as_json=as_json, indent=2)
        worst = EXACT
        for line in _lines():
            try:
                worst = max(worst, _verify(catalog, line, place, style, as_json=as_json, indent=None))
            except UnqaError as error:
                write_error(str(error))
                if as_json:
                    # Line n of the output belongs to line n of the input, come what may.
                    write_document({"quotation": line, "error": str(error)}, indent=None)
                worst = FAILED
        return worst


def trace(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(metavar="REF", help="A paragraph: '57/203 para 8', 57/203#op8, 57/203#pp3.", show_default=False),
    ],
    cite: CiteOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """How one paragraph changed over the years, in order of adoption.

    Each entry says what became of the wording since the one before: first, same, moved (same wording under another
    number), changed (with the differences). Resolutions in between that have no such paragraph are named.

    \b
    Examples:
      unqa trace "57/203 para 8"
      unqa trace 62/165#op11 --json
      unqa trace 62/165#op11 --cite un
    """
    from rag.lineage import trace as trace_paragraph
    from ui.library import open_catalog

    style = citation_style(cite)
    with open_catalog(settings_for(context, data)) as catalog:
        lineage = trace_paragraph(catalog, without_surrogates(reference))
        cited = _cited(catalog, [entry.citation for entry in lineage.entries], style)
    if as_json:
        from rag.quote_documents import lineage_document

        document = lineage_document(lineage)
        write_document(document if style is None else {**document, "cite": {"style": style, "text": cited}})
    elif style is not None:
        _print_lines(cited)
    else:
        from ui.terminal import open_console, show
        from ui.terminal_quote import draw_lineage

        show(open_console(), draw_lineage(lineage))
    return 0


def compare(
    context: typer.Context,
    before: Annotated[
        str, typer.Argument(metavar="REF", help="A resolution or a paragraph, the earlier one.", show_default=False)
    ],
    after: Annotated[str, typer.Argument(metavar="REF", help="The one to compare it with.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write a report too: the name ends in .html, .md, .docx or .csv."),
    ] = None,
    language: ReportLanguageOption = "en",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Two resolutions, or two paragraphs, side by side: same, changed, moved, added, dropped.

    Whole resolutions are aligned paragraph by paragraph. In a narrow terminal one stands above the other.

    \b
    Examples:
      unqa compare 57/203 62/165
      unqa compare 52/131#op8 57/203#op6
      unqa compare 57/203 62/165 --out changes.docx
    """
    from rag.side_by_side import compare as compare_places
    from ui.library import open_catalog
    from ui.report import check_target, write_report
    from ui.report_tables import comparison_report

    check_target(out)
    spoken = report_language(language)
    with open_catalog(settings_for(context, data)) as catalog:
        comparison = compare_places(catalog, without_surrogates(before), without_surrogates(after))
    if as_json:
        from rag.quote_documents import comparison_document

        write_document(comparison_document(comparison))
    else:
        from ui.terminal import open_console, show
        from ui.terminal_quote import SIDE_BY_SIDE, draw_comparison

        console = open_console()
        # On a pipe nothing limits the width: one above the other can be searched line by line.
        width = console.width if console.is_terminal else SIDE_BY_SIDE - 1
        show(console, draw_comparison(comparison, width))
    if out is not None:
        write_report(comparison_report(comparison, spoken), out.expanduser())
    return 0


def _verify(
    catalog: Catalog,
    quotation: str,
    place: str | None,
    style: CitationStyle | None,
    *,
    as_json: bool,
    indent: int | None,
) -> int:
    from rag.quote import verify as verify_quotation

    found = verify_quotation(catalog, quotation, place)
    cited = _cited(catalog, _best(catalog, found, place), style)
    if as_json:
        from rag.quote_documents import verification_document

        document = verification_document(found)
        write_document(
            document if style is None else {**document, "cite": {"style": style, "text": cited}}, indent=indent
        )
    elif cited:
        _print_lines(cited)
    else:
        from rich.text import Text

        from ui.terminal import open_console, show
        from ui.terminal_quote import draw_verification

        console = open_console()
        show(console, draw_verification(found, with_quotation=indent is None))
        if indent is None:
            show(console, Text())
    sys.stdout.flush()
    return EXACT if found.verdict == "exact" and found.attribution in (None, "confirmed") else NOT_EXACT


def _best(catalog: Catalog, found: Verification, place: str | None) -> list[Citation]:
    """The occurrence to cite: in the place named, or the first use; none unless the quotation is exact."""
    if found.verdict != "exact":
        return []
    if place is not None and found.attribution == "confirmed":
        from rag.places import read_place

        named = read_place(catalog, place)
        paragraphs = {one.id: one for one in catalog.paragraphs(citation.id for citation in found.occurrences)}
        for citation in found.occurrences:
            paragraph = paragraphs.get(citation.id)
            if citation.symbol == named.symbol and (paragraph is None or named.names(paragraph)):
                return [citation]
    return [found.occurrences[0]]


def _cited(catalog: Catalog, citations: list[Citation], style: CitationStyle | None) -> str:
    if style is None or not citations:
        return ""
    from rag.citation_formats import cite_all

    return cite_all(catalog, citations, style)


def _print_lines(text: str) -> None:
    from ui.text import printable

    sys.stdout.write(printable(text) + "\n")


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        if line.strip():
            yield without_surrogates(line.rstrip("\r\n"))
