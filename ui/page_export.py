"""A conversation as a file, or as a page to print. Whoever knows its secret name may have it, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from index.catalog import Catalog
from ui.export import Export, exported
from ui.page_answers import page
from ui.page_language import Language
from ui.page_shelf import Shelf
from ui.page_words import say
from ui.render import error_html, escape
from ui.render_print import print_html

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def export_routes(shelf: Shelf, catalog: Catalog) -> APIRouter:
    """The routes of the conversations on `shelf`."""
    router = APIRouter(prefix="/conversation/{key}")

    def export_of(key: str, language: str) -> Export | None:
        held = shelf.get(key)
        return exported(held, catalog, language, datetime.now(UTC).date()) if held is not None else None

    def markdown(language: Language, key: str) -> Response:
        from ui.export_markdown import conversation_markdown

        found = export_of(key, language)
        return _gone(language) if found is None else _file(conversation_markdown(found), "text/markdown", "md")

    def docx(language: Language, key: str) -> Response:
        from ui.export_docx import conversation_docx

        found = export_of(key, language)
        return _gone(language) if found is None else _file(conversation_docx(found), _DOCX, "docx")

    def printed(language: Language, key: str) -> Response:
        found = export_of(key, language)
        if found is None:
            return _gone(language)
        return _private(page(found.title, print_html(found, language), language, part="unqa-print"))

    router.get("/markdown")(markdown)
    router.get("/docx")(docx)
    router.get("/print")(printed)
    return router


def _file(content: str | bytes, media_type: str, suffix: str) -> Response:
    name = f"unqa-{datetime.now(UTC).date().isoformat()}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _private(Response(content, media_type=media_type, headers=headers))


def _gone(language: str) -> Response:
    title = say(language, "not_found")
    return _private(
        page(title, error_html(escape(say(language, "export_gone")), language, title), language, status=404)
    )


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
