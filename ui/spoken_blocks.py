"""What an answer says around its quotations, in the reader's language: the labels in it, and which way things run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rag.model import Citation
from ui.labels import place_label
from ui.page_words import direction
from ui.spoken_labels import spoken_within
from ui.statements import Block, Words
from ui.text import kept_from_the_left

# How Arabic quotes within a sentence.
_QUOTED: Final = re.compile("«[^«»]*»")


def spoken_block(block: Block, citations: Iterable[Citation], language: str) -> Block:
    """A block of an answer in `language` with the labels of its citations said as the page says them.

    Labels stand in the words around quotations, never in these: a block that is a quotation stays as it is.
    """
    if block.kind == "quotation":
        return block
    cited = tuple(citations)
    labels = {one.label for one in cited} | {place_label(place) for one in cited for place in one.same_wording}
    inlines = tuple(
        replace(inline, text=_apart(spoken_within(inline.text, labels, language), language))
        if isinstance(inline, Words)
        else inline
        for inline in block.inlines
    )
    return replace(block, inlines=inlines)


def _apart(text: str, language: str) -> str:
    """In Arabic, quoted words of another script keep their own direction, figures at their beginning included."""
    if direction(language) != "rtl":
        return text
    return _QUOTED.sub(lambda quoted: kept_from_the_left(quoted[0]), text)
