"""The paragraphs that a question names: looked up, or said not to exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.catalog import Catalog, ResolutionSummary
from index.model import Paragraph
from index.symbols import paragraph_label
from rag.frame import sentence
from rag.holdings import Holdings
from rag.model import Refusal
from rag.question import Place


@dataclass(frozen=True, slots=True)
class Lookup:
    """Paragraphs found, and the refusals for those that are not there."""

    paragraphs: tuple[Paragraph, ...]
    refusals: tuple[Refusal, ...]


def look_up(places: Sequence[Place], catalog: Catalog, holdings: Holdings, language: str, frame: str) -> Lookup:
    """Look up named paragraphs, whose resolutions are all known, preferring texts in `language`."""
    found: list[Paragraph] = []
    missing: list[tuple[Place, Refusal]] = []
    met: set[Place] = set()
    for place in places:
        assert place.symbol is not None
        versions = holdings.versions(place.symbol)
        chosen = next((version for version in versions if version.language == language), versions[0])
        resolution = catalog.resolution(chosen.symbol, chosen.language)
        paragraphs = resolution.paragraphs if resolution else ()
        if matches := _matching(place, paragraphs):
            found.extend(matches)
            met.add(replace(place, symbol=None))
        else:
            missing.append((place, _missing(place, chosen, paragraphs, frame)))
    # Where a name fits several resolutions, it is enough that one of them has the paragraph.
    refusals = (
        refusal for place, refusal in missing if not place.one_of_several or replace(place, symbol=None) not in met
    )
    return Lookup(tuple(dict.fromkeys(found)), tuple(refusals))


def _matching(place: Place, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    kind = place.kind or "operative"
    number = place.number
    candidates = [paragraph for paragraph in paragraphs if paragraph.kind == kind]
    if number == "last":
        return [paragraph for paragraph in candidates if paragraph.parent is None][-1:]
    exact = [paragraph for paragraph in candidates if (paragraph.part, paragraph.number) == (place.part, number)]
    if exact or place.part:
        return exact
    # "Paragraph 3" of a resolution in parts: each part that has one, since the question does not say which.
    return [paragraph for paragraph in candidates if paragraph.number == number]


def _missing(place: Place, summary: ResolutionSummary, paragraphs: Sequence[Paragraph], frame: str) -> Refusal:
    if place.kind == "preambular":
        message = sentence(
            frame, "no_such_preambular", symbol=summary.symbol, number=place.number, count=summary.preambular
        )
    else:
        numbers = [
            paragraph.number
            for paragraph in paragraphs
            if paragraph.kind == "operative" and paragraph.parent is None and place.part in ("", paragraph.part)
        ]
        message = sentence(
            frame,
            "no_such_operative",
            symbol=paragraph_label(summary.symbol, None, None, place.part),
            number=_printed(place.number),
            range=_range(numbers),
        )
    return Refusal("no_such_paragraph", message)


def _printed(number: str) -> str:
    """ "2 (a) (i)" for "2.a.i"."""
    first, *letters = number.split(".")
    return " ".join([first, *(f"({letter})" for letter in letters)])


def _range(numbers: list[str]) -> str:
    """ "1–12", or the numbers one by one where they do not simply count up; "—" without any."""
    if not numbers:
        return "—"
    if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return f"1–{len(numbers)}" if len(numbers) > 1 else "1"
    return ", ".join(dict.fromkeys(numbers))
