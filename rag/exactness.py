"""Whether a quotation stands in a text: the same words in the same order, none of them cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.folding import FOLDS, QUOTATION_MARKS, is_wide
from index.model import Span
from rag.quotable import Quotable
from rag.quotation import Quotation

# A word goes on across these when there is a letter or digit on either side: "non-selectivity", "57/203", "157.24".
_JOINERS: Final = "-\u2010\u2011\u2012\u2013\ufe63\uff0d/'’\u02bc."
_APOSTROPHES: Final = "'’\u02bc"
_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\ufe63\uff0d"
_ELIDING: Final = frozenset({"fr"})  # "l'Assemblée": the word begins after the apostrophe


def find_exact(quotation: Quotation, quotable: Quotable, markers: frozenset[str] = frozenset()) -> Span | None:
    """Where the quotation stands exactly, as a range of the quotable text; None where it does not.

    `markers` are numbers known to be footnote markers, besides those of the footnotes that the text cites.

    A paragraph's number pasted along may be in the text (a sub-paragraph's, within the paragraph); else it must be the
    number of the paragraph, and the wording stand at its head.
    """
    notes = frozenset(note.number for note in quotation.notes) & (quotable.notes | markers)
    found = _find(quotation, quotation.start, notes, quotable)
    if found is None and quotation.number and quotation.number.lower() == quotable.number.lower():
        found = _find(quotation, quotation.after_number, notes, quotable)
        if found is not None and any(letter.isalnum() for letter in quotable.text[: found.start]):
            return None
    return found


def cut_in_word(text: str, place: int, language: str) -> bool:
    """Whether the border before text[place] lies inside a word. A Chinese or Japanese character is a word by itself."""
    if place <= 0 or place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isalnum() and after.isalnum():
        return not (is_wide(before) or is_wide(after))
    return _joined(text, place - 1, language) if before in _JOINERS else _joined(text, place, "")


def _joined(text: str, place: int, language: str) -> bool:
    """Whether the character at `place` joins what stands on its two sides to one word."""
    if not 0 < place < len(text) - 1 or text[place] not in _JOINERS:
        return False
    before, after = text[place - 1], text[place + 1]
    if not (before.isalnum() and after.isalnum()) or is_wide(before) or is_wide(after):
        return False
    if text[place] in _HYPHENS:
        return not (before.isdigit() and after.isdigit())
    return not (text[place] in _APOSTROPHES and language in _ELIDING)


def _find(quotation: Quotation, start: int, notes: frozenset[str], quotable: Quotable) -> Span | None:
    folded = quotable.folded
    if quotation.end - start > len(folded.text) + 8 * (len(quotation.notes) + len(quotation.loose)):
        return None
    language = quotable.summary.language
    for match in _pattern(quotation, start, notes).finditer(folded.text):
        span = folded.span(*match.span())
        if not (cut_in_word(quotable.text, span.start, language) or cut_in_word(quotable.text, span.end, language)):
            return _with_edges(quotation, start, quotable.text, span)
    return None


@lru_cache(maxsize=512)
def _pattern(quotation: Quotation, start: int, notes: frozenset[str]) -> re.Pattern[str]:
    text, end = quotation.folded.text, quotation.end
    markers = {note.start: note for note in quotation.notes if note.number in notes and note.end <= end}
    if quotation.notes and quotation.notes[-1].end > end and quotation.notes[-1].number in notes:
        end = max(start + 1, quotation.notes[-1].start)
    pieces: list[str] = []
    place = start
    while place < end:
        if place in markers:
            pieces.append(f"(?:{re.escape(text[place : markers[place].end])})?")
            place = markers[place].end
            continue
        soft = "-?" if place in quotation.soft and place > start else ""
        pieces.append(soft + ("-?" if place in quotation.loose else re.escape(text[place])))
        place += 1
    first = text[start]
    if first.isalpha() and len(first.swapcase()) == 1:
        pieces[0] = f"[{first.lower()}{first.upper()}]"
    return re.compile("".join(pieces))


def _with_edges(quotation: Quotation, start: int, text: str, span: Span) -> Span:
    """The run with the punctuation and quotation marks at its edges that the quotation shows too."""
    given, offsets, ends = quotation.given, quotation.folded.offsets, quotation.folded.ends
    after = _common_edge(text[span.end : span.end + 8], given[ends[quotation.end - 1] :][:8])
    before = _common_edge(text[max(0, span.start - 4) : span.start][::-1], given[: offsets[start]][-4:][::-1])
    return Span(span.start - before, span.end + after)


def _common_edge(source: str, quoted: str) -> int:
    length = 0
    for ours, theirs in zip(source, quoted, strict=False):
        if ours.isalnum() or ours.isspace() or _shape(ours) != _shape(theirs):
            break
        length += 1
    return length


def _shape(character: str) -> str:
    return '"' if character in QUOTATION_MARKS else FOLDS.get(character, character)
