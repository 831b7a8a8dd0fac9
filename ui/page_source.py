"""The address that shows a cited place in its resolution. The page opens it in a panel; on its own it is a page."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from index.catalog import Catalog
from index.errors import DataError, NotInCorpusError, SymbolError
from index.model import Span
from index.symbols import official_url, parse_reference
from ui import render
from ui.library import find_paragraphs

_WORDS = re.compile(r"(\d{1,9})-(\d{1,9})")


def source_routes(catalog: Catalog) -> APIRouter:
    """The route of the sources, reading `catalog`."""
    router = APIRouter()

    def source(
        place: Annotated[str, Query(alias="id", max_length=200)],
        words: Annotated[str, Query(max_length=30)] = "",
    ) -> HTMLResponse:
        try:
            reference = parse_reference(place)
            resolution, paragraphs = find_paragraphs(catalog, reference)
        except (SymbolError, NotInCorpusError) as error:
            return _page("Not found", render.error_html(str(error)), status=404)
        except DataError as error:
            return _page("Not to be read", render.error_html(str(error)), status=503)
        # As typed, a place may be written in many ways; the paragraph that was found has one id.
        one = paragraphs[0].id if reference.kind in ("preambular", "operative") else place
        url = official_url(resolution.symbol, resolution.language)
        return _page(resolution.symbol, render.resolution_html(resolution, url, (render.Mark(one, _span(words)),)))

    router.get(render.SOURCE_ROUTE, response_class=HTMLResponse)(source)
    return router


def _span(words: str) -> Span | None:
    match = _WORDS.fullmatch(words)
    return Span(int(match.group(1)), int(match.group(2))) if match else None


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(render.document_html(title, body), status_code=status)
