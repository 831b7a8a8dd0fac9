"""Words for people: names of languages, headings, places and refusals."""

from __future__ import annotations

from datetime import date

from index.errors import SymbolError
from index.model import Paragraph, Resolution
from index.symbols import paragraph_label, split_id
from rag.model import RefusalCode
from ui.text import one_line

_LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
# strftime would follow the locale; the interface speaks English.
_MONTHS = "January February March April May June July August September October November December".split()
_REFUSALS: dict[RefusalCode, str] = {
    "resolution_not_in_corpus": "Not in the corpus",
    "no_such_paragraph": "No such paragraph",
    "no_passage": "No answer in the corpus",
}


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where there is none."""
    return _LANGUAGES.get(code, code)


def refusal_title(code: RefusalCode) -> str:
    """A refusal in a few words."""
    return _REFUSALS[code]


def long_date(day: date) -> str:
    """A date in words: "18 December 2002"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def heading_line(resolution: Resolution) -> str:
    """Date, meeting, session and so on, as far as the document gives them, on one line."""
    parts = []
    if resolution.adopted:
        parts.append(f"Adopted {long_date(resolution.adopted)}")
    if resolution.session:
        parts.append(f"session {resolution.session}")
    parts += [
        text
        for text in (resolution.meeting, resolution.agenda_item, resolution.committee_report, resolution.vote)
        if text
    ]
    return " · ".join(one_line(part) for part in parts)


def whole_label(symbol: str) -> str:
    """The name of a whole text: its symbol, and of one that is no resolution, that it is none."""
    return one_line(paragraph_label(symbol, None, None))


def place_label(paragraph: str) -> str:
    """The printable label of a paragraph's id, its language added; an id that cannot be read is shown as it is."""
    try:
        place = split_id(paragraph)
    except SymbolError:
        return one_line(paragraph)
    if place.symbol is None or place.kind is None:
        return one_line(paragraph)
    label = paragraph_label(place.symbol, place.kind, place.number, place.part)
    suffix = f" ({language_name(place.language)})" if place.language not in (None, "en") else ""
    return one_line(label + suffix)


def paragraph_name(paragraph: Paragraph) -> str:
    """The label of a paragraph of a resolution that is being read."""
    return one_line(
        paragraph_label(paragraph.symbol, paragraph.kind, paragraph.number, paragraph.part, numbered=paragraph.numbered)
    )
