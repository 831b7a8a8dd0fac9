"""Citations: a paragraph, or a datum of the heading, as a place that anyone can replay from the file."""

from __future__ import annotations

from collections.abc import Sequence

from index.catalog import ResolutionSummary
from index.model import HeadingDatum, Paragraph, Segment, Span
from index.replay import source_span
from index.symbols import official_url, paragraph_id, paragraph_label
from rag.model import Citation, Source


def label_of(paragraph: Paragraph) -> str:
    """The printable pinpoint of a paragraph: "A/RES/57/203, para. 8"."""
    return paragraph_label(
        paragraph.symbol, paragraph.kind, paragraph.number, paragraph.part, numbered=paragraph.numbered
    )


def cite_paragraph(
    paragraph: Paragraph,
    summary: ResolutionSummary,
    marker: int,
    *,
    quoted: tuple[int, int] | None = None,
    same_wording: Sequence[str] = (),
) -> Citation:
    """A citation of a paragraph; `quoted` is the run of its wording that is quoted, all of it by default.

    `source` is the whole paragraph's range in the file, whatever run is quoted.
    """
    start, end = quoted or (0, len(paragraph.text))
    return Citation(
        marker=marker,
        id=paragraph.id,
        symbol=paragraph.symbol,
        kind=paragraph.kind,
        number=paragraph.number,
        language=paragraph.language,
        label=label_of(paragraph),
        quote=paragraph.text[start:end],
        text=paragraph.text,
        footnotes=paragraph.footnotes,
        url=official_url(paragraph.symbol, paragraph.language),
        source=Source(summary.file, paragraph.source, paragraph.page),
        segments=paragraph.segments,
        same_wording=tuple(same_wording),
    )


def cite_datum(datum: HeadingDatum, summary: ResolutionSummary, marker: int) -> Citation:
    """A citation of one datum of the heading or closing line, in the document's own words."""
    return Citation(
        marker=marker,
        id=paragraph_id(summary.symbol, "heading", "", "", summary.language),
        symbol=summary.symbol,
        kind="heading",
        number="",
        language=summary.language,
        label=paragraph_label(summary.symbol, "heading", "", ""),
        quote=datum.text,
        text=datum.text,
        footnotes=(),
        url=official_url(summary.symbol, summary.language),
        source=Source(summary.file, _whole(datum.segments, len(datum.text), datum.source)),
        segments=datum.segments,
    )


def _whole(segments: tuple[Segment, ...], length: int, otherwise: Span) -> Span:
    return source_span(segments, 0, length) if segments else otherwise
