"""What leaves through standard output and standard error: documents, and single lines."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from typing import TextIO

from ui.text import one_line


def prepare_streams() -> None:
    """Let no character that the locale's encoding lacks end the program: it is shown as a replacement instead."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def speaks_unicode(stream: TextIO) -> bool:
    """Whether `stream` can carry every character."""
    return (stream.encoding or "ascii").lower().replace("_", "-") in {"utf-8", "utf8", "utf-16", "utf-32"}


def write_document(document: Mapping[str, object], *, indent: int | None = 2) -> None:
    """Print one JSON document; with `indent` None on one line. Escapes what the stream's encoding lacks."""
    text = json.dumps(document, ensure_ascii=not speaks_unicode(sys.stdout), indent=indent)
    # A lone surrogate has no UTF-8 form; as an escape it is still JSON.
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = json.dumps(document, ensure_ascii=True, indent=indent)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def write_error(message: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"unqa: {one_line(message)}\n")
    sys.stderr.flush()
