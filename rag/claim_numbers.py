"""The numbers and dates that a text states, as values: in figures, and in words of the six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from index.languages import MONTHS, find_date
from index.numerals import CARDINALS, ORDINALS, chinese_number, fold_characters

Span = tuple[int, int]

_FRENCH: Final = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000, "million": 10**6, "millions": 10**6, "unième": 1,
    "trentième": 30, "quarantième": 40, "cinquantième": 50, "soixantième": 60,
}  # fmt: skip
_SPANISH: Final = {
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11,
    "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000,
    "millón": 10**6, "millones": 10**6, "trigésimo": 30, "cuadragésimo": 40, "quincuagésimo": 50, "sexagésimo": 60,
    "septuagésimo": 70, "octogésimo": 80, "nonagésimo": 90,
}  # fmt: skip
_RUSSIAN: Final = {
    "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6,
    "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "десять": 10, "десяти": 10, "двадцать": 20,
    "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90,
    "сто": 100, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "миллион": 10**6, "миллионов": 10**6,
}  # fmt: skip
_ARABIC: Final = {
    "اثنان": 2, "اثنين": 2, "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6,
    "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10, "العشرون": 20,
    "العشرين": 20, "والعشرون": 20, "والعشرين": 20, "والثلاثين": 30, "الثلاثين": 30, "والأربعين": 40, "الأربعين": 40,
    "والخمسين": 50, "الخمسين": 50, "والستين": 60, "الستين": 60, "والسبعين": 70, "السبعين": 70, "مائة": 100, "ألف": 1000,
    "الحادية": 1, "الرابعة": 4, "الحادي": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6,
    "السابع": 7, "الثامن": 8, "التاسع": 9, "العاشر": 10,
}  # fmt: skip
_ENGLISH: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "zero": 0, "dozen": 12}
_WORDS: Final = _FRENCH | _SPANISH | _RUSSIAN | _ARABIC | _ENGLISH
# "one", "un", "una" are articles and pronouns more often than numbers.
_NO_NUMBER: Final = frozenset({"one", "second"})
_FIGURES: Final = re.compile(
    r"(?<![\w/.])(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?)(?!/)(?:(?:st|nd|rd|th|e|ème|er|re|º|ª|-?(?:[йяею]|го|му))\b)?"
)
_CHINESE: Final = re.compile(
    r"第?([〇零一二三四五六七八九十两]{1,4})(?=[届年月日次条段章号项个名周天倍])"
    r"|第([一二三四五六七八九十]{1,3})|([二三四五六七八九]?十[一二三四五六七八九]?)"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?P<month>{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})[.,]?\s+(?:de\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?!\d)|(?P<year2>(?:19|20)\d\d)\s*年\s*(?P<month2>\d{1,2})\s*月(?!\s*\d)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<![\d/.,-])(?:19[4-9]|20\d)\d(?![\d/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and where it stands: a date, a month as (year, month), a year as (year,), or a number."""

    value: date | tuple[int, ...] | float
    span: Span


def stated_times(text: str) -> tuple[Stated, ...]:
    """The dates, months and years in a text, none within another."""
    folded = fold_characters(text)
    found = list(_dates(folded))
    for match in _MONTH_YEAR.finditer(folded):
        year, month = match["year"] or match["year2"], match["month"] or match["month2"]
        number = MONTHS.get(month.lower()) or int(month)
        _add(found, Stated((int(year), number), match.span()))
    for match in _YEAR.finditer(folded):
        _add(found, Stated((int(match[0]),), match.span()))
    return tuple(sorted(found, key=lambda each: each.span))


def _dates(text: str) -> Iterator[Stated]:
    at = 0
    while (one := find_date(text[at:])) is not None:
        value, start, end = one
        yield Stated(value, (at + start, at + end))
        at += end


def _add(found: list[Stated], one: Stated) -> None:
    if not any(each.span[0] < one.span[1] and one.span[0] < each.span[1] for each in found):
        found.append(one)


@cache
def _word_pattern() -> re.Pattern[str]:
    words = {**ORDINALS, **CARDINALS, **_WORDS}
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word not in _NO_NUMBER)
    one = rf"(?<![^\W_])(?:{known})(?![^\W_])"
    return re.compile(rf"{one}(?:(?:[\s-]|\s(?:and|et|y|и)\s|-et-){{1,3}}{one})*", re.IGNORECASE)


def stated_numbers(text: str) -> tuple[Stated, ...]:
    """The numbers in a text, ordinals too; those in dates and symbols among them, where the caller has left them in."""
    folded = fold_characters(text)
    found = [Stated(_figure(match[1]), match.span()) for match in _FIGURES.finditer(folded)]
    for match in _word_pattern().finditer(folded):
        found.append(Stated(_value(match[0]), match.span()))
    for match in _CHINESE.finditer(folded):
        value = chinese_number(match[1] or match[2] or match[3])
        if value is not None:
            found.append(Stated(value, match.span()))
    return tuple(found)


def _figure(figures: str) -> float:
    return float(
        figures.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", figures) else figures.replace(",", ".")
    )


def _value(words: str) -> float:
    """The value of number words that follow each other: "fifty-eighth", "cinquante-huitième", "two hundred"."""
    whole = words.lower()
    if (known := ORDINALS.get(whole) or CARDINALS.get(whole)) is not None:
        return known
    total = 0
    for word in re.findall(r"[^\W\d_]+", whole):
        value = _WORDS.get(word, ORDINALS.get(word) or CARDINALS.get(word))
        if value is None:
            continue
        total = max(total, 1) * value if value >= 100 else total + value
    return total
