"""ZIP archives as folders of files: what is in them, and the bytes of one file, within limits.

Nothing is unpacked to the disk. Names that lead out of the archive, links, archives within archives and encrypted files
are told as problems; the other files are read. Sizes are those that the archive states: no more is ever unpacked.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from index.errors import ReadError
from index.messages import Message, message

SUFFIX: Final = ".zip"
MAXIMUM_FILES: Final = 10_000
MAXIMUM_ARCHIVE_BYTES: Final = 500 * 1024 * 1024
MAXIMUM_FILE_BYTES: Final = 100 * 1024 * 1024
MAXIMUM_UNPACKED_BYTES: Final = 1024 * 1024 * 1024
# The list of an archive's files is read into memory as a whole.
_MAXIMUM_LIST_BYTES: Final = 8 * 1024 * 1024
_END: Final = b"PK\x05\x06"
_LARGE: Final = b"PK\x06\x07"
_END_BYTES: Final = 22
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_NESTED: Final = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not read: its name or path, and why; `message` says it for other languages than English."""

    file: str
    reason: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name with "/" between folders, as it is to be shown, and its size unpacked in bytes."""

    name: str
    size: int


def is_archive(path: Path) -> bool:
    """Whether a file is taken for an archive: by its ending."""
    return path.suffix.lower() == SUFFIX


def list_members(path: Path) -> tuple[tuple[Member, ...], tuple[Unread, ...]]:
    """The files of an archive that may be read, and those that may not.

    Raises ReadError: no archive, damaged, too large, too many files.
    """
    with _opened(path) as archive:
        infos = archive.infolist()
    if len(infos) > MAXIMUM_FILES:
        raise ReadError(
            str(path),
            f"holds {len(infos):,} files, more than {MAXIMUM_FILES:,}: pack them in several",
            message=message("archive_of_too_many_files", files=len(infos), limit=MAXIMUM_FILES),
        )
    if sum(info.file_size for info in infos) > MAXIMUM_UNPACKED_BYTES:
        megabytes = MAXIMUM_UNPACKED_BYTES // 2**20
        raise ReadError(
            str(path),
            f"unpacks to more than {megabytes} MB: pack it in several",
            message=message("archive_unpacks_too_large", megabytes=megabytes),
        )
    found: dict[str, Member] = {}
    problems: list[Unread] = []
    for info in infos:
        if info.is_dir():
            continue
        name = _shown(info)
        problem = _problem(info, name)
        if problem is None and name in found:
            problem = Unread(name, "stands twice in the archive: rename one", message("member_twice"))
        if problem is None:
            found[name] = Member(name, info.file_size)
        else:
            problems.append(problem)
    return tuple(found.values()), tuple(problems)


def _shown(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename.replace("\\", "/")
    return "".join(character if character.isprintable() else "?" for character in name)[:200]


def _problem(info: zipfile.ZipInfo, name: str) -> Unread | None:
    """Why a file of an archive is not read, None where it is."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in info.orig_filename:
        return Unread(name, "has a name that leads out of the archive: pack it anew", message("member_leads_out"))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Unread(name, "is a link in an archive: pack the file itself", message("member_is_link"))
    if info.flag_bits & _ENCRYPTED:
        return Unread(name, "is encrypted: pack it without a password", message("member_encrypted"))
    if path.suffix.lower() in _NESTED:
        return Unread(name, "is an archive within an archive: unpack it", message("member_is_archive"))
    if info.compress_type not in _METHODS:
        return Unread(
            name, "is packed by an unusual method: pack it anew as an ordinary ZIP", message("member_packed_oddly")
        )
    if info.file_size > MAXIMUM_FILE_BYTES:
        megabytes = MAXIMUM_FILE_BYTES // 2**20
        return Unread(name, f"is larger than {megabytes} MB", message("file_too_large", megabytes=megabytes))
    return None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        if not path.is_file():
            raise ReadError(str(path), "is not a regular file")
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(max(0, size - 65_536 - _END_BYTES))
            tail = stream.read()
        place = tail.rfind(_END)
        listed = int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0
        if size > MAXIMUM_ARCHIVE_BYTES or listed > _MAXIMUM_LIST_BYTES or _LARGE in tail[max(0, place - 20) : place]:
            megabytes = MAXIMUM_ARCHIVE_BYTES // 2**20
            raise ReadError(
                str(path),
                f"is larger than {megabytes} MB, or its list of files is",
                message=message("archive_too_large", megabytes=megabytes),
            )
        return zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise ReadError(
            str(path),
            f"is no ZIP archive that can be read ({error}): pack it anew",
            message=message("archive_damaged"),
        ) from error
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({error.strerror or error}): check its permissions") from error


class Archives:
    """Reads files out of archives; the archive read last stays open, until another is read or the context ends."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._archive: zipfile.ZipFile | None = None
        self._names: dict[str, zipfile.ZipInfo] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._archive is not None:
            self._archive.close()
        self._archive = self._path = None

    def read(self, path: Path, name: str) -> bytes:
        """The bytes of one file of an archive. Raises ReadError: not there any more, damaged."""
        shown = f"{path}/{name}"
        if self._archive is None or path != self._path:
            self._close()
            self._archive, self._path = _opened(path), path
            self._names = dict(_readable(self._archive))
        info = self._names.get(name)
        if info is None:
            raise ReadError(shown, "is not in the archive any more: index the archive again")
        try:
            with self._archive.open(info) as stream:
                return stream.read(MAXIMUM_FILE_BYTES)
        except _DAMAGED as error:
            raise ReadError(
                shown, f"is damaged in the archive ({error}): pack it anew", message=message("archive_damaged")
            ) from error
        except OSError as error:
            raise ReadError(shown, f"cannot be read ({error.strerror or error}): check the disk") from error


def _readable(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    taken: set[str] = set()
    for info in archive.infolist():
        name = _shown(info)
        if not info.is_dir() and name not in taken and not _problem(info, name):
            taken.add(name)
            yield name, info
