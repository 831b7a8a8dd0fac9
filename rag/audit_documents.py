"""The JSON documents of `unqa audit`, of references between resolutions and of exported citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rag.audit_model import Audit, Finding
from rag.documents import citation_document
from rag.links import Link, Links
from rag.quote_documents import verification_document


def audit_document(audited: Audit) -> dict[str, Any]:
    """The document of `unqa audit --json`."""
    return {
        "file": audited.file,
        "sha256": audited.sha256,
        "unit": audited.unit,
        "counts": {
            kind: {status: audited.count(status, kind) for status in ("right", "wrong", "unchecked")}
            for kind in ("reference", "quotation")
        },
        "findings": [_finding_document(finding) for finding in audited.findings],
    }


def _finding_document(finding: Finding) -> dict[str, Any]:
    verification = finding.verification
    return {
        "kind": finding.kind,
        "status": finding.status,
        "problems": list(finding.problems),
        "reason": finding.reason,
        "line": finding.line,
        "page": finding.page,
        "text": finding.text,
        "label": finding.label,
        "message": finding.message,
        "stated": finding.stated,
        "adopted": None if finding.adopted is None else finding.adopted.isoformat(),
        "source": None if finding.source is None else citation_document(finding.source),
        "verification": None if verification is None else verification_document(verification),
    }


def links_document(links: Links) -> dict[str, Any]:
    """What `unqa show --json` adds of references: "cites" and "cited_by"."""
    return {"cites": _link_documents(links.cites), "cited_by": _link_documents(links.cited_by)}


def _link_documents(links: Iterable[Link]) -> list[dict[str, Any]]:
    return [
        {
            "paragraph": link.paragraph,
            "footnote": link.footnote,
            "words": link.words,
            "symbol": link.symbol,
            "label": link.label,
            "in_corpus": link.in_corpus,
            "url": link.url,
        }
        for link in links
    ]
