"""The Quality view: the figures of the latest evaluation, and its whole report."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, HTMLResponse

from eval.standing import latest_standing
from index.errors import NotInCorpusError, UnqaError
from index.messages import message
from ui.page_answers import failed, page
from ui.page_language import Language
from ui.page_words import say
from ui.render_quality import quality_html

REPORT_ROUTE = "/quality/report"


def quality_routes(data: Path) -> APIRouter:
    """The routes of the view, reading the results of evaluations in the data folder."""
    router = APIRouter(default_response_class=HTMLResponse)

    def quality(language: Language) -> HTMLResponse:
        try:
            standing = latest_standing(data)
        except UnqaError as error:
            return failed(error, language, current="nav_quality", part="unqa-view")
        body = quality_html(standing, metadata.version("unqa"), REPORT_ROUTE, language)
        return page(say(language, "nav_quality"), body, language, current="nav_quality", part="unqa-view")

    def report(language: Language) -> Response:
        standing = latest_standing(data)
        if standing is None or standing.report is None:
            error = NotInCorpusError("There is no report of an evaluation.", message=message("no_evaluation"))
            return failed(error, language, current="nav_quality", part="unqa-view")
        # The report brings a policy of its own, which lets nothing but its own script run.
        return FileResponse(standing.report, media_type="text/html", headers={"Cache-Control": "no-cache"})

    router.get("/quality")(quality)
    router.get(REPORT_ROUTE)(report)
    return router
