"""The chat: a thin client of the assistant. What was said is kept on the server; the browser only shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.components import Component

from index.errors import UnqaError
from rag.assistant import Assistant
from rag.language import question_language
from rag.model import Turn
from ui import render
from ui.page_examples import example_questions
from ui.page_language import language_of
from ui.page_words import ENGLISH, direction, say
from ui.render_page import page_footer_html, page_header_html
from ui.text import without_surrogates

# Answers come from threads; on two cores more than this only wait for each other.
CONCURRENT_ANSWERS = 8
WAITING_ROOM = 200
# A conversation is held in memory for as long as its page is open.
LONGEST_CONVERSATION = 100


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it, as HTML; `pending` while that is only a word of waiting."""

    question: str
    reply: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far: what is shown, and what follow-ups may lean on."""

    exchanges: tuple[Exchange, ...] = ()
    turns: tuple[Turn, ...] = field(default=())

    def with_reply(self, question: str, reply: str, turn: Turn | None = None, *, pending: bool = False) -> Conversation:
        """This conversation and one exchange more; the oldest leave when it grows too long."""
        turns = self.turns if turn is None else (*self.turns, turn)
        exchanges = (*self.exchanges, Exchange(question, reply, pending))
        return Conversation(exchanges[-LONGEST_CONVERSATION:], turns[-LONGEST_CONVERSATION:])


# An event, and the component whose value is the question.
_Asking = tuple[Callable[..., Any], Component]
Update = tuple[list[dict[str, Any]], str, Conversation]


class Chat:
    """What the page's events call."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str | None, conversation: Conversation, language: str = ENGLISH) -> Iterator[Update]:
        """The chat as it grows: the question at once, then the answer block by block.

        `language` is the reader's, for questions whose own cannot be told.
        """
        asked = without_surrogates(question or "").strip()
        if not asked:
            yield messages(conversation), "", conversation
            return
        asking = question_language(asked, language)
        waiting = conversation.with_reply(_shortened(asked), render.pending_html(asking), pending=True)
        yield messages(waiting), "", waiting
        try:
            answer = self._assistant.ask(asked, turns=conversation.turns)
        except UnqaError as error:
            failed = conversation.with_reply(_shortened(asked), render.error_html(str(error), asking))
            yield messages(failed), "", failed
            return
        turn = Turn(asked, tuple(citation.id for citation in answer.citations))
        holdings = self._assistant.holdings()
        searched = render.searched_html(len(holdings.symbols), holdings.paragraph_count, answer.language)
        stages = list(render.answer_stages(answer))
        for stage in (*stages[:-1], stages[-1] + searched):
            grown = conversation.with_reply(asked, stage, turn)
            yield messages(grown), "", grown

    @staticmethod
    def give_up(conversation: Conversation, language: str) -> Update:
        """After an error that nobody foresaw: say so in the place of the answer that was waited for."""
        if not conversation.exchanges or not conversation.exchanges[-1].pending:
            return messages(conversation), "", conversation
        *before, last = conversation.exchanges
        said = Exchange(last.question, render.error_html(say(language, "unexpected"), language))
        failed = Conversation((*before, said), conversation.turns)
        return messages(failed), "", failed


def messages(conversation: Conversation) -> list[dict[str, Any]]:
    """The conversation in Gradio's messages format, each message a component with HTML of ours."""
    shown: list[dict[str, Any]] = []
    for exchange in conversation.exchanges:
        shown.append({"role": "user", "content": _html(render.question_html(exchange.question))})
        shown.append({"role": "assistant", "content": _html(exchange.reply)})
    return shown


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page, its events wired to `assistant`."""
    chat = Chat(assistant)
    examples = example_questions(assistant.catalog, ENGLISH)
    page = gr.Blocks(title="unqa: resolutions of the United Nations", analytics_enabled=False)
    with page:
        conversation = gr.State(Conversation(), time_to_live=6 * 60 * 60)
        language = gr.State(ENGLISH, time_to_live=6 * 60 * 60)
        header = _html(page_header_html(), elem_id="unqa-header", shown=True)
        _html('<div id="unqa-view"></div>', elem_id="unqa-elsewhere", shown=True)
        board = _board()
        with gr.Column(elem_id="unqa-examples") as suggestions:
            buttons = [gr.Button(example, size="sm", variant="secondary") for example in examples]
        with gr.Row(elem_id="unqa-ask"):
            question = gr.Textbox(
                **_question_words(ENGLISH),
                show_label=False,
                lines=1,
                max_lines=6,
                elem_id="unqa-question",
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=True),
            )
        again = say(ENGLISH, "new_conversation")
        restart = gr.Button(again, size="sm", variant="secondary", elem_id="unqa-restart", visible=False)
        footer = _html(page_footer_html(), elem_id="unqa-footer", shown=True)
        asking: list[_Asking] = [(question.submit, question), *((button.click, button) for button in buttons)]
        _wire(chat, _Parts(conversation, language, board, suggestions, question, restart), asking)
        spoken = [language, header, footer, question, restart, *buttons]
        page.load(_speaker(assistant), None, spoken, queue=False, show_progress="hidden", api_visibility="private")
    page.queue(max_size=WAITING_ROOM, api_open=False, default_concurrency_limit=CONCURRENT_ANSWERS)
    return page


def _speaker(assistant: Assistant) -> Callable[[gr.Request], list[Any]]:
    """What puts the page's words into the reader's language when it is opened."""

    def speak(request: gr.Request) -> list[Any]:
        language = language_of(request)
        examples = example_questions(assistant.catalog, language)
        return [
            language,
            page_header_html(language),
            page_footer_html(language),
            gr.Textbox(**_question_words(language)),
            gr.Button(say(language, "new_conversation")),
            *(gr.Button(example) for example in examples),
        ]

    return speak


def _question_words(language: str) -> dict[str, Any]:
    return {
        "label": say(language, "question_label"),
        "placeholder": say(language, "question_hint"),
        "submit_btn": say(language, "nav_ask"),
        "rtl": direction(language) == "rtl",
    }


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the events of the page change."""

    conversation: gr.State
    language: gr.State
    board: gr.Chatbot
    suggestions: gr.Column
    question: gr.Textbox
    restart: gr.Button


def _board() -> gr.Chatbot:
    """The chat, which shows our own escaped HTML and interprets nothing."""
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        elem_id="unqa-chat",
        render_markdown=False,
        sanitize_html=True,
        latex_delimiters=[],
        allow_tags=False,
        buttons=[],
        feedback_options=None,
        group_consecutive_messages=False,
        layout="panel",
        height="auto",
        autoscroll=False,
        placeholder="",
    )


def _wire(chat: Chat, parts: _Parts, asking: Sequence[_Asking]) -> None:
    shown = [parts.board, parts.question, parts.conversation]
    once_asked = [parts.suggestions, parts.restart]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def begin() -> tuple[gr.Column, gr.Button]:
        return gr.Column(visible=False), gr.Button(visible=True)

    def anew() -> tuple[list[dict[str, Any]], str, Conversation, gr.Column, gr.Button]:
        return [], "", Conversation(), gr.Column(visible=True), gr.Button(visible=False)

    for event, source in asking:
        answering = event(chat.ask, [source, parts.conversation, parts.language], shown, **quiet)
        answering.failure(chat.give_up, [parts.conversation, parts.language], shown, queue=False, **quiet)
        event(begin, None, once_asked, queue=False, **quiet)
    for event in (parts.restart.click, parts.board.clear):
        event(anew, None, [*shown, *once_asked], queue=False, **quiet)


def _html(value: str, *, elem_id: str | None = None, shown: bool = False) -> gr.HTML:
    """HTML of ours; placed where it is made only if `shown`, otherwise the content of a message."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, render=shown)


def _shortened(question: str, limit: int = 300) -> str:
    return question if len(question) <= limit else f"{question[:limit]} …"
