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
    candidates = _candidates(place, paragraphs)
    if place.number == "last":
        return [paragraph for paragraph in candidates if paragraph.parent is None][-1:]
    matches = [paragraph for paragraph in candidates if paragraph.number == place.number]
    # "Paragraph 3" of a resolution in parts: each part that has one, since the question does not say which.
    return [paragraph for paragraph in matches if paragraph.part == place.part] or matches


def _candidates(place: Place, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the kind and part named; those of an annex only where it is named, or nothing else is there."""
    kind = place.kind or "operative"
    of_kind = [paragraph for paragraph in paragraphs if paragraph.kind == kind]
    if place.part:
        return [paragraph for paragraph in of_kind if paragraph.part == place.part]
    return [paragraph for paragraph in of_kind if not paragraph.part.startswith("annex")] or of_kind


def _missing(place: Place, summary: ResolutionSummary, paragraphs: Sequence[Paragraph], frame: str) -> Refusal:
    if place.kind == "preambular":
        message = sentence(
            frame, "no_such_preambular", symbol=summary.symbol, number=place.number, count=summary.preambular
        )
    else:
        numbers = [paragraph.number for paragraph in _candidates(place, paragraphs) if paragraph.parent is None]
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
