"""Raw text becomes a resolution: every clause, footnote and datum, each mapped to the characters it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.document_symbols import parse_symbol
from index.errors import NoResolutionError, ReadError
from index.file_names import symbol_from_file_name
from index.footnotes import take_notes
from index.heading import Heading, Part, datum, find_symbol, has_title, read_heading, vote_of_note, whole_lines
from index.identify import number_clauses
from index.languages import detect_language, find_opener
from index.layout import Layout, Line, is_markdown, read_lines
from index.markers import raised_numbers
from index.messages import message
from index.model import HeadingDatum, HeadingName, Paragraph, RawDocument, Repair, Resolution, Span
from index.numbering import read_number
from index.openings import clause_kind, find_opening
from index.paragraphs import Maker, Notes, clause_wording, read_notes
from index.structure import Clause, Outline, read_outline
from index.wording import Context, is_spaced, read_vocabulary, read_wording

# An opener or a first clause stands near the top; no masthead is longer than this.
_HEADING_LINES: Final = 80
_COMMAS: Final = str.maketrans("，،", ",,")
_MOST_CLAUSES: Final = 5_000
_NO_PARAGRAPH: Final = "not a resolution (no paragraph found): leave it out, or check that its text is whole"
_NO_RESOLUTION: Final = (
    'not a resolution (it names one, but has no title such as "57/203. Strengthening ..." and no line such as '
    '"The General Assembly,"): give the symbol, or leave it out'
)
_NO_SYMBOL: Final = (
    'not a resolution (no symbol such as "A/RES/57/203" in its heading or name): give the symbol, or leave it out'
)


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
    words = read_vocabulary(layout.lines)
    context = Context(raw.text, language, markdown, numbers, words, spaced, _raised(lines, numbers))
    lines, head, start, body = _split_heading(lines, language)
    outline = read_outline(lines, language, numbers, start, body)
    heading = _heading(context, lines[:head], lines[head:start], outline)
    canonical = _symbol(raw, symbol, heading)
    if not (symbol or body or heading.title or symbol_from_file_name(raw.file)[0]):
        # A report that names a resolution in its heading is not that resolution.
        raise NoResolutionError(raw.file, _NO_RESOLUTION)
    if len(outline.clauses) > _MOST_CLAUSES:
        raise ReadError(
            raw.file,
            f"not a resolution (over {_MOST_CLAUSES:,} paragraphs): split it into its documents",
            message=message("file_too_many_paragraphs", limit=_MOST_CLAUSES),
        )
    if not outline.clauses or not (body or any(_opens(clause, language) for clause in outline.clauses)):
        raise ReadError(raw.file, _NO_PARAGRAPH, message=message("file_without_paragraph"))
    return _assemble(raw, canonical, _Parts(context, layout, outline, heading, read_notes(context, notes)))


def _split_heading(lines: Sequence[Line], language: str) -> tuple[tuple[Line, ...], int, int, str]:
    """The lines, with the opener on a line of its own; where it stands; where the text begins; the body it names."""
    top = lines[:_HEADING_LINES]
    # "... a report to / the Security Council, not later than" is the middle of a sentence.
    openers = [
        (index, found)
        for index, line in enumerate(top)
        if not line.text[:1].islower() and (found := find_opener(line.text))
    ]
    # A masthead may name the body too (大会): the opener is the line with the comma.
    stopped = [pair for pair in openers if "," in lines[pair[0]].text[: pair[1][1]].translate(_COMMAS)]
    for index, (body, end) in (stopped or openers)[:1]:
        line = lines[index]
        if end >= len(line.text):
            return tuple(lines), index, index + 1, body
        text = line.text[end:].lstrip()
        rest = replace(line, start=line.end - len(text), text=text, plain=text.strip("*_") or text, blank=True)
        first = replace(line, end=line.start + end, text=line.text[:end], plain=line.text[:end].strip("*_"))
        return (*lines[:index], first, rest, *lines[index + 1 :]), index, index + 1, body
    for index, line in enumerate(top):
        number = read_number(line.plain)
        known = clause_kind(line.plain, language) is not None
        if (known and language != "zh") or (number and number.value == 1 and line.blank):
            return tuple(lines), index, index, ""
    return tuple(lines), 0, 0, ""


def _raised(lines: Sequence[Line], numbers: frozenset[str]) -> frozenset[str]:
    """The footnotes that the text cites by raised figures."""
    return numbers & frozenset().union(*(raised_numbers(line.text) for line in lines))


def _opens(clause: Clause, language: str) -> bool:
    """Whether a clause begins as those of resolutions do."""
    text = clause.lines[0].plain
    return clause_kind(text, language) is not None or find_opening(text, language) != ""


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
    if context.language == "zh":
        titled = next((index for index, run in enumerate(runs) if has_title(run[0].plain)), len(runs))
        runs[titled:] = [tuple(line for run in runs[titled:] for line in run)] if titled < len(runs) else []
    yield from runs


def _symbol(raw: RawDocument, given: str | None, heading: Heading) -> str:
    if given:
        return parse_symbol(given).text
    named, _ = symbol_from_file_name(raw.file)
    found = heading.symbol
    if found and named and _year_differs(found, named):
        found = named
    symbol = found or named
    if symbol is None:
        raise NoResolutionError(raw.file, _NO_SYMBOL)
    return symbol


def _year_differs(found: str, named: str) -> bool:
    """Whether two symbols of the Security Council differ in the year only: then scanning has garbled the heading's."""
    first, second = parse_symbol(found), parse_symbol(named)
    return (first.body, first.number) == (second.body, second.number) and None not in (first.year, second.year)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a document has been taken apart into."""

    context: Context
    layout: Layout
    outline: Outline
    heading: Heading
    notes: Notes


def _assemble(raw: RawDocument, symbol: str, parts: _Parts) -> Resolution:
    language = parts.context.language
    outline, heading, notes = parts.outline, parts.heading, parts.notes
    paragraphs: list[Paragraph] = []
    repairs = [*heading.repairs, *notes.repairs, *_furniture(parts.layout, outline)]
    maker = Maker(raw, symbol, language, notes.by_number)
    for clause, place in zip(outline.clauses, number_clauses(outline.clauses), strict=True):
        wording = clause_wording(parts.context, clause)
        repairs += wording.repairs
        if wording.text:
            paragraphs += maker.make(clause, place, wording, len(paragraphs))
    if not paragraphs:
        raise ReadError(raw.file, _NO_PARAGRAPH, message=message("file_without_paragraph"))
    cited = {note.number for paragraph in paragraphs for note in paragraph.footnotes}
    data = [*heading.data, *_part_data(parts.context, outline, repairs), *_uncited(notes, cited, heading)]
    session = heading.first("session")
    return Resolution(
        symbol=symbol,
        language=language,
        title=heading.title,
        adopted=heading.adopted,
        session=parse_symbol(symbol).session or (session.value or None if session else None),
        meeting=_value(data, "meeting"),
        agenda_item=_value(data, "agenda_item"),
        committee_report=_value(data, "committee_report"),
        vote=_value(data, "vote"),
        heading=tuple(sorted(data, key=lambda item: item.source.start)),
        paragraphs=tuple(paragraphs),
        repairs=tuple(sorted(repairs, key=lambda repair: (repair.source.start, repair.source.end))),
        file=raw.file,
        sha256=raw.sha256,
    )


def _value(data: Sequence[HeadingDatum], name: HeadingName) -> str | None:
    return next((item.value for item in data if item.name == name), None)


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


def _uncited(notes: Notes, cited: set[str], heading: Heading) -> Iterator[HeadingDatum]:
    """Footnotes that no paragraph cites, and the vote where the closing line's footnote gives it."""
    for number, note in notes.by_number.items():
        if number in cited:
            continue
        yield HeadingDatum("note", number, note.text, note.source, note.segments)
        if heading.first("vote") is None:
            vote = vote_of_note(number, notes.wordings[number])
            if vote is not None:
                yield vote
