"""The words around a number that say whose resolution it is, in the six official languages.

A cue is the name of a body, the word "resolution" or the word "decision". Patterns are bounded; scanning is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.patterns import Pattern

CueKind = Literal["GA", "SC", "ECOSOC", "HRC", "COUNCIL", "other", "resolution", "decision"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or name at [start, end) of the folded text."""

    start: int
    end: int
    kind: CueKind


RESOLUTION_WORD: Final = (
    r"(?:\br[eé]s[olutins]{5,9}\b|\bresoluci(?:[oó]n|ones)\b|\br[eé]s\.(?=\s?[0-9A-Zn])|\bres(?=\s[0-9A-Z])"
    r"|\bрезолюци\w{1,3}\b|\b\w{0,3}قرار(?:ي|ات|ين|ان)?\b|决议|決議)"
)
_DECISION_WORD: Final = (
    r"(?:\bd[eé]cisions?\b|\bdecisi(?:[oó]n|ones)\b|\bрешени\w{1,3}\b|\b\w{0,3}مقرر(?:ات)?\b|决定|決定"
    r"|\bpresidential statements?\b)"
)
# Words that may stand inside the name of a commission, a committee or a conference.
_NAME_WORDS: Final = (
    r"(?:\s{1,3}(?:on|of|for|and|the|in|to|de|des|du|d'|l'|la|el|los|las|sur|para|y|et|по|[a-zé]?'?[A-ZÉÀА-Я][\w'-]{0,30}"
    r"|human|rights|status|women|population|development|droits|homme|derechos|humanos|правам|человека)(?!\w)){0,14}"
)
_OTHER_BODIES: Final = (
    r"\b(?:sub-?\s?|sous-?|sub)?commissions?\b|\b(?:sub)?comisi(?:ón|ones)\b|\b(?:под)?комисси\w{1,2}\b"
    r"|\bcommittees?\b|\bcomités?\b|\bкомитет\w{0,2}\b|\bconferences?\b|\bconférences?\b|\bconferencias?\b"
    r"|\bконференци\w{1,2}\b|\bcongress\b|\bparliament(?:ary assembly)?\b|\bsenate\b|\bhouse\b"
    r"|\bworld health assembly\b|\benvironment assembly\b|\bassembly of states parties\b|\bgoverning council\b"
    r"|\beuropean (?:council|union|parliament)\b|\bcouncil of (?:europe|ministers)\b|\bexecutive (?:board|council)\b"
    r"|\bleague of arab states\b|\bafrican union\b|\borgani[sz]ation (?:of|for)\b|\btrusteeship council\b"
)
_OTHER_BODIES_CASED: Final = (
    r"\b(?:WHA|WHO|FAO|ILO|IAEA|IMO|ICAO|UNESCO|UNEP|UNEA|UNDP|UNHCR|OAS|OAU|AU|EU|OSCE|NATO|PACE|CHR|MRE|CSW|CND)\b"
    r"|\b\w{0,3}لجنة\b(?:\s\w{1,12}){0,4}|\b\w{0,3}مؤتمر\b|(?:小组)?委员会|世界\w{1,4}大会|环境大会|会议(?=第)|议会"
)
_CUE: Final = Pattern(
    rf"(?P<resolution>(?i:{RESOLUTION_WORD})|\bRES(?=[ .]))|(?P<decision>(?i:{_DECISION_WORD}))"
    rf"|(?P<other>(?i:{_OTHER_BODIES}){_NAME_WORDS}|{_OTHER_BODIES_CASED})"
    r"|(?P<GA>(?i:\bgeneral\s{1,3}assembly\b|\bassembl[ée]e\s{1,3}g[ée]n[ée]rale\b|\basamblea\s{1,3}general\b"
    r"|\bгенеральн\w{2,3}\s{1,3}ассамбле\w{1,2}\b|\b\w{0,3}جمعية العامة)|\b(?:UN\s?)?GA\b|\bG\.A\.|联大|大会(?!议))"
    r"|(?P<SC>(?i:\bsecurity\s{1,3}council\b|\bconseil\s{1,3}de\s{1,3}s[ée]curit[ée]\b"
    r"|\bconsejo\s{1,3}de\s{1,3}seguridad\b|\bсовет\w{0,2}\s{1,3}безопасности\b)|\b\w{0,2}مجلس الأمن"
    r"|\b(?:UN\s?)?SC\b|\b(?:UN)?SCR(?=\s{0,2}[0-9])|\bS\.C\.|安全理事会|安理会)"
    r"|(?P<HRC>(?i:\bhuman\s{1,3}rights\s{1,3}council\b|\bconseil\s{1,3}des\s{1,3}droits\s{1,3}de\s{1,3}l'homme\b"
    r"|\bconsejo\s{1,3}de\s{1,3}derechos\s{1,3}humanos\b|\bсовет\w{0,2}\s{1,3}по\s{1,3}правам\s{1,3}человека\b)"
    r"|\b\w{0,2}مجلس حقوق الإنسان|\b(?:UN)?HRC\b|人权理事会)"
    r"|(?P<ECOSOC>(?i:\beconomic\s{1,3}and\s{1,3}social\s{1,3}council\b|\becosoc\b"
    r"|\bconseil\s{1,3}[ée]conomique\s{1,3}et\s{1,3}social\b|\bconsejo\s{1,3}econ[óo]mico\s{1,3}y\s{1,3}social\b"
    r"|\bэкономическ\w{2,3}\s{1,3}и\s{1,3}социальн\w{2,3}\s{1,3}совет\w{0,2}\b)"
    r"|\b\w{0,2}مجلس الاقتصادي والاجتماعي|经济及社会理事会|经社理事会)"
    r"|(?P<COUNCIL>(?i:\bcouncil\b|\bconseil\b|\bconsejo\b|\bсовет\w{0,2}\b)|\b\w{0,2}مجلس\b|理事会)"
)
_CYRILLIC: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_KINDS: Final[tuple[CueKind, ...]] = ("resolution", "decision", "other", "GA", "SC", "HRC", "ECOSOC", "COUNCIL")

# Between the body and "resolution": "the Security Council, in its relevant resolution".
_BODY_TO_WORD: Final = Pattern(
    r"\s{0,3}(?:'s?\s{0,2})?(?:,?\s{0,3}(?:in|by|through|under|its|the|of|relevant|previous|earlier|adopted|draft"
    r"|dans|par|sa|ses|en|su|sus|в|своей|своих|的|在其|其|第)\s{0,3}){0,5}"
)
# Between "resolution" (or the body) and the number: "No.", "of the" (a body follows), "第".
_WORD_TO_NUMBER: Final = Pattern(
    r"\s{0,3}(?:nos?\.?|number|n[°º]|№|núm\.?|numéro|número|رقم|#)?\s{0,3}第?\s{0,3}", re.I
)
_WORD_TO_BODY: Final = Pattern(r"\s{0,3}(?:of|de|del|du|des|da)?\s{0,3}(?:the|la|los|l')?\s{0,3}", re.I)
_DATE: Final = r"(?:\s{1,3}(?:of|du|de|от)\s{1,3}[0-9]{1,2}\s{1,3}(?:de\s)?\w{3,12}(?:\s{1,3}(?:de\s)?[0-9]{4})?)?"
_NUMBER_TO_BODY: Final = Pattern(
    rf"{_DATE}[\s,]{{0,3}}(?:(?:adopted|passed|adoptée|aprobada)\s{{1,3}})?"
    r"(?:(?:(?:of|by|par|de|por)\s{1,3}(?:the\s{1,3}|la\s{1,3}|l')|du\s{1,3}|des\s{1,3}|del\s{1,3}|de\s{1,3}l'))",
    re.I,
)
_NUMBER_TO_GENITIVE: Final = Pattern(rf"{_DATE}\s{{1,3}}")
# How far from a number its words can be, the longest names included.
_BEFORE: Final = 250
_AFTER: Final = 120
_ORDINAL_SIGN: Final = Pattern(r"第\s?\Z")
_CHINESE_WORD: Final = Pattern(r"\s{0,2}号?\s{0,2}(?:(?P<resolution>决议|決議)|(?P<decision>决定|決定))")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a number: whose it is said to be, whether it is called a resolution, and how far that goes."""

    start: int
    end: int
    body: CueKind | None
    named: bool
    decision: bool


class Cues:
    """The cues near the numbers of a folded text. `spots` are the numbers' ranges, in order."""

    def __init__(self, folded: str, spots: Iterable[tuple[int, int]]) -> None:
        self._text = folded
        windows = _windows(spots)
        self._cues = tuple(_cue(match) for low, high in windows for match in _CUE.finditer(folded, low, high))
        self._starts = [cue.start for cue in self._cues]
        self._ends = [cue.end for cue in self._cues]

    def around(self, start: int, end: int) -> Setting:
        """The setting of the number at [start, end)."""
        words = self._before(start)
        body = next((cue.kind for cue in words if cue.kind not in {"resolution", "decision"}), None)
        kinds = {cue.kind for cue in words}
        begin = min((cue.start for cue in words), default=start)
        if begin == start and (ordinal := _ORDINAL_SIGN.search(self._text, max(0, start - 2), start)):
            begin = ordinal.start()
        chinese = _CHINESE_WORD.match(self._text, end)
        if chinese:
            kinds.add("resolution" if chinese["resolution"] else "decision")
            end = chinese.end()
        elif body is None and kinds and (after := self._after(end)):
            body, end = after.kind, after.end
        return Setting(begin, end, body, bool(kinds - {"decision", "other"}), "decision" in kinds)

    def _before(self, start: int) -> Sequence[Cue]:
        """The one or two cues that lead up to the number, nearest first: the word, then the body, or the reverse."""
        index = bisect_right(self._ends, start) - 1
        if index < 0 or not _spans(_WORD_TO_NUMBER, self._text, self._ends[index], start):
            return ()
        nearest = self._cues[index]
        if index == 0:
            return (nearest,)
        further = self._cues[index - 1]
        is_word = nearest.kind in {"resolution", "decision"}
        joint = _BODY_TO_WORD if is_word else _WORD_TO_BODY
        # A Chinese 决议 closes its own phrase, so the body after it belongs to the next.
        closed = not is_word and self._text[further.start] in "决決"
        paired = not closed and is_word != (further.kind in {"resolution", "decision"})
        if paired and _spans(joint, self._text, further.end, nearest.start):
            return (nearest, further)
        return (nearest,)

    def _after(self, end: int) -> Cue | None:
        index = bisect_left(self._starts, end)
        if index == len(self._cues) or self._cues[index].kind in {"resolution", "decision"}:
            return None
        cue = self._cues[index]
        # Russian needs no preposition: "резолюция 57/203 Генеральной Ассамблеи".
        joint = _NUMBER_TO_GENITIVE if self._text[cue.start].lower() in _CYRILLIC else _NUMBER_TO_BODY
        return cue if _spans(joint, self._text, end, cue.start) else None


def _windows(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in which a cue can matter, overlapping ones joined."""
    windows: list[tuple[int, int]] = []
    for start, end in spots:
        low, high = max(0, start - _BEFORE), end + _AFTER
        if windows and low <= windows[-1][1]:
            low, high = windows.pop()[0], max(high, end + _AFTER)
        windows.append((low, high))
    return windows


def _cue(match: re.Match[str]) -> Cue:
    kind = next(kind for kind in _KINDS if match[kind] is not None)
    return Cue(match.start(), match.end(), kind)


def _spans(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the pattern takes up exactly [start, end), which must be short."""
    return 0 <= end - start <= 70 and pattern.fullmatch(text, start, end) is not None
