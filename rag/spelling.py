"""Words of a question that were probably mistyped: what was meant, by what the texts and the thesaurus know."""

from __future__ import annotations

from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.store import Searcher
from rag.thesaurus import variants

# Letters from which on a term may differ by one edit, or by two, from the one that was meant.
_ONE_EDIT: Final = 6
_TWO_EDITS: Final = 10


class Spelling:
    """Mends terms (stems) by the words of the texts and of the thesaurus."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def mended(self, term: str, language: str) -> str:
        """`term`, or the known term that it is most probably a misspelling of.

        One edit for terms of six letters or more, two for ten or more (Damerau 1964), the first letter being right.
        """
        if len(term) < _ONE_EDIT or not term.isalpha() or self._known(term, language):
            return term
        edits = 2 if len(term) >= _TWO_EDITS else 1
        for known in (self._searcher.terms(language, term[0]), _thesaurus_terms(language).get(term[0], ())):
            found = process.extractOne(term, known, scorer=DamerauLevenshtein.distance, score_cutoff=edits)
            if found is not None:
                return str(found[0])
        return term

    def _known(self, term: str, language: str) -> bool:
        return term in _thesaurus_terms(language).get(term[0], ()) or term in self._searcher.terms(language, term[0])


@cache
def _thesaurus_terms(language: str) -> dict[str, tuple[str, ...]]:
    """The terms of the thesaurus in a language, by their first letter."""
    found: dict[str, dict[str, None]] = {}
    for named in variants(language):
        for variant in named:
            for term in variant:
                found.setdefault(term[0], {})[term] = None
    return {first: tuple(terms) for first, terms in found.items()}
