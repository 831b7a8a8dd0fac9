"""What an assistant needs to have answers written: the model, the checker, and what was written before."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace

from index.embed import Embedder
from index.settings import Settings
from rag.answer_cache import AnswerCache, CacheKey
from rag.chat import StandaloneQuestion
from rag.events import AnswerEvent, Draft, Understood
from rag.llm import Assignment, Writer
from rag.llm_client import LanguageModel
from rag.model import Answer, Turn
from rag.nearness import EmbeddedNearness
from rag.rewriting import Rewritten, rewrite


class Author:
    """Has questions rewritten and answers written. Safe to share between threads."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        """Raises LanguageModelError when the settings name no model, or its package is not installed."""
        self._model = LanguageModel(settings)
        self._writer = Writer(settings, self._model, EmbeddedNearness(embedder))
        self._cache = AnswerCache()

    def understood(
        self, question: str, turns: Sequence[Turn], otherwise: StandaloneQuestion
    ) -> Generator[AnswerEvent, None, Rewritten]:
        """Make a follow-up stand alone; until then it is shown as the rules understand it."""
        waiting = Understood(otherwise.text, otherwise.rewritten)
        with closing(rewrite(self._model, question, turns, otherwise)) as steps:
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    rewritten: Rewritten = end.value
                    return rewritten
                yield waiting

    def written(
        self, assignment: Assignment, generation: int, waiting: AnswerEvent
    ) -> Generator[AnswerEvent, None, Answer]:
        """The drafts of a written answer, `waiting` where there is none yet; returns the whole."""
        places = tuple((given.citation.id, given.text) for given in assignment.given)
        key = CacheKey(assignment.question, assignment.language, places, assignment.strict, assignment.list_removed)
        if (known := self._cache.get(generation, key)) is not None:
            return replace(known, question=assignment.verbatim.question, timings_ms=assignment.verbatim.timings_ms)
        with closing(self._writer.write(assignment)) as drafts:
            while True:
                try:
                    draft = next(drafts)
                except StopIteration as end:
                    written: Answer = end.value
                    self._cache.put(generation, key, written)
                    return written
                yield waiting if draft is None else Draft(draft)
