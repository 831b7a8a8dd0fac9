"""Catalogs without embeddings, for what needs none: the bundled corpus, the Security Council's, resolutions made up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.catalog import Catalog
from index.catalog_write import CatalogWriter
from index.families import update_families
from index.model import Resolution
from index.parse import parse_document
from index.readers import read_file

BUNDLED = Path(__file__).resolve().parents[1] / "index" / "corpus"
SECURITY_COUNCIL = Path(__file__).resolve().parents[1].parent / "shared" / "security-council"


def read_folder(folder: Path) -> list[Resolution]:
    """The resolutions of a folder's text files."""
    return [
        parse_document(read_file(path))
        for path in sorted(folder.glob("A_RES*.txt")) + sorted(folder.glob("S_RES*.txt"))
    ]


def catalog_of(data_folder: Path, resolutions: Iterable[Resolution], *, families: bool = True) -> Catalog:
    """A catalog of these resolutions, with families and without embeddings."""
    writer = CatalogWriter(data_folder)
    with writer.transaction():
        for number, resolution in enumerate(resolutions):
            writer.put_resolution(f"{number}/{resolution.file}", "GA", resolution)
        if families:
            update_families(writer)
    writer.close()
    return Catalog.open(data_folder)
