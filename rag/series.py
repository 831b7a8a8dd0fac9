"""Which other resolutions a paragraph may have come from or gone to: those of its series, and those that say the same.

Two resolutions are of one series when a good part of their paragraphs have the same or nearly the same wording, or, in
two languages, when they are built alike and their paragraphs correspond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.catalog import Catalog, ResolutionSummary
from index.catalog_rows import SUMMARY_COLUMNS, summary_from_row
from index.families import units
from index.model import Paragraph, Resolution
from index.sameness import search_words
from rag.resemblance import alike_by_words, same_figures_in_place, share_in_order
from rag.side_by_side import top_level

_SHARED: Final = 0.25  # of the paragraphs of the shorter resolution
_FEWEST_SHARED: Final = 2
# A wording this short may be a formula, found in resolutions that have nothing else in common.
_FORMULA_WORDS: Final = 12
_MOST: Final = 60
_OTHER_LANGUAGES: Final = 24
_BUILT_ALIKE: Final = 2
_IN_ORDER: Final = 0.6
_SAME_FIGURES_IN: Final = 2


@dataclass(frozen=True, slots=True)
class Related:
    """A resolution of the series in the language in which it is best compared.

    `via`: the resolution with which it is best compared, where that is not the one traced: across languages the one
    that is built most alike.
    """

    resolution: Resolution
    via: Resolution | None = None


def series_of(catalog: Catalog, home: Resolution) -> tuple[Related, ...]:
    """The other resolutions of the series, in no particular order; each once."""
    own = [catalog.resolution(symbol, home.language) for symbol in sorted(_series(catalog, home))[:_MOST]]
    known = [home, *(resolution for resolution in own if resolution is not None)]
    return (*(Related(resolution) for resolution in known[1:]), *_in_other_languages(catalog, known))


def saying_the_same(catalog: Catalog, paragraph: Paragraph, but: Collection[str]) -> tuple[Paragraph, ...]:
    """Paragraphs of other resolutions that say nearly the same, the most alike of each, unless it may be a formula.

    `but`: symbols of resolutions that are left out.
    """
    if len(units(search_words(paragraph.text))) < _FORMULA_WORDS:
        return ()
    members = catalog.paragraphs(member.id for member in catalog.family(paragraph.id)[: 4 * _MOST])
    others = [member for member in members if member.symbol not in but]
    if not others:
        return ()
    alike = alike_by_words([paragraph], others)[0].tolist()
    best: dict[str, tuple[float, Paragraph]] = {}
    for score, member in zip(alike, others, strict=True):
        if member.symbol not in best or score > best[member.symbol][0]:
            best[member.symbol] = (score, member)
    return tuple(member for _, member in best.values())[:_MOST]


def _series(catalog: Catalog, home: Resolution) -> set[str]:
    """The symbols of the resolutions that share a good part of their paragraphs with this one, in its language."""
    shared = catalog.rows(
        "SELECT r2.symbol, count(DISTINCT p.id), r2.preambular + r2.operative "
        "FROM resolution r JOIN paragraph p ON p.resolution = r.key JOIN wording w ON w.key = p.wording "
        "JOIN wording w2 ON w2.key = w.key OR w2.family = w.family JOIN paragraph p2 ON p2.wording = w2.key "
        "JOIN resolution r2 ON r2.key = p2.resolution "
        "WHERE r.symbol = ?1 AND r.language = ?2 AND r2.language = ?2 AND r2.symbol != ?1 AND p.parent IS NULL "
        "AND p2.parent IS NULL GROUP BY r2.symbol",
        (home.symbol, home.language),
    )
    own = len(top_level(home))
    return {
        symbol
        for symbol, count, paragraphs in shared
        if count >= _FEWEST_SHARED and count >= _SHARED * max(1, min(own, paragraphs))
    }


def _in_other_languages(catalog: Catalog, known: Sequence[Resolution]) -> Iterator[Related]:
    """Resolutions of the series of which the corpus has no version in the language of those known."""
    rows = catalog.rows(
        f"SELECT {SUMMARY_COLUMNS} FROM resolution r WHERE r.language != ?1 "
        "AND r.symbol NOT IN (SELECT symbol FROM resolution WHERE language = ?1)",
        (known[0].language,),
    )
    found: set[str] = set()
    for summary, via in _built_alike([summary_from_row(row) for row in rows], known):
        resolution = None if summary.symbol in found else catalog.resolution(summary.symbol, summary.language)
        if resolution is None or not _correspond(catalog, top_level(via), top_level(resolution)):
            continue
        found.add(summary.symbol)
        yield Related(resolution, None if via is known[0] else via)
        for symbol in sorted(_series(catalog, resolution) - {one.symbol for one in known} - found):
            sister = catalog.resolution(symbol, summary.language)
            if sister is not None:
                found.add(symbol)
                yield Related(sister, resolution)


def _correspond(catalog: Catalog, own: Sequence[Paragraph], other: Sequence[Paragraph]) -> bool:
    in_order = share_in_order(catalog, own, other)
    if in_order is not None:
        return in_order >= _IN_ORDER
    # Nothing is embedded: only figures in the same places of a text built the same way can tell.
    return len(own) == len(other) and same_figures_in_place(own, other) >= _SAME_FIGURES_IN


def _built_alike(
    summaries: Sequence[ResolutionSummary], known: Sequence[Resolution]
) -> list[tuple[ResolutionSummary, Resolution]]:
    """Those with about as many clauses of each kind as one that is known, and that one; the nearest in number first."""
    near: list[tuple[int, int, ResolutionSummary, Resolution]] = []
    for place, resolution in enumerate(known):
        kinds = [paragraph.kind for paragraph in top_level(resolution)]
        preambular, operative = kinds.count("preambular"), kinds.count("operative")
        for summary in summaries:
            apart = abs(summary.preambular - preambular), abs(summary.operative - operative)
            if max(apart) <= _BUILT_ALIKE:
                near.append((sum(apart), place, summary, resolution))
    near.sort(key=lambda each: each[:2])
    return [(summary, resolution) for _, _, summary, resolution in near[:_OTHER_LANGUAGES]]
