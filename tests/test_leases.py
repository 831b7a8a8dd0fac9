"""Folders of derived data are removed when nobody reads them, and only then."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.leases import Lease, generation_folder, make_generation_folder, sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be removed anyway")


def folders(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "generations").iterdir())


def test_sweep_keeps_the_live_generation_and_what_is_read(tmp_path: Path) -> None:
    for generation in (1, 2, 3, 4):
        make_generation_folder(tmp_path, generation)
    lease = Lease(generation_folder(tmp_path, 2))
    sweep(tmp_path, {4})
    assert folders(tmp_path) == ["000002", "000004"]
    lease.close()
    lease.close()
    sweep(tmp_path, {4})
    assert folders(tmp_path) == ["000004"]
    with pytest.raises(OSError, match="000002"):
        Lease(generation_folder(tmp_path, 2))


def test_half_made_and_half_removed_folders_are_swept(tmp_path: Path) -> None:
    sweep(tmp_path, set())
    make_generation_folder(tmp_path, 7)
    (generation_folder(tmp_path, 7) / "lease").unlink()
    (generation_folder(tmp_path, 7) / "left").write_bytes(b"")
    sweep(tmp_path, {6})
    assert folders(tmp_path) == []


def test_a_folder_is_made_empty(tmp_path: Path) -> None:
    folder = make_generation_folder(tmp_path, 1)
    (folder / "left").write_bytes(b"")
    assert [path.name for path in make_generation_folder(tmp_path, 1).iterdir()] == ["lease"]


def hold(folder: Path, events: Connection) -> None:
    lease = Lease(folder)
    events.send("held")
    events.recv()
    lease.close()


def test_a_killed_reader_lets_go(tmp_path: Path) -> None:
    folder = make_generation_folder(tmp_path, 1)
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=hold, args=(folder, theirs))
    process.start()
    assert ours.recv() == "held"
    sweep(tmp_path, set())
    assert folders(tmp_path) == ["000001"]
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    sweep(tmp_path, set())
    assert folders(tmp_path) == []
