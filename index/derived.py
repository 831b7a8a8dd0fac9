"""The derived data of one generation, as a reader has them: vectors, BM25, and the catalog where either cannot be used.

Vectors in the data folder are whole or damaged, and stay so. Those on a Chroma server may be away and come back: they
are given up at the first failure, and tried again after a while; meanwhile the catalog is searched.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from index.catalog import Catalog
from index.chroma_address import ChromaAddress
from index.errors import StoreError
from index.generation import CHROMA, LEXICAL, damage, server_collections
from index.leases import Lease, generation_folder
from index.lexical import LexicalIndex
from index.passages import Standing, TextKind, indexed_languages, passages, standing, vectors
from index.vectors import EmbeddedPlace, Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.chroma_server import ChromaServer

# A search that takes a server longer is done in the catalog instead.
SERVER_SECONDS: Final = 2.0
RETRY_SECONDS: Final = 5.0
_LONGEST_RETRY_SECONDS: Final = 60.0

_logger = logging.getLogger(__name__)


class Derived:
    """The derived data of one generation, each part opened when it is first needed. Safe to share between threads."""

    def __init__(self, catalog: Catalog, generation: int, model: str, address: ChromaAddress | None) -> None:
        """To be made within a snapshot of `generation`."""
        self.generation = generation
        self.languages = indexed_languages(catalog.rows)
        self.damage: str | None = None
        self.away: str | None = None
        self._model = model
        self._address = address
        self._folder = generation_folder(catalog.data_folder, generation)
        self._lock = threading.RLock()
        self._lease: Lease | None = None
        self._server: ChromaServer | None = None
        self._vectors: Vectors | None = None
        self._try_again = 0.0
        self._wait = RETRY_SECONDS
        self._lexical: dict[str, LexicalIndex] = {}
        self._standing: dict[tuple[str, TextKind], Standing] = {}
        self._exact: dict[str, tuple[dict[str, int], NDArray[np.float32]]] = {}
        try:
            self._lease = Lease(self._folder)
            self.damage = damage(self._folder)
        except OSError as error:
            self.damage = f"{self._folder.name} cannot be opened: {error.strerror}"

    def close(self) -> None:
        """Let the generation go. A search that is still running in another thread may then use the catalog."""
        with self._lock:
            self._close_vectors()
            if self._lease is not None:
                self._lease.close()
                self._lease = None

    def vectors(self) -> Vectors | None:
        """Chroma's vectors, None while they cannot be used."""
        with self._lock:
            if self._vectors is None and self.damage is None and time.monotonic() >= self._try_again:
                try:
                    self._vectors = self._open()
                except StoreError as error:
                    self._give_up(error)
                else:
                    self._welcome_back()
            return self._vectors

    def lost(self, lost: Vectors, error: StoreError) -> None:
        """A search of these vectors failed: do without them, on a server for a while."""
        with self._lock:
            if self._vectors is lost:
                self._close_vectors()
                self._give_up(error)

    def exact(self, catalog: Catalog, language: str) -> tuple[dict[str, int], NDArray[np.float32]]:
        """The rows of a language's passages by id, and their vectors from the catalog."""
        with self._lock:
            if language not in self._exact:
                texts = passages(catalog.rows, language, "embedded")
                rows = {passage.id: row for row, passage in enumerate(texts)}
                self._exact[language] = rows, vectors(catalog.rows, self._model, texts)
            return self._exact[language]

    def standing(self, catalog: Catalog, language: str, text_kind: TextKind) -> Standing:
        """Where the passages of a language stand."""
        with self._lock:
            key = language, text_kind
            if key not in self._standing:
                self._standing[key] = standing(catalog.rows, language, text_kind)
            return self._standing[key]

    def lexical(self, catalog: Catalog, language: str) -> LexicalIndex:
        """BM25 of a language, made anew from the catalog when its files cannot be used."""
        with self._lock:
            if language not in self._lexical:
                self._lexical[language] = self._load_lexical(catalog, language)
            return self._lexical[language]

    def _open(self) -> Vectors:
        stored = server_collections(self._folder)
        if self._address is None:
            if stored is not None:
                raise StoreError(
                    "the vectors are on a Chroma server: name it in UNQA_CHROMA_URL, or run 'unqa index' to store them "
                    "in the data folder"
                )
            return EmbeddedPlace(self._folder / CHROMA).open(self.languages)
        if stored is None:
            raise StoreError(f"the vectors are not on the Chroma server {self._address.url} yet: run 'unqa index'")
        from index.chroma_server import ChromaServer
        from index.server_vectors import open_on_server

        server = ChromaServer(self._address, SERVER_SECONDS)
        try:
            found = open_on_server(server, stored)
        except StoreError:
            server.close()
            raise
        self._server = server
        return found

    def _close_vectors(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def _give_up(self, error: StoreError) -> None:
        if self._address is None:
            self.damage = str(error)
            return
        if self.away is None:
            _logger.warning("%s; until that changes the catalog is searched, exactly and more slowly", error)
        self.away = str(error)
        self._try_again = time.monotonic() + self._wait
        self._wait = min(2 * self._wait, _LONGEST_RETRY_SECONDS)

    def _welcome_back(self) -> None:
        if self.away is not None and self._address is not None:
            _logger.warning("the Chroma server %s is searched again", self._address.url)
        self.away = None
        self._wait = RETRY_SECONDS

    def _load_lexical(self, catalog: Catalog, language: str) -> LexicalIndex:
        if self.damage is None:
            try:
                return LexicalIndex.load(language, self._folder / LEXICAL / language)
            except (OSError, ValueError) as error:
                self.damage = f"the lexical index cannot be read: {error}"
        texts = passages(catalog.rows, language, "lexical")
        return LexicalIndex.build(language, [(passage.id, passage.text) for passage in texts])
