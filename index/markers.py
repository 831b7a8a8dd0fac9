"""Footnote markers in running text: which numbers are markers, and which are numbers that mean something.

A number is a marker only where the document has a footnote of that number, and where it stands as markers do: raised
(`<sup>1</sup>`, ¹, [^1]), glued to a word or its punctuation ("Rights,1", "Covenant2"), before a solidus ("1992 1/"),
or, in older print, after a blank where no number makes sense ("the Commission on Korea 11 that").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from index.languages import MONTHS


@dataclass(frozen=True, slots=True)
class Marker:
    """Characters [start, end) of a text cite footnote `number`. `sure` is False for a number after a plain blank."""

    number: str
    start: int
    end: int
    sure: bool


_RAISED: Final = re.compile(
    r"<sup>\s*\*{0,2}(?P<tag>\d{1,3})\*{0,2}\s*</sup>|\[\^(?P<link>\d{1,3})\](?!:)|(?P<high>[⁰¹²³⁴-⁹]{1,3})"
)
_HIGH_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,3}(?![\d%])")
_ABBREVIATIONS: Final = frozenset(
    "no nos add corr rev para paras par art arts chap chaps vol vols p pp sect sects part parts res doc fig "
    "conf l sub wp "
    "nº núm párr cap secc".split()
)
# After these words a number belongs to the sentence.
_LEADS: Final = frozenset(
    "of to on the and by than at within for from rule rules article articles paragraph paragraphs "
    "resolution resolutions "
    "no nos number numbers chapter chapters section sections part parts annex annexes appendix in these "
    "those all or about "
    "approximately some another additional with its their his her our last next first item items until till "
    "before after "
    "between since only over nearly under page pages p pp para paras document documents supplement vol "
    "volume is are was "
    "were be been table as that every each per least most more not nor a an but about around exceed "
    "exceeding totalling "
    "least regulation phase stage group track option category subparagraph subparagraphs decision decisions "
    "principle "
    "de du la le les et à au aux en par pour un une article paragraphe paragraphes résolution résolutions "
    "el los las y a al del por para con artículo artículos párrafo párrafos resolución resoluciones "
    "и в на с по до от за пункт пункте пункта пунктов статьи статья статье резолюции резолюция".split()
)
_BRACKETED_YEAR: Final = re.compile(r"\(\d{4}|\([A-Z]+\)")
_UNITS: Final = frozenset(
    "per percent % days day months month years year weeks week hours hour members votes vote abstention "
    "abstentions States "
    "kilometres kilometre miles million billion thousand a.m p.m o'clock".split()
)
_CLOSERS: Final = ")]”’\"'»》」』〉）"
_STOPS: Final = ",;:.，、；：。"
_AFTER: Final = ",;:.)!?”’\"'»，、；：。）》”—–-"
_CHINESE_COUNTERS: Final = "年月日个次段条款项届号至时分名点、"


def find_markers(
    text: str, notes: Collection[str], raised_elsewhere: Collection[str] = frozenset()
) -> tuple[Marker, ...]:
    """The markers in a text that cite one of the footnotes `notes`, in order.

    Where a footnote has a sure marker in this text, plain numbers like it are left alone; so are those of
    `raised_elsewhere`, footnotes whose markers the document prints as raised figures.
    """
    if not notes:
        return ()
    raised = list(_raised(text, notes))
    taken = {position for marker in raised for position in range(marker.start, marker.end)}
    plain = [
        marker for marker in _plain(text, notes) if marker.start not in taken and marker.number not in raised_elsewhere
    ]
    sure = {marker.number for marker in (*raised, *plain) if marker.sure}
    found = [*raised, *(marker for marker in plain if marker.sure or marker.number not in sure)]
    return tuple(sorted(found, key=lambda marker: marker.start))


def raised_numbers(text: str) -> frozenset[str]:
    """The numbers of the markers in a text that are raised."""
    return frozenset(
        match["tag"] or match["link"] or match["high"].translate(_HIGH_DIGITS) for match in _RAISED.finditer(text)
    )


def _raised(text: str, notes: Collection[str]) -> Iterator[Marker]:
    for match in _RAISED.finditer(text):
        number = match["tag"] or match["link"] or match["high"].translate(_HIGH_DIGITS)
        if number in notes:
            yield Marker(number, match.start(), match.end(), True)


def _plain(text: str, notes: Collection[str]) -> Iterator[Marker]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if match[0] not in notes or start == 0:
            continue
        if text[start - 1].isspace():
            marker = _detached(text, start, end)
        else:
            marker = Marker(match[0], start, end, True) if _glued(text, start, end) else None
        if marker is not None:
            yield marker


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and text[start - 1].isalpha() and end - start < 40:
        start -= 1
    if start > 0 and text[start - 1] in "/.-" and end - start < 3:
        return ""
    return text[start:end]


def _ends_well(text: str, end: int) -> bool:
    return end == len(text) or text[end].isspace() or text[end] in _AFTER


def _glued(text: str, start: int, end: int) -> bool:
    """Whether a number glued to what precedes it stands where markers do."""
    before = text[start - 1]
    if before in "》」』〉，、；：。）”" and end < len(text) and text[end] >= "\u2e80":
        return text[end] not in _CHINESE_COUNTERS[:-1]
    if not _ends_well(text, end) or _next_word(text, end).lower() in MONTHS:
        return False
    if before.isalpha():
        word = _word_before(text, start)
        return (len(word) > 2 and word[-1].islower() and not _is_code(text, start)) or before >= "\u2e80"
    if before in _CLOSERS:
        return True
    return before in _STOPS and start > 1 and _glued_to_stop(text, start)


def _glued_to_stop(text: str, start: int) -> bool:
    """The same for a number glued to a comma or another stop: what stands before the stop decides."""
    before = text[start - 1]
    if text[start - 2].isdigit():
        year = text[max(0, start - 5) : start - 1]
        return len(year) == 4 and year.isdecimal() and year[:2] in ("18", "19", "20")
    word = _word_before(text, start - 1)
    if text[start - 2].isspace() and before in ",;":
        return _takes_marker("".join(text[max(0, start - 40) : start].split()[-2:]))
    if text[start - 2] in _CLOSERS:
        return True
    return len(word) > 2 and word.lower() not in _ABBREVIATIONS and not _is_code(text, start - 1)


def _is_code(text: str, end: int) -> bool:
    """Whether the run of characters that ends here is a document symbol or the like ("A/CONF.157", "S/Agenda1")."""
    token = text[max(0, end - 40) : end].split()
    return bool(token) and any(mark in token[-1] for mark in "/=_@#")


def _next_word(text: str, end: int) -> str:
    rest = text[end : end + 40].split()
    return rest[0].rstrip(".,;:") if rest else ""


def _detached(text: str, start: int, end: int) -> Marker | None:
    """A number after a blank: a marker only where no number makes sense."""
    solidus = text[end : end + 1] == "/" and (
        end + 1 == len(text) or text[end + 1].isspace() or text[end + 1] in _AFTER
    )
    if solidus:
        return Marker(text[start:end], start, end + 1, True)
    if not _ends_well(text, end) or text[end : end + 1] in ("-", "–", "—"):
        return None
    following = text[end:].lstrip()[:1] if end + 1 < len(text) else ""
    word = _next_word(text, end)
    if following == "(" and _BRACKETED_YEAR.match(text[end : end + 12].lstrip()):
        return None
    if word.lower() in MONTHS or word in _UNITS:
        return None
    tokens = text[max(0, start - 60) : start].split()
    # Older print sets a blank before semicolons: "1948 ; 6 and".
    token = "".join(tokens[-2:]) if len(tokens) > 1 and tokens[-1] in _STOPS else "".join(tokens[-1:])
    if token and _takes_marker(token):
        return Marker(text[start:end], start, end, False)
    return None


def _takes_marker(token: str) -> bool:
    """Whether a marker can follow this word, where another number cannot."""
    bare = token.rstrip(_STOPS)
    stopped = bare != token
    core = bare.strip("([“\"'" + _CLOSERS)
    if not core or bare[-1] in _CLOSERS:
        return bare != ""
    if core.isdecimal():
        return len(core) == 4 and core[:2] in ("18", "19", "20")
    if core.lower() in _ABBREVIATIONS or (core.lower() in _LEADS and not stopped):
        return False
    return len(core) > 3 or token[-1] != "."
