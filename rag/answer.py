"""Verbatim answers: every statement is a quotation, or a datum in the document's own words, with its pinpoint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.model import HeadingDatum, Paragraph
from rag.citing import cite_datum, cite_paragraph, label_of
from rag.frame import language_name, sentence
from rag.holdings import Holdings
from rag.model import Citation

# What Markdown, its common extensions and HTML entities act on; and what would begin a list.
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>#|~&$]")
_LIST: Final = re.compile(r"\A(\d{0,9})([-+=.)])")
_SHOWN_LABELS: Final = 6


def escape_markdown(text: str) -> str:
    """Text of a document or a question, so that Markdown shows it as it is."""
    return _LIST.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", text))


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to be quoted. `run` is the part of its wording that answers, None for all of it."""

    paragraph: Paragraph
    run: tuple[int, int] | None = None
    same_wording: tuple[str, ...] = ()


@dataclass(slots=True)
class Composer:
    """Writes an answer part by part, numbering the citations as it goes. The frame is in `language`."""

    holdings: Holdings
    language: str
    citations: list[Citation] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def say(self, key: str, **values: object) -> None:
        """Add a sentence of the frame."""
        self.parts.append(sentence(self.language, key, **values))

    def quote(self, passage: Passage) -> None:
        """Quote a paragraph with its pinpoint, the footnotes it cites and where else the same words stand."""
        paragraph = passage.paragraph
        summary = self.holdings.summary(paragraph.symbol, paragraph.language)
        citation = cite_paragraph(
            paragraph, summary, len(self.citations) + 1, quoted=passage.run, same_wording=passage.same_wording
        )
        self.citations.append(citation)
        foreign = paragraph.language != self.language
        self.parts.append(
            sentence(
                self.language,
                "says_in" if foreign else "says",
                label=escape_markdown(citation.label),
                language=language_name(self.language, paragraph.language),
            )
        )
        self.parts.append(f"> {_marked(paragraph.text, passage.run)} [{citation.marker}]")
        self._footnotes(paragraph, citation.marker)
        if passage.same_wording:
            self.say("same_wording", labels=self.labels(passage.same_wording))

    def _footnotes(self, paragraph: Paragraph, marker: int) -> None:
        for footnote in paragraph.footnotes:
            note = sentence(
                self.language, "footnote", number=escape_markdown(footnote.number), text=escape_markdown(footnote.text)
            )
            self.parts.append(f"{note} [{marker}]")

    def datum(self, datum: HeadingDatum, symbol: str, language: str) -> None:
        """State a datum of the heading in the document's own words."""
        citation = cite_datum(datum, self.holdings.summary(symbol, language), len(self.citations) + 1)
        self.citations.append(citation)
        stated = sentence(
            self.language, "heading", label=escape_markdown(citation.label), quote=escape_markdown(datum.text)
        )
        self.parts.append(f"{stated} [{citation.marker}]")

    def labels(self, ids: Sequence[str]) -> str:
        """The printable pinpoints of paragraphs, the first few of many."""
        return escape_markdown(joined_labels(self.holdings.paragraphs(ids)))

    def markdown(self) -> str:
        """The answer so far."""
        return "\n\n".join(self.parts)


def joined_labels(paragraphs: Iterable[Paragraph]) -> str:
    """Pinpoints in a row: "A/RES/57/203, para. 8; A/RES/62/165, para. 8"."""
    labels = [label_of(paragraph) for paragraph in paragraphs]
    shown = "; ".join(labels[:_SHOWN_LABELS])
    return shown if len(labels) <= _SHOWN_LABELS else f"{shown}; … ({len(labels)})"


def _marked(text: str, run: tuple[int, int] | None) -> str:
    """The wording on one line, with the run that answers in bold."""
    if run is None or run == (0, len(text)):
        return escape_markdown(text)
    start, end = run
    return f"{escape_markdown(text[:start])}**{escape_markdown(text[start:end])}**{escape_markdown(text[end:])}"
