"""Where a draft quotes: quotation marks of many languages, block quotations, and what surrounds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from index.folding import is_wide
from index.model import Span
from index.stopping import go_on
from rag.draft import DraftBlock

# By opening mark the marks that close it. „ is closed by “ in German and Russian, by ” in Polish and English type.
_CLOSING: Final = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "〝": "〞〟", "＂": "＂"}
_PLAIN: Final = '"'
_SINGLE: Final = re.compile(r"(?<![\w’])‘(?=\w)")
_OPENS_BEFORE: Final = re.compile(r"[\s(\[{—–\-*_/]")
_LONGEST: Final = 6000

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:paras?|res|nos?|arts?|op|pp|p|cf|e\.g|i\.e|doc|docs|dr|mrs?|ms|st|vs|v|ibid|chap|sects?|sec|add|rev|corr"
    r"|vol|fig|ed|eds|al|subparas?|subpar|pmbl|supp|suppl|sess|approx|ca"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|h\.e)|\b[A-Z]|\b(?:[A-Za-z]\.){1,4}[A-Za-z])\.\Z",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS: Final = re.compile(
    r"\s*(?:\[\^?\w{1,20}\]|[(\[][^()\[\]]{0,200}(?:\([^()]{0,30}\)[^()]{0,100}){0,3}[)\]])\.?\s*\Z"
)
_CREDIT_AFTER_DASH: Final = re.compile(r"\s[—–―]\s*(?=[^—–]{0,200}(?:\d+/\d+|\(\d{4}\)|RES))[^—–]{3,200}\Z")
_SENTENCE_END: Final = re.compile(
    r"[.!?]+[”\"»“’')\]]*(?:\[\^?\w{1,20}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹\d]{1,3})?\s+(?=\S)|[。！？]+[”」』）]*"
)


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation in a block: [span.start, span.end) with its marks, `words` without."""

    span: Span
    words: str
    block: bool = False

    @property
    def size(self) -> int:
        """Words, a Chinese or Japanese character counting half of one."""
        wide = sum(is_wide(character) for character in self.words)
        return len(re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", self.words)) if wide < len(self.words) / 2 else wide // 2


def find_quotations(block: DraftBlock) -> tuple[DraftQuotation, ...]:
    """The quotations of a block, outermost ones, in order. Without a closing mark one goes on to the block's end."""
    text = block.text
    if block.kind == "quotation":
        return (_block_quotation(text),)
    found: list[DraftQuotation] = []
    at = 0
    while at < len(text):
        closing = _closing_mark(text, at)
        if closing is None:
            at += 1
            continue
        go_on()
        end = _end_of(text, at, closing)
        if end is None:
            at += 1
            continue
        words = text[at + 1 : end].strip()
        if any(character.isalnum() for character in words):
            found.append(DraftQuotation(Span(at, min(end + 1, len(text))), words))
        at = end + 1
    return tuple(found)


def _block_quotation(text: str) -> DraftQuotation:
    """Without a reference in brackets, or after a dash, at its end: that is the draft's own."""
    bracket, dash = _CREDIT_IN_BRACKETS.search(text), _CREDIT_AFTER_DASH.search(text)
    end = bracket.start() if bracket and re.search(r"\d", bracket[0]) else dash.start() if dash else len(text)
    words = text[:end].strip()
    if len(words) > 1 and (words[0] in _CLOSING or words[0] == _PLAIN) and words[-1] in f"”»“」』{_PLAIN}.,;":
        inner = words[1:].rstrip(".,;").rstrip("”»“」』" + _PLAIN)
        words = inner if not any(mark in inner for mark in '“”"«»') else words
    return DraftQuotation(Span(0, end), words, block=True)


def _closing_mark(text: str, at: int) -> str | None:
    character = text[at]
    if character in _CLOSING:
        return _CLOSING[character]
    if character == _PLAIN and (at == 0 or _OPENS_BEFORE.match(text, at - 1)) and text[at + 1 : at + 2].strip():
        return _PLAIN
    return "’" if character == "‘" and _SINGLE.match(text, at) else None


def _end_of(text: str, start: int, closing: str) -> int | None:
    """The place of the closing mark; nested marks of the same kind are passed over."""
    opening, depth = text[start], 0
    limit = min(len(text), start + _LONGEST)
    for at in range(start + 1, limit):
        character = text[at]
        if closing == _PLAIN == character:
            if not (_OPENS_BEFORE.match(text, at - 1) and text[at + 1 : at + 2].isalnum()):
                return at
        elif closing == "’" == character:
            # An apostrophe within a word, or after a plural ("States’ rights"), does not close.
            if not text[at + 1 : at + 2].isalnum() and not (
                text[at - 1] == "s" and re.match(r"\s[a-z]", text[at + 1 : at + 3]) and "’" in text[at + 1 : limit]
            ):
                return at
        elif character in closing and closing != _PLAIN:
            if depth == 0:
                return at
            depth -= 1
        elif character == opening and opening != "‘":
            depth += 1
    if closing == "’":
        return None
    # The convention for a quotation of several paragraphs: each opens with a mark, only the last one closes.
    return len(text) if limit == len(text) else None


def sentence_spans(text: str, quotations: tuple[DraftQuotation, ...]) -> tuple[Span, ...]:
    """The sentences of a block; a full stop within a quotation ends none, nor does one of an abbreviation."""
    starts = [quotation.span.start for quotation in quotations]
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        holder = bisect_right(starts, match.start()) - 1
        if holder >= 0 and match.end() <= quotations[holder].span.end - 1:
            continue
        stop = re.match(r"[.!?]+", match[0])
        before = text[max(start, match.start() - 12) : match.start()] + "."
        follows = text[match.end() : match.end() + 1]
        if (
            stop
            and stop[0] == "."
            and match[0].rstrip()[-1] == "."
            and (_ABBREVIATION.search(before) or follows.islower())
        ):
            continue
        if follows.islower() or follows in "([":
            # "... text.” (A/RES/57/203, para. 8)": the bracket belongs to what stands before it.
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return tuple(span for span in spans if span.start < span.end)
