"""A corpus of resolutions in a program or a notebook: everything that the command line can do, by one name.

from rag import Corpus

corpus = Corpus()
corpus.ask("What may never be used for political ends?")
corpus.show("57/203 para 8")
corpus.verify("events in all countries", within="57/203")
corpus.trace("62/165 para 8")
corpus.compare("52/131", "62/165")
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.catalog import Catalog
from index.errors import NotInCorpusError
from index.model import Paragraph, Resolution
from index.settings import Settings
from rag.notebook import ShownInNotebooks
from rag.places import read_place
from rag.side_by_side import resolution_at

if TYPE_CHECKING:
    from index.build import BuildReport
    from rag.assistant import Assistant
    from rag.lineage import Lineage
    from rag.model import Answer, Filters, Turn
    from rag.quote import Verification
    from rag.side_by_side import Comparison


@dataclass(frozen=True, slots=True)
class Excerpt(ShownInNotebooks):
    """A resolution, and the paragraphs of it that were asked for: all that are no sub-paragraphs, some, or one."""

    resolution: Resolution
    paragraphs: tuple[Paragraph, ...]


class Corpus:
    """One data folder. Safe to share between threads; follows the index when it is refreshed.

    The index is built from the bundled resolutions where there is none. The embedding model and the vector store are
    loaded by the first question; all else needs the catalog only.
    """

    def __init__(self, data: Path | str | None = None, *, settings: Settings | None = None) -> None:
        """`data` is the data folder; without it, and without `settings`, the environment says, as for `unqa`.

        Raises DataError when the folder cannot be used.
        """
        given = settings or Settings()
        self.settings = given if data is None else given.model_copy(update={"data": Path(data).expanduser().absolute()})
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self.catalog = _open(self.settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the index go."""
        with self._lock:
            if self._assistant is not None:
                self._assistant.close()
            self.catalog.close()

    @property
    def assistant(self) -> Assistant:
        """What answers questions: for streams, and for what is wrong with the index."""
        from rag.assistant import Assistant  # noqa: PLC0415

        with self._lock:
            if self._assistant is None:
                self._assistant = Assistant(self.settings, self.catalog)
            return self._assistant

    def ask(self, question: str, *, turns: Sequence[Turn] = (), filters: Filters | None = None, top: int = 5) -> Answer:
        """Answer a question, see `rag.assistant.Assistant.ask`."""
        return self.assistant.ask(question, turns=turns, filters=filters, top=top)

    def show(self, reference: str, *, language: str | None = None) -> Excerpt:
        """A resolution ("57/203"), a part of it, or a paragraph ("57/203 para 8") with its sub-paragraphs.

        In the language that the reference names ("57/203#op8@fr"), else in `language`, else in English where there is a
        choice. Raises SymbolError for what is no reference, NotInCorpusError.
        """
        with self.catalog.snapshot():
            place = read_place(self.catalog, reference)
            resolution = resolution_at(self.catalog, place, language)
        paragraphs = tuple(paragraph for paragraph in resolution.paragraphs if place.names(paragraph))
        if place.reference.number is not None and not paragraphs:
            raise NotInCorpusError(f"{place.symbol} has no such paragraph")
        if place.reference.number is None:
            # A clause's wording holds its sub-paragraphs already.
            paragraphs = tuple(paragraph for paragraph in paragraphs if paragraph.parent is None)
        return Excerpt(resolution, paragraphs)

    def verify(self, quotation: str, *, within: str | None = None) -> Verification:
        """Is a quotation exact, and where does it stand? See `rag.quote.verify`."""
        from rag.quote import verify  # noqa: PLC0415

        return verify(self.catalog, quotation, within)

    def trace(self, reference: str) -> Lineage:
        """How a paragraph changed over the years, see `rag.lineage.trace`."""
        from rag.lineage import trace  # noqa: PLC0415

        return trace(self.catalog, reference)

    def compare(self, before: str, after: str) -> Comparison:
        """Two resolutions or paragraphs side by side, see `rag.side_by_side.compare`."""
        from rag.side_by_side import compare  # noqa: PLC0415

        return compare(self.catalog, before, after)

    def index(self, *paths: Path | str) -> BuildReport:
        """Add files and folders, and refresh all that were added before. See `index.build.build_index`."""
        from index.build import build_index  # noqa: PLC0415

        return build_index(self.settings, [Path(path).expanduser() for path in paths])


def _open(settings: Settings) -> Catalog:
    catalog = Catalog.open(settings.data, create=True)
    if catalog.generation() == 0:
        catalog.close()
        from rag.assistant import open_catalog  # noqa: PLC0415

        return open_catalog(settings)
    return catalog
