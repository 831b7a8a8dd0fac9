"""The HTML of results in notebooks: no scripts, no styles, nothing from elsewhere; differences struck and underlined.

A notebook trusts what it shows. So each text is escaped, and of an answer's Markdown only what cannot lead elsewhere is
rendered: its links are those of its citations.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from html import escape
from typing import Final

from markdown_it import MarkdownIt

from index.symbols import official_url
from rag.citing import label_of
from rag.corpus import Excerpt
from rag.lineage import Lineage, LineageEntry
from rag.model import Answer, Citation
from rag.printable import printable
from rag.quote import Attribution, Verification
from rag.side_by_side import ComparedRow, Comparison
from rag.wording_diff import DiffPart

_ATTRIBUTIONS: Final[dict[Attribution, str]] = {
    "confirmed": "What is shown stands in the place named.",
    "wrong": "What is shown does not stand in the place named.",
    "unknown": "The place named is not in the corpus.",
}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])


@singledispatch
def html_of(result: object) -> str:
    """The HTML of a result. Raises TypeError for what is none."""
    raise TypeError(f"{type(result).__name__} has no HTML")


@html_of.register
def _(answer: Answer) -> str:
    parts = [_markdown.render(printable(answer.answer))]
    if answer.doubtful:
        parts.append(f"<p><em>Certainty {answer.certainty:.0%}: this may not answer the question.</em></p>")
    if answer.citations:
        parts.append(f"<ol>{''.join(_item(_cited(citation)) for citation in answer.citations)}</ol>")
    return _framed(*parts)


@html_of.register
def _(excerpt: Excerpt) -> str:
    resolution = excerpt.resolution
    url = official_url(resolution.symbol, resolution.language)
    facts = [_link(url, resolution.symbol), resolution.adopted.isoformat() if resolution.adopted else ""]
    parts = [f"<p><strong>{_text(resolution.title)}</strong><br>{', '.join(filter(None, facts))}</p>"]
    for paragraph in excerpt.paragraphs:
        notes = "".join(f"<br><small>{_text(note.number)} {_text(note.text)}</small>" for note in paragraph.footnotes)
        parts.append(f"<p>{_text(paragraph.text)} <small>({_text(label_of(paragraph))})</small>{notes}</p>")
    return _framed(*parts)


@html_of.register
def _(verification: Verification) -> str:
    parts = [f"<p><strong>{_text(verification.verdict)}</strong>: {_text(verification.quotation)}</p>"]
    if verification.attribution is not None:
        parts.append(f"<p>{_ATTRIBUTIONS[verification.attribution]}</p>")
    if verification.warnings:
        parts.append(f"<p>Look at: {_text(', '.join(verification.warnings).replace('_', ' '))}</p>")
    if verification.closest is not None:
        parts.append(f"<p>Closest: {_cited(verification.closest)}<br>{_differences(verification.diff)}</p>")
    places = verification.occurrences or verification.pieces
    if places:
        more = _item("and more") if verification.more else ""
        parts.append(f"<ul>{''.join(_item(_cited(citation)) for citation in places)}{more}</ul>")
    return _framed(*parts)


@html_of.register
def _(lineage: Lineage) -> str:
    return _framed(_table(("Adopted", "Paragraph", "Change", "Wording"), map(_lineage_cells, lineage.entries)))


@html_of.register
def _(comparison: Comparison) -> str:
    return _framed(_table((comparison.before, comparison.after, "Change", "Wording"), map(_row_cells, comparison.rows)))


def _lineage_cells(entry: LineageEntry) -> tuple[str, ...]:
    adopted = entry.adopted.isoformat() if entry.adopted else ""
    words = _differences(entry.diff) if entry.diff else _text(entry.note or entry.citation.text)
    return adopted, _cited(entry.citation), entry.change, words


def _row_cells(row: ComparedRow) -> tuple[str, ...]:
    before, after = (_cited(side) if side is not None else "" for side in (row.before, row.after))
    side = row.after or row.before
    words = _differences(row.diff) if row.diff else _text(row.note or (side.text if side is not None else ""))
    return before, after, row.change, words


def _table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{_text(header)}</th>" for header in headers)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _differences(parts: Iterable[DiffPart]) -> str:
    shown = []
    for part in parts:
        if part.op == "equal":
            shown.append(_text(part.source))
            continue
        shown.append(f"<del>{_text(part.source)}</del>" if part.source else "")
        shown.append(f"<ins>{_text(part.quotation)}</ins>" if part.quotation else "")
    return "".join(shown)


def _cited(citation: Citation) -> str:
    return _link(citation.url, citation.label)


def _link(url: str, label: str) -> str:
    if not url:
        return _text(label)
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{_text(label)}</a>'


def _item(content: str) -> str:
    return f"<li>{content}</li>"


def _text(text: str) -> str:
    return escape(printable(text))


def _framed(*parts: str) -> str:
    return f'<div dir="auto">{"".join(parts)}</div>'
