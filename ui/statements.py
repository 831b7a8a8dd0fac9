"""An answer's Markdown as blocks that a terminal and a page can draw, nothing in it but words and markers.

Paragraphs, quotations and lists are found by a Markdown parser with everything else switched off: links, images and
HTML stay the characters that they are. Within a block, "**" and backslash escapes are read here, since Markdown's own
rule for emphasis depends on the letters around it and fails beside brackets and in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

BlockKind = Literal["paragraph", "quotation", "item"]
_INLINE = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<strong>\*\*)|\[(?P<marker>\d{1,4})\]|(?P<break> *\n *)")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text, set strong or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A reference to the citation of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a quotation or a list item; `bullet` is what stands before an item ("•", "3.")."""

    kind: BlockKind
    inlines: tuple[Words | Marker, ...]
    bullet: str = ""

    @property
    def text(self) -> str:
        """The words alone, without markers."""
        return "".join(inline.text for inline in self.inlines if isinstance(inline, Words))


def read_blocks(markdown: str, markers: frozenset[int]) -> tuple[Block, ...]:
    """The blocks of an answer. "[n]" is a marker only if `markers` holds n: any other is text, as written."""
    blocks: list[Block] = []
    containers: list[Token] = []
    bullets: list[str] = []
    for token in _parser().parse(markdown):
        if token.type == "list_item_open":
            bullets.append(f"{token.info}{token.markup}")
        if token.type == "inline":
            blocks.append(_block(token.content, containers, bullets, markers))
            bullets = []
        elif token.nesting == 1:
            containers.append(token)
        elif token.nesting == -1:
            containers.pop()
    return tuple(block for block in blocks if block.inlines)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["blockquote", "list"])


def _block(content: str, containers: Sequence[Token], bullets: Sequence[str], markers: frozenset[int]) -> Block:
    inlines = tuple(_inlines(content, markers))
    types = {token.type for token in containers}
    if "blockquote_open" in types:
        # Quoted words that look like a list item keep their number: it is part of what was quoted.
        return Block("quotation", (*(Words(f"{bullet} ") for bullet in bullets), *inlines))
    if "list_item_open" in types:
        shown = " ".join(bullet if bullet[0].isdigit() else "•" for bullet in bullets)
        return Block("item", inlines, shown)
    return Block("paragraph", inlines)


def _inlines(content: str, markers: frozenset[int]) -> Iterator[Words | Marker]:
    matches = list(_INLINE.finditer(content))
    # An odd one closes nothing: it is shown.
    toggles = sum(match.lastgroup == "strong" for match in matches) // 2 * 2
    text, strong, shown = "", False, 0
    for match in matches:
        text += content[shown : match.start()]
        shown = match.end()
        if match.lastgroup == "strong" and toggles:
            if text:
                yield Words(text, strong)
            text, strong, toggles = "", not strong, toggles - 1
        elif match.lastgroup == "marker" and int(match["marker"]) in markers:
            if text:
                yield Words(text, strong)
            text = ""
            yield Marker(int(match["marker"]))
        elif match.lastgroup == "escaped":
            text += match["escaped"]
        elif match.lastgroup == "break":
            text += " "
        else:
            text += match.group()
    text += content[shown:]
    if text:
        yield Words(text, strong)
