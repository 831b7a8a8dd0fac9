"""Answers by a language model: it writes from numbered places, and every sentence is checked before it is shown."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from index.errors import LanguageModelError
from index.settings import Settings
from rag.budget import fitting
from rag.checking import check_statement
from rag.given import Given, by_number
from rag.llm_client import LanguageModel, Reply, Usage
from rag.llm_words import fallback_words
from rag.model import Answer, Writing
from rag.prompt import given_line, messages_for
from rag.statements import Splitter, Statement
from rag.support import Nearness
from rag.written import Written

# What the model writes when the places do not answer, as the prompt tells it.
_NO_ANSWER: Final = "NO ANSWER"
_DECLINED_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be written: the question, the verbatim answer to it, and the places to write from.

    `spent` are the tokens that it took to understand the question.
    """

    question: str
    verbatim: Answer
    given: tuple[Given, ...]
    strict: bool = True
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
        run = _Run(assignment, given, reply, base)
        with reply:
            yield from run.drafts(self._nearness)
        return run.result()

    def _fitting(self, given: Sequence[Given]) -> tuple[Given, ...]:
        return tuple(given[: fitting([given_line(each) for each in given], self._settings.llm_budget)])


class _Run:
    """One answer being written."""

    def __init__(self, assignment: Assignment, given: Sequence[Given], reply: Reply, base: Writing) -> None:
        self._assignment = assignment
        self._written = Written(by_number(given), assignment.language)
        self._reply = reply
        self._base = base
        self._raw = ""
        self._failure = ""
        self._started = time.perf_counter()
        self._timings: dict[str, float] = {}

    def drafts(self, nearness: Nearness) -> Iterator[Answer | None]:
        """Read the reply to its end; a draft after each statement shown, and something whenever nothing comes."""
        splitter = Splitter()
        latest: Answer | None = None
        with closing(self._reply.texts()) as texts:
            try:
                for text in texts:
                    self._raw += text
                    shown = sum(self._take(statement, nearness) for statement in splitter.feed(text))
                    latest = self._draft() if shown else latest
                    if shown or not text:
                        yield latest
            except LanguageModelError as error:
                self._failure = error.kind
        for statement in splitter.finish(whole=not self._broken_off):
            self._take(statement, nearness)

    @property
    def _broken_off(self) -> bool:
        return bool(self._failure) or self._reply.finish == "length"

    def _take(self, statement: Statement, nearness: Nearness) -> bool:
        began = time.perf_counter()
        given, language = self._written.given, self._assignment.language
        shown = self._written.add(check_statement(statement, given, language, nearness, strict=self._assignment.strict))
        now = time.perf_counter()
        self._timings["check"] = self._timings.get("check", 0.0) + (now - began) * 1000
        if shown:
            self._timings.setdefault("first_statement", (now - self._started) * 1000)
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
        spent = self._assignment.spent
        return self._reply.usage if spent is None else self._reply.usage + spent

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
            unsupported=() if self._assignment.strict else tuple(written.unsupported),
            broken_off=self._broken_off,
        )

    def result(self) -> Answer:
        """The whole answer: what was supported, or the verbatim answer with why."""
        timings = {**self._timings, "model": (time.perf_counter() - self._started) * 1000}
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
