"""Text of documents and questions made safe to show: what a terminal or a browser would act on is taken out."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Embeddings, overrides and isolates reorder the letters around them, so that a wording could be made to read as
# another. They show nothing themselves; the marks U+200E and U+200F, which only help neighbouring letters, may stay.
_REORDERING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_KEPT = frozenset("\n\t")


def printable(text: str) -> str:
    """`text` without characters that act instead of showing.

    Control characters (escape sequences among them) and lone surrogates become U+FFFD; reordering controls are dropped;
    line feeds and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def one_line(text: str) -> str:
    """`text` made printable and set on one line, runs of blanks made one."""
    return " ".join(printable(text).split())


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    if character in _REORDERING:
        return ""
    return REPLACEMENT if unicodedata.category(character) in {"Cc", "Cs"} else character
