"""The paragraphs that a question names: looked up, or said not to exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.catalog import Catalog, ResolutionSummary
from index.model import Paragraph
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
    refusals: list[Refusal] = []
    for place in places:
        assert place.symbol is not None
        versions = holdings.versions(place.symbol)
        chosen = next((version for version in versions if version.language == language), versions[0])
        resolution = catalog.resolution(chosen.symbol, chosen.language)
        paragraphs = resolution.paragraphs if resolution else ()
        matches = _matching(place, paragraphs)
        if matches:
            found.extend(matches)
        else:
            refusals.append(_missing(place, chosen, paragraphs, frame))
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
            paragraph.number for paragraph in paragraphs if paragraph.kind == "operative" and paragraph.parent is None
        ]
        message = sentence(
            frame,
            "no_such_operative",
            symbol=summary.symbol,
            number=place.number.replace(".", " "),
            range=_range(numbers),
        )
    return Refusal("no_such_paragraph", message)


def _range(numbers: list[str]) -> str:
    """ "1–12", or the numbers one by one where they do not simply count up; "—" without any."""
    if not numbers:
        return "—"
    if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return f"1–{len(numbers)}" if len(numbers) > 1 else "1"
    return ", ".join(dict.fromkeys(numbers))
