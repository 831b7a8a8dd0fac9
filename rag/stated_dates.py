"""When a draft says that a resolution was adopted: "resolution 57/203 of 18 December 2002", "the 2002 resolution"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.document_symbols import Symbol
from index.languages import MONTHS, find_date
from index.mentions import find_mentions
from index.model import Span
from index.numerals import fold_characters

_BODY: Final = r"(?:(?:UN|United\s+Nations|General\s+Assembly|Assembly(?:'s)?|Security\s+Council|Council(?:'s)?)\s+)"
_ADOPTED: Final = (
    r"(?:which\s+(?:\w+\s+){0,4})?(?:(?:was|were|is|had\s+been|has\s+been|being)\s+)?(?:\w+ly\s+)?"
    r"(?:adopted|passed|adoptée|adoptada|принят\w*)\s+"
    r"(?:by\s+(?:the\s+)?(?:\w+\s+){1,4})?(?:without\s+a\s+vote,?\s+|by\s+consensus,?\s+|unanimously,?\s+)?"
    r"(?:on|in|le|el|en)?\s*"
)
# What may stand between the resolution and its date, and nothing else: "57/203 was discussed on ..." is no such thing.
_AFTER: Final = re.compile(
    rf"[\s,]{{0,3}}(?:(?:of|dated|du|de|del|от)\s+|[(\[]\s*(?:of\s+|{_ADOPTED})?|{_ADOPTED})(?:the\s+)?\Z",
    re.IGNORECASE,
)
_YEAR: Final = r"(?P<year>(?:19[4-9]|20[0-9])\d)(?![\d/]|\s?[-–]\s?\d)"
_MONTH: Final = r"(?P<month>" + "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True)) + r")"
_SHORT_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_FIRST: Final = re.compile(
    rf"(?P<month>{'|'.join(_SHORT_MONTHS)})[a-z]{{0,6}}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    re.IGNORECASE,
)
_MONTH_OF_YEAR: Final = re.compile(rf"(?:{_MONTH}\s+(?:de\s+)?)?{_YEAR}", re.IGNORECASE)
_YEAR_BEFORE: Final = re.compile(
    rf"\b(?:the|its|their|this|that|same)\s+{_YEAR}\s+{_BODY}{{0,2}}(?:resolution,?\s+)?\Z", re.IGNORECASE
)
_ADOPTED_BEFORE: Final = re.compile(
    r"\b(?:on|in)\s+(?P<when>[^.;()]{3,20}\d),?\s+(?:the\s+)?(?:[A-Z]\w+\s+){0,4}(?:had\s+)?(?:\w+ly\s+)?(?:adopted|passed)\s+"
    rf"(?:(?:its|the|by\s+consensus|without\s+a\s+vote)\s+){{0,2}}{_BODY}{{0,2}}(?:resolution\s+)?\Z"
    r"|\badopted\s+(?:\w+\s+){0,5}(?:on|in)\s+(?P<since>[^.;()]{4,20}\d),\s*(?:\w+\s+){0,3}\Z",
    re.IGNORECASE,
)
_CHINESE_BEFORE: Final = re.compile(r"\s*(?:通过)?的?(?:大会|联大|安理会|安全理事会)?\s*\Z")
_WINDOW: Final = 120


@dataclass(frozen=True, slots=True)
class StatedDate:
    """What a draft says: a whole date, or a year and perhaps a month. `mention` is where the resolution is named."""

    mention: Span
    symbol: Symbol
    words: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> bool:
        """Whether day, month and year are given."""
        return self.day is not None

    def agrees_with(self, adopted: date) -> bool:
        """Whether all that is stated is so."""
        return (
            self.year == adopted.year
            and self.month in (None, adopted.month)
            and (self.day is None or self.day == adopted.day)
        )


def stated_dates(text: str) -> Iterator[StatedDate]:
    """The dates of adoption that a text states, each with the resolution it belongs to."""
    folded = fold_characters(text)
    for mention in find_mentions(folded, None):
        if mention.symbol is None:
            continue
        starts = (mention.whole.start, mention.own.start)
        found = _after(folded, mention.whole.end) or next(filter(None, (_before(folded, at) for at in starts)), None)
        if found is not None:
            words, year, month, day = found
            yield StatedDate(mention.whole, mention.symbol, words, year, month, day)


_Found = tuple[str, int, int | None, int | None]


def _after(text: str, end: int) -> _Found | None:
    window = text[end : end + _WINDOW]
    if (found := find_date(window)) and _AFTER.match(window[: found[1]]):
        day = found[0]
        return window[found[1] : found[2]], day.year, day.month, day.day
    for pattern in (_MONTH_FIRST, _MONTH_OF_YEAR):
        match = pattern.search(window)
        if match and _AFTER.match(window[: match.start()]):
            return _read(match)
    return None


def _before(text: str, start: int) -> _Found | None:
    window = text[max(start - _WINDOW, 0) : start]
    if match := _YEAR_BEFORE.search(window):
        return match["year"], int(match["year"]), None, None
    if match := _ADOPTED_BEFORE.search(window):
        return _parse(match["when"] or match["since"])
    tail = window[-30:]
    if "年" in tail and (found := find_date(tail)) and _CHINESE_BEFORE.match(tail[found[2] :]):
        return tail[found[1] : found[2]], found[0].year, found[0].month, found[0].day
    return None


def _parse(words: str) -> _Found | None:
    if (found := find_date(words)) and found[1] == 0:
        return words, found[0].year, found[0].month, found[0].day
    match = _MONTH_FIRST.fullmatch(words) or _MONTH_OF_YEAR.fullmatch(words)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> _Found:
    groups = match.groupdict()
    name = (groups.get("month") or "").lower()
    month = MONTHS.get(name) or (_SHORT_MONTHS.index(name[:3]) + 1 if name[:3] in _SHORT_MONTHS else None)
    return match[0], int(match["year"]), month, int(groups["day"]) if groups.get("day") else None
