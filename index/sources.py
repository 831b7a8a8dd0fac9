"""Sources: the files and folders that were asked for, and the files found under them now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import index
from index.archives import SUFFIX, Archives, Member, Unread, is_archive, list_members
from index.errors import ReadError
from index.messages import message
from index.model import RawDocument
from index.readers import read_data, read_file, supported

# How the bundled corpus is remembered: it lies elsewhere after each installation.
BUNDLED: Final = "bundled:"
# In a folder these stand beside the documents and are none. Named themselves, they are read like any file.
_ABOUT_THE_FOLDER: Final = {"readme", "license", "licence", "copying", "changelog", "contributing", "notice", "index"}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file under a source. `path` is absolute, `root` the folder that it is named relative to.

    `archive` is the path of the ZIP archive that holds it, "" where it lies in a folder; its own path then begins with
    the archive's.
    """

    path: str
    source: str
    root: str
    size: int
    modified_ns: int
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found.

    `unreachable` are paths under which nothing is known: what was read there stays. `gone` are sources that were single
    files and are taken away.
    """

    files: tuple[FoundFile, ...]
    unreachable: tuple[Unread, ...]
    gone: tuple[str, ...]


def bundled_folder() -> Path:
    """The folder of the bundled corpus in this installation."""
    return Path(index.__file__).resolve().parent / "corpus"


def source_name(path: Path) -> str:
    """How a file or folder is remembered: absolute, without links."""
    return str(path.expanduser().resolve())


def source_path(source: str) -> Path:
    """Where a remembered source lies now."""
    return bundled_folder() if source == BUNDLED else Path(source)


def check_new(path: Path) -> None:
    """Raises ReadError when there is nothing to index at `path`: not there, or a folder without readable files."""
    if not path.exists():
        raise ReadError(str(path), "there is no such file or folder")
    if path.is_dir() or is_archive(path):
        found, unreachable = _files_of("", path)
        if not found and not unreachable:
            endings = ", ".join(supported())
            kind = "folder" if path.is_dir() else "archive"
            raise ReadError(
                str(path),
                f"the {kind} holds no file that can be read ({endings})",
                message=message("archive_of_other_kinds", kinds=endings),
            )


def scan(sources: Sequence[str], known: Iterable[str]) -> Scan:
    """Look for the files of every source. A file under two sources belongs to the first.

    `known` are the paths read before. A source that held files and now holds none, or cannot be reached, counts as
    unreachable: a disk that is not mounted leaves an empty folder behind.
    """
    earlier = tuple(known)
    files: dict[str, FoundFile] = {}
    unreachable: list[Unread] = []
    gone: list[str] = []
    for source in sources:
        root = source_path(source)
        held = [path for path in earlier if is_under(path, str(root))]
        if not root.exists():
            # A disk that is not mounted takes folders away; a file alone is taken away by someone.
            if root.parent.is_dir() and (set(held) <= {str(root)} or is_archive(root)):
                gone.append(source)
            else:
                unreachable.append(Unread(str(root), f"is not there: {_kept(held, root)}"))
            continue
        found, problems = _files_of(source, root)
        if held and not found and not problems:
            problems.append(Unread(str(root), f"now holds no file that can be read: {_kept(held, root)}"))
        unreachable.extend(problems)
        for file in found:
            files.setdefault(file.path, file)
    return Scan(tuple(files.values()), tuple(unreachable), tuple(gone))


def is_under(path: str, parent: str) -> bool:
    """Whether `path` is `parent` or lies in it."""
    return path == parent or Path(parent) in Path(path).parents


def _files_of(source: str, root: Path) -> tuple[list[FoundFile], list[Unread]]:
    paths, problems = _walk(root) if root.is_dir() else ([root], [])
    folder = root if root.is_dir() else root.parent
    found: list[FoundFile] = []
    for path in paths:
        try:
            status = path.stat()
        except OSError as error:
            problems.append(
                Unread(str(path), f"cannot be read ({error.strerror}): what was read from it before is kept")
            )
            continue
        if is_archive(path):
            members, unread = _members(path)
            problems.extend(unread)
            found += [
                FoundFile(f"{path}/{one.name}", source, str(folder), one.size, status.st_mtime_ns, str(path))
                for one in members
            ]
        else:
            found.append(FoundFile(str(path), source, str(folder), status.st_size, status.st_mtime_ns))
    return found, problems


def _members(path: Path) -> tuple[list[Member], list[Unread]]:
    """The files of an archive that are wanted, and what keeps others from being read."""
    try:
        members, unread = list_members(path)
    except ReadError as error:
        return [], [Unread(str(path), f"{error.reason}; what was read from it before is kept", error.message)]
    wanted = [one for one in members if _is_wanted(Path(one.name))]
    return wanted, [replace(one, file=f"{path}/{one.file}") for one in unread]


def _is_wanted(path: Path) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.lower() in supported() and not _is_about_the_folder(path)


def read_found(file: FoundFile, archives: Archives) -> RawDocument:
    """Read a file, out of its archive where it lies in one. Raises ReadError."""
    if not file.archive:
        return read_file(Path(file.path), root=Path(file.root))
    data = archives.read(Path(file.archive), file.path.removeprefix(f"{file.archive}/"))
    pages = read_data(file.path, data)
    name = Path(file.path).relative_to(file.root).as_posix()
    return RawDocument(name, pages.text, hashlib.sha256(data).hexdigest(), pages.page_starts, pages.kept)


def digest_of(file: FoundFile, archives: Archives) -> str:
    """The SHA-256 of a file's bytes, "" when it cannot be read."""
    try:
        if file.archive:
            data = archives.read(Path(file.archive), file.path.removeprefix(f"{file.archive}/"))
            return hashlib.sha256(data).hexdigest()
        if not Path(file.path).is_file():
            return ""
        with Path(file.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ReadError):
        return ""


def _walk(root: Path) -> tuple[list[Path], list[Unread]]:
    """The readable files under a folder in order of their names, hidden ones left out."""
    problems: list[Unread] = []

    def failed(error: OSError) -> None:
        problems.append(
            Unread(str(error.filename), f"cannot be listed ({error.strerror}): what was read there is kept")
        )

    endings = {*supported(), SUFFIX}
    found: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if (
                path.suffix.lower() in endings | {SUFFIX}
                and not name.startswith(".")
                and not _is_about_the_folder(path)
            ):
                found.append(path)
    return found, problems


def _is_about_the_folder(path: Path) -> bool:
    return path.name.partition(".")[0].lower() in _ABOUT_THE_FOLDER


def _kept(held: Sequence[str], root: Path) -> str:
    return f"the files read from it before ({len(held)}) stay indexed; 'unqa index --remove {root}' forgets them"
