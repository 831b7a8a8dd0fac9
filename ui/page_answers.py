"""What the server answers with: a page, or a page that says what could not be done and why."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from index.errors import InputError, NotInCorpusError, ReadError, SymbolError, UnqaError
from index.messages import Message
from ui.api_errors import TRY_AGAIN
from ui.page_messages import message_html, message_of
from ui.page_words import say
from ui.render import error_html
from ui.render_page import bare_document_html, document_html


def page(
    title: str, body: str, language: str, *, current: str = "", part: str = "unqa-source", status: int = 200
) -> HTMLResponse:
    """A page of its own."""
    return HTMLResponse(document_html(title, body, language, current=current, part=part), status_code=status)


def failed(
    error: UnqaError, language: str, *, form: str = "", current: str = "", part: str = "unqa-source"
) -> HTMLResponse:
    """A page that says what is missing or wrong, below the form in which it can be put right."""
    status = _status(error)
    shown = notice_page(message_of(error), language, status, form=form, current=current, part=part)
    if status == 503:
        shown.headers["Retry-After"] = TRY_AGAIN
    return shown


def notice_page(
    said: Message, language: str, status: int, *, form: str = "", current: str = "", part: str = "unqa-source"
) -> HTMLResponse:
    """The same for what no package below raised."""
    index_fails = status == 503 and said.code != "server_busy"
    title = say(language, "not_readable" if index_fails else "not_found" if status == 404 else "failed")
    body = form + error_html(message_html(language, said), language, title)
    return page(title, body, language, current=current, part=part, status=status)


def bare_notice(said: Message, language: str, status: int) -> HTMLResponse:
    """The same as a page that loads nothing."""
    title = say(language, "failed")
    body = error_html(message_html(language, said), language, title)
    return HTMLResponse(bare_document_html(title, body, language), status_code=status)


def _status(error: UnqaError) -> int:
    if isinstance(error, NotInCorpusError | SymbolError):
        return 404
    return 400 if isinstance(error, InputError | ReadError) else 503
