"""What a resolution offers to be searched: its paragraphs and its heading, each with the texts they are found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.labels import paragraph_id
from index.model import Paragraph, Resolution


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a search finds: a paragraph's id, or the heading's, `SYMBOL#meta@LANGUAGE`.

    `embedded` is what the embedding model reads, `lexical` what is searched by words.
    """

    id: str
    embedded: str
    lexical: str


def entries(resolution: Resolution) -> Iterator[Entry]:
    """The heading, then the paragraphs in document order."""
    yield _heading(resolution)
    for paragraph in resolution.paragraphs:
        yield Entry(paragraph.id, paragraph.text, _with_footnotes(paragraph))


def _heading(resolution: Resolution) -> Entry:
    # The symbol as first words: who asks for a resolution by its symbol wants its heading before its paragraphs.
    named = [datum.text for datum in resolution.heading if datum.name not in {"title", "line", "note", "distribution"}]
    embedded = ". ".join(_distinct([resolution.symbol, resolution.title, *named]))
    every = _distinct([resolution.symbol, resolution.title, *(datum.text for datum in resolution.heading)])
    # Most data are part of a printed line that is there too; counted twice their words would weigh twice.
    lexical = "\n".join(text for text in every if not any(text in other for other in every if other != text))
    heading = paragraph_id(resolution.symbol, "heading", None, language=resolution.language)
    return Entry(heading, embedded, lexical)


def _distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text.strip()))


def _with_footnotes(paragraph: Paragraph) -> str:
    return "\n".join([paragraph.text, *(note.text for note in paragraph.footnotes)])
