"""The views beside the chat, as pages that need no script: ask, verify, trace, compare, corpus."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from index.errors import InputError, UnqaError
from index.messages import message
from index.uploads import Uploads
from rag.assistant import Assistant
from rag.corpus_list import Column, Selection, choices, select
from rag.events import Finished
from rag.lineage import trace
from rag.quote import verify
from rag.side_by_side import compare
from ui import render
from ui.access import LARGEST_FORM
from ui.labels import place_label
from ui.lanes import Lanes
from ui.page_addresses import BETWEEN, read_path, verify_address
from ui.page_answers import failed, page
from ui.page_audit import audit_routes
from ui.page_language import Language
from ui.page_quality import quality_routes
from ui.page_upload import DocumentsView, document_routes
from ui.page_words import say
from ui.render_bench import comparison_html, lineage_html, verification_html
from ui.render_corpus import table_html
from ui.render_examples import compare_examples_html, quotation_examples_html, trace_examples_html
from ui.render_forms import ask_form, compare_form, find_form, trace_form, verify_form
from ui.text import without_surrogates
from ui.view_examples import place_examples, quotation_examples

PART = "unqa-view"
Reference = Annotated[str, Query(max_length=300)]


class Wanted(BaseModel):
    """What the address of the table says. An empty field of a form says nothing."""

    find: str = Field("", max_length=200)
    body: str = Field("", max_length=10)
    text: str = Field("", max_length=8)
    year_from: str = Field("", alias="from", max_length=20)
    year_to: str = Field("", alias="to", max_length=20)
    sort: Column = "adopted"
    down: bool = False
    page: int = Field(1, ge=1)

    def selection(self) -> Selection:
        """What is to be shown. Raises InputError for a year that is none."""
        years = (_year(self.year_from), _year(self.year_to))
        return Selection(self.find, self.body, self.text, *years, self.sort, self.down, self.page)


def _year(text: str) -> int | None:
    written = text.strip()
    if not written:
        return None
    if not (written.isdecimal() and len(written) == 4):
        raise InputError(
            f"{written} is no year: write it with four digits, like 2002",
            message=message("year_unreadable", text=written),
        )
    return int(written)


class Views:
    """What the addresses of the views call; thin clients of the packages below."""

    def __init__(self, assistant: Assistant, lanes: Lanes, documents: DocumentsView) -> None:
        self._assistant = assistant
        self._lanes = lanes
        self._documents = documents

    async def ask(
        self, request: Request, language: Language, question: Annotated[str, Query(alias="q")] = ""
    ) -> HTMLResponse:
        """An answer as a page of its own."""
        asked = without_surrogates(question).strip()
        form = ask_form(asked, language)
        if not asked:
            return self._page("nav_ask", form, language)
        try:
            last = await self._lanes.answers.last(request, lambda: self._assistant.stream(asked))
        except UnqaError as error:
            return self._failed("nav_ask", error, form, language)
        assert isinstance(last, Finished)
        shown = render.answer_html(last.answer) + render.searched_html(last.answer)
        return self._page("nav_ask", form + shown, language)

    async def verify(
        self, request: Request, language: Language, q: str = "", within: Annotated[str, Query(alias="in")] = ""
    ) -> HTMLResponse:
        """Is a quotation exact?"""
        return await self._lanes.checks.run(request, lambda: self._verified(language, q, within))

    def _verified(self, language: str, q: str, within: str) -> HTMLResponse:
        examples = quotation_examples(self._assistant.catalog)
        form = verify_form(q, within, language, hint=examples.symbol if examples else "")
        quotation, place = without_surrogates(q), without_surrogates(within).strip()
        if not quotation.strip():
            return self._page("nav_verify", form + quotation_examples_html(examples, language), language)
        try:
            found = verify(self._assistant.catalog, quotation, place or None)
        except UnqaError as error:
            return self._failed("nav_verify", error, form, language)
        address, dates = verify_address(quotation.strip(), place), self._assistant.holdings().dates
        shown = verification_html(found, language, address, dates)
        return self._page("nav_verify", form + shown, language)

    async def verify_posted(self, request: Request, language: Language) -> HTMLResponse:
        """The same for a form, which may hold more than an address.

        One that holds too much is read to its end, to be shown again with what was typed.
        """
        async with request.form(max_files=0, max_fields=5, max_part_size=LARGEST_FORM) as form:
            q, within = (value if isinstance(value := form.get(name), str) else "" for name in ("q", "in"))
        return await self.verify(request, language, q, within)

    async def trace(self, request: Request, language: Language, place: str = "", ref: Reference = "") -> HTMLResponse:
        """How a paragraph changed."""
        reference = without_surrogates(ref.strip() or read_path(place))
        return await self._lanes.checks.run(request, lambda: self._traced(language, reference))

    def _traced(self, language: str, reference: str) -> HTMLResponse:
        if not reference:
            examples = place_examples(self._assistant.catalog)
            form = trace_form("", language, hint=place_label(examples.place) if examples else "")
            return self._page("nav_trace", form + trace_examples_html(examples, language), language)
        form = trace_form(reference, language)
        try:
            lineage = trace(self._assistant.catalog, reference)
        except UnqaError as error:
            return self._failed("nav_trace", error, form, language)
        return self._page("nav_trace", form + lineage_html(lineage, language), language)

    async def compare(
        self, request: Request, language: Language, places: str = "", before: Reference = "", after: Reference = ""
    ) -> HTMLResponse:
        """Two places side by side."""
        first, _, second = places.partition(BETWEEN)
        one, other = (without_surrogates(text) for text in (before or read_path(first), after or read_path(second)))
        return await self._lanes.checks.run(request, lambda: self._compared(language, one, other))

    def _compared(self, language: str, one: str, other: str) -> HTMLResponse:
        if not one.strip() or not other.strip():
            examples = place_examples(self._assistant.catalog)
            form = compare_form(one, other, language, hints=examples.resolutions if examples else ("", ""))
            return self._page("nav_compare", form + compare_examples_html(examples, language), language)
        form = compare_form(one, other, language)
        try:
            comparison = compare(self._assistant.catalog, one, other)
        except UnqaError as error:
            return self._failed("nav_compare", error, form, language)
        return self._page("nav_compare", form + comparison_html(comparison, language), language)

    def corpus(self, language: Language, wanted: Annotated[Wanted, Query()]) -> HTMLResponse:
        """The table of the resolutions."""
        form = ""
        try:
            holdings = self._assistant.holdings()
            narrowing = choices(holdings.summaries)
            form = find_form(Selection(wanted.find, wanted.body, wanted.text), narrowing, language)
            selection = wanted.selection()
        except UnqaError as error:
            return self._failed("nav_corpus", error, form, language)
        rows = select(holdings.summaries, selection)
        form = find_form(selection, narrowing, language)
        held = say(language, "corpus_intro", resolutions=len(holdings.symbols), paragraphs=holdings.paragraph_count)
        table = table_html(selection, rows, len(holdings.summaries), language)
        intro = f'<p class="unqa-intro">{render.escape(held)}</p>'
        return self._page("nav_corpus", intro + form + table + self._documents.section(language), language)

    @staticmethod
    def _page(view: str, body: str, language: str) -> HTMLResponse:
        return page(say(language, view), body, language, current=view, part=PART)

    @staticmethod
    def _failed(view: str, error: UnqaError, form: str, language: str) -> HTMLResponse:
        return failed(error, language, form=form, current=view, part=PART)


def view_routes(assistant: Assistant, lanes: Lanes) -> APIRouter:
    """The routes of the views."""
    router = APIRouter(default_response_class=HTMLResponse)
    settings = assistant.settings
    documents = DocumentsView(Uploads(settings, assistant.catalog) if settings.uploads else None)
    views = Views(assistant, lanes, documents)
    router.get("/ask")(views.ask)
    router.get("/verify")(views.verify)
    router.post("/verify")(views.verify_posted)
    router.get("/trace")(views.trace)
    router.get("/trace/{place:path}")(views.trace)
    router.get("/compare")(views.compare)
    router.get("/compare/{places:path}")(views.compare)
    router.get("/corpus")(views.corpus)
    router.include_router(document_routes(documents))
    router.include_router(audit_routes(assistant, lanes))
    router.include_router(quality_routes(settings.data))
    return router
