"""What the reports of audits and comparisons hold."""

from __future__ import annotations

from rag.audit_model import Audit, Finding
from rag.model import Citation
from rag.side_by_side import ComparedRow, Comparison
from ui.differences import LEGEND, after_runs, before_runs
from ui.labels import place_label
from ui.report import Cell, Report, ReportTable, plain
from ui.terminal_audit import place, said

_AUDIT_HEADERS = ("Place", "Finding", "Credited to", "The draft", "The source", "Where in the source", "Explanation")
_COMPARISON_HEADERS = ("Change", "Paragraph", "Wording", "Paragraph", "Wording")


def audit_report(audited: Audit) -> Report:
    """Every finding, the draft's text beside the source's: wrong, unchecked, right."""
    tables = []
    for title, status in (("Wrong", "wrong"), ("Could not be checked", "unchecked"), ("Right", "right")):
        rows = tuple(_finding(one, audited.unit) for one in audited.findings if one.status == status)
        if rows:
            tables.append(ReportTable(f"{title} ({len(rows)})", _AUDIT_HEADERS, rows))
    counts = f"{audited.count('wrong')} wrong, {audited.count('unchecked')} unchecked, {audited.count('right')} right."
    facts = (
        counts,
        f"Differences: {LEGEND}. What could not be checked is not thereby right.",
        f"SHA-256 of the draft: {audited.sha256}",
    )
    return Report(f"Audit of {audited.file}", facts, tuple(tables))


def _finding(finding: Finding, unit: str) -> tuple[Cell, ...]:
    verification = finding.verification
    draft, source = plain(finding.text), plain("")
    if verification is not None and verification.diff:
        draft, source = after_runs(verification.diff), before_runs(verification.diff)
    elif finding.source is not None:
        source = plain(finding.source.quote)
    return (
        plain(place(finding, unit)),
        plain(said(finding)),
        plain(finding.label or ""),
        draft,
        source,
        plain(_where(finding.source)),
        plain(finding.message),
    )


def _where(citation: Citation | None) -> str:
    if citation is None:
        return ""
    span = citation.source.span
    return f"{citation.label} ({citation.source.file}, characters {span.start}-{span.end})"


def comparison_report(comparison: Comparison) -> Report:
    """Row by row."""
    before, after = _name(comparison.before), _name(comparison.after)
    rows = tuple(_row(row) for row in comparison.rows)
    facts = (f"First: {before}. Second: {after}.", f"Differences: {LEGEND}.")
    return Report(f"{before} and {after}", facts, (ReportTable("Paragraphs", _COMPARISON_HEADERS, rows),))


def _row(row: ComparedRow) -> tuple[Cell, ...]:
    before = before_runs(row.diff) if row.diff else plain(row.before.text if row.before else "")
    after = after_runs(row.diff) if row.diff else plain(row.after.text if row.after else "")
    change = f"{row.change} ({row.note})" if row.note else row.change
    return (
        plain(change),
        plain(row.before.label if row.before else ""),
        before,
        plain(row.after.label if row.after else ""),
        after,
    )


def _name(name: str) -> str:
    return place_label(name) if "#" in name else name.rpartition("@")[0]
