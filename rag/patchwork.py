"""Pieces of a quotation that none of the closest paragraphs holds: looked up run by run in the whole corpus.

A piece of common words ("made by the Secretary-General in") stands in hundreds of paragraphs, none of which is close to
the quotation as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.catalog import Catalog
from index.folding import is_wide
from rag.quotable import Quotable, quotable_paragraphs
from rag.quotation import Quotation
from rag.quote_search import first_adopted
from rag.stitching import STRANGE_SHARE, Runs, longest_runs
from rag.tokens import Token

# Shorter runs of common words are found by chance.
_SHORTEST: Final = 5
_WORD: Final = 2  # a word counts as two Chinese characters
_BACK_OFF: Final = 3  # the piece before may have gone on by chance for so many tokens
_LOOKED_AT: Final = 5  # wordings that hold the shortest run, of which one may hold a longer one


def missing_pieces(catalog: Catalog, quotation: Quotation, tokens: Sequence[Token], runs: Sequence[Runs]) -> list[Runs]:
    """The runs in further paragraphs, so that nine tenths of the quotation stand in one or another; [] where not."""
    known = [max((found.lengths[start] for found in runs), default=0) for start in range(len(tokens))]
    allowed = STRANGE_SHARE * sum(token.word for token in tokens)
    added: list[Runs] = []
    strange = start = 0
    while start < len(tokens):
        reach = _reach(tokens, start)
        if reach is None or start + known[start] >= reach:
            start += max(known[start], 1)
            continue
        found, end = _looked_up(catalog, quotation, tokens, start)
        strange += tokens[start].word and not found
        if strange > allowed:
            return []
        added += found
        start = end
    return added


def _reach(tokens: Sequence[Token], start: int) -> int | None:
    """Where the shortest run from a token on ends; None where it is no word, or too little follows."""
    if not tokens[start].word:
        return None
    size = 0
    for place in range(start, len(tokens)):
        size += (1 if is_wide(tokens[place].key[0]) else _WORD) * tokens[place].word
        if size >= _WORD * _SHORTEST:
            return place + 1
    return None


def _looked_up(catalog: Catalog, quotation: Quotation, tokens: Sequence[Token], start: int) -> tuple[list[Runs], int]:
    """The runs in paragraphs that hold the shortest run from a token on, or from one shortly before it; their end."""
    for begin in range(start, max(-1, start - _BACK_OFF - 1), -1):
        reach = _reach(tokens, begin)
        if reach is None or reach <= start:
            continue
        words = quotation.given[tokens[begin].start : tokens[reach - 1].end]
        held = [longest_runs(one, tokens) for one in _holders(catalog, words)]
        ends = [begin + one.lengths[begin] for one in held]
        if ends and max(ends) >= reach:
            return held, max(ends)
    return [], start + 1


def _holders(catalog: Catalog, words: str) -> list[Quotable]:
    wordings = catalog.find_wordings(words, _LOOKED_AT)
    return list(quotable_paragraphs(catalog, first_adopted(catalog, wordings)))
