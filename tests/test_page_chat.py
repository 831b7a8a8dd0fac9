"""The chat's commands over the bundled corpus: what is asked, with which turns and filters, and what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from eval.feedback import FeedbackStore
from index.messages import message
from rag.assistant import Assistant
from rag.events import AnswerEvent, Draft, Finished, Understood
from rag.model import Filters
from ui.conversation import LONGEST, Conversation, Exchange, Opinion
from ui.page_build import Page
from ui.page_chat import Chat
from ui.page_commands import (
    Again,
    Anew,
    Ask,
    Command,
    Edit,
    FilterChoice,
    Hello,
    Judge,
    Kept,
    KeptExchange,
    Narrow,
    Without,
    kept_text,
    read_kept,
)
from ui.page_messages import message_text
from ui.page_shelf import Shelf
from ui.render_chat import reply_html

PARAGRAPH_8 = "What does paragraph 8 of resolution 57/203 say?"


class World:
    """A chat, and what it works with."""

    def __init__(self, assistant: Assistant, folder: Path) -> None:
        """Nothing was said yet."""
        self.shelf = Shelf()
        self.feedback = FeedbackStore(folder)
        self.chat = Chat(assistant, self.shelf, self.feedback)
        self.conversation = Conversation()

    def do(self, *commands: Command, kept: Kept | None = None) -> Exchange:
        """Do one thing after the other; the last exchange then."""
        for command in commands:
            *_, self.conversation = self.chat.act(command, self.conversation, "en", kept)
        return self.conversation.exchanges[-1]

    @property
    def questions(self) -> list[str]:
        """What was asked."""
        return [one.question for one in self.conversation.exchanges]


@pytest.fixture
def world(assistant: Assistant, tmp_path: Path) -> World:
    """A chat over the bundled corpus."""
    return World(assistant, tmp_path)


def ask(question: str) -> Ask:
    """A question."""
    return Ask(do="ask", question=question)


def test_a_question_shows_at_once_and_then_its_answer(world: World) -> None:
    steps = list(world.chat.act(ask(f"  {PARAGRAPH_8} "), Conversation(), "en"))
    assert [step.exchanges[-1].state for step in steps] == ["pending", "pending", "answered"]
    assert steps[0].exchanges[-1].question == PARAGRAPH_8
    assert steps[-1].exchanges[-1].cited == ("A/RES/57/203#op8@en",)
    assert steps[-1].exchanges[-1].suggestions


def test_the_last_question_is_asked_again_with_the_filters_as_they_are_now(world: World) -> None:
    early = Narrow(do="narrow", filters=FilterChoice(year_to=1999))
    refused = world.do(early, ask(PARAGRAPH_8))
    assert refused.answer is not None
    assert refused.answer.refusal is not None
    again = world.do(Narrow(do="narrow", filters=FilterChoice()), Again(do="again"))
    assert (world.questions, again.cited) == ([PARAGRAPH_8], ("A/RES/57/203#op8@en",))


def test_a_question_changed_to_nothing_loses_nothing(world: World) -> None:
    world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"), Edit(do="edit", exchange=1, question=" \n"))
    assert world.questions == [PARAGRAPH_8, "And paragraph 9?"]


def test_a_copied_page_has_a_conversation_of_its_own(world: World) -> None:
    world.do(ask(PARAGRAPH_8))
    first, kept = world.conversation, read_kept(kept_text(world.conversation))
    world.conversation = Conversation()
    world.do(Hello.model_validate({"do": "hello", "copy": True}), kept=kept)
    assert world.questions == [PARAGRAPH_8]
    assert world.conversation.key != first.key
    assert world.shelf.get(first.key) == first


def test_a_follow_up_says_how_it_was_understood(world: World) -> None:
    last = world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"))
    assert last.understood == "And paragraph 9? (A/RES/57/203)"
    assert last.cited == ("A/RES/57/203#op9@en",)


def test_again_takes_the_place_of_the_last(world: World) -> None:
    first = world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"))
    last = world.do(Again(do="again"))
    assert (last.question, last.cited, last.number) == ("And paragraph 9?", first.cited, first.number)
    assert len(world.questions) == 2


def test_an_edited_question_drops_what_followed(world: World) -> None:
    world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"), ask("And paragraph 10?"))
    last = world.do(Edit(do="edit", exchange=2, question="And paragraph 11?"))
    assert world.questions == [PARAGRAPH_8, "And paragraph 11?"]
    assert last.cited == ("A/RES/57/203#op11@en",)


def test_a_restriction_is_left_out_with_the_same_turns(world: World) -> None:
    question = "What does the 2004 resolution say about impartial and objective information?"
    narrow = world.do(ask(question))
    world.do(ask("What does 58/170 say about dialogue?"))
    wide = world.do(Without(do="without", exchange=narrow.number, kind="years"))
    assert wide.question == question
    assert wide.filters.ignored == {"years"}
    assert wide.answer is not None
    assert narrow.answer is not None
    assert {place.split("#")[0] for place, _ in narrow.answer.retrieved} == {"A/RES/59/190"}
    assert len({place.split("#")[0] for place, _ in wide.answer.retrieved}) > 1
    # It holds for that question alone.
    assert world.do(ask(PARAGRAPH_8)).filters == Filters()


def test_filters_hold_until_they_are_changed(world: World) -> None:
    world.conversation = Conversation()
    *_, world.conversation = world.chat.act(
        Narrow(do="narrow", filters=FilterChoice(language="zh", body="GA")), world.conversation, "en"
    )
    question = "What impartial and objective information is needed?"
    assert {place[-2:] for place in world.do(ask(question)).cited} == {"zh"}
    assert {place[-2:] for place in world.do(ask(question)).cited} == {"zh"}
    world.do(Narrow(do="narrow", filters=FilterChoice()))
    assert "en" in {place[-2:] for place in world.do(ask(question)).cited}


def test_an_error_is_said_and_nothing_leans_on_it(world: World) -> None:
    last = world.do(ask("x" * 20_000))
    assert (last.state, last.error) == ("failed", message("question_too_long", characters=20_000, limit=10_000))
    assert world.conversation.turns == ()
    assert world.do(ask(PARAGRAPH_8)).state == "answered"


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_nothing_asked_is_nothing(world: World, question: str) -> None:
    (after,) = world.chat.act(ask(question), Conversation(), "en")
    assert after.exchanges == ()


def test_what_is_sent_again_after_a_reload_is_done_once(world: World) -> None:
    first, second = (Ask(do="ask", question=PARAGRAPH_8, token=token) for token in ("one", "two"))
    world.do(first, first, second)
    assert world.questions == [PARAGRAPH_8] * 2
    edited = Edit(do="edit", exchange=1, question="And paragraph 9?", token="three")
    world.do(edited, ask("And paragraph 10?"), edited)
    assert world.questions == ["And paragraph 9?", "And paragraph 10?"]
    # A page opened again has what the server holds, and sends what it saw no sign of.
    kept = read_kept(kept_text(replace(world.conversation, exchanges=world.conversation.exchanges[:1])))
    world.conversation = Conversation()
    world.do(Hello(do="hello"), edited, kept=kept)
    assert world.questions == ["And paragraph 9?", "And paragraph 10?"]


def test_a_thumb_is_kept_with_its_comment(world: World) -> None:
    world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"))
    last = world.do(Judge(do="judge", exchange=2, verdict="down"))
    assert last.opinion is not None
    assert last.opinion.asking
    world.do(Judge(do="judge", exchange=2, verdict="down", comment="The wrong one."))
    (kept,) = world.feedback.opinions()
    assert (kept.verdict, kept.comment, kept.cited) == ("down", "The wrong one.", ("A/RES/57/203#op9@en",))
    assert kept.questions == (PARAGRAPH_8, "And paragraph 9?")


def test_an_opinion_is_changed_corrected_and_taken_back(world: World) -> None:
    def kept() -> list[tuple[str, str]]:
        return [(one.verdict, one.comment) for one in world.feedback.opinions()]

    world.do(ask(PARAGRAPH_8), Judge(do="judge", exchange=1, verdict="up"))
    assert kept() == [("up", "")]
    world.do(Judge(do="judge", exchange=1, verdict="up", comment="Just so."))
    # The words said before stay, to be corrected.
    last = world.do(Judge(do="judge", exchange=1, verdict="down"))
    assert kept() == [("down", "Just so.")]
    assert last.opinion == Opinion("down", "Just so.", asking=True)
    world.do(Judge(do="judge", exchange=1, verdict="down", comment="Not so."))
    world.do(Judge(do="judge", exchange=1, verdict="down", comment="Not quite so."))
    assert kept() == [("down", "Not quite so.")]
    for _ in range(2):
        assert world.do(Judge(do="judge", exchange=1)).opinion is None
        assert kept() == []
    assert world.do(Judge(do="judge", exchange=1, verdict="up")).opinion == Opinion("up")


def test_a_thumb_that_cannot_be_kept_is_said(assistant: Assistant, tmp_path: Path) -> None:
    world = World(assistant, tmp_path / "missing")
    last = world.do(ask(PARAGRAPH_8), Judge(do="judge", exchange=1, verdict="up"))
    assert last.opinion is not None
    assert last.opinion.error is not None
    assert "cannot be kept" in message_text("en", last.opinion.error)
    # Pressed again it is tried again, and what was typed is still there.
    shown = reply_html(replace(last, opinion=replace(last.opinion, comment="Just so.")), "en", last=True)
    assert 'aria-pressed="true"' not in shown
    assert "Just so.</textarea>" in shown


@pytest.mark.parametrize(
    "command",
    [
        Judge(do="judge", exchange=7, verdict="up"),
        Edit(do="edit", exchange=7, question="q"),
        Without(do="without", exchange=7, kind="years"),
        Again(do="again"),
        Hello(do="hello"),
    ],
)
def test_what_is_not_there_changes_nothing(world: World, command: Command) -> None:
    empty = Conversation()
    assert list(world.chat.act(command, empty, "en")) == [empty]


def test_a_new_conversation_forgets_the_old(world: World) -> None:
    world.do(ask(PARAGRAPH_8))
    key = world.conversation.key
    # Also where the page's own session was lost meanwhile.
    kept = read_kept(kept_text(world.conversation))
    (fresh,) = world.chat.act(Anew(do="anew"), Conversation(), "en", kept)
    assert fresh.exchanges == ()
    assert fresh.key != key
    assert world.shelf.get(key) is None


def test_what_is_told_of_a_stop_too_late_brings_nothing_back(world: World) -> None:
    """Gradio gave the old conversation to the handler, and begun the new one before that was done."""
    request = cast(Any, SimpleNamespace(query_params={}, cookies={}, headers={}))
    world.do(ask(PARAGRAPH_8))
    old, page = world.conversation, Page(world.chat)
    assert page.stop(old, request)[0] == old
    assert list(world.chat.act(Anew(do="anew"), old, "en"))
    for late in (page.stop, page.give_up):
        shown = late(old, request)
        assert shown == [gr.skip() for _ in shown]
        assert len(shown) == len(page.updates(old, "en"))


class Streaming:
    """An assistant whose answers come in drafts; it notes when its work was stopped."""

    def __init__(self, assistant: Assistant) -> None:
        """Nothing was stopped yet."""
        self.catalog = assistant.catalog
        self.stopped = 0
        self._assistant = assistant

    def stream(self, question: str, **arguments: Any) -> Iterator[AnswerEvent]:
        """Two drafts, then the answer."""
        answer = self._assistant.ask(question, **arguments)
        try:
            yield Understood(question, rewritten=False)
            yield Draft(replace(answer, answer="One."))
            yield Draft(replace(answer, answer="One. Two."))
            yield Finished(answer)
        except GeneratorExit:
            self.stopped += 1
            raise


def test_drafts_take_each_others_place_and_stopping_stops_the_work(assistant: Assistant, tmp_path: Path) -> None:
    streaming = Streaming(assistant)
    chat = Chat(cast(Assistant, streaming), Shelf(), FeedbackStore(tmp_path))
    acting = cast(Any, chat.act(ask(PARAGRAPH_8), Conversation(), "en"))
    seen = [next(acting) for _ in range(4)]
    assert [step.exchanges[-1].answer and step.exchanges[-1].answer.answer for step in seen] == [
        *(None, None, "One.", "One. Two."),
    ]
    assert streaming.stopped == 0
    acting.close()
    assert streaming.stopped == 1
    stopped = chat.stop(seen[-1]).exchanges[-1]
    assert (stopped.state, stopped.cited) == ("stopped", ())
    assert chat.give_up(seen[-1]).exchanges[-1].error == message("unexpected")


def test_a_page_loaded_again_finds_its_conversation(world: World) -> None:
    world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"))
    said = world.conversation
    kept = read_kept(kept_text(said))
    *_, found = world.chat.act(Hello(do="hello"), Conversation(), "en", kept)
    assert found == said


def test_after_a_restart_the_conversation_is_asked_anew_and_leant_on(world: World, assistant: Assistant) -> None:
    world.do(ask(PARAGRAPH_8), ask("And paragraph 9?"))
    before = world.conversation
    kept = read_kept(kept_text(before))
    another = Chat(assistant, Shelf(), world.feedback)
    steps = list(another.act(Hello(do="hello"), Conversation(), "en", kept))
    assert [one.cited for one in steps[-1].exchanges] == [one.cited for one in before.exchanges]
    assert steps[-1].exchanges[-1].understood == before.exchanges[-1].understood
    assert steps[-1].key != before.key
    *_, after = another.act(ask("And paragraph 10?"), Conversation(), "en", kept)
    assert after.exchanges[-1].cited == ("A/RES/57/203#op10@en",)
    assert len(after.exchanges) == 3


def test_a_question_that_waited_when_the_server_went_is_asked_again(world: World, assistant: Assistant) -> None:
    kept = Kept(key="gone", exchanges=(KeptExchange(question=PARAGRAPH_8),), filters=FilterChoice(language="en"))
    *_, restored = Chat(assistant, Shelf(), world.feedback).act(Hello(do="hello"), Conversation(), "en", kept)
    assert restored.exchanges[-1].cited == ("A/RES/57/203#op8@en",)
    assert restored.filters == Filters(language="en")


def test_every_conversation_has_a_name_of_its_own() -> None:
    assert len({Conversation().key for _ in range(100)}) == 100
    assert len(Conversation().key) >= 40


def test_the_shelf_and_a_conversation_are_bounded() -> None:
    shelf = Shelf(most=2)
    first, second, third = (Conversation() for _ in range(3))
    shelf.put(first)
    shelf.put(second)
    assert shelf.get(first.key) == first
    shelf.put(third)
    assert shelf.get(second.key) is None
    assert shelf.get(first.key) == first
    long = Conversation()
    for number in range(LONGEST + 5):
        long = long.asking(f"q{number}", "en", Filters())
    assert len(long.exchanges) == LONGEST
    assert long.exchanges[-1].number == LONGEST + 5
