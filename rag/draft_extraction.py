"""Text out of docx and pdf files, in a process of its own: `python -m rag.draft_extraction docx < FILE`.

The parsers of such files have many denial-of-service reports, so this program limits its own memory, processor time
and what it may write before it reads a byte. It prints one JSON document: a list of [kind, label, page, text].
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

MEMORY_BYTES: Final = 1024 * 1024 * 1024
PROCESSOR_SECONDS: Final = 20
# A zip bomb unpacks to a thousand times its size; a document of words to ten times.
UNPACKED_BYTES: Final = 200 * 1024 * 1024

Piece = tuple[str, str, int | None, str]


def limit_resources() -> None:
    """Limit this process, where the operating system can: Windows has no such limits, there the time-out remains."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for name, limit in (("RLIMIT_AS", MEMORY_BYTES), ("RLIMIT_CPU", PROCESSOR_SECONDS), ("RLIMIT_FSIZE", 0)):
        resource.setrlimit(getattr(resource, name), (limit, limit))


def docx_pieces(data: bytes) -> Iterator[Piece]:
    """The paragraphs of the body and its tables in order, and the footnotes and endnotes."""
    import docx  # noqa: PLC0415 - each format loads only its own parser
    from docx.oxml.ns import qn  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES:
            raise ValueError(f"unpacks to more than {UNPACKED_BYTES // 2**20} MB")
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else str(style.get(qn("w:val"), "")).lower()
        quoted = "quote" in name or "blocktext" in name or "zitat" in name or "citation" in name
        yield ("quotation" if quoted else "text", "", None, _docx_text(paragraph))
    for related in document.part.rels.values():
        if related.is_external or not related.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        from docx.oxml.parser import parse_xml  # noqa: PLC0415

        for note in parse_xml(related.target_part.blob):
            if note.get(qn("w:type")) in (None, "normal"):
                text = " ".join(_docx_text(paragraph) for paragraph in note.iter(qn("w:p")))
                yield ("footnote", _note_label(related.reltype, str(note.get(qn("w:id")))), None, text)


def _note_label(kind: str, number: str) -> str:
    return f"{'e' if kind.endswith('/endnotes') else 'f'}{number}"


def _docx_text(paragraph: object) -> str:
    """A paragraph's words as they would be printed; a reference to a footnote as "[^f3]", deleted text left out."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    pieces: list[str] = []
    for node in paragraph.iter():  # type: ignore[attr-defined]
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            pieces.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "/endnotes" if node.tag == qn("w:endnoteReference") else "/footnotes"
            pieces.append(f"[^{_note_label(kind, str(node.get(qn('w:id'))))}]")
    return "".join(pieces)


def pdf_pieces(data: bytes) -> Iterator[Piece]:
    """The text of each page."""
    import logging  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        yield ("text", "", number, page.extract_text())


PARSERS: Final[dict[str, Callable[[bytes], Iterator[Piece]]]] = {"docx": docx_pieces, "pdf": pdf_pieces}


def main() -> int:
    """Read standard input, print its text. What a parser raises ends the process: its last line says why."""
    data = sys.stdin.buffer.read()
    limit_resources()
    sys.stdout.write(json.dumps(list(PARSERS[sys.argv[1]](data))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
