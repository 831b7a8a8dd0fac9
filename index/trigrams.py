"""Which runs of three characters to look up so as to find a longer run soonest: those that are rare in the corpus.

The index of trigrams lists the wordings that hold each. The lists of common ones (" th", "ion") name most of the
corpus, so that looking up every trigram of a long run takes many times as long as looking up its rarest few, and
comparing the run with what these find. How rare they are is estimated from a sample of the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

TRIGRAM: Final = 3
SAMPLED: Final = 200  # wordings: a trigram in one of a hundred is sure to be noticed
_LOOKED_UP: Final = 5


def count_trigrams(sample: Iterable[str]) -> Mapping[str, int]:
    """In how many of these texts, in the form of `search_words`, each trigram stands; 0 for those in none."""
    return Counter(trigram for words in sample for trigram in _trigrams(words))


def rarest_trigrams(words: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """At most five trigrams of `words`, the rarest by `counts`; () when it is shorter than three characters."""
    return tuple(sorted(_trigrams(words), key=lambda trigram: (counts.get(trigram, 0), trigram))[:_LOOKED_UP])


def _trigrams(words: str) -> set[str]:
    return {words[start : start + TRIGRAM] for start in range(len(words) - TRIGRAM + 1)}
