"""Paragraphs that are not of a resolution: of a report, a charter, an article, in the six official languages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from index.cues import RESOLUTION_WORD
from index.model import Span
from index.patterns import Pattern

# What has paragraphs of its own.
_NOUN: Final = (
    r"(?:reports?|charter|covenants?|conventions?|declarations?|articles?|arts?|letters?|statutes?|agreements?|accords?"
    r"|programmes?|documents?|notes?|rules?|protocols?|treat(?:y|ies)|plans?|judge?ments?|opinions?|statements?|pacts?"
    r"|memorand(?:um|a)|communiqués?|constitutions?|regulations?|principles?|decisions?|observations|meetings?"
    r"|chapters?|rapports?|charte|pactes?|déclarations?|lettres?|statuts?|informes?|carta|pactos?|convenios?"
    r"|convenci[oó]n|declaraci[oó]n|art[íi]culos?|estatutos?|acuerdos?|доклад\w{0,3}|устав\w{0,2}|пакт\w{0,2}"
    r"|конвенци\w{1,2}|деклараци\w{1,2}|стать\w{1,2}|ст|письм\w{1,2}|\w{0,2}تقرير|\w{0,2}ميثاق|\w{0,2}عهد"
    r"|\w{0,2}اتفاقية|\w{0,2}إعلان|\w{0,2}مادة)"
)
_OTHER: Final = Pattern(
    rf"\b{_NOUN}\b|报告|宪章|盟约|公约|宣言|声明|规约|协定|第[0-9一二三四五六七八九十]{{1,3}}条", re.I
)
_PREPOSITION: Final = r"(?:of|in|from|to|under|within|de|du|des|del|dans|en|à|из|в|من|في|d'|de l')"
# The paragraph, this, the noun: "of the Secretary-General's", "de l'"; in Russian some genitives.
_TO_NOUN: Final = Pattern(
    rf"[\s,]{{0,3}}{_PREPOSITION}\s{{0,3}}(?:(?!{RESOLUTION_WORD})[\w'.-]{{1,20}}\s{{1,3}}){{0,8}}(?:l'|d')?"
    r"|\s{1,3}(?:[а-я]{2,15}\s{1,3}){1,2}",
    re.I,
)
# The noun, this, the paragraph: "Article 2, paragraph 4", "report (S/25354), paragraph 16".
_IN_PARTICULAR: Final = (
    r"(?:and\s{1,3})?(?:in\s{1,3}particular|especially|notably|specifically)\s{1,3}"
    r"(?:(?:in|with|his|its|their|the)\s{1,3}){0,2}"
)
_FROM_NOUN: Final = Pattern(
    r"\.?\s{0,2}(?:[0-9]{1,4}|[IVXLC]{1,6}|premier|one|two|\([^()]{1,30}\))?[\s,(:]{0,4}(?:的|中的|其)?(?:its\s|the\s)?"
    rf"|\.?[\w\s'.-]{{0,80}}(?:\([^()]{{1,30}}\))?,\s{{1,3}}{_IN_PARTICULAR}",
    re.I,
)
_LONGEST: Final = 120


class OtherTexts:
    """Where a folded text names something other than a resolution that has paragraphs."""

    def __init__(self, folded: str) -> None:
        self._text = folded
        spans = [match.span() for match in _OTHER.finditer(folded)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def claim(self, paragraph: Span, since: int, limit: int) -> bool:
        """Whether the words around a paragraph, in [since, limit), give it to one of them."""
        index = bisect_left(self._starts, paragraph.end)
        start = self._starts[index] if index < len(self._starts) else limit
        near = start < min(limit, paragraph.end + _LONGEST)
        if near and (self._is_genitive(paragraph.end, start) or _TO_NOUN.fullmatch(self._text, paragraph.end, start)):
            return True
        index = bisect_right(self._ends, paragraph.start) - 1
        if index < 0 or self._starts[index] < since or paragraph.start - self._ends[index] > _LONGEST:
            return False
        return _FROM_NOUN.fullmatch(self._text, self._ends[index], paragraph.start) is not None

    def _is_genitive(self, end: int, noun: int) -> bool:
        """Russian joins the two by case alone: "пункт 3 статьи 1"."""
        return "а" <= self._text[noun].lower() <= "я" and self._text[end:noun].isspace()

    def named_between(self, start: int, end: int) -> bool:
        """Whether one is named in [start, end)."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._ends[index] <= end
