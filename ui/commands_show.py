"""`unqa show`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import CiteOption, DataOption, JsonOption, citation_style, settings_for
from ui.output import write_document
from ui.text import printable, without_surrogates

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.model import Paragraph, Resolution
    from index.provenance import Provenance
    from rag.citation_formats import CitationStyle
    from rag.links import Links


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
    source_text: Annotated[
        bool,
        typer.Option(
            "--source-text", help="Print instead the whole text read from the file, in which source ranges count."
        ),
    ] = False,
    cite: CiteOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Print a resolution, or one paragraph of it, with numbers, footnotes and heading.

    Of a whole resolution also which resolutions it cites, and where the corpus cites it. With --cite its citation
    instead, for a reference manager or a footnote.

    \b
    Examples:
      unqa show 57/203
      unqa show "A/RES/57/203 para 8"
      unqa show 57/203#op8 --json
      unqa show 59/190 --repairs
      unqa show 57/203#op8 --cite bluebook
    """
    from dataclasses import asdict

    from index.symbols import official_url, parse_reference
    from ui.library import find_paragraphs, open_catalog

    wanted = parse_reference(without_surrogates(reference))
    style = citation_style(cite)
    with open_catalog(settings_for(context, data)) as catalog:
        resolution, paragraphs = find_paragraphs(catalog, wanted, language)
        if source_text:
            _print_source_text(catalog, resolution)
            return 0
        links = _links(catalog, resolution) if paragraphs == resolution.paragraphs else None
        fetched = _provenance(catalog, resolution)
        cited = _cited(catalog, resolution, paragraphs, whole=wanted.kind is None, style=style)
    if as_json:
        document = _document(resolution, paragraphs, links, repairs=repairs)
        if fetched is not None:
            document["fetched"] = asdict(fetched)
        write_document(document if style is None else {**document, "cite": {"style": style, "text": cited}})
    elif style is not None:
        sys.stdout.write(printable(cited) + "\n")
    else:
        url = official_url(resolution.symbol, resolution.language)
        _print(resolution, paragraphs, url, links, repairs=repairs)
        if fetched is not None:
            typer.echo(printable(f"\nFetched {fetched.fetched} from {fetched.final_address}"))
    return 0


def _links(catalog: Catalog, resolution: Resolution) -> Links:
    """What a whole resolution cites, and what cites it."""
    from rag.links import links_of

    return links_of(catalog, resolution)


def _provenance(catalog: Catalog, resolution: Resolution) -> Provenance | None:
    """How the file was fetched that the resolution was read from, None where it was not."""
    from index.provenance import read_provenance

    path = catalog.file_path(resolution.symbol, resolution.language)
    return None if path is None else read_provenance(path, resolution.sha256)


def _print_source_text(catalog: Catalog, resolution: Resolution) -> None:
    from index.errors import InputError

    text = catalog.source_text(resolution.symbol, resolution.language)
    if text is None:
        raise InputError(
            f"{resolution.symbol} was read from a file of text, {resolution.file}: source ranges count in that file"
        )
    sys.stdout.write(without_surrogates(text))


def _cited(
    catalog: Catalog,
    resolution: Resolution,
    paragraphs: tuple[Paragraph, ...],
    *,
    whole: bool,
    style: CitationStyle | None,
) -> str:
    """The citation of the resolution, or of the paragraph shown; "" without a style."""
    if style is None:
        return ""
    from rag.citation_formats import citable, cite_all, cite_as
    from rag.citing import cite_paragraph
    from rag.quotable import summaries_of

    summary = summaries_of(catalog, (resolution.symbol,))[resolution.symbol, resolution.language]
    if whole or not paragraphs:
        return cite_as(style, citable(summary, resolution=resolution))
    return cite_all(catalog, [cite_paragraph(paragraph, summary, 1) for paragraph in paragraphs], style)


def _document(
    resolution: Resolution, paragraphs: tuple[Paragraph, ...], links: Links | None, *, repairs: bool
) -> dict[str, object]:
    from dataclasses import asdict, replace

    from rag.documents import resolution_document

    document: dict[str, object] = resolution_document(replace(resolution, paragraphs=paragraphs))
    if links is not None:
        from rag.audit_documents import links_document

        document |= links_document(links)
    if repairs:
        document["repairs"] = [asdict(repair) for repair in resolution.repairs]
    return document


def _print(
    resolution: Resolution, paragraphs: tuple[Paragraph, ...], url: str, links: Links | None, *, repairs: bool
) -> None:
    from rich.text import Text

    from ui.terminal import draw_repairs, draw_resolution, open_console
    from ui.terminal import show as show_on

    console = open_console()
    whole = paragraphs == resolution.paragraphs
    # A clause's wording holds its sub-paragraphs already: in a whole resolution they would stand twice.
    shown = tuple(paragraph for paragraph in paragraphs if paragraph.parent is None) if whole else paragraphs
    show_on(console, draw_resolution(resolution, shown, url))
    if links is not None:
        from ui.terminal_quote import draw_links

        show_on(console, draw_links(links))
    if repairs:
        show_on(console, Text(), draw_repairs(resolution))
