"""The chat: a thin client of the assistant. What was said is kept on the server; the browser only shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from eval.feedback import Feedback, FeedbackStore
from index.errors import UnqaError
from index.messages import message
from rag.assistant import Assistant
from rag.events import AnswerEvent, Draft, Finished, Understood
from rag.holdings import Extent
from rag.language import question_language
from rag.model import Filters, Turn
from rag.suggestions import suggestions
from ui.conversation import Conversation, Exchange, Opinion
from ui.page_commands import Again, Anew, Ask, Command, Edit, Hello, Judge, Kept, Narrow, Without
from ui.page_examples import Example, example_questions
from ui.page_messages import message_of
from ui.page_shelf import Shelf

if TYPE_CHECKING:
    from rag.model import Answer


class Chat:
    """What the page's commands do. Every method yields, or returns, the conversation as it then is."""

    def __init__(self, assistant: Assistant, shelf: Shelf, feedback: FeedbackStore) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._feedback = feedback

    def act(
        self, command: Command, conversation: Conversation, language: str, kept: Kept | None = None
    ) -> Iterator[Conversation]:
        """Do what a command says.

        `language` is the reader's, for questions whose own cannot be told. `kept` is what the browser remembers; it
        counts where the server does not remember the conversation.
        """
        if kept is not None and isinstance(command, Anew):
            self._shelf.drop(kept.key)
        elif kept is not None and not conversation.exchanges:
            restored = conversation
            copied = isinstance(command, Hello) and command.copy_of_another
            for restored in self._restore(kept, language, copied=copied):
                yield restored
            conversation = restored
        yield from self._do(command, conversation, language)

    def _do(self, command: Command, conversation: Conversation, language: str) -> Iterator[Conversation]:
        match command:
            case Ask() | Edit() if conversation.was_asked(command.token):
                yield conversation
            case Ask():
                yield from self._ask(
                    conversation, command.question, conversation.filters, language, token=command.token
                )
            case Again() if conversation.exchanges:
                last = conversation.exchanges[-1]
                # With the filters as they are now: a reader changes them to see what then comes.
                filters = replace(conversation.filters, ignored=last.filters.ignored)
                yield from self._ask(conversation.before(last.number), last.question, filters, language)
            case Edit() if command.question.strip() and conversation.exchange(command.exchange):
                before = conversation.before(command.exchange)
                yield from self._ask(before, command.question, conversation.filters, language, token=command.token)
            case Without():
                yield from self._without(conversation, command, language)
            case Narrow():
                yield self._held(replace(conversation, filters=command.filters.filters()))
            case Judge():
                yield self._held(self._judge(conversation, command))
            case Anew():
                self._shelf.drop(conversation.key)
                yield Conversation()
            case _:
                yield conversation

    def examples(self, language: str) -> tuple[Example, ...]:
        """Questions to begin with."""
        return example_questions(self._assistant.catalog, language)

    def held(self) -> Extent:
        """How much is held, and of what, for the reader to know and for the filters to offer."""
        return self._assistant.holdings().extent

    def has_ended(self, conversation: Conversation) -> bool:
        """Whether a new conversation has taken this one's place."""
        return bool(conversation.exchanges) and self._shelf.get(conversation.key) is None

    def stop(self, conversation: Conversation) -> Conversation:
        """After the answer was stopped: what there is of it stays."""
        last = conversation.exchanges[-1] if conversation.exchanges else None
        if last is None or last.state != "pending":
            return conversation
        return self._held(conversation.with_last(replace(last, state="stopped")))

    def give_up(self, conversation: Conversation) -> Conversation:
        """After an error that nobody foresaw: say so in the place of the answer that was waited for."""
        last = conversation.exchanges[-1] if conversation.exchanges else None
        if last is None or last.state != "pending":
            return conversation
        return self._held(conversation.with_last(replace(last, state="failed", error=message("unexpected"))))

    def _ask(
        self,
        conversation: Conversation,
        question: str,
        filters: Filters,
        language: str,
        turns: Sequence[Turn] | None = None,
        token: str = "",
    ) -> Iterator[Conversation]:
        """The conversation as it grows: the question at once, then the drafts of the answer, each in the last's place.

        Closing the iterator stops the answer.
        """
        self._shelf.put(conversation)
        asked = question.strip()
        if not asked:
            yield conversation
            return
        grown = conversation.asking(asked, question_language(asked, language), filters, token)
        yield grown
        exchange = grown.exchanges[-1]
        leaning = conversation.turns if turns is None else tuple(turns)
        # A generator, so that leaving it stops the work of the assistant.
        events = self._assistant.stream(asked, turns=leaning, filters=filters, list_removed=True)
        try:
            with closing(events):
                for event in events:
                    exchange = self._after(event, exchange)
                    if exchange.state == "pending":
                        yield grown.with_last(exchange)
        except UnqaError as error:
            exchange = replace(exchange, state="failed", error=message_of(error))
        yield self._held(grown.with_last(exchange))

    def _after(self, event: AnswerEvent, exchange: Exchange) -> Exchange:
        match event:
            case Understood():
                return replace(exchange, understood=event.question) if event.rewritten else exchange
            case Draft():
                return replace(exchange, answer=event.answer)
            case Finished():
                return self._answered(exchange, event.answer)

    def _answered(self, exchange: Exchange, answer: Answer) -> Exchange:
        onward = suggestions(answer, self._assistant.catalog)
        return replace(exchange, state="answered", answer=answer, language=answer.language, suggestions=onward)

    def _without(self, conversation: Conversation, command: Without, language: str) -> Iterator[Conversation]:
        """Ask once more what leaned on the same turns, without heeding a restriction."""
        exchange = conversation.exchange(command.exchange)
        if exchange is None:
            yield conversation
            return
        filters = replace(exchange.filters, ignored=exchange.filters.ignored | {command.kind})
        turns = conversation.before(exchange.number).turns
        yield from self._ask(conversation, exchange.question, filters, language, turns)

    def _restore(self, kept: Kept, language: str, *, copied: bool) -> Iterator[Conversation]:
        """What a browser remembers, shown again: as it is still held here, and what is not held by asking anew.

        With `copied` under a name of its own: the page that it was copied from goes on under the other.
        """
        held = self._shelf.get(kept.key)
        if held is not None and copied:
            held = self._held(held.renamed())
        conversation = held if held is not None else Conversation(filters=kept.filters.filters())
        said = tuple(Turn(one.question, one.cited) for one in kept.exchanges)
        for position in range(len(conversation.exchanges), len(kept.exchanges)):
            one = kept.exchanges[position]
            for grown in self._ask(conversation, one.question, one.filters.filters(), language, said[:position]):
                yield grown
                conversation = grown
        yield conversation

    def _judge(self, conversation: Conversation, command: Judge) -> Conversation:
        exchange = conversation.exchange(command.exchange)
        if exchange is None or exchange.state != "answered" or exchange.answer is None:
            return conversation
        before, opinion = exchange.opinion, None
        if command.verdict is not None:
            # Words that were said before stay, to be corrected, where another thumb is pressed.
            comment = command.comment if command.comment is not None else before.comment if before else ""
            opinion = Opinion(command.verdict, comment, asking=command.comment is None)
        try:
            if opinion is None:
                self._feedback.withdraw(exchange.id)
            else:
                turns = conversation.before(exchange.number).turns
                questions = (*(turn.question for turn in turns), exchange.question)
                said = (opinion.verdict, opinion.comment, questions, exchange.filters, exchange.answer)
                self._feedback.record(Feedback(exchange.id, *said))
        except UnqaError as error:
            opinion = opinion or before
            opinion = opinion and replace(opinion, error=message_of(error))
        return conversation.with_exchange(replace(exchange, opinion=opinion))

    def _held(self, conversation: Conversation) -> Conversation:
        self._shelf.put(conversation)
        return conversation
