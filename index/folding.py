"""Typographic folding: an explicit table of what makes no difference to a wording, with a map back to it.

Two texts that differ only by typography fold to the same text: blanks and line breaks, the shape of quotation marks and
dashes, ligatures, full-width forms, Arabic presentation forms, the digits' script, characters without a glyph. What a
reader would call a different character stays different: superscripts, accents, case, and the letters of another script
that look alike. (Compatibility normalisation, NFKC, erases superscripts and is not used.)

The table is printed in docs/quotations.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.model import Span

SOFT_HYPHEN: Final = "\u00ad"
TATWEEL: Final = "\u0640"
# Without a glyph of their own: dropped when folding. `rag` reports all but the soft hyphen and the tatweel as disguise.
INVISIBLE_RANGES: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d"
QUOTATION_MARKS: Final = (
    "\"“”„‟«»‹›「」『』〝〞〟\uff02\uff62\uff63\ufe41\ufe42\ufe43\ufe44'‘’‚‛\uff07\u0060\u00b4\u02bb\u02bc\u02bd"
)
# Those that are an apostrophe where they stand between two letters.
_APOSTROPHES: Final = "'‘’‛\uff07\u0060\u00b4\u02bb\u02bc\u02bd"
# Han, kana, bopomofo, their punctuation and its full-width forms: written without blanks.
WIDE_RANGES: Final = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f\U00020000-\U0003ffff"
)

# A single blank between ordinary characters stays as it is: leaving it out here makes folding four times as fast.
_GAP: Final = rf"(?!(?<=[A-Za-z0-9,;:.]) [A-Za-z0-9])[\s{INVISIBLE_RANGES}{SOFT_HYPHEN}{TATWEEL}{QUOTATION_MARKS}]+"
_COMBINING: Final = (
    "\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
)
_CLUSTER: Final = rf"[^\s{_COMBINING}][{_COMBINING}]+"
_wide = re.compile(f"[{WIDE_RANGES}]")
_blank = re.compile(r"\s")


def _table() -> dict[str, str]:
    """Every single character that folds, with what it folds to."""
    table = {dash: "-" for dash in DASHES if dash != "-"}
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "－＂＇"}
    table |= {"。": ".", "｡": ".", "､": "、", "،": ",", "؛": ";", "؟": "?", "…": "...", "‥": "..", "⁄": "/", "∕": "/"}
    table |= {chr(0x0660 + digit): str(digit) for digit in range(10)}
    table |= {chr(0x06F0 + digit): str(digit) for digit in range(10)}
    # Latin and Armenian ligatures, half-width katakana, Arabic presentation forms, Kangxi radicals: what text extracted
    # from PDF holds in place of the letters.
    for first, last in ((0xFB00, 0xFB17), (0xFF65, 0xFF9F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0x2F00, 0x2FD5)):
        for code in range(first, last + 1):
            character = chr(code)
            if unicodedata.decomposition(character).startswith("<"):
                table[character] = unicodedata.normalize("NFKC", character)
    # One character stored under two code points, for Unicode itself the same (canonical singletons).
    for code in (*range(0xF900, 0xFB00), 0x2126, 0x212A, 0x212B, 0x037E, 0x0387):
        character = chr(code)
        if unicodedata.normalize("NFC", character) != character:
            table[character] = unicodedata.normalize("NFC", character)
    return table


FOLDS: Final = _table()

# Blanks around brackets and dashes and before closing punctuation differ from one edition to the next.
_NO_BLANK_AFTER: Final = "-([{)]}"
_NO_BLANK_BEFORE: Final = "-([{)]},;:.!?"
_without_glyph = re.compile(f"[{INVISIBLE_RANGES}{SOFT_HYPHEN}{TATWEEL}]")

_singles = "".join(re.escape(character) for character in FOLDS)
_change = re.compile(f"(?P<cluster>{_CLUSTER})|(?P<gap>{_GAP})|[{_singles}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Character i of `text` comes from the range [offsets[i], ends[i]) of the text as given."""

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The range of the text as given that folded to [start, end), of at least one character."""
        return Span(self.offsets[start], self.ends[end - 1])


def is_wide(character: str) -> bool:
    """Whether the character belongs to a script written without blanks between words (Chinese, Japanese)."""
    return bool(_wide.match(character))


def fold(text: str) -> Folded:
    """Fold `text` by the table, in time linear in its length."""
    if _change.search(text) is None:
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    position = 0
    for start, end, folded in _changes(text):
        pieces.append(text[position:start])
        offsets.extend(range(position, start))
        ends.extend(range(position + 1, start + 1))
        pieces.append(folded)
        offsets.extend([start] * len(folded))
        ends.extend([end] * len(folded))
        position = end
    pieces.append(text[position:])
    offsets.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return Folded("".join(pieces), offsets, ends)


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _change.finditer(text):
        start, end = match.span()
        if match["gap"] is not None:
            yield start, end, _fold_gap(text, start, end)
        elif match["cluster"] is not None:
            yield start, end, _fold_cluster(match["cluster"])
        else:
            yield start, end, FOLDS[match[0]]


def _fold_cluster(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    return FOLDS.get(composed[0], composed[0]) + composed[1:]


def _fold_gap(text: str, start: int, end: int) -> str:
    """What a run of blanks, quotation marks and invisible characters becomes: a blank, an apostrophe or nothing."""
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    if is_wide(before) or is_wide(after):
        return ""
    gap = text[start:end]
    between_letters = before.isalnum() and after.isalnum()
    marks = _without_glyph.sub("", gap)
    if len(marks) == 1 and marks in _APOSTROPHES and between_letters:
        return "'"
    if _folds_to(before, _NO_BLANK_AFTER) or _folds_to(after, _NO_BLANK_BEFORE):
        return ""
    if SOFT_HYPHEN in gap and between_letters:
        return ""
    return " " if _blank.search(gap) or (marks and between_letters) else ""


def _folds_to(character: str, wanted: str) -> bool:
    return FOLDS.get(character, character)[0] in wanted
