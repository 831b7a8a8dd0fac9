"""A conversation as a page to be printed, or saved as PDF by the browser, with its citations as notes at the end."""

from __future__ import annotations

from ui.export import Export, Note, Section, sentence
from ui.page_words import direction, say
from ui.render import escape, official_link
from ui.statements import Block, Marker


def print_html(export: Export, language: str) -> str:
    """The body of the page; `language` is the reader's."""
    sections = "".join(_section(section) for section in export.sections)
    notes = "".join(_note(note, language) for note in export.notes)
    listed = f'<h2>{escape(say(language, "notes"))}</h2><ol class="unqa-notes">{notes}</ol>' if notes else ""
    return (
        f'<button type="button" data-print>{escape(say(language, "print"))}</button>'
        f'<article class="unqa-print"><h1>{escape(export.title)}</h1><p class="unqa-remark">{escape(export.remark)}</p>'
        f"{sections}{listed}</article>"
    )


def _section(section: Section) -> str:
    notice = f'<p class="unqa-notice-title">{escape(section.notice)}</p>' if section.notice else ""
    blocks = "".join(_block(block) for block in section.blocks)
    remarks = "".join(f'<p class="unqa-remark">{escape(remark)}</p>' for remark in section.remarks)
    return (
        f'<section lang="{escape(section.language)}" dir="{direction(section.language)}">'
        f'<h2 dir="auto">{escape(section.question)}</h2>{notice}{blocks}{remarks}</section>'
    )


def _block(block: Block) -> str:
    words = "".join(
        f'<bdi><sup><a href="#note-{inline.number}" id="from-{inline.number}">{inline.number}</a></sup></bdi>'
        if isinstance(inline, Marker)
        else f"<strong>{escape(inline.text)}</strong>"
        if inline.strong
        else escape(inline.text)
        for inline in block.inlines
    )
    if block.kind == "quotation":
        return f'<blockquote dir="auto">{words}</blockquote>'
    bullet = f"{escape(block.bullet)} " if block.kind == "item" else ""
    # A sentence of ours may begin with a symbol, by which alone it would be taken to run from left to right.
    return f"<p>{bullet}{words}</p>"


def _note(note: Note, language: str) -> str:
    return (
        f'<li id="note-{note.number}" value="{note.number}" lang="{escape(note.language)}" '
        f'dir="{direction(note.language)}">{escape(sentence(note))} '
        f'{official_link(note.url, language)} <span class="unqa-address" dir="ltr">{escape(note.url)}</span> '
        f'<a href="#from-{note.number}" aria-label="↑ {note.number}">↑</a></li>'
    )
