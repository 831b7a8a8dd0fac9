"""When a draft says that a resolution was adopted: "resolution 57/203 of 18 December 2002", "the 2002 resolution".

A date belongs to a resolution when nothing but the words of adoption stands between the two, in any of the six
languages: "57/203 was discussed on ..." states none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.document_symbols import Symbol
from index.mentions import find_mentions
from index.model import Span
from index.numerals import fold_characters
from rag.written_dates import PartialDate, WrittenDate, written_dates

_BODY: Final = (
    r"(?:(?:UN|United\s+Nations|General\s+Assembly|Assembly(?:'s)?|Security\s+Council|Council(?:'s)?)\s+"
    r"|(?:联合国)?(?:大会|联大|安理会|安全理事会))"
)
_HOW: Final = (
    r"(?:(?:without\s+a\s+vote|by\s+consensus|unanimously|sans\s+(?:la\s+mettre\s+aux\s+voix|vote)|par\s+consensus"
    r"|à\s+l'unanimité|sin\s+(?:someterla\s+a\s+)?votación|por\s+(?:consenso|unanimidad)|без\s+голосования|консенсусом"
    r"|единогласно),?\s+)?"
)
_BY: Final = (
    r"(?:(?:by|par|por)\s+(?:the\s+|la\s+|l'|el\s+|le\s+)?(?:[\w']+\s+){1,4}?"
    r"|(?:Генеральной|Советом)\s+\w+\s+|(?:الجمعية\s+العامة|مجلس\s+الأمن)\s+)?"
)
_ADOPTED: Final = (
    r"(?:(?:which|that|que|qui|котор\w+)\s+(?:\w+\s+){0,4}?)?"
    r"(?:(?:was|were|is|had\s+been|has\s+been|being|(?:a|avait)\s+été|fut|est|fue|ha\s+sido|había\s+sido|был\w*)\s+)?"
    r"(?:\w+ly\s+)?(?:adopted|passed|adoptée|adoptada|aprobada|принят\w*)\s+"
    rf"{_HOW}{_BY}{_HOW}(?:on|in|le|el|en)?\s*"
)
_ARABIC: Final = (
    r"(?:(?:التي|الذي)\s+)?(?:المؤر[ّ]?خة?|المتخذة?|الصادرة?|المعتمدة?|اعتمدته?ا?|اتخذته?ا?|أصدرته?ا?)\s+"
    r"(?:الجمعية\s+العامة\s+|مجلس\s+الأمن\s+)?(?:(?:في|بتاريخ|يوم)\s+)?|(?:بتاريخ|لعام|لسنة|عام|سنة)\s+"
)
# What may stand between a resolution and the date after it.
_AFTER: Final = re.compile(
    rf"[\s,]{{0,3}}(?:(?:of|dated|en\s+date\s+du|de\s+fecha|du|del?|от)\s+|{_ARABIC}"
    rf"|[(\[]\s*(?:(?:of|du|de|от)\s+|{_ADOPTED}|{_ARABIC})?|{_ADOPTED})(?:the\s+)?",
    re.IGNORECASE,
)
_BARE_YEAR_AFTER: Final = re.compile(r"\s+")  # "резолюция 57/203 2002 года"
_CHINESE_AFTER: Final = re.compile(r"[\s,]{0,2}(?:(?:系|是|已)?(?:于|在)?|[(\[](?:于)?)")
_CHINESE_END: Final = re.compile(
    r"\s*(?:(?:由|经)?(?:大会|联大|安理会|安全理事会)?(?:未经表决|协商一致|一致)?(?:获得?)?通过|[)\]])"
)
# What may stand between a date and the resolution after it.
_BEFORE: Final = tuple(
    re.compile(rf"[\s,]{{0,3}}{pattern}", re.IGNORECASE)
    for pattern in (
        r"(?:the\s+)?(?:[A-Z]\w+\s+){0,4}(?:had\s+|has\s+)?(?:\w+ly\s+)?(?:adopted|passed)\s+"
        rf"(?:(?:its|the|by\s+consensus|without\s+a\s+vote)\s+){{0,2}}{_BODY}{{0,2}}(?:resolution\s+)?",
        rf"(?:l'|la\s+|le\s+)?(?:\w+\s+){{0,4}}?(?:a|avait)\s+adopté\s+{_HOW}(?:(?:sa|la)\s+)?(?:résolution\s+)?",
        rf"(?:la\s+|el\s+)?(?:\w+\s+){{0,4}}?(?:ha\s+|había\s+)?(?:aprobó|adoptó|aprobado|adoptado)\s+{_HOW}(?:(?:su|la)\s+)?"
        r"(?:resolución\s+)?",
        rf"(?:\w+\s+){{0,3}}?приня(?:ла|л|та)\s+{_HOW}(?:сво\w+\s+)?(?:резолюци\w+\s+)?",
        r"(?:اعتمدت|اتخذت|أصدرت|أقرت|اعتمد|اتخذ|أصدر)\s+(?:الجمعية\s+العامة\s+|مجلس\s+الأمن\s+)?(?:القرار\s+|قرارها\s+|قراره\s+)?",
    )
)
_CHINESE_BODY: Final = r"(?:联合国)?(?:大会|联大|安理会|安全理事会)"
_CHINESE_BEFORE: Final = re.compile(
    rf"\s*,?\s*{_CHINESE_BODY}?(?:未经表决|协商一致|一致)?通过了?的?(?:其|{_CHINESE_BODY}的?)?\s*|\s*的?{_CHINESE_BODY}?的?\s*"
)
_ADOPTED_BEFORE: Final = re.compile(r"\badopted\s+(?:\w+\s+){0,5}(?:on|in)\s+\Z", re.IGNORECASE)
_A_FEW_WORDS: Final = re.compile(r",\s*(?:\w+\s+){0,3}")
_YEAR_BEFORE: Final = re.compile(r"\b(?:the|its|their|this|that|same|\w+'s)\s+\Z", re.IGNORECASE)
_YEAR_TO_RESOLUTION: Final = re.compile(rf"\s+{_BODY}{{0,2}}(?:resolution,?\s+)?", re.IGNORECASE)
_WINDOW: Final = 120


@dataclass(frozen=True, slots=True)
class StatedDate:
    """What a draft says, `words`, and what they may mean. `mention` is where the resolution is named."""

    mention: Span
    symbol: Symbol
    words: str
    readings: tuple[PartialDate, ...]

    @property
    def year(self) -> int:
        """The year, which all readings share."""
        return self.readings[0].year

    def agrees_with(self, adopted: date) -> bool | None:
        """Whether all that is stated is so; None where it is in one reading and not in another."""
        agreeing = [reading.agrees_with(adopted) for reading in self.readings]
        return True if all(agreeing) else None if any(agreeing) else False


def stated_dates(text: str) -> Iterator[StatedDate]:
    """The dates of adoption that a text states, each with the resolution it belongs to."""
    folded = fold_characters(text)
    dates = written_dates(folded)
    for mention in find_mentions(folded, None):
        if mention.symbol is None:
            continue
        starts = (mention.whole.start, mention.own.start)
        found = _after(folded, mention.whole.end, dates)
        found = found or next(filter(None, (_before(folded, at, dates) for at in starts)), None)
        if found is not None:
            yield StatedDate(mention.whole, mention.symbol, text[found.start : found.end], found.readings)


def _after(text: str, end: int, dates: tuple[WrittenDate, ...]) -> WrittenDate | None:
    following = next((one for one in dates if end <= one.start < end + _WINDOW), None)
    if following is None:
        return None
    between = text[end : following.start]
    chinese = "年" in text[following.start : following.end] or re.search(r"[\u4e00-\u9fff]", between)
    if chinese:
        told = _CHINESE_AFTER.fullmatch(between) and _CHINESE_END.match(text, following.end)
        return following if told else None
    russian_year = "год" in text[following.start : following.end] and _BARE_YEAR_AFTER.fullmatch(between)
    return following if russian_year or _AFTER.fullmatch(between) else None


def _before(text: str, start: int, dates: tuple[WrittenDate, ...]) -> WrittenDate | None:
    leading = next((one for one in reversed(dates) if start - _WINDOW <= one.start and one.end <= start), None)
    if leading is None:
        return None
    before, between = text[max(leading.start - _WINDOW, 0) : leading.start], text[leading.end : start]
    if leading.readings[0].month is None and _YEAR_BEFORE.search(before):
        return leading if _YEAR_TO_RESOLUTION.fullmatch(between) else None
    if _ADOPTED_BEFORE.search(before) and _A_FEW_WORDS.fullmatch(between):
        return leading
    if re.search(r"[\u4e00-\u9fff]", text[leading.start : start + 1]):
        return leading if _CHINESE_BEFORE.fullmatch(between) else None
    return leading if any(pattern.fullmatch(between) for pattern in _BEFORE) else None
