"""What is read from a file that is no plain text: blocks in reading order, and the text that they make.

The text is laid out as a careful hand would type it: an empty line before each paragraph, line breaks as printed, a
form feed between pages, footnotes under a rule at the end of their page with their markers as raised figures. It is
what offsets count in, and what the catalog keeps, so that every citation can be replayed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from index.messages import Message

BlockKind = Literal["text", "continued", "quotation", "footnote"]

RULE: Final = "_______________"
_MARKER: Final = re.compile(r"\[\^(e?)(\d{1,4})\]")
_HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDED: Final = re.compile("[.。!?؟۔][”\"'’)）»]*$")


class RefusedError(Exception):
    """What is wrong with a file, in words that a line of English can go on from, and as a message."""

    def __init__(self, reason: str, message: Message) -> None:
        super().__init__(reason)
        self.message = message


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ("continued": the rest of the one before), a block quotation, or a footnote with its label.

    Labels are as printed ("3"), with an "e" before those of endnotes. In `text` a line break is one of print, and
    "[^3]" the marker of footnote 3. `page` counts from 1, None in a file without pages.
    """

    kind: BlockKind
    label: str
    page: int | None
    text: str


def compose(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """The text of a file, and the offset of each page's first character ((0,) without pages)."""
    pieces: list[str] = []
    starts = [0]
    length = 0
    pages = {page: tuple(group) for page, group in groupby(blocks, key=lambda block: block.page)}
    last = max((page for page in pages if page), default=0)
    notes = sum(block.kind == "footnote" and not block.label.startswith("e") for block in blocks)
    for page in range(1, last + 1) if last else (None,):
        text = _page(pages.get(page, ()), notes)
        pieces.append(text if page in (None, last) else f"{text}\f")
        length += len(pieces[-1])
        starts.append(length)
    return "".join(pieces), tuple(starts[:-1])


def _page(blocks: Iterable[Block], notes: int) -> str:
    body, feet = "", ""
    for block in blocks:
        if block.kind == "footnote":
            label = _raised(block.label, notes)
            # A footnote without a full stop would run on into what follows.
            end = "" if _ENDED.search(block.text) else "\n"
            feet += f"{label} {_markers(block.text, notes)}\n{end}"
        else:
            body += "" if block.kind == "continued" else "\n"
            body += f"{_markers(block.text, notes)}\n"
    return f"{body}\n{RULE}\n{feet}" if feet else body


def _markers(text: str, notes: int) -> str:
    return _MARKER.sub(lambda match: _raised(match[1] + match[2], notes), text)


def _raised(label: str, notes: int) -> str:
    """A label as raised figures; endnotes count on from the footnotes."""
    number = int(label[1:]) + notes if label.startswith("e") else int(label)
    return str(number).translate(_HIGH)
