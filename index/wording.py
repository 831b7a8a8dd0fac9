"""Lines become a wording: wraps, divided words, page breaks, markup, markers are mended, and every repair is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.folding import WIDE_RANGES
from index.layout import Line
from index.mapped import Edit, MappedText
from index.markers import find_markers
from index.model import Repair, RepairKind, Span

_WIDE: Final = re.compile(f"[{WIDE_RANGES}]")
# Full-width punctuation: a line that breaks beside it breaks where print has no blank.
_WIDE_STOP: Final = re.compile("[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’]")
_HYPHENS: Final = "-\u2010\u2011\u00ad\u00ac"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN_LINE: Final = re.compile(r"(?:<sup>)?(\d{1,3})(?:</sup>)?$")
# Prefixes that keep their hyphen whatever follows.
_HYPHENATED: Final = frozenset("non self vice quasi well secretary attorney".split())
# First parts that keep it before a word, and divide a word otherwise ("post-war", but "post-pone").
_BEFORE_WORDS: Final = frozenset(
    "anti post pre pro semi mid cross ex sub all so cease above below long short high low full peace land third first "
    "half world follow fact decision policy mine arms nuclear day year ultra multi".split()
)
_CO: Final = ("op", "ord", "exist", "spons", "chair", "auth")
_TENS: Final = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
# Second parts of compounds; the doubtful ones also end undivided words ("man-date"): the first part must be a word.
_SECOND_PARTS: Final = frozenset(
    "building keeping mentioned based sponsored backed supported oriented making controlled occupied wide scale "
    "sharing committee committees commission paragraph paragraphs regional combatants general establishment aligned "
    "governing reaching free elect operation operative ordination recognition intervention interference compliance "
    "aggression".split()
)
_DOUBTFUL_SECOND_PARTS: Final = frozenset(
    "owned related term fire led held being called armed range scheduled conceived defined equipped known trained date "
    "time sale page century member level ranking party".split()
)
# Prefixes that have no hyphen in the usage of the United Nations.
_SOLID: Final = frozenset(
    "inter intra trans over under out re dis un mis up fore with circum super en em ad con com per".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a whole document while its wordings are read.

    `vocabulary` is in lower case; `raised` are the footnotes whose markers are raised figures.
    """

    raw: str
    language: str
    markdown: bool
    notes: frozenset[str]
    vocabulary: frozenset[str]
    spaced: bool
    raised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """A mended text, the repairs that made it, and the footnotes it cites with the place of each marker in the file."""

    mapped: MappedText
    repairs: tuple[Repair, ...]
    cited: tuple[tuple[str, int], ...]
    emphasised: int = 0

    @property
    def text(self) -> str:
        """The text itself."""
        return self.mapped.text


def read_vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of a document in lower case, hyphenated ones whole; without those that a line end divides."""
    words: set[str] = set()
    divided = False
    for line in lines:
        found = [match[0].lower() for match in _WORD.finditer(line.plain)]
        first = 1 if divided else 0
        divided = line.plain[-1] in _HYPHENS
        words.update(found[first : len(found) - 1 if divided else len(found)])
    return frozenset(words)


def keeps_hyphen(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether a hyphen between two parts of a word belongs to the word, or only divides it at a line end.

    Decided, in this order, by the document's own words ("non-selectivity" elsewhere: keep; "eighteenth": drop), by the
    next part (a capital: keep, "Secretary-General"), by prefixes ("non-", "self-": keep; "inter": drop), by second
    parts of compounds ("-building": keep), and last by whether both parts are words of the document. Where nothing
    speaks for a hyphen the parts are one word.
    """
    low, following = left.lower(), right.lower()
    if f"{low}-{following}" in vocabulary:
        return True
    if low + following in vocabulary:
        return False
    if not right or right[0].isupper() or not left:
        return True
    if low in _SOLID:
        return False
    if low in _HYPHENATED or low in _TENS or following in _SECOND_PARTS or (low == "co" and following.startswith(_CO)):
        return True
    if following in (_DOUBTFUL_SECOND_PARTS if low in vocabulary else ()):
        return True
    if low in _BEFORE_WORDS and len(following) > 2 and following in vocabulary:
        return True
    return len(low) > 3 and len(following) > 3 and low in vocabulary and following in vocabulary


def _glue(raw: str, before: Line, after: Line, context: Context) -> tuple[int, str, RepairKind]:
    """How two lines join: how many characters of the first line's end go, what is put in, and the kind of repair."""
    last, first = raw[before.end - 1], raw[after.start]
    kind: RepairKind = "page_break" if after.broken else "blank_line" if after.blank else "line_wrap"
    if last in _HYPHENS and before.end - before.start > 1 and raw[before.end - 2].isalnum() and first.isalnum():
        left = _LAST_WORD.search(raw[max(before.start, before.end - 40) : before.end - 1])
        right = _FIRST_WORD.match(raw[after.start : min(after.end, after.start + 40)])
        keep = keeps_hyphen(left[0] if left else "", right[0] if right else "", context.vocabulary)
        return (0 if keep and last in "-\u2010\u2011" else 1), "", "hyphen"
    wide = bool(_WIDE.match(last)), bool(_WIDE.match(first))
    if all(wide) or (any(wide) and (_WIDE_STOP.match(last) or _WIDE_STOP.match(first) or not context.spaced)):
        return 0, "", kind
    return 0, " ", kind


def read_wording(context: Context, lines: Sequence[Line], *, end: int | None = None) -> Wording:
    """The wording of consecutive lines. `end` cuts the last line short at that offset of the file."""
    raw = context.raw
    pieces: list[str] = []
    offsets: list[int] = []
    repairs: list[Repair] = []
    cited: list[tuple[str, int]] = []
    kept: list[Line] = []
    for line in lines:
        alone = _OWN_LINE.match(line.plain)
        if alone and alone[1] in context.notes and kept:
            repairs.append(Repair("footnote_marker", Span(line.start, line.end), ""))
            cited.append((alone[1], line.start))
            continue
        kept.append(line)
    for index, line in enumerate(kept):
        stop = line.end
        glue = ""
        if index + 1 < len(kept):
            drop, glue, kind = _glue(raw, line, kept[index + 1], context)
            blank_end = stop
            while blank_end < len(raw) and raw[blank_end].isspace():
                blank_end += 1
            repairs.append(Repair(kind, Span(stop - drop, blank_end), glue))
            stop -= drop
        elif end is not None:
            stop = min(stop, end)
        pieces.append(raw[line.start : stop] + glue)
        offsets.extend(range(line.start, stop))
        if glue:
            offsets.append(-stop - 1)
    return _clean(context, Wording(MappedText("".join(pieces), offsets), tuple(repairs), tuple(cited)))


_LAST_MARKER: Final = re.compile(r"(?:(?<=[a-z)”\"’][,;])|(?<=(?:19|20)\d\d[,;])) \d{1,3}/?$")


def _clean(context: Context, wording: Wording) -> Wording:
    mapped, repairs, cited = wording.mapped, list(wording.repairs), list(wording.cited)
    sure = {number for number, _ in cited}
    edits = []
    for marker in find_markers(mapped.text, context.notes, context.raised):
        if marker.sure or marker.number not in sure:
            edits.append(_marker_edit(mapped.text, marker.start, marker.end))
            cited.append((marker.number, mapped.source(marker.start)))
    mapped, made = mapped.edit(edits)
    repairs += made
    emphasised = 0
    if context.markdown:
        marks, emphasised = _markup(mapped.text)
        mapped, made = mapped.edit(marks)
        repairs += made
    mapped, made = mapped.edit(_spacing(mapped.text, context))
    repairs += made
    stripped = mapped.cut(0, len(mapped))
    return Wording(stripped, tuple(repairs), tuple(sorted(cited, key=lambda pair: pair[1])), emphasised)


def last_marker(text: str) -> list[Edit]:
    """The marker that a clause ends with although the file lacks its footnote ("..., the United Nations, 209").

    No clause ends with a number after a comma or semicolon that itself follows a word, a bracket or a year.
    """
    match = _LAST_MARKER.search(text)
    return [Edit(match.start(), match.end(), "", "footnote_marker")] if match else []


def _marker_edit(text: str, start: int, end: int) -> Edit:
    """Take out a marker, and with it the blank before it where a blank or a stop follows."""
    if start > 0 and text[start - 1].isspace() and (end == len(text) or text[end].isspace() or text[end] in ",;:.)"):
        start -= 1
    return Edit(start, end, "", "footnote_marker")


_MARK: Final = re.compile(r"\\(?=[\\*_#`\[\]().<>-])|</?(?:sup|sub|b|i|em|strong|u)>|<br ?/?>|[*_]{1,3}")


def _markup(text: str) -> tuple[list[Edit], int]:
    """The edits that take out Markdown, and how many characters of the result the emphasis at its start covers.

    A run of asterisks or underscores is markup only where it pairs with a like run: opening before a character, closing
    after one. Tags and backslashes before punctuation are markup everywhere.
    """
    edits: list[Edit] = []
    waiting: dict[str, re.Match[str]] = {}
    first_end = 0
    escaped = -1
    for match in _MARK.finditer(text):
        mark = match[0]
        if match.start() < escaped:
            continue
        if mark[0] not in "*_":
            escaped = match.end() + 1 if mark == "\\" else -1
            edits.append(Edit(match.start(), match.end(), " " if mark.startswith("<br") else "", "markup"))
        elif mark in waiting and not text[match.start() - 1].isspace():
            opened = waiting.pop(mark)
            edits.append(Edit(opened.start(), opened.end(), "", "markup"))
            edits.append(Edit(match.start(), match.end(), "", "markup"))
            if opened.start() == 0:
                first_end = match.start() - opened.end()
        elif text[match.end() : match.end() + 1].strip() and not (
            mark[0] == "_" and text[match.start() - 1 : match.start()].isalnum()
        ):
            waiting[mark] = match
    return sorted(edits, key=lambda edit: edit.start), first_end


_GAP: Final = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_HYPHEN_GAP: Final = re.compile(r"(?<=[^\W\d_])- (?=[a-z])")


def _spacing(text: str, context: Context) -> Iterator[Edit]:
    """Runs of blanks become one blank; a blank after a hyphen inside a word goes ("self- determination")."""
    edits: list[Edit] = []
    for match in _GAP.finditer(text):
        start, end = match.span()
        if match[0] == " ":
            if start and text[start - 1] == "-" and _inside_word(text, start, context):
                edits.append(Edit(start, end, "", "spacing"))
            continue
        if match[0].strip("\u200b\ufeff\u00ad") == "":
            edits.append(Edit(start, end, "", "spacing"))
        elif match[0][0] == " ":
            edits.append(Edit(start + 1, end, "", "spacing"))
        else:
            edits.append(Edit(start, end, " ", "spacing"))
    return iter(edits)


def _inside_word(text: str, blank: int, context: Context) -> bool:
    left = _LAST_WORD.search(text[max(0, blank - 41) : blank - 1])
    right = _FIRST_WORD.match(text[blank + 1 : blank + 41])
    if (
        left is None
        or right is None
        or not right[0].islower()
        or right[0] in ("and", "or", "to", "und", "et", "ou", "y", "o")
    ):
        return False
    low = left[0].lower()
    return low in _HYPHENATED | {"co"} or f"{low}-{right[0]}" in context.vocabulary


def is_spaced(text: str) -> bool:
    """Whether a Chinese text puts blanks between its own characters and digits or Latin letters ("1993 年")."""
    spaced = len(re.findall(r"[0-9A-Za-z] [\u4e00-\u9fff]|[\u4e00-\u9fff] [0-9A-Za-z]", text))
    tight = len(re.findall(r"[0-9A-Za-z][\u4e00-\u9fff]|[\u4e00-\u9fff][0-9A-Za-z]", text))
    return spaced >= tight
