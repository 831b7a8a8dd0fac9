"""The Audit view as HTML: the form for a draft, and its report. What is wrong has a sign and words besides a colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from index.readers import MAXIMUM_BYTES
from rag.audit_model import Audit, Finding, Status
from rag.draft_readers import draft_suffixes
from ui.differences import inline_runs
from ui.kept_reports import KEPT_SECONDS
from ui.page_messages import message_html
from ui.page_words import say
from ui.render import escape
from ui.render_bench import citation_link, legend_html, runs_html
from ui.render_forms import file_field
from ui.sent_file import MEGABYTES
from ui.spoken_findings import place_in_draft, verdict
from ui.spoken_labels import spoken
from ui.text import one_line

_SIGNS: Final[dict[Status, str]] = {"wrong": "✗", "unchecked": "?", "right": "✓"}


def audit_form(language: str) -> str:
    """To choose the file of a draft. The script that sends it says what it does in the words given here."""
    kinds = ", ".join(suffix.removeprefix(".") for suffix in draft_suffixes())
    label = escape(say(language, "draft_label", kinds=kinds, megabytes=MEGABYTES))
    # Names of formats are read from left to right in every language.
    label = label.replace(escape(kinds), f'<bdi dir="ltr">{escape(kinds)}</bdi>')
    spoken = "".join(
        f' data-{name}="{escape(text)}"'
        for name, text in (
            ("sending", say(language, "audit_sending", percent="#")),
            ("checking", say(language, "audit_checking", seconds="#")),
            ("ready", say(language, "audit_ready")),
            ("too-large", say(language, "message_draft_too_large", megabytes=MEGABYTES)),
            ("no-server", say(language, "no_server")),
        )
    )
    return (
        f'<p class="unqa-intro">{escape(say(language, "audit_intro"))}</p>'
        f'<form class="unqa-form" action="/audit" method="post" enctype="multipart/form-data" data-upload '
        f'data-largest="{MAXIMUM_BYTES}"{spoken}>{file_field("draft", label, draft_suffixes(), language)}'
        f'<button type="submit">{escape(say(language, "audit_button"))}</button></form>'
        '<div class="unqa-progress" role="status" hidden><progress max="100"></progress><p></p></div>'
        f'<p class="unqa-legend">{escape(say(language, "audit_kept", minutes=KEPT_SECONDS // 60))}</p>'
    )


def audit_html(audited: Audit, downloads: Mapping[str, str], language: str) -> str:
    """A report: counts, what to download, then what is wrong, what could not be checked, and, folded, what is right.

    `downloads` maps the format of a file to its address.
    """
    counts = {status: audited.count(status) for status in _SIGNS}
    said = say(language, "audit_counts", **counts) if audited.findings else say(language, "audit_nothing")
    differs = any(one.verification and one.verification.diff for one in audited.findings)
    sections = "".join(_section(audited, status, language) for status in _SIGNS)
    again = escape(say(language, "audit_again"))
    return (
        f'<section class="unqa-finding" data-wrong="{counts["wrong"]}">'
        f"<h2>{escape(say(language, 'audit_of', file=one_line(audited.file)))}</h2>"
        f'<p class="unqa-counts" role="status">{escape(said)}</p>'
        f'<p class="unqa-legend">{escape(say(language, "audit_caution"))}</p>'
        f"{_downloads(downloads, language)}{legend_html('legend_quotation', language) if differs else ''}{sections}"
        f'<p><a class="unqa-link" href="/audit" data-view>{again}</a></p></section>'
    )


def _downloads(downloads: Mapping[str, str], language: str) -> str:
    links = " · ".join(
        f'<a class="unqa-link" href="{escape(address)}" download>{escape(kind.upper())}</a>'
        for kind, address in downloads.items()
    )
    return f'<p class="unqa-downloads">{escape(say(language, "report_as"))} {links}</p>'


def _section(audited: Audit, status: Status, language: str) -> str:
    found = [one for one in audited.findings if one.status == status]
    if not found:
        return ""
    title = f"{escape(say(language, f'status_{status}'))} ({len(found)})"
    items = "".join(_finding(one, audited.unit, language) for one in found)
    listed = f'<ol class="unqa-findings">{items}</ol>'
    if status == "right":
        return f'<details class="unqa-right"><summary>{title}</summary>{listed}</details>'
    return f"<h3>{title}</h3>{listed}"


def _finding(finding: Finding, unit: str, language: str) -> str:
    label = f" <bdi>{escape(spoken(one_line(finding.label), language))}</bdi>" if finding.label else ""
    verification = finding.verification
    differs = finding.status != "right" and verification is not None and verification.diff
    words = runs_html(inline_runs(verification.diff)) if verification and differs else escape(finding.text)
    source = ""
    if finding.source is not None:
        name = escape(say(language, "the_source"))
        source = f'<p class="unqa-source-of">{name}: {citation_link(finding.source, language)}</p>'
    place = escape(place_in_draft(finding, unit, language))
    return (
        f'<li data-status="{finding.status}"><p><span class="unqa-place-in">{place}</span> '
        f'<span class="unqa-change"><span aria-hidden="true">{_SIGNS[finding.status]} </span>'
        f"{escape(verdict(finding, language))}</span>{label}</p>"
        f'<blockquote dir="auto">{words}</blockquote>'
        f"<p>{message_html(language, *finding.remark.said)}</p>{source}</li>"
    )
