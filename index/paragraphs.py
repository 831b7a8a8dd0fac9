"""A clause and its wording become paragraphs: the clause's own, then one for each of its sub-paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.footnotes import Note
from index.identify import Place
from index.labels import paragraph_id
from index.layout import page_of
from index.mapped import Edit
from index.model import Footnote, Paragraph, RawDocument, Repair, Span
from index.openings import find_opening, glued_opening
from index.structure import Clause, Item
from index.wording import Context, Wording, last_marker, read_wording

# Emphasis that goes on for longer than this is no opening phrase.
_LONGEST_OPENING: Final = 80


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a document by number, with their mended texts and the repairs made in them."""

    by_number: dict[str, Footnote]
    wordings: dict[str, Wording]
    repairs: tuple[Repair, ...]


def read_notes(context: Context, notes: Sequence[Note]) -> Notes:
    """The footnotes' texts; numbers in them are no markers."""
    plain = replace(context, notes=frozenset())
    wordings = {note.number: read_wording(plain, note.lines) for note in notes}
    by_number = {
        note.number: Footnote(
            note.number,
            wordings[note.number].text,
            Span(note.start, note.end),
            wordings[note.number].mapped.segments(),
        )
        for note in notes
    }
    return Notes(by_number, wordings, tuple(repair for wording in wordings.values() for repair in wording.repairs))


def clause_wording(context: Context, clause: Clause) -> Wording:
    """The clause's mended text, a blank put in where one was lost after the opening phrase."""
    wording = read_wording(context, clause.lines)
    gap = glued_opening(wording.text, context.vocabulary) if context.language == "en" else None
    edits = [Edit(gap, gap, " ", "opening_space")] if gap is not None else []
    mapped, made = wording.mapped.edit([*edits, *last_marker(wording.text)])
    return Wording(mapped, (*wording.repairs, *made), wording.cited, wording.emphasised)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the paragraphs of a resolution's clauses."""

    raw: RawDocument
    symbol: str
    language: str
    notes: dict[str, Footnote]

    def make(self, clause: Clause, place: Place, wording: Wording, position: int) -> Iterator[Paragraph]:
        """The clause's own paragraph, then those of its sub-paragraphs in order. `position` is that of the first."""
        first = replace(
            self._paragraph(place, place.number, wording, Span(clause.start, clause.lines[-1].end)),
            opening=self._opening(wording),
            position=position,
        )
        yield first
        parents = {"": first.id}
        for item in clause.items:
            piece = _piece(wording, item)
            if not piece.text or item.path in parents:
                continue
            made = self._paragraph(place, f"{place.number}{item.path}", piece, Span(item.start, item.end))
            made = replace(
                made,
                parent=parents.get(item.path.rpartition(".")[0], first.id),
                opening=find_opening(piece.text, self.language),
                position=position + len(parents),
            )
            parents[item.path] = made.id
            yield made

    def _opening(self, wording: Wording) -> str:
        emphasised = wording.text[: wording.emphasised].rstrip(" ,;:")
        if 0 < len(emphasised) <= _LONGEST_OPENING:
            return emphasised
        return find_opening(wording.text, self.language)

    def _paragraph(self, place: Place, number: str, wording: Wording, source: Span) -> Paragraph:
        numbers = dict.fromkeys(number for number, _ in wording.cited)
        return Paragraph(
            id=paragraph_id(self.symbol, place.kind, number, place.part, self.language),
            symbol=self.symbol,
            language=self.language,
            kind=place.kind,
            number=number,
            part=place.part,
            numbered=place.numbered,
            parent=None,
            position=0,
            text=wording.text,
            opening="",
            footnotes=tuple(self.notes[note] for note in numbers if note in self.notes),
            source=source,
            segments=wording.mapped.segments(),
            page=page_of(source.start, self.raw.page_starts),
        )


def _piece(wording: Wording, item: Item) -> Wording:
    """The part of a clause's wording that is a sub-paragraph, without its label."""
    mapped = wording.mapped
    piece = mapped.cut(mapped.position(item.text_start), mapped.position(item.end))
    cited = tuple((number, place) for number, place in wording.cited if item.text_start <= place < item.end)
    return Wording(piece, (), cited)
