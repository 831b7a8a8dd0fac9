"""Lines of Arabic: from the order in which they are printed to the order in which they are read.

The order within a line follows the rules of the Unicode Bidirectional Algorithm (UAX #9) read backwards: figures and
Latin words stand from left to right within a line that is read from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_LETTER: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# As printed from right to left, a run of Latin words or a number stands with its last character first.
_LEFT_TO_RIGHT: Final = re.compile(
    r"[A-Za-z\u00c0-\u024f0-9\u0660-\u0669](?:[A-Za-z\u00c0-\u024f0-9\u0660-\u0669]"
    r"|[-/.,:'’&_](?=[A-Za-z\u00c0-\u024f0-9\u0660-\u0669])|[ ](?=[A-Za-z\u00c0-\u024f]))*"
)
_BRACKETS: Final = "()[]{}«»"
_MIRROR: Final = str.maketrans("()[]{}«»", ")(][}{»«")
# The stroke that lengthens a word; some word processors give it the value of a sign that no word holds.
_STROKES: Final = re.compile(r"\u0640+|(?<=[\u0620-\u064a])[$%#&*+<=>@^`~]+(?=[\u0620-\u064a])")


def is_right_to_left(text: str) -> bool:
    """Whether a line reads from right to left: most of its letters are of such a script."""
    return len(_LETTER.findall(text)) > len(_LATIN.findall(text))


def is_mark(character: str) -> bool:
    """Whether a character combines with the one before it."""
    return unicodedata.combining(character) != 0


def in_reading_order(printed: str) -> str:
    """A line in reading order, given its characters from the rightmost to the leftmost, letters lengthened or not."""
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], _STROKES.sub("", printed))


def mirrored(lines: Sequence[str]) -> bool:
    """Whether the brackets of these lines, in reading order, close before they open: then they are mirror images."""
    depth = wrong = right = 0
    for character in "".join(lines):
        place = _BRACKETS.find(character)
        if place < 0:
            continue
        if place % 2 == 0:
            depth += 1
            right += depth > 0
            wrong += depth <= 0
        else:
            wrong += depth <= 0
            right += depth > 0
            depth -= 1
    return wrong > right


def unmirrored(line: str) -> str:
    """The line with each bracket turned round."""
    return line.translate(_MIRROR)
