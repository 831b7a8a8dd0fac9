"""Vectors in Chroma, embedded in this process: one folder a generation, one collection a language.

A collection a language, because Chroma is fifty times slower with a condition on metadata than without. Chroma is never
the only copy of a vector, and never embeds anything itself.

Everything is written before the first search. Chroma then leaves the vectors' files alone when a store is opened, for
there is nothing to be caught up with; it still adds a row to a table of its own (`acquire_write`) in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.errors import StoreError
from index.foreign import translated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chroma refuses more than 5,461 records at once.
_BATCH: Final = 5000
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


def write_vectors(
    folder: Path,
    language: str,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    kinds: Sequence[str],
    care: Care = USUAL_CARE,
) -> None:
    """Write a language's collection: ids, vectors of shape (len(ids), dimension) and kinds of passage, at least one.

    Raises StoreError.
    """
    client = open_client(folder)
    try:
        with translated(StoreError, _NO_STORE):
            # Chroma moves vectors from its log to their files at `sync_threshold`. It is reached with the last batch:
            # nothing is left to whoever opens the store.
            every = len(ids)
            collection = client.create_collection(
                collection_name(language),
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "sync_threshold": every,
                        "batch_size": every,
                        "ef_search": care.search,
                        "ef_construction": care.construction,
                        "max_neighbors": care.neighbours,
                    }
                },
                embedding_function=None,
            )
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                collection.add(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=[{"kind": kind} for kind in kinds[part]]
                )
    finally:
        client.close()


class Vectors:
    """The vectors of one generation, for searching. Safe to share between threads."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        """Raises StoreError."""
        self._client = open_client(folder)
        with translated(StoreError, _NO_STORE):
            self._collections = {
                language: self._client.get_collection(collection_name(language), embedding_function=None)
                for language in languages
            }
            self._counts = {language: int(found.count()) for language, found in self._collections.items()}

    def close(self) -> None:
        """Close Chroma."""
        with translated(StoreError, _NO_STORE):
            self._client.close()

    def collection(self, language: str) -> Any:
        """Chroma's collection of a language."""
        return self._collections[language]

    def count(self, language: str) -> int:
        """The number of passages of a language."""
        return self._counts[language]

    def ids(self, language: str) -> set[str]:
        """Every id of a language. Raises StoreError."""
        with translated(StoreError, _NO_STORE):
            return set(self._collections[language].get(include=[])["ids"])

    def nearest(self, vectors: NDArray[np.float32], top: int, language: str) -> list[list[tuple[str, float]]]:
        """For each row of `vectors` the nearest passages of a language and their cosines, best first.

        Raises StoreError.
        """
        top = min(top, self._counts[language])
        if top <= 0:
            return [[] for _ in vectors]
        with translated(StoreError, _NO_STORE):
            found = self._collections[language].query(query_embeddings=vectors, n_results=top, include=["distances"])
        return [
            [(passage_id, 1.0 - float(distance)) for passage_id, distance in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]
