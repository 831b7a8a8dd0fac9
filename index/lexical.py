"""BM25 over the passages of one language (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").

The index itself is bm25s; this module decides what a word is in each language.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.folding import fold, is_wide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Snowball stemmers of the official languages that have one.
_STEMMERS: Final = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
}
# Symbols such as A/57/385 or A/CONF.157/24 are one word, and their pieces are words too.
_word: Final = re.compile(r"\w+(?:[./]\w+)*")
_piece: Final = re.compile(r"\w+")
_PASSAGES: Final = "passages.json"
# The most that a group of words counts, as an inverse document frequency.
_RAREST: Final = 5.0


def words(text: str, language: str) -> list[str]:
    """The words of `text` as the index sees them: folded, in lower case, stemmed; overlapping pairs of characters in
    scripts without blanks. The same function reads passages and questions.
    """
    found: list[str] = []
    for match in _word.finditer(fold(text).text.casefold()):
        word = match.group()
        pieces = _piece.findall(word)
        if len(pieces) > 1:
            found.append(word)
        for piece in pieces:
            found.extend(_terms(piece, language))
    return found


def _terms(piece: str, language: str) -> list[str]:
    if piece.isascii():
        return [_stem(piece, language)]
    terms: list[str] = []
    run = ""
    wide = False
    for character in piece:
        if is_wide(character) != wide and run:
            terms.extend(_pairs(run) if wide else [_stem(run, language)])
            run = ""
        wide = is_wide(character)
        run += character
    if run:
        terms.extend(_pairs(run) if wide else [_stem(run, language)])
    return terms


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[start : start + 2] for start in range(len(run) - 1)]


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    name = _STEMMERS.get(language)
    return None if name is None else Stemmer.Stemmer(name)


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """The stem, without accents: these are left out of what people type. Marks that make other letters (й) stay."""
    stemmer = _stemmer(language)
    stemmed: str = word if stemmer is None or word.isdigit() else stemmer.stemWord(word)
    if stemmed.isascii() or language == "ru":
        return stemmed
    return "".join(c for c in unicodedata.normalize("NFD", stemmed) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Words that stand for the same: alternatives, each one or several terms and what it is worth (0 to 1)."""

    alternatives: tuple[tuple[tuple[str, ...], float], ...]


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A passage by the groups of words it holds.

    `score` adds up the inverse document frequencies of the groups held, each by the worth of its best alternative;
    `coverage` is that divided by what all groups known to the collection would give, `held` by what all groups would
    give, those too of which the collection holds nothing; both 0 to 1.
    """

    id: str
    score: float
    coverage: float
    held: float


class LexicalIndex:
    """BM25 over passages, each known by the id of one place where it stands."""

    def __init__(self, language: str, ids: tuple[str, ...], index: Any) -> None:
        self.language = language
        self.ids = ids
        self._index = index

    @classmethod
    def build(cls, language: str, passages: Sequence[tuple[str, str]]) -> LexicalIndex:
        """Index (id, text) pairs, at least one."""
        import bm25s

        index = bm25s.BM25()
        # A passage without any word gets one that no question has: bm25s divides by the passages' mean length.
        index.index([words(text, language) or [""] for _, text in passages], show_progress=False)
        return cls(language, tuple(passage_id for passage_id, _ in passages), index)

    def save(self, folder: Path) -> None:
        """Write the index into a new folder. Raises OSError."""
        self._index.save(folder, show_progress=False)
        (folder / _PASSAGES).write_text(json.dumps(self.ids, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, language: str, folder: Path) -> LexicalIndex:
        """Read what `save` wrote. Raises OSError or ValueError when it is not all there."""
        import bm25s

        ids = json.loads((folder / _PASSAGES).read_text(encoding="utf-8"))
        index = bm25s.BM25.load(folder, load_corpus=False, show_progress=False)
        if index.scores["num_docs"] != len(ids):
            raise ValueError(f"{folder} holds {index.scores['num_docs']} passages, not {len(ids)}")
        return cls(language, tuple(ids), index)

    def search(self, text: str, top: int, among: set[str] | None = None) -> list[tuple[str, float]]:
        """The best passages and their BM25 scores, best first; those without any of the words are left out.

        `among` narrows the search to passages with these ids. Equal scores keep the order in which they were indexed.
        """
        import numpy as np

        known = [word for word in words(text, self.language) if word in self._index.vocab_dict]
        if not known or top <= 0:
            return []
        scores = np.asarray(self._index.get_scores(known), dtype=np.float32)
        if among is not None:
            scores = scores * np.fromiter((passage_id in among for passage_id in self.ids), bool, len(self.ids))
        best = np.argsort(-scores, kind="stable")[:top]
        return [(self.ids[place], float(scores[place])) for place in best if scores[place] > 0]

    def search_groups(
        self, groups: Sequence[TermGroup], top: int, among: set[str] | None = None, also: Collection[str] = ()
    ) -> list[GroupHit]:
        """The passages that hold most of `groups`, best first, and further down those of `also`.

        Passages without any of the groups are left out.

        A passage holds an alternative when it holds all its terms, wherever they stand. A group counts as one word:
        its document frequency is that of all its alternatives together (Pirkola 1998). Groups of which the collection
        holds nothing do not count.
        """
        import numpy as np

        passages = len(self.ids)
        scores, whole, unheld = np.zeros(passages, np.float32), 0.0, 0.0
        for group in groups:
            worth = self._worth(group)
            held = int(np.count_nonzero(worth))
            if held:
                weight = min(float(np.log1p((passages - held + 0.5) / (held + 0.5))), _RAREST)
                scores += weight * worth
                whole += weight
            elif group.alternatives:
                unheld += _RAREST
        if among is not None:
            scores *= np.fromiter((passage_id in among for passage_id in self.ids), bool, passages)
        ranked = np.argsort(-scores, kind="stable")
        wanted = {self._rows[passage_id] for passage_id in also}
        rows = [*ranked[:top], *(row for row in ranked[top:] if row in wanted)] if wanted else ranked[:top]
        return [
            GroupHit(
                self.ids[row],
                float(scores[row]),
                min(1.0, float(scores[row]) / whole),
                min(1.0, float(scores[row]) / (whole + unheld)),
            )
            for row in rows
            if scores[row]
        ]

    def holds(self, group: TermGroup) -> bool:
        """Whether any passage holds any of the group's alternatives."""
        return bool(self._worth(group).any())

    def _worth(self, group: TermGroup) -> NDArray[np.float32]:
        """For each passage the worth of the best alternative of a group that it holds, of shape (passages,)."""
        import numpy as np

        worth = np.zeros(len(self.ids), np.float32)
        for terms, value in group.alternatives:
            rows = [self._holding(term) for term in terms]
            held = rows[0]
            for others in rows[1:]:
                held = np.intersect1d(held, others, assume_unique=True)
            worth[held] = np.maximum(worth[held], value)
        return worth

    def _holding(self, term: str) -> NDArray[np.int32]:
        """The rows of the passages that hold a term, each once.

        The vocabulary ends with a term of bm25s' own (for questions without known words), which has no column.
        """
        starts, places = self._index.scores["indptr"], self._index.scores["indices"]
        column = self._index.vocab_dict.get(term)
        held = column is not None and column + 1 < len(starts)
        found: NDArray[np.int32] = places[starts[column] : starts[column + 1]] if held else places[:0]
        return found

    def held_terms(self, terms: Collection[str], passage_ids: Collection[str]) -> tuple[list[float], dict[str, int]]:
        """Which of the distinct `terms` each passage holds, and what each term weighs.

        Weights are inverse document frequencies that sum to 1; a term that no passage of the collection holds weighs
        most. Bit i of a passage's number is set when it holds term i, in the sorted order of the terms.
        """
        import numpy as np

        wanted = {self._rows[passage_id]: passage_id for passage_id in passage_ids}
        held = dict.fromkeys(passage_ids, 0)
        weights: list[float] = []
        for bit, term in enumerate(sorted(set(terms))):
            found = self._holding(term)
            weights.append(float(np.log1p((len(self.ids) - len(found) + 0.5) / (len(found) + 0.5))))
            for row in np.intersect1d(found, list(wanted)):
                held[wanted[int(row)]] |= 1 << bit
        whole = sum(weights) or 1.0
        return [weight / whole for weight in weights], held

    def terms(self, first: str) -> tuple[str, ...]:
        """The terms of the collection that begin with a character, those in most passages first."""
        return self._by_first_letter.get(first, ())

    @cached_property
    def _by_first_letter(self) -> dict[str, tuple[str, ...]]:
        terms: dict[str, list[str]] = {}
        for term in sorted(self._index.vocab_dict, key=lambda term: -len(self._holding(term))):
            terms.setdefault(term[:1], []).append(term)
        return {first: tuple(found) for first, found in terms.items()}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {passage_id: row for row, passage_id in enumerate(self.ids)}
