"""How alike the paragraphs of two resolutions are: by their words, or across languages by meaning and by figures.

Across languages the embeddings that the catalog keeps are read as plain vectors, where there are any for both texts.
The similarities of such models crowd together, so they are set against the average of the two resolutions. Without
them, figures and symbols ("25", "1993", "A/CONF.157/24"), which every language writes alike, and places have to do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from index.catalog import Catalog
from index.families import units
from index.folding import fold
from index.model import Paragraph
from index.sameness import search_words, text_key

Matrix = NDArray[np.float64]

# The code points above the basic plane: a million, none of them a surrogate.
_FIRST_CHARACTER: Final = 0x10000
_CHARACTERS: Final = 0x100000
_FIGURES: Final = re.compile(r"[A-Z]+(?:/[\w.]+)+|\d+|(?<![^\W_])[IVX]{2,}(?![^\W_])")
_VARIABLES: Final = 900
# Cosines of true versions in another language are above the average of their row and column by about this much.
_STANDS_OUT: Final = 0.04
_FEWEST_FIGURES: Final = 2
_SAME_FIGURES: Final = 0.6


def alike_by_words(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Matrix:
    """The share of words, in order, that each two paragraphs have in common, 0 to 1; shape (before, after)."""
    scores = cdist(
        [_spelled(paragraph.text) for paragraph in before],
        [_spelled(paragraph.text) for paragraph in after],
        scorer=Indel.normalized_similarity,
        dtype=np.float64,
    )
    return np.asarray(scores, dtype=np.float64)


@lru_cache(maxsize=16384)
def _spelled(text: str) -> str:
    """The words as one character each, so that they can be compared as fast as characters are.

    Which character a word becomes depends on the word alone; that two become the same happens once in a million pairs.
    """
    return "".join(map(_character, units(search_words(text))))


@lru_cache(maxsize=65536)
def _character(word: str) -> str:
    return chr(_FIRST_CHARACTER + crc32(word.encode()) % _CHARACTERS)


def alike_across_languages(catalog: Catalog, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Matrix:
    """How likely each paragraph is a translation, or a version in another language, of each other one; 0 to 1."""
    places = _places(before, after)
    meaning = _meaning(catalog, before, after)
    if meaning is None:
        # Places tell nothing where clauses came or went.
        built_alike = [one.kind for one in before] == [one.kind for one in after]
        scores = 0.4 * places * built_alike + 0.6 * _figures(before, after)
    else:
        scores = 0.2 * places + 0.45 * np.clip(meaning / _STANDS_OUT, 0.0, 1.0) + 0.35 * _mutual(meaning)
    kinds = np.array([[one.kind == other.kind for other in after] for one in before])
    return np.asarray(np.where(kinds, scores, 0.0))


def share_in_order(catalog: Catalog, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> float | None:
    """The share of the paragraphs that are each other's nearest in meaning and stand in order; None: not embedded.

    Above 0.8 for yearly versions of a text in two languages, about 0.3 for two resolutions on neighbouring matters.
    """
    meaning = _meaning(catalog, before, after)
    if meaning is None:
        return None
    ends: list[int] = []
    for _, column in np.argwhere(_mutual(meaning)).tolist():
        place = bisect_left(ends, column)
        ends[place : place + 1] = [column]
    return len(ends) / min(len(before), len(after))


def _mutual(scores: Matrix) -> NDArray[np.bool_]:
    """Where two paragraphs are each other's best."""
    best = np.zeros(scores.shape, dtype=np.bool_)
    for row, column in enumerate(scores.argmax(axis=1).tolist()):
        best[row, column] = int(scores[:, column].argmax()) == row
    return best


def same_figures_in_place(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> int:
    """How many paragraphs, counted from the start, have in the main the figures of the one in the same place."""
    count = 0
    for ours, theirs in zip(map(_figures_of, before), map(_figures_of, after), strict=False):
        enough = min(ours.total(), theirs.total()) >= _FEWEST_FIGURES
        count += enough and 2 * (ours & theirs).total() >= _SAME_FIGURES * (ours.total() + theirs.total())
    return count


def _places(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Matrix:
    """1 where two paragraphs are equally far through their clauses of a kind, less the further apart they are."""
    scores = np.zeros((len(before), len(after)))
    for kind in ("preambular", "operative"):
        rows = [place for place, paragraph in enumerate(before) if paragraph.kind == kind]
        columns = [place for place, paragraph in enumerate(after) if paragraph.kind == kind]
        for row_rank, row in enumerate(rows):
            for column_rank, column in enumerate(columns):
                apart = abs(row_rank - column_rank)
                from_end = abs((len(rows) - row_rank) - (len(columns) - column_rank))
                scores[row, column] = max(0.0, 1.0 - min(apart, from_end) / 3)
    return scores


def _figures_of(paragraph: Paragraph) -> Counter[str]:
    text = " ".join([paragraph.text, *(note.text for note in paragraph.footnotes)])
    return Counter(_FIGURES.findall(fold(text).text))


def _figures(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Matrix:
    ours, theirs = [_figures_of(paragraph) for paragraph in before], [_figures_of(paragraph) for paragraph in after]
    return np.array(
        [
            [2 * (one & other).total() / (one.total() + other.total()) if one and other else 0.0 for other in theirs]
            for one in ours
        ]
    )


def _meaning(catalog: Catalog, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Matrix | None:
    """Cosine of each two paragraphs, less the average of its row and column; None where not all are embedded."""
    ours, theirs = _vectors(catalog, before), _vectors(catalog, after)
    if ours is None or theirs is None or ours.shape[1] != theirs.shape[1]:
        return None
    cosines = ours @ theirs.T
    average = (cosines.mean(axis=0, keepdims=True) + cosines.mean(axis=1, keepdims=True)) / 2
    return np.asarray(cosines - average, dtype=np.float64)


def _vectors(catalog: Catalog, paragraphs: Sequence[Paragraph]) -> NDArray[np.float32] | None:
    model = catalog.meta("embedding")
    keys = [text_key(paragraph.text) for paragraph in paragraphs]
    found: dict[bytes, bytes] = {}
    for start in range(0, len(keys), _VARIABLES):
        group = keys[start : start + _VARIABLES]
        marks = ",".join("?" * len(group))
        found |= catalog.rows(
            f"SELECT sha256, vector FROM embedding WHERE model = ? AND sha256 IN ({marks})", (model, *group)
        )
    if not keys or any(key not in found for key in keys):
        return None
    vectors = np.stack([np.frombuffer(found[key], dtype="<f4") for key in keys])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
