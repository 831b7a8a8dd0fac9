"""A generation: Chroma's vectors and BM25, written from the catalog into a folder of their own, and checked.

The vectors may be on a Chroma server instead; then the manifest says in which collections. Once written a generation is
never changed. The manifest holds a digest of each file, so that damage is seen on opening.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import StoreError
from index.leases import make_generation_folder
from index.lexical import LexicalIndex
from index.passages import Passage, Rows, indexed_languages, passages, vectors
from index.vectors import GREAT_CARE, USUAL_CARE, Care, EmbeddedPlace, Place, Vectors, write_vectors

if TYPE_CHECKING:
    from index.server_vectors import OwnCollections, ServerCollection

MANIFEST: Final = "manifest.json"
CHROMA: Final = "chroma"
LEXICAL: Final = "lexical"
# Chroma adds a row to it whenever the store is opened, so that its digest does not stay.
_CHROMA_DATABASE: Final = f"{CHROMA}/chroma.sqlite3"
_UNCHECKED: Final = {MANIFEST, "lease", _CHROMA_DATABASE}
# Up to this many passages of a language each is looked for by its own vector; of more, this many of them.
_SAMPLE: Final = 1000
_NEIGHBOURS: Final = 10
_SAME: Final = 0.99999
_language_code: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def write_generation(
    rows: Rows, data_folder: Path, generation: int, model: str, own: OwnCollections | None = None
) -> None:
    """Write, check and seal a generation. When the check fails it is written once more, with greater care.

    The vectors go into `own` collections on a server if given. Raises OSError and StoreError.
    """
    try:
        _write(rows, data_folder, generation, model, own, USUAL_CARE)
    except StoreError:
        _write(rows, data_folder, generation, model, own, GREAT_CARE)


def _write(rows: Rows, data_folder: Path, generation: int, model: str, own: OwnCollections | None, care: Care) -> None:
    folder = make_generation_folder(data_folder, generation)
    languages = indexed_languages(rows)
    remote = None if own is None else own.place(generation, languages)
    place = remote or EmbeddedPlace(folder / CHROMA)
    counts: dict[str, int] = {}
    for language in languages:
        if not _language_code.fullmatch(language):
            raise StoreError(f"{language!r} is no code of a language")
        embedded = passages(rows, language, "embedded")
        matrix = vectors(rows, model, embedded)
        kinds = [passage.kind for passage in embedded]
        write_vectors(place, language, [passage.id for passage in embedded], matrix, kinds, care)
        lexical = passages(rows, language, "lexical")
        LexicalIndex.build(language, [(passage.id, passage.text) for passage in lexical]).save(
            folder / LEXICAL / language
        )
        counts[language] = len(embedded)
    _check(rows, folder, place, model)
    files = {name: _digest(folder / name) for name in _names(folder)}
    collections = None if remote is None else dict(remote.names)
    manifest = {"embedding": model, "embedded": counts, "files": files, "collections": collections}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    _flush(folder)


def server_collections(folder: Path) -> dict[str, ServerCollection] | None:
    """By language, the collections on a server that hold a sealed, undamaged generation's vectors; None: its folder."""
    from index.server_vectors import ServerCollection

    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    # Generations that were written before there could be a server do not say.
    names = manifest.get("collections")
    if names is None:
        return None
    return {language: ServerCollection(names[language], count) for language, count in manifest["embedded"].items()}


def damage(folder: Path) -> str | None:
    """What is wrong with a sealed generation, in a few words; None when it is whole. Imports no Chroma."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name, digest in manifest["files"].items():
            if _digest(folder / name) != digest:
                return f"{name} is not what was written"
        expected = sum(manifest["embedded"].values())
        if expected and manifest.get("collections") is None and _chroma_count(folder / _CHROMA_DATABASE) != expected:
            return f"{_CHROMA_DATABASE} does not hold {expected} passages"
    except FileNotFoundError as error:
        return f"{error.filename} is not there"
    except (OSError, ValueError, LookupError, AttributeError, TypeError, sqlite3.Error) as error:
        return f"{type(error).__name__}: {error}"
    return None


def _check(rows: Rows, folder: Path, place: Place, model: str) -> None:
    """Open what was written as a reader would, and look for what must be there."""
    languages = indexed_languages(rows)
    if not languages:
        return
    found = place.open(languages)
    try:
        for language in languages:
            _check_language(found, language, rows, model)
            lexical = {passage.id for passage in passages(rows, language, "lexical")}
            try:
                index = LexicalIndex.load(language, folder / LEXICAL / language)
            except ValueError as error:
                raise StoreError(f"the lexical index was not written whole: {error}") from error
            if set(index.ids) != lexical:
                raise StoreError(f"the lexical index does not hold the passages in {language}")
    finally:
        found.close()


def _check_language(found: Vectors, language: str, rows: Rows, model: str) -> None:
    embedded = passages(rows, language, "embedded")
    if found.count(language) != len(embedded) or found.ids(language) != {passage.id for passage in embedded}:
        raise StoreError(f"the vector store does not hold the passages in {language}")
    sample: list[Passage] = list(embedded[:: max(1, len(embedded) // _SAMPLE)])
    matrix = vectors(rows, model, sample)
    for passage, nearest in zip(sample, found.nearest(matrix, _NEIGHBOURS, language), strict=True):
        # Texts with one and the same vector stand in each other's way; then all that is nearest is as near as can be.
        if passage.id not in dict(nearest) and any(score < _SAME for _, score in nearest):
            raise StoreError(f"the vector store does not find {passage.id} by its own wording")


def _chroma_count(database: Path) -> int:
    # A reader killed while it opened the store left a journal, which only a connection that may write undoes.
    mode = "rw" if os.access(database, os.W_OK) and os.access(database.parent, os.W_OK) else "ro"
    address = f"{database.resolve().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM embeddings").fetchone()[0])


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in _UNCHECKED and not name.startswith(_CHROMA_DATABASE):
            yield name


def _digest(path: Path) -> str:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _flush(folder: Path) -> None:
    """Have the operating system write the folder to the disk before the catalog names it: power may fail."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        if path.is_dir() and os.name == "nt":
            continue
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
