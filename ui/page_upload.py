"""Documents that readers add to the index and take out again, where whoever runs the server allows it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from index.errors import NotInCorpusError, UnqaError
from index.messages import message
from index.uploads import Uploads
from ui.page_answers import failed, page
from ui.page_language import Language
from ui.page_words import say
from ui.render_upload import DOCUMENTS_ROUTE, documents_html
from ui.sent_file import MEGABYTES, FileField, read_sent

_DOCUMENT: Final = FileField("document", message("document_too_large", megabytes=MEGABYTES), message("no_document"))


class DocumentsView:
    """What the address of the view calls. `uploads` None: documents are not taken."""

    def __init__(self, uploads: Uploads | None) -> None:
        self._uploads = uploads

    def show(self, language: Language) -> HTMLResponse:
        """The form and the documents, those being indexed with how far they are."""
        if self._uploads is None:
            return _off(language)
        shown = page(
            say(language, "documents"), self.section(language), language, current="nav_corpus", part="unqa-view"
        )
        shown.headers["Cache-Control"] = "no-store"
        return shown

    def section(self, language: str) -> str:
        """The same as a part of another view; "" where documents are not taken."""
        if self._uploads is None:
            return ""
        return documents_html(self._uploads.listed(), self._uploads.progress, language)

    async def change(self, request: Request, language: Language) -> Response:
        """Take the document that was sent, or remove the one named."""
        if self._uploads is None:
            return _off(language)
        try:
            sent = await read_sent(request, _DOCUMENT, instead="remove")
            if isinstance(sent, str):
                await run_in_threadpool(self._uploads.remove, sent)
            else:
                await run_in_threadpool(self._uploads.add, *sent)
        except UnqaError as error:
            form = await run_in_threadpool(self.section, language)
            return failed(error, language, form=form, current="nav_corpus", part="unqa-view")
        return RedirectResponse(DOCUMENTS_ROUTE, status_code=303, headers={"Cache-Control": "no-store"})


def _off(language: str) -> HTMLResponse:
    error = NotInCorpusError("This server takes no documents.", message=message("uploads_off"))
    return failed(error, language, current="nav_corpus", part="unqa-view")


def document_routes(view: DocumentsView) -> APIRouter:
    """The routes of the view."""
    router = APIRouter(default_response_class=HTMLResponse)
    router.get(DOCUMENTS_ROUTE)(view.show)
    router.post(DOCUMENTS_ROUTE)(view.change)
    return router
