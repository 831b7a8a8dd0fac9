"""Searching the live generation: by vector (Chroma, or an exact product where ids narrow the search) and by words.

A searcher follows the index: when another generation is live it opens that one. Within `Catalog.snapshot` it stays with
the generation of the snapshot, so that what is found and what the catalog says belong together. Where the derived data
are damaged, gone or on a server that does not answer, it searches what the catalog holds, exactly and a little more
slowly, and says so in `damage`.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.catalog import Catalog
from index.chroma_address import ChromaAddress, chroma_address
from index.derived import Derived
from index.embed import embedder_name
from index.errors import DataError, EmbeddingError, StoreError
from index.lexical import GroupHit, TermGroup
from index.passages import Standing
from index.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Hits = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class WordHit:
    """A place found by its words: its BM25 score, the weighted share (0 to 1) of the terms that it holds, and which.

    Bit i of `terms` is set when it holds the term with `weights[i]`; the weights of a search sum to 1.
    """

    id: str
    score: float
    coverage: float
    terms: int
    weights: tuple[float, ...]


class Searcher:
    """Finds passages and gives the ids of the places where they stand. Safe to share between threads.

    `top` counts passages: a text that stands in ten resolutions is one, and its ten places follow each other with one
    score, in order of adoption. Places are paragraphs and headings (`SYMBOL#meta@LANGUAGE`).
    """

    def __init__(self, catalog: Catalog, model: str, address: ChromaAddress | None = None) -> None:
        """`model` is the name of the embedding model with which questions are embedded; `address` a Chroma server's."""
        self.embedding = model
        self._catalog = catalog
        self._address = address
        self._lock = threading.Lock()
        self._open: dict[int, Derived] = {}
        self._users: Counter[int] = Counter()

    def close(self) -> None:
        """Let every generation go that no search is using."""
        self._let_go(newest_too=True)

    @property
    def generation(self) -> int:
        """The generation that is searched now."""
        return self._catalog.generation()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that hold any place, by code."""
        with self._live() as derived:
            return derived.languages

    @property
    def damage(self) -> str | None:
        """What is wrong with the derived data, None when nothing is. 'unqa index' makes them anew.

        A Chroma server that does not answer, or lost them, is told as soon as a search has met with it, and no longer
        when a search has found it again.
        """
        with self._live() as derived:
            return derived.damage or derived.away

    def dense(
        self,
        vector: NDArray[np.float32],
        top: int,
        language: str | None = None,
        ids: Collection[str] | None = None,
    ) -> Hits:
        """Places by the cosine of their wording's vector with `vector` (of length 1), best first.

        Narrowed to a language, or to places among `ids` (then exact, by a product of matrices).
        Raises EmbeddingError when the index was made with another model than the searcher's.
        """
        among = None if ids is None else set(ids)
        found: list[tuple[str, float, Standing]] = []
        with self._live() as derived:
            for code in _codes(derived, language):
                stands = derived.standing(self._catalog, code, "embedded")
                narrowed = None if among is None else stands.passages(among)
                hits = self._nearest(derived, vector, top, code, narrowed)
                found.extend((passage_id, score, stands) for passage_id, score in hits)
        return _best(found, top, among)

    def lexical(self, text: str, top: int, language: str | None = None, ids: Collection[str] | None = None) -> Hits:
        """Places by the BM25 score of their wording and footnotes, best first; only those with a word of `text`.

        Narrowed to a language, or to places among `ids`. Scores of different languages come from different
        collections and are not to be compared.
        """
        among = None if ids is None else set(ids)
        found: list[tuple[str, float, Standing]] = []
        with self._live() as derived:
            for code in _codes(derived, language):
                stands = derived.standing(self._catalog, code, "lexical")
                narrowed = None if among is None else stands.passages(among)
                hits = derived.lexical(self._catalog, code).search(text, top, narrowed)
                found.extend((passage_id, score, stands) for passage_id, score in hits)
        return _best(found, top, among)

    def words(
        self, text: str, terms: Collection[str], top: int, language: str, ids: Collection[str] | None = None
    ) -> list[WordHit]:
        """As `lexical` in one language, and how much of `terms` (stems, see `index.lexical.words`) each place holds."""
        among = None if ids is None else set(ids)
        with self._live() as derived:
            if language not in derived.languages:
                return []
            stands = derived.standing(self._catalog, language, "lexical")
            index = derived.lexical(self._catalog, language)
            hits = index.search(text, top, None if among is None else stands.passages(among))
            weights, held = index.held_terms(terms, [passage_id for passage_id, _ in hits])
            return [
                WordHit(place, score, share(held[passage_id], weights), held[passage_id], tuple(weights))
                for passage_id, score in hits
                for place, _ in stands.expand(((passage_id, score),), among)
            ]

    def groups(
        self,
        groups: Sequence[TermGroup],
        top: int,
        language: str,
        ids: Collection[str] | None = None,
        also: Collection[str] = (),
    ) -> list[GroupHit]:
        """Places of a language by the groups of words they hold, and the places of `also`.

        See `LexicalIndex.search_groups`.
        """
        among = None if ids is None else set(ids)
        with self._live() as derived:
            if language not in derived.languages:
                return []
            stands = derived.standing(self._catalog, language, "lexical")
            hits = derived.lexical(self._catalog, language).search_groups(
                groups, top, None if among is None else stands.passages(among), stands.passages(also)
            )
            return [replace(hit, id=place) for hit in hits for place, _ in stands.expand(((hit.id, hit.score),), among)]

    def terms(self, language: str, first: str) -> tuple[str, ...]:
        """The terms of a language's texts that begin with a character, those in most texts first."""
        with self._live() as derived:
            if language not in derived.languages:
                return ()
            return derived.lexical(self._catalog, language).terms(first)

    def held(self, groups: Sequence[TermGroup], language: str) -> tuple[bool, ...]:
        """Of each group of words, whether any text of the language holds it."""
        with self._live() as derived:
            if language not in derived.languages:
                return (False,) * len(groups)
            index = derived.lexical(self._catalog, language)
            return tuple(index.holds(group) for group in groups)

    def vector(self, place: str) -> NDArray[np.float32] | None:
        """The vector of a place's wording, None when it has none."""
        import numpy as np

        found = self._catalog.rows(
            "SELECT v.vector FROM entry e JOIN passage t ON t.key = e.embedded "
            "JOIN embedding v ON v.sha256 = t.sha256 AND v.model = ? WHERE e.id = ?",
            (self.embedding, place),
        )
        return np.frombuffer(found[0][0], dtype="<f4") if found else None

    def collection(self, language: str) -> Any:
        """Chroma's own collection of a language, for programs that read it themselves. Raises StoreError."""
        with self._live() as derived:
            store = derived.vectors()
            if store is None:
                raise StoreError(
                    f"the vector store cannot be used ({derived.damage or derived.away}): run 'unqa index'"
                )
            return store.collection(language)

    def _nearest(
        self, derived: Derived, vector: NDArray[np.float32], top: int, language: str, among: set[str] | None
    ) -> Hits:
        import numpy as np

        query = np.asarray(vector, dtype=np.float32)
        if among is None and (store := derived.vectors()) is not None and top <= store.most:
            try:
                return store.nearest(query.reshape(1, -1), top, language)[0]
            except StoreError as error:
                derived.lost(store, error)
        rows, matrix = derived.exact(self._catalog, language)
        ids = list(rows) if among is None else sorted(among, key=rows.__getitem__)
        if not ids or top <= 0:
            return []
        cosines = matrix[[rows[passage_id] for passage_id in ids]] @ query
        best = np.argsort(-cosines, kind="stable")[:top]
        return [(ids[place], float(cosines[place])) for place in best]

    @contextmanager
    def _live(self) -> Iterator[Derived]:
        """The derived data that belong to the catalog as this thread sees it now, kept open meanwhile."""
        with self._catalog.snapshot():
            check_model(self._catalog, self.embedding)
            generation = self._catalog.generation()
            with self._lock:
                if generation not in self._open:
                    self._open[generation] = Derived(self._catalog, generation, self.embedding, self._address)
                derived = self._open[generation]
                self._users[generation] += 1
            try:
                yield derived
            finally:
                with self._lock:
                    self._users[generation] -= 1
                self._let_go(newest_too=False)

    def _let_go(self, *, newest_too: bool) -> None:
        with self._lock:
            keep = None if newest_too else max(self._open, default=None)
            unused = [number for number in self._open if number != keep and self._users[number] == 0]
            closing = [self._open.pop(number) for number in unused]
        for derived in closing:
            derived.close()


def open_searcher(settings: Settings, catalog: Catalog) -> Searcher:
    """A searcher over the live generation. Opens nothing but the catalog until the first search.

    Raises DataError when nothing was ever indexed, EmbeddingError when the index was made with another model,
    InputError when the settings name a Chroma server that may not be used.
    """
    address = chroma_address(settings)
    if catalog.generation() == 0:
        raise DataError(f"there is no index in {catalog.data_folder}: build it with 'unqa index'")
    name = embedder_name(settings)
    check_model(catalog, name)
    return Searcher(catalog, name, address)


def check_model(catalog: Catalog, name: str) -> None:
    """Raises EmbeddingError when the index was made with another model than `name`: their vectors do not compare."""
    model = catalog.meta("embedding")
    if model != name:
        raise EmbeddingError(
            f"the index was made with the embedding model {model}, the settings say {name}: "
            "run 'unqa index' to make it anew, or set UNQA_EMBEDDING back"
        )


def share(terms: int, weights: Sequence[float]) -> float:
    """The weighted share of the terms whose bits are set."""
    return sum(weight for bit, weight in enumerate(weights) if terms >> bit & 1)


def _codes(derived: Derived, language: str | None) -> Sequence[str]:
    if language is None:
        return derived.languages
    return (language,) if language in derived.languages else ()


def _best(found: list[tuple[str, float, Standing]], top: int, among: set[str] | None) -> Hits:
    """The places of the `top` best passages, best first."""
    best = sorted(found, key=lambda hit: -hit[1])[:top]
    return [hit for passage_id, score, stands in best for hit in stands.expand(((passage_id, score),), among)]
