"""Printed numbers and labels: which number a line begins with, and where "(i)" belongs in what went before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NUMBERED: Final = re.compile(
    r"(?P<mark>[*_]{0,3})(?P<number>[0-9\u0660-\u0669IlLOo]{1,3})"
    r"(?:\s?[.．、](?P=mark)(?:\s+|(?=[^\W\d_]))|(?P<comma>,)\s+|\s?[-–—]\s+)(?=\S)"
)
_CHINESE: Final = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、(?=\S)")
_CHINESE_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_ITEM: Final = re.compile(
    r"(?P<mark>[*_]{0,3})(?:[(（](?P<label>[0-9A-Za-z\u00a2]{1,5}|[а-яё]|[\u0621-\u064a]{1,3}"
    r"|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<bare>[a-z]|[ivx]{2,4}|[а-яё])\))(?P=mark)\s*(?=\S)"
)
_CAPITAL: Final = re.compile(r"(?P<label>[A-Z]|[IVX]{2,4})[.]\s+(?=[^\W\da-z_])")
_ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC: Final = "أبجدهوزحطيكلمنسعفصقرشت"
# What scanning makes of a label, where the label that is due looks like it.
_LOOKALIKES: Final = {
    due: frozenset(found.split())
    for due, found in {
        "a": "o u 4 n d",
        "b": "6 h 5 8 l li lb",
        "c": "e o \u00a2 g",
        "d": "4 a cl il al",
        "e": "c o 3",
        "f": "t p s j if 1",
        "g": "9 q y s 8",
        "h": "b k n li",
        "i": "l 1 j t I",
        "j": "i 7",
        "ii": "11 ll li il u n it ti H tt",
        "iii": "111 lll iti tii iit ili lii m in ui ni iil",
        "iv": "lv tv w iy 1v",
        "v": "y u V",
        "vi": "vl v1 yi",
        "1": "l I i",
    }.items()
}


# Ids name no more levels of sub-paragraphs than this; print has three.
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the start of a line: its value, where the text after it begins, and whether a comma follows it."""

    value: int
    end: int
    comma: bool
    doubtful: bool


def read_number(line: str) -> Number | None:
    """The number that a line begins with ("12. ", "10, " as scanned, "l. " for 1, 三、), or None."""
    match = _NUMBERED.match(line)
    if match:
        printed = match["number"]
        digits = printed.translate(str.maketrans("IlLOo", "11100"))
        return Number(int(digits), match.end(), match["comma"] is not None, digits != printed)
    match = _CHINESE.match(line)
    if match:
        return Number(_chinese(match["number"]), match.end(), False, False)
    return None


def _chinese(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    return (_CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + _CHINESE_DIGITS.get(units, 0)


def read_label(line: str) -> tuple[str, int] | None:
    """The label of a sub-paragraph that a line begins with ("(a)": "a"), and where the text after it begins."""
    match = _ITEM.match(line)
    return (match["label"] or match["bare"], match.end()) if match else None


def read_capital(line: str) -> tuple[str, int] | None:
    """The label of a sub-paragraph with a capital and a full stop ("B. ", "IV. "), and where the text begins."""
    match = _CAPITAL.match(line)
    return (match["label"], match.end()) if match else None


def _roman(text: str) -> int:
    value = 0
    for character, following in zip(text, text[1:] + " ", strict=True):
        step = _VALUES[character]
        value += -step if _VALUES.get(following, 0) > step else step
    return value


def _readings(label: str) -> Iterator[tuple[str, int]]:
    """Every way to count a label: the series it may be of, and its place in the series from 1."""
    if label.isdecimal():
        yield "digit", int(label)
        return
    if label[0] in _CHINESE_DIGITS or label[0] == "十":
        yield "chinese", _chinese(label)
    for series, letters in (("cyrillic", _CYRILLIC), ("arabic", _ARABIC)):
        if label in letters:
            yield series, letters.index(label) + 1
    if label.isascii() and label.isalpha():
        case = "lower" if label.islower() else "upper" if label.isupper() else ""
        low = label.lower()
        if case and len(set(low)) == 1:
            yield f"{case}{len(low)}", ord(low[0]) - ord("a") + 1
        if case and _ROMAN.match(low):
            yield f"{case}-roman", _roman(low)


def _written(series: str, value: int) -> str:
    """The label at a place of a series, for the two series in which scanning errors are mended."""
    if series == "lower1" and 0 < value <= 26:
        return chr(ord("a") + value - 1)
    if series == "lower-roman" and 0 < value <= 10:
        return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[value - 1]
    return ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of sub-paragraphs that is open: its series, the last place used, and the path to it ("a.ii")."""

    series: str
    last: int
    path: str


def place(label: str, levels: tuple[Level, ...], *, begins: bool = False) -> tuple[Level, ...] | None:
    """The open levels after a label, or None where it fits nowhere and so is no label.

    A label goes to the deepest level where it is due; "(a)", "(i)", "(1)" begin a level; a label that merely looks like
    the one that is due ("(6)" for "(b)") is a scanning error; a label further on leaves a gap. `begins` says that the
    text before ends with a colon, so that "(a)" is due.
    """
    readings = tuple(_readings(label))
    depths = range(len(levels) - 1, -1, -1)
    for depth in depths:
        if (levels[depth].series, levels[depth].last + 1) in readings:
            return _at(levels, depth, levels[depth].series, levels[depth].last + 1, label)
    for depth in depths:
        due = _written(levels[depth].series, levels[depth].last + 1)
        if due and label in _LOOKALIKES.get(due, ()):
            return _at(levels, depth, levels[depth].series, levels[depth].last + 1, due)
    return _begun(label, levels, readings, begins) or _after_gap(label, levels, readings)


def _begun(
    label: str, levels: tuple[Level, ...], readings: tuple[tuple[str, int], ...], begins: bool
) -> tuple[Level, ...] | None:
    """A level that a label begins."""
    for series, value in sorted(readings, key=lambda reading: reading[0] == "lower-roman" and label != "i"):
        if value == 1 and all(level.series != series for level in levels):
            return _at(levels, len(levels), series, 1, label)
    if begins and not levels and label in _LOOKALIKES["a"] | {"2"}:
        return _at(levels, 0, "lower1", 1, "a")
    return None


def _after_gap(
    label: str, levels: tuple[Level, ...], readings: tuple[tuple[str, int], ...]
) -> tuple[Level, ...] | None:
    """A level that goes on after labels were lost, up to two of them."""
    for depth in range(len(levels) - 1, -1, -1):
        for series, value in readings:
            if series == levels[depth].series and levels[depth].last < value <= levels[depth].last + 3:
                return _at(levels, depth, series, value, label)
    return None


def _at(levels: tuple[Level, ...], depth: int, series: str, value: int, label: str) -> tuple[Level, ...] | None:
    if depth >= _DEEPEST:
        return None
    above = levels[depth - 1].path if depth else ""
    return (*levels[:depth], Level(series, value, f"{above}.{label}"))
