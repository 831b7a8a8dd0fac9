"""The chat as a Gradio page: what it is made of, and how its events reach the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.model import Filters
from ui.conversation import Conversation
from ui.page_chat import Chat
from ui.page_commands import Hello, read_command, read_kept
from ui.page_language import language_of
from ui.page_words import ENGLISH, direction, say
from ui.render_asking import filters_html, start_html, tools_html
from ui.render_chat import asked_html, reply_html
from ui.render_page import chat_header_html, page_footer_html

# Answers come from threads; on two cores more than this only wait for each other.
CONCURRENT_ANSWERS = 8
WAITING_ROOM = 200
_KEPT_SECONDS = 6 * 60 * 60
# What every event that changes the conversation changes: as many as `_Parts` has.
_SHOWN = 6
# Hands what our script wants done to the server; it is all that this component is for.
_BRIDGE = """
document.addEventListener("unqa:send", (event) => trigger("submit", event.detail));
document.documentElement.dataset.bridge = "ready";
document.dispatchEvent(new Event("unqa:ready"));
"""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the events of the page change."""

    conversation: gr.State
    board: gr.Chatbot
    question: gr.Textbox
    examples: gr.HTML
    filters: gr.HTML
    tools: gr.HTML

    @property
    def shown(self) -> list[Any]:
        """The outputs of every event that changes the conversation, in the order of `Page.updates`."""
        return [self.conversation, self.board, self.question, self.examples, self.filters, self.tools]


class Page:
    """The conversation's events as Gradio knows them."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        # The names of the conversations whose last step broke off as nobody foresaw.
        self._broken: set[str] = set()

    def act(self, event: gr.EventData, conversation: Conversation | None, request: gr.Request) -> Iterator[list[Any]]:
        """Do what the script sent, and show the conversation as it grows."""
        sent = event._data if isinstance(event._data, dict) else {}
        command = read_command(sent.get("command")) or Hello(do="hello")
        kept = read_kept(str(sent.get("kept") or ""))
        language = language_of(request)
        grown = begun = conversation or Conversation()
        first = True
        with self._noting(lambda: grown.key):
            for grown in self._chat.act(command, begun, language, kept):
                yield self.updates(grown, language, whole=first or not is_pending(grown))
                first = False

    def stop(self, conversation: Conversation | None, request: gr.Request) -> list[Any]:
        """Show what there is of an answer that was stopped, unless a new conversation has begun since.

        Gradio may tell of a stop once more when whatever was to come after it has come.
        """
        stopped = conversation or Conversation()
        if self._chat.has_ended(stopped):
            return [gr.skip() for _ in range(_SHOWN)]
        return self.updates(self._chat.stop(stopped), language_of(request))

    def give_up(self, conversation: Conversation | None, request: gr.Request) -> list[Any]:
        """Say that something went wrong that nobody foresaw.

        Gradio calls this after a stop as well, which a draft that was under way may have overtaken.
        """
        language = language_of(request)
        if conversation is None or conversation.key not in self._broken:
            return self.stop(conversation, request)
        self._broken.discard(conversation.key)
        return self.updates(self._chat.give_up(conversation), language)

    @contextmanager
    def _noting(self, name: Callable[[], str]) -> Iterator[None]:
        """Remember the conversation of this name as broken where the step within fails, but not where it is stopped."""
        broken = True
        try:
            yield
            broken = False
        except GeneratorExit:
            broken = False
            raise
        finally:
            if broken:
                self._broken.add(name())

    def updates(self, conversation: Conversation, language: str, *, whole: bool = True) -> list[Any]:
        """The page after a step, in the order of `_Parts.shown`; without `whole` only the chat is drawn again."""
        shown = [conversation, messages(conversation, language)]
        if not whole:
            return [*shown, *(gr.skip() for _ in range(4))]
        pending = is_pending(conversation)
        question: dict[str, Any] = {
            "submit_btn": False if pending else say(language, "nav_ask"),
            "stop_btn": say(language, "stop") if pending else False,
        }
        held = self._chat.held()
        return [
            *shown,
            gr.Textbox(**question),
            "" if conversation.exchanges else start_html(held, self._chat.examples(language), language),
            filters_html(conversation.filters, held, language),
            tools_html(conversation, language),
        ]


def is_pending(conversation: Conversation) -> bool:
    """Whether an answer is being waited for."""
    return bool(conversation.exchanges) and conversation.exchanges[-1].state == "pending"


def messages(conversation: Conversation, language: str) -> list[dict[str, Any]]:
    """The conversation in Gradio's messages format, each message a component with HTML of ours."""
    shown: list[dict[str, Any]] = []
    for exchange in conversation.exchanges:
        reply = reply_html(exchange, language, last=exchange is conversation.exchanges[-1])
        shown.append({"role": "user", "content": _html(asked_html(exchange, language))})
        shown.append({"role": "assistant", "content": _html(reply)})
    return shown


def build_page(chat: Chat) -> gr.Blocks:
    """The page, its events wired to `chat`."""
    held = chat.held()
    page = gr.Blocks(title="unqa: resolutions of the United Nations", analytics_enabled=False)
    with page:
        # Every page begins its own: a value given here would be copied into all of them, with its secret name.
        conversation = gr.State(None, time_to_live=_KEPT_SECONDS)
        header = _html(chat_header_html(), elem_id="unqa-header", shown=True)
        _html('<div id="unqa-view"></div>', elem_id="unqa-elsewhere", shown=True)
        board = _board()
        examples = _html(start_html(held, chat.examples(ENGLISH), ENGLISH), elem_id="unqa-examples", shown=True)
        with gr.Column(elem_id="unqa-ask"):
            filters = _html(filters_html(Filters(), held, ENGLISH), elem_id="unqa-filters", shown=True)
            question = gr.Textbox(
                **_question_words(ENGLISH),
                show_label=False,
                lines=1,
                max_lines=6,
                elem_id="unqa-question",
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=True),
            )
        tools = _html("", elem_id="unqa-tools", shown=True)
        footer = _html(page_footer_html(), elem_id="unqa-footer", shown=True)
        bridge = gr.HTML("", elem_id="unqa-bridge", js_on_load=_BRIDGE, apply_default_css=False)
        _wire(Page(chat), bridge, _Parts(conversation, board, question, examples, filters, tools))
        page.load(
            _speak, None, [header, footer, question], queue=False, show_progress="hidden", api_visibility="private"
        )
    page.queue(max_size=WAITING_ROOM, api_open=False, default_concurrency_limit=CONCURRENT_ANSWERS)
    return page


def _speak(request: gr.Request) -> list[Any]:
    """Put the page's words into the reader's language when it is opened."""
    language = language_of(request)
    return [chat_header_html(language), page_footer_html(language), gr.Textbox(**_question_words(language))]


def _question_words(language: str) -> dict[str, Any]:
    return {
        "label": say(language, "question_label"),
        "placeholder": say(language, "question_hint"),
        "submit_btn": say(language, "nav_ask"),
        "rtl": direction(language) == "rtl",
    }


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


def _wire(page: Page, bridge: gr.HTML, parts: _Parts) -> None:
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    acting = bridge.submit(page.act, [parts.conversation], parts.shown, **quiet)
    failing = acting.failure(page.give_up, [parts.conversation], parts.shown, queue=False, **quiet)
    # Every question takes the one way, so that there is one thing to stop.
    # Our script may still be on its way when the first one is asked.
    asking = (
        '(question) => { (window.unqaAsked ??= []).push(question); document.dispatchEvent(new Event("unqa:ask")); }'
    )
    parts.question.submit(None, [parts.question], None, js=asking, **quiet)
    stopping = parts.question.stop(page.stop, [parts.conversation], parts.shown, cancels=[acting], queue=False, **quiet)
    for finished, said in ((acting.success, "done"), (failing.then, "done"), (stopping.then, "stopped")):
        finished(None, None, None, js=f'() => document.dispatchEvent(new Event("unqa:{said}"))', **quiet)


def _html(value: str, *, elem_id: str | None = None, shown: bool = False) -> gr.HTML:
    """HTML of ours; placed where it is made only if `shown`, otherwise the content of a message."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, render=shown)
