"""A disk that is really full: the index answers as before, and is refreshed when there is room again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.errors import DataError
from tests.index_world import EN_57, EN_58, ZH_59, build, put_bundled, symbols

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the small disk is a Linux one")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this user may mount nothing")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_an_index_on_a_full_disk_is_read_and_later_refreshed(disk: Path, tmp_path: Path) -> None:
    data, files = disk / "data", tmp_path / "files"
    put_bundled(files, EN_57)
    build(data, files)
    filler = fill(disk)
    assert os.statvfs(disk).f_bavail == 0
    put_bundled(files, EN_58, ZH_59)
    with pytest.raises(DataError, match="free space"):
        build(data)
    for _ in range(2):
        with Catalog.open(data, create=True) as catalog:
            assert [summary.symbol for summary in catalog.resolutions()] == ["A/RES/57/203"]
            assert catalog.find_text("impartial and objective information", 5)
    filler.unlink()
    assert build(data).added == 2
    assert symbols(data) == ["A/RES/57/203", "A/RES/58/170", "A/RES/59/190"]


def test_a_full_disk_without_an_index(disk: Path) -> None:
    fill(disk)
    with pytest.raises(DataError, match="free space"):
        Catalog.open(disk / "data", create=True)
