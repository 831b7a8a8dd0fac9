"""Headings within a resolution: lettered and numbered parts, annexes, articles."""

from __future__ import annotations

import re
from typing import Final

_LETTER: Final = re.compile(r"(?P<name>[A-Z]|[IVX]{1,5})\.?$")
_TITLED: Final = re.compile(r"(?P<name>[A-Z]|[IVX]{1,5})[.．]\s+(?P<title>[^\W\d_].{2,90})$")
_ANNEX: Final = re.compile(
    r"(?P<word>annex|appendix|annexe|anexo|apéndice|appendice|приложение|附件|附录|المرفق|مرفق)"
    r"(?:\s+(?P<number>[IVXL]{1,6}|[A-Z]|\d{1,2}|[一二三四五六七八九十]{1,2}))?$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"(?P<word>article|rule|section|chapter|part|regulation|artículo|sección|статья|раздел|часть)\s+"
    r"(?P<number>[IVXL]{1,6}|\d{1,3}|[A-Z])\b(?P<title>[.:]?(?:\s.{1,80})?)$",
    re.IGNORECASE,
)
_STOPPED: Final = re.compile(r"[,;:.。；，：]$")
_ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _follows(name: str, last: str) -> bool:
    """Whether a part may come after the last one: A or I first, then one by one."""
    if not last:
        return name in ("A", "I")
    if last in _ROMANS and name in _ROMANS and _ROMANS.index(name) == _ROMANS.index(last) + 1:
        return True
    if len(name) == len(last) == 1 and ord(name) == ord(last) + 1:
        return True
    # Lettered parts may stand under roman ones and the other way round.
    return name in ("A", "I") and (name == "A") != (last not in _ROMANS)


def read_part(line: str, last: str) -> tuple[str, str] | None:
    """The name of the part that a heading line begins, and the part's kind; None where the line is no such heading.

    `last` is the name of the lettered or numbered part before it, "". Kinds: "part" (A, II), "annex" (annex, annexII),
    "unit" (article5, rule41, chapterX).
    """
    text = line.strip()
    match = _ANNEX.match(text)
    if match:
        return f"annex{match['number'] or ''}", "annex"
    match = _UNIT.match(text)
    if match and not _STOPPED.search(match["title"] or ""):
        return f"{match['word'].lower()}{match['number']}", "unit"
    match = _LETTER.match(text) or _TITLED.match(text)
    if match and (match.re is _LETTER or not _STOPPED.search(text)) and _follows(match["name"], last):
        return match["name"], "part"
    return None
