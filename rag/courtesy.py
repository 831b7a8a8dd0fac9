"""Greetings, thanks and "what can you do?": no questions about resolutions, and answered without a citation.

A text is one of these only when it consists of such phrases and nothing else: "hello" before a question is no greeting.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from rag.answer import escape_markdown
from rag.courtesy_words import FILLERS, PHRASES, REPLIES
from rag.holdings import Holdings
from rag.model import SERVICE, Answer

CourtesyKind = Literal["greeting", "thanks", "farewell", "service"]
# Characters. Whoever writes more than this says more than a courtesy.
_LONGEST: Final = 80
_UNSPACED: Final = "zh"


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What is said beside questions, and in which of the six languages."""

    kind: CourtesyKind
    language: str


def _plain(text: str) -> str:
    """Lower-case words with blanks between them, without accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text[: _LONGEST + 1].casefold().replace("'", " ").replace("’", " "))
    letters = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", letters))


def _alternatives(texts: list[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


def _read() -> tuple[dict[str, Courtesy], dict[str, re.Pattern[str]]]:
    """Every phrase with what it is; and for each language what a text of such phrases alone looks like."""
    known: dict[str, Courtesy] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for language, kinds in PHRASES.items():
        own = {_plain(phrase): Courtesy(kind, language) for kind, texts in kinds.items() for phrase in texts.split("|")}
        between = "" if language == _UNSPACED else r"(?: |$)"
        fillers = [_plain(filler) for filler in FILLERS[language].split("|")]
        phrase, filler = _alternatives([*own]), _alternatives(fillers)
        aside = rf"(?:(?:{filler}){between})*"
        patterns[language] = re.compile(rf"{aside}(?:(?P<phrase>{phrase}){between}{aside})+")
        known = {**own, **known}
    return known, patterns


_KNOWN, _PATTERNS = _read()


def courtesy(text: str) -> Courtesy | None:
    """What a text says when it says nothing but courtesies; None for a question.

    Of several the last counts: "Hello, what can you do?" asks for the service.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    for language, pattern in _PATTERNS.items():
        found = pattern.fullmatch(plain.replace(" ", "") if language == _UNSPACED else plain)
        if found:
            return _KNOWN[found["phrase"]]
    return None


def reply(text: str, said: Courtesy, holdings: Holdings) -> Answer:
    """A short plain answer: what the service does and holds, without a citation."""
    words = REPLIES[said.language]
    parts = [words["does"]] if said.kind == "service" else [words[said.kind], words["does"]]
    if holdings.symbols:
        parts.append(words["holds"].format(held=holdings.described(said.language)))
    numbered = [summary.symbol for summary in holdings.summaries if summary.operative]
    if numbered and said.kind != "farewell":
        parts.append(words["example"].format(symbol=numbered[-1]))
    return Answer(
        question=text,
        language=said.language,
        answer=escape_markdown(("" if said.language == _UNSPACED else " ").join(parts)),
        refusal=None,
        citations=(),
        certainty=1.0,
        retrieved=(),
        answerer=SERVICE,
    )
