"""Text that goes out made safe to show (`rag.printable`), and text that comes in made valid."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from rag.printable import REPLACEMENT, one_line, printable

__all__ = [
    "REPLACEMENT",
    "Direction",
    "kept_from_the_left",
    "one_line",
    "printable",
    "text_direction",
    "without_surrogates",
]

Direction = Literal["ltr", "rtl"]
_FROM_THE_LEFT: Final = "\N{LEFT-TO-RIGHT MARK}"
_DIRECTIONS: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def without_surrogates(text: str) -> str:
    """`text` as valid Unicode: bytes that the shell passed and that were not UTF-8 become U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def kept_from_the_left(text: str) -> str:
    """A text that runs from left to right, made to do so within one that does not; any other as it is.

    Isolates (UAX #9) would be stronger than marks, but what is shown is cleared of them.
    """
    return f"{_FROM_THE_LEFT}{text}{_FROM_THE_LEFT}" if text_direction(text) == "ltr" else text


def text_direction(text: str) -> Direction | None:
    """Which way a text runs: that of its first letter that has one; None for a text of figures and signs."""
    return next((found for letter in text if (found := _DIRECTIONS.get(unicodedata.bidirectional(letter)))), None)
