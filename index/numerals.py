"""Numbers as documents of the United Nations write them: digits of any script, roman, and words of six languages.

Everything works on text folded by `fold_characters`, which keeps every character's offset.
"""

from __future__ import annotations

from typing import Final

from index.patterns import Pattern

_EASTERN_DIGITS: Final = {chr(first + digit): str(digit) for first in (0x0660, 0x06F0) for digit in range(10)}
_FULL_WIDTH: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys("‐‑‒–—―−", "-")
_MARKS: Final = {"⁄": "/", "∕": "/", "’": "'", "‘": "'", "،": ",", "؛": ";", "؟": "?", "【": "[", "】": "]"}
_BLANKS: Final = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
)
_ONE_FOR_ONE: Final = str.maketrans(_EASTERN_DIGITS | _FULL_WIDTH | _DASHES | _MARKS | _BLANKS)

ROMAN: Final = r"[IVXL]{1,8}"
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_STEPS: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def fold_characters(text: str) -> str:
    """The text with digits, full-width forms, dashes and blanks made plain, one character for one: offsets stay."""
    return text.translate(_ONE_FOR_ONE)


def roman_value(numeral: str) -> int | None:
    """The value of an upper-case roman numeral below 90, None if it is not well formed ("IIII", "VX")."""
    value = 0
    for letter, following in zip(numeral, f"{numeral[1:]} ", strict=False):
        step = _ROMAN_VALUES.get(letter)
        if step is None:
            return None
        value += -step if step < _ROMAN_VALUES.get(following, 0) else step
    return value if numeral and to_roman(value) == numeral else None


def to_roman(value: int) -> str:
    """The roman numeral of a value from 1 to 89."""
    numeral = ""
    for step, letters in _ROMAN_STEPS:
        while value >= step:
            numeral += letters
            value -= step
    return numeral


_UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_UNIT_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def ordinal_word(number: int) -> str:
    """The English ordinal, in words up to 99 ("twenty-first"), then in figures ("101st").

    >>> ordinal_word(42)
    'forty-second'
    """
    if not 1 <= number <= 99:
        ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    if number < 20:
        return _UNIT_ORDINALS[number - 1]
    tens, units = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_UNIT_ORDINALS[units - 1]}" if units else f"{_TENS[tens - 2][:-1]}ieth"


def _cardinal_word(number: int) -> str:
    if number < 20:
        return _UNITS[number - 1]
    tens, units = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_UNITS[units - 1]}" if units else _TENS[tens - 2]


# Ordinals 1 to 20 in French, Spanish and Arabic. Feminine and clipped forms follow.
_FRENCH: Final = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
)
_SPANISH: Final = (
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero "
    "decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo"
)
_ARABIC: Final = "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_VARIANTS: Final = {
    "première": 1, "second": 2, "seconde": 2, "primer": 1, "tercer": 3, "1er": 1, "1re": 1, "الاولى": 1,
}  # fmt: skip
# Russian declines its ordinals: the stem is what counts.
_RUSSIAN: Final = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RUSSIAN_ENDINGS: Final = (
    "ый ой ий его ого ем ом ему ому ым им ая ую ей ье ьего ьем ьему ьим ья ью ые ых ьих ьи".split()
)
_LAST: Final = (
    "last final dernier dernière último última последний последнего последнем последнему последним الأخيرة الاخيرة"
).split()

ORDINALS: Final = (
    {ordinal_word(number): number for number in range(1, 100)}
    | {word: number for number, word in enumerate(_FRENCH.split(), 1)}
    | {word: number for number, word in enumerate(_SPANISH.split(), 1)}
    | {word: number for number, word in enumerate(_ARABIC.split(), 1)}
    | {stem + end: number for number, stem in enumerate(_RUSSIAN.split(), 1) for end in _RUSSIAN_ENDINGS}
    | _VARIANTS
)
CARDINALS: Final = {_cardinal_word(number): number for number in range(1, 100)}
_ORDINAL_FIGURES: Final = Pattern(r"(\d{1,3})(?:-?(?:st|nd|rd|th|er|re|e|[eè]me|o|a|º|ª|[оы]?й|[ыо]?го|[ое]?м|я))")

_CHINESE_DIGITS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}


def ordinal(word: str) -> str | None:
    """The number an ordinal stands for, "last" for the last one, None for any other word."""
    lowered = word.lower()
    if lowered in _LAST:
        return "last"
    if figures := _ORDINAL_FIGURES.fullmatch(lowered):
        return str(int(figures[1]))
    value = ORDINALS.get(lowered)
    return None if value is None else str(value)


def number_word(word: str) -> str | None:
    """The number that a word after "paragraph" stands for: a cardinal ("eight") or an ordinal ("premier")."""
    value = CARDINALS.get(word.lower())
    return str(value) if value is not None else ordinal(word)


def chinese_number(numeral: str) -> int | None:
    """The value of a Chinese numeral below 100, or of plain digits; None if it is neither.

    >>> chinese_number("二十一")
    21
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    if ten:
        before = _CHINESE_DIGITS.get(tens, 1 if not tens else None)
        after = _CHINESE_DIGITS.get(units, 0 if not units else None)
        return None if before is None or after is None else before * 10 + after
    return _CHINESE_DIGITS.get(numeral)
