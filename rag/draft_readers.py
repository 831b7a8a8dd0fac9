"""A draft's file becomes blocks: paragraphs, block quotations, footnotes. Text, Markdown, DOCX, PDF and HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final, Literal

from index.blocks import Block
from index.errors import ReadError
from index.extracting import extract
from index.messages import message
from index.readers import kind_of, read_bytes, read_data, supported
from rag.draft import BlockKind, Draft, DraftBlock, DraftLine, block_of

SECONDS: Final = 30.0
_QUOTED: Final = re.compile(r"\s{0,3}>\s?")
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_NOTE: Final = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,20})\]:\s*(?P<text>.*)", re.DOTALL)
_PLAIN_NOTE: Final = re.compile(r"\s{0,6}(?:\[(\d{1,3})\]|(\d{1,3})[.)]?|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s+(?=\S)")
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s|\s{0,3}(?:[-*+]|\d{1,3}[.)])\s|\s*\|")
_RULE: Final = re.compile(r"\s*[_\-*=]{3,}\s*\Z")
_TERMINAL: Final = re.compile(r"[.!?:;。！？；][”\"»」』’')\]\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,6}\s*\Z")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def draft_suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be audited."""
    return supported()


def read_draft(path: Path) -> Draft:
    """Read a draft. Raises ReadError, one line that says what to do."""
    _check_suffix(str(path))
    return _read(str(path), read_bytes(path))


def read_sent_draft(name: str, data: bytes) -> Draft:
    """Read a draft that was sent under a name. Raises ReadError, which speaks of the file by its name."""
    # A name from elsewhere may be a path of another system, and may hold what no path can.
    shown = PurePath(name.replace("\\", "/")).name or "draft"
    _check_suffix(shown)
    return _read(shown, data)


def _check_suffix(file: str) -> None:
    if PurePath(file).suffix.lower() not in supported():
        listed = ", ".join(draft_suffixes())
        raise ReadError(
            file,
            f"cannot be audited: its name ends in none of {listed}",
            message=message("file_of_another_kind", kinds=listed),
        )


def _read(file: str, data: bytes) -> Draft:
    name = PurePath(file).name
    sha256 = hashlib.sha256(data).hexdigest()
    kind = kind_of(file, data)
    if kind == "text":
        marked = PurePath(file).suffix.lower() in (".md", ".markdown")
        return Draft(name, sha256, "line", tuple(text_blocks(read_data(file, data).text, marked=marked)))
    unit: Literal["line", "paragraph"] = "line" if kind == "pdf" else "paragraph"
    pieces = extract(file, kind, data, use="audit", seconds=SECONDS)
    return Draft(name, sha256, unit, tuple(_extracted(pieces, unit)))


def text_blocks(text: str, *, marked: bool = False) -> Iterator[DraftBlock]:
    """The blocks of a text; `marked`: in Markdown, where code is left out and a heading is a block by itself."""
    lines = [DraftLine(number, line) for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1)]
    fenced = False
    group: list[DraftLine] = []
    for line in [*lines, DraftLine(len(lines) + 1, "")]:
        if marked and _FENCE.match(line.text):
            fenced = not fenced
            line = DraftLine(line.number, "")  # noqa: PLW2901 - the fence itself only ends a block
        if fenced or not line.text.strip() or _RULE.match(line.text):
            yield from _group(group)
            group = []
            continue
        if group and _begins_block(line, group[-1], marked=marked):
            yield from _group(group)
            group = []
        group.append(line)


def _begins_block(line: DraftLine, before: DraftLine, *, marked: bool) -> bool:
    if bool(_QUOTED.match(line.text)) != bool(_QUOTED.match(before.text)) or _NOTE.match(line.text):
        return True
    if _PLAIN_NOTE.match(line.text) and _TERMINAL.search(before.text):
        return True
    return marked and bool(_HEADING.match(line.text) or re.match(r"\s{0,3}#", before.text))


def _group(lines: list[DraftLine]) -> Iterator[DraftBlock]:
    if not lines:
        return
    kind: BlockKind = "text"
    label = ""
    if note := _NOTE.match(lines[0].text):
        kind, label = "footnote", note["label"]
        lines = [DraftLine(lines[0].number, note["text"], lines[0].page), *lines[1:]]
    elif _QUOTED.match(lines[0].text):
        kind = "quotation"
        lines = [DraftLine(line.number, _QUOTED.sub("", line.text, count=1), line.page) for line in lines]
    elif _PLAIN_NOTE.match(lines[0].text) and all(_PLAIN_NOTE.match(line.text) for line in lines):
        # A block of numbered lines: a list, or footnotes. Each is by itself, and may be either.
        for line in lines:
            yield from _plain_note([line])
        return
    elif _PLAIN_NOTE.match(lines[0].text):
        yield from _plain_note(lines)
        return
    block = block_of(lines, kind, label)
    if block is not None:
        yield block


def _plain_note(lines: list[DraftLine]) -> Iterator[DraftBlock]:
    """A block that begins with a number: text all the same, but a marker may lead to it."""
    found = _PLAIN_NOTE.match(lines[0].text)
    label = next((group for group in found.groups() if group), "").translate(_SUPERSCRIPTS) if found else ""
    block = block_of(lines, "text", label)
    if block is not None:
        yield block


def _extracted(pieces: Sequence[Block], unit: Literal["line", "paragraph"]) -> Iterator[DraftBlock]:
    """The blocks of a file of another program; a paragraph that goes on over the page is one block."""
    number = 0
    group: list[DraftLine] = []
    for position, piece in enumerate(pieces):
        printed = piece.text.splitlines() if unit == "line" else [piece.text]
        group += [DraftLine(number + count, line, piece.page) for count, line in enumerate(printed, 1)]
        number += len(printed)
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        if following is not None and following.kind == "continued":
            continue
        kind: BlockKind = piece.kind if piece.kind in ("quotation", "footnote") else "text"
        if kind == "text":
            yield from _group(group)
        elif (block := block_of(group, kind, piece.label)) is not None:
            yield block
        group = []
