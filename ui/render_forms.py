"""The forms of the views. They work without scripts; with one, the answer appears in the same page."""

from __future__ import annotations

from ui.page_words import say
from ui.render import escape


def ask_form(question: str, language: str) -> str:
    """To ask again."""
    return _form("/ask", _field("q", "question_label", question, language), "nav_ask", language)


def verify_form(quotation: str, within: str, language: str) -> str:
    """A quotation, and where it is said to stand."""
    area = (
        f'<label>{escape(say(language, "quotation_label"))}<textarea name="q" rows="5" required dir="auto">'
        f"{escape(quotation)}</textarea></label>"
    )
    place = _field("in", "within_label", within, language, hint="57/203 para 8", required=False)
    return _form("/verify", area + place, "nav_verify", language, intro="verify_intro", method="post")


def trace_form(reference: str, language: str) -> str:
    """A paragraph."""
    field = _field("ref", "reference_label", reference, language, hint="57/203 para 8")
    return _form("/trace", field, "nav_trace", language, intro="trace_intro")


def compare_form(before: str, after: str, language: str) -> str:
    """Two places."""
    fields = _field("before", "before_label", before, language, hint="57/203")
    fields += _field("after", "after_label", after, language, hint="62/165")
    return _form("/compare", fields, "nav_compare", language, intro="compare_intro")


def find_form(find: str, language: str) -> str:
    """Words to find in the table of resolutions."""
    return _form("/corpus", _field("find", "find_label", find, language, required=False), "find_button", language)


def _field(name: str, key: str, value: str, language: str, *, hint: str = "", required: bool = True) -> str:
    placeholder = f' placeholder="{escape(hint)}"' if hint else ""
    return (
        f'<label>{escape(say(language, key))}<input name="{name}" value="{escape(value)}" dir="auto" '
        f'autocomplete="off"{placeholder}{" required" if required else ""}></label>'
    )


def _form(action: str, fields: str, button: str, language: str, *, intro: str = "", method: str = "get") -> str:
    said = f'<p class="unqa-intro">{escape(say(language, intro))}</p>' if intro else ""
    return (
        f'{said}<form class="unqa-form" action="{action}" method="{method}" data-view>{fields}'
        f'<button type="submit">{escape(say(language, button))}</button></form>'
    )
