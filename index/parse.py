"""Raw text becomes a resolution: every clause, footnote and datum, each mapped to the characters it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.errors import ReadError
from index.footnotes import Note, take_notes
from index.heading import Heading, Part, datum, find_symbol, read_heading, vote_of_note, whole_lines
from index.identify import Place, number_clauses
from index.languages import detect_language, find_opener
from index.layout import Layout, Line, is_markdown, page_of, read_lines
from index.mapped import Edit, MappedText
from index.model import Footnote, HeadingDatum, Paragraph, RawDocument, Repair, Resolution, Span
from index.numbering import read_number
from index.openings import clause_kind, find_opening, glued_opening
from index.structure import Clause, Outline, read_outline
from index.document_symbols import parse_symbol
from index.file_names import symbol_from_file_name
from index.labels import paragraph_id
from index.wording import Context, Wording, is_spaced, last_marker, read_vocabulary, read_wording

# An opener or a first clause stands near the top; no masthead is longer than this.
_HEADING_LINES: Final = 80
_LONGEST_OPENING: Final = 80


@dataclass(frozen=True, slots=True)
class _Notes:
    """The footnotes of a document by number, and the repairs made in them."""

    by_number: dict[str, Footnote]
    wordings: dict[str, Wording]
    repairs: tuple[Repair, ...]


def parse_document(raw: RawDocument, *, symbol: str | None = None, language: str | None = None) -> Resolution:
    """Read one resolution.

    `symbol` and `language` overrule what the text says; without them the symbol comes from the heading, then from the
    file's name, the language from the text. Raises ReadError (one line that says what to do) when the text is no
    resolution: no symbol to be found, or no clause.
    """
    language = language or detect_language(raw.text)
    layout = read_lines(raw.text, markdown=(markdown := is_markdown(raw.text, raw.file)))
    notes, lines = take_notes(layout.lines, language)
    numbers = frozenset(note.number for note in notes)
    spaced = language != "zh" or is_spaced(raw.text)
    context = Context(raw.text, language, markdown, numbers, read_vocabulary(layout.lines), spaced)
    head, body, start = _split_heading(lines, language)
    outline = read_outline(lines, language, numbers, start, body)
    heading = _heading(context, lines[:head], lines[head:start], outline)
    canonical = _symbol(raw, symbol, heading, body)
    if not outline.clauses:
        raise ReadError(
            raw.file, "not a resolution (no paragraph found): leave it out, or check that its text is whole"
        )
    return _assemble(raw, canonical, language, context, outline, heading, _read_notes(context, notes), layout)


def _split_heading(lines: Sequence[Line], language: str) -> tuple[int, str, int]:
    """The index of the opener, the body it names, and the index of the first line after the heading."""
    for index, line in enumerate(lines[:_HEADING_LINES]):
        opener = find_opener(line.text)
        if opener:
            return index, opener[0], index + (opener[1] >= len(line.text))
    for index, line in enumerate(lines[:_HEADING_LINES]):
        number = read_number(line.plain)
        known = clause_kind(line.plain, language) is not None
        if (known and language != "zh") or (number and number.value == 1 and line.blank):
            return index, "", index
    return 0, "", 0


def _heading(context: Context, head: Sequence[Line], opener: Sequence[Line], outline: Outline) -> Heading:
    parts = [Part(read_wording(context, run), False) for run in _merged(context, head)]
    for block in outline.blocks:
        if block.nature in ("closing", "trailing", "heading"):
            parts += [Part(read_wording(context, run), block.nature == "closing") for run in whole_lines(block.lines)]
    parts += [Part(read_wording(context, opener), False)] if opener else []
    heading = read_heading(parts, context.language)
    heading.symbol = find_symbol([part.wording.text for part in parts if not part.closing], outline.body)
    return heading


def _merged(context: Context, head: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The heading in runs of lines; in Chinese, where empty lines stand anywhere, a title is one run."""
    runs = list(whole_lines(head))
    if context.language == "zh" and len(runs) > 1 and all(len(run) == 1 for run in runs[1:]):
        yield tuple(line for run in runs for line in run)
        return
    yield from runs


def _symbol(raw: RawDocument, given: str | None, heading: Heading, body: str) -> str:
    if given:
        return parse_symbol(given).text
    named, _ = symbol_from_file_name(raw.file)
    found = heading.symbol
    if found and named and _year_differs(found, named):
        found = named
    if found is None and not body and not heading.data:
        named = None
    symbol = found or named
    if symbol is None:
        reason = 'not a resolution (no symbol such as "A/RES/57/203" in its heading or its name): name the symbol, or leave it out'
        raise ReadError(raw.file, reason)
    return symbol


def _year_differs(found: str, named: str) -> bool:
    """Whether two symbols of the Security Council differ in the year only: then scanning has garbled the heading's."""
    first, second = parse_symbol(found), parse_symbol(named)
    return (first.body, first.number) == (second.body, second.number) and None not in (first.year, second.year)


def _read_notes(context: Context, notes: Sequence[Note]) -> _Notes:
    by_number: dict[str, Footnote] = {}
    wordings: dict[str, Wording] = {}
    repairs: list[Repair] = []
    plain = replace(context, notes=frozenset())
    for note in notes:
        wording = read_wording(plain, note.lines)
        repairs += wording.repairs
        by_number[note.number] = Footnote(
            note.number, wording.text, Span(note.start, note.end), wording.mapped.segments()
        )
        wordings[note.number] = wording
    return _Notes(by_number, wordings, tuple(repairs))


def _assemble(
    raw: RawDocument,
    symbol: str,
    language: str,
    context: Context,
    outline: Outline,
    heading: Heading,
    notes: _Notes,
    layout: Layout,
) -> Resolution:
    paragraphs: list[Paragraph] = []
    repairs = [*heading.repairs, *notes.repairs, *_furniture(layout, outline)]
    for clause, place in zip(outline.clauses, number_clauses(outline.clauses), strict=True):
        wording = _clause_wording(context, clause)
        repairs += wording.repairs
        if wording.text:
            maker = _Maker(raw, symbol, language, notes.by_number, len(paragraphs))
            paragraphs += maker.make(clause, place, wording)
    if not paragraphs:
        raise ReadError(
            raw.file, "not a resolution (no paragraph found): leave it out, or check that its text is whole"
        )
    cited = {note.number for paragraph in paragraphs for note in paragraph.footnotes}
    data = [*heading.data, *_part_data(context, outline, repairs), *_uncited(notes, cited, heading)]
    session = heading.first("session")
    values = {
        name: found.value
        for name in ("meeting", "agenda_item", "committee_report", "vote")
        if (found := _first(data, name))
    }
    return Resolution(
        symbol=symbol,
        language=language,
        title=heading.title,
        adopted=heading.adopted,
        session=parse_symbol(symbol).session or (session.value or None if session else None),
        meeting=values.get("meeting"),
        agenda_item=values.get("agenda_item"),
        committee_report=values.get("committee_report"),
        vote=values.get("vote"),
        heading=tuple(sorted(data, key=lambda item: item.source.start)),
        paragraphs=tuple(paragraphs),
        repairs=tuple(sorted(repairs, key=lambda repair: (repair.source.start, repair.source.end))),
        file=raw.file,
        sha256=raw.sha256,
    )


def _first(data: Sequence[HeadingDatum], name: str) -> HeadingDatum | None:
    return next((item for item in data if item.name == name), None)


def _furniture(layout: Layout, outline: Outline) -> Iterator[Repair]:
    for start, end in layout.marks:
        yield Repair("markup", Span(start, end), "")
    for start, end in layout.rules:
        yield Repair("page_break", Span(start, end), "")
    for block in outline.blocks:
        if block.nature == "furniture":
            for line in block.lines:
                yield Repair("page_break", Span(line.start, line.end), "")


def _part_data(context: Context, outline: Outline, repairs: list[Repair]) -> Iterator[HeadingDatum]:
    for block in outline.blocks:
        if block.nature == "part":
            wording = read_wording(context, block.lines)
            repairs += wording.repairs
            yield datum("part", block.name, wording, 0, len(wording.text))


def _uncited(notes: _Notes, cited: set[str], heading: Heading) -> Iterator[HeadingDatum]:
    """Footnotes that no paragraph cites, and the vote where the closing line's footnote gives it."""
    for number, note in notes.by_number.items():
        if number in cited:
            continue
        yield HeadingDatum("note", number, note.text, note.source, note.segments)
        if heading.first("vote") is None:
            vote = vote_of_note(number, notes.wordings[number])
            if vote is not None:
                yield vote


def _clause_wording(context: Context, clause: Clause) -> Wording:
    wording = read_wording(context, clause.lines)
    gap = glued_opening(wording.text, context.vocabulary) if context.language == "en" else None
    edits = [Edit(gap, gap, " ", "opening_space")] if gap is not None else []
    mapped, made = wording.mapped.edit([*edits, *last_marker(wording.text)])
    return Wording(mapped, (*wording.repairs, *made), wording.cited, wording.emphasised)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the paragraphs of one clause. `position` is that of the first."""

    raw: RawDocument
    symbol: str
    language: str
    notes: dict[str, Footnote]
    position: int

    def make(self, clause: Clause, place: Place, wording: Wording) -> Iterator[Paragraph]:
        """The clause's own paragraph, then those of its sub-paragraphs in order."""
        whole = Span(clause.start, clause.lines[-1].end)
        opening = wording.text[: wording.emphasised].rstrip(" ,;:")
        if not 0 < len(opening) <= _LONGEST_OPENING:
            opening = find_opening(wording.text, self.language)
        first = self._paragraph(place, place.number, None, wording.mapped, whole, wording.cited, opening, 0)
        yield first
        parents = {"": first.id}
        for item in clause.items:
            piece = wording.mapped.cut(wording.mapped.position(item.text_start), wording.mapped.position(item.end))
            if not piece.text or item.path in parents:
                continue
            parent = parents.get(item.path.rpartition(".")[0], first.id)
            cited = tuple(pair for pair in wording.cited if item.text_start <= pair[1] < item.end)
            opening = find_opening(piece.text, self.language)
            number = f"{place.number}{item.path}"
            made = self._paragraph(
                place, number, parent, piece, Span(item.start, item.end), cited, opening, len(parents)
            )
            parents[item.path] = made.id
            yield made

    def _paragraph(
        self,
        place: Place,
        number: str,
        parent: str | None,
        mapped: MappedText,
        source: Span,
        cited: Sequence[tuple[str, int]],
        opening: str,
        offset: int,
    ) -> Paragraph:
        numbers = dict.fromkeys(number for number, _ in cited)
        return Paragraph(
            id=paragraph_id(self.symbol, place.kind, number, place.part, self.language),
            symbol=self.symbol,
            language=self.language,
            kind=place.kind,
            number=number,
            part=place.part,
            numbered=place.numbered,
            parent=parent,
            position=self.position + offset,
            text=mapped.text,
            opening=opening,
            footnotes=tuple(self.notes[note] for note in numbers if note in self.notes),
            source=source,
            segments=mapped.segments(),
            page=page_of(source.start, self.raw.page_starts),
        )
