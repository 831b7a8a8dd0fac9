"""What a list of sources adds to an answer: only what the answer's own blocks do not say already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Footnote
from rag.model import Citation
from ui.labels import place_label
from ui.statements import Block
from ui.text import one_line


@dataclass(frozen=True, slots=True)
class Supplement:
    """What is still to be shown of a citation. `quote` is None when a block quotes the words."""

    quote: str | None
    footnotes: tuple[Footnote, ...]
    same_wording: tuple[str, ...]


def supplement(citation: Citation, blocks: Sequence[Block]) -> Supplement:
    """What the blocks leave unsaid of a citation."""
    said = [one_line(block.text) for block in blocks]

    def unsaid(text: str) -> bool:
        wanted = one_line(text)
        return not any(wanted in block for block in said)

    return Supplement(
        citation.quote if unsaid(citation.quote) else None,
        tuple(note for note in citation.footnotes if unsaid(note.text)),
        tuple(other for other in citation.same_wording if unsaid(place_label(other))),
    )
