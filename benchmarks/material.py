"""Texts to index in benchmarks: Security Council resolutions where they lie beside the checkout, else copies of the
bundled ones under other symbols.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from index.sources import bundled_folder

ROOT: Final = Path(__file__).resolve().parents[1]
SECURITY_COUNCIL: Final = ROOT.parent / "shared" / "security-council"


def bundled_files() -> list[tuple[str, bytes]]:
    """Name and bytes of each bundled file."""
    return [(path.name, path.read_bytes()) for path in sorted(bundled_folder().glob("A_RES_*.txt"))]


def corpus_files(count: int) -> list[tuple[str, bytes]]:
    """Name and bytes of `count` files: the bundled ones, then as many others as it takes."""
    files = bundled_files()
    others = sorted(SECURITY_COUNCIL.glob("*.txt"))
    step = max(1, len(others) // max(1, count - len(files)))
    files += [(path.name, path.read_bytes()) for path in others[::step]]
    originals = bundled_files()
    round_number = 0
    while len(files) < count:
        round_number += 1
        files += [renumbered(name, content, round_number) for name, content in originals]
    return files[:count]


def renumbered(name: str, content: bytes, round_number: int) -> tuple[str, bytes]:
    """The same text as the resolution of another number: its own symbol is changed wherever it stands."""
    match = re.match(r"A_RES_(\d+)_(\d+)", name)
    if match is None:
        raise ValueError(f"{name} is not named by its symbol")
    session, number = match.groups()
    other = str(int(number) + 1000 * round_number)
    text = content.decode().replace(f"{session}/{number}", f"{session}/{other}")
    return name.replace(f"_{number}.", f"_{other}."), text.encode()
