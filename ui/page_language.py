"""The reader's language: chosen by "?lang=" and remembered, else what the browser asks for."""

from __future__ import annotations

from typing import Annotated, Any, Protocol

from fastapi import Depends, Request, Response

from ui.page_words import LANGUAGES, preferred_language

_COOKIE = "unqa_language"
_YEAR = 365 * 24 * 60 * 60


class Asked(Protocol):
    """A request, as far as it tells a language: FastAPI's or Gradio's."""

    @property
    def query_params(self) -> Any: ...
    @property
    def cookies(self) -> Any: ...
    @property
    def headers(self) -> Any: ...


def language_of(request: Asked) -> str:
    """The language to answer a request in."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return preferred_language(request.headers.get("accept-language") or "")


def request_language(request: Request) -> str:
    """The same, as FastAPI fills it in."""
    return language_of(request)


def remember_language(request: Request, response: Response) -> None:
    """Keep a language that was just chosen."""
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(_COOKIE, str(chosen), max_age=_YEAR, httponly=True, samesite="lax")


Language = Annotated[str, Depends(request_language)]
