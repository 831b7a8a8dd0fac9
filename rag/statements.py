"""What a model writes, cut into statements while it comes: one sentence each, with the numbers that it cites.

A sentence ends where a reader would say so, in the six languages: not after "para." or "No.", not within a quotation,
and a marker that follows the full stop belongs to the sentence before it. Markdown is taken off: it is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARKER: Final = r"(?:\[\^?\s?\d{1,3}(?:\s?[,;–-]\s?\^?\d{1,3}){0,30}\s?\]|【\d{1,3}(?:[†:][^】]{0,20})?】|［\d{1,3}］)"
MARKER: Final = re.compile(_MARKER)
_MARKERS: Final = re.compile(rf"(?:\s{{0,2}}{_MARKER})+")
_END: Final = re.compile(r"(?:[.!?؟]+|[。！？]+)[”\"»’')\]」』）*_]*")
_WIDE_END: Final = "。！？"
_ABBREVIATION: Final = re.compile(
    r"(?:(?<![^\W\d_])(?:paras?|subparas?|res|nos?|arts?|op|pp|p|cf|e\.g|i\.e|etc|doc|docs|dr|mrs?|ms|st|vs|v|ibid|chap"
    r"|sects?|sec|add|rev|corr|vol|fig|ed|eds|al|suppl?|sess|approx|ca|u\.n|jan|feb|mar|apr|aug|sept?|oct|nov|dec"
    r"|par|pars|alin|n|núm|núms|nº|párr|párrs|inc|pág|págs|resol|sr|sra|ee\.uu"
    r"|п|пп|ст|стр|см|г|гг|т\.е|т\.д|т\.п|т\.к|др|им|рез|док|гл|ч|абз"
    r"|الفقرة)|(?<![^\W\d_])[^\W\d_](?:\.[^\W\d_]){0,4}|\A\s*\d{1,3}|\A\s*[ivx]{1,5})\Z",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+")
_HEADING: Final = re.compile(r"\s*#{1,6}\s")
_LEAD: Final = re.compile(r"\s*(?:>\s?|#{1,6}\s+|[-*+•–]\s+|\(?\d{1,3}[.)]\s+)*")
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?”\"»)\]])[*_](?!\w)|`+")
_FENCE: Final = re.compile(r"\s*(?:```|~~~)[\w-]*\s*\Z")
_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_OPENING_THOUGHT: Final = "<thinking>"
# A line as long as this may have been broken by the model's own wrapping.
_WRAPPED: Final = 60
_NUMBERS: Final = re.compile(r"\d{1,3}")
_LARGEST_RANGE: Final = 30
_PAIRS: Final = (("“", "”"), ("«", "»"), ("「", "」"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a statement and the numbers cited at its end; () where it cites nothing."""

    words: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence as a reader sees it. `block` counts the model's paragraphs and list items; `whole`: it ended."""

    clauses: tuple[Clause, ...]
    block: int
    item: bool
    whole: bool = True

    @property
    def words(self) -> str:
        """The sentence without its markers."""
        return " ".join(clause.words for clause in self.clauses if clause.words)

    @property
    def cites(self) -> tuple[int, ...]:
        """All numbers cited, in order, each once."""
        return tuple(dict.fromkeys(number for clause in self.clauses for number in clause.cites))


class Splitter:
    """Cuts a growing text. `feed` and `finish` give the statements that are complete by then."""

    def __init__(self) -> None:
        self._raw = ""
        self._block = 0

    def feed(self, text: str) -> Iterator[Statement]:
        """Add text, and give the statements that it completes."""
        self._raw += text
        yield from self._complete(final=False)

    def finish(self, *, whole: bool = True) -> Iterator[Statement]:
        """Give what is left; without `whole` the last statement is marked as broken off unless its end was seen."""
        yield from self._complete(final=True, whole=whole)

    def _complete(self, *, final: bool, whole: bool = True) -> Iterator[Statement]:
        if not self._outside_thought(final=final):
            return
        while (cut := _line_end(self._raw, final=final)) is not None:
            line, self._raw = self._raw[:cut], self._raw[cut:].lstrip("\n")
            yield from self._of_line(line, ended=True)
        if final:
            line, self._raw = self._raw, ""
            yield from self._of_line(line, ended=whole)
            return
        begin = 0
        for end in _sentence_ends(self._raw, final=False):
            yield from self._statement(self._raw[begin:end])
            begin = end
        self._raw = self._raw[begin:]

    def _outside_thought(self, *, final: bool) -> bool:
        """Take off what a model thought aloud. False while the text may still be a thought."""
        start = self._raw.lstrip()
        if not final and (_OPENING_THOUGHT.startswith(start[: len(_OPENING_THOUGHT)].lower()) and start):
            return "</think" in start and self._drop_thought()
        if start.lower().startswith("<think"):
            if "</think" not in start and not final:
                return False
            return self._drop_thought()
        return True

    def _drop_thought(self) -> bool:
        self._raw = _THOUGHT.sub("", self._raw, count=1).lstrip()
        return True

    def _of_line(self, line: str, *, ended: bool) -> Iterator[Statement]:
        if _FENCE.match(line):
            return
        begin = 0
        for end in _sentence_ends(line, final=True):
            yield from self._statement(line[begin:end])
            begin = end
        yield from self._statement(line[begin:], whole=ended)
        self._block += 1

    def _statement(self, text: str, *, whole: bool = True) -> Iterator[Statement]:
        item = bool(_LIST.match(text))
        plain = _EMPHASIS.sub("", text[_LEAD.match(text).end() :])  # type: ignore[union-attr]
        clauses = tuple(_clauses(" ".join(plain.split())))
        if any(character.isalnum() for clause in clauses for character in clause.words):
            yield Statement(clauses, self._block, item, whole)


def _line_end(text: str, *, final: bool) -> int | None:
    """Where the first line of a text ends; None while it may go on."""
    begin = 0
    while (at := text.find("\n", begin)) >= 0:
        following = text[at + 1 :]
        if not following and not final:
            return None
        if not _goes_on(text[:at], following):
            return at
        begin = at + 1
    return None


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was only wrapped: long, not ended, and followed by what cannot begin a block."""
    last = line.rpartition("\n")[2].rstrip()
    if len(last) < _WRAPPED or last[-1] in '.!?:;]】。！？؟”"»' or _HEADING.match(last):
        return False
    return following[:1].isalnum() and not _LIST.match(following)


def _sentence_ends(text: str, *, final: bool) -> Iterator[int]:
    """Where the sentences of one line end, blanks after them included; one that may go on is left out."""
    begin = 0
    for match in _END.finditer(text):
        if match.start() < begin:
            continue
        end = _end_after(text, begin, match, final=final)
        if end is not None:
            yield end
            begin = end


def _end_after(text: str, begin: int, match: re.Match[str], *, final: bool) -> int | None:
    end = match.end()
    marked = _MARKERS.match(text, end)
    following = text[(marked.end() if marked else end) :]
    wide = match[0][0] in _WIDE_END
    if not following and not final:
        return None
    if not marked and not wide and following and not following[0].isspace():
        return None
    if _quoted(text[begin:end]) or (match[0] == "." and _ABBREVIATION.search(text[begin : match.start()][-24:])):
        return None
    rest = following.lstrip()
    cited = marked is not None or text[: match.start()].rstrip()[-1:] in ("]", "】", "］")
    if not rest and not final and not (cited and not marked):
        # What follows tells: a marker of this sentence, or a small letter, which goes on.
        return None
    if rest[:1] in ("[", "【", "［") and not final and not _marker_or_not(rest):
        return None
    if rest[:1].islower() and not cited:
        return None
    return len(text) - len(rest)


def _marker_or_not(rest: str) -> bool:
    """Whether a bracket is known to be no marker: it holds something else already."""
    return re.match(r"[\[【［][\s\d,;^–-]{0,12}\Z", rest) is None


def _quoted(text: str) -> bool:
    """Whether a quotation is open at the end of a text."""
    if any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS):
        return True
    return text.count('"') % 2 == 1


def _clauses(text: str) -> Iterator[Clause]:
    begin = 0
    for match in _MARKERS.finditer(text):
        yield Clause(_trimmed(text[begin : match.start()]), _numbers(match[0]))
        begin = match.end()
    rest = text[begin:].strip()
    if any(character.isalnum() for character in rest) or begin == 0:
        yield Clause(rest, ())


def _trimmed(text: str) -> str:
    return text.strip().lstrip(",;.:，；。、").strip()


def _numbers(markers: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for marker in MARKER.finditer(markers):
        body = marker[0]
        found = [int(number) for number in _NUMBERS.findall(body)][: 1 if body[0] == "【" else None]
        ranged = re.fullmatch(r"\[\s?(\d{1,3})\s?[–-]\s?(\d{1,3})\s?\]", body)
        if ranged and 0 < found[1] - found[0] <= _LARGEST_RANGE:
            found = list(range(found[0], found[1] + 1))
        numbers += found
    return tuple(dict.fromkeys(numbers))
