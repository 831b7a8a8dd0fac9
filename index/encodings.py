"""Bytes become text: UTF-8 and UTF-16 by rule; older encodings only where what comes out reads as a language.

A wrong guess would put words into a citation that the source does not have. So what charset-normalizer proposes is
taken only if the letters are distributed as in Arabic, Chinese, French, Russian or Spanish; else the file is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings in which texts of the United Nations were saved before UTF-8.
_OLDER: Final = ("cp1252", "cp1251", "cp1256", "gb18030", "big5", "koi8_r", "iso8859_6", "iso8859_5")
_SAMPLE: Final = 200_000
_FEWEST_LETTERS: Final = 12
# The most frequent letters beyond ASCII of texts in a language, and the least share they have among such letters.
_FREQUENT: Final = (
    (re.compile(r"[\u0400-\u04ff]"), re.compile("[оеаинтсрвл]"), 0.55),
    (re.compile(r"[\u0600-\u06ff]"), re.compile("[اليمونتربةعدس]"), 0.6),
    (re.compile(r"[\u4e00-\u9fff]"), re.compile("[的国和大会联合人权在员议决成各一不有为以及于第]"), 0.12),
    (re.compile(r"[\u00c0-\u024f]"), re.compile("[éèêàçùûîôâëïáíóúñüÉÀÈÁÍÓÚÑ]"), 0.97),
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_BEYOND: Final = re.compile(r"[^\x00-\x7f\W\d_]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
# Latin letters with accents are a few in a hundred; more are letters of another script.
_MOST_ACCENTED: Final = 0.25


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file; `declared` is the encoding that a web page names, believed where it fits.

    Raises UnicodeDecodeError, for the encoding that a byte order mark names or else for UTF-8, where nothing fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding), encoding)
    wide = _without_mark(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        found = _declared(data, declared) or _older(data)
        if found is None:
            raise
        return found


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of its ASCII characters is zero."""
    sample = data[:4096]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    zeros = [sample[offset::2].count(0) / len(sample[offset::2]) for offset in (0, 1)]
    for encoding, most, least in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if zeros[most] > 0.1 > 20 * zeros[least]:
            return _tried(data, encoding)
    return None


def _declared(data: bytes, encoding: str | None) -> Decoded | None:
    try:
        known = codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        return None
    return _tried(data, "cp1252" if known == "iso8859-1" else known) if known else None


def _tried(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    return None if _CONTROL.search(text.lstrip("\ufeff")) else Decoded(text, encoding)


def _older(data: bytes) -> Decoded | None:
    common = {_tried_text(data, encoding) for encoding in ("cp1252", "cp1251", "cp1256")}
    if len(common) == 1 and None not in common:
        # Nothing but quotation marks, dashes and the like, which are the same in all of them.
        return _tried(data, "cp1252")
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE], cp_isolation=list(_OLDER), threshold=0.4, preemptive_behaviour=False)
    for guess in found:
        decoded = _tried(data, guess.encoding)
        if decoded is not None and _reads_as_language(decoded.text[:_SAMPLE]):
            return decoded
    return None


def _tried_text(data: bytes, encoding: str) -> str | None:
    decoded = _tried(data, encoding)
    return decoded.text if decoded else None


def _reads_as_language(text: str) -> bool:
    beyond = _BEYOND.findall(text)
    if len(beyond) < _FEWEST_LETTERS:
        return False
    letters = "".join(beyond)
    latin = re.compile(r"[\u00c0-\u024f]")
    if len(latin.findall(letters)) == len(beyond) and len(beyond) > _MOST_ACCENTED * len(_LETTER.findall(text)):
        return False
    for script, frequent, share in _FREQUENT:
        own = script.findall(letters)
        if len(own) > 0.98 * len(letters):
            return len(frequent.findall("".join(own))) >= share * len(own)
    return False
