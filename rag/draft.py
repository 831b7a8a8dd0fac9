"""A draft that is to be audited: blocks of text, with their places in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["text", "quotation", "footnote"]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a file: its number, and the page it is on (both from 1; the page None where there are none)."""

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph, a block quotation or a footnote, its blanks made single.

    `lines` are pairs of an offset in `text` and the number of the line that begins there. `label` is the marker of a
    footnote ("3"), else "". `page` is that of the first line.
    """

    kind: BlockKind
    text: str
    lines: tuple[tuple[int, int], ...]
    page: int | None = None
    label: str = ""

    def line_at(self, offset: int) -> int:
        """The number of the line in which a character stands."""
        return self.lines[max(bisect_right([start for start, _ in self.lines], offset) - 1, 0)][1]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as read. `unit` is what `lines` count: "line", or "paragraph" in a word-processor's file."""

    file: str
    sha256: str
    unit: Literal["line", "paragraph"]
    blocks: tuple[DraftBlock, ...]


def block_of(lines: list[DraftLine], kind: BlockKind = "text", label: str = "") -> DraftBlock | None:
    """A block made of lines; None when there are no words in them."""
    text = ""
    starts: list[tuple[int, int]] = []
    for line in lines:
        words = " ".join(line.text.split())
        if words:
            text += " " if text else ""
            starts.append((len(text), line.number))
            text += words
    return DraftBlock(kind, text, tuple(starts), lines[0].page, label) if text else None
