"""The JSON documents of what the corpus holds: paragraphs, resolutions and found paragraphs, as lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from index.catalog import ResolutionSummary
from index.symbols import official_url
from rag.documents import paragraph_document
from rag.finding import FoundParagraph
from rag.paragraph_listing import Listed, ParagraphPage, ResolutionPage


def paragraphs_document(found: ParagraphPage) -> dict[str, Any]:
    """A page of paragraphs; `next` is the offset of the page after it, None after the last."""
    return {
        "paragraphs": [listed_document(listed) for listed in found.paragraphs],
        "limit": found.page.limit,
        "offset": found.page.offset,
        "next": found.page.offset + found.page.limit if found.more else None,
    }


def resolutions_document(found: ResolutionPage) -> dict[str, Any]:
    """A page of resolutions, without their paragraphs."""
    end = found.page.offset + len(found.resolutions)
    return {
        "resolutions": [_summary_document(summary) for summary in found.resolutions],
        "total": found.total,
        "limit": found.page.limit,
        "offset": found.page.offset,
        "next": end if found.resolutions and end < found.total else None,
    }


def found_document(found: Iterable[FoundParagraph]) -> dict[str, Any]:
    """Paragraphs found, best first, each with the probability that it answers."""
    return {
        "paragraphs": [{**listed_document(one.listed), "relevance": round(one.relevance, 4)} for one in found],
    }


def listed_document(listed: Listed) -> dict[str, Any]:
    """A paragraph as a list gives it: that of its resolution, and which resolution it is."""
    paragraph = listed.paragraph
    return {
        **paragraph_document(paragraph, listed.file),
        "symbol": paragraph.symbol,
        "language": paragraph.language,
        "url": official_url(paragraph.symbol, paragraph.language),
    }


def _summary_document(summary: ResolutionSummary) -> dict[str, Any]:
    return {
        "symbol": summary.symbol,
        "language": summary.language,
        "title": summary.title,
        "adopted": None if summary.adopted is None else summary.adopted.isoformat(),
        "session": summary.session,
        "body": summary.body,
        "preambular": summary.preambular,
        "operative": summary.operative,
        "url": official_url(summary.symbol, summary.language),
        "file": summary.file,
        "sha256": summary.sha256,
    }
