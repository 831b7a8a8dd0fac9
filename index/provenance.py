"""Where a file was fetched from and when: a small JSON document beside the file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_SUFFIX: Final = ".provenance.json"
_LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a file was fetched.

    `address` is what was asked for and `final_address` what answered, after redirections; `fetched` is the time in UTC
    (ISO 8601); `sha256` and `size` in bytes are those of the file.
    """

    symbol: str
    language: str
    address: str
    final_address: str
    fetched: str
    sha256: str
    size: int


def provenance_path(file: Path) -> Path:
    """Where the provenance of a file lies."""
    return file.with_name(file.name + _SUFFIX)


def write_provenance(file: Path, provenance: Provenance) -> None:
    """Write the provenance of a file, in place of what was there at once. Raises OSError."""
    path = provenance_path(file)
    scratch = path.with_name(f".{path.name}.part")
    scratch.write_text(json.dumps(asdict(provenance), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    scratch.replace(path)


def read_provenance(file: Path, sha256: str) -> Provenance | None:
    """The provenance of a file with these bytes; None where there is none, or one of other bytes."""
    try:
        with provenance_path(file).open(encoding="utf-8") as stream:
            found = json.loads(stream.read(_LONGEST))
        provenance = Provenance(**found)
    except (OSError, ValueError, TypeError):
        return None
    texts = (getattr(provenance, name) for name in Provenance.__slots__ if name != "size")
    if provenance.sha256 != sha256 or not all(isinstance(text, str) for text in texts):
        return None
    return provenance
