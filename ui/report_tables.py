"""What the reports of audits and comparisons hold, in the reader's language."""

from __future__ import annotations

from typing import Final

from rag.audit_model import Audit, Finding, Status
from rag.model import Citation
from rag.side_by_side import ComparedRow, Comparison
from ui.differences import Run, after_runs, before_runs
from ui.page_messages import message_text
from ui.page_words import say
from ui.report import Cell, Report, ReportTable, plain, quoted
from ui.spoken_findings import change, place_cited, place_in_draft, side_label, verdict
from ui.spoken_labels import spoken
from ui.text import one_line

_STATUSES: Final[tuple[Status, ...]] = ("wrong", "unchecked", "right")
_AUDIT_COLUMNS: Final = ("place", "verdict", "credited", "draft", "source", "source_place", "explanation")
_COMPARISON_COLUMNS: Final = ("change", "paragraph", "wording", "paragraph", "wording")
# How a report shows what only one side has.
_LEFT_OUT, _ADDED = Run("…", "left_out").marked, Run("…", "added").marked


def audit_report(audited: Audit, language: str) -> Report:
    """Every finding, the draft's text beside the source's: wrong, unchecked, right."""
    tables = []
    for status in _STATUSES:
        rows = tuple(_finding(one, audited.unit, language) for one in audited.findings if one.status == status)
        if rows:
            title = f"{say(language, f'status_{status}')} ({len(rows)})"
            tables.append(ReportTable(title, _headers(_AUDIT_COLUMNS, language), rows))
    counts = say(language, "audit_counts", **{status: audited.count(status) for status in _STATUSES})
    facts = (
        counts if audited.findings else say(language, "audit_nothing"),
        say(language, "audit_caution"),
        say(language, "report_marks_draft", left_out=_LEFT_OUT, added=_ADDED),
        say(language, "report_digest", digest=audited.sha256),
    )
    return Report(say(language, "audit_of", file=one_line(audited.file)), facts, tuple(tables), language)


def _headers(columns: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(say(language, f"report_column_{column}") for column in columns)


def _finding(finding: Finding, unit: str, language: str) -> tuple[Cell, ...]:
    verification = finding.verification
    draft, source = quoted(Run(finding.text)), plain("")
    if verification is not None and verification.diff:
        draft, source = quoted(*after_runs(verification.diff)), quoted(*before_runs(verification.diff))
    elif finding.source is not None:
        source = quoted(Run(finding.source.quote))
    # Chinese has its blanks in its full stops.
    between = "" if language == "zh" else " "
    return (
        plain(place_in_draft(finding, unit, language)),
        plain(verdict(finding, language)),
        plain(spoken(one_line(finding.label), language) if finding.label else ""),
        draft,
        source,
        plain(_place(finding.source, language)),
        plain(between.join(message_text(language, said) for said in finding.remark.said)),
    )


def _place(citation: Citation | None, language: str) -> str:
    if citation is None:
        return ""
    source = citation.source
    label = place_cited(citation, language)
    return say(
        language, "report_source_place", label=label, file=source.file, start=source.span.start, end=source.span.end
    )


def comparison_report(comparison: Comparison, language: str) -> Report:
    """Row by row."""
    before, after = side_label(comparison.before, language), side_label(comparison.after, language)
    rows = tuple(_row(row, language) for row in comparison.rows)
    facts = (
        say(language, "report_sides", before=before, after=after),
        say(language, "report_marks_sides", left_out=_LEFT_OUT, added=_ADDED),
    )
    table = ReportTable(say(language, "report_paragraphs"), _headers(_COMPARISON_COLUMNS, language), rows)
    return Report(say(language, "report_compared", before=before, after=after), facts, (table,), language)


def _row(row: ComparedRow, language: str) -> tuple[Cell, ...]:
    before, after = before_runs(row.diff), after_runs(row.diff)
    if not row.diff:
        before, after = (((Run(side.text),) if side else ()) for side in (row.before, row.after))
    return (
        plain(change(row, language)),
        plain(spoken(row.before.label, language) if row.before else ""),
        quoted(*before),
        plain(spoken(row.after.label, language) if row.after else ""),
        quoted(*after),
    )
