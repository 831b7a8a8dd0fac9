"""The JSON documents of the command line and the HTTP interface. Plain dictionaries in the order they are printed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index.model import Footnote, Paragraph, Resolution, Span
from index.symbols import official_url, paragraph_label
from rag.model import Answer, Citation, Writing


def answer_document(answer: Answer) -> dict[str, Any]:
    """The document of `unqa ask --json`."""
    refusal = answer.refusal
    return {
        "question": answer.question,
        "language": answer.language,
        "answer": answer.answer,
        "refusal": None if refusal is None else {"code": refusal.code, "message": refusal.message},
        "citations": [citation_document(citation) for citation in answer.citations],
        "certainty": round(answer.certainty, 4),
        "retrieved": [{"id": found, "score": round(score, 6)} for found, score in answer.retrieved],
        "timings_ms": {name: round(value, 2) for name, value in answer.timings_ms.items()},
        "answerer": answer.answerer,
        "writing": None if answer.writing is None else writing_document(answer.writing),
        "narrowed": [asdict(restriction) for restriction in answer.narrowed],
        "searched": None if answer.searched is None else asdict(answer.searched),
    }


def writing_document(writing: Writing) -> dict[str, Any]:
    """How a language model wrote an answer; docs/models.md describes each key."""
    return {
        "model": writing.model,
        "tokens": {"in": writing.tokens_in, "out": writing.tokens_out, "estimated": writing.tokens_estimated},
        "supported": writing.supported,
        "removed": dict(writing.removed),
        "citations_removed": writing.citations_removed,
        "quotations_corrected": writing.quotations_corrected,
        "left_out": writing.left_out,
        "second_looks": {"asked": writing.second_looks, "failed": writing.second_looks_failed},
        "unsupported": [{"text": each.text, "fault": each.fault} for each in writing.unsupported],
        "verbatim_because": writing.verbatim_because or None,
        "failure": writing.failure or None,
        "broken_off": writing.broken_off,
        "cached": writing.cached,
    }


def citation_document(citation: Citation) -> dict[str, Any]:
    """One cited place, with all that is needed to replay it from the file."""
    return {
        "marker": citation.marker,
        "id": citation.id,
        "symbol": citation.symbol,
        "kind": citation.kind,
        "number": citation.number,
        "language": citation.language,
        "label": citation.label,
        "quote": citation.quote,
        "text": citation.text,
        "footnotes": [_footnote_document(footnote) for footnote in citation.footnotes],
        "url": citation.url,
        "source": _source_document(citation.source.file, citation.source.span, citation.source.page),
        "same_wording": list(citation.same_wording),
    }


def resolution_document(resolution: Resolution) -> dict[str, Any]:
    """The document of `unqa show --json`."""
    return {
        "symbol": resolution.symbol,
        "language": resolution.language,
        "title": resolution.title,
        "adopted": None if resolution.adopted is None else resolution.adopted.isoformat(),
        "session": resolution.session,
        "meeting": resolution.meeting,
        "agenda_item": resolution.agenda_item,
        "vote": resolution.vote,
        "url": official_url(resolution.symbol, resolution.language),
        "file": resolution.file,
        "sha256": resolution.sha256,
        "paragraphs": [paragraph_document(paragraph, resolution.file) for paragraph in resolution.paragraphs],
    }


def paragraph_document(paragraph: Paragraph, file: str) -> dict[str, Any]:
    """One paragraph as `unqa show --json` lists it."""
    return {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "number": paragraph.number,
        "label": paragraph_label(
            paragraph.symbol, paragraph.kind, paragraph.number, paragraph.part, numbered=paragraph.numbered
        ),
        "text": paragraph.text,
        "opening": paragraph.opening,
        "footnotes": [_footnote_document(footnote) for footnote in paragraph.footnotes],
        "source": _source_document(file, paragraph.source, paragraph.page),
    }


def _footnote_document(footnote: Footnote) -> dict[str, str]:
    return {"number": footnote.number, "text": footnote.text}


def _source_document(file: str, span: Span, page: int | None) -> dict[str, Any]:
    document: dict[str, Any] = {"file": file, "start": span.start, "end": span.end}
    return document if page is None else {**document, "page": page}
