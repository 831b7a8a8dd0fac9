"""Answers by a language model: it writes from numbered places, and every sentence is checked before it is shown."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from index.errors import LanguageModelError
from index.settings import Settings
from rag.budget import fitting
from rag.checking import Checked, check_statement
from rag.given import Given, by_number
from rag.llm_client import LanguageModel, Reply, Usage
from rag.llm_words import fallback_words
from rag.model import Answer, Writing
from rag.prompt import given_line, messages_for
from rag.second_look import SecondLook
from rag.statements import Splitter, Statement
from rag.support import Nearness
from rag.written import Written

# What the model writes when the places do not answer, as the prompt tells it.
_NO_ANSWER: Final = "NO ANSWER"
_DECLINED_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be written: the question, the verbatim answer to it, and the places to write from.

    `list_removed`: the answer lists the statements that are not supported. `spent` are the tokens that it took to
    understand the question.
    """

    question: str
    verbatim: Answer
    given: tuple[Given, ...]
    strict: bool = True
    list_removed: bool = False
    spent: Usage | None = None

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.verbatim.language


class Writer:
    """Writes answers with one model."""

    def __init__(self, settings: Settings, model: LanguageModel, nearness: Nearness) -> None:
        self._settings = settings
        self._model = model
        self._nearness = nearness

    def write(self, assignment: Assignment) -> Generator[Answer | None, None, Answer]:
        """The answer as it grows; returns the whole. Where the model fails, that is the verbatim answer, and why.

        None, or the same answer again, only gives whoever listens the chance to stop. Closing the iterator ends the
        request.
        """
        given = self._fitting(assignment.given)
        reply = self._model.reply(messages_for(assignment.question, assignment.language, given))
        base = Writing(self._model.name, left_out=len(assignment.given) - len(given))
        wanted = self._settings.llm_second_look
        look = SecondLook(self._model, self._settings.llm_timeout) if wanted else None
        run = _Run(assignment, given, reply, base, look)
        with reply:
            yield from run.drafts(self._nearness)
        return run.result()

    def _fitting(self, given: Sequence[Given]) -> tuple[Given, ...]:
        return tuple(given[: fitting([given_line(each) for each in given], self._settings.llm_budget)])


class _Run:
    """One answer being written."""

    def __init__(
        self, assignment: Assignment, given: Sequence[Given], reply: Reply, base: Writing, look: SecondLook | None
    ) -> None:
        self._assignment = assignment
        self._written = Written(by_number(given), assignment.language)
        self._reply = reply
        self._base = base
        self._look = look
        self._latest: Answer | None = None
        self._raw = ""
        self._failure = ""
        self._started = time.perf_counter()
        self._timings: dict[str, float] = {}

    def drafts(self, nearness: Nearness) -> Iterator[Answer | None]:
        """Read the reply to its end; a draft after each statement shown, and something whenever nothing comes."""
        splitter = Splitter()
        with closing(self._reply.texts()) as texts:
            try:
                for text in texts:
                    self._raw += text
                    shown = yield from self._take_all(splitter.feed(text), nearness)
                    self._latest = self._draft() if shown else self._latest
                    if shown or not text:
                        yield self._latest
            except LanguageModelError as error:
                self._failure = error.kind
        yield from self._take_all(splitter.finish(whole=not self._broken_off), nearness)

    @property
    def _broken_off(self) -> bool:
        return bool(self._failure) or self._reply.finish == "length"

    def _take_all(self, statements: Iterable[Statement], nearness: Nearness) -> Generator[Answer | None, None, bool]:
        """Check statements and take them; whether any of them is shown."""
        shown = False
        for statement in statements:
            checked = self._checked(statement, nearness)
            if self._look is not None:
                looking = self._look.at(checked, self._written.given)
                checked = yield from self._waited_for(looking)
            shown = self._take(checked) or shown
        return shown

    def _waited_for(self, looking: Generator[None, None, Checked]) -> Generator[Answer | None, None, Checked]:
        """What a second look comes to; until then the last draft again."""
        with closing(looking):
            while True:
                try:
                    next(looking)
                except StopIteration as end:
                    checked: Checked = end.value
                    return checked
                yield self._latest

    def _checked(self, statement: Statement, nearness: Nearness) -> Checked:
        began = time.perf_counter()
        given, language = self._written.given, self._assignment.language
        checked = check_statement(statement, given, language, nearness, strict=self._assignment.strict)
        self._timings["check"] = self._timings.get("check", 0.0) + (time.perf_counter() - began) * 1000
        return checked

    def _take(self, checked: Checked) -> bool:
        shown = self._written.add(checked)
        if shown:
            self._timings.setdefault("first_statement", (time.perf_counter() - self._started) * 1000)
        return shown

    def _draft(self) -> Answer:
        return replace(
            self._assignment.verbatim,
            answer=self._written.markdown(),
            citations=self._written.citations(),
            answerer=f"llm:{self._base.model}",
            writing=self._writing(),
        )

    def _usage(self) -> Usage:
        others = (self._assignment.spent, None if self._look is None else self._look.usage)
        return sum((one for one in others if one is not None), self._reply.usage)

    def _writing(self) -> Writing:
        usage, written = self._usage(), self._written
        return replace(
            self._base,
            tokens_in=usage.tokens_in,
            tokens_out=usage.tokens_out,
            tokens_estimated=usage.estimated,
            supported=written.supported,
            removed=tuple(sorted(written.removed.items())),
            citations_removed=written.citations_removed,
            quotations_corrected=written.quotations_corrected,
            second_looks=0 if self._look is None else self._look.asked,
            second_looks_failed=0 if self._look is None else self._look.failed,
            unsupported=tuple(written.unsupported) if self._assignment.list_removed else (),
            broken_off=self._broken_off,
        )

    def result(self) -> Answer:
        """The whole answer: what was supported, or the verbatim answer with why."""
        timings = {**self._timings, "model": (time.perf_counter() - self._started) * 1000}
        if self._look is not None:
            timings["second_look"] = self._look.milliseconds
        if self._reply.first_token_ms is not None:
            timings["first_token"] = self._reply.first_token_ms
        if self._written.supported:
            answer = self._draft()
            writing = replace(self._writing(), failure=self._failure)
        else:
            failure = self._failure or self._why_nothing()
            because = fallback_words(self._assignment.language, failure)
            answer = self._assignment.verbatim
            writing = replace(self._writing(), failure=failure, verbatim_because=because)
        return replace(answer, writing=writing, timings_ms={**answer.timings_ms, **timings})

    def _why_nothing(self) -> str:
        raw = self._raw.strip()
        if not raw:
            return "empty"
        declined = _NO_ANSWER in raw.upper() and len(raw) < _DECLINED_LENGTH
        return "declined" if declined else "unsupported"
