"""Characters that make a quotation look like what it is not: of another script, without a glyph, or turning the line.

Look-alikes follow the idea of Unicode Technical Standard 39 (mixed-script detection, confusable prototypes), with a
table of the letters that are drawn alike in Latin, Cyrillic, Greek and Armenian. Characters without a glyph are those
that `index.folding` drops, save the soft hyphen and the Arabic tatweel, which typesetting puts in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.folding import FOLDS, INVISIBLE_RANGES

_INVISIBLE: Final = re.compile(f"[{INVISIBLE_RANGES}]")
_BYTE_ORDER_MARK: Final = "\ufeff"
_WORD: Final = re.compile(rf"[^\W\d_](?:[{INVISIBLE_RANGES}]*[^\W\d_])*")
# Scripts whose letters are drawn like those of another. Chinese, kana, hangul and Arabic words are never mixed up so.
_LOOKING_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})

# The Latin letters, and below each row the letters that are drawn like them.
_LATIN: Final = "ABCEHIJKMOPSTXYaceijopsxyhkwvdlqgnu"
_CYRILLIC: Final = "АВСЕНІЈКМОРЅТХУасеіјорѕхуһкԝѵԁӏԛɡпս"
_GREEK: Final = ("ABEHIKMNOPTXYZoviukpxyac", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖονιυκρχγας")
_OTHER: Final = {"ɑ": "a", "ı": "i", "ſ": "s", "օ": "o", "հ": "h", "ո": "n", "ս": "u", "ք": "p", "Տ": "S", "Օ": "O"}
PROTOTYPES: Final = {
    **{alike: latin for latin, alike in zip(_LATIN, _CYRILLIC, strict=True) if alike != latin},
    **{alike: latin for latin, alike in zip(*_GREEK, strict=True)},
    **_OTHER,
}
_TO_CYRILLIC: Final = {
    latin: cyrillic
    for latin, cyrillic in zip(_LATIN, _CYRILLIC, strict=True)
    if "CYRILLIC" in unicodedata.name(cyrillic)
}
_TO_GREEK: Final = dict(zip(*_GREEK, strict=True))


@dataclass(frozen=True, slots=True)
class DisguisedCharacter:
    """A character of a quotation that is not what it looks like. `position` counts in the quotation as given."""

    character: str
    position: int
    code_point: str
    name: str
    looks_like: str


def find_disguised(text: str) -> tuple[DisguisedCharacter, ...]:
    """The disguised characters of a text, in order: without a glyph, or of another script than the rest of the word."""
    found = [
        _character(text, match.start(), "")
        for match in _INVISIBLE.finditer(text)
        if not (match.start() == 0 and match[0] == _BYTE_ORDER_MARK)
    ]
    main = _main_script(text)
    for word in _WORD.finditer(text):
        found += _alike_in_word(text, word.start(), word.end(), main)
    return tuple(sorted(found, key=lambda disguised: disguised.position))


def find_foreign_words(text: str) -> tuple[DisguisedCharacter, ...]:
    """Words made only of look-alikes of the text's main script ("со" in Cyrillic letters within English).

    They may be honest (a Latin symbol in a Russian text): a disguise only when replacing them makes a quotation exact.
    """
    main = _main_script(text)
    found = []
    for word in _WORD.finditer(text):
        letters = [(place, text[place]) for place in range(word.start(), word.end()) if text[place].isalpha()]
        if all(script_of(letter) in _LOOKING_ALIKE - {main} and _prototype(letter, main) for _, letter in letters):
            found += [_character(text, place, _prototype(letter, main)) for place, letter in letters]
    return tuple(found)


def undisguise(text: str, disguised: Iterable[DisguisedCharacter]) -> str:
    """The text with each look-alike replaced by the letter it looks like; of the same length."""
    letters = list(text)
    for character in disguised:
        if len(character.looks_like) == 1:
            letters[character.position] = character.looks_like
    return "".join(letters)


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter as Unicode names it: "LATIN", "CYRILLIC", "CJK" ...; "" for what has no name."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _main_script(text: str) -> str:
    scripts = Counter(script_of(letter) for letter in text if letter.isalpha())
    alike = {script: count for script, count in scripts.items() if script in _LOOKING_ALIKE}
    return max(alike, key=lambda script: alike[script]) if alike else "LATIN"


def _alike_in_word(text: str, start: int, end: int, main: str) -> list[DisguisedCharacter]:
    letters = [(place, text[place]) for place in range(start, end) if text[place].isalpha()]
    found = [
        _character(text, place, unicodedata.normalize("NFKC", letter))
        for place, letter in letters
        if letter not in FOLDS and unicodedata.decomposition(letter).startswith(("<font>", "<circle>", "<square>"))
    ]
    scripts = Counter(script_of(letter) for _, letter in letters if script_of(letter) in _LOOKING_ALIKE)
    if len(scripts) > 1:
        most = max(scripts.values())
        own = main if scripts[main] == most else max(scripts, key=lambda script: scripts[script])
        found += [
            _character(text, place, _prototype(letter, own))
            for place, letter in letters
            if script_of(letter) in _LOOKING_ALIKE and script_of(letter) != own
        ]
    elif "LATIN" in scripts:
        found += [_character(text, place, _OTHER[letter]) for place, letter in letters if letter in "ɑſ"]
    return found


def _prototype(letter: str, script: str) -> str:
    latin = PROTOTYPES.get(letter, letter if script_of(letter) == "LATIN" else "")
    if script == "CYRILLIC":
        return _TO_CYRILLIC.get(latin, "")
    if script == "GREEK":
        return _TO_GREEK.get(latin, "")
    return latin


def _character(text: str, place: int, looks_like: str) -> DisguisedCharacter:
    character = text[place]
    name = unicodedata.name(character, "") or "control character"
    return DisguisedCharacter(character, place, f"U+{ord(character):04X}", name, looks_like)
