"""A conversation as Markdown with footnotes. Whatever was asked or quoted is escaped: it shows as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rag.answer import escape_markdown
from ui.export import Export, Note, Section, sentence
from ui.statements import Block, Marker
from ui.text import one_line

# What common extensions of Markdown make links of without any mark around it.
_ADDRESS: Final = re.compile(r"(?i)(?<=http)s?:(?=//)|(?<=ftp):(?=//)|(?<=www)\.|@")


def conversation_markdown(export: Export) -> str:
    """The document."""
    parts = [f"# {_shown(export.title)}", _shown(export.remark)]
    for section in export.sections:
        parts.extend(_section(section))
    notes = "\n".join(_note(note) for note in export.notes)
    return "\n\n".join(part for part in (*parts, notes) if part) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {_shown(section.question)}"
    if section.notice:
        yield _set("**", section.notice)
    for block in section.blocks:
        yield _block(block)
    for remark in section.remarks:
        yield _set("*", remark)


def _block(block: Block) -> str:
    words = "".join(
        f"[^{inline.number}]"
        if isinstance(inline, Marker)
        else _set("**", inline.text)
        if inline.strong
        else _shown(inline.text, keep_edges=True)
        for inline in block.inlines
    ).strip()
    if block.kind == "quotation":
        return f"> {words}"
    return f"- {words}" if block.kind == "item" else words


def _set(sign: str, text: str) -> str:
    """Text between signs of emphasis, which stand beside a letter; a blank at either end is left outside."""
    shown = _shown(text)
    return (
        f"{' ' if text[:1].isspace() else ''}{sign}{shown}{sign}{' ' if text[-1:].isspace() else ''}" if shown else ""
    )


def _note(note: Note) -> str:
    address = f" <{note.url}>" if note.url.startswith("https://") and not re.search(r"[\s<>]", note.url) else ""
    return f"[^{note.number}]: {_shown(sentence(note))}{address}\n"


def _shown(text: str, *, keep_edges: bool = False) -> str:
    """Text on one line that Markdown shows as it is; with `keep_edges` a blank at either end stays."""
    escaped = _ADDRESS.sub(_unlinked, escape_markdown(one_line(text)))
    if not keep_edges:
        return escaped
    return f"{' ' if text[:1].isspace() else ''}{escaped}{' ' if text[-1:].isspace() else ''}"


def _unlinked(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"
