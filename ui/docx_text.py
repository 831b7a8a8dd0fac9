"""Text in a Word document: a paragraph runs in its direction, and what is written the other way in it in its own.

Word does not find out the direction of letters by itself as a browser does: it is told, of each paragraph ("w:bidi")
and of each run of letters ("w:rtl"). ECMA-376, part 1, sections 17.3.1.6 and 17.3.2.30. Which letters belong together
is found as in UAX #9 (rules W1, W2, W7, N0 to N2), of which this is a short form for one level.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ui.page_words import direction
from ui.text import Direction

# In the corpus Chinese alone is written in the script that Word calls East Asian; its template is Japanese.
_EAST_ASIAN: Final = "zh-CN"
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_LEFTWARDS: Final = frozenset({"R", "AL", "AN"})


def set_language(document: Any, language: str) -> None:
    """Say in which language the frame of a document is, so that its words are checked and drawn as such."""
    if direction(language) == "rtl":
        # Joined letters are not to be set apart, as the template does with those of a title.
        for spacing in [*document.styles.element.iter(qn("w:spacing"))]:
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.getparent().remove(spacing)
    document.core_properties.language = language
    of_styles = document.styles.element.iter(qn("w:lang"))
    for element in (*of_styles, *document.settings.element.iter(qn("w:themeFontLang"))):
        element.set(qn("w:eastAsia"), _EAST_ASIAN)
        if language not in ("ar", "zh"):
            element.set(qn("w:val"), language)


def direct(paragraph: Any, way: str) -> None:
    """Have a paragraph, which is empty yet, run from right to left where `way` is "rtl"."""
    if way == "rtl":
        # Its place among the other properties is prescribed, which python-docx does not know of this one.
        paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
        )


def add_text(paragraph: Any, text: str, *, bold: bool | None = None, italic: bool | None = None) -> list[Any]:
    """Add a text to a paragraph whose direction is set. The runs that it was divided into."""
    properties = paragraph._p.pPr
    leftwards = properties is not None and properties.find(qn("w:bidi")) is not None
    runs = []
    for words, way in stretches(text) if leftwards else ((text, "ltr"),):
        run = paragraph.add_run(words)
        run.bold, run.italic = bold, italic
        run.font.rtl = way == "rtl" or None
        if way == "rtl":
            # Letters of these scripts have a weight of their own.
            run.font.cs_bold = bold
        runs.append(run)
    return runs


def stretches(text: str) -> Iterator[tuple[str, Direction]]:
    """A text that runs from right to left, divided by the direction of its letters. Nothing of it is lost."""
    ways = _resolved(text)
    start = 0
    for way, group in groupby(ways):
        end = start + sum(1 for _ in group)
        yield text[start:end], way
        start = end


def _resolved(text: str) -> list[Direction]:
    known = _known(text)
    following: list[Direction] = ["rtl"] * (len(text) + 1)
    for position in reversed(range(len(text))):
        following[position] = known[position] or following[position + 1]
    ways: list[Direction] = []
    open_brackets: list[tuple[str, Direction]] = []
    for position, letter in enumerate(text):
        before = ways[-1] if ways else "rtl"
        way = known[position] or ("ltr" if before == "ltr" == following[position + 1] else "rtl")
        if letter in _BRACKETS:
            open_brackets.append((_BRACKETS[letter], way))
        elif open_brackets and letter == open_brackets[-1][0]:
            way = open_brackets.pop()[1]
        ways.append(way)
    return ways


def _known(text: str) -> list[Direction | None]:
    """The directions of letters and figures; None for what takes that of its neighbours."""
    last: Direction = "rtl"
    ways: list[Direction | None] = []
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        way: Direction | None = None
        if kind == "L":
            way = last = "ltr"
        elif kind in _LEFTWARDS:
            way = last = "rtl"
        elif kind == "EN":
            way = last
        elif kind == "NSM" and ways:
            way = ways[-1]
        ways.append(way)
    return ways
