"""The Audit view: a draft is sent, checked, and its report shown and downloaded. The file itself is not kept."""

from __future__ import annotations

from typing import Final, Literal, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from index.errors import InputError, NotInCorpusError, UnqaError
from index.messages import message
from rag.assistant import Assistant
from rag.audit import audit
from rag.audit_model import Audit
from rag.draft import Draft
from rag.draft_readers import read_sent_draft
from ui.kept_reports import KeptReports
from ui.lanes import Lane, Lanes
from ui.page_answers import failed, page
from ui.page_language import Language
from ui.page_words import say
from ui.render_audit import audit_form, audit_html
from ui.report import report_content
from ui.report_tables import audit_report
from ui.sent_file import MEGABYTES, FileField, read_sent

Format = Literal["html", "md", "docx", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
# Some four hundred pages: more would keep a core busy for minutes. The command line takes longer ones.
LONGEST_DRAFT: Final = 1_000_000
_DRAFT: Final = FileField("draft", message("draft_too_large", megabytes=MEGABYTES), message("no_draft"))
_TYPES: Final[dict[Format, str]] = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
_PRIVATE: Final = {"Cache-Control": "no-store"}


class AuditView:
    """What the addresses of the view call."""

    def __init__(self, assistant: Assistant, lane: Lane) -> None:
        self._assistant = assistant
        self._lane = lane
        self._reports = KeptReports()

    def form(self, language: Language) -> HTMLResponse:
        """Where a draft is chosen."""
        return page(say(language, "nav_audit"), audit_form(language), language, current="nav_audit", part="unqa-view")

    async def upload(self, request: Request, language: Language) -> Response:
        """Check the draft that was sent, then lead to its report."""
        try:
            sent = await read_sent(request, _DRAFT)
            key = await self._lane.run(request, lambda: self._audited(*sent))
        except UnqaError as error:
            return self._failed(error, language)
        return RedirectResponse(f"/audit/{key}", status_code=303, headers=_PRIVATE)

    def report(self, language: Language, key: str) -> HTMLResponse:
        """A report that is still kept."""
        audited = self._reports.find(key)
        if audited is None:
            return self._failed(_gone(), language)
        downloads: dict[str, str] = {name: f"/audit/{key}/report.{name}" for name in FORMATS}
        body = audit_html(audited, downloads, language)
        shown = page(audited.file, body, language, current="nav_audit", part="unqa-view")
        shown.headers.update(_PRIVATE)
        return shown

    def download(self, language: Language, key: str, kind: Format) -> Response:
        """The report as a file."""
        audited = self._reports.find(key)
        if audited is None:
            return self._failed(_gone(), language)
        headers = {**_PRIVATE, "Content-Disposition": f'attachment; filename="audit-report.{kind}"'}
        content = report_content(audit_report(audited, language), f".{kind}")
        return Response(content, media_type=_TYPES[kind], headers=headers)

    def _audited(self, name: str, data: bytes) -> str:
        return self._reports.keep(self._audit(read_sent_draft(name, data)))

    def _audit(self, draft: Draft) -> Audit:
        if sum(len(block.text) for block in draft.blocks) > LONGEST_DRAFT:
            raise InputError(
                f"The draft holds more than {LONGEST_DRAFT:,} characters.",
                message=message("draft_too_long", characters=LONGEST_DRAFT),
            )
        return audit(self._assistant.catalog, draft)

    @staticmethod
    def _failed(error: UnqaError, language: str) -> HTMLResponse:
        return failed(error, language, form=audit_form(language), current="nav_audit", part="unqa-view")


def _gone() -> NotInCorpusError:
    return NotInCorpusError("This report is no longer kept.", message=message("report_gone"))


def audit_routes(assistant: Assistant, lanes: Lanes) -> APIRouter:
    """The routes of the view."""
    router = APIRouter(default_response_class=HTMLResponse)
    view = AuditView(assistant, lanes.audits)
    router.get("/audit")(view.form)
    router.post("/audit")(view.upload)
    router.get("/audit/{key}")(view.report)
    router.get("/audit/{key}/report.{kind}")(view.download)
    return router
