"""Where a reader gives the token of a server that others can reach, and gets a cookie for it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ui.access import SESSION_COOKIE, SESSION_LENGTH, Access, cookies_of, local_path
from ui.page_addresses import SIGN_IN
from ui.page_answers import page
from ui.page_language import Language
from ui.page_words import say
from ui.render import error_html, escape

_LONGEST_PATH = 2_000
Next = Annotated[str, Query(alias="next", max_length=_LONGEST_PATH)]


def sign_in_routes(access: Access) -> APIRouter:
    """The routes of the page on which one signs in."""
    router = APIRouter(default_response_class=HTMLResponse)

    def show(request: Request, language: Language, wanted: Next = "/") -> Response:
        if access.admits("/", request.headers, cookies_of(request.headers)):
            return RedirectResponse(local_path(wanted), status_code=303)
        return page(say(language, "sign_in"), _form(wanted, language), language)

    def sign_in(
        request: Request,
        language: Language,
        token: Annotated[str, Form(max_length=1_000)] = "",
        wanted: Annotated[str, Form(alias="next", max_length=_LONGEST_PATH)] = "/",
    ) -> Response:
        if not access.knows_secret(token.strip(), keys=False):
            wrong = error_html(escape(say(language, "wrong_token")), language, say(language, "failed"))
            return page(say(language, "sign_in"), _form(wanted, language) + wrong, language, status=403)
        response = RedirectResponse(local_path(wanted), status_code=303)
        response.set_cookie(
            SESSION_COOKIE,
            access.session(),
            max_age=SESSION_LENGTH,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return response

    router.get(SIGN_IN)(show)
    router.post(SIGN_IN)(sign_in)
    return router


def _form(wanted: str, language: str) -> str:
    return (
        f'<p class="unqa-intro">{escape(say(language, "sign_in_intro"))}</p>'
        f'<form class="unqa-form" action="{SIGN_IN}" method="post">'
        f'<input type="hidden" name="next" value="{escape(local_path(wanted))}">'
        f'<label>{escape(say(language, "token_label"))}<input name="token" type="password" required autofocus '
        f'autocomplete="current-password"></label>'
        f'<button type="submit">{escape(say(language, "sign_in"))}</button></form>'
    )
