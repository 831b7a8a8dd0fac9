"""A draft's file becomes blocks: paragraphs, block quotations, footnotes. txt, md, docx and pdf."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from index.document_symbols import in_one_line
from index.errors import ReadError
from index.readers import MAXIMUM_BYTES, READERS, read_file
from rag.draft import BlockKind, Draft, DraftBlock, DraftLine, block_of
from rag.draft_extraction import PARSERS

SECONDS: Final = 30.0
_QUOTED: Final = re.compile(r"\s{0,3}>\s?")
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_NOTE: Final = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,20})\]:\s*(?P<text>.*)", re.DOTALL)
_PLAIN_NOTE: Final = re.compile(r"\s{0,6}(?:\[(\d{1,3})\]|(\d{1,3})[.)]?|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s+(?=\S)")
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s|\s{0,3}(?:[-*+]|\d{1,3}[.)])\s|\s*\|")
_RULE: Final = re.compile(r"\s*[_\-*=]{3,}\s*\Z")
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:page\s*)?[-–]?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[-–]?\s*\Z", re.IGNORECASE
)
_TERMINAL: Final = re.compile(r"[.!?:;。！？；][”\"»」』’')\]\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,6}\s*\Z")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SHORT_LINE: Final = 0.8


def draft_suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be audited."""
    return tuple(sorted([*READERS, *(f".{kind}" for kind in PARSERS)]))


def read_draft(path: Path) -> Draft:
    """Read a draft. Raises ReadError, one line that says what to do."""
    kind = path.suffix.lower().removeprefix(".")
    if kind in PARSERS:
        return _extracted(path, kind)
    if path.suffix.lower() not in READERS:
        raise ReadError(str(path), f"cannot be audited: its name ends in none of {', '.join(draft_suffixes())}")
    raw = read_file(path)
    marked = kind in ("md", "markdown")
    return Draft(raw.file, raw.sha256, "line", tuple(text_blocks(raw.text, marked=marked)))


def read_sent_draft(name: str, data: bytes) -> Draft:
    """Read a draft that was sent under a name; it is on the disk only while it is read.

    Raises ReadError, which speaks of the file by its name.
    """
    # A name from elsewhere may be a path of another system, and may hold what no path can.
    shown = PurePath(name.replace("\\", "/")).name or "draft"
    suffix = PurePath(shown).suffix.lower()
    if suffix not in draft_suffixes():
        raise ReadError(shown, f"cannot be audited: its name ends in none of {', '.join(draft_suffixes())}")
    with TemporaryDirectory(prefix="unqa-draft-") as folder:
        path = Path(folder) / f"draft{suffix}"
        path.write_bytes(data)
        try:
            return replace(read_draft(path), file=shown)
        except ReadError as error:
            raise ReadError(shown, error.reason, line=error.line) from error


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


def _extracted(path: Path, kind: str) -> Draft:
    data = _bytes(path)
    pieces = _extract(path, kind, data)
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        return Draft(path.name, sha256, "line", tuple(_page_blocks(pieces)))
    blocks = []
    for number, (piece_kind, label, page, text) in enumerate(pieces, 1):
        block = block_of([DraftLine(number, text, page)], piece_kind, label)
        if block is not None:
            blocks.append(block)
    return Draft(path.name, sha256, "paragraph", tuple(blocks))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(str(path), "is a folder: name a file to audit")
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({error.strerror or error}): check the path") from error
    if len(data) > MAXIMUM_BYTES:
        raise ReadError(str(path), f"is larger than {MAXIMUM_BYTES // 2**20} MB: audit it in parts")
    return data


def _extract(path: Path, kind: str, data: bytes) -> list[tuple[BlockKind, str, int | None, str]]:
    """What the parser, in its own process, makes of the file."""
    advice = "save it as text or Markdown and audit that"
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "rag.draft_extraction", kind],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(str(path), f"was not read within {SECONDS:.0f} seconds: {advice}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        if done.returncode < 0 or not said or said[0].startswith("MemoryError"):
            raise ReadError(str(path), f"needs more time or memory than a draft may take: {advice}")
        raise ReadError(str(path), f"is no {kind} file that can be read ({in_one_line(said[0])}): {advice}")
    pieces = [(piece[0], piece[1], piece[2], piece[3]) for piece in json.loads(done.stdout)]
    if not any(text.strip() for *_, text in pieces):
        raise ReadError(str(path), "holds no text (a scan?): recognise its text first, or save it as text")
    return pieces


def _page_blocks(pieces: list[tuple[BlockKind, str, int | None, str]]) -> Iterator[DraftBlock]:
    """The blocks of a PDF, whose lines are known but not its paragraphs: a short line that ends a sentence ends one."""
    lines: list[DraftLine] = []
    number = 0
    for _, _, page, text in pieces:
        for printed in text.splitlines():
            number += 1
            if not _PAGE_NUMBER.match(printed):
                lines.append(DraftLine(number, printed, page))
    widths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    full = widths[len(widths) * 3 // 4] if widths else 0
    group: list[DraftLine] = []
    for line in lines:
        ended = bool(group) and _TERMINAL.search(group[-1].text) is not None
        short = bool(group) and len(group[-1].text.strip()) < _SHORT_LINE * full
        if not line.text.strip() or (ended and (short or _PLAIN_NOTE.match(line.text))):
            yield from _group(group)
            group = []
        if line.text.strip() and not _RULE.match(line.text):
            group.append(line)
    yield from _group(group)
