"""Years, sessions and dates by which a question names a resolution: "the 2004 resolution", "fifty-seventh session".

A year only narrows a search when the words beside it say that a resolution was adopted then; "the World Conference of
1993" does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.languages import MONTHS
from index.numerals import chinese_number, ordinal

# Not the year in the name of a commission's resolution: "2003/60".
_YEAR: Final = r"((?:19[4-9]\d|20\d\d)(?!/\d))"
_THE: Final = r"(?:the year |year |l[’']année |el año )?"
_RESOLUTION: Final = (
    r"(?:resolutions?|texts?|versions?|résolutions?|textes?|resoluci(?:ón|ones)|textos?|version(?:es)?|"
    r"резолюци\w+|текст\w*|قرار\w*|القرار\w*|نص)"
)
_ADOPTED: Final = (
    r"(?:adopted|passed|approved|dated|adoptée?s?|votée?s?|aprobad[ao]s?|adoptad[ao]s?|принят\w*|"
    r"المعتمد\w*|الصادر\w*|المتخذ\w*)"
)
_BODY: Final = (
    r"(?:\s+(?:de |of |by )?(?:the |la |l[’'])?(?:General Assembly|Assemblée générale|Asamblea General|"
    r"Security Council|Conseil de sécurité|Consejo de Seguridad|Генеральной Ассамблеи|Совета Безопасности))?"
)
_LINK: Final = (
    r"(?:\s+(?:of|from|in|on|le|el|the|de|en|от|в|for|year|año|l[’']année|dated|adopted|عام|لعام|سنة|لسنة|في)){0,3}\s+"
)

_SINGLE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}(?:'s|’s)?\s+(?:(?!in\b|on\b)\w+\s+){{0,2}}?{_RESOLUTION}\b",
        rf"\b{_RESOLUTION}{_BODY}{_LINK}{_YEAR}\b",
        rf"\b{_ADOPTED}{_LINK}(?:\d{{1,2}}\s+)?(?:[^\W\d_]+\s+)?(?:de\s+|de\s)?{_YEAR}\b",
        rf"^(?:in|en|в)\s+{_YEAR}\b",
        rf"\b(?:in|en|в)\s+{_YEAR}\s*[?.؟]*$",
        rf"\b(?:the|that|la|le|el)\s+{_YEAR}\s+(?:one|text|version|resolution)\b",
        rf"{_YEAR}\s*年?(?:通过)?的?\s*(?:那[个项份])?(?:决议|文本|版本)",
        rf"{_YEAR}\s*года?\b",
        rf"(?:عام|لعام|سنة|لسنة)\s+{_YEAR}",
        rf"{_YEAR}\s*年(?:大会|联大|安理会)",
    )
)
_RANGE: Final = re.compile(
    rf"(?:between|from|entre|de|с|بين|من)\s+{_THE}{_YEAR}\s*(?:and|to|until|till|-|–|et|à|y|a|по|до|и|و|إلى|到|至)\s*{_YEAR}"
    rf"|{_YEAR}\s*(?:到|至|-|–)\s*{_YEAR}\s*年?",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(
    rf"(?:since|from|starting in|depuis|desde|начиная с|с|منذ)\s+{_THE}{_YEAR}(?:\s+(?:on|onwards?))?"
    rf"|{_YEAR}\s*年?(?:以来|以后|之后)"
    rf"|(?:after|après|después de|после|بعد)\s+{_THE}{_YEAR}",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    rf"(?:before|until|up to|avant|antes de|до|قبل)\s+{_THE}{_YEAR}|{_YEAR}\s*年?(?:以前|之前)", re.IGNORECASE
)
_AFTER: Final = re.compile(r"after|après|después|после|بعد|之后|以后", re.IGNORECASE)
_BEFORE: Final = re.compile(r"before|avant|antes|до|قبل|之前|以前", re.IGNORECASE)

_SESSION_WORDS: Final = re.compile(r"\b([^\W\d_]+(?:[-\s][^\W\d_]+)?)\s+session\b", re.IGNORECASE)
_SESSION_DIGITS: Final = re.compile(
    r"\b(\d{1,3})\s*(?:st|nd|rd|th|e|ème|º|ª|o|\.º|-?[йяюе]|-?ей)?\s+"
    r"(?:session|período de sesiones|сесси\w+)|第\s*(\d{1,3})\s*届(?:会议|大会|联大)|الدورة\s+(\d{1,3})",
    re.IGNORECASE,
)
_SESSION_CHINESE: Final = re.compile(r"第([一二三四五六七八九十]{1,3})届(?:会议|大会|联大)")
_SESSION_NARROWS: Final = re.compile(
    rf"{_RESOLUTION}[^?.]{{0,40}}(?:at|of|from|during)\s+(?:the|its)\s+[\w-]+(?:[-\s]\w+)?\s+session"
    rf"|(?:at|of|from|during|in)\s+(?:the|its)\s+[\w-]+(?:[-\s]\w+)?\s+session[^?.]{{0,30}}(?:adopt|resolution|\bsay|\bdecide)"
    rf"|{_ADOPTED}[^?.]{{0,40}}session|session(?:'s|’s)?\s+{_RESOLUTION}"
    r"|^(?:the\s+)?[\w-]+(?:[-\s]\w+)?\s+session\b(?!\s+\w+\s+(?:report|consider))"
    r"|届(?:会议|大会|联大)[^？。]{0,6}(?:通过|决议)|сесси\w+[^?.]{0,20}принят|принят\w*[^?.]{0,20}сесси",
    re.IGNORECASE,
)

_YEAR_SAID: Final = re.compile(
    rf"(?:(?:\bthe )?\byear\s+|\bl[’']année\s+|\b(?:el )?año\s+|(?<![^\W_])ل?(?:عام|سنة)\s+)?(?<!\d){_YEAR}(?!\d)"
    r"(?:\s*года?\b|\s*г\.|\s*年)?",
    re.IGNORECASE,
)
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19[4-9]|20\d)\d)(?!\d)")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\.?,?\s+(?:de\s+)?$")
_MONTH_AFTER: Final = re.compile(r"\s*年\s*(\d{1,2})\s*月")


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years of adoption, both ends included; None where open."""

    first: int | None
    last: int | None


def named_years(text: str) -> YearRange | None:
    """The years of adoption to which a question limits itself, or None."""
    if found := _RANGE.search(text):
        years = sorted(int(year) for year in found.groups() if year)
        return YearRange(years[0], years[1])
    if found := _SINCE.search(text):
        year = next(int(year) for year in found.groups() if year)
        return YearRange(year + bool(_AFTER.search(found.group())), None)
    if found := _UNTIL.search(text):
        year = next(int(year) for year in found.groups() if year)
        return YearRange(None, year - bool(_BEFORE.search(found.group())))
    for pattern in _SINGLE:
        if found := pattern.search(text):
            return YearRange(int(found.group(1)), int(found.group(1)))
    return None


def without_years(text: str) -> str:
    """The text without its years and the word "year" beside them: what is left when they have narrowed the search."""
    return _YEAR_SAID.sub(" ", text)


def named_months(text: str) -> frozenset[tuple[int, int | None]]:
    """Every (year, month) that a text names ("July 1993", "1993年7月"), and every year with the month None."""
    found: set[tuple[int, int | None]] = set()
    for match in _ANY_YEAR.finditer(text):
        year = int(match.group(1))
        before = _WORD_BEFORE.search(text[: match.start()])
        after = _MONTH_AFTER.match(text[match.end() :])
        month = MONTHS.get(before.group(1).lower()) if before else None
        found.add((year, int(after.group(1)) if after else month))
        found.add((year, None))
    return frozenset(found)


def named_session(text: str) -> str | None:
    """The session at which the resolution asked about was adopted ("57"), or None.

    A session that is only mentioned ("report to the Assembly at its fifty-eighth session") is not one.
    """
    if not _SESSION_NARROWS.search(text):
        return None
    if found := _SESSION_DIGITS.search(text):
        return next(digits for digits in found.groups() if digits)
    if found := _SESSION_CHINESE.search(text):
        return str(chinese_number(found.group(1)))
    for found in _SESSION_WORDS.finditer(text):
        if number := _session_number(found.group(1)):
            return number
    return None


def _session_number(words: str) -> str | None:
    """The number that "fifty-seventh", "fifty seventh" or "the third" stands for."""
    joined = "-".join(words.split())
    found = ordinal(joined) or ordinal(joined.rpartition("-")[2])
    return None if found == "last" else found
