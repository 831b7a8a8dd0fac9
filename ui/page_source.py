"""Resolutions as pages: the place that a citation opens in a panel, and the permanent addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Final
from urllib.parse import unquote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from index.catalog import Catalog
from index.errors import UnqaError
from index.model import Paragraph, Resolution, Span
from index.plain_documents import FILE_PREFIX
from index.symbols import official_url, parse_reference
from rag.citation_formats import CitationStyle, citable, cite_as
from rag.citing import cite_paragraph
from rag.links import links_of
from rag.places import Place, read_place
from rag.quotable import summaries_of
from rag.side_by_side import names_a_paragraph, paragraph_at, resolution_at
from ui import render
from ui.library import find_paragraphs
from ui.page_addresses import fragment_of, read_path, resolution_address
from ui.page_answers import failed, page
from ui.page_language import Language
from ui.page_words import say
from ui.render_corpus import citing_html, links_html, ways_html
from ui.spoken_citations import spoken_citation

# One paragraph alone, for a glance at it.
EXCERPT_ROUTE: Final = "/paragraph"
_Place = Annotated[str, Query(alias="id", max_length=200)]
_Words = Annotated[str, Query(max_length=30)]
_WORDS: Final = re.compile(r"(\d{1,9})-(\d{1,9})")
_PRINTED: Final[tuple[tuple[str, CitationStyle], ...]] = (("Bluebook", "bluebook"), ("OSCOLA", "oscola"))
_FOR_MACHINES: Final[tuple[tuple[str, CitationStyle], ...]] = (("BibTeX", "bibtex"), ("RIS", "ris"))
BODIES: Final = ("A", "S", "E", "A/HRC")


def source_routes(catalog: Catalog) -> APIRouter:
    """The routes of the resolutions, reading `catalog`."""
    router = APIRouter(default_response_class=HTMLResponse)

    def source(language: Language, place: _Place, words: _Words = "") -> HTMLResponse:
        try:
            resolution, one, mark = _marked(catalog, place, words)
            apparatus = _apparatus(catalog, resolution, one, language)
        except UnqaError as error:
            return failed(error, language)
        url = official_url(resolution.symbol, resolution.language)
        body = render.resolution_html(resolution, url, (mark,), language=language, apparatus=apparatus)
        return page(resolution.symbol, body, language)

    def paragraph(language: Language, place: _Place, words: _Words = "") -> HTMLResponse:
        try:
            resolution, _, mark = _marked(catalog, place, words)
        except UnqaError as error:
            return failed(error, language)
        return page(resolution.symbol, render.excerpt_html(resolution, mark, language=language), language)

    router.get(render.SOURCE_ROUTE)(source)
    router.get(EXCERPT_ROUTE)(paragraph)
    for body in BODIES:
        _add_texts(router, catalog, f"{body}/RES/")
    _add_texts(router, catalog, FILE_PREFIX)
    return router


def _marked(catalog: Catalog, place: str, words: str) -> tuple[Resolution, Paragraph | None, render.Mark]:
    """The resolution of a place, its paragraph if it is one, and the words there to be marked."""
    reference = parse_reference(place)
    resolution, paragraphs = find_paragraphs(catalog, reference)
    one = paragraphs[0] if reference.kind not in (None, "heading") else None
    # As typed, a place may be written in many ways; the paragraph that was found has one id.
    return resolution, one, render.Mark(one.id if one else place, _span(words))


def _add_texts(router: APIRouter, catalog: Catalog, begin: str) -> None:
    """The permanent addresses of the texts whose symbol begins so."""

    def resolution(
        request: Request, language: Language, rest: str, text: Annotated[str, Query(max_length=8)] = ""
    ) -> Response:
        try:
            place = read_place(catalog, read_path(f"{begin}{rest}"))
            found = resolution_at(catalog, place, text or None)
            if (address := _address_instead(request, place, found)) is not None:
                return RedirectResponse(address)
            apparatus = _apparatus(catalog, found, None, language)
            links = links_html(links_of(catalog, found), language)
        except UnqaError as error:
            return failed(error, language)
        url = official_url(found.symbol, found.language)
        article = render.resolution_html(found, url, language=language, apparatus=apparatus + links, anchors=True)
        return page(found.symbol, article, language, current="nav_corpus")

    router.get(f"/{begin}{{rest:path}}", response_model=None)(resolution)


def _address_instead(request: Request, place: Place, found: Resolution) -> str | None:
    """The permanent address, where a request was for the same by another; None where it was for that.

    Raises NotInCorpusError where a paragraph is named that the resolution does not have.
    """
    address = resolution_address(found.symbol)
    # Compared as read: programs on the way may write a bracket as they like. A solidus they leave as it is.
    if request.scope["path"] == unquote(address) and b"%2f" not in request.scope["raw_path"].lower():
        return None
    query = request.url.query
    if place.reference.language:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "text"]
        query = urlencode([*kept, ("text", found.language)])
    fragment = fragment_of(paragraph_at(place, found).id) if names_a_paragraph(place) else ""
    return f"{address}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"


def _apparatus(catalog: Catalog, resolution: Resolution, paragraph: Paragraph | None, language: str) -> str:
    """What accompanies a resolution: ways onward, and its citation or that of the paragraph."""
    others = [other for other in catalog.languages(resolution.symbol) if other != resolution.language]
    place = paragraph.id if paragraph else None
    ways = ways_html(resolution.symbol, resolution.language, place, others, language)
    return ways + citing_html(_cited(catalog, resolution, paragraph, language), language)


def _cited(
    catalog: Catalog, resolution: Resolution, paragraph: Paragraph | None, language: str
) -> Sequence[tuple[str, str]]:
    summary = summaries_of(catalog, {resolution.symbol})[resolution.symbol, resolution.language]
    citation = cite_paragraph(paragraph, summary, 1) if paragraph else None
    whole = citable(summary, citation, resolution=resolution)
    # A footnote in print has no room for the receipt; the two for machines carry it in a field of their own.
    printed = replace(whole, receipt=None)
    return [
        (say(language, "united_nations"), spoken_citation(printed, language)),
        *((name, cite_as(style, printed)) for name, style in _PRINTED),
        *((name, cite_as(style, whole)) for name, style in _FOR_MACHINES),
    ]


def _span(words: str) -> Span | None:
    match = _WORDS.fullmatch(words)
    return Span(int(match.group(1)), int(match.group(2))) if match else None
