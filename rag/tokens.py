"""Texts as tokens to be compared: words, single Chinese and Japanese characters, punctuation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from index.folding import WIDE_RANGES, Folded, is_wide
from rag.quotation import ELLIPSIS, Quotation

ELLIPSIS_KEY: Final = "..."
_WORD: Final = rf"(?:(?![{WIDE_RANGES}])[^\W_])+(?:'(?:(?![{WIDE_RANGES}])[^\W_])+)*"
_TOKEN: Final = re.compile(rf"{ELLIPSIS.pattern}|{_WORD}|[^\s]")
# Weights in thousandths of a word. A short word (of, the, les, для) says less than a long one, a comma still less.
LONG_WORD: Final = 1000
_SHORT, _MARK = 500, 300
_SHORT_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `key` is what is compared, [start, end) its place in the text as given (not folded)."""

    key: str
    start: int
    end: int
    weight: int
    word: bool


def tokenise(folded: Folded) -> list[Token]:
    """The tokens of a text; an ellipsis is an ordinary token with the key "..."."""
    return [_token(folded, *match.span()) for match in _TOKEN.finditer(folded.text)]


def quotation_tokens(quotation: Quotation, notes: frozenset[str], number: str, words: frozenset[str]) -> list[Token]:
    """The tokens of a quotation as compared with a paragraph.

    Left out, for they do not count: punctuation at the edges, markers of footnotes the paragraph cites (`notes`), and
    the paragraph's own `number`. A word broken by a hyphen is one token where the paragraph has the word (`words`).
    """
    start = quotation.start
    if quotation.number and quotation.number.lower() == number.lower():
        start = quotation.after_number
    skipped = [(note.start, note.end) for note in quotation.notes if note.number in notes]
    tokens: list[Token] = []
    places: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(quotation.folded.text, start, quotation.end):
        begin, end = match.span()
        if any(low <= begin and end <= high for low, high in skipped):
            continue
        for low, high in skipped:
            if begin < low < end <= high:
                end = low
        tokens.append(_token(quotation.folded, begin, end))
        places.append((begin, end))
    return _join_broken(quotation, tokens, places, words)


def _join_broken(
    quotation: Quotation, tokens: list[Token], places: list[tuple[int, int]], words: frozenset[str]
) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if 0 < index < len(tokens) - 1 and places[index][0] in quotation.loose:
            whole = joined[-1].key + tokens[index + 1].key
            if whole in words:
                joined[-1] = replace(joined[-1], key=whole, end=tokens[index + 1].end)
                index += 2
                continue
        joined.append(token)
        index += 1
    return joined


def _token(folded: Folded, start: int, end: int) -> Token:
    text = folded.text[start:end]
    if ELLIPSIS.fullmatch(text):
        return Token(ELLIPSIS_KEY, folded.offsets[start], folded.ends[end - 1], 0, word=False)
    word = text[0].isalnum()
    weight = _MARK if not word else _SHORT if len(text) <= _SHORT_LENGTH and not is_wide(text[0]) else LONG_WORD
    return Token(text, folded.offsets[start], folded.ends[end - 1], weight, word)
