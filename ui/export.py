"""A conversation made ready to leave the page: its answers as blocks, its citations as notes numbered throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from index.catalog import Catalog
from rag.citation_formats import citable
from rag.model import Answer, Citation
from rag.quotable import summaries_of
from ui.conversation import Conversation, Exchange
from ui.filter_labels import filter_labels
from ui.labels import place_label
from ui.page_messages import message_text
from ui.page_words import long_date, say
from ui.render import provenance
from ui.spoken_blocks import spoken_block
from ui.spoken_citations import spoken_citation
from ui.spoken_labels import spoken
from ui.statements import Block, Marker, Words, read_blocks
from ui.text import one_line


@dataclass(frozen=True, slots=True)
class Note:
    """A citation as a footnote: the place in the style of the United Nations, and the official page."""

    number: int
    text: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer. A `Marker` in `blocks` has the number of a note. `remarks` stand apart, small.

    `notice` is the heading of what is no answer, "" for an answer.
    """

    question: str
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    notice: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation as a document; `language` is that of its frame."""

    title: str
    remark: str
    language: str
    sections: tuple[Section, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes in order."""
        return tuple(note for section in self.sections for note in section.notes)


def sentence(note: Note) -> str:
    """The citation of a note with a full stop."""
    return f"{note.text}{say(note.language, 'sentence_end')}"


def exported(conversation: Conversation, catalog: Catalog, language: str, today: date) -> Export:
    """What is exported of a conversation: every question that was answered, or refused, or failed."""
    sections: list[Section] = []
    count = 0
    with catalog.snapshot():
        for exchange in conversation.exchanges:
            section = _section(exchange, catalog, count)
            count += len(section.notes)
            sections.append(section)
    remark = say(language, "export_note", date=long_date(language, today))
    return Export(say(language, "export_title"), remark, language, tuple(sections))


def _section(exchange: Exchange, catalog: Catalog, count: int) -> Section:
    language, answer = exchange.language, exchange.answer
    if exchange.error is not None:
        said = Block("paragraph", (Words(message_text(language, exchange.error)),))
        failed = Section(exchange.question, language, (said,), (), say(language, "failed"))
        return replace(failed, remarks=tuple(_before(exchange)))
    remarks = [*_before(exchange)]
    if exchange.state != "answered":
        remarks.append(say(language, "stopped"))
    if answer is None:
        return Section(exchange.question, language, (), (), remarks=tuple(remarks))
    if answer.doubtful:
        remarks.append(say(language, "doubtful"))
    remarks.extend(provenance(answer))
    if answer.refusal is not None:
        return Section(
            exchange.question,
            language,
            tuple(_refusal(answer)),
            (),
            say(language, answer.refusal.code),
            tuple(remarks),
        )
    numbers = {citation.marker: count + place for place, citation in enumerate(answer.citations, start=1)}
    blocks = tuple(
        _renumbered(spoken_block(block, answer.citations, language), numbers)
        for block in read_blocks(answer.answer, frozenset(numbers))
    )
    notes = tuple(_note(citation, numbers[citation.marker], catalog, language) for citation in answer.citations)
    return Section(exchange.question, language, blocks, notes, remarks=tuple(remarks))


def _before(exchange: Exchange) -> Iterator[str]:
    """What the reader is told of how the question was taken."""
    language = exchange.language
    if exchange.understood:
        yield say(language, "understood", question=one_line(exchange.understood))
    filters = " · ".join(label for _, label in filter_labels(exchange.filters, language))
    if filters:
        yield say(language, "filtered", what=filters)
    if exchange.filters.ignored:
        yield say(language, "widened")


def _refusal(answer: Answer) -> Iterator[Block]:
    if answer.refusal is not None:
        yield _paragraph(answer.refusal.message)
    closest = [spoken(place_label(place), answer.language) for place, _ in answer.retrieved[:3]]
    if closest:
        yield _paragraph(say(answer.language, "closest"))
        yield from (Block("item", (Words(label),), "•") for label in closest)


def _paragraph(text: str) -> Block:
    return Block("paragraph", (Words(one_line(text)),))


def _renumbered(block: Block, numbers: Mapping[int, int]) -> Block:
    inlines = tuple(
        Marker(numbers[inline.number]) if isinstance(inline, Marker) else inline for inline in block.inlines
    )
    return replace(block, inlines=inlines)


def _note(citation: Citation, number: int, catalog: Catalog, language: str) -> Note:
    summary = summaries_of(catalog, {citation.symbol}).get((citation.symbol, citation.language))
    # What left the corpus since is still cited, by its label.
    cited = (
        spoken(citation.label, language) if summary is None else spoken_citation(citable(summary, citation), language)
    )
    return Note(number, one_line(cited), citation.url, language)
