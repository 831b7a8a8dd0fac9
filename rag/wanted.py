"""Which clause of a paragraph answers: the run to be marked within the quotation."""

from __future__ import annotations

import re
from typing import Final

from rag.terms import content_terms

# Where a clause may begin: after a semicolon, colon or comma, in any script. "、" only parts the items
# of a list, and the comma of "1,000" nothing.
_CLAUSE: Final = re.compile(r"(?:[^,;:，；：。]|(?<=\d)[,:](?=\d))+(?:[,;:，；：。]+\s*|$)")
_LONG: Final = {"zh": 40, "ja": 40}
_LONG_WORDS: Final = 160


def answering_run(text: str, question: str, language: str) -> tuple[int, int] | None:
    """The run of `text` that holds most of the question's words, as [start, end); None when all of it answers.

    A short paragraph answers as a whole; so does one in which no clause stands out.
    """
    if len(text) < _LONG.get(language, _LONG_WORDS):
        return None
    terms = set(content_terms(question, language))
    clauses = [(found.start(), found.end(), _held(found.group(), terms, language)) for found in _CLAUSE.finditer(text)]
    total = len(_held(text, terms, language))
    if total == 0 or len(clauses) < 2:
        return None
    best: tuple[int, int] | None = None
    for first in range(len(clauses)):
        held: set[str] = set()
        for last in range(first, len(clauses)):
            held = held | clauses[last][2]
            start, end = clauses[first][0], clauses[last][1]
            if len(held) == total:
                if best is None or end - start < best[1] - best[0]:
                    best = (start, end)
                break
        if len(held) < total:
            break
    if best is None:
        return None
    start, end = best[0], best[0] + len(text[best[0] : best[1]].rstrip(" ,;:，；：、。"))
    return None if end - start > 0.8 * len(text) else (start, end)


def _held(text: str, terms: set[str], language: str) -> set[str]:
    return terms & set(content_terms(text, language))
