"""What stands around the question box: examples, filters, and what can be done with the whole conversation."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from rag.bodies import body_name
from rag.frame import language_name
from rag.holdings import Extent
from rag.model import Filters
from ui.conversation import Conversation
from ui.filter_labels import filter_labels
from ui.page_commands import kept_text
from ui.page_examples import Example
from ui.page_words import direction, say
from ui.render import escape

EXPORTS = {"export_markdown": "markdown", "export_docx": "docx", "export_print": "print"}


def start_html(held: Extent, examples: Sequence[Example], language: str) -> str:
    """What stands there before the first question: how much is held, and questions to begin with, by kind.

    "" while nothing is held.
    """
    items = "".join(
        f'<li><button type="button" data-do="ask" data-question="{escape(one.question)}">'
        f'<span class="unqa-kind">{escape(one.kind)}</span>{escape(one.question)}</button></li>'
        for one in examples
    )
    if not items:
        return ""
    name = escape(say(language, "examples"))
    return (
        f'<div dir="{direction(language)}">{_held(held, language)}'
        f'<h2 class="unqa-hidden">{name}</h2><ul class="unqa-examples">{items}</ul></div>'
    )


def _held(held: Extent, language: str) -> str:
    many = say(language, "corpus_intro", resolutions=held.resolutions, paragraphs=held.paragraphs)
    years = "–".join(str(year) for year in dict.fromkeys(held.years or ()))
    names = say(language, "between").join(language_name(language, one) for one in held.languages)
    what = [say(language, "extent_years", years=years)] if years else []
    what.append(say(language, "extent_languages", languages=names))
    return (
        f'<p class="unqa-held" dir="auto"><a class="unqa-link" href="/corpus" data-view>{escape(many)}</a> '
        f"{escape(' '.join(what))}</p>"
    )


def filters_html(filters: Filters, held: Extent, language: str) -> str:
    """The filters that hold, as chips, and the form that sets them, to choose among what is held."""
    chips = "".join(
        f'<button type="button" class="unqa-chip" data-do="unfilter" data-fields="{" ".join(fields)}" '
        f'aria-label="{escape(say(language, "unfilter", what=label))}"><bdi>{escape(label)}</bdi>'
        '<span aria-hidden="true"> ×</span></button>'
        for fields, label in filter_labels(filters, language)
    )
    bodies = [(one, body_name(language, one)) for one in held.bodies]
    languages = [(one, language_name(language, one)) for one in held.languages]
    form = (
        f"{_year('year_from', filters.year_from, language)}{_year('year_to', filters.year_to, language)}"
        f"{_select('body', bodies, filters.body, language)}"
        f"{_select('language', languages, filters.language, language)}"
        f'<button type="submit">{escape(say(language, "apply"))}</button>'
    )
    return (
        f'<div class="unqa-filters" dir="{direction(language)}"><details>'
        f"<summary>{escape(say(language, 'filters'))}</summary>"
        f'<form data-do="narrow">{form}</form></details>{chips}</div>'
    )


def _year(name: str, year: int | None, language: str) -> str:
    value = f' value="{year}"' if year else ""
    return (
        f'<label>{escape(say(language, f"filter_{name}"))}<input type="number" name="{name}" min="1945" max="9999" '
        f'inputmode="numeric"{value}></label>'
    )


def _select(name: str, choices: Sequence[tuple[str, str]], chosen: str | None, language: str) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in (("", say(language, "any")), *choices)
    )
    return f'<label>{escape(say(language, f"filter_{name}"))}<select name="{name}">{options}</select></label>'


def tools_html(conversation: Conversation, language: str) -> str:
    """What can be done with the conversation, and what the browser is to remember of it."""
    kept = f'<span id="unqa-kept" hidden data-kept="{escape(kept_text(conversation))}"></span>'
    if not conversation.exchanges:
        return kept
    links = "".join(
        f'<a class="unqa-link" href="{escape(export_address(conversation.key, form))}"'
        f"{' target=_blank' if form == 'print' else ' download'}>{escape(say(language, key))}</a>"
        for key, form in EXPORTS.items()
    )
    return (
        f'{kept}<div class="unqa-tools" dir="{direction(language)}"><button type="button" data-do="anew">'
        f"{escape(say(language, 'new_conversation'))}</button><p>{escape(say(language, 'export'))} {links}</p></div>"
    )


def export_address(key: str, form: str) -> str:
    """Where a conversation can be had in a form of `EXPORTS`."""
    return f"/conversation/{quote(key)}/{form}"
