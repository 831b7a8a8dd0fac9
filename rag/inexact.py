"""What a quotation that is not exact comes from: the closest wording, or the pieces it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz.distance import LCSseq

from index.catalog import Catalog
from index.families import units
from index.folding import is_wide
from index.model import Span
from index.stopping import go_on
from rag.alignment import Alignment, align
from rag.disguise import DisguisedCharacter, undisguise
from rag.exactness import cut_in_word
from rag.opening_strength import Strength, compare_openings, opening_of
from rag.patchwork import missing_pieces
from rag.places import Place
from rag.quotable import Quotable, quotable_paragraphs, text_tokens
from rag.quotation import Quotation
from rag.quote_search import close_candidates
from rag.quote_warnings import changes_negation, changes_number
from rag.stitching import Piece, Runs, all_together, cover, held_by_one, longest_runs, share_in_runs
from rag.tokens import ELLIPSIS_KEY, Token, quotation_tokens
from rag.wording_diff import DiffPart, diff_parts

# Calibrated on the quotation suite; see docs/quotations.md.
SIMILAR: Final = 0.6
IN_RUNS: Final = 0.75
FEWEST_WORDS: Final = 4
_FEW_CHANGES: Final = 2
_ALIGNED: Final = 6
_LONGER: Final = 2  # a quotation longer than this is not alike, whatever it says
_FEWEST_TOKENS: Final = 10
_ROUGHLY_AS_GOOD: Final = 0.6
_WORD: Final = 2  # a word counts as two Chinese characters

Meaning = Literal["negation", "number", "opening_phrase", "ellipsis"]


@dataclass(frozen=True, slots=True)
class Closest:
    """The verdict and what it rests on: of "altered" `quotable`, `window`, `diff`; of "stitched" the `pieces`."""

    verdict: Literal["altered", "stitched", "absent"]
    quotable: Quotable | None = None
    window: Span = field(default_factory=lambda: Span(0, 0))
    diff: tuple[DiffPart, ...] = ()
    warnings: tuple[Meaning, ...] = ()
    opening_strength: Strength | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Aligned:
    quotable: Quotable
    tokens: list[Token]
    alignment: Alignment


def closest_wording(
    catalog: Catalog,
    quotation: Quotation,
    place: Place | None,
    disguised: Sequence[DisguisedCharacter],
    exact: Sequence[tuple[Quotable, Span]],
) -> Closest:
    """What the quotation comes from. `exact` is where it would stand exactly, were it not disguised."""
    if exact:
        hits = [hit for hit, _ in exact if place is not None and place.holds(hit)] or [exact[0][0]]
        aligned = _align(quotation, hits[0])
        return Closest("absent") if aligned is None else replace(_altered(quotation, aligned, disguised), warnings=())
    near = _candidates(catalog, quotation, place)
    best = _best(quotation, near, place)
    similar = best if best is not None and best.alignment.similarity >= SIMILAR else None
    few_changes = similar is not None and _few_changes(quotation, similar.alignment)
    if similar is not None and few_changes and not (quotation.ellipses and similar.alignment.unmatched_words):
        return _altered(quotation, similar, disguised)
    runs = _runs(quotation, near)
    pieces = _stitched(quotation, runs)
    if not pieces and similar is None and best is not None:
        runs += missing_pieces(catalog, quotation, _tokens(quotation, None), runs)
        pieces = _stitched(quotation, runs)
    if pieces and (not few_changes or _one_for_each_part(quotation, pieces)):
        return Closest("stitched", warnings=("ellipsis",) if quotation.ellipses else (), pieces=pieces)
    found = similar or (_rearranged(quotation, runs, place) if best is not None else None)
    return Closest("absent") if found is None else _altered(quotation, found, disguised)


def _candidates(catalog: Catalog, quotation: Quotation, place: Place | None) -> tuple[Quotable, ...]:
    found = close_candidates(catalog, quotation)
    if place is None:
        return found
    known = {quotable.id for quotable in found}
    named = [one for one in place.paragraphs(catalog) if one not in known]
    return (*found, *quotable_paragraphs(catalog, named))


def _best(quotation: Quotation, near: Sequence[Quotable], place: Place | None) -> _Aligned | None:
    """The wording most like the quotation, of equals the first adopted; that of the place named if like enough."""
    if _size(_tokens(quotation, None)) < _WORD * FEWEST_WORDS:
        return None
    if place is not None:
        there = _most_similar(quotation, [quotable for quotable in near if place.holds(quotable)])
        if there is not None and there.alignment.similarity >= SIMILAR:
            return there
    return _most_similar(quotation, near)


def _most_similar(quotation: Quotation, near: Sequence[Quotable]) -> _Aligned | None:
    rough = units(quotation.folded.text)
    shared = {quotable.id: LCSseq.similarity(rough, units(quotable.folded.text)) for quotable in near}
    enough = _ROUGHLY_AS_GOOD * max(shared.values(), default=0)
    texts: set[str] = set()
    aligned: list[_Aligned] = []
    for quotable in sorted(near, key=lambda each: (-shared[each.id], each.order)):
        if shared[quotable.id] <= enough:
            break
        if quotable.text in texts:
            continue
        texts.add(quotable.text)
        one = _align(quotation, quotable)
        if one is not None:
            aligned.append(one)
        if len(aligned) == _ALIGNED:
            break
    if not aligned:
        return None
    best = min(aligned, key=lambda one: (-round(one.alignment.similarity, 6), one.quotable.order))
    for one in sorted(aligned, key=lambda each: each.quotable.depth):
        inner = one.quotable.paragraph is not None and one.quotable.paragraph.parent == best.quotable.id
        if inner and one.alignment.similarity >= best.alignment.similarity - 1e-6:
            best = one
    return best


def _tokens(quotation: Quotation, quotable: Quotable | None) -> list[Token]:
    if quotable is None:
        return quotation_tokens(quotation, frozenset(), "", frozenset())
    words = frozenset(token.key for token in text_tokens(quotable.text)) if quotation.loose else frozenset()
    return quotation_tokens(quotation, quotable.notes, quotable.number, words)


def _align(quotation: Quotation, quotable: Quotable) -> _Aligned | None:
    go_on()
    tokens = _tokens(quotation, quotable)
    if len(tokens) > _LONGER * len(text_tokens(quotable.text)) + _FEWEST_TOKENS:
        return None
    aligned = align(text_tokens(quotable.text), tokens, fitting=True)
    return None if aligned is None else _Aligned(quotable, tokens, aligned)


def _size(tokens: Iterable[Token]) -> int:
    return sum((1 if is_wide(token.key[0]) else _WORD) for token in tokens if token.word)


def _few_changes(quotation: Quotation, alignment: Alignment) -> bool:
    """Whether so few words are strange to the wording that chance alone would find them in other paragraphs."""
    wide = is_wide(quotation.body[0]) if quotation.body else False
    return alignment.unmatched_words <= _FEW_CHANGES * (_WORD if wide else 1)


def _runs(quotation: Quotation, near: Sequence[Quotable]) -> list[Runs]:
    """The quotation's exact runs in each text, of the same text once, the first adopted first."""
    tokens = _tokens(quotation, None)
    texts = {quotable.text: quotable for quotable in sorted(near, key=lambda each: each.order, reverse=True)}
    return [longest_runs(quotable, tokens) for quotable in sorted(texts.values(), key=lambda each: each.order)]


def _stitched(quotation: Quotation, runs: Sequence[Runs]) -> tuple[Piece, ...]:
    pieces = cover(_tokens(quotation, None), runs)
    return () if len(pieces) < 2 or held_by_one(pieces, runs) else pieces


def _one_for_each_part(quotation: Quotation, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces are just what stands between the ellipses: then few changes in one paragraph are chance."""
    tokens = _tokens(quotation, None)
    left_out = {*range(len(tokens))} - {place for piece in pieces for place in range(piece.start, piece.end)}
    between = [tokens[one.end : other.start] for one, other in pairwise(pieces)]
    return not any(tokens[place].word for place in left_out) and all(
        any(token.key == ELLIPSIS_KEY for token in gap) for gap in between
    )


def _rearranged(quotation: Quotation, runs: Sequence[Runs], place: Place | None) -> _Aligned | None:
    """The wording that holds the quotation's words in another order: most of them in runs, or all of them together."""
    tokens = _tokens(quotation, None)
    shares = [(share_in_runs(tokens, each), each.quotable) for each in runs]
    shares += [(1.0, each.quotable) for each in runs if all_together(tokens, text_tokens(each.quotable.text))]
    enough = [
        (place is None or not place.holds(quotable), -share, quotable) for share, quotable in shares if share >= IN_RUNS
    ]
    if not enough:
        return None
    return _align(quotation, min(enough, key=lambda each: (each[0], each[1], each[2].order))[2])


def _altered(quotation: Quotation, best: _Aligned, disguised: Sequence[DisguisedCharacter]) -> Closest:
    steps, window = _window(quotation, best)
    source = (best.quotable.text, text_tokens(best.quotable.text), window)
    readable = undisguise(quotation.given, disguised)
    plain = diff_parts(source, (readable, best.tokens), steps)
    shown = plain
    if disguised:
        shown = diff_parts(source, (quotation.given, _marked(best.tokens, disguised)), steps)
    warnings: list[Meaning] = []
    if changes_negation(plain):
        warnings.append("negation")
    if changes_number(plain):
        warnings.append("number")
    strength: Strength | None = None
    if _opening_changed(quotation, best.quotable, window, plain):
        warnings.append("opening_phrase")
        strength = compare_openings(best.quotable.opening, _quoted_opening(quotation, readable, best.quotable))
    if quotation.ellipses:
        warnings.append("ellipsis")
    return Closest("altered", best.quotable, window, shown, tuple(warnings), strength)


def _marked(tokens: Sequence[Token], disguised: Sequence[DisguisedCharacter]) -> list[Token]:
    """The tokens, those with a disguised character made unlike any word, so that the differences show them."""
    places = [character.position for character in disguised]
    marked = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        end = following.start if following is not None else token.end
        hidden = any(token.start <= place < max(end, token.end) for place in places)
        marked.append(replace(token, key=f"{token.key}\0") if hidden else token)
    return marked


def _window(quotation: Quotation, best: _Aligned) -> tuple[list[tuple[int | None, int | None]], Span]:
    """The steps and the range of the wording they show: whole words, from the start where the opening was changed."""
    quotable, source = best.quotable, text_tokens(best.quotable.text)
    steps = list(best.alignment.steps)
    used = [ours for ours, _ in steps if ours is not None]
    first, last = used[0], used[-1]
    language = quotable.summary.language
    begin = first
    while begin > 0 and cut_in_word(quotable.text, source[begin].start, language):
        begin -= 1
    if _opens_otherwise(best, first):
        begin = 0
    end = last
    while end < len(source) - 1 and cut_in_word(quotable.text, source[end].end, ""):
        end += 1
    steps = [
        *((index, None) for index in range(begin, first)),
        *steps,
        *((index, None) for index in range(last + 1, end + 1)),
    ]
    return steps, Span(source[begin].start, source[end].end)


def _opens_otherwise(best: _Aligned, first: int) -> bool:
    """Whether the quotation begins with words that are not the source's, where the source has its opening phrase."""
    opening = best.quotable.opening
    ours, theirs = best.alignment.steps[0]
    source = text_tokens(best.quotable.text)
    if ours is not None and theirs is not None:
        return source[ours].key != best.tokens[theirs].key and source[ours].start < len(opening)
    quoted = opening_of(" ".join(token.key for token in best.tokens[:8]), best.quotable.summary.language)
    return bool(opening and quoted) and first <= len(text_tokens(opening)) + 1


def _opening_changed(quotation: Quotation, quotable: Quotable, window: Span, parts: Sequence[DiffPart]) -> bool:
    if not quotable.opening or window.start >= len(quotable.opening):
        return False
    at = window.start
    for part in parts:
        if part.op != "equal" and at < len(quotable.opening):
            written = "".join(letter for letter in part.quotation if letter.isalnum())
            if window.start == 0 and not (part.op == "insert" and written == quotation.number):
                return True
        at += len(part.source)
    return False


def _quoted_opening(quotation: Quotation, readable: str, quotable: Quotable) -> str:
    return opening_of(readable[quotation.folded.offsets[quotation.after_number] :], quotable.summary.language)
