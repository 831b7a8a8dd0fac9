"""Where a running text names a part of a resolution: "section B", "annex I", 附件一. Works on folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.model import Span
from index.numerals import chinese_number, to_roman
from index.patterns import Pattern


@dataclass(frozen=True, slots=True)
class PartMention:
    """A part named in the text; `part` is as in an id: "B", "annex", "annexI", "annexI.B" for a part of a part.

    `unit`: an article, a rule or the like ("article5"), which is a part of a resolution only if it says so: the Charter
    has articles too.
    """

    span: Span
    part: str
    unit: bool = False


_NAME: Final = r"(?:[IVX]{1,5}|[A-Z]|[0-9]{1,2})(?![\w'])"
_PART: Final = Pattern(
    rf"(?<!\w)(?i:(?P<annex>annex(?:es|e|o)?|приложени\w{{1,2}}|\w{{0,3}}مرفق))(?!\w)(?:\s{{1,2}}(?P<annex_name>{_NAME}))?"
    rf"|(?<!\w)(?i:sections?|sect\.|parts?|secci[oó]n|secc\.|partie|parte|раздел\w{{0,2}}|част\w{{1,2}})\s{{1,2}}(?P<name>{_NAME})"
    rf"|(?<!\w)(?i:(?P<unit>article|rule|regulation|chapter|artículo|regla|règle|статья))\s{{1,2}}(?P<unit_name>{_NAME})"
    r"|附件(?P<chinese_annex>[一二三四五六七八九十]{1,2}|[IVX]{1,5}(?!\w))?"
    r"|(?:第\s?(?P<chinese_section>[一二三四五六七八九十]{1,2})|(?P<lettered>[A-H]))\s?(?:节|部分)"
)
_BETWEEN: Final = Pattern(r"[\s,]{0,4}")


def find_parts(folded: str) -> tuple[PartMention, ...]:
    """All parts named, in order; "annex I, section B" is one."""
    found: list[PartMention] = []
    for match in _PART.finditer(folded):
        start, part, unit = match.start(), _name(match), match["unit"] is not None
        if found and start - found[-1].span.end <= 4 and _BETWEEN.fullmatch(folded, found[-1].span.end, start):
            outer = found.pop()
            start, part, unit = outer.span.start, f"{outer.part}.{part}", unit and outer.unit
        found.append(PartMention(Span(start, match.end()), part, unit))
    return tuple(found)


def _name(match: re.Match[str]) -> str:
    if match["annex"]:
        return f"annex{match['annex_name'] or ''}"
    if match["unit"]:
        return f"{match['unit'].lower()}{match['unit_name']}"
    if match["name"] or match["lettered"]:
        return str(match["name"] or match["lettered"])
    if match["chinese_section"]:
        return _roman(match["chinese_section"])
    return f"annex{_roman(match['chinese_annex'] or '')}"


def _roman(numeral: str) -> str:
    value = chinese_number(numeral) if numeral else None
    return to_roman(value) if value else numeral
