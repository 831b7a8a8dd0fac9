"""What may stand between a paragraph and its resolution.

Patterns in the six official languages, for folded text; all are bounded.
"""

from __future__ import annotations

import re
from typing import Final

from index.cues import RESOLUTION_WORD
from index.patterns import Pattern

_DATE: Final = r"(?:\s{1,3}(?:of|du|de|от)\s{1,3}[0-9]{1,2}\s{1,3}(?:de\s)?\w{3,12}(?:,?\s{1,3}(?:de\s)?[0-9]{4})?)?"
_PREPOSITION: Final = (
    r"(?:of|in|from|to|under|within|contained\s{1,3}in|de|du|des|del|dans|en|à|из|в|من|في|的|(?:de\s)?l'|d')"
)
_ARTICLE: Final = (
    r"(?:the|its|their|his|said|same|UN|U\.N\.|United\s{1,3}Nations|Council|Council's|Assembly|Assembly's"
    r"|la|le|les|las|los|l'|sa|su|своей|его)"
)
# "para. 8 of resolution 57/203", "paragraph 9 (b) (i-iii) of": a preposition that leads to the resolution.
_OF: Final = Pattern(
    rf"(?:\s?\([a-z0-9,\s-]{{1,15}}\))?[\s,]{{0,3}}{_PREPOSITION}\s{{0,3}}(?:{_ARTICLE}\s{{0,3}}){{0,3}}", re.I
)
# "para. 8, resolution 57/203", "пункт 8 резолюции 57/203".
_NEXT_TO: Final = Pattern(r"[\s,(\[]{0,4}")
# "resolution 57/203, in particular its paragraph 8", "57/203 OP8", 第57/203号决议的第8段.
_LEADING_WORD: Final = (
    r"(?:(?:and\s{1,3})?in\s{1,3}particular|especially|notably|specifically|including|see|at|in|its|their|the|en\s{1,3}particulier"
    r"|notamment|en\s{1,3}particular|son|sa|le|la|el|su|al|au|в\s{1,3}частности|его|в|в\s{1,3}ее)(?!\w)"
)
_CHINESE_LEAD: Final = r"(?:的|之|中的|里的|中|特别是|尤其是|其)"
_LED_BY: Final = Pattern(
    rf"{_DATE}(?:'s)?[\s,:(\[-]{{0,4}}(?:(?:{_LEADING_WORD}|{_CHINESE_LEAD})[\s,:(]{{0,3}}){{0,3}}", re.I
)
_AND: Final = Pattern(
    r"[\s,;]{0,3}(?:and|or|&|et|ou|y|e|o|и|или|和|及|与|以及|、|و|to|,)[\s,]{0,3}"
    r"(?:(?:in|of|the|its|to|la|le|el|du|de)\s{1,3}){0,2}"
    r"|\s{0,3}[,、]\s{0,3}",
    re.I,
)
_THAT: Final = (
    r"(?:that|the\s{1,3}said|the\s{1,3}same|the\s{1,3}above-mentioned|the\s{1,3}aforementioned|cette|ladite|la\s{1,3}même|dicha|esa|la\s{1,3}misma|этой"
    r"|указанной|той\s{1,3}же|هذا)"
)
_THAT_RESOLUTION: Final = Pattern(
    rf"[\s,]{{0,3}}(?:{_PREPOSITION}\s{{0,3}}{_THAT}\s{{1,3}}{RESOLUTION_WORD}|thereof\b)"
    r"|的?(?:该|上述|同一)(?:决议|決議)",
    re.I,
)
_THEREOF: Final = Pattern(r"[\s,]{0,3}thereof\b", re.I)
_THIS_RESOLUTION: Final = Pattern(
    rf"[\s,]{{0,3}}{_PREPOSITION}\s{{0,3}}(?:the\s{{1,3}}present|this|la\s{{1,3}}présente|la\s{{1,3}}presente|esta|настоящей)\s{{1,3}}"
    + RESOLUTION_WORD,
    re.I,
)
_ABOVE: Final = Pattern(r"[\s,]{0,3}(?:above|below|ci-dessus|ci-après|supra|infra|выше|ниже|أعلاه|أدناه)\b", re.I)
# A short run without "and": "Resolution 57/203 stresses, in its paragraph 8".
_SAYS_IN: Final = Pattern(
    r"(?:,?\s{1,3}(?!and\b|or\b|but\b|et\b|y\b|и\b)[^\W\d]{1,15}){0,3},?\s{1,3}(?:in|under|dans|en|в|au|à)\s{1,3}"
    r"(?:(?:its|the|son|sa|le|su|el|своем)\s{1,3})?",
    re.I,
)
# A full stop before a figure or a small letter is an abbreviation's: "para. 8".
_IBIDEM: Final = Pattern(r"\bibid(?:em)?\.?[\s,]{0,3}\Z", re.I)
_SENTENCE_END: Final = Pattern(r"[.!](?=\s{1,3}[A-ZÀ-ÞА-Я¿¡\"“(«]|\s{0,3}\Z)|;(?=\s)|[?。；！]|\n\s{0,3}\n")


def _spans(pattern: Pattern, text: str, start: int, end: int, longest: int = 80) -> bool:
    return 0 <= end - start <= longest and pattern.fullmatch(text, start, end) is not None


def leads_to(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is "of", "of the" or the like: the paragraph before it is of the resolution after it."""
    return _spans(_OF, text, start, end)


def lies_beside(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is nothing but blanks, a comma, a bracket."""
    return _spans(_NEXT_TO, text, start, end)


def follows(text: str, start: int, end: int) -> bool:
    """Whether [start, end) leads from a resolution to its paragraph: ", in particular", "'s", 的."""
    return _spans(_LED_BY, text, start, end)


def is_list_joint(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is "and" or a comma between two paragraphs."""
    return _spans(_AND, text, start, end)


def that_resolution(text: str, end: int) -> bool:
    """Whether "of that resolution" or "thereof" follows."""
    return _THAT_RESOLUTION.match(text, end) is not None


def says_resolution(text: str, end: int) -> bool:
    """Whether what follows says "resolution" itself and not only "thereof"."""
    return _THAT_RESOLUTION.match(text, end) is not None and _THEREOF.match(text, end) is None


def this_resolution(text: str, end: int) -> bool:
    """Whether "of the present resolution" follows."""
    return _THIS_RESOLUTION.match(text, end) is not None


def points_within(text: str, end: int) -> bool:
    """Whether "above", "below" follows: a paragraph of the text itself."""
    return _ABOVE.match(text, end) is not None


def is_ibidem(text: str, start: int) -> bool:
    """Whether "ibid.," stands before `start`: in the document named last."""
    return _IBIDEM.search(text, max(0, start - 12), start) is not None


def says_in(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is like "stresses, in its": a resolution, what it does, and where."""
    return _spans(_SAYS_IN, text, start, end, 60)


def sentence_ends(text: str) -> list[int]:
    """Where sentences end, in order."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]
