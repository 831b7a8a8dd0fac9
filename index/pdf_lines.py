"""The characters of a PDF's pages, with their places, and the printed lines that they make."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from index.right_to_left import in_reading_order, is_mark, is_right_to_left

# In parts of the size of the letters: a step further than this ends a run of them.
_BASELINE_STEP: Final = 0.6
_RUN_GAP: Final = 1.3
_RAISED: Final = 0.15
_BLANK_GAP: Final = 0.2
# In points.
_THIN: Final = 2.5
_SHORTEST: Final = 25
_INKED: Final = 0.03
_STROKE: Final = "\u0640"
# A character whose font does not say which it is.
UNKNOWN: Final = "\ufffd"
_HYPHENS: Final = "\u0002\ufffe\u00ad"
_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# Letters drawn as the forms they take within a word, and ideographs drawn as the radicals they look like.
_FORMS: Final = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc\u2e80-\u2fdf]")
# Justified lines of ideographs are spread; no blank between two of them is the text's.
_BETWEEN_IDEOGRAPHS: Final = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")
_HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where it begins and ends, its baseline (all in points, y upwards), its size and weight.

    `foot` is the lowest point of its ink.
    """

    text: str
    left: float
    right: float
    baseline: float
    foot: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Run:
    """Characters that follow each other on one baseline."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        counted = Counter(round(glyph.size, 1) for glyph in self.glyphs if not glyph.text.isspace())
        # A marker alone before a footnote must not decide for the line.
        return max(counted.items(), key=lambda pair: (pair[1], pair[0]))[0] if counted else self.glyphs[0].size

    @cached_property
    def baseline(self) -> float:
        """The baseline of most of its letters of that size."""
        counted = Counter(round(glyph.baseline, 1) for glyph in self.glyphs if abs(glyph.size - self.size) < 0.2)
        return counted.most_common(1)[0][0] if counted else self.glyphs[0].baseline

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return min(glyph.left for glyph in self.glyphs)

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page: runs of characters in the order of the file, and thin lines (left end, height)."""

    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class PrintedLine:
    """A line of print in one column: its text in reading order, raised figures as such, and where it stands."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    first_word: float
    page: int
    right_to_left: bool = False


def read_page(page: Any) -> Page:
    """A page of pdfium."""
    return Page(tuple(_runs(page)), tuple(_rules(page)))


def _rules(page: Any) -> Iterator[tuple[float, float]]:
    """The short thin lines on a page, such as stand above footnotes."""
    from pypdfium2 import raw

    width = page.get_width()
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < _THIN and _SHORTEST < right - left < width / 2:
            yield left, bottom


def _runs(page: Any) -> list[Run]:
    runs: list[Run] = []
    current: list[Glyph] = []
    for glyph in _glyphs(page):
        if glyph is None or (current and _breaks(current[-1], glyph)):
            runs += [Run(tuple(current))] if any(one.text.strip() for one in current) else []
            current = []
        if glyph is not None:
            current.append(glyph)
    runs += [Run(tuple(current))] if any(one.text.strip() for one in current) else []
    return runs


def _breaks(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    if abs(before.baseline - glyph.baseline) > _BASELINE_STEP * size:
        return True
    gap = max(glyph.left - before.right, before.left - glyph.right)
    return gap > _RUN_GAP * size


def _glyphs(page: Any) -> Iterator[Glyph | None]:
    """The characters of a page; None where the file's text has a line end."""
    from pypdfium2 import raw

    text = page.get_textpage()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    for place in range(raw.FPDFText_CountChars(text)):
        character = chr(raw.FPDFText_GetUnicode(text, place))
        if character in "\r\n":
            yield None
            continue
        if character == "\0":
            continue
        if raw.FPDFText_HasUnicodeMapError(text, place) == 1:
            character = UNKNOWN
        raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        scale = 1.0
        if raw.FPDFText_GetMatrix(text, place, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        size = raw.FPDFText_GetFontSize(text, place) * scale
        bold = raw.FPDFText_GetFontWeight(text, place) >= 600
        if character == " " and top.value - bottom.value > _INKED * size:
            # A blank with ink is the stroke that lengthens an Arabic word, under a wrong name.
            character = _STROKE
        start, end = left.value, right.value
        if raw.FPDFText_GetLooseCharBox(text, place, box):
            start, end = box.left, box.right
        yield Glyph(_plain(character), start, max(start, end), y.value, bottom.value, size or 1.0, bold)


def _plain(character: str) -> str:
    if character in _HYPHENS:
        return "-"
    if _FORMS.match(character):
        return unicodedata.normalize("NFKC", character)
    return _LIGATURES.get(character, " " if character.isspace() else character)


def line_of(runs: Sequence[Run], page: int) -> PrintedLine:
    """The line that runs on one baseline make, from the leftmost to the rightmost."""
    ordered = sorted(runs, key=lambda run: run.left)
    plain = "".join(glyph.text for run in ordered for glyph in run.glyphs)
    backwards = is_right_to_left(plain)
    main = max(ordered, key=lambda run: len(run.glyphs))
    text = _backwards(ordered) if backwards else _forwards(ordered, main)
    return PrintedLine(
        _BETWEEN_IDEOGRAPHS.sub("", " ".join(text.split())),
        ordered[0].left,
        max(run.right for run in ordered),
        main.baseline,
        main.size,
        _is_bold(ordered),
        _first_word(ordered, backwards=backwards),
        page,
        backwards,
    )


def _is_bold(runs: Sequence[Run]) -> bool:
    letters = [glyph for run in runs for glyph in run.glyphs if glyph.text.strip()]
    return sum(glyph.bold for glyph in letters) > 0.7 * len(letters)


def _first_word(runs: Sequence[Run], *, backwards: bool) -> float:
    """How wide the line's first word is."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    glyphs.sort(key=lambda glyph: -glyph.right if backwards else glyph.left)
    word: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.text.strip():
            if word:
                break
            continue
        word.append(glyph)
        if glyph.text >= "\u2e80":
            break
    return max(one.right for one in word) - min(one.left for one in word) if word else 0.0


def _forwards(runs: Sequence[Run], main: Run) -> str:
    pieces: list[str] = []
    end: float | None = None
    for run in runs:
        if end is not None and run.left - end > _BLANK_GAP * run.size:
            pieces.append(" ")
        # A run by itself is measured by the line only when it is nothing but a marker.
        words = any(glyph.text.isalpha() for glyph in run.glyphs)
        pieces.append("".join(_raised(glyph, run if words else main) for glyph in run.glyphs))
        end = run.right
    return "".join(pieces)


def _raised(glyph: Glyph, main: Run) -> str:
    """A figure that stands high is a footnote's marker."""
    high = glyph.foot - main.baseline > _RAISED * main.size
    if high and glyph.size <= main.size and glyph.text.isdigit() and glyph.text.isascii():
        return glyph.text.translate(_HIGH)
    return glyph.text


def _backwards(runs: Sequence[Run]) -> str:
    """The text of a line that is read from right to left."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    words = sorted((glyph for glyph in glyphs if glyph.text.strip()), key=_place, reverse=True)
    size = max(run.size for run in runs)
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in words:
        joined = before is None or is_mark(glyph.text[0]) or _STROKE in (before.text, glyph.text)
        if before is not None and not joined and before.left - glyph.right > _BLANK_GAP / 2 * size:
            pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph if before is None or glyph.left < before.left else before
    return in_reading_order("".join(pieces))


def _place(glyph: Glyph) -> tuple[float, bool]:
    """Where a character stands, for the order from right to left. Lam comes first in a ligature with alef."""
    return ((glyph.left + glyph.right) / 2, glyph.text == "ل")
