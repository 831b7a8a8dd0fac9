"""Text out of PDF, DOCX and HTML files, in a process of its own: `python -m index.extraction pdf BYTES < FILE`.

The parsers of such files have many denial-of-service reports, so this program limits its own memory, processor time
and what it may write before it reads a byte. It prints one JSON document: {"blocks": [[kind, label, page, text], ...]},
or {"refused": WHY, "message": [CODE, VALUES]} for a file that it understands well enough to say what is wrong with it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from index.blocks import Block, RefusedError
from index.messages import message

PROCESSOR_SECONDS: Final = 40
PAGES: Final = 2_000
_MOST_UNKNOWN: Final = 0.01
# A parser whose memory ran out while it had so much of it: what it says then may be anything.
_RUN_OUT: Final = 0.5


def limit_resources(memory: int) -> None:
    """Limit this process, its memory to so many bytes, where the operating system can.

    Windows has no such limits, there the time-out remains.
    """
    try:
        import resource
    except ImportError:
        return
    for name, limit in (("RLIMIT_AS", memory), ("RLIMIT_CPU", PROCESSOR_SECONDS), ("RLIMIT_FSIZE", 0)):
        resource.setrlimit(getattr(resource, name), (limit, limit))
    sys.excepthook = partial(_last_words, memory)


def _last_words(memory: int, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say how the process ended. lxml calls exhausted memory an "unknown error", as if the file were damaged."""
    sys.__excepthook__(kind, error, trace)
    if _most_memory() > _RUN_OUT * memory:
        sys.stderr.write("MemoryError: the file needs more memory than it may take\n")


def _most_memory() -> int:
    """How much memory this process had at most, in bytes; 0 where the operating system does not say it so.

    Not that of getrusage, which begins with what the process had that started this one.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def pdf_blocks(data: bytes) -> Iterable[Block]:
    """The paragraphs and footnotes of a PDF, page by page."""
    import pypdfium2

    from index.pdf_layout import read_pages
    from index.pdf_lines import UNKNOWN, read_page

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise RefusedError("is encrypted: save it without a password", message("file_encrypted")) from error
        raise
    if len(document) > PAGES:
        raise RefusedError(
            f"has {len(document):,} pages, more than {PAGES:,}: split it into its documents",
            message("file_too_many_pages", pages=len(document), limit=PAGES),
        )
    blocks = read_pages(read_page(document[number]) for number in range(len(document)))
    letters = "".join(block.text for block in blocks)
    if letters.count(UNKNOWN) > _MOST_UNKNOWN * len(letters):
        raise RefusedError(
            "has fonts that do not say which letters they print: recognise its text first",
            message("file_unknown_fonts"),
        )
    return blocks


def docx_blocks(data: bytes) -> Iterable[Block]:
    """The paragraphs and notes of a document of a word processor."""
    from index.docx_blocks import read_docx

    return read_docx(data)


def html_blocks(data: bytes) -> Iterable[Block]:
    """The paragraphs and notes of a web page."""
    from index.html_blocks import read_html

    return read_html(data)


PARSERS: Final[dict[str, Callable[[bytes], Iterable[Block]]]] = {
    "docx": docx_blocks,
    "html": html_blocks,
    "pdf": pdf_blocks,
}


def main() -> int:
    """Read standard input, print its blocks. What a parser raises ends the process: its last line says why."""
    data = sys.stdin.buffer.read()
    limit_resources(int(sys.argv[2]))
    try:
        blocks = PARSERS[sys.argv[1]](data)
        found: dict[str, object] = {"blocks": [[one.kind, one.label, one.page, one.text] for one in blocks]}
    except RefusedError as error:
        found = {"refused": str(error), "message": [error.message.code, dict(error.message.values)]}
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
