"""To which reference a draft credits a quotation: one in the bracket or footnote after it, or in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.model import Span
from index.stopping import go_on
from rag.draft import Draft, DraftBlock
from rag.draft_quotations import DraftQuotation, find_quotations, sentence_spans
from rag.draft_references import DraftReference, outside, references_of

How = Literal["bracket", "footnote", "sentence", "introduction", "before"]

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKER: Final = re.compile(
    r"[\s.,;:]{0,2}(?:\[\^?(?P<label>[^\]\s]{1,20})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?<=[”\"»“」』’.,;])(?P<glued>\d{1,3})(?=[\s.,;:)]|\Z))"
)
_BRACKET: Final = re.compile(
    r"[\s.,;:]{0,3}(?P<inside>[(\[（](?:[^()\[\]（）]|[(\[（][^()\[\]（）]{0,60}[)\]）]){1,400}[)\]）])"
)
# Words that join a quotation to a reference after it: "...", as stated in paragraph 8 of ...
_ATTACHES: Final = re.compile(
    r"[\s,:;–—-]{0,4}(?:(?:as|which|that|is|are|was|were|it|stands?|found|stated|set|out|provided|reaffirmed|contained"
    r"|appears?|in|of|from|by|the|its|says?|reads?|runs?|according|to|see|at|under|per|words|wording|text|language"
    r"|operative|General|Assembly|Security|Council|quoted|taken|recalled|declares?|states?|provides?)\s+){0,9}\Z",
    re.IGNORECASE,
)
_CREDIT_LINE: Final = re.compile(r"\s*[(\[（—–―-]")
_CREDIT_LINE_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Credit:
    """The references that a quotation is credited to, and how it is. "before": only the sentence before names one.

    `others`: of a quotation credited to the nearest reference before it, the further ones that lead up to it too.
    """

    references: tuple[DraftReference, ...]
    how: How
    others: tuple[DraftReference, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block with all that was found in it. `references` are those outside quotations, `quoted` those within."""

    block: DraftBlock
    quotations: tuple[DraftQuotation, ...]
    references: tuple[DraftReference, ...]
    quoted: tuple[DraftReference, ...]
    sentences: tuple[Span, ...]

    def sentence_of(self, place: int) -> Span:
        """The sentence in which a character stands."""
        return next((one for one in self.sentences if one.start <= place < one.end), self.sentences[-1])

    def references_in(self, start: int, end: int) -> tuple[DraftReference, ...]:
        """The references that begin in [start, end)."""
        return tuple(one for one in self.references if start <= one.span.start < end)


def read_blocks(draft: Draft) -> tuple[ReadBlock, ...]:
    """Find quotations, references and sentences in every block."""
    blocks: list[ReadBlock] = []
    last: str | None = None
    for block in draft.blocks:
        go_on()
        quotations = find_quotations(block)
        references = references_of(block, last)
        own = outside(references, quotations)
        outer = {one.span for one in own}
        quoted = tuple(one for one in references if one.span not in outer)
        blocks.append(ReadBlock(block, quotations, own, quoted, sentence_spans(block.text, quotations)))
        last = next((one.symbol for one in reversed(own) if one.symbol), last)
    return tuple(blocks)


def credits_of(blocks: Sequence[ReadBlock], index: int) -> Iterator[tuple[DraftQuotation, Credit | None]]:
    """Each quotation of a block with what it is credited to; None where no reference is near."""
    used: set[Span] = set()
    block = blocks[index]
    for place, quotation in enumerate(block.quotations):
        credit = _after(blocks, index, quotation.span.end)
        if credit is None and quotation.block:
            credit = _around(blocks, index)
        if credit is None and not quotation.block:
            credit = _in_sentence(block, place, used) or _at_sentence_end(blocks, index, quotation)
            if credit is None and place == 0 and not block.block.text[: quotation.span.start].strip():
                credit = _around(blocks, index)
            credit = credit or _before(block, quotation)
        if credit is not None:
            used |= {one.span for one in credit.references}
        yield quotation, credit


def _after(blocks: Sequence[ReadBlock], index: int, end: int) -> Credit | None:
    """A bracket or a footnote marker right after the quotation."""
    block = blocks[index]
    if bracket := _BRACKET.match(block.block.text, end):
        inside = block.references_in(bracket.start("inside"), bracket.end("inside"))
        if inside:
            return Credit(_meant(inside), "bracket")
    return _footnote(blocks, index, end)


def _footnote(blocks: Sequence[ReadBlock], index: int, at: int) -> Credit | None:
    marker = _MARKER.match(blocks[index].block.text, at)
    if marker is None:
        return None
    label = marker["label"] or (marker["raised"] or marker["glued"] or "").translate(_SUPERSCRIPTS)
    notes = [other for other in blocks if other.block.kind == "footnote" and other.block.label == label]
    # A plain text's notes begin with their number, and stand somewhere after the marker.
    notes += [other for other in blocks[index + 1 :] if other.block.kind == "text" and other.block.label == label]
    references = next((other.references for other in notes if other.references), ())
    return Credit(_meant(references), "footnote") if references else None


def _meant(references: tuple[DraftReference, ...]) -> tuple[DraftReference, ...]:
    """Without the asides, unless there is nothing else."""
    return tuple(one for one in references if not one.aside) or references


def _in_sentence(block: ReadBlock, place: int, used: set[Span]) -> Credit | None:
    quotation = block.quotations[place]
    sentence = block.sentence_of(quotation.span.start)
    before = block.references_in(sentence.start, quotation.span.start)
    after = block.references_in(quotation.span.end, max(sentence.end, quotation.span.end))
    previous = block.quotations[place - 1].span.end if place else sentence.start
    following = block.quotations[place + 1].span.start if place + 1 < len(block.quotations) else sentence.end
    attached = _attached(block, quotation, after, following)
    near = [one for one in before if one.span.start >= previous]
    if near and (near[-1].span not in used or attached is None):
        return Credit((near[-1],), "sentence", tuple(near[:-1]))
    if attached is not None:
        return Credit((attached,), "sentence")
    if before:
        return Credit((before[-1],), "sentence")
    return Credit((after[0],), "sentence") if after else None


def _attached(
    block: ReadBlock, quotation: DraftQuotation, after: tuple[DraftReference, ...], following: int
) -> DraftReference | None:
    """The reference after a quotation to which words join it, unless it introduces the next quotation."""
    if not after or after[0].span.start >= following:
        return None
    between = block.block.text[quotation.span.end : after[0].span.start]
    return after[0] if _ATTACHES.match(between) else None


def _at_sentence_end(blocks: Sequence[ReadBlock], index: int, quotation: DraftQuotation) -> Credit | None:
    """A footnote marker that stands at the end of the quotation's sentence."""
    block = blocks[index]
    sentence = block.sentence_of(quotation.span.start)
    following = next(
        (one.span.start for one in block.quotations if one.span.start > quotation.span.start), sentence.end
    )
    for match in re.finditer(r"\[\^?[^\]\s]{1,20}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}", block.block.text[: sentence.end]):
        if quotation.span.end <= match.start() < max(following, quotation.span.end):
            return _footnote(blocks, index, match.start())
    return None


def _around(blocks: Sequence[ReadBlock], index: int) -> Credit | None:
    """For a quotation that is a block: a line after it that is only a reference, or the sentence that leads to it."""
    if index + 1 < len(blocks):
        line = blocks[index + 1]
        text = line.block.text
        if line.references and len(text) < _CREDIT_LINE_LENGTH and not line.quotations and _CREDIT_LINE.match(text):
            return Credit(_meant(line.references), "bracket")
    before = next((one for one in reversed(blocks[:index]) if one.block.kind == "text"), None)
    if before is None or not (
        before.block.text.rstrip().endswith((":", "：", ",", "—")) or blocks[index].quotations[0].block
    ):
        return None
    lead = before.sentences[-1]
    references = before.references_in(lead.start, lead.end)
    if references:
        return Credit((references[-1],), "introduction")
    return Credit((before.references[-1],), "before") if before.references else None


def _before(block: ReadBlock, quotation: DraftQuotation) -> Credit | None:
    """The last reference of the sentence before: a weak credit."""
    sentence = block.sentence_of(quotation.span.start)
    place = block.sentences.index(sentence)
    if place == 0:
        return None
    previous = block.sentences[place - 1]
    references = [one for one in block.references_in(previous.start, previous.end) if one.symbol]
    return Credit((references[-1],), "before") if references else None
