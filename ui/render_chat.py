"""The conversation as HTML: questions and replies with what can be done about them. Pure functions, all escaped."""

from __future__ import annotations

from typing import Final

from rag.frame import sentence
from rag.model import Answer
from rag.suggestions import Suggestion
from ui import render
from ui.conversation import Exchange, Opinion
from ui.filter_labels import filter_labels
from ui.page_addresses import trace_address
from ui.page_commands import LONGEST_COMMENT
from ui.page_messages import message_html
from ui.page_words import direction, say
from ui.render import escape
from ui.text import one_line

# Characters. What is longer than this was pasted by mistake; it is shown in full once it was answered.
_SHOWN: Final = 300


def asked_html(exchange: Exchange, language: str) -> str:
    """The question, to be edited or copied. `language` is the reader's."""
    question = exchange.question
    if exchange.state != "answered" and len(question) > _SHOWN:
        question = f"{question[:_SHOWN]} …"
    acts = _button("edit", language) + _button("copy", language)
    return (
        f'<div class="unqa-asked" data-exchange="{exchange.number}" dir="{direction(language)}">'
        f'{render.question_html(question)}<p class="unqa-acts">{acts}</p></div>'
    )


def reply_html(exchange: Exchange, language: str, *, last: bool) -> str:
    """What came of a question. `last`: it is the last of the conversation, so that one can go on from it."""
    return (
        f'<div class="unqa-reply" data-exchange="{exchange.number}" data-state="{exchange.state}" '
        f'dir="{direction(language)}">'
        f"{_understood(exchange)}{_narrowed(exchange)}{_body(exchange)}{_acts(exchange, language, last=last)}"
        f"{_onward(exchange, language) if last else ''}</div>"
    )


def _body(exchange: Exchange) -> str:
    answer = exchange.answer
    shown = "" if answer is None else render.answer_html(answer, said_already=_narrowed_words(answer))
    if exchange.error is not None:
        return render.error_html(message_html(exchange.language, exchange.error), exchange.language)
    if exchange.state == "pending":
        return shown + render.pending_html(exchange.language)
    if exchange.state == "stopped":
        return f'{shown}<p class="unqa-stopped" role="status">{escape(say(exchange.language, "stopped"))}</p>'
    return shown + (render.searched_html(answer) if answer else "")


def _understood(exchange: Exchange) -> str:
    if not exchange.understood:
        return ""
    said = say(exchange.language, "understood", question=one_line(exchange.understood))
    return f'<p class="unqa-understood" dir="auto">{escape(said)}</p>'


def _narrowed(exchange: Exchange) -> str:
    """What the search was narrowed to: by the question, which can be left out, and by the filters then set."""
    language, answer = exchange.language, exchange.answer
    lines = []
    if answer is not None and answer.narrowed and exchange.state != "pending":
        chips = "".join(
            f'<button type="button" class="unqa-chip" data-do="without" data-kind="{one.kind}" '
            f'aria-label="{escape(say(language, "leave_out", what=one_line(one.printable)))}">'
            f'<bdi>{escape(one_line(one.printable))}</bdi><span aria-hidden="true"> ×</span></button>'
            for one in answer.narrowed
        )
        lines.append(f"{escape(say(language, 'narrowed'))} {chips}")
    if exchange.filters.ignored:
        lines.append(escape(say(language, "widened")))
    set_then = " · ".join(label for _, label in filter_labels(exchange.filters, language))
    if set_then:
        lines.append(escape(say(language, "filtered", what=set_then)))
    return "".join(f'<p class="unqa-narrowed" dir="auto">{line}</p>' for line in lines)


def _narrowed_words(answer: Answer) -> str:
    """What an answer says of its own narrowing, where that is shown as something to be removed."""
    what = ", ".join(one.printable for one in answer.narrowed)
    return sentence(answer.language, "narrowed", what=what) if what else ""


def _acts(exchange: Exchange, language: str, *, last: bool) -> str:
    if exchange.state == "pending":
        return ""
    acts = _button("again", language) if last else ""
    if exchange.state == "answered":
        acts = _button("copy", language) + acts + _thumb("up", exchange, language) + _thumb("down", exchange, language)
    return f'<p class="unqa-acts">{acts}</p>{_opinion(exchange, language)}'


def _thumb(verdict: str, exchange: Exchange, language: str) -> str:
    opinion = exchange.opinion
    # What was not kept is not pressed: pressing it tries again.
    kept = opinion is not None and opinion.error is None and opinion.verdict == verdict
    pressed = "true" if kept else "false"
    label = escape(say(language, f"thumb_{verdict}"))
    return (
        f'<button type="button" class="unqa-thumb" data-do="judge" data-verdict="{verdict}" aria-pressed="{pressed}" '
        f'aria-label="{label}" title="{label}"></button>'
    )


def _opinion(exchange: Exchange, language: str) -> str:
    """What follows a thumb: the invitation to comment, then thanks, and the comment folded away to be corrected."""
    opinion = exchange.opinion
    if opinion is None:
        return ""
    form = _comment_form(opinion, language)
    if opinion.error is not None:
        return render.error_html(message_html(language, opinion.error), language) + form
    if opinion.asking:
        return form
    change = escape(say(language, "comment_change"))
    return (
        f'<p class="unqa-thanks" role="status">{escape(say(language, "thanks"))}</p>'
        f'<details class="unqa-change-comment"><summary>{change}</summary>{form}</details>'
    )


def _comment_form(opinion: Opinion, language: str) -> str:
    # The parser of HTML drops a line break at the very beginning.
    return (
        f'<form class="unqa-comment" data-do="judge" data-verdict="{opinion.verdict}"><label>'
        f'{escape(say(language, "comment_label"))}<textarea name="comment" rows="2" maxlength="{LONGEST_COMMENT}" '
        f'dir="auto">\n{escape(opinion.comment)}</textarea></label>'
        f'<p class="unqa-legend">{escape(say(language, "comment_note"))}</p>'
        f'<button type="submit">{escape(say(language, "send"))}</button></form>'
    )


def _onward(exchange: Exchange, language: str) -> str:
    if not exchange.suggestions:
        return ""
    items = "".join(f"<li>{_suggestion(one)}</li>" for one in exchange.suggestions)
    name = escape(say(language, "onward"))
    return f'<ul class="unqa-onward" aria-label="{name}" lang="{escape(exchange.language)}">{items}</ul>'


def _suggestion(suggestion: Suggestion) -> str:
    text = escape(one_line(suggestion.text))
    if suggestion.kind == "trace":
        return f'<a class="unqa-way" href="{escape(trace_address(suggestion.place))}" data-view dir="auto">{text}</a>'
    return f'<button type="button" class="unqa-way" data-do="ask" dir="auto">{text}</button>'


def _button(key: str, language: str) -> str:
    return f'<button type="button" data-do="{key}">{escape(say(language, key))}</button>'
