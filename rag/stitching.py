"""Quotations put together from pieces: exact runs of words that stand in different paragraphs, or in another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.folding import is_wide
from index.model import Span
from index.stopping import go_on
from rag.quotable import Quotable, text_tokens
from rag.tokens import LONG_WORD, Token

# A piece is at least so many words; of Chinese characters twice as many.
SHORTEST_PIECE: Final = 3
_WORD: Final = 2
_SEED: Final = 3  # tokens: no piece is shorter
# Words between two pieces that stand in neither cost as much as so many more pieces; of all words at most this share.
_STRANGE_WORD: Final = 2.0
STRANGE_SHARE: Final = 0.1
# A piece need be shorter than it could be only where the rest would otherwise be too short for a piece of its own.
_BACK_OFF: Final = 16
# So many words of more than three letters: fewer come together by chance.
_FEWEST_LONG: Final = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of tokens [start, end) of the quotation that stands exactly in `quotable`, at `place` of its text."""

    start: int
    end: int
    quotable: Quotable
    place: Span


@dataclass(frozen=True, slots=True)
class Runs:
    """For each token of the quotation, how many from there stand in a run in one text, and from which token on."""

    quotable: Quotable
    lengths: list[int]
    places: list[int]


def longest_runs(quotable: Quotable, quoted: Sequence[Token]) -> Runs:
    """The longest exact runs of a quotation's tokens in one text, from each token on; 0 for less than three."""
    go_on()
    source = [token.key for token in text_tokens(quotable.text)]
    wanted = [token.key for token in quoted]
    seeds: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(source) - _SEED + 1):
        seeds.setdefault(tuple(source[place : place + _SEED]), []).append(place)
    lengths, places = [0] * len(wanted), [0] * len(wanted)
    for index in range(len(wanted) - _SEED + 1):
        # What is left of the run that began one token before.
        best, at = (lengths[index - 1] - 1, places[index - 1] + 1) if index and lengths[index - 1] > _SEED else (0, 0)
        for place in seeds.get(tuple(wanted[index : index + _SEED]), ()):
            if place == at and best:
                continue
            length = _common(source, place, wanted, index)
            if length > best:
                best, at = length, place
        lengths[index], places[index] = best, at
    return Runs(quotable, lengths, places)


def _common(source: Sequence[str], place: int, wanted: Sequence[str], index: int) -> int:
    length = 0
    longest = min(len(source) - place, len(wanted) - index)
    while length < longest and source[place + length] == wanted[index + length]:
        length += 1
    return length


def cover(quoted: Sequence[Token], runs: Sequence[Runs]) -> tuple[Piece, ...]:
    """The fewest pieces that make up the quotation, () where they do not.

    Punctuation, an ellipsis and the number of a next paragraph may stand between pieces, and a few strange words.
    """
    count = len(quoted)
    ahead = _sizes_ahead(quoted)
    longest = [max((found.lengths[start] for found in runs), default=0) for start in range(count)]
    costs = [0.0] * (count + 1)
    ends = [0] * count  # where the piece that begins here ends; 0: the token is left out
    for start in range(count - 1, -1, -1):
        costs[start] = costs[start + 1] + _cost_left_out(quoted, start)
        reach = start + longest[start]
        for end in range(reach, max(start, reach - _BACK_OFF), -1):
            if ahead[start] - ahead[end] < _WORD * SHORTEST_PIECE:
                break
            if costs[end] + 1.0 < costs[start]:
                costs[start], ends[start] = costs[end] + 1.0, end
    return _pieces(quoted, ends, runs)


def held_by_one(pieces: Sequence[Piece], runs: Sequence[Runs]) -> bool:
    """Whether one text holds every piece, in whatever order."""
    return any(all(found.lengths[piece.start] >= piece.end - piece.start for piece in pieces) for found in runs)


def share_in_runs(quoted: Sequence[Token], found: Runs) -> float:
    """The share of the quotation's weight that stands in one text in runs as long as a piece, in any order."""
    ahead = _sizes_ahead(quoted)
    covered = [False] * len(quoted)
    for start, length in enumerate(found.lengths):
        if length and ahead[start] - ahead[start + length] >= _WORD * SHORTEST_PIECE:
            covered[start : start + length] = [True] * length
    total = sum(token.weight for token in quoted)
    return sum(token.weight for token, known in zip(quoted, covered, strict=True) if known) / total if total else 0.0


def all_together(quoted: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether just these words, two long ones or more among them, stand next to each other, in whatever order."""
    wanted = Counter(token.key for token in quoted if token.word)
    words = [token.key for token in source if token.word]
    if sum(token.word and token.weight >= LONG_WORD for token in quoted) < _FEWEST_LONG:
        return False
    count = wanted.total()
    missing = wanted.copy()
    missing.subtract(words[:count])
    for place in range(len(words) - count + 1):
        if not any(missing.values()):
            return True
        missing[words[place]] += 1
        if place + count < len(words):
            missing[words[place + count]] -= 1
    return False


def _sizes_ahead(quoted: Sequence[Token]) -> list[int]:
    """For each token the size of all from it on: two for a word, one for a Chinese character."""
    ahead = [0]
    for token in reversed(quoted):
        size = (1 if is_wide(token.key[0]) else _WORD) if token.word else 0
        ahead.append(ahead[-1] + size)
    return ahead[::-1]


def _cost_left_out(quoted: Sequence[Token], index: int) -> float:
    token = quoted[index]
    a_number = token.key.isdigit() and index + 1 < len(quoted) and quoted[index + 1].key in ".)"
    if not token.word or a_number:
        return 0.0
    return _STRANGE_WORD / _WORD if is_wide(token.key[0]) else _STRANGE_WORD


def _pieces(quoted: Sequence[Token], ends: Sequence[int], runs: Sequence[Runs]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    strange = 0.0
    start = 0
    while start < len(quoted):
        end = ends[start]
        if not end:
            strange += _cost_left_out(quoted, start)
            start += 1
            continue
        holder = next(found for found in runs if found.lengths[start] >= end - start)
        first = holder.places[start]
        tokens = text_tokens(holder.quotable.text)
        place = Span(tokens[first].start, tokens[first + end - start - 1].end)
        pieces.append(Piece(start, end, holder.quotable, place))
        start = end
    words = sum(token.word for token in quoted)
    return tuple(pieces) if strange <= _STRANGE_WORD * STRANGE_SHARE * words else ()
