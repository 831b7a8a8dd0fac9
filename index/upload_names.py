"""Names under which documents that were sent are kept: what a stranger calls a file becomes a name that only names."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Final

from index.archives import SUFFIX
from index.errors import ReadError
from index.messages import message
from index.readers import supported

_LONGEST_BYTES: Final = 120
_UNNAMED: Final = "document"
_SPECIAL: Final = frozenset("<>:\"|?*%;&$`'!#{}~")


def kinds() -> tuple[str, ...]:
    """The suffixes of files that may be sent."""
    return (*supported(), SUFFIX)


def safe_name(sent: str) -> str:
    """The file name to keep a file under that was sent as `sent`: no folder, nothing invisible, of bounded length.

    Raises ReadError when its ending is none of `kinds`.
    """
    last = unicodedata.normalize("NFC", sent.replace("\\", "/")).rpartition("/")[2]
    shown = "".join("_" if character in _SPECIAL else character for character in last if character.isprintable())
    stem, dot, ending = " ".join(shown.split()).rpartition(".")
    suffix = f"{dot}{ending}".lower()
    if suffix not in kinds():
        listed = ", ".join(kinds())
        raise ReadError(
            cut(shown) or _UNNAMED,
            f"cannot be read: its name ends in none of {listed}; convert it",
            message=message("file_of_another_kind", kinds=listed),
        )
    return f"{cut(stem.strip('. -')) or _UNNAMED}{suffix}"


def numbered(name: str, number: int) -> str:
    """The name with a number, for one that is taken: "report-2.pdf". Number 1 leaves it as it is."""
    path = PurePosixPath(name)
    return name if number == 1 else f"{path.stem}-{number}{path.suffix}"


def cut(text: str) -> str:
    """As much of a text as file systems take for a name."""
    return text.encode("utf-8", "ignore")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip()
