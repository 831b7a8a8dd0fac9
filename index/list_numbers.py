"""Numbers as lists print them: a, b, c; i, ii, iii; 一, 二, 三."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE: Final = "零一二三四五六七八九"
_ARABIC: Final = "أبجدهوزحطيكلمنسعفصقرشت"
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"


def written(value: int, form: str) -> str:
    """A number in one of the forms of ECMA-376 17.18.59; in figures where the form is none of those known here."""
    if form in ("lowerLetter", "upperLetter") and value > 0:
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        text = ""
        for worth, letters in _ROMAN:
            text += letters * (value // worth)
            value %= worth
    elif form in ("arabicAlpha", "arabicAbjad") and 0 < value <= len(_ARABIC):
        text = _ARABIC[value - 1]
    elif form == "russianLower" and 0 < value <= len(_CYRILLIC):
        text = _CYRILLIC[value - 1]
    elif form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting") and 0 < value < 100:
        tens, units = divmod(value, 10)
        text = ("" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens]}十") + (_CHINESE[units] if units else "")
    else:
        text = "" if form == "none" else str(value)
    return text.upper() if form.startswith("upper") else text
