"""A file becomes text. What a file is, its first bytes decide, not its name.

Text and Markdown are decoded and nothing is mended: every line end and blank stays as it is. Offsets count the
characters of the file as decoded. A byte order mark is one of them (the first, U+FEFF), so that
`open(path, encoding="utf-8", newline="").read()` gives the text that offsets count in. Of PDF, DOCX and HTML they count
in the text that is read from them (`index.blocks`); `RawDocument.kept` says that this text must be kept.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.blocks import compose
from index.encodings import decode
from index.errors import ReadError
from index.extracting import extract
from index.messages import message
from index.model import RawDocument

# Of text; a file of another program holds pictures and fonts as well.
MAXIMUM_BYTES: Final = 20 * 1024 * 1024
MAXIMUM_PACKED_BYTES: Final = 100 * 1024 * 1024
TEXT_SUFFIXES: Final = (".markdown", ".md", ".txt")
_SUFFIXES: Final = (*TEXT_SUFFIXES, ".docx", ".htm", ".html", ".pdf")
_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_WEB_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_NO_TEXT: Final = "holds NUL bytes, so it is no text file: save it as text in UTF-8 and index that"
_UNIVERSAL: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be"})


@dataclass(frozen=True, slots=True)
class Pages:
    """The whole text of a file, and the offset of each page's first character."""

    text: str
    page_starts: tuple[int, ...]
    kept: bool = False


def supported() -> tuple[str, ...]:
    """The suffixes of files that can be read, in alphabetical order."""
    return tuple(sorted(_SUFFIXES))


def kind_of(file: str, data: bytes) -> str:
    """What a file is: "text", or a kind of `index.extraction.PARSERS`. Raises ReadError for what cannot be read."""
    if _PDF in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        if b"word/" in data:
            return "docx"
        raise ReadError(
            file,
            "is a ZIP archive or another office document: give it its ending, or save it as text",
            message=message("file_zip"),
        )
    if data.startswith(_OLD_OFFICE):
        raise ReadError(
            file,
            "is an office document of an old format, or an encrypted one: save it as .docx without a password",
            message=message("file_old_office"),
        )
    if data.startswith(_PICTURES):
        raise ReadError(
            file,
            "is an image: recognise its text first, and save that as text in UTF-8",
            message=message("file_image"),
        )
    if _WEB_PAGE.match(data[:4096]):
        return "html"
    wanted = Path(file).suffix.lower().removeprefix(".")
    # A name that promises one of these is asked for no signature: its parser says what is wrong.
    return {"pdf": "pdf", "docx": "docx", "htm": "html", "html": "html"}.get(wanted, "text")


def read_data(file: str, data: bytes) -> Pages:
    """The text of a file, given its bytes. `file` is its name for messages. Raises ReadError."""
    kind = kind_of(file, data)
    if kind in ("text", "html") and len(data) > MAXIMUM_BYTES:
        megabytes = MAXIMUM_BYTES // 2**20
        raise ReadError(
            file,
            f"is larger than {megabytes} MB: split it into one file for each resolution",
            message=message("file_too_large", megabytes=megabytes),
        )
    if kind == "text":
        return _read_text(file, data)
    text, starts = compose(extract(file, kind, data))
    return Pages(text, starts, kept=True)


def _line_of(data: bytes, position: int, encoding: str) -> int:
    text = data[:position].decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _read_text(file: str, data: bytes) -> Pages:
    """Decode text or Markdown. A form feed starts a page."""
    try:
        decoded = decode(data)
    except UnicodeDecodeError as error:
        if b"\0" in data and error.encoding == "utf-8":
            raise ReadError(file, _NO_TEXT, message=message("file_binary")) from error
        line = _line_of(data, error.start, error.encoding)
        reason = (
            f"not {error.encoding.upper()} (byte 0x{data[error.start]:02X}), nor another encoding that can be told for "
            "certain: save the file as UTF-8 and index it again"
        )
        raise ReadError(file, reason, line=line, message=message("file_not_utf8", line=line)) from error
    text = decoded.text
    if "\0" in text:
        raise ReadError(file, _NO_TEXT, message=message("file_binary"))
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadError(
            file,
            "is empty: put the text of a resolution in it, or take it out of what is indexed",
            message=message("file_empty"),
        )
    starts = [0]
    starts += [place + 1 for place, character in enumerate(text) if character == "\f" and place + 1 < len(text)]
    return Pages(text, tuple(starts), kept=decoded.encoding not in _UNIVERSAL)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError: not there, no file, unreadable, too large, changed while it was read."""
    name = str(path)
    try:
        if path.is_dir():
            raise ReadError(name, "is a folder: name the files in it, or index the folder")
        if not path.is_file() and path.exists():
            raise ReadError(name, "is not a regular file: index a text or Markdown file")
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(MAXIMUM_PACKED_BYTES + 1)
            after = os.fstat(stream.fileno())
    except FileNotFoundError as error:
        raise ReadError(name, "does not exist: check the path") from error
    except PermissionError as error:
        raise ReadError(name, "may not be read by this user: change its permissions") from error
    except (OSError, ValueError) as error:
        raise ReadError(name, f"cannot be read ({error}): check the path and the disk") from error
    if len(data) > MAXIMUM_PACKED_BYTES:
        raise ReadError(
            name, f"is larger than {MAXIMUM_PACKED_BYTES // 2**20} MB: split it into one file for each resolution"
        )
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise ReadError(name, "changed while it was read: index it again when it is complete")
    return data


def read_file(path: Path | str, *, root: Path | None = None) -> RawDocument:
    """Read a file as it is.

    `file` of the result is the path relative to `root` (with "/"), or the base name without one. Raises ReadError, one
    line that says what to do: unknown suffix, empty, binary, wrong encoding (with the line of the first bad byte), too
    large, unreadable or not there, damaged, encrypted, a scan.
    """
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        kinds = ", ".join(supported())
        raise ReadError(str(path), f"cannot be read: its name ends in none of {kinds}; convert it to one of them")
    data = read_bytes(path)
    pages = read_data(str(path), data)
    inside = root is not None and path.is_relative_to(root)
    file = path.relative_to(root).as_posix() if inside and root is not None else path.name
    return RawDocument(file, pages.text, hashlib.sha256(data).hexdigest(), pages.page_starts, pages.kept)
