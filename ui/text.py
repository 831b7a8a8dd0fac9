"""Text that goes out made safe to show (`rag.printable`), and text that comes in made valid."""

from __future__ import annotations

from rag.printable import REPLACEMENT, one_line, printable

__all__ = ["REPLACEMENT", "one_line", "printable", "without_surrogates"]


def without_surrogates(text: str) -> str:
    """`text` as valid Unicode: bytes that the shell passed and that were not UTF-8 become U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
