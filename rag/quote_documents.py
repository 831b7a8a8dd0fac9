"""The JSON documents of `unqa verify`, `unqa trace` and `unqa compare`, and of their HTTP addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rag.documents import citation_document
from rag.lineage import Lineage, LineageEntry
from rag.quote import Verification
from rag.side_by_side import ComparedRow, Comparison
from rag.wording_diff import DiffPart


def verification_document(verification: Verification) -> dict[str, Any]:
    """The document of `unqa verify --json`."""
    closest = verification.closest
    return {
        "quotation": verification.quotation,
        "verdict": verification.verdict,
        "occurrences": [citation_document(citation) for citation in verification.occurrences],
        "closest": None if closest is None else citation_document(closest),
        "diff": diff_document(verification.diff),
        "warnings": list(verification.warnings),
        "opening_strength": verification.opening_strength,
        "disguised": [
            {
                "character": found.character,
                "position": found.position,
                "code_point": found.code_point,
                "name": found.name,
                "looks_like": found.looks_like,
            }
            for found in verification.disguised
        ],
        "attribution": verification.attribution,
        "pieces": [citation_document(citation) for citation in verification.pieces],
        "more": verification.more,
    }


def lineage_document(lineage: Lineage) -> dict[str, Any]:
    """The document of `unqa trace --json`."""
    return {
        "of": lineage.of,
        "lineage": [_entry_document(entry) for entry in lineage.entries],
        "absent_after": list(lineage.absent_after),
    }


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """The document of `unqa compare --json`."""
    return {
        "before": comparison.before,
        "after": comparison.after,
        "rows": [_row_document(row) for row in comparison.rows],
    }


def diff_document(parts: Iterable[DiffPart]) -> list[dict[str, str]]:
    """Word differences as the contract lists them."""
    return [{"op": part.op, "source": part.source, "quotation": part.quotation} for part in parts]


def _entry_document(entry: LineageEntry) -> dict[str, Any]:
    return {
        "id": entry.citation.id,
        "label": entry.citation.label,
        "language": entry.citation.language,
        "adopted": None if entry.adopted is None else entry.adopted.isoformat(),
        "change": entry.change,
        "moved": entry.moved,
        "diff": diff_document(entry.diff),
        "compared_with": entry.compared_with,
        "note": entry.note,
        "absent_before": list(entry.absent_before),
        "citation": citation_document(entry.citation),
    }


def _row_document(row: ComparedRow) -> dict[str, Any]:
    return {
        "change": row.change,
        "before": None if row.before is None else citation_document(row.before),
        "after": None if row.after is None else citation_document(row.after),
        "moved": row.moved,
        "diff": diff_document(row.diff),
        "note": row.note,
    }
