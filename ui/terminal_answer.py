"""Answers drawn on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from rag.model import Answer, Citation
from ui.labels import place_label, refusal_title
from ui.sources import Supplement, supplement
from ui.statements import Block, Marker, Words, read_blocks
from ui.terminal import Indented, Quotation, footnote_text, where_to_read
from ui.terminal_writing import draw_writing
from ui.text import one_line, printable


def draw_answer(answer: Answer) -> Group:
    """An answer with its sources, or a refusal."""
    if answer.refusal is not None:
        return _draw_refusal(answer)
    blocks = read_blocks(answer.answer, frozenset(citation.marker for citation in answer.citations))
    parts: list[RenderableType] = []
    for block in blocks:
        parts += [_draw_block(block), Text()]
    for citation in answer.citations:
        parts += [*_draw_citation(citation, supplement(citation, blocks)), Text()]
    if answer.writing is not None:
        parts += [*draw_writing(answer.writing), Text()]
    return Group(*parts[:-1])


def draw_draft(answer: Answer) -> Group:
    """The statements of an answer that is not whole yet, without their sources."""
    blocks = read_blocks(answer.answer, frozenset(citation.marker for citation in answer.citations))
    parts = [part for block in blocks for part in (_draw_block(block), Text())]
    return Group(*parts[:-1])


def _draw_refusal(answer: Answer) -> Group:
    refusal = answer.refusal
    if refusal is None:
        return Group()
    parts: list[RenderableType] = [
        Text(refusal_title(refusal.code), "bold yellow"),
        Text(printable(refusal.message)),
    ]
    if answer.retrieved:
        closest = ", ".join(place_label(found) for found, _ in answer.retrieved[:3])
        parts.append(Text(f"Closest in the corpus, but no answer: {closest}", "dim"))
    return Group(*parts)


def _draw_block(block: Block) -> RenderableType:
    text = Text()
    if block.kind == "item":
        text.append(f"{block.bullet} ")
    for inline in block.inlines:
        match inline:
            case Marker(number):
                text.append(f"[{number}]", "cyan")
            case Words(words, strong):
                text.append(printable(words), "bold" if strong else None)
    return Quotation(text) if block.kind == "quotation" else text


def _draw_citation(citation: Citation, extra: Supplement) -> Iterator[RenderableType]:
    yield Text.assemble((f"[{citation.marker}] ", "cyan"), (one_line(citation.label), "bold"))
    if extra.quote is not None:
        yield Indented(Quotation(Text(printable(extra.quote))))
    for footnote in extra.footnotes:
        yield Indented(footnote_text(footnote))
    if extra.same_wording:
        labels = "; ".join(place_label(other) for other in extra.same_wording)
        yield Indented(Text(f"Same wording also in {labels}", "dim"))
    yield Indented(where_to_read(citation))
