"""The assistant: a question in, a verbatim answer with citations out, or a refusal that says what is missing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self

from index.build import Progress, build_index
from index.catalog import Catalog
from index.embed import load_embedder
from index.errors import DataError, UnqaError
from index.settings import Settings
from index.store import open_searcher
from rag.answering import Answering
from rag.chat import standalone
from rag.courtesy import courtesy, reply
from rag.events import AnswerEvent, Finished, Understood
from rag.given import gather
from rag.holdings import Holdings
from rag.model import Answer, Filters, Turn
from rag.question import clean_question
from rag.searching import Searching

if TYPE_CHECKING:
    from rag.authoring import Author

AnswererName = Literal["verbatim", "llm"]
# Places that a language model is given at most; the budget of tokens may allow fewer.
_GIVEN: Final = 16
ProgressCallback = Callable[[Progress], None]


class Assistant:
    """Answers questions from one data folder. Safe to share between threads; follows the index when it is refreshed."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        """Use `Assistant.open`."""
        self.settings = settings
        self.catalog = catalog
        self._searcher = open_searcher(settings, catalog)
        self._embedder = load_embedder(settings)
        self._lock = threading.Lock()
        self._holdings: tuple[int, Holdings] | None = None
        self._written_by: Author | None = None

    @classmethod
    def open(cls, settings: Settings, progress: ProgressCallback | None = None) -> Assistant:
        """Open the index, building it from the bundled corpus on first use.

        Raises DataError, EmbeddingError or StoreError, each with what to do.
        """
        return cls(settings, open_catalog(settings, progress))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the index go."""
        self._searcher.close()
        self.catalog.close()

    @property
    def damage(self) -> str | None:
        """What is wrong with the derived data, None when nothing is; see `index.store.Searcher.damage`."""
        return self._searcher.damage

    def holdings(self) -> Holdings:
        """What the corpus holds now."""
        with self.catalog.snapshot():
            generation = self.catalog.generation()
            with self._lock:
                if self._holdings is None or self._holdings[0] != generation:
                    self._holdings = (generation, Holdings(self.catalog))
                return self._holdings[1]

    def searching(self, filters: Filters) -> Searching:
        """The means of one question's searches."""
        return Searching(self.catalog, self.holdings(), self._searcher, self._embedder, filters)

    def ask(
        self,
        question: str,
        *,
        turns: Sequence[Turn] = (),
        filters: Filters | None = None,
        top: int = 5,
        answerer: AnswererName | None = None,
        strict: bool = True,
        list_removed: bool = False,
    ) -> Answer:
        """Answer one question; `turns` are the earlier ones of the conversation, `top` limits the passages quoted.

        `answerer` is "verbatim", or "llm" for the language model of the settings; by default the model if one is set.
        With `strict` off the answer's `writing` lists the statements of the model that were not supported, and with
        `list_removed` it does so though the checks are strict.

        Raises QuestionError when the question is empty or too long, LanguageModelError when `answerer` is "llm" and
        none can be used, and the errors of an index that cannot be used.
        """
        *_, last = self.stream(
            question,
            turns=turns,
            filters=filters,
            top=top,
            answerer=answerer,
            strict=strict,
            list_removed=list_removed,
        )
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        *,
        turns: Sequence[Turn] = (),
        filters: Filters | None = None,
        top: int = 5,
        answerer: AnswererName | None = None,
        strict: bool = True,
        list_removed: bool = False,
    ) -> Generator[AnswerEvent, None, None]:
        """Answer one question step by step: how it was understood, drafts that grow, and at the end what `ask` gives.

        While a language model is waited for the last event comes again, several times a second, so that whoever listens
        can stop. Closing the iterator stops the work, the request to a model included. Raises what `ask` raises.
        """
        started = time.perf_counter()
        author = self._author(answerer)
        cleaned = clean_question(question)
        if said := courtesy(cleaned):
            yield Understood(cleaned, rewritten=False)
            timings = {"total": (time.perf_counter() - started) * 1000, "embed": 0.0, "retrieve": 0.0}
            yield Finished(replace(reply(question, said, self.holdings()), timings_ms=timings))
            return
        asked = standalone(cleaned, turns)
        spent = None
        if author is not None and turns:
            rewritten = yield from author.understood(cleaned, turns, asked)
            asked, spent = rewritten.question, rewritten.usage
        understood = Understood(asked.text, asked.rewritten)
        yield understood
        with self.catalog.snapshot():
            generation = self.catalog.generation()
            searching = self.searching(filters or Filters())
            answer = Answering(searching, top).answer(asked)
            given = gather(answer, searching.holdings, _GIVEN) if author is not None and answer.refusal is None else ()
        answer = replace(answer, question=question, timings_ms=dict(searching.timings_ms))
        if author is not None and given:
            from rag.llm import Assignment

            assignment = Assignment(asked.text, answer, given, strict, list_removed or not strict, spent)
            answer = yield from author.written(assignment, generation, understood)
        timings = {"total": (time.perf_counter() - started) * 1000, **answer.timings_ms}
        yield Finished(replace(answer, timings_ms=timings))

    def _author(self, answerer: AnswererName | None) -> Author | None:
        """Who writes the answer; None where it is verbatim. Raises LanguageModelError when none can be used."""
        if answerer == "verbatim" or (answerer is None and not self.settings.writes):
            return None
        from rag.authoring import Author

        with self._lock:
            if self._written_by is None:
                self._written_by = Author(self.settings, self._embedder)
            return self._written_by


def open_catalog(settings: Settings, progress: ProgressCallback | None = None) -> Catalog:
    """The catalog of the settings' data folder; the index is built from the bundled corpus where there is none.

    Raises DataError when it cannot be opened or built.
    """
    catalog = Catalog.open(settings.data, create=True)
    if catalog.generation() == 0:
        try:
            report = build_index(settings, (), progress=progress)
        except UnqaError:
            catalog.close()
            raise
        if report.resolutions == 0:
            catalog.close()
            raise DataError(f"nothing could be indexed in {settings.data}: see `unqa index` for what went wrong")
    return catalog
