"""What a file's name says of the resolution in it: "A_RES_57_203.en.txt", "S_RES_0242_1967_EN_GOLD.txt"."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from index.document_symbols import YEAR, NamedBody, read_number
from index.numerals import ROMAN, fold_characters
from index.patterns import Pattern

_BREAK: Final = r"[\s_./\\()\[\],-]{1,3}"
_END: Final = r"(?![A-Z0-9])"
_PREFIX: Final = Pattern(rf"(?<![A-Z0-9])(?:A{_BREAK}(HRC){_BREAK}|([ASE]){_BREAK})RES{_BREAK}(?=[0-9SE])")
# Languages are often given by one letter at the end (A, C, E, F, R, S): such a letter alone is no part of a resolution.
_LETTER: Final = rf"(?:([A-Z]){_END}|{_BREAK}([A-Z])(?={_BREAK}(?:AR|EN|ES|FR|RU|ZH){_END}))?"
_OF_YEAR: Final = Pattern(rf"([0-9]{{1,4}})(?:{_BREAK}?([A-Z]))?{_BREAK}({YEAR}){_END}")
_OF_SESSION: Final = Pattern(rf"([0-9]{{1,4}})(?:{_BREAK}?([A-Z]))?{_BREAK}((?:E?S-)?{ROMAN}){_END}(?:\)\[([A-Z])\])?")
_SLASHED: Final = Pattern(rf"((?:E?S{_BREAK})?[0-9]{{1,4}}){_BREAK}([0-9]{{1,4}})(?![0-9]){_LETTER}")
# An addendum or a corrigendum is another document.
_SUPPLEMENT: Final = Pattern(rf"{_BREAK}(?:ADD|CORR|AMEND)(?![A-Z])")
_ALONE: Final = Pattern(rf"[0-9]{{1,4}}{_END}")

_BODIES: Final[dict[str, NamedBody]] = {"A": "GA", "S": "SC", "E": "ECOSOC"}
_LANGUAGES: Final = {
    "ar": "ar", "arabic": "ar", "en": "en", "eng": "en", "english": "en", "es": "es", "spanish": "es", "espanol": "es",
    "fr": "fr", "french": "fr", "francais": "fr", "ru": "ru", "russian": "ru", "zh": "zh", "chinese": "zh", "cn": "zh",
}  # fmt: skip


def symbol_from_file_name(name: str) -> tuple[str | None, str | None]:
    """The canonical symbol and the language code that a file's name gives, None for what it does not give.

    A number of the Security Council without a year gives the incomplete "S/RES/242". Never raises.
    """
    upper = fold_characters(PurePath(name.replace("\0", "")).name).upper()[:200]
    prefix = _PREFIX.search(upper)
    if prefix is None:
        return None, _language(upper)
    body: NamedBody = "HRC" if prefix[1] else _BODIES[prefix[2]]
    number, end = _number(upper, prefix.end(), body)
    symbol = read_number(number, body, explicit=True) if number else None
    if symbol is None or _SUPPLEMENT.match(upper, end):
        return None, _language(upper[prefix.end() :])
    return symbol.text, _language(f"{upper[: prefix.start()]} {upper[end:]}")


def _number(upper: str, start: int, body: NamedBody) -> tuple[str, int]:
    """The number in the usual spelling ("242 (1967)"), and where it ends."""
    if body == "SC" and (match := _OF_YEAR.match(upper, start)):
        return f"{match[1]} {match[2] or ''} ({match[3]})", match.end()
    if body in {"GA", "ECOSOC"} and (match := _OF_SESSION.match(upper, start)):
        return f"{match[1]} {match[2] or match[4] or ''} ({match[3]})", match.end()
    if body != "SC" and (match := _SLASHED.match(upper, start)):
        session = re.sub(_BREAK, "-", match[1])
        return f"{session}/{match[2]} {match[3] or match[4] or ''}".strip(), match.end()
    if match := _ALONE.match(upper, start):
        return match[0], match.end()
    return "", start


def _language(rest: str) -> str | None:
    for word in re.findall(r"[A-Z]+", rest):
        if language := _LANGUAGES.get(word.lower()):
            return language
    return None
