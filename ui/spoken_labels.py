"""Labels of places in the reader's language: "A/RES/57/203, para. 8" is "A/RES/57/203，第8段" in Chinese.

Labels are made by `index.labels.paragraph_label`, in the English style of the United Nations, and named so wherever
programs read them. Symbols stay as they are in every language; so does a piece of a label that is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from index.labels import NO_RESOLUTION
from index.numerals import ordinal_word
from rag.frame import LANGUAGE_NAMES, language_name
from ui.page_words import ENGLISH, direction, say

_BETWEEN: Final = ", "
FROM_THE_RIGHT: Final = "\N{RIGHT-TO-LEFT MARK}"
"""Before a text that is to run from right to left although it may begin with Latin letters."""
# The letters of sub-paragraphs follow the number: "para. 9 (b)".
_LETTERS: Final = r"((?: \(\w{1,6}\))*)"
_PARA: Final = re.compile(rf"para\. (\w+){_LETTERS}")
_OPERATIVE: Final = re.compile(rf"operative paragraph (\w+){_LETTERS}")
_PREAMBULAR: Final = re.compile(rf"([\w-]+) preambular paragraph{_LETTERS}")
_SECTION: Final = re.compile(r"sect\. (\w+)")
_ANNEX: Final = re.compile(r"annex (\w+)")
_FOOTNOTE: Final = re.compile(r"footnote (\S+)")
# `ui.labels.place_label` adds the language of a text that is not English.
_OF_LANGUAGE: Final = re.compile(rf"(.*) \(({'|'.join(LANGUAGE_NAMES[ENGLISH].values())})\)")
_ORDINALS: Final = {ordinal_word(number): number for number in range(1, 100)}
_FIXED: Final = {"last operative paragraph": "place_last_operative", "heading": "place_heading", "annex": "place_annex"}


def spoken(label: str, language: str) -> str:
    """A label, which is English, as the page says it in a language."""
    if language == ENGLISH:
        return label
    of_language = _OF_LANGUAGE.fullmatch(label)
    if of_language is not None:
        code = next(code for code, name in LANGUAGE_NAMES[ENGLISH].items() if name == of_language[2])
        return f"{spoken(of_language[1], language)} ({language_name(language, code)})"
    symbol, pinpointed, pinpoint = label.partition(_BETWEEN)
    said = _piece(symbol, language).replace(f"({NO_RESOLUTION})", f"({say(language, 'no_resolution')})")
    if pinpointed:
        said += say(language, "place_separator") + spoken_pinpoint(pinpoint, language)
    # It begins with a symbol, by which alone it would be taken to run from left to right.
    return f"{FROM_THE_RIGHT}{said}" if direction(language) == "rtl" and said != label else said


def spoken_pinpoint(pinpoint: str, language: str) -> str:
    """What stands in a label after the symbol, as the page says it."""
    return say(language, "place_separator").join(_piece(piece, language) for piece in pinpoint.split(_BETWEEN))


def spoken_within(text: str, labels: Iterable[str], language: str) -> str:
    """A text with these labels in it as the page says them; the language that one ends with is left out of account."""
    wanted = sorted({_OF_LANGUAGE.sub(r"\1", label) for label in labels}, key=len, reverse=True)
    if language == ENGLISH or not wanted:
        return text
    found = re.compile(rf"(?:{'|'.join(map(re.escape, wanted))})(?![\w(]| \(\w\))")
    return found.sub(lambda match: spoken(match[0], language), text)


def _piece(piece: str, language: str) -> str:
    if piece in _FIXED:
        return say(language, _FIXED[piece])
    for pattern, key in ((_PARA, "place_para"), (_OPERATIVE, "place_operative")):
        if (match := pattern.fullmatch(piece)) is not None:
            return say(language, key, number=match[1] + match[2])
    if (match := _PREAMBULAR.fullmatch(piece)) is not None:
        return say(language, "place_preambular", number=f"{_ORDINALS.get(match[1], match[1])}{match[2]}")
    if (match := _SECTION.fullmatch(piece)) is not None:
        return say(language, "place_section", name=match[1])
    if (match := _ANNEX.fullmatch(piece)) is not None:
        return say(language, "place_annex_numbered", name=match[1])
    if (match := _FOOTNOTE.fullmatch(piece)) is not None:
        return say(language, "footnote", number=match[1])
    return piece
