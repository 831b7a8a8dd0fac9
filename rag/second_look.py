"""The second look: the model is asked whether the places cited say a statement that the checks let through.

It may only take away. A statement stays where the request fails or the limits are reached, as if nobody had asked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final

from index.errors import LanguageModelError
from rag.checking import Checked
from rag.given import Given
from rag.llm_client import LanguageModel, Usage
from rag.llm_failures import failure
from rag.prompt import second_look_for

# Requests for one answer, seconds for one of them, seconds for all.
_MOST: Final = 16
_SECONDS: Final = 15.0
_SECONDS_IN_ALL: Final = 60.0
_THOUGHT: Final = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_YES: Final = re.compile(r"[\s\"'*_`]*yes[\s\"'*_`.!]*", re.IGNORECASE)


class SecondLook:
    """The second looks at the statements of one answer.

    `asked` counts requests, `failed` statements left as they were because there was no reply to be had; `usage` is what
    all of them cost, None before the first; `milliseconds` how long they took.
    """

    def __init__(self, model: LanguageModel, seconds: float) -> None:
        """`seconds` is how long one request may take; never more than 15."""
        self.asked = 0
        self.failed = 0
        self.usage: Usage | None = None
        self.milliseconds = 0.0
        self._model = model
        self._seconds = min(seconds, _SECONDS)
        self._said: dict[tuple[str, tuple[int, ...]], str] = {}

    def at(self, checked: Checked, given: Mapping[int, Given]) -> Generator[None, None, Checked]:
        """The verdict after a second look. Yields while it waits; closing it stops the request."""
        if checked.fault is not None:
            return checked
        words = " ".join(clause.words for clause in checked.clauses)
        numbers = tuple(dict.fromkeys(number for clause in checked.clauses for number, _ in clause.cites))
        if (words, numbers) not in self._said:
            try:
                self._said[words, numbers] = yield from self._reply(words, [given[number] for number in numbers])
            except LanguageModelError:
                self.failed += 1
                return checked
        if _YES.fullmatch(_THOUGHT.sub("", self._said[words, numbers])):
            return checked
        return replace(checked, clauses=(), fault="second_look")

    def _reply(self, words: str, given: Sequence[Given]) -> Generator[None, None, str]:
        left = min(self._seconds, _SECONDS_IN_ALL - self.milliseconds / 1000)
        if self.asked >= _MOST or left <= 0:
            raise failure("too_slow")
        self.asked += 1
        started = time.perf_counter()
        raw = ""
        with self._model.reply(second_look_for(words, given)) as reply:
            try:
                with closing(reply.texts()) as texts:
                    for text in texts:
                        raw += text
                        if time.perf_counter() - started > left:
                            raise failure("too_slow")
                        yield None
            finally:
                self.usage = reply.usage if self.usage is None else self.usage + reply.usage
                self.milliseconds += (time.perf_counter() - started) * 1000
        return raw if reply.finish != "length" else ""
