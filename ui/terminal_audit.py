"""An audit drawn on a terminal: what is wrong first, then what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from rag.audit_model import Audit, Finding, Problem, Reason, Status
from ui.differences import LEGEND, inline_runs
from ui.terminal import Indented, Quotation
from ui.terminal_quote import runs_text, warning_sentences
from ui.text import one_line

PROBLEMS: Final[dict[Problem, str]] = {
    "no_such_paragraph": "no such paragraph",
    "wrong_date": "wrong date",
    "wrong_year": "wrong year",
    "wrong_body": "wrong body",
    "wrong_paragraph": "wrong paragraph",
    "wrong_resolution": "wrong resolution",
    "altered": "altered",
    "negation": "altered: negation",
    "number": "altered: number",
    "opening_phrase": "altered: opening phrase",
    "disguise": "disguised characters",
    "stitched": "stitched",
    "absent": "not in the corpus",
}
REASONS: Final[dict[Reason, str]] = {
    "not_in_corpus": "not in the corpus",
    "not_in_language": "not in this language",
    "part_not_in_corpus": "part not in the corpus",
    "incomplete_reference": "incomplete reference",
    "no_reference": "credited to nothing",
    "ellipsis": "words left out",
    "too_short": "too short",
    "other_speaker": "perhaps another's words",
    "no_date": "date unknown",
    "ambiguous_date": "ambiguous date",
    "several_references": "several references",
}
_STYLES: Final[dict[Status, str]] = {"wrong": "bold red", "unchecked": "yellow", "right": "green"}
_TITLES: Final[dict[Status, str]] = {"wrong": "Wrong", "unchecked": "Could not be checked", "right": "Right"}


def draw_audit(audited: Audit, *, everything: bool = False) -> Group:
    """Counts in words, then the findings by status."""
    wrong = audited.count("wrong")
    head = f"{wrong} wrong" if wrong else "Nothing wrong"
    counts = f"{head}, {audited.count('unchecked')} unchecked, {audited.count('right')} right"
    parts: list[RenderableType] = [
        Text(one_line(audited.file), "bold"),
        Text(counts, _STYLES["wrong" if wrong else "right"]),
    ]
    shown: tuple[Status, ...] = ("wrong", "unchecked", "right") if everything else ("wrong", "unchecked")
    for status in shown:
        found = [one for one in audited.findings if one.status == status]
        if found:
            parts += [Text(), Text(f"{_TITLES[status]} ({len(found)})", _STYLES[status])]
        for finding in found:
            parts += [Text(), *_finding(finding, audited.unit)]
    if any(one.verification and one.verification.diff for one in audited.wrong):
        parts += [Text(), Text(f"{LEGEND} by the draft", "dim")]
    return Group(*parts)


def place(finding: Finding, unit: str) -> str:
    """Where in the draft: "line 12", "page 2, line 40"."""
    page = f"page {finding.page}, " if finding.page is not None else ""
    return f"{page}{unit} {finding.line}"


def said(finding: Finding) -> str:
    """The status and what it is for, in words."""
    if finding.status == "right":
        return "right"
    if finding.reason is not None:
        return f"unchecked: {REASONS[finding.reason]}"
    return "; ".join(PROBLEMS[problem] for problem in finding.problems)


def _finding(finding: Finding, unit: str) -> Iterator[RenderableType]:
    label = f"  {one_line(finding.label)}" if finding.label else ""
    yield Text.assemble((f"{place(finding, unit)}  ", "dim"), (said(finding), _STYLES[finding.status]), (label, "bold"))
    verification = finding.verification
    to_be_judged = finding.status == "wrong" or finding.reason == "ellipsis"
    if to_be_judged and verification is not None and verification.diff:
        yield Indented(Quotation(runs_text(inline_runs(verification.diff))))
        for sentence in warning_sentences(verification):
            yield Indented(Text(f"! {sentence}", "yellow"))
    else:
        yield Indented(Quotation(Text(one_line(finding.text))))
    yield Indented(Text(one_line(finding.message)))
