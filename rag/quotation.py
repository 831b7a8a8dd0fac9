"""A quotation as pasted, made ready to be looked up: what in it is wording, and what may have come along with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.errors import InputError
from index.folding import SOFT_HYPHEN, WIDE_RANGES, Folded, fold
from index.messages import message
from index.model import Span

LONGEST: Final = 20_000

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Blanked with a character that folding drops, so that offsets stay those of the quotation as given.
_NOTHING: Final = "\u2060"
_INLINE_MARKUP: Final = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|a|mark|small)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK_MARKUP: Final = re.compile(
    r"</?(?:br|p|div|q|blockquote)\b[^<>]{0,200}>|&nbsp;|^>[ ]", re.IGNORECASE | re.MULTILINE
)
_RULE: Final = re.compile(r"_{3,}|-{4,}")
_BRACKETED_NOTE: Final = re.compile(r"(?<=\S)(\s?\[\^?)\d{1,3}(\])")
_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\w)|(?<=[\w,.;:!?)\]])[*_]{1,3}(?!\w)")
_FIRST_LETTER_IN_BRACKETS: Final = re.compile(r"\A\W*?(\[)[^\W\d_](\])(?=\w)")

ELLIPSIS: Final = re.compile(r"[\[(]\.{2,}[\])]|\.{3,}")
_NUMBER: Final = re.compile(
    r"\W*?\(?(?P<number>\d{1,3}(?=[.)]|-\D)|[A-Za-z]{1,2}(?=[.)])|[ivxlIVXL]{1,6}(?=[.)]))(?:[.)]+|-)\s*(?=[^\W\d_]|[\[(])"
)
_NOTE: Final = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[,.;:)\]、]))(?P<glued>\d{{1,3}})/?(?=\W|[{WIDE_RANGES}]|$)"
    r"|\s?(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
)
_LINE_END_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Note:
    """What may be a footnote marker: a range of the folded text, blanks before it included, and the number."""

    start: int
    end: int
    number: str


@dataclass(frozen=True, slots=True, eq=False)
class Quotation:
    """A quotation ready to be compared. All positions but those of `given` are of `folded.text`.

    The wording is [start, end): without quotation marks, punctuation and blanks at its edges. `number` is the printed
    number of a paragraph at its head ("8", "a", "iv") or "", and the wording proper then begins at `after_number`.
    `loose` are hyphens that may only be there because a line ended; `soft` the places where a soft hyphen stood.
    """

    given: str
    folded: Folded
    start: int
    end: int
    number: str
    after_number: int
    notes: tuple[Note, ...]
    ellipses: tuple[Span, ...]
    loose: frozenset[int]
    soft: frozenset[int]

    @property
    def body(self) -> str:
        """The folded wording without a paragraph's number."""
        return self.folded.text[self.after_number : self.end]


def read_quotation(given: str, readable: str | None = None, *, markup: bool = True) -> Quotation:
    """Read a quotation as pasted. `readable` is the same text with disguised characters replaced one for one.

    `markup`: emphasis, tags, rules and brackets around markers are left out of account.

    Raises InputError when there are no words in it, or more than 20,000 characters.
    """
    if len(given) > LONGEST:
        raise InputError(
            f"The quotation has {len(given):,} characters; at most {LONGEST:,} can be verified at once.",
            message=message("quotation_too_long", characters=len(given), limit=LONGEST),
        )
    text = given if readable is None else readable
    folded = fold(_without_markup(text) if markup else text)
    text = folded.text
    ellipses = tuple(Span(*match.span()) for match in ELLIPSIS.finditer(text))
    letters = [match.start() for match in re.finditer(r"[^\W_]", text)]
    if not letters:
        raise InputError("The quotation is empty: give the words to look for.", message=message("quotation_empty"))
    start, end = letters[0], letters[-1] + 1
    if ellipses:
        start, end = min(start, ellipses[0].start), max(end, ellipses[-1].end)
    number = _NUMBER.match(text)
    after_number = number.end() if number and number.end() < end else start
    return Quotation(
        given,
        folded,
        start,
        end,
        number["number"] if number and after_number != start else "",
        after_number,
        _notes(text, after_number, end),
        ellipses,
        *_hyphens(folded, given),
    )


def _without_markup(text: str) -> str:
    text = _INLINE_MARKUP.sub(lambda match: _NOTHING * len(match[0]), text)
    text = _BLANK_MARKUP.sub(lambda match: " " * len(match[0]), text)
    text = _RULE.sub(lambda match: " " * len(match[0]), text)
    text = _EMPHASIS.sub(lambda match: _NOTHING * len(match[0]), text)
    text = _BRACKETED_NOTE.sub(_without_groups, text)
    return _FIRST_LETTER_IN_BRACKETS.sub(_without_groups, text, count=1)


def _without_groups(match: re.Match[str]) -> str:
    """What matched, with its two groups blanked."""
    first, second = (len(group) * _NOTHING for group in match.groups())
    return f"{match.string[match.start() : match.start(1)]}{first}{match.string[match.end(1) : match.start(2)]}{second}"


def _notes(text: str, start: int, end: int) -> tuple[Note, ...]:
    found = []
    for match in _NOTE.finditer(text, start):
        number = match["glued"] or match["raised"].translate(_SUPERSCRIPTS)
        if match.start() < end:
            found.append(Note(match.start(), match.end(), number))
    return tuple(found)


def _hyphens(folded: Folded, given: str) -> tuple[frozenset[int], frozenset[int]]:
    loose = frozenset(
        match.start()
        for match in _LINE_END_HYPHEN.finditer(folded.text)
        if any(blank.isspace() for blank in given[folded.ends[match.start()] : folded.offsets[match.end()]])
        and folded.text[match.end()].islower()
    )
    soft: set[int] = set()
    if SOFT_HYPHEN in given:
        soft = {
            place
            for place in range(1, len(folded.text))
            if SOFT_HYPHEN in given[folded.ends[place - 1] : folded.offsets[place]]
        }
    return loose, frozenset(soft)
