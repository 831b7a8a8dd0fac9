"""The lineage of a paragraph: what stood in its place in the resolutions before and after, in order of adoption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np

from index.catalog import Catalog, ResolutionSummary
from index.model import Paragraph, Resolution
from rag.citing import cite_paragraph
from rag.correspondence import Pair, correspond
from rag.model import Citation
from rag.notebook import ShownInNotebooks
from rag.places import read_place
from rag.quotable import same_wordings, summaries_of
from rag.resemblance import alike_by_words
from rag.series import Related, saying_the_same, series_of
from rag.side_by_side import LANGUAGE_DIFFERS, paragraph_at, resolution_at, same_wording, top_level
from rag.wording_diff import DiffPart, compare_wordings

Change = Literal["first", "same", "changed", "moved"]

# So alike, and so much more than any other paragraph there, that the neighbours need not be asked.
_CERTAIN: Final = 0.75
_CERTAIN_LEAD: Final = 0.25
_UNDATED: Final = date.max


@dataclass(frozen=True, slots=True)
class LineageEntry:
    """One paragraph of the lineage.

    `change` is against the last earlier entry in the same language (`compared_with`): "first", there is none before;
    "same" wording and number; "moved", same wording under another number; "changed" wording, `moved` telling whether
    its number changed too. An entry in a language in which nothing came before is "changed" without differences, and
    `note` says that the wordings were not compared. `absent_before`: resolutions of the series adopted since the last
    entry that have no such paragraph.
    """

    citation: Citation
    adopted: date | None
    change: Change
    moved: bool = False
    diff: tuple[DiffPart, ...] = ()
    compared_with: str | None = None
    note: str = ""
    absent_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage(ShownInNotebooks):
    """The lineage of the paragraph `of`, in order of adoption.

    `absent_after`: the later resolutions of the series, which have no such paragraph.
    """

    of: str
    entries: tuple[LineageEntry, ...]
    absent_after: tuple[str, ...] = ()


def trace(catalog: Catalog, reference: str) -> Lineage:
    """Trace one paragraph through the resolutions of its series and wherever else its wording stands.

    Raises SymbolError for what is no reference, InputError for one to no paragraph, NotInCorpusError for what is not
    indexed.
    """
    with catalog.snapshot():
        place = read_place(catalog, reference)
        resolution = resolution_at(catalog, place)
        paragraph = paragraph_at(place, resolution)
        series = series_of(catalog, resolution)
        found = [
            (one.resolution.symbol, one.resolution.language, _counterpart(resolution, paragraph, one, catalog))
            for one in series
        ]
        found.append((resolution.symbol, resolution.language, paragraph))
        known = {symbol for symbol, _, _ in found}
        found += [(one.symbol, one.language, one) for one in saying_the_same(catalog, paragraph, known)]
        summaries = summaries_of(catalog, {symbol for symbol, _, _ in found})
        steps = [(summaries[symbol, language], one) for symbol, language, one in found]
        return _lineage(catalog, paragraph, sorted(steps, key=lambda step: _order(step[0])))


def _order(summary: ResolutionSummary) -> tuple[date, str, str]:
    return (summary.adopted or _UNDATED, summary.symbol, summary.language)


def _counterpart(home: Resolution, paragraph: Paragraph, related: Related, catalog: Catalog) -> Paragraph | None:
    """What stands in another resolution in the paragraph's place; None where nothing does."""
    other = related.resolution
    if related.via is not None:
        between = _counterpart(home, paragraph, Related(related.via), catalog)
        if between is None:
            return None
        return _counterpart(related.via, between, Related(other), catalog)
    if other.language == home.language:
        certain = _certain(paragraph, home, other)
        if certain is not None:
            return certain
    if paragraph.parent is None:
        return _paired(correspond(catalog, top_level(home), top_level(other)), paragraph)
    parent = next(one for one in home.paragraphs if one.id == paragraph.parent)
    parent_there = _counterpart(home, parent, related, catalog)
    if parent_there is None:
        return None
    siblings = [one for one in home.paragraphs if one.parent == parent.id]
    return _paired(
        correspond(catalog, siblings, [one for one in other.paragraphs if one.parent == parent_there.id]), paragraph
    )


def _certain(paragraph: Paragraph, home: Resolution, other: Resolution) -> Paragraph | None:
    """The one paragraph there that is much alike, when no second one is, neither there nor at home."""
    there = _of_its_level(paragraph, other)
    found = _standing_out(paragraph, there)
    if found is None or _standing_out(found, _of_its_level(paragraph, home)) is None:
        return None
    return found


def _of_its_level(paragraph: Paragraph, resolution: Resolution) -> list[Paragraph]:
    return [one for one in resolution.paragraphs if (one.parent is None) == (paragraph.parent is None)]


def _standing_out(paragraph: Paragraph, others: Sequence[Paragraph]) -> Paragraph | None:
    if not others:
        return None
    alike = alike_by_words([paragraph], others)[0]
    best = int(np.argmax(alike))
    rest = np.delete(alike, best)
    lead = alike[best] - (rest.max() if rest.size else 0.0)
    return others[best] if alike[best] >= _CERTAIN and lead >= _CERTAIN_LEAD else None


def _paired(pairs: Sequence[Pair], paragraph: Paragraph) -> Paragraph | None:
    return next((pair.after for pair in pairs if pair.before is not None and pair.before.id == paragraph.id), None)


def _lineage(catalog: Catalog, of: Paragraph, steps: Sequence[tuple[ResolutionSummary, Paragraph | None]]) -> Lineage:
    entries: list[LineageEntry] = []
    latest: dict[str, Paragraph] = {}
    absent: list[str] = []
    same = same_wordings(catalog, [paragraph.id for _, paragraph in steps if paragraph is not None])
    for summary, paragraph in steps:
        if paragraph is None:
            absent.append(summary.symbol)
            continue
        citation = cite_paragraph(paragraph, summary, 1, same_wording=same.get(paragraph.id, ()))
        entries.append(_entry(citation, summary, paragraph, latest, tuple(absent) if entries else ()))
        latest[paragraph.language] = paragraph
        absent = []
    return Lineage(of.id, tuple(entries), tuple(absent))


def _entry(
    citation: Citation,
    summary: ResolutionSummary,
    paragraph: Paragraph,
    latest: dict[str, Paragraph],
    absent: tuple[str, ...],
) -> LineageEntry:
    if not latest:
        return LineageEntry(citation, summary.adopted, "first", absent_before=absent)
    before = latest.get(paragraph.language)
    if before is None:
        return LineageEntry(citation, summary.adopted, "changed", note=LANGUAGE_DIFFERS, absent_before=absent)
    moved = (before.kind, before.number, before.part) != (paragraph.kind, paragraph.number, paragraph.part)
    change: Change = "moved" if moved else "same"
    diff: tuple[DiffPart, ...] = ()
    if not same_wording(before.text, paragraph.text):
        change = "changed"
        diff = compare_wordings(before.text, paragraph.text)
    return LineageEntry(citation, summary.adopted, change, moved, diff, before.id, absent_before=absent)
