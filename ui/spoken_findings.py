"""What audits and comparisons found in the reader's language: places, and verdicts and changes in a few words."""

from __future__ import annotations

from rag.audit_model import Finding
from rag.frame import language_name
from rag.model import Citation
from rag.side_by_side import ComparedRow
from ui.labels import place_label
from ui.page_words import ENGLISH, say
from ui.spoken_labels import spoken
from ui.text import one_line


def place_in_draft(finding: Finding, unit: str, language: str) -> str:
    """Where in the draft: "line 12", "page 2, line 40"."""
    at = say(language, f"on_{unit}", number=finding.line)
    if finding.page is None:
        return at
    return say(language, "place_separator").join((say(language, "on_page", number=finding.page), at))


def verdict(finding: Finding, language: str) -> str:
    """What is wrong, or why nothing could be said, or that it is right."""
    if finding.status == "right":
        return say(language, "status_right")
    if finding.reason is not None:
        return say(language, f"reason_{finding.reason}")
    return say(language, "items_separator").join(say(language, f"problem_{one}") for one in finding.problems)


def change(row: ComparedRow, language: str) -> str:
    """What became of a paragraph from the first side to the second."""
    if row.note:
        return say(language, "not_compared")
    return say(language, "change_changed_moved" if row.change == "changed" and row.moved else f"change_{row.change}")


def place_cited(citation: Citation, language: str) -> str:
    """The printable place of a citation; of a text that is not English, with its language."""
    label = spoken(one_line(citation.label), language)
    return label if citation.language == ENGLISH else f"{label} ({language_name(language, citation.language)})"


def side_label(name: str, language: str) -> str:
    """What a comparison calls one of its sides: a paragraph, or a resolution with its language where not English."""
    if "#" in name:
        return spoken(place_label(name), language)
    symbol, _, text = name.partition("@")
    return one_line(symbol if text in ("", ENGLISH) else f"{symbol} ({language_name(language, text)})")
