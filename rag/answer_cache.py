"""Answers that a language model wrote, remembered for one generation of the index: in memory, and no longer than it.

On disk they would outlive the program that checked them; asking again after a restart costs one request.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

from rag.model import Answer

_REMEMBERED: Final = 256


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What a written answer depends on, besides the generation of the index and the settings of the model."""

    question: str
    language: str
    places: tuple[tuple[str, str], ...]
    strict: bool
    list_removed: bool


class AnswerCache:
    """The answers of one generation, the least recently used dropped first. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation = 0
        self._answers: OrderedDict[CacheKey, Answer] = OrderedDict()

    def get(self, generation: int, key: CacheKey) -> Answer | None:
        """The answer to this, marked as cached; None where there is none for this generation."""
        with self._lock:
            answer = self._answers.get(key) if generation == self._generation else None
            if answer is None or answer.writing is None:
                return None
            self._answers.move_to_end(key)
        return replace(answer, timings_ms={}, writing=replace(answer.writing, cached=True))

    def put(self, generation: int, key: CacheKey, answer: Answer) -> None:
        """Remember an answer that a model finished; one that failed may succeed the next time."""
        writing = answer.writing
        if (
            writing is None
            or writing.broken_off
            or writing.second_looks_failed
            or writing.failure not in ("", "unsupported", "declined")
        ):
            return
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._answers.clear()
            self._answers[key] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
