"""Small corpora for tests of the index: the bundled texts, and texts made from them."""

from __future__ import annotations

from pathlib import Path

from index.build import BuildReport, build_index
from index.catalog import Catalog
from index.settings import Settings
from index.sources import bundled_folder

# In place of the embedding model: a hundred times as fast, the same vector for the same text.
STAND_IN = "benchmarks.kills:StandIn"


def settings(data: Path) -> Settings:
    """Settings with the stand-in for the embedding model."""
    return Settings(data=data, embedding=STAND_IN)


def text_of(name: str) -> str:
    """A bundled file's text."""
    return (bundled_folder() / name).read_bytes().decode()


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file, as UTF-8 with the line ends of `text`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode())
    return path


def put_bundled(folder: Path, *names: str) -> list[Path]:
    """Copies of bundled files."""
    return [put(folder, name, text_of(name)) for name in names]


def build(data: Path, *paths: Path, remove: tuple[Path, ...] = (), bundled: bool | None = False) -> BuildReport:
    """Index with the stand-in model; without the bundled corpus unless asked for."""
    return build_index(settings(data), paths, remove=remove, bundled=bundled)


def symbols(data: Path) -> list[str]:
    """The symbols in the index, in order."""
    with Catalog.open(data) as catalog:
        return [summary.symbol for summary in catalog.resolutions()]


def wordings(data: Path) -> dict[str, str]:
    """Every paragraph's wording by id."""
    with Catalog.open(data) as catalog:
        return {paragraph.id: paragraph.text for paragraph in catalog.paragraphs(catalog.all_paragraph_ids())}


EN_52 = "A_RES_52_131.en.txt"
EN_57 = "A_RES_57_203.en.txt"
EN_58 = "A_RES_58_170.en.txt"
EN_62 = "A_RES_62_165.en.txt"
ZH_59 = "A_RES_59_190.zh.txt"
