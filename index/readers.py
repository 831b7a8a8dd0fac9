"""A file becomes text: bytes are decoded, nothing is mended, every line end and blank stays as it is.

Offsets count the characters of the file as decoded. A byte order mark is one of them (the first, U+FEFF), so that
`open(path, encoding="utf-8", newline="").read()` gives the text that offsets count in.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.errors import ReadError
from index.model import RawDocument

MAXIMUM_BYTES: Final = 20 * 1024 * 1024
_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_OTHER_FORMATS: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "an image",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """What a reader returns: the whole text, and the offset of each page's first character."""

    text: str
    page_starts: tuple[int, ...]


Reader = Callable[[str, bytes], Pages]


def _line_of(data: bytes, position: int, encoding: str) -> int:
    text = data[:position].decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _decode(file: str, data: bytes) -> str:
    encoding = _UTF16.get(data[:2], "utf-8")
    for signature, name in _OTHER_FORMATS.items():
        if data.startswith(signature):
            raise ReadError(file, f"is {name}, not text: save it as text or Markdown in UTF-8 and index that")
    if encoding == "utf-8" and b"\0" in data:
        raise ReadError(file, "holds NUL bytes, so it is no text file: save it as text in UTF-8 and index that")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start, encoding)
        reason = f"not {encoding.upper()} (byte 0x{data[error.start]:02X}): save the file as UTF-8 and index it again"
        raise ReadError(file, reason, line=line) from error


def read_text(file: str, data: bytes) -> Pages:
    """Decode text or Markdown: UTF-8, or UTF-16 with a byte order mark. A form feed starts a page."""
    text = _decode(file, data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadError(file, "is empty: put the text of a resolution in it, or take it out of what is indexed")
    starts = [0]
    starts += [place + 1 for place, character in enumerate(text) if character == "\f" and place + 1 < len(text)]
    return Pages(text, tuple(starts))


READERS: Final[dict[str, Reader]] = {".txt": read_text, ".md": read_text, ".markdown": read_text}


def supported() -> tuple[str, ...]:
    """The suffixes that can be read, in alphabetical order."""
    return tuple(sorted(READERS))


def _bytes(path: Path) -> bytes:
    name = str(path)
    try:
        if path.is_dir():
            raise ReadError(name, "is a folder: name the files in it, or index the folder")
        if not path.is_file() and path.exists():
            raise ReadError(name, "is not a regular file: index a text or Markdown file")
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(name, "does not exist: check the path") from error
    except PermissionError as error:
        raise ReadError(name, "may not be read by this user: change its permissions") from error
    except (OSError, ValueError) as error:
        raise ReadError(name, f"cannot be read ({error}): check the path and the disk") from error
    if len(data) > MAXIMUM_BYTES:
        raise ReadError(name, f"is larger than {MAXIMUM_BYTES // 2**20} MB: split it into one file for each resolution")
    return data


def read_file(path: Path | str, *, root: Path | None = None) -> RawDocument:
    """Read a file as it is.

    `file` of the result is the path relative to `root` (with "/"), or the base name without one. Raises ReadError, one
    line that says what to do: unknown suffix, empty, binary, wrong encoding (with the line of the first bad byte), too
    large, unreadable or not there.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(supported())
        raise ReadError(str(path), f"cannot be read: its name ends in none of {kinds}; convert it to one of them")
    data = _bytes(path)
    pages = reader(str(path), data)
    inside = root is not None and path.is_relative_to(root)
    file = path.relative_to(root).as_posix() if inside and root is not None else path.name
    return RawDocument(file, pages.text, hashlib.sha256(data).hexdigest(), pages.page_starts)
