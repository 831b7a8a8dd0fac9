"""Numbers and parts for clauses, so that every paragraph of a resolution has a place of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import ParagraphKind
from index.structure import Clause


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands: kind, number (as printed, or counted), part, and whether the number is printed."""

    kind: ParagraphKind
    number: str
    part: str
    numbered: bool


def number_clauses(clauses: Sequence[Clause]) -> tuple[Place, ...]:
    """A place for every clause, no two alike.

    Preambular clauses and unnumbered operative ones are counted from 1 within their part; an unnumbered operative
    clause counts on from the printed number before it, and one that leads in to a printed paragraph 1 is 0. Lettered
    parts whose printed numbers run on from one to the next need no part in the reference ("S/RES/687 (1991), para. 9"),
    so it is left out; where numbers begin anew, and in annexes and articles, it is kept. A number printed twice is
    "3bis".
    """
    lettered = _parts_needed(clauses)
    taken: set[tuple[str, str, str]] = set()
    printed = set()
    places: list[Place] = []
    for clause in clauses:
        if clause.number:
            printed.add((clause.kind or "", clause.number, _part(clause, lettered)))
    counts: dict[tuple[str, str], int] = {}
    for clause in clauses:
        kind = clause.kind or "preambular"
        part = _part(clause, lettered)
        if clause.number:
            number = _free(kind, clause.number, part, taken)
            counts[kind, part] = int(clause.number)
        else:
            number = _counted(kind, part, counts, taken | printed)
        taken.add((kind, number, part))
        places.append(Place(kind, number, part, bool(clause.number)))
    return tuple(places)


def _parts_needed(clauses: Sequence[Clause]) -> bool:
    """Whether lettered parts must be named: some number stands twice, or would, counting unnumbered clauses."""
    seen: dict[tuple[str | None, str], str] = {}
    if any(clause.kind == "operative" and not (clause.number or clause.part) for clause in clauses):
        return True
    for clause in clauses:
        if clause.annexed or not clause.number:
            continue
        if seen.setdefault((clause.kind, clause.number), clause.part) != clause.part:
            return True
    unnumbered_parts = {clause.part for clause in clauses if not clause.number and clause.kind == "operative"}
    return not any(clause.number for clause in clauses) and len(unnumbered_parts - {""}) > 1


def _part(clause: Clause, lettered: bool) -> str:
    simple = len(clause.part) < 6 and clause.part.isupper() and not clause.annexed
    return "" if simple and not lettered else clause.part


def _free(kind: str, number: str, part: str, taken: set[tuple[str, str, str]]) -> str:
    for candidate in (number, f"{number}bis", f"{number}ter"):
        if (kind, candidate, part) not in taken:
            return candidate
    value = 1
    while (kind, str(value), part) in taken:
        value += 1
    return str(value)


def _counted(kind: str, part: str, counts: dict[tuple[str, str], int], taken: set[tuple[str, str, str]]) -> str:
    value = counts.get((kind, part), 0) + 1
    counts[kind, part] = value
    if (kind, str(value), part) not in taken:
        return str(value)
    counts[kind, part] = value - 1
    for candidate in (str(value - 1), f"{value - 1}bis", f"{value - 1}ter"):
        if (kind, candidate, part) not in taken:
            return candidate
    while (kind, str(value), part) in taken:
        value += 1
    return str(value)
