"""Where to look for a quotation: the texts of the corpus that may hold it, found by runs of its characters.

The catalog's trigram table finds every wording that holds a run of characters. One long window of the quotation is
asked for, and a second one only when the first says little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from index.catalog import Catalog
from index.folding import WIDE_RANGES
from index.sameness import search_words
from rag.quotable import Quotable, quotable_footnotes, quotable_headings, quotable_paragraphs
from rag.quotation import Quotation

_WINDOW: Final = 200
_ENOUGH: Final = 200  # so many candidates are faster looked at than narrowed down
_EVERY: Final = 10_000_000
_BATCH: Final = 200
_FRAGMENTS: Final = 8
_MOST_FRAGMENTS: Final = 40
_WORDS_PER_FRAGMENT: Final = 12
_FRAGMENT_LIMIT: Final = 400
_CLOSEST: Final = 24
_IN_HEADING: Final = 3  # long words to look for in headings and footnotes
_TOGETHER: Final = 5
_FIGURE: Final = 4  # a figure counts as so many letters more
_PLAIN_WORD: Final = re.compile(rf"[{WIDE_RANGES}]{{2,6}}|(?:(?![{WIDE_RANGES}])[^\W_]){{3,}}")
_WORD: Final = re.compile(rf"[{WIDE_RANGES}]|(?:(?![{WIDE_RANGES}])[^\W_])+")


def candidates(catalog: Catalog, quotation: Quotation) -> Iterator[Quotable]:
    """Every paragraph that may hold the quotation exactly, in order of adoption."""
    windows = _windows(quotation)
    if not windows:
        return
    ids: Sequence[str] = catalog.find_text(windows[0], _EVERY)
    for window in windows[1:3]:
        if len(ids) <= _ENOUGH:
            break
        also = set(catalog.find_text(window, _EVERY))
        ids = [found for found in ids if found in also]
    for start in range(0, len(ids), _BATCH):
        yield from quotable_paragraphs(catalog, ids[start : start + _BATCH])


def heading_candidates(catalog: Catalog, quotation: Quotation) -> Iterator[Quotable]:
    """Every line of a heading that may hold the quotation exactly."""
    words = _plain_words(quotation, _IN_HEADING)
    if words:
        yield from sorted(quotable_headings(catalog, words), key=lambda quotable: quotable.order)


def footnote_candidates(catalog: Catalog, quotation: Quotation) -> Iterator[Quotable]:
    """Every footnote that may hold the quotation exactly."""
    words = _plain_words(quotation, _IN_HEADING)
    if words:
        yield from sorted(quotable_footnotes(catalog, words), key=lambda quotable: quotable.order)


def close_candidates(catalog: Catalog, quotation: Quotation) -> tuple[Quotable, ...]:
    """The paragraphs that share most with the quotation, best first; of one wording the first adopted.

    Each shared fragment counts by its rarity. A piece of another paragraph is found by few fragments: the best two of
    each fragment are among the candidates as well.
    """
    votes: Counter[int] = Counter()
    holders: list[tuple[int, ...]] = []
    for fragment in _fragments(quotation):
        holders.append(catalog.find_wordings(fragment, _FRAGMENT_LIMIT))
    # In whatever order, should none of the fragments be left.
    holders.append(catalog.find_wordings_with_all(_plain_words(quotation, _TOGETHER), _FRAGMENT_LIMIT))
    for found in holders:
        for wording in found:
            votes[wording] += 1_000_000 // (10 + len(found))
    wanted = [wording for wording, _ in votes.most_common(_CLOSEST)]
    for found in holders:
        wanted += sorted(found, key=lambda wording: -votes[wording])[:2]
    return tuple(quotable_paragraphs(catalog, first_adopted(catalog, list(dict.fromkeys(wanted)))))


def first_adopted(catalog: Catalog, wordings: Sequence[int]) -> list[str]:
    """Of each wording the paragraph that had it first."""
    found: dict[int, str] = {}
    for wording, paragraph_id in catalog.rows(
        "SELECT p.wording, p.id FROM paragraph p JOIN resolution r ON r.key = p.resolution "
        f"WHERE p.wording IN ({','.join('?' * len(wordings))}) "
        "ORDER BY r.adopted IS NULL, r.adopted, r.symbol, r.language, p.position",
        wordings,
    ):
        found.setdefault(wording, paragraph_id)
    return [found[wording] for wording in wordings if wording in found]


def _certain_runs(quotation: Quotation, start: int, *, hyphens: bool = True) -> list[str]:
    """The quotation cut at what may not be wording: markers, ellipses, and `hyphens` at a line's end or soft ones."""
    cuts = {(note.start, note.end) for note in quotation.notes}
    cuts |= {(span.start, span.end) for span in quotation.ellipses}
    if hyphens:
        cuts |= {(place, place + 1) for place in quotation.loose} | {(place, place) for place in quotation.soft}
    runs: list[str] = []
    for cut_start, cut_end in [*sorted(cuts), (quotation.end, quotation.end)]:
        runs.append(quotation.folded.text[start : max(start, min(cut_start, quotation.end))])
        start = max(start, cut_end)
    return [run for run in runs if search_words(run)]


def _windows(quotation: Quotation) -> list[str]:
    """Runs of at most 200 characters of the folded text, the longest first; shorter where that is all there is."""
    windows = []
    for run in _certain_runs(quotation, quotation.after_number):
        count = max(1, min(3, len(run) // _WINDOW))
        step = len(run) // count
        windows += [run[part * step : part * step + _WINDOW].strip() for part in range(count)]
    return sorted(filter(None, windows), key=len, reverse=True)


def _plain_words(quotation: Quotation, most: int) -> list[str]:
    """So many long words, at most, that stand in the source unchanged, whatever its typography."""
    words = []
    for run in _certain_runs(quotation, quotation.after_number):
        words += [match[0] for match in _PLAIN_WORD.finditer(run)]
    # The catalog compares here without regard to case for ASCII letters only.
    plain = (word for word in words if word.isascii() or word.upper() == word.lower())
    return sorted(plain, key=len, reverse=True)[:most]


def _fragments(quotation: Quotation) -> list[str]:
    """Runs of a few words, spread over the quotation, in each stretch the one with the longest words and figures."""
    runs = _certain_runs(quotation, quotation.after_number, hyphens=False)
    if quotation.loose:
        runs += _certain_runs(quotation, quotation.after_number)
    fragments: list[str] = []
    total = sum(len(_WORD.findall(run)) for run in runs)
    wanted = min(_MOST_FRAGMENTS, max(_FRAGMENTS, total // _WORDS_PER_FRAGMENT))
    for run in runs:
        words = list(_WORD.finditer(run))
        size = min(len(words), _fragment_words(total, words[0][0] if words else ""))
        spans = [run[words[first].start() : words[first + size - 1].end()] for first in range(len(words) - size + 1)]
        zones = max(1, min(len(spans), round(wanted * len(words) / max(1, total))))
        step = len(spans) / zones
        for zone in range(zones):
            stretch = spans[int(zone * step) : max(int(zone * step) + 1, int((zone + 1) * step))]
            fragments.append(max(stretch, key=_says_much))
    return [fragment for fragment in dict.fromkeys(fragments) if len(search_words(fragment)) >= 3]


def _says_much(fragment: str) -> int:
    """How rare a fragment is likely to be: long words are, and figures are what sets one year's wording apart."""
    return len(fragment) + _FIGURE * sum(character.isdigit() for character in fragment)


def _fragment_words(total: int, word: str) -> int:
    if len(word) == 1 and not word.isascii():
        return 5 if total > 20 else 4 if total > 8 else 3
    return 3 if total > 12 else 2 if total > 3 else 1
