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
    """A part named in the text; `part` is as in an id: "B", "annex", "annexI", "annexI.B" for a part of a part."""

    span: Span
    part: str


_NAME: Final = r"(?:[IVX]{1,5}|[A-Z]|[0-9]{1,2})(?![\w'])"
_PART: Final = Pattern(
    rf"(?<!\w)(?i:(?P<annex>annex(?:es|e|o)?|приложени\w{{1,2}}|\w{{0,3}}مرفق))(?!\w)(?:\s{{1,2}}(?P<annex_name>{_NAME}))?"
    rf"|(?<!\w)(?i:sections?|sect\.|parts?|secci[oó]n|secc\.|partie|parte|раздел\w{{0,2}}|част\w{{1,2}})\s{{1,2}}(?P<name>{_NAME})"
    r"|附件(?P<chinese_annex>[一二三四五六七八九十]{1,2}|[IVX]{1,5}(?!\w))?"
    r"|(?:第\s?(?P<chinese_section>[一二三四五六七八九十]{1,2})|(?P<lettered>[A-H]))\s?(?:节|部分)"
)
_BETWEEN: Final = Pattern(r"[\s,]{0,4}")


def find_parts(folded: str) -> tuple[PartMention, ...]:
    """All parts named, in order; "annex I, section B" is one."""
    found: list[PartMention] = []
    for match in _PART.finditer(folded):
        start, part = match.start(), _name(match)
        if found and start - found[-1].span.end <= 4 and _BETWEEN.fullmatch(folded, found[-1].span.end, start):
            outer = found.pop()
            start, part = outer.span.start, f"{outer.part}.{part}"
        found.append(PartMention(Span(start, match.end()), part))
    return tuple(found)


def _name(match: re.Match[str]) -> str:
    if match["annex"]:
        return f"annex{match['annex_name'] or ''}"
    if match["name"] or match["lettered"]:
        return str(match["name"] or match["lettered"])
    if match["chinese_section"]:
        return _roman(match["chinese_section"])
    return f"annex{_roman(match['chinese_annex'] or '')}"


def _roman(numeral: str) -> str:
    value = chinese_number(numeral) if numeral else None
    return to_roman(value) if value else numeral
