"""What is searched, read from the catalog: distinct passages, their vectors, and the places where each stands.

A place is a paragraph (its id) or a heading (`SYMBOL#meta@LANGUAGE`). Two texts belong to it: the embedded one, its
wording; and the lexical one, its wording with its footnotes, so that a footnote's words find its paragraph. A text that
stands in ten places is one passage, known by the id of the place adopted first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from index.errors import StoreError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Runs a SELECT: `Catalog.rows`, or the writer's own within its transaction.
Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
TextKind = Literal["embedded", "lexical"]

_VARIABLES: Final = 900
# A heading has no position and comes before its paragraphs.
_IN_ORDER: Final = "r.adopted IS NULL, r.adopted, r.symbol, p.position, e.id"


@dataclass(frozen=True, slots=True)
class Passage:
    """A distinct text. `id` is the place where it was adopted first, `kind` the kind of that place."""

    id: str
    text: str
    sha256: bytes
    kind: str


def indexed_languages(rows: Rows) -> tuple[str, ...]:
    """The languages of all places, by code."""
    return tuple(language for (language,) in rows("SELECT DISTINCT language FROM entry ORDER BY language", ()))


def passages(rows: Rows, language: str, text_kind: TextKind) -> tuple[Passage, ...]:
    """The distinct texts of a language, in order of adoption and of the document."""
    found = rows(
        f"SELECT t.key, e.id, t.text, t.sha256, coalesce(p.kind, 'heading') FROM entry e "
        f"JOIN passage t ON t.key = e.{text_kind} JOIN resolution r ON r.key = e.resolution "
        "LEFT JOIN paragraph p ON p.id = e.id WHERE e.language = ? "
        f"ORDER BY {_IN_ORDER}",
        (language,),
    )
    first: dict[int, Passage] = {}
    for key, *rest in found:
        if key not in first:
            first[key] = Passage(*rest)
    return tuple(first.values())


def vectors(rows: Rows, model: str, texts: Iterable[Passage]) -> NDArray[np.float32]:
    """The cached embeddings of passages, of shape (passages, dimension). Raises StoreError when one is missing."""
    import numpy as np

    keys = [passage.sha256 for passage in texts]
    found: dict[bytes, bytes] = {}
    for start in range(0, len(keys), _VARIABLES):
        group = keys[start : start + _VARIABLES]
        marks = ",".join("?" * len(group))
        found.update(
            (key, vector)
            for key, vector in rows(
                f"SELECT sha256, vector FROM embedding WHERE model = ? AND sha256 IN ({marks})", (model, *group)
            )
        )
    missing = [key for key in keys if key not in found]
    if missing:
        raise StoreError(f"{len(missing)} passages have no embedding by {model}: 'unqa index' makes them")
    return np.frombuffer(b"".join(found[key] for key in keys), dtype="<f4").reshape(len(keys), -1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the passages of a language stand: the places of each passage, in order of adoption, and back."""

    places: dict[str, tuple[str, ...]]
    passage: dict[str, str]

    def expand(self, hits: Sequence[tuple[str, float]], among: set[str] | None) -> list[tuple[str, float]]:
        """Hits on passages as hits on places (`among` these, if given), those with the same text side by side."""
        return [
            (place, score)
            for passage_id, score in hits
            for place in self.places.get(passage_id, ())
            if among is None or place in among
        ]

    def passages(self, among: Iterable[str]) -> set[str]:
        """The passages that stand in any of these places."""
        return {self.passage[place] for place in among if place in self.passage}


def standing(rows: Rows, language: str, text_kind: TextKind) -> Standing:
    """Where the passages of a language stand."""
    together: dict[int, list[str]] = {}
    for key, place in rows(
        f"SELECT e.{text_kind}, e.id FROM entry e JOIN resolution r ON r.key = e.resolution "
        f"LEFT JOIN paragraph p ON p.id = e.id WHERE e.language = ? ORDER BY {_IN_ORDER}",
        (language,),
    ):
        together.setdefault(key, []).append(place)
    return Standing(
        {same[0]: tuple(same) for same in together.values()},
        {place: same[0] for same in together.values() for place in same},
    )
