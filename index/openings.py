"""Opening phrases: the words in italics that begin a clause and say what it does ("Bearing in mind", "Requests", 重申).

A Markdown text shows them by emphasis; elsewhere they are found by the words in `opening_words`. Participles and
adjectives open preambular clauses, verbs of the third person open operative ones; some Chinese phrases open either.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from index.model import ParagraphKind
from index.opening_words import (
    ENGLISH_ADVERBS,
    ENGLISH_FOLLOWERS,
    ENGLISH_PHRASES,
    ENGLISH_STATES,
    ENGLISH_TAIL,
    ENGLISH_VERBS,
    OTHERS,
)

_THIRD: Final = "|".join(sorted((pair.split("/")[0] for pair in ENGLISH_VERBS), key=len, reverse=True))
_PARTICIPLE: Final = "|".join(
    sorted([*(pair.split("/")[1] for pair in ENGLISH_VERBS), *ENGLISH_STATES.split("|")], key=len, reverse=True)
)
_ADVERBS: Final = rf"(?:(?:{ENGLISH_ADVERBS})(?: and|,)? )*"
_PAIR: Final = rf"(?: and (?:{_ADVERBS})(?:{_THIRD}|{_PARTICIPLE}))?"
_WORD_END: Final = r"(?![^\W_])"
_ENGLISH: Final = rf"(?:{_ADVERBS})(?:{'|'.join(ENGLISH_PHRASES)}|(?:{_THIRD}|{_PARTICIPLE}){_PAIR}{ENGLISH_TAIL})"
_FIRST_WORD: Final = re.compile(rf"(?:{_ADVERBS})(?:(?P<third>{_THIRD})|(?:{_PARTICIPLE})){_WORD_END}", re.IGNORECASE)
# What the oldest resolutions say in place of "Resolves".
_RESOLVED: Final = re.compile(
    r"Now,? therefore|It is (?:hereby )?resolved|The \w+ Council (?:hereby )?[a-z]+s\b", re.IGNORECASE
)
_WINDOW: Final = 200


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """What matches an opening phrase at the start of a clause in `language`."""
    if language == "en":
        return re.compile(_ENGLISH + _WORD_END, re.IGNORECASE)
    if language == "zh":
        phrases = {phrase for words in OTHERS["zh"] for phrase in words.split("|")}
        return re.compile("|".join(sorted(phrases, key=len, reverse=True)))
    preambular, operative, _ = OTHERS[language]
    return re.compile(rf"(?:{operative}|{preambular}){_WORD_END}", re.IGNORECASE)


@cache
def _kinds(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    preambular, operative, either = OTHERS[language]
    if language == "zh":
        shared = set(either.split("|"))
        lists = (sorted(set(words.split("|")) - shared, key=len, reverse=True) for words in (preambular, operative))
        first, second = (re.compile("|".join(words)) for words in lists)
        return first, second
    return tuple(re.compile(rf"(?:{words}){_WORD_END}", re.IGNORECASE) for words in (preambular, operative))  # type: ignore[return-value]


def may_begin(text: str, language: str) -> bool:
    """Whether a clause can begin with the first letter of `text`: with a small letter in Russian print alone."""
    return bool(text) and (language == "ru" or not text[0].islower())


def find_opening(text: str, language: str) -> str:
    """The opening phrase at the start of a wording, as it stands there; "" where none is known."""
    if not may_begin(text, language):
        return ""
    match = _pattern(language).match(text[:_WINDOW])
    return match[0] if match else ""


def clause_kind(text: str, language: str) -> ParagraphKind | None:
    """Which kind of clause the words at the start of `text` open; None where they do not tell."""
    head = text[:_WINDOW]
    if not may_begin(head, language):
        return None
    if language == "en":
        if _RESOLVED.match(head):
            return "operative"
        match = _FIRST_WORD.match(head)
        if match is None:
            return None
        return "operative" if match["third"] else "preambular"
    preambular, operative = _kinds(language)
    if operative.match(head):
        return "operative"
    return "preambular" if preambular.match(head) else None


_GLUED: Final = re.compile(_ENGLISH + r"(?P<rest>[a-z]+)" + _WORD_END, re.IGNORECASE)


def glued_opening(text: str, vocabulary: Collection[str]) -> int | None:
    """Where a blank is missing after an English opening phrase ("Requeststhe": 8); None where nothing is missing.

    What is glued on must be a word: one that commonly follows an opening phrase, or one of the document's own
    (`vocabulary`, in lower case). "Requested" is no "Request" + "ed".
    """
    if not may_begin(text, "en"):
        return None
    match = _GLUED.match(text[:_WINDOW])
    if match is None or not match["rest"].islower():
        return None
    rest = match["rest"]
    return match.start("rest") if rest in ENGLISH_FOLLOWERS or rest in vocabulary else None
