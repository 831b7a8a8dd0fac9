"""The six official languages: which one a text is in, who speaks in it, and how it writes a date."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")

_SCRIPTS: Final = {
    "zh": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
# The commonest words that the other two do not use.
_FUNCTION_WORDS: Final = {
    "en": frozenset("the of and to in that by with its for on as or be".split()),
    "fr": frozenset("le les des du et à dans par pour sur aux une qui que ses l d".split()),
    "es": frozenset("el los las del y en por para con que su una sobre al se".split()),
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000


def detect_language(text: str) -> str:
    """The two-letter code of the official language that a text is written in, by script and function words."""
    sample = text[:_SAMPLE]
    counts = {language: len(pattern.findall(sample)) for language, pattern in _SCRIPTS.items()}
    # A Chinese character stands for a word, where other scripts need five letters.
    counts["zh"] *= 4
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > len(re.findall(r"[A-Za-zÀ-ÿ]", sample)):
        return best
    words = _WORD.findall(sample.lower())
    scores = {language: sum(word in known for word in words) for language, known in _FUNCTION_WORDS.items()}
    return max(("en", "fr", "es"), key=lambda language: scores[language])


# Who adopts resolutions: the body's code (as symbols name it) and its name at the head of the text.
ORGANS: Final[dict[str, tuple[str, ...]]] = {
    "GA": (
        r"The General Assembly",
        r"L[’']Assemblée générale",
        r"La Asamblea General",
        r"Генеральная Ассамблея",
        r"大会",
        r"إن الجمعية العامة",
    ),
    "SC": (
        r"The Security Council",
        r"Le Conseil de sécurité",
        r"El Consejo de Seguridad",
        r"Совет Безопасности",
        r"安全理事会",
        r"إن مجلس الأمن",
    ),
    "ECOSOC": (
        r"The Economic and Social Council",
        r"Le Conseil économique et social",
        r"El Consejo Económico y Social",
        r"Экономический и Социальный Совет",
        r"经济及社会理事会",
        r"إن المجلس الاقتصادي والاجتماعي",
    ),
    "HRC": (
        r"The Human Rights Council",
        r"Le Conseil des droits de l[’']homme",
        r"El Consejo de Derechos Humanos",
        r"Совет по правам человека",
        r"人权理事会",
        r"إن مجلس حقوق الإنسان",
    ),
}
_MARKS: Final = r"[*_ ]*"
_OPENER: Final = re.compile(
    rf"{_MARKS}(?:{'|'.join(f'(?P<{body}>' + '|'.join(names) + ')' for body, names in ORGANS.items())})"
    rf"\s*(?:[,，،]{_MARKS}(?=\S|$)|[.:;：]?{_MARKS}$)",
    re.IGNORECASE,
)


def find_opener(line: str) -> tuple[str, int] | None:
    """The body that a line such as "The General Assembly," names, and where in the line the opener ends; or None.

    The opener stands alone on its line, or is cut off from what follows by a comma.
    """
    match = _OPENER.match(line)
    return (match.lastgroup, match.end()) if match and match.lastgroup else None


# A meeting as the heading or the closing line names it, scanning errors included ("298Ist meeting", "1193rd_ meeting").
MEETING: Final = (
    r"\d{1,4} ?\d?[A-Za-z]{0,3}_? (?:(?:\((?:closed|private|resumed)\)|closed|private|plenary|emergency|special) )*"
    r"mee?tings?(?: \((?:closed|private)(?: meeting)?\))?"
    r"|\d+e séance(?: plénière)?|\d+[ªa°]? sesión(?: plenaria)?|\d+-[ме]е? (?:пленарное )?заседани[ея]"
    r"|第 ?\d+ ?次(?:全体)?会议|الجلسة(?: العامة)? \d+|\d+ الجلسة العامة"
)

_MONTHS: Final = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_VARIANTS: Final = {"setiembre": 9, "يونيو": 6, "يوليو": 7, "apri]": 4, "apri1": 4, "juiy": 7, "ju1y": 7, "ju]y": 7}
MONTHS: Final[dict[str, int]] = {
    name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), 1)
} | _VARIANTS
_MONTH: Final = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
# "1 May 1948"; no date is shorter than this in any of the languages.
_SHORTEST_DATE: Final = 8
_DAY: Final = r"(?P<day>[0-9\u0660-\u0669]{1,2})"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|[\u0661\u0662][\u0660-\u0669]{3})"
_DATES: Final = (
    re.compile(
        rf"(?<!\d){_DAY}(?:er|º|st|nd|rd|th)?\s+(?:de\s+)?(?:[\u0621-\u064a ]{{3,14}}/\s*)?(?P<month>{_MONTH})"
        rf"[.,]?\s+(?:de\s+)?{_YEAR}(?!\d)(?:\s+года)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"),
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first complete date in a text, and its range [start, end) there; None without one. All six languages."""
    found: tuple[date, int, int] | None = None
    if len(text) < _SHORTEST_DATE:
        return None
    for pattern in _DATES:
        for match in pattern.finditer(text):
            value = _date(match["year"], match["month"], match["day"])
            if value and (found is None or match.start() < found[1]):
                found = (value, match.start(), match.end())
                break
    return found


def _date(year: str, month: str, day: str) -> date | None:
    number = MONTHS.get(month.lower()) or (int(month) if month.isdecimal() else 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
