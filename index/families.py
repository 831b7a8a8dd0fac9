"""Families: wordings that are nearly the same, found among all wordings of a language.

Candidates come from MinHash signatures over runs of words (Broder 1997) and locality-sensitive hashing; each pair is
then confirmed by comparing the words themselves. A family is what hangs together by such pairs, so that a sentence that
changed a little each year is one family from the first year to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.catalog_write import CatalogWriter
from index.folding import is_wide

# The share of words, in order, that two wordings have in common: 2 * common / (words of one + words of the other).
NEAR: Final = 0.75
# Shorter wordings are formulas ("Decides to remain seized of the matter"): they must agree almost to the word.
_SHORT: Final = 8
_NEAR_WHEN_SHORT: Final = 0.9
# Signatures are kept in the catalog: another choice of these three needs another schema version.
_PERMUTATIONS: Final = 64
_SEED: Final = 1
_SCHEME: Final = "affine32"
# Of the Jaccard similarity of runs of words: low, for one word changed changes two runs of them.
_CANDIDATE: Final = 0.4
_RUN: Final = 2


def update_families(writer: CatalogWriter) -> None:
    """Give every wording its family: the smallest key in it, or none when the wording stands alone.

    To be called within a transaction. Signatures are kept, so that only new wordings cost time.
    """
    _sign(writer)
    families: list[tuple[int | None, int]] = []
    for (language,) in writer.rows("SELECT DISTINCT language FROM wording"):
        rows = writer.rows("SELECT key, words, signature FROM wording WHERE language = ? ORDER BY key", (language,))
        roots = _families([(key, units(words), signature) for key, words, signature in rows])
        sizes: dict[int, int] = {}
        for root in roots.values():
            sizes[root] = sizes.get(root, 0) + 1
        families.extend((root if sizes[root] > 1 else None, key) for key, root in roots.items())
    writer.set_families(families)


def units(words: str) -> list[str]:
    """What is compared: words, or single characters in scripts without blanks."""
    found: list[str] = []
    for word in words.split():
        if not word.isascii() and any(map(is_wide, word)):
            found.extend(word)
        else:
            found.append(word)
    return found


def nearly_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two wordings, as units, are near enough to be one family."""
    from rapidfuzz.distance import Indel

    wanted = _NEAR_WHEN_SHORT if min(len(one), len(other)) < _SHORT else NEAR
    return Indel.normalized_similarity(one, other, score_cutoff=wanted) >= wanted


def _sign(writer: CatalogWriter) -> None:
    unsigned = writer.wordings_without_signature()
    if not unsigned:
        return
    import numpy as np
    from datasketch import MinHash

    sets = [[run.encode() for run in _runs(units(words))] for _, words in unsigned]
    sketches = MinHash.bulk(sets, num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
    writer.set_signatures(
        (np.asarray(sketch.hashvalues, dtype="<u4").tobytes(), key)
        for (key, _), sketch in zip(unsigned, sketches, strict=True)
    )


def _runs(found: Sequence[str]) -> Iterator[str]:
    for start in range(max(1, len(found) - _RUN + 1)):
        yield " ".join(found[start : start + _RUN])


def _families(wordings: Sequence[tuple[int, list[str], bytes]]) -> dict[int, int]:
    """For each key the smallest key of its family."""
    roots = {key: key for key, _, _ in wordings}
    if len(wordings) < 2:
        return roots
    known = {key: found for key, found, _ in wordings}
    for key, other in _candidates((key, signature) for key, _, signature in wordings):
        one, two = _root(roots, key), _root(roots, other)
        if one != two and nearly_same(known[key], known[other]):
            roots[max(one, two)] = min(one, two)
    return {key: _root(roots, key) for key in roots}


def _candidates(signed: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, int]]:
    import numpy as np
    from datasketch import LeanMinHash, MinHashLSH

    # More weight on not missing a pair than on not proposing one: each is confirmed.
    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    for key, signature in signed:
        sketch = LeanMinHash(seed=_SEED, hashvalues=np.frombuffer(signature, dtype="<u4"), scheme=_SCHEME)
        for other in sorted(index.query(sketch)):
            yield key, int(other)
        index.insert(key, sketch, check_duplication=False)


def _root(roots: dict[int, int], key: int) -> int:
    while roots[key] != key:
        roots[key] = roots[roots[key]]
        key = roots[key]
    return key
