"""The views beside the chat, as pages that need no script: ask, verify, trace, compare, corpus."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from index.errors import InputError, UnqaError
from rag.assistant import Assistant
from rag.lineage import trace
from rag.quote import verify
from rag.side_by_side import compare
from ui import render
from ui.page_addresses import BETWEEN, read_path
from ui.page_answers import failed, page
from ui.page_audit import audit_routes
from ui.page_corpus import Column, Selection, select
from ui.page_language import Language
from ui.page_quality import quality_routes
from ui.page_words import say
from ui.render_bench import comparison_html, lineage_html, verification_html
from ui.render_corpus import table_html
from ui.render_forms import ask_form, compare_form, find_form, trace_form, verify_form
from ui.text import without_surrogates

PART = "unqa-view"
_LARGEST_FORM = 1_000_000
Reference = Annotated[str, Query(max_length=300)]


class Views:
    """What the addresses of the views call; thin clients of the packages below."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, language: Language, question: Annotated[str, Query(alias="q")] = "") -> HTMLResponse:
        """An answer as a page of its own."""
        asked = without_surrogates(question).strip()
        form = ask_form(asked, language)
        if not asked:
            return self._page("nav_ask", form, language)
        try:
            answer = self._assistant.ask(asked)
        except UnqaError as error:
            return self._failed("nav_ask", error, form, language)
        return self._page("nav_ask", form + render.answer_html(answer) + render.searched_html(answer), language)

    def verify(self, language: Language, q: str = "", within: Annotated[str, Query(alias="in")] = "") -> HTMLResponse:
        """Is a quotation exact?"""
        form = verify_form(q, within, language)
        if not q.strip():
            return self._page("nav_verify", form, language)
        try:
            found = verify(self._assistant.catalog, without_surrogates(q), without_surrogates(within).strip() or None)
        except UnqaError as error:
            return self._failed("nav_verify", error, form, language)
        return self._page("nav_verify", form + verification_html(found, language), language)

    def verify_posted(
        self,
        request: Request,
        language: Language,
        q: Annotated[str, Form()] = "",
        within: Annotated[str, Form(alias="in")] = "",
    ) -> HTMLResponse:
        """The same for a form, which may hold more than an address."""
        if int(request.headers.get("content-length", "0")) > _LARGEST_FORM:
            return self._failed("nav_verify", InputError(say(language, "too_long")), "", language)
        return self.verify(language, q, within)

    def trace(self, language: Language, place: str = "", ref: Reference = "") -> HTMLResponse:
        """How a paragraph changed."""
        reference = without_surrogates(ref.strip() or read_path(place))
        form = trace_form(reference, language)
        if not reference:
            return self._page("nav_trace", form, language)
        try:
            lineage = trace(self._assistant.catalog, reference)
        except UnqaError as error:
            return self._failed("nav_trace", error, form, language)
        return self._page("nav_trace", form + lineage_html(lineage, language), language)

    def compare(
        self, language: Language, places: str = "", before: Reference = "", after: Reference = ""
    ) -> HTMLResponse:
        """Two places side by side."""
        first, _, second = places.partition(BETWEEN)
        one, other = (without_surrogates(text) for text in (before or read_path(first), after or read_path(second)))
        form = compare_form(one, other, language)
        if not one.strip() or not other.strip():
            return self._page("nav_compare", form, language)
        try:
            comparison = compare(self._assistant.catalog, one, other)
        except UnqaError as error:
            return self._failed("nav_compare", error, form, language)
        return self._page("nav_compare", form + comparison_html(comparison, language), language)

    def corpus(
        self,
        language: Language,
        find: Annotated[str, Query(max_length=200)] = "",
        sort: Column = "adopted",
        down: bool = False,
        number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    ) -> HTMLResponse:
        """The table of the resolutions."""
        form = find_form(find, language)
        try:
            holdings = self._assistant.holdings()
        except UnqaError as error:
            return self._failed("nav_corpus", error, form, language)
        wanted = Selection(find, sort, down, number)
        held = say(language, "corpus_intro", resolutions=len(holdings.symbols), paragraphs=holdings.paragraph_count)
        table = table_html(wanted, select(holdings.summaries, wanted), language)
        return self._page("nav_corpus", f'<p class="unqa-intro">{render.escape(held)}</p>{form}{table}', language)

    @staticmethod
    def _page(view: str, body: str, language: str) -> HTMLResponse:
        return page(say(language, view), body, language, current=view, part=PART)

    @staticmethod
    def _failed(view: str, error: UnqaError, form: str, language: str) -> HTMLResponse:
        return failed(error, language, form=form, current=view, part=PART)


def view_routes(assistant: Assistant) -> APIRouter:
    """The routes of the views."""
    router = APIRouter(default_response_class=HTMLResponse)
    views = Views(assistant)
    router.get("/ask")(views.ask)
    router.get("/verify")(views.verify)
    router.post("/verify")(views.verify_posted)
    router.get("/trace")(views.trace)
    router.get("/trace/{place:path}")(views.trace)
    router.get("/compare")(views.compare)
    router.get("/compare/{places:path}")(views.compare)
    router.get("/corpus")(views.corpus)
    router.include_router(audit_routes(assistant))
    router.include_router(quality_routes(assistant.settings.data))
    return router
