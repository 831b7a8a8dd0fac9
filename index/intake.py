"""From the files found to what must change in the catalog: which files are read again, and which text wins a place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from index.archives import Archives
from index.catalog_write import FileRecord, FileState
from index.errors import ReadError
from index.foreign import translated
from index.messages import Message
from index.model import Resolution
from index.plain_documents import parse_text
from index.sources import FoundFile, Scan, digest_of, is_under, read_found

# A file changed so shortly before it was looked at may change again without a new time of change.
_CLOCK_GRAIN_NS: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a look at the files says. `touched` did not change though their times did."""

    to_read: tuple[FoundFile, ...]
    unchanged: tuple[FileRecord, ...]
    touched: tuple[FileRecord, ...]
    gone: tuple[FileRecord, ...]
    out_of_reach: tuple[FileRecord, ...]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read from a file. `text` is the text that its source ranges count in, None: the file itself."""

    resolution: Resolution
    text: str | None = None


@dataclass(slots=True)
class Changes:
    """What is to be written: documents by path, records of files, and paths to forget.

    `messages` say by path why a file is not read, where that can be said in other languages than English.
    """

    put: dict[str, ReadDocument] = field(default_factory=dict)
    records: list[FileRecord] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)


def plan(scan: Scan, known: Mapping[str, FileRecord], *, read_all: bool) -> Plan:
    """Compare the files found with those known. `read_all`: the program that reads them has changed."""
    with Archives() as archives:
        return _plan(scan, known, archives, read_all=read_all)


def _plan(scan: Scan, known: Mapping[str, FileRecord], archives: Archives, *, read_all: bool) -> Plan:
    found = {file.path: file for file in scan.files}
    missing = [record for path, record in known.items() if path not in found]
    out_of_reach = [record for record in missing if any(is_under(record.path, one.file) for one in scan.unreachable)]
    gone = [record for record in missing if record not in out_of_reach]
    to_read: list[FoundFile] = []
    unchanged: list[FileRecord] = []
    touched: list[FileRecord] = []
    for file in scan.files:
        record = known.get(file.path)
        if record is None or read_all:
            to_read.append(file)
        elif _looks_unchanged(file, record):
            unchanged.append(record)
        elif digest_of(file, archives) == record.sha256:
            again = replace(record, size=file.size, modified_ns=file.modified_ns, seen_ns=time.time_ns())
            unchanged.append(again)
            touched.append(again)
        else:
            to_read.append(file)
    # Who stood back for another file is read again when that one changes or goes.
    moved = {file.path for file in to_read} | {record.path for record in gone}
    waiting = [record for record in unchanged if record.holder in moved]
    to_read.extend(found[record.path] for record in waiting)
    return Plan(
        tuple(to_read),
        tuple(record for record in unchanged if record not in waiting),
        tuple(record for record in touched if record not in waiting),
        tuple(gone),
        tuple(out_of_reach),
    )


def read_files(files: Iterable[FoundFile], done: Callable[[int], None]) -> dict[FoundFile, ReadDocument | ReadError]:
    """Read each file; one that cannot be read does not keep the others from being read."""
    outcomes: dict[FoundFile, ReadDocument | ReadError] = {}
    with Archives() as archives:
        for count, file in enumerate(files):
            done(count)
            try:
                with translated(partial(ReadError, file.path), "reading it failed"):
                    outcomes[file] = _read(file, archives)
            except ReadError as error:
                outcomes[file] = error
    return outcomes


def _read(file: FoundFile, archives: Archives) -> ReadDocument:
    """The resolution in a file, or where it holds none the paragraphs of its text."""
    raw = read_found(file, archives)
    return ReadDocument(parse_text(raw), raw.text if raw.kept else None)


def settle(
    outcomes: Mapping[FoundFile, ReadDocument | ReadError],
    known: Mapping[str, FileRecord],
    holders: Mapping[tuple[str, str], str],
    gone: Iterable[FileRecord],
) -> Changes:
    """Decide what becomes of each file that was read.

    `holders` says from which file each resolution in the catalog was read, by symbol and language. Of two files with
    the same symbol and language the one that is indexed stays; of two new ones, the first. A file that was read before
    and cannot be read now keeps what was read then.
    """
    changes = Changes(drop=[record.path for record in gone])
    read_now = {file.path for file in outcomes}
    before = {path: place for place, path in holders.items()}
    taken = {place: path for place, path in holders.items() if path not in read_now and path not in changes.drop}
    digests = {path: record.sha256 for path, record in known.items()}
    for file, outcome in outcomes.items():
        if isinstance(outcome, ReadError):
            kept = file.path in before
            with Archives() as archives:
                digest = digest_of(file, archives)
            if kept:
                taken[before[file.path]] = file.path
            changes.records.append(_record(file, digest, "kept" if kept else "failed", _reason(outcome)))
            if outcome.message is not None:
                changes.messages[file.path] = outcome.message
    # Those that hold their place already come before those that ask for one.
    read = [(file, outcome) for file, outcome in outcomes.items() if isinstance(outcome, ReadDocument)]
    read.sort(key=lambda pair: before.get(pair[0].path) != (pair[1].resolution.symbol, pair[1].resolution.language))
    for file, document in read:
        resolution = document.resolution
        place = (resolution.symbol, resolution.language)
        holder = taken.setdefault(place, file.path)
        digests[file.path] = resolution.sha256
        if holder == file.path:
            changes.put[file.path] = document
            changes.records.append(_record(file, resolution.sha256, "read"))
        elif digests.get(holder) == resolution.sha256:
            changes.records.append(_record(file, resolution.sha256, "copy", f"the same bytes as {holder}", holder))
        else:
            reason = (
                f"another text of {resolution.symbol} ({resolution.language}) is indexed, from {holder}: "
                "take one of the two files away"
            )
            changes.records.append(_record(file, resolution.sha256, "conflict", reason, holder))
    return changes


def _looks_unchanged(file: FoundFile, record: FileRecord) -> bool:
    same = (file.size, file.modified_ns) == (record.size, record.modified_ns)
    return same and record.modified_ns + _CLOCK_GRAIN_NS < record.seen_ns


def _reason(error: ReadError) -> str:
    return error.reason if error.line is None else f"line {error.line}: {error.reason}"


def _record(file: FoundFile, sha256: str, state: FileState, error: str = "", holder: str = "") -> FileRecord:
    return FileRecord(
        file.path,
        file.source,
        file.size,
        file.modified_ns,
        time.time_ns(),
        sha256,
        state,
        error,
        holder,
    )
