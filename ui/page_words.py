"""The page's own words in the six languages of the United Nations, and which of them a reader wants.

Texts of documents are never translated; what stands around them is. The words lie in ui/words, one file a language; in
its folders those of one view, one file a language too.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "words"
# Each in its own words: who looks for a language knows its name.
LANGUAGES: Final = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
ENGLISH: Final = "en"
# The words that name a view, and its address.
VIEWS: Final = {
    "nav_ask": "/",
    "nav_verify": "/verify",
    "nav_audit": "/audit",
    "nav_trace": "/trace",
    "nav_compare": "/compare",
    "nav_corpus": "/corpus",
    "nav_quality": "/quality",
}
_WANTED: Final = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[\w-]{0,30})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_LONGEST_HEADER: Final = 1_000


@cache
def words_of(language: str) -> dict[str, str]:
    """All words of a language; English ones where the page does not speak it."""
    name = language if language in LANGUAGES else ENGLISH
    words: dict[str, str] = {}
    for path in (_FOLDER / f"{name}.json", *sorted(_FOLDER.glob(f"*/{name}.json"))):
        words |= json.loads(path.read_text("utf-8"))
    return words


def say(language: str, key: str, /, **values: object) -> str:
    """The page's words `key` in `language`, with `values` filled in. They are not escaped."""
    return words_of(language)[key].format(**values)


def long_date(language: str, day: date) -> str:
    """A date in words: "18 December 2002"."""
    month = say(language, "months").split(",")[day.month - 1]
    number = say(language, "first_of_month") if day.day == 1 else day.day
    return say(language, "date", day=number, month=month, year=day.year)


def direction(language: str) -> str:
    """ "rtl" or "ltr": which way a language is written."""
    return "rtl" if language == "ar" else "ltr"


def preferred_language(accepted: str) -> str:
    """The language that an Accept-Language header (RFC 9110, section 12.5.4) wants most, among those of the page."""
    best, weight = ENGLISH, 0.0
    for item in accepted[:_LONGEST_HEADER].split(","):
        match = _WANTED.fullmatch(item)
        if match is None or match[1].lower() not in LANGUAGES:
            continue
        wanted = float(match[2] or 1)
        if wanted > weight:
            best, weight = match[1].lower(), wanted
    return best
