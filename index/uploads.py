"""Documents that readers sent: kept in a folder of the data folder and indexed one at a time, in the background.

Each file is a source of its own, so that one that is taken away leaves nothing behind. What cannot be indexed is
deleted at once; why is remembered as long as this process runs.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Final, Literal

from index.build import BuildReport, Progress, build_index
from index.catalog import Catalog
from index.catalog_schema import unusable
from index.document_symbols import parse_symbol
from index.errors import InputError, ReadError, UnqaError
from index.leases import try_lock
from index.messages import Message, message
from index.plain_documents import document_name
from index.settings import Settings
from index.upload_names import numbered, safe_name

FOLDER: Final = "uploads"
# Of files kept, and of those whose failure is remembered.
MOST_FILES: Final = 500
MOST_REMEMBERED: Final = 50
_PART: Final = ".part"

UploadState = Literal["waiting", "indexing", "removing", "indexed", "refused"]
Obstacle = Literal["failed", "conflict", "copy"]


@dataclass(frozen=True, slots=True)
class Content:
    """A document that was read from a file that was sent. `plain`: it is no resolution."""

    symbol: str
    language: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or one within an archive, is not indexed.

    "conflict": another text of the same document is; "copy": the same file is already; "failed": `reason` says why,
    and `message` the same for other languages than English, as long as the process that found it runs.
    """

    file: str
    obstacle: Obstacle
    reason: str = ""
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent, and what became of it."""

    name: str
    state: UploadState
    contents: tuple[Content, ...] = ()
    problems: tuple[Problem, ...] = ()


class Uploads:
    """The documents that were sent to one data folder. Safe from threads."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        """Files that a process that died had left unread are taken up again, those it had half written removed."""
        self.folder = settings.data.resolve() / FOLDER
        self._settings = settings
        self._catalog = catalog
        self._lock = Lock()
        self._tasks: deque[tuple[str, Callable[[str], None]]] = deque()
        self._known: dict[str, Upload] = {}
        self._progress: Progress | None = None
        self._worker: Thread | None = None
        for name in self._files():
            if self._recorded(name).state != "indexed":
                self._enqueue(name, "waiting", self._index)
        self._sweep()

    @property
    def progress(self) -> Progress | None:
        """How far the file is that is being indexed; None when none is."""
        return self._progress

    def listed(self) -> tuple[Upload, ...]:
        """All of them in the order of their names."""
        names = self._files()
        with self._lock:
            known = dict(self._known)
        # Whoever takes a file out of the folder takes it out of the list.
        there = {*names, *(name for name, upload in known.items() if upload.state != "indexed")}
        return tuple(known.get(name) or self._recorded(name) for name in sorted(there))

    def add(self, sent: str, data: bytes) -> str:
        """Keep a file and have it indexed; returns the name it was given.

        Raises ReadError (a file of another kind), InputError (too many are kept), DataError (the disk).
        """
        wanted = safe_name(sent)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            taken = {document_name(name) for name in (*self._files(), *self._known)}
            if len(taken) >= MOST_FILES:
                raise InputError(
                    f"{MOST_FILES} documents are kept already: remove some first",
                    message=message("uploads_full", limit=MOST_FILES),
                )
            name = self._keep(wanted, data, taken)
        except OSError as error:
            raise unusable(self._settings.data, error) from error
        self._enqueue(name, "waiting", self._index)
        return name

    def remove(self, name: str) -> None:
        """Take a file out of the index and delete it, or forget why one could not be read.

        Raises InputError when there is none of that name.
        """
        upload = next((one for one in self.listed() if one.name == name), None)
        if upload is None:
            raise InputError("there is no such document (any more)", message=message("upload_gone"))
        if upload.state == "refused":
            with self._lock:
                self._known.pop(name, None)
            return
        self._enqueue(name, "removing", self._take_away)

    def _keep(self, wanted: str, data: bytes, taken: set[str]) -> str:
        """Write a file under a name that is free. Whoever looks sees the whole file or none."""
        for number in range(1, MOST_FILES + 2):
            name = numbered(wanted, number)
            part, target = self.folder / f".{name}{_PART}", self.folder / name
            if document_name(name) in taken or target.exists():
                continue
            try:
                stream = part.open("xb")
            except FileExistsError:
                continue
            try:
                with stream:
                    if not try_lock(stream.fileno()):
                        # Another server takes it for one that was left.
                        continue
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                part.rename(target)
            finally:
                part.unlink(missing_ok=True)
            return name
        raise InputError(
            f"too many documents are called {wanted}: give it another name",
            message=message("upload_name_taken", file=wanted),
        )

    def _sweep(self) -> None:
        """Remove what processes that died had not written to its end. Who is writing holds a lock on the file."""
        for part in self.folder.glob(f".*{_PART}"):
            with suppress(OSError), part.open("rb") as stream:
                if try_lock(stream.fileno()) and os.path.samestat(os.fstat(stream.fileno()), part.stat()):
                    part.unlink()

    def _files(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        return [path.name for path in self.folder.iterdir() if path.is_file() and not path.name.startswith(".")]

    def _enqueue(self, name: str, state: UploadState, task: Callable[[str], None]) -> None:
        with self._lock:
            self._known[name] = Upload(name, state)
            self._tasks.append((name, task))
            if self._worker is not None and self._worker.is_alive():
                return
            # The index is switched to in one step: a process that ends meanwhile leaves it as it was.
            self._worker = Thread(target=self._work, name="unqa-uploads", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._tasks:
                    self._worker = None
                    return
                name, task = self._tasks.popleft()
            self._do(name, task)

    def _do(self, name: str, task: Callable[[str], None]) -> None:
        try:
            task(name)
        except ReadError as error:
            self._refuse(name, error.reason, error.message)
        except UnqaError as error:
            self._refuse(name, str(error), error.message)
        except (OSError, sqlite3.Error) as error:
            self._refuse(name, str(unusable(self._settings.data, error)))
        finally:
            self._progress = None

    def _index(self, name: str) -> None:
        path = self.folder / name
        self._set(Upload(name, "indexing"))
        report = build_index(self._settings, [path], progress=self._report)
        outcome = self._recorded(name, report)
        if outcome.state == "indexed":
            self._set(outcome)
            return
        path.unlink(missing_ok=True)
        build_index(self._settings, remove=[path], progress=self._report)
        self._forget(name, outcome.problems)

    def _take_away(self, name: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        if self._catalog.rows("SELECT 1 FROM source WHERE path = ?", (str(path),)):
            build_index(self._settings, remove=[path], progress=self._report)
        with self._lock:
            self._known.pop(name, None)

    def _report(self, progress: Progress) -> None:
        self._progress = progress

    def _set(self, upload: Upload) -> None:
        with self._lock:
            waiting = [task for task in self._tasks if task[0] == upload.name]
            if not waiting:
                self._known[upload.name] = upload

    def _refuse(self, name: str, reason: str, said: Message | None = None) -> None:
        self._forget(name, (Problem(name, "failed", reason, said),))

    def _forget(self, name: str, problems: tuple[Problem, ...]) -> None:
        """Delete a file that is of no use, and remember why."""
        (self.folder / name).unlink(missing_ok=True)
        with self._lock:
            self._known[name] = Upload(name, "refused", (), problems)
            refused = [one for one, upload in self._known.items() if upload.state == "refused"]
            for one in refused[:-MOST_REMEMBERED]:
                del self._known[one]

    def _recorded(self, name: str, report: BuildReport | None = None) -> Upload:
        """What the catalog knows of a file, and a report of those within it that never came so far."""
        path = str(self.folder / name)
        messages = report.messages if report else {}
        rows = self._catalog.rows(
            "SELECT file.path, state, error, symbol, language FROM file LEFT JOIN resolution USING (path)"
            " WHERE source = ? ORDER BY file.path",
            (path,),
        )
        contents = tuple(
            Content(symbol, language, parse_symbol(symbol).body == "FILE") for *_, symbol, language in rows if symbol
        )
        problems = [
            Problem(_within(file, path), state, error if state == "failed" else "", messages.get(file))
            for file, state, error, symbol, _ in rows
            if symbol is None
        ]
        told = {file for file, *_ in rows}
        problems += [
            Problem(_within(file, path), "failed", reason, messages.get(file))
            for file, reason in (report.failed if report else ())
            if file not in told and file.startswith((f"{path}/", path))
        ]
        return Upload(name, "indexed" if contents else "refused", contents, tuple(problems))


def _within(file: str, path: str) -> str:
    """A file's name without the folders of this machine: that in the archive, or its own."""
    return file.removeprefix(path).lstrip("/") or Path(path).name
