"""Citations for readers, in the style of the United Nations and in the reader's language.

"General Assembly resolution 57/203 of 18 December 2002, para. 8" is "大会2002年12月18日第57/203号决议，第8段" in
Chinese. What `unqa` prints for programs and terminals (`rag.citation_formats`) is English.
"""

from __future__ import annotations

from dataclasses import replace

from rag.citation_formats import Citable, cite_as
from ui.page_words import ENGLISH, direction, long_date, say
from ui.spoken_labels import FROM_THE_RIGHT, spoken_pinpoint


def spoken_citation(place: Citable, language: str) -> str:
    """The citation of a place, without the receipt for its words."""
    if language == ENGLISH:
        return cite_as("un", replace(place, receipt=None))
    cited = _document(place, language) if place.symbol.body == "FILE" else _resolution(place, language)
    if not place.pinpoint:
        return cited
    return say(language, "place_separator").join((cited, spoken_pinpoint(place.pinpoint, language)))


def _resolution(place: Citable, language: str) -> str:
    number = place.symbol.text.partition("/RES/")[2]
    body = say(language, f"cited_body_{place.symbol.body}")
    # Where the year is part of the number, as for the Security Council, no date is given besides.
    if place.adopted is None or place.symbol.year is not None:
        return say(language, "cited_resolution", number=number, body=body)
    return say(language, "cited_resolution_of", number=number, body=body, date=long_date(language, place.adopted))


def _document(place: Citable, language: str) -> str:
    """A document that is no resolution, by its own title, which is not translated."""
    cited = f"{place.title or place.symbol.number} ({say(language, 'no_resolution')})"
    # It may begin with letters of the other direction.
    return f"{FROM_THE_RIGHT}{cited}" if direction(language) == "rtl" else cited
