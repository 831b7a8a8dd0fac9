"""Building the index: incremental, one writer at a time, and switched to in one step.

Files that changed are read, their wordings embedded in batches that are kept as soon as they are made. Then, in one
transaction of the catalog, the changes are written, the next generation of derived data is built and checked beside the
live one, and named. Until that transaction is committed every reader sees the index as it was; after it, the new one.
A process that dies at any moment leaves the one or the other.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import index
from index.catalog_schema import unusable
from index.catalog_write import CatalogWriter, FileRecord
from index.chroma_address import ChromaAddress, chroma_address
from index.embed import Embedder, embedder_name, load_embedder
from index.entries import entries
from index.errors import EmbeddingError, InputError, LockedError, StoreError, SymbolError
from index.leases import generation_folder, kept_generations, sweep
from index.messages import Message
from index.model import Resolution
from index.settings import Settings
from index.sources import BUNDLED, Scan, check_new, scan, source_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.intake import Changes, Plan
    from index.server_vectors import OwnCollections

Stage = Literal["wait", "read", "embed", "store"]
BATCH: Final = 16
_LOCK: Final = "build.lock"
_LOCK_SECONDS: Final = 3600.0
_POLL_SECONDS: Final = 0.2
# How long a Chroma server may take for one request of a build.
_SERVER_SECONDS: Final = 60.0
# With less than this left on the disk, that is the likely reason for whatever failed.
_FULL_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` units ("files", "passages", "steps") of a stage."""

    stage: Stage
    done: int
    total: int
    unit: str


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `resolutions`, `paragraphs` and `others` count what the index now holds, the next four count
    files. `others` are documents that are no resolutions, `plain` the files of those that were read now.

    `failed` are files that were not read or not indexed, with the reason, and sources that cannot be reached;
    `messages` say why of those looked at now, by path, where that can be said in other languages than English.
    `duplicates` are files that were left aside because another holds the same bytes, with that file's path.
    """

    resolutions: int
    paragraphs: int
    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[tuple[str, str], ...]
    seconds: float
    duplicates: tuple[tuple[str, str], ...] = ()
    others: int = 0
    plain: tuple[str, ...] = ()
    messages: Mapping[str, Message] = field(default_factory=dict)


def build_index(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    remove: Sequence[Path] = (),
    bundled: bool | None = None,
    progress: Report | None = None,
    lock_seconds: float = _LOCK_SECONDS,
) -> BuildReport:
    """Bring the index up to date with its sources, `paths` added to and `remove` taken from them.

    `bundled`: whether the bundled corpus is a source; None leaves it as it was (at first it is one). `progress` is
    called with how far the build is, and with stage "wait" while another process builds.

    Raises ReadError (a path without anything to read), InputError (nothing to index, or `remove` names no source),
    DataError (the data folder cannot be used), LockedError (another process still builds after `lock_seconds`),
    EmbeddingError, StoreError (the Chroma server does not answer, or has lost something while it was written). Whatever
    it raises, the index answers as before.
    """
    started = time.monotonic()
    report = progress or _ignore
    address = chroma_address(settings)
    for path in paths:
        check_new(path)
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with (
            _only_builder(settings.data, report, lock_seconds),
            closing(CatalogWriter(settings.data)) as writer,
            _on_server(address, writer, settings.data) as own,
        ):
            build = _Build(settings, writer, report, own)
            result = build.run(_sources(writer, paths, remove, bundled))
    except (OSError, sqlite3.Error) as error:
        raise unusable(settings.data, error) from error
    except StoreError as error:
        # Chroma does not always say that it was the disk.
        if shutil.disk_usage(settings.data).free < _FULL_BYTES:
            raise unusable(settings.data, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) from error
        raise
    return replace(result, seconds=time.monotonic() - started)


class _Build:
    """One run, while this process is the only builder."""

    def __init__(self, settings: Settings, writer: CatalogWriter, report: Report, own: OwnCollections | None) -> None:
        self._settings = settings
        self._writer = writer
        self._report = report
        self._own = own
        self._generation = int(writer.meta("generation") or 0)
        self._model = embedder_name(settings)
        self._sweep()

    def run(self, sources: Sequence[str]) -> BuildReport:
        from index.intake import Changes, plan

        known = self._writer.files()
        program = _program()
        found = scan(sources, known)
        remaining = [source for source in sources if source not in found.gone]
        planned = plan(found, known, read_all=self._writer.meta("program") != program)
        changes = self._read(planned, known) if planned.to_read or planned.gone else Changes()
        dropped = [record for record in planned.gone if record.state in {"read", "kept"}]
        if changes.put or dropped or not self._is_current(program):
            self._embed(changes)
            with self._writer.transaction(durable=True):
                self._apply(changes, planned, remaining)
                self._switch(program)
            # The new index is complete; what a server keeps too long the next build removes.
            with suppress(StoreError):
                self._sweep()
        elif changes.records or planned.gone or planned.touched or list(self._writer.sources()) != remaining:
            with self._writer.transaction():
                self._apply(changes, planned, remaining)
        return self._result(found, planned, changes, known)

    def _is_current(self, program: str) -> bool:
        """Whether the live generation was made by this program with this model, is whole and where it is wanted."""
        from index.generation import damage, server_collections

        made_by = self._writer.meta("program"), self._writer.meta("embedding")
        folder = generation_folder(self._settings.data, self._generation)
        if self._generation == 0 or made_by != (program, self._model) or damage(folder) is not None:
            return False
        stored = server_collections(folder)
        if self._own is None or stored is None:
            return self._own is None and stored is None
        return self._own.hold(stored)

    def _sweep(self) -> None:
        """Remove the derived data that nobody reads any more, and what a build that died left behind."""
        data = self._settings.data
        sweep(data, {self._generation})
        if self._own is None:
            return
        from index.generation import damage, server_collections

        folder = generation_folder(data, self._generation)
        stored = server_collections(folder) if damage(folder) is None else None
        live = {collection.name for collection in (stored or {}).values()}
        self._own.sweep(live, self._generation, kept_generations(data))

    def _read(self, planned: Plan, known: dict[str, FileRecord]) -> Changes:
        from index.intake import read_files, settle

        total = len(planned.to_read)
        outcomes = read_files(planned.to_read, lambda done: self._report(Progress("read", done, total, "files")))
        self._report(Progress("read", total, total, "files"))
        return settle(outcomes, known, self._writer.holders(), planned.gone)

    def _embed(self, changes: Changes) -> None:
        """Embed what is not embedded yet. Each batch is kept at once: who dies here loses one batch at most."""
        texts = [entry.embedded for document in changes.put.values() for entry in entries(document.resolution)]
        if self._writer.meta("embedding") != self._model:
            texts.extend(self._writer.embedded_texts())
        missing = self._writer.without_embedding(self._model, texts)
        # Texts of like length together: a batch takes as long as its longest.
        missing.sort(key=len)
        if not missing:
            return
        embedder = load_embedder(self._settings)
        total = len(missing)
        for start in range(0, total, BATCH):
            self._report(Progress("embed", start, total, "passages"))
            batch = missing[start : start + BATCH]
            vectors = embedder.passages(batch)
            _check_vectors(vectors, len(batch), embedder)
            with self._writer.transaction():
                self._writer.put_embeddings(
                    self._model, zip(batch, (vector.astype("<f4").tobytes() for vector in vectors), strict=True)
                )
        self._report(Progress("embed", total, total, "passages"))

    def _apply(self, changes: Changes, planned: Plan, sources: Sequence[str]) -> None:
        for path in changes.drop:
            self._writer.drop_file(path)
        for record in changes.records:
            if record.state != "kept":
                self._writer.drop_resolution(record.path)
        for path, document in changes.put.items():
            self._writer.put_resolution(path, _body(document.resolution), document.resolution, document.text)
        self._writer.set_files([*changes.records, *planned.touched])
        self._writer.set_sources(sources)

    def _switch(self, program: str) -> None:
        """Build the next generation and name it, within the transaction that makes it visible."""
        from index.families import update_families
        from index.generation import write_generation

        step = partial(Progress, "store", total=3, unit="steps")
        self._report(step(done=0))
        self._writer.prune()
        update_families(self._writer)
        self._report(step(done=1))
        following = self._generation + 1
        write_generation(self._writer.rows, self._settings.data, following, self._model, self._own)
        self._report(step(done=2))
        self._writer.set_meta("generation", str(following))
        self._writer.set_meta("embedding", self._model)
        self._writer.set_meta("program", program)
        self._generation = following
        self._report(step(done=3))

    def _result(self, found: Scan, planned: Plan, changes: Changes, known: dict[str, FileRecord]) -> BuildReport:
        resolutions, others, paragraphs = self._writer.counts()
        records = [*planned.unchanged, *changes.records]
        before = {path for path, record in known.items() if record.state in {"read", "kept"}}
        return BuildReport(
            resolutions,
            paragraphs,
            added=len(changes.put.keys() - before),
            updated=len(changes.put.keys() & before),
            unchanged=sum(record.state == "read" for record in planned.unchanged),
            removed=sum(record.path in before for record in planned.gone),
            failed=(
                *((record.path, record.error) for record in records if record.state in {"failed", "kept", "conflict"}),
                *((one.file, one.reason) for one in found.unreachable),
            ),
            seconds=0.0,
            duplicates=tuple((record.path, record.holder) for record in records if record.state == "copy"),
            others=others,
            plain=tuple(path for path, read in changes.put.items() if not _body(read.resolution)),
            messages={**{one.file: one.message for one in found.unreachable if one.message}, **changes.messages},
        )


def _sources(
    writer: CatalogWriter, paths: Sequence[Path], remove: Sequence[Path], bundled: bool | None
) -> tuple[str, ...]:
    first_time = writer.meta("generation") is None
    sources = list(writer.sources()) or ([BUNDLED] if first_time else [])
    if bundled is not None:
        sources = [BUNDLED] * bundled + [source for source in sources if source != BUNDLED]
    for path in remove:
        name = source_name(path)
        if name not in sources:
            listed = ", ".join(source for source in sources if source != BUNDLED) or "none"
            raise InputError(f"{path} is not one of the indexed files and folders ({listed})")
        sources.remove(name)
    sources.extend(name for name in map(source_name, paths) if name not in sources)
    if not sources and first_time:
        raise InputError("there is nothing to index: name a file or a folder")
    return tuple(dict.fromkeys(sources))


@contextmanager
def _only_builder(data_folder: Path, report: Report, seconds: float) -> Iterator[None]:
    """Hold the lock of builders; the operating system gives it back should this process die."""
    from filelock import FileLock, Timeout

    lock = FileLock(data_folder / _LOCK)
    deadline = time.monotonic() + seconds
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout as error:
            if time.monotonic() >= deadline:
                raise LockedError(
                    f"another process is building the index in {data_folder}: wait until it is done and try again"
                ) from error
            report(Progress("wait", 0, 1, "builds"))
            time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _on_server(
    address: ChromaAddress | None, writer: CatalogWriter, data_folder: Path
) -> Iterator[OwnCollections | None]:
    """The data folder's collections on the Chroma server; None without one. Tells at once when it does not answer."""
    if address is None:
        yield None
        return
    from index.chroma_server import ChromaServer
    from index.server_vectors import OwnCollections, owner_of

    with closing(ChromaServer(address, _SERVER_SECONDS)) as server:
        yield OwnCollections(server, owner_of(writer, data_folder))


@cache
def _program() -> str:
    """Identifies the code that reads and indexes: after a change of it every file is read again."""
    digest = hashlib.sha256()
    for path in sorted(Path(index.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _body(resolution: Resolution) -> str:
    from index.document_symbols import parse_symbol

    """The body that adopted it, "" of a document that is no resolution."""
    try:
        body = parse_symbol(resolution.symbol).body
    except SymbolError:
        return ""
    return "" if body == "FILE" else body


def _check_vectors(vectors: NDArray[np.float32], count: int, embedder: Embedder) -> None:
    import numpy as np

    if vectors.shape != (count, embedder.dimension) or not np.isfinite(vectors).all():
        raise EmbeddingError(f"the model {embedder.name} gave no usable vectors: set UNQA_EMBEDDING to another model")


def _ignore(progress: Progress) -> None:
    return None
