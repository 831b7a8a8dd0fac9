"""Folders of derived data, one a generation, and the leases that keep a folder while someone reads it.

A reader holds a shared lock on the file `lease` of its generation's folder; a folder may be removed by whoever gets the
exclusive lock. The operating system gives the locks back when a process dies, however it dies.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

GENERATIONS: Final = "generations"
_LEASE: Final = "lease"


def generation_folder(data_folder: Path, generation: int) -> Path:
    """Where the derived data of a generation lie."""
    return data_folder / GENERATIONS / f"{generation:06}"


def make_generation_folder(data_folder: Path, generation: int) -> Path:
    """An empty folder for a generation. What an interrupted run left under the name is removed. Raises OSError."""
    folder = generation_folder(data_folder, generation)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _LEASE).touch()
    return folder


class Lease:
    """Keeps a generation's folder from being removed until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError when the folder is not there, or is being removed."""
        self._descriptor = os.open(folder / _LEASE, os.O_RDONLY)
        try:
            if sys.platform != "win32":
                fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.fstat(self._descriptor).st_nlink == 0:
                raise FileNotFoundError(f"{folder} was removed")
        except OSError:
            os.close(self._descriptor)
            raise

    def close(self) -> None:
        """Let the folder go. Closing twice does no harm."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def try_lock(descriptor: int) -> bool:
    """Take the exclusive lock on an open file if it is free and the file was not removed; closing the file frees it.

    Where files cannot be locked so (Windows) one that is open cannot be removed either.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return os.fstat(descriptor).st_nlink > 0


def sweep(data_folder: Path, keep: set[int]) -> None:
    """Remove the folders of all generations but those to keep and those that someone reads.

    What cannot be removed now is left for the next time.
    """
    kept = {generation_folder(data_folder, generation) for generation in keep}
    parent = data_folder / GENERATIONS
    for folder in sorted(parent.iterdir()) if parent.is_dir() else []:
        if folder not in kept:
            _remove_unless_read(folder)


def kept_generations(data_folder: Path) -> set[int]:
    """The generations whose folders are there: the live one, and after a sweep those that someone reads."""
    parent = data_folder / GENERATIONS
    return {int(folder.name) for folder in parent.iterdir() if folder.name.isdecimal()} if parent.is_dir() else set()


def _remove_unless_read(folder: Path) -> None:
    try:
        descriptor = os.open(folder / _LEASE, os.O_RDONLY)
    except OSError:
        # Without its lease nobody reads it: half made, or half removed.
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The lease goes first: who opens the folder from now on sees that it is gone.
        (folder / _LEASE).unlink()
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return
    finally:
        os.close(descriptor)
