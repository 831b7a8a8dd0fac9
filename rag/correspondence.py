"""Which paragraph of one resolution corresponds to which of another, by likeness, order and neighbours.

The order of clauses is kept from year to year, so two resolutions are aligned like two texts: the pairs in order that
are alike most in sum (Needleman and Wunsch 1970). A formula that stands in ten places is thereby paired with the one
between the same neighbours. What is left over and very much alike has moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.catalog import Catalog
from index.model import Paragraph
from rag.resemblance import Matrix, alike_across_languages, alike_by_words

# Below this likeness two paragraphs in place of each other are another paragraph each. See docs/quotations.md.
PAIRED: Final = 0.45
MOVED: Final = 0.7
_PAIRED_ACROSS: Final = 0.4
_OTHER_KIND: Final = 0.1
_PLACE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Pair:
    """Two corresponding paragraphs; one of them is None where the other has no counterpart.

    `moved`: it stands in another order than its neighbours. `compared` is False where the languages differ.
    """

    before: Paragraph | None
    after: Paragraph | None
    moved: bool = False
    compared: bool = True


def correspond(catalog: Catalog, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """Pair the paragraphs of two resolutions (or the sub-paragraphs of two paragraphs), in document order.

    Paragraphs that only `after` has stand where they stand there; those only `before` has, where they stood.
    """
    if not before or not after:
        return tuple(Pair(one, None) for one in before) + tuple(Pair(None, one) for one in after)
    compared = before[0].language == after[0].language
    alike = alike_by_words(before, after) if compared else alike_across_languages(catalog, before, after)
    matched = _in_order(_gains(alike, before, after, PAIRED if compared else _PAIRED_ACROSS))
    moved = _left_over(alike, matched) if compared else {}
    return tuple(_pairs(before, after, matched, moved, compared=compared))


def _gains(alike: Matrix, before: Sequence[Paragraph], after: Sequence[Paragraph], threshold: float) -> Matrix:
    """What pairing each two paragraphs is worth; a little more the nearer their places, less for another kind."""
    rows = np.linspace(0.0, 1.0, len(before))[:, None]
    columns = np.linspace(0.0, 1.0, len(after))[None, :]
    other_kind = np.array([[one.kind != other.kind for other in after] for one in before])
    gains = alike - threshold + _PLACE * (1.0 - np.abs(rows - columns)) - _OTHER_KIND * other_kind
    return np.asarray(np.where(alike >= threshold, gains, -1.0))


def _in_order(gains: Matrix) -> dict[int, int]:
    """The pairs, row by column, in order and of the greatest sum."""
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        paired = np.maximum(best[row, :-1] + gains[row], best[row, 1:])
        best[row + 1, 1:] = np.maximum.accumulate(paired)
    matched: dict[int, int] = {}
    row, column = rows, columns
    while row > 0 and column > 0:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            matched[row] = column
    return matched


def _left_over(alike: Matrix, matched: dict[int, int]) -> dict[int, int]:
    """Pairs among the rest that are much alike, the most alike first."""
    moved: dict[int, int] = {}
    taken = set(matched.values())
    places = np.argwhere(alike >= MOVED)
    for row, column in sorted(places.tolist(), key=lambda place: -alike[place[0], place[1]]):
        if row not in matched and row not in moved and column not in taken:
            moved[row] = column
            taken.add(column)
    return moved


def _pairs(
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    matched: dict[int, int],
    moved: dict[int, int],
    *,
    compared: bool,
) -> list[Pair]:
    pairs: list[Pair] = []
    next_after = 0
    arrived = set(moved.values())
    for row, paragraph in enumerate(before):
        if row in matched:
            pairs += [Pair(None, after[c]) for c in range(next_after, matched[row]) if c not in arrived]
            pairs.append(Pair(paragraph, after[matched[row]], compared=compared))
            next_after = matched[row] + 1
        elif row in moved:
            pairs.append(Pair(paragraph, after[moved[row]], moved=True, compared=compared))
        else:
            pairs.append(Pair(paragraph, None, compared=compared))
    return pairs + [Pair(None, after[c]) for c in range(next_after, len(after)) if c not in arrived]
