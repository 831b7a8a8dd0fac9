"""When two wordings count as the same, and in what form wordings are searched for quotations."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from index.folding import fold

_not_a_word: Final = re.compile(r"[\W_]+")
# What ends a clause depends on its place in the list of clauses, not on what it says.
_CLAUSE_ENDS: Final = " ;,.:、"


def search_words(text: str) -> str:
    """The letters and digits of `text`, folded and in lower case, any run of other characters being one blank.

    If `text` is quoted exactly in a wording then its search words stand, as a run of characters, in the wording's.
    """
    return _not_a_word.sub(" ", fold(text).text.casefold()).strip()


def wording_key(text: str) -> bytes:
    """32 bytes that are equal for wordings that differ only in typography, in case or in their final punctuation."""
    return sha256(fold(text).text.casefold().rstrip(_CLAUSE_ENDS).encode()).digest()


def text_key(text: str) -> bytes:
    """32 bytes that identify a text to the character."""
    return sha256(text.encode()).digest()
