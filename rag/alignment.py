"""The alignment of two token sequences that costs least, with cheap long gaps (Gotoh 1982), row by row with numpy.

Fitting: the whole quotation is aligned with whatever run of the source fits it best. A gap in the source costs little
for each further word, so that two pieces quoted far apart are both found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.tokens import ELLIPSIS_KEY, Token

Costs = NDArray[np.int32]

_MISMATCH_OF_KINDS: Final = 2500  # a word is never replaced by a punctuation mark
_INSERTION_OPENS: Final = 250
_DELETION_OPENS: Final = 600
_DELETION_EXTENDS: Final = 60
_OMISSION_EXTENDS: Final = 1  # after an ellipsis: shortest where there is a choice, otherwise free
_CELLS: Final = 4_000_000
_INFINITE: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Alignment:
    """`steps` pair a source token with a token of the quotation by index, None where one side has nothing.

    `similarity` is 1.0 when all words are there in a run, and 0.0 at worst.
    """

    steps: tuple[tuple[int | None, int | None], ...]
    similarity: float
    unmatched_words: int


def align(source: Sequence[Token], quoted: Sequence[Token], *, fitting: bool) -> Alignment | None:
    """Align; `fitting` lets the source go on before and after for nothing. None when the two are too long for that."""
    if not source or not quoted or len(source) * len(quoted) > _CELLS:
        return None
    tables = _fill(source, quoted, fitting=fitting)
    last = int(np.argmin(tables.best[-1])) if fitting else len(source)
    steps = _trace(tables, len(quoted), last, fitting=fitting)
    total = sum(token.weight for token in quoted)
    unmatched = sum(
        1
        for ours, theirs in steps
        if theirs is not None and quoted[theirs].word and (ours is None or not _same(source, quoted, ours, theirs))
    )
    similarity = 1.0 - float(tables.best[-1][last]) / total if total else 0.0
    return Alignment(steps, max(0.0, similarity), unmatched)


@dataclass(frozen=True, slots=True)
class _Tables:
    best: Costs  # least cost to here
    ending: Costs  # least cost to here, not ending with a gap in the quotation
    inserted: Costs  # least cost to here, ending with a token that only the quotation has
    paired: Costs  # least cost to here, ending with a token of each
    weights: Costs
    opens: Costs
    extends: Costs


def _fill(source: Sequence[Token], quoted: Sequence[Token], *, fitting: bool) -> _Tables:
    columns, rows = len(source), len(quoted)
    numbers: dict[str, int] = {}
    source_keys = np.array([numbers.setdefault(token.key, len(numbers)) for token in source], dtype=np.int32)
    source_weights = np.array([token.weight for token in source], dtype=np.int32)
    source_words = np.array([token.word for token in source])
    weights = np.array([0, *(token.weight for token in quoted)], dtype=np.int32)
    omits = np.array([False, *(token.key == ELLIPSIS_KEY for token in quoted)])
    opens = np.where(omits, 0, _DELETION_OPENS).astype(np.int32)
    extends = np.where(omits, _OMISSION_EXTENDS, _DELETION_EXTENDS).astype(np.int32)
    steps = np.arange(columns + 1, dtype=np.int32)
    best = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    ending = np.zeros_like(best)
    inserted = np.full_like(best, _INFINITE)
    paired = np.full_like(best, _INFINITE)
    if not fitting:
        best[0, 1:] = opens[0] + extends[0] * steps[1:]
        ending[0, 1:] = _INFINITE
    first, last = _first_word(quoted), max((row for row, token in enumerate(quoted, 1) if token.word), default=0)
    for row, token in enumerate(quoted, 1):
        changed = (source_weights + token.weight) // 2
        if row in (first, last):
            changed = np.where(_cut_words(source, token.key, at_start=row == first), changed // 2, changed)
        changed = np.where(source_words == token.word, changed, _MISMATCH_OF_KINDS)
        if token.key == ELLIPSIS_KEY:
            changed = np.full_like(changed, _MISMATCH_OF_KINDS)
        same = source_keys == numbers.get(token.key, -1)
        if row == first:
            same |= source_keys == numbers.get(_other_case(token.key), -1)
        paired[row, 1:] = best[row - 1, :-1] + np.where(same, 0, changed)
        opening = 0 if omits[row] else _INSERTION_OPENS
        inserted[row] = np.minimum(best[row - 1] + opening, inserted[row - 1]) + token.weight
        ending[row] = np.minimum(inserted[row], paired[row])
        reach = np.minimum.accumulate(ending[row] - extends[row] * steps)
        best[row] = ending[row]
        np.minimum(best[row, 1:], reach[:-1] + opens[row] + extends[row] * steps[1:], out=best[row, 1:])
    return _Tables(best, ending, inserted, paired, weights, opens, extends)


def _cut_words(source: Sequence[Token], key: str, *, at_start: bool) -> NDArray[np.bool_]:
    """Which words of the source the first or last word of a quotation may be the end, or the beginning, of."""
    return np.array([token.key.endswith(key) if at_start else token.key.startswith(key) for token in source])


def _first_word(quoted: Sequence[Token]) -> int:
    return next((row for row, token in enumerate(quoted, 1) if token.word), 0)


def _other_case(key: str) -> str:
    return key[0].swapcase() + key[1:]


def _same(source: Sequence[Token], quoted: Sequence[Token], ours: int, theirs: int) -> bool:
    if source[ours].key == quoted[theirs].key:
        return True
    return theirs + 1 == _first_word(quoted) and source[ours].key == _other_case(quoted[theirs].key)


def _trace(tables: _Tables, row: int, column: int, *, fitting: bool) -> tuple[tuple[int | None, int | None], ...]:
    """The steps, walked back from the cell where the best alignment ends."""
    steps: list[tuple[int | None, int | None]] = []
    while row > 0:
        if tables.best[row, column] != tables.ending[row, column]:
            begin = _gap_start(tables, row, column)
            steps += [(place, None) for place in range(column - 1, begin - 1, -1)]
            column = begin
        if tables.ending[row, column] == tables.paired[row, column]:
            row, column = row - 1, column - 1
            steps.append((column, row))
            continue
        inserting = True
        while inserting:
            weight = tables.weights[row]
            inserting = row > 1 and tables.inserted[row, column] == tables.inserted[row - 1, column] + weight
            row -= 1
            steps.append((None, row))
    if not fitting:
        steps += [(place, None) for place in range(column - 1, -1, -1)]
    return tuple(reversed(steps))


def _gap_start(tables: _Tables, row: int, column: int) -> int:
    """The nearest column from which a gap in the quotation leads to this cell at the cost it has."""
    lengths = np.arange(1, column + 1, dtype=np.int32)
    costs = tables.ending[row, column - lengths] + tables.opens[row] + tables.extends[row] * lengths
    return column - 1 - int(np.argmax(costs == tables.best[row, column]))
