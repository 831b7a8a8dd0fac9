"""Words that a model sets between quotation marks: exact in a cited place, brought to the exact wording, or a fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.errors import InputError
from index.folding import is_wide
from index.model import Span
from rag.alignment import align
from rag.draft import DraftBlock
from rag.draft_quotations import DraftQuotation, find_quotations
from rag.exactness import cut_in_word, find_exact
from rag.given import Given
from rag.quotable import Quotable, text_tokens
from rag.quotation import Quotation, read_quotation
from rag.quote_warnings import changes_negation, changes_number
from rag.tokens import quotation_tokens
from rag.wording_diff import diff_parts

# A name in quotation marks is a quotation too, but no word alone can be mended.
_FEWEST_WORDS: Final = 4
_SIMILAR: Final = 0.8
_STRAY: Final = re.compile(r"[“”«»„\"]")


@dataclass(frozen=True, slots=True)
class CheckedWords:
    """Words with exact quotations only; `shown` says which were corrected.

    `holders` are the places that hold all of the quotations, with the runs quoted there.
    """

    words: str
    shown: str
    holders: dict[int, tuple[tuple[int, int], ...]]
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class _Held:
    number: int
    words: str
    run: tuple[int, int]


def check_quotations(words: str, known: Sequence[Given], mark: str) -> CheckedWords | None:
    """Check each quotation in `words` against the places; None when one of them stands in none.

    `mark` is shown after a quotation that was corrected.
    """
    quotations = find_quotations(DraftBlock("text", words, ()))
    holders: dict[int, tuple[tuple[int, int], ...]] = {each.number: () for each in known}
    if not quotations:
        return None if _STRAY.search(words) else CheckedWords(words, words, holders)
    pieces: list[str] = []
    shown: list[str] = []
    at, corrected = 0, 0
    for quotation in quotations:
        held = _exact(quotation, known)
        mended = [] if held else [one for one in (_mended(quotation, each) for each in known) if one is not None][:1]
        if not held and not mended:
            return None
        corrected += bool(mended)
        found = held or mended
        holders = {one.number: (*holders[one.number], one.run) for one in found if one.number in holders}
        piece = f"{words[at : quotation.span.start]}“{found[0].words}”"
        pieces.append(piece)
        shown.append(f"{piece} {mark}" if mended else piece)
        at = quotation.span.end
    rest = words[at:]
    return CheckedWords("".join([*pieces, rest]), "".join([*shown, rest]), holders, corrected) if holders else None


def without_quotations(words: str) -> str:
    """The words around the quotations."""
    pieces, at = [], 0
    for quotation in find_quotations(DraftBlock("text", words, ())):
        pieces.append(words[at : quotation.span.start])
        at = quotation.span.end
    return " ".join([*pieces, words[at:]])


def _quotable(given: Given) -> Quotable:
    return Quotable(given.citation.id, given.text, given.summary, given.paragraph)


def _read(quotation: DraftQuotation) -> Quotation | None:
    try:
        return read_quotation(quotation.words, markup=False)
    except InputError:
        return None


def _exact(quotation: DraftQuotation, known: Sequence[Given]) -> list[_Held]:
    read = _read(quotation)
    found = []
    for each in known if read is not None else ():
        span = find_exact(read, _quotable(each)) if read is not None else None
        if span is not None:
            found.append(_Held(each.number, each.text[span.start : span.end], (span.start, span.end)))
    return found


def _mended(quotation: DraftQuotation, given: Given) -> _Held | None:
    """The exact wording where the quotation is nearly right: no word of weight, number or negation differs."""
    read = _read(quotation)
    if read is None or quotation.size < _FEWEST_WORDS or read.ellipses:
        return None
    source = text_tokens(given.text)
    quotable = _quotable(given)
    tokens = quotation_tokens(read, quotable.notes, quotable.number, frozenset())
    aligned = align(source, tokens, fitting=True)
    if aligned is None or aligned.similarity < _SIMILAR:
        return None
    used = [ours for ours, _ in aligned.steps if ours is not None]
    if not used:
        return None
    span = _whole_words(given, source[used[0]].start, source[used[-1]].end)
    parts = diff_parts((given.text, source, span), (quotation.words, tokens), aligned.steps)
    if (
        changes_negation(parts)
        or changes_number(parts)
        or any(_weighs(part.source) or _weighs(part.quotation) for part in parts if part.op != "equal")
    ):
        return None
    return _Held(given.number, given.text[span.start : span.end], (span.start, span.end))


def _whole_words(given: Given, start: int, end: int) -> Span:
    while start > 0 and cut_in_word(given.text, start, given.language):
        start -= 1
    while end < len(given.text) and cut_in_word(given.text, end, given.language):
        end += 1
    return Span(start, end)


_LIGHT: Final = frozenset(
    "the a an of to in on at by for and that which this these its their as "
    "le la les l un une des du de d à au aux et en dans par pour sur que ce ces cette son sa ses leur leurs "
    "el los las del y e o al una unos unas con por su sus que lo "
    "и в во на по с со к о об от до для из за при".split()
)
_LIGHT_WIDE: Final = "的了和与及在"


def _weighs(words: str) -> bool:
    """Whether a difference in these words may change what is said: all but articles, prepositions and marks."""
    for word in re.findall(r"[^\W_]+", words.lower()):
        if is_wide(word[0]):
            if word.strip(_LIGHT_WIDE):
                return True
        elif word not in _LIGHT:
            return True
    return False
