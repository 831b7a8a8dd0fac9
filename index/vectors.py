"""Vectors in Chroma: one collection a language and generation, in a folder of their own or on a server.

A collection a language, because Chroma is fifty times slower with a condition on metadata than without. Chroma is never
the only copy of a vector, and never embeds anything itself.

Everything is written before the first search. Chroma then leaves the vectors' files alone when a store is opened, for
there is nothing to be caught up with; it still adds a row to a table of its own (`acquire_write`) in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from index.errors import StoreError
from index.foreign import translated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PREFIX: Final = "passages-"
_NO_STORE: Final = "the vector store cannot be used"


def open_client(folder: Path) -> Any:
    """Chroma's client over a folder, without telemetry. Raises StoreError."""
    with translated(StoreError, _NO_STORE):
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        # Chroma would read a file '.env' in the folder that the user happens to be in.
        unread: dict[str, Any] = {"_env_file": None}
        return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False, **unread))


def collection_name(language: str) -> str:
    """The name of a language's collection."""
    return f"{_PREFIX}{language}"


@dataclass(frozen=True, slots=True)
class Care:
    """How thoroughly the graph of neighbours is built and searched (Malkov and Yashunin 2018, "HNSW").

    Chroma's own choice (100, 100, 16) misses one in twenty of the 50 nearest among 5,000 vectors as crowded as e5's.
    """

    search: int
    construction: int
    neighbours: int


USUAL_CARE: Final = Care(200, 200, 32)
GREAT_CARE: Final = Care(800, 400, 64)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most records, questions and results of one call."""

    records: int
    questions: int
    results: int


# Chroma refuses more than 5,461 records at once.
EMBEDDED_LIMITS: Final = Limits(records=5000, questions=1_000_000, results=1_000_000)


class Place(Protocol):
    """Where the vectors of one generation are written and read."""

    @property
    def limits(self) -> Limits:
        """What one call may hold."""
        ...

    def new_collection(self, language: str, configuration: dict[str, Any]) -> AbstractContextManager[Any]:
        """A language's collection, empty, to be filled within the context. Raises StoreError."""
        ...

    def open(self, languages: Sequence[str]) -> Vectors:
        """What was written, for searching. Raises StoreError."""
        ...


class EmbeddedPlace:
    """A folder, written and read by this process."""

    limits: Limits = EMBEDDED_LIMITS

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def new_collection(self, language: str, configuration: dict[str, Any]) -> Iterator[Any]:
        """See `Place`."""
        client = open_client(self._folder)
        try:
            with translated(StoreError, _NO_STORE):
                yield client.create_collection(
                    collection_name(language), configuration=configuration, embedding_function=None
                )
        finally:
            client.close()

    def open(self, languages: Sequence[str]) -> Vectors:
        """See `Place`."""
        client = open_client(self._folder)
        errors = partial(translated, StoreError, _NO_STORE)
        with errors():
            collections = {
                language: client.get_collection(collection_name(language), embedding_function=None)
                for language in languages
            }
        return Vectors(collections, self.limits, errors, client.close)


def write_vectors(
    place: Place,
    language: str,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    kinds: Sequence[str],
    care: Care = USUAL_CARE,
) -> None:
    """Write a language's collection: ids, vectors of shape (len(ids), dimension) and kinds of passage, at least one.

    Raises StoreError.
    """
    with place.new_collection(language, _configuration(len(ids), care)) as collection:
        for start in range(0, len(ids), place.limits.records):
            part = slice(start, start + place.limits.records)
            collection.add(
                ids=list(ids[part]), embeddings=vectors[part], metadatas=[{"kind": kind} for kind in kinds[part]]
            )


def _configuration(count: int, care: Care) -> dict[str, Any]:
    return {
        "hnsw": {
            "space": "cosine",
            # Chroma moves vectors from its log to their files at `sync_threshold`. It is reached with the last batch:
            # nothing is left to whoever opens the store.
            "sync_threshold": count,
            "batch_size": count,
            "ef_search": care.search,
            "ef_construction": care.construction,
            "max_neighbors": care.neighbours,
        }
    }


class Vectors:
    """The vectors of one generation, for searching. Safe to share between threads."""

    def __init__(
        self,
        collections: Mapping[str, Any],
        limits: Limits,
        errors: Callable[[], AbstractContextManager[None]],
        close: Callable[[], None],
    ) -> None:
        """`collections` are Chroma's own, by language; within `errors()` whatever goes wrong is a StoreError."""
        self._collections = collections
        self._limits = limits
        self._errors = errors
        self._close = close
        with errors():
            self._counts = {language: int(found.count()) for language, found in collections.items()}

    @property
    def most(self) -> int:
        """The most results that a search gives."""
        return self._limits.results

    def close(self) -> None:
        """Close Chroma."""
        with self._errors():
            self._close()

    def collection(self, language: str) -> Any:
        """Chroma's collection of a language."""
        return self._collections[language]

    def count(self, language: str) -> int:
        """The number of passages of a language."""
        return self._counts[language]

    def ids(self, language: str) -> set[str]:
        """Every id of a language. Raises StoreError."""
        ids: set[str] = set()
        with self._errors():
            for start in range(0, self._counts[language], self._limits.records):
                ids.update(self._collections[language].get(include=[], limit=self._limits.records, offset=start)["ids"])
        return ids

    def nearest(self, vectors: NDArray[np.float32], top: int, language: str) -> list[list[tuple[str, float]]]:
        """For each row of `vectors` the nearest passages of a language and their cosines, best first.

        `top` is at most `most`. Raises StoreError.
        """
        top = min(top, self._counts[language])
        if top <= 0:
            return [[] for _ in vectors]
        found: list[list[tuple[str, float]]] = []
        for start in range(0, len(vectors), self._limits.questions):
            found.extend(self._nearest(vectors[start : start + self._limits.questions], top, language))
        return found

    def _nearest(self, vectors: NDArray[np.float32], top: int, language: str) -> list[list[tuple[str, float]]]:
        with self._errors():
            found = self._collections[language].query(query_embeddings=vectors, n_results=top, include=["distances"])
            return [
                [(passage_id, 1.0 - float(distance)) for passage_id, distance in zip(ids, distances, strict=True)]
                for ids, distances in zip(found["ids"], found["distances"], strict=True)
            ]
