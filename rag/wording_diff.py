"""Word differences between a wording and a quotation of it, or between two wordings; by characters in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from index.model import Span
from rag.alignment import align
from rag.quotable import text_tokens
from rag.tokens import Token

Operation = Literal["equal", "insert", "delete", "replace"]
Steps = Sequence[tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run that is the same on both sides ("equal", typography aside), or differs.

    "delete": only the source has it; "insert": only the quotation has it. The `source` of all parts together is the
    source's window, the `quotation` of all parts the quotation as given, to the character.
    """

    op: Operation
    source: str
    quotation: str


def same_tokens(source: Token, quoted: Token, *, first: bool) -> bool:
    """Whether two tokens are the same word; of the quotation's first word the first letter's case is ignored."""
    if source.key == quoted.key:
        return True
    return first and source.key[:1].swapcase() == quoted.key[:1] and source.key[1:] == quoted.key[1:]


def diff_parts(
    source: tuple[str, Sequence[Token], Span], quoted: tuple[str, Sequence[Token]], steps: Steps
) -> tuple[DiffPart, ...]:
    """The steps of an alignment as parts of text.

    `source` is a text, its tokens and the range of it that is shown; `quoted` a text, shown whole, and its tokens.
    """
    first = next((place for place, token in enumerate(quoted[1]) if token.word), -1)
    groups = [list(group) for _, group in groupby(steps, key=lambda step: _is_equal(source[1], quoted[1], step, first))]
    source_texts = _cut(source[0], source[2], source[1], [[ours for ours, _ in group] for group in groups])
    whole = Span(0, len(quoted[0]))
    quoted_texts = _cut(quoted[0], whole, quoted[1], [[theirs for _, theirs in group] for group in groups])
    return tuple(
        DiffPart(_operation(_is_equal(source[1], quoted[1], group[0], first), ours, theirs), ours, theirs)
        for group, ours, theirs in zip(groups, source_texts, quoted_texts, strict=True)
    )


def _is_equal(
    source: Sequence[Token], quoted: Sequence[Token], step: tuple[int | None, int | None], first: int
) -> bool:
    ours, theirs = step
    return ours is not None and theirs is not None and same_tokens(source[ours], quoted[theirs], first=theirs == first)


def _operation(equal: bool, source: str, quoted: str) -> Operation:
    if equal:
        return "equal"
    return "replace" if source and quoted else "delete" if source else "insert"


def _cut(text: str, window: Span, tokens: Sequence[Token], groups: Sequence[Sequence[int | None]]) -> list[str]:
    """The window cut into one piece a group. What stands between two tokens belongs to the one before it."""
    following = window.end
    ends: list[int | None] = []
    for group in reversed(groups):
        held = [index for index in group if index is not None]
        ends.append(following if held else None)
        following = tokens[held[0]].start if held else following
    pieces: list[str] = []
    at = window.start
    for end in reversed(ends):
        pieces.append(text[at : end or at])
        at = end or at
    return pieces


def compare_wordings(before: str, after: str) -> tuple[DiffPart, ...]:
    """The differences between two whole wordings: "source" is the earlier, "quotation" the later.

    Two wordings too long to align are shown as one replacement.
    """
    if not before or not after:
        return (DiffPart("equal" if before == after else "delete" if before else "insert", before, after),)
    old, new = text_tokens(before), text_tokens(after)
    steps = _steps(old, new)
    if steps is None:
        return (DiffPart("equal" if before == after else "replace", before, after),)
    return diff_parts((before, old, Span(0, len(before))), (after, new), steps)


def _steps(old: Sequence[Token], new: Sequence[Token]) -> Steps | None:
    """The alignment of two wordings, of which only what lies between their common ends has to be sought.

    None where they are too long for that, or one has no words.
    """
    shortest = min(len(old), len(new))
    if not shortest:
        return None
    head = next((place for place in range(shortest) if old[place].key != new[place].key), shortest)
    rest = shortest - head
    tail = next((place for place in range(rest) if old[-1 - place].key != new[-1 - place].key), rest)
    steps: list[tuple[int | None, int | None]] = [(place, place) for place in range(head)]
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    if ours and theirs:
        aligned = align(ours, theirs, fitting=False)
        if aligned is None:
            return None
        steps += [
            (None if one is None else head + one, None if other is None else head + other)
            for one, other in aligned.steps
        ]
    else:
        steps += [(head + place, None) for place in range(len(ours))]
        steps += [(None, head + place) for place in range(len(theirs))]
    steps += [(len(old) - place, len(new) - place) for place in range(tail, 0, -1)]
    return steps
