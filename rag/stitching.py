"""Quotations put together from pieces: exact runs of words that stand in different paragraphs, or in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.folding import is_wide
from index.model import Span
from rag.quotable import Quotable
from rag.tokens import ELLIPSIS_KEY, Token, tokenise

# A piece is at least so many words; of Chinese characters twice as many.
SHORTEST_PIECE: Final = 3
_WORD: Final = 2
_SKIPPED_AT_A_SEAM: Final = 4
_BACK_OFF: Final = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of tokens [start, end) of the quotation that stands exactly in `quotable`, at `place` of its text."""

    start: int
    end: int
    quotable: Quotable
    place: Span


@dataclass(frozen=True, slots=True)
class Runs:
    """For each token of the quotation, how many from there stand in a run in one text, and where."""

    quotable: Quotable
    tokens: list[Token]
    lengths: NDArray[np.int32]
    places: NDArray[np.intp]


def longest_runs(quotable: Quotable, quoted: Sequence[Token]) -> Runs:
    """The longest exact runs of a quotation's tokens in one text, from each token on."""
    tokens = tokenise(quotable.folded)
    numbers: dict[str, int] = {}
    keys = np.array([numbers.setdefault(token.key, len(numbers)) for token in tokens], dtype=np.int32)
    lengths = np.zeros(len(quoted), dtype=np.int32)
    places = np.zeros(len(quoted), dtype=np.intp)
    row = np.zeros(len(tokens) + 1, dtype=np.int32)
    for index in range(len(quoted) - 1, -1, -1):
        same = keys == numbers.get(quoted[index].key, -1)
        row[:-1] = np.where(same, row[1:] + 1, 0)
        row[-1] = 0
        places[index] = int(np.argmax(row))
        lengths[index] = row[places[index]]
    return Runs(quotable, tokens, lengths, places)


def cover(quoted: Sequence[Token], runs: Sequence[Runs]) -> tuple[Piece, ...] | None:
    """The fewest pieces that make up the whole quotation, or None. Punctuation and numbers at seams are free."""
    count = len(quoted)
    ahead = _weights_ahead(quoted)
    longest = np.max([found.lengths for found in runs], axis=0) if runs else np.zeros(count, dtype=np.int32)
    best: list[tuple[int, int, int] | None] = [None] * (count + 1)  # pieces from here on, end of the first, next start
    best[count] = (0, count, count)
    for start in range(count - 1, -1, -1):
        fewest: tuple[int, int, int] | None = None
        reach = start + int(longest[start])
        # A shorter piece than the longest is only needed where the rest would be too short for a piece of its own.
        for end in range(reach, max(start, reach - _BACK_OFF), -1):
            if ahead[start] - ahead[end] < _WORD * SHORTEST_PIECE:
                break
            for after in range(end, _seam_end(quoted, end) + 1):
                rest = best[after]
                if rest is not None and (fewest is None or rest[0] + 1 < fewest[0]):
                    fewest = (rest[0] + 1, end, after)
        best[start] = fewest
    begin = next(
        (start for start in range(_seam_end(quoted, 0) + 1) if start < count and best[start] is not None), None
    )
    return None if begin is None else _pieces(best, begin, runs)


def held_by_one(pieces: Sequence[Piece], runs: Sequence[Runs]) -> bool:
    """Whether one text holds every piece, in whatever order."""
    return any(all(found.lengths[piece.start] >= piece.end - piece.start for piece in pieces) for found in runs)


def share_in_runs(quoted: Sequence[Token], found: Runs) -> float:
    """The share of the quotation's weight that stands in one text in runs as long as a piece, in any order."""
    ahead = _weights_ahead(quoted)
    covered = [False] * len(quoted)
    for start, length in enumerate(found.lengths):
        if length and ahead[start] - ahead[start + int(length)] >= _WORD * SHORTEST_PIECE:
            covered[start : start + int(length)] = [True] * int(length)
    total = sum(token.weight for token in quoted)
    return sum(token.weight for token, known in zip(quoted, covered, strict=True) if known) / total if total else 0.0


def _weights_ahead(quoted: Sequence[Token]) -> list[int]:
    """For each token the size of all from it on: two for a word, one for a Chinese character."""
    ahead = [0]
    for token in reversed(quoted):
        size = (1 if is_wide(token.key[0]) else _WORD) if token.word else 0
        ahead.append(ahead[-1] + size)
    return ahead[::-1]


def _seam_end(quoted: Sequence[Token], start: int) -> int:
    """Past the punctuation, the ellipsis and the number of a next paragraph that may stand between two pieces."""
    end = start
    while end < len(quoted) and end - start < _SKIPPED_AT_A_SEAM and _in_seam(quoted, end):
        end += 1
    return end


def _in_seam(quoted: Sequence[Token], index: int) -> bool:
    token = quoted[index]
    if not token.word or token.key == ELLIPSIS_KEY:
        return True
    return token.key.isdigit() and index + 1 < len(quoted) and quoted[index + 1].key in ".)"


def _pieces(best: Sequence[tuple[int, int, int] | None], start: int, runs: Sequence[Runs]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    step = best[start]
    while step is not None and step[0] > 0:
        _, end, after = step
        holder = next(found for found in runs if found.lengths[start] >= end - start)
        first = int(holder.places[start])
        place = Span(holder.tokens[first].start, holder.tokens[first + end - start - 1].end)
        pieces.append(Piece(start, end, holder.quotable, place))
        start = after
        step = best[start] if start < len(best) else None
    return tuple(pieces)
