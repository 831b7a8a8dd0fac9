"""Is a quotation exact, and where does it stand? The method and the verdicts are described in docs/quotations.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from index.catalog import Catalog
from index.model import Span
from index.stopping import go_on
from rag.disguise import DisguisedCharacter, find_disguised, find_foreign_words, undisguise
from rag.exactness import find_exact
from rag.inexact import Closest, closest_wording
from rag.model import Citation
from rag.notebook import ShownInNotebooks
from rag.opening_strength import Strength
from rag.places import Place, read_place
from rag.quotable import Quotable, quotable_paragraphs, same_wordings
from rag.quotation import Quotation, read_quotation
from rag.quote_search import candidates, footnote_candidates, heading_candidates
from rag.wording_diff import DiffPart

Verdict = Literal["exact", "altered", "stitched", "misattributed", "absent"]
Warning_ = Literal["negation", "number", "opening_phrase", "ellipsis", "disguise"]
Attribution = Literal["confirmed", "wrong", "unknown"]

# A phrase of everyday ("the Security Council") stands in thousands of paragraphs: so many are listed, the first ones.
LISTED: Final = 500


@dataclass(frozen=True, slots=True)
class Verification(ShownInNotebooks):
    """What is to be said of a quotation.

    `occurrences`: where it stands exactly, in order of adoption, the first use first; () unless the verdict is "exact"
    or "misattributed". `closest` and `diff`: of an altered quotation the nearest wording and the differences. `pieces`:
    of a stitched one, where each piece stands, in the quotation's order. `attribution`: whether it stands where it is
    said to; "unknown" when that resolution is not in the corpus, or not in this language; None when not asked.
    `opening_strength`: of another opening phrase, whether the quotation's is the stronger. `more`: there are more
    occurrences than are listed.
    """

    quotation: str
    verdict: Verdict
    occurrences: tuple[Citation, ...] = ()
    closest: Citation | None = None
    diff: tuple[DiffPart, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    disguised: tuple[DisguisedCharacter, ...] = ()
    opening_strength: Strength | None = None
    attribution: Attribution | None = None
    pieces: tuple[Citation, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    quotable: Quotable
    span: Span


def verify(catalog: Catalog, quotation: str, within: str | None = None) -> Verification:
    """Look a quotation up in the whole corpus. `within` is the place it is credited to ("57/203 para 8").

    Raises InputError for a quotation without words or longer than 20,000 characters, SymbolError when `within` is no
    reference, StoppedError.
    """
    disguised = find_disguised(quotation)
    read = read_quotation(quotation, undisguise(quotation, disguised))
    with catalog.snapshot():
        place = None if within is None else read_place(catalog, within)
        found, more = _occurrences(catalog, read, place)
        if not found and not disguised:
            # What looks like markup may be the source's own: an asterisk, a figure in brackets.
            literal = read_quotation(quotation, markup=False)
            if literal.folded.text != read.folded.text:
                found, more = _occurrences(catalog, literal, place)
        if not found and (foreign := find_foreign_words(quotation)):
            disguised = tuple(sorted({*disguised, *foreign}, key=lambda character: character.position))
            revealed = read_quotation(quotation, undisguise(quotation, disguised))
            found, more = _occurrences(catalog, revealed, place)
            if found:
                read = revealed
            else:
                disguised = find_disguised(quotation)
        if found and (not disguised or _stands_so_in_source(disguised, found)):
            return _exact(catalog, quotation, found, place, more=more)
        near = closest_wording(catalog, read, place, disguised, [(hit.quotable, hit.span) for hit in found])
        return _inexact(catalog, quotation, near, place, disguised)


def _occurrences(catalog: Catalog, quotation: Quotation, place: Place | None) -> tuple[list[_Found], bool]:
    """Where the quotation stands. Footnotes count where nothing else says it, or where the place named does not."""
    found, more = _matches(quotation, candidates(catalog, quotation))
    markers = {note.number for note in quotation.notes if any(note.number in hit.quotable.notes for hit in found)}
    if markers:
        # The same words may stand elsewhere under another footnote: what is a marker once is one everywhere.
        found, more = _matches(quotation, candidates(catalog, quotation), frozenset(markers))
    if more and place is not None:
        # Not all are listed, but those at the place named are.
        there, _ = _matches(quotation, quotable_paragraphs(catalog, place.paragraphs(catalog)), frozenset(markers))
        listed = {hit.quotable.id for hit in found}
        found += [hit for hit in there if hit.quotable.id not in listed]
    titles, _ = _matches(quotation, heading_candidates(catalog, quotation))
    found = sorted([*found, *titles], key=lambda hit: hit.quotable.order)
    if not found or (place is not None and not any(place.holds(hit.quotable) for hit in found)):
        notes, _ = _matches(quotation, footnote_candidates(catalog, quotation))
        if not found or (place is not None and any(place.holds(hit.quotable) for hit in notes)):
            found = sorted([*found, *notes], key=lambda hit: hit.quotable.order)
    return _innermost(found), more


def _matches(
    quotation: Quotation, quotables: Iterable[Quotable], markers: frozenset[str] = frozenset()
) -> tuple[list[_Found], bool]:
    found: list[_Found] = []
    seen: set[str] = set()
    for quotable in quotables:
        if quotable.id in seen:
            continue
        go_on()
        span = find_exact(quotation, quotable, markers)
        if span is not None:
            if len(found) == LISTED:
                return found, True
            seen.add(quotable.id)
            found.append(_Found(quotable, span))
    return found, False


def _innermost(found: list[_Found]) -> list[_Found]:
    """Without the paragraphs of which a sub-paragraph says it."""
    parents = {hit.quotable.id: hit.quotable.paragraph.parent for hit in found if hit.quotable.paragraph is not None}
    outer: set[str] = set()
    for parent in parents.values():
        holder = parent
        while holder is not None and holder not in outer:
            outer.add(holder)
            holder = parents.get(holder)
    return [hit for hit in found if hit.quotable.id not in outer]


def _stands_so_in_source(disguised: Iterable[DisguisedCharacter], found: list[_Found]) -> bool:
    """Whether the source has the same odd characters in these words: an Arabic text with direction marks, say."""
    shown = Counter(character.character for character in disguised)
    return any(
        shown
        == Counter(
            character.character for character in find_disguised(hit.quotable.text[hit.span.start : hit.span.end])
        )
        for hit in found
    )


def _exact(catalog: Catalog, quotation: str, found: list[_Found], place: Place | None, *, more: bool) -> Verification:
    same = same_wordings(catalog, [hit.quotable.id for hit in found if hit.quotable.is_wording])
    occurrences = tuple(
        hit.quotable.cite(hit.span.start, hit.span.end, marker, same.get(hit.quotable.id, ()))
        for marker, hit in enumerate(found, 1)
    )
    attribution: Attribution | None = None
    if place is not None:
        attribution = _attribution(place, [hit.quotable for hit in found])
    verdict: Verdict = "misattributed" if attribution == "wrong" else "exact"
    return Verification(quotation, verdict, occurrences, attribution=attribution, more=more)


def _attribution(place: Place, found: list[Quotable]) -> Attribution:
    if any(place.holds(quotable) for quotable in found):
        return "confirmed"
    # What is not in the corpus, or not in this language, cannot be said to lack the words.
    return "wrong" if any(quotable.summary.language in place.languages for quotable in found) else "unknown"


def _inexact(
    catalog: Catalog, quotation: str, near: Closest, place: Place | None, disguised: tuple[DisguisedCharacter, ...]
) -> Verification:
    warnings: list[Warning_] = [*near.warnings]
    if disguised:
        warnings.append("disguise")
    pieces = tuple(
        piece.quotable.cite(piece.place.start, piece.place.end, marker) for marker, piece in enumerate(near.pieces, 1)
    )
    closest = None
    if near.quotable is not None:
        closest = near.quotable.cite(near.window.start, near.window.end, 1, catalog.same_wording(near.quotable.id))
    attribution: Attribution | None = None
    if place is not None:
        attribution = "confirmed" if near.quotable is not None and place.holds(near.quotable) else "unknown"
    return Verification(
        quotation,
        near.verdict,
        closest=closest,
        diff=near.diff,
        warnings=tuple(warnings),
        disguised=disguised,
        opening_strength=near.opening_strength,
        attribution=attribution,
        pieces=pieces,
    )
