"""Dates as drafts write them, in the six languages: "18 December 2002", "Dec. 18, 2002", "18/12/2002", 2002年12月18日.

A date in figures may have two readings ("5/12/2002": 5 December, or 12 May). A year, or a month of a year, is a date as
well. Everything works on text folded by `index.numerals.fold_characters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.languages import MONTHS
from index.numerals import chinese_number

# Short forms, and the forms of a month that stands without a day; each list from January to December.
_OTHER_FORMS: Final = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
)
_NAMES: Final[dict[str, int]] = MONTHS | {
    name: number for names in _OTHER_FORMS for number, name in enumerate(names.split(), 1)
}
_MONTH: Final = "(?P<month>" + "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True)) + r")(?!\w)"
_YEAR: Final = r"(?P<year>(?:19[4-9]|20[0-9])\d)(?![\d/]|\s?-\s?\d)"
_DAY: Final = r"(?<![\d/.])(?P<day>\d{1,2})(?:er|ère|re|st|nd|rd|th|[ºª°]|-?го|-?е)?"
_CHINESE_FIGURE: Final = "〇零○一二三四五六七八九十"
_CHINESE_DIGITS: Final = {
    **dict.fromkeys("〇零○", "0"),
    **{sign: str(n) for n, sign in enumerate("一二三四五六七八九", 1)},
}
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+(?:of\s+|de\s+)?(?:[\u0621-\u064a ]{{3,14}}/\s*)?{_MONTH}[.,]?\s+(?:del?\s+)?{_YEAR}"
        r"(?:\s+(?:года|г\.))?",
        rf"{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?P<year>\d{{4}}|[{_CHINESE_FIGURE}]{{4}})\s*年(?:\s*(?P<month>\d{{1,2}}|[{_CHINESE_FIGURE}]{{1,3}})\s*月"
        rf"(?:\s*(?P<day>\d{{1,2}}|[{_CHINESE_FIGURE}]{{1,3}})\s*[日号](?!决议))?)?",
        r"(?<![\w/.-])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d/]|[.-]\d)",
        r"(?<![\w/.-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d/]|[.-]\d)",
        r"(?<![\w/.-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d\d)(?![\d/]|[.-]\d)",
        rf"(?:{_MONTH}\.?,?\s+(?:del?\s+)?)?(?<![\w/.-]){_YEAR}(?:\s+(?:года|году|год|г\.))?",
    )
)
# The first resolutions were adopted in 1946: of two figures for a year one reading is left.
_CENTURY_TURNS: Final = 45


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps a month of it, perhaps a day of that."""

    year: int
    month: int | None = None
    day: int | None = None

    def agrees_with(self, day: date) -> bool:
        """Whether all that is stated is so."""
        return self.year == day.year and self.month in (None, day.month) and self.day in (None, day.day)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text, at [start, end), and what it may mean: one reading, or two that differ in month and day."""

    start: int
    end: int
    readings: tuple[PartialDate, ...]


def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates in a folded text, in order; what is part of a longer date is not one by itself."""
    found: list[WrittenDate] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            readings = tuple(_readings(match))
            inside = any(match.start() < other.end and other.start < match.end() for other in found)
            if readings and not inside:
                found.append(WrittenDate(match.start(), match.end(), readings))
    return tuple(sorted(found, key=lambda one: one.start))


def _readings(match: re.Match[str]) -> Iterator[PartialDate]:
    groups = match.groupdict()
    year = _year(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        readings = {PartialDate(year, month, day) for day, month in ((first, second), (second, first))}
        yield from sorted(filter(_exists, readings), key=lambda one: one.day != first)
        return
    reading = PartialDate(year, _month(groups.get("month")), _number(groups.get("day")))
    if _exists(reading):
        yield reading


def _exists(reading: PartialDate) -> bool:
    try:
        date(reading.year, *(1 if part is None else part for part in (reading.month, reading.day)))
    except ValueError:
        return False
    return True


def _year(figures: str) -> int:
    number = int("".join(_CHINESE_DIGITS.get(sign, sign) for sign in figures if sign != "十") or "0")
    if len(figures) == 2:
        return number + (1900 if number >= _CENTURY_TURNS else 2000)
    return number


def _month(name: str | None) -> int | None:
    return None if name is None else _NAMES.get(name.lower()) or _number(name)


def _number(figures: str | None) -> int | None:
    if figures is None:
        return None
    return int(figures) if figures.isdecimal() else chinese_number(figures) or 0
