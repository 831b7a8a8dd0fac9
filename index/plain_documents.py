"""A text that is no resolution: its paragraphs, counted from 1, under a name made of the file's.

Such a document has the name "file:NAME" where a resolution has its symbol, so that nobody can take it for one, and no
official page. Its paragraphs are of the kind "paragraph": "file:report-2003#p1@en".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from index.errors import NoResolutionError, ReadError
from index.footnotes import take_notes
from index.heading import datum
from index.labels import paragraph_id
from index.languages import detect_language
from index.layout import Layout, Line, is_furniture, is_markdown, page_of, read_lines
from index.markers import raised_numbers
from index.messages import message
from index.model import HeadingDatum, Paragraph, RawDocument, Repair, Resolution, Span
from index.paragraphs import Notes, read_notes
from index.parse import parse_document
from index.wording import Context, Wording, is_spaced, read_vocabulary, read_wording

FILE_PREFIX: Final = "file:"
_LONGEST_NAME: Final = 60
_LONGEST_TITLE: Final = 200
_MOST_PARAGRAPHS: Final = 20_000
_BEYOND_NAME: Final = re.compile(r"[\W_]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ENDED: Final = re.compile("[.。!?;؟][”\"'’)）»]*$")


def document_name(file: str) -> str:
    """The name of a document by its file's name relative to its source: "file:reports/water-2003".

    Letters, figures and hyphens, a solidus between folders; a long name is cut, and ends in eight hexadecimal digits
    that tell it from others.
    """
    path = PurePosixPath(file.casefold())
    parts = [_BEYOND_NAME.sub("-", part).strip("-") for part in (*path.parts[:-1], path.stem)]
    name = "/".join(part for part in parts if part)
    if len(name) > _LONGEST_NAME or not name:
        name = f"{name[:_LONGEST_NAME].rstrip('/-')}-{hashlib.sha256(file.encode()).hexdigest()[:8]}".lstrip("-")
    return FILE_PREFIX + name


def parse_text(raw: RawDocument) -> Resolution:
    """The resolution in a text, or where it is none the text by its paragraphs. Raises ReadError."""
    try:
        return parse_document(raw)
    except NoResolutionError:
        return parse_plain(raw)


def parse_plain(raw: RawDocument) -> Resolution:
    """Read a text by its paragraphs. Raises ReadError when there is none, or more than can be one document."""
    language = detect_language(raw.text)
    layout = read_lines(raw.text, markdown=(markdown := is_markdown(raw.text, raw.file)))
    notes, lines = take_notes(layout.lines, language)
    numbers = frozenset(note.number for note in notes)
    raised = numbers & frozenset().union(*(raised_numbers(line.text) for line in lines))
    spaced = language != "zh" or is_spaced(raw.text)
    context = Context(raw.text, language, markdown, numbers, read_vocabulary(layout.lines), spaced, raised)
    return _assemble(raw, context, layout, lines, read_notes(context, notes))


def _assemble(raw: RawDocument, context: Context, layout: Layout, lines: Sequence[Line], notes: Notes) -> Resolution:
    repairs = [*notes.repairs, *(Repair("markup", Span(*mark), "") for mark in layout.marks)]
    repairs += [Repair("page_break", Span(*rule), "") for rule in layout.rules]
    name = document_name(raw.file)
    data: list[HeadingDatum] = []
    paragraphs: list[Paragraph] = []
    for group in _groups(lines):
        wording = read_wording(context, group)
        repairs += wording.repairs
        if not paragraphs and not data and _is_title(wording.text):
            data.append(datum("title", wording.text, wording, 0, len(wording.text)))
        elif not _LETTER.search(wording.text):
            repairs += [Repair("page_break", Span(line.start, line.end), "") for line in group]
        else:
            paragraphs.append(_paragraph(raw, context, name, len(paragraphs), group, wording, notes))
    if not paragraphs:
        raise ReadError(
            raw.file,
            "holds no paragraph of text: leave it out, or see that it is whole",
            message=message("file_without_paragraph"),
        )
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise ReadError(
            raw.file,
            f"holds over {_MOST_PARAGRAPHS:,} paragraphs: split it into its documents",
            message=message("file_too_many_paragraphs", limit=_MOST_PARAGRAPHS),
        )
    cited = {note.number for paragraph in paragraphs for note in paragraph.footnotes}
    uncited = [
        HeadingDatum("note", number, note.text, note.source, note.segments)
        for number, note in notes.by_number.items()
        if number not in cited
    ]
    return Resolution(
        symbol=name,
        language=context.language,
        title=data[0].text if data else PurePosixPath(raw.file).name,
        adopted=None,
        session=None,
        meeting=None,
        agenda_item=None,
        committee_report=None,
        vote=None,
        heading=(*data, *uncited),
        paragraphs=tuple(paragraphs),
        repairs=tuple(sorted(repairs, key=lambda repair: (repair.source.start, repair.source.end))),
        file=raw.file,
        sha256=raw.sha256,
    )


def _groups(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Lines in runs without an empty line between, page numbers and running heads left out of them."""
    group: list[Line] = []
    for line in lines:
        if line.blank and group:
            yield tuple(group)
            group = []
        if is_furniture(line):
            yield from ([tuple(group)] if group else [])
            yield (line,)
            group = []
        else:
            group.append(line)
    if group:
        yield tuple(group)


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_TITLE and _ENDED.search(text) is None and _LETTER.search(text) is not None


def _paragraph(
    raw: RawDocument,
    context: Context,
    name: str,
    position: int,
    lines: Sequence[Line],
    wording: Wording,
    notes: Notes,
) -> Paragraph:
    number = str(position + 1)
    source = Span(lines[0].start, lines[-1].end)
    cited = dict.fromkeys(number for number, _ in wording.cited)
    return Paragraph(
        id=paragraph_id(name, "paragraph", number, "", context.language),
        symbol=name,
        language=context.language,
        kind="paragraph",
        number=number,
        part="",
        numbered=False,
        parent=None,
        position=position,
        text=wording.text,
        opening="",
        footnotes=tuple(notes.by_number[note] for note in cited if note in notes.by_number),
        source=source,
        segments=wording.mapped.segments(),
        page=page_of(source.start, raw.page_starts),
    )
