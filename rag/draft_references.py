"""The references of a draft, block by block; those without a resolution are completed from what stands before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.labels import Reference
from index.model import Span
from index.stopping import go_on
from index.symbols import find_references
from rag.draft import DraftBlock
from rag.draft_quotations import DraftQuotation

_SAME_DOCUMENT: Final = re.compile(r"[\s,;]{0,3}(?:\([^()]{0,40}\)[\s,]{0,3})?(?:UN|U\.\s?N\.)\s?Docs?\.?\s*\Z")
_IBID: Final = re.compile(r"\b(?:ibid|ibidem|id)\b\.?[\s,]*\Z", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?][”\"»)]?\s+(?=[A-ZÀ-ÞА-Я“\"«])|。")
_SEE: Final = re.compile(
    r"\b(?:see|cf\.?|compare|voir|véase|см\.?)\s+(?:also\s+)?(?:\w+\s+){0,2}\Z|参看\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DraftReference:
    """One expression that names one place or several: "paras. 3 and 4 of resolution 57/203".

    `assumed`: the resolution was not named, but is the only one that this paragraph of the draft named before. `aside`:
    a "see also", which does not say that the words stand there.
    """

    span: Span
    places: tuple[Reference, ...]
    assumed: bool = False
    aside: bool = False

    @property
    def symbol(self) -> str | None:
        """The resolution named; None where it is not known."""
        return self.places[0].symbol

    @property
    def names_paragraph(self) -> bool:
        """Whether it names a paragraph, not only a resolution."""
        return any(place.kind is not None for place in self.places)


def references_of(block: DraftBlock, last_symbol: str | None) -> tuple[DraftReference, ...]:
    """The references of a block in order. `last_symbol` is the resolution named last before it, for an "ibid."."""
    text = block.text
    grouped: dict[Span, list[Reference]] = {}
    for found in find_references(text):
        grouped.setdefault(found.phrase, []).append(found.reference)
    references: list[DraftReference] = []
    named: list[tuple[int, str]] = []
    for span, places in sorted(grouped.items(), key=lambda item: (item[0].start, item[0].end)):
        go_on()
        aside = _SEE.search(text[max(span.start - 30, 0) : span.start]) is not None
        one = DraftReference(span, tuple(places), aside=aside)
        if one.symbol is None:
            one = _completed(one, text, named, last_symbol)
        if one.symbol is not None:
            named.append((span.start, one.symbol))
        if references and _names_same(references[-1], one, text):
            references[-1] = _joined(references[-1], one)
        else:
            references.append(one)
    return tuple(references)


def outside(references: Sequence[DraftReference], quotations: Sequence[DraftQuotation]) -> tuple[DraftReference, ...]:
    """Those that do not stand within a quotation; the quotations are in order and do not overlap."""
    starts = [quoted.span.start for quoted in quotations]

    def is_outside(one: DraftReference) -> bool:
        before = bisect_right(starts, one.span.start)
        return before == 0 or quotations[before - 1].span.end <= one.span.start

    return tuple(one for one in references if is_outside(one))


def _completed(one: DraftReference, text: str, named: list[tuple[int, str]], last: str | None) -> DraftReference:
    """With the one resolution that the sentence named before, or else the one that the paragraph named."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, one.span.start)]
    sentence = ends[-1] if ends else 0
    symbol = None
    clause = text.rfind("; ", sentence, one.span.start) + 1
    for since in (max(clause, sentence), sentence, 0):
        symbols = {symbol for place, symbol in named if place >= since}
        if symbols:
            symbol = symbols.pop() if len(symbols) == 1 else None
            break
    if symbol is None and _IBID.search(text[max(one.span.start - 12, 0) : one.span.start]):
        symbol = named[-1][1] if named else last
    if symbol is None:
        return one
    return replace(one, places=tuple(replace(place, symbol=symbol) for place in one.places), assumed=True)


def _names_same(first: DraftReference, second: DraftReference, text: str) -> bool:
    """ "G.A. Res. 57/203, ¶ 8, U.N. Doc. A/RES/57/203": one reference in two spellings."""
    return (
        first.symbol == second.symbol
        and not (first.names_paragraph and second.names_paragraph)
        and _SAME_DOCUMENT.match(text[first.span.end : second.span.start]) is not None
    )


def _joined(first: DraftReference, second: DraftReference) -> DraftReference:
    fuller = second if second.names_paragraph else first
    return replace(fuller, span=Span(first.span.start, second.span.end), aside=first.aside)
