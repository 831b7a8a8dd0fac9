"""Documents that readers send: their names, what becomes of each, and that nothing is left of those taken away."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build_index
from index.catalog import Catalog
from index.errors import InputError, ReadError
from index.leases import try_lock
from index.settings import Settings
from index.sources import bundled_folder
from index.upload_names import kinds, numbered, safe_name
from index.uploads import FOLDER, Upload, Uploads, UploadState
from rag.holdings import Holdings
from tests.index_world import STAND_IN
from ui.page_words import LANGUAGES, words_of
from ui.render_upload import documents_html

MEMO = b"Water in the village\n\nThe well was dug in the spring by forty people.\n\nIt gives clean water since then.\n"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\system.ini.TXT", "system.ini.txt"),
        ("C:\\drafts\\Note.DOCX", "Note.docx"),
        ("/absolute/path.md", "path.md"),
        (".hidden.md", "hidden.md"),
        ("-rf.txt", "rf.txt"),
        ("a\0b\n\x1b[2J.html", "ab[2J.html"),
        # Turned round, the name would look like another kind of file.
        ("invoice\u202etxt.exe.pdf", "invoicetxt.exe.pdf"),
        ("决议 草案.docx", "决议 草案.docx"),
        ("قرار.pdf", "قرار.pdf"),
        ("....pdf", "document.pdf"),
        (".pdf", "document.pdf"),
        ("<img src=x onerror=alert(1)>.md", "_img src=x onerror=alert(1)_.md"),
        ("$(reboot)`x`;.txt", "_(reboot)_x__.txt"),
        (f"{'长' * 300}.zip", f"{'长' * 40}.zip"),
    ],
)
def test_a_name_only_names(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize("sent", ["", "x", "..", "/", "virus.exe", "page.html/", "a.pdf\0.exe", "a.tar.gz", "a.txt~"])
def test_files_of_other_kinds_are_refused(sent: str) -> None:
    with pytest.raises(ReadError, match="its name ends in none of"):
        safe_name(sent)


@given(st.text(max_size=300), st.sampled_from(kinds()), st.integers(1, 500))
def test_no_name_leads_out_of_the_folder(stem: str, suffix: str, number: int) -> None:
    name = numbered(safe_name(f"{stem}{suffix}"), number)
    assert PurePath(name).name == name
    assert name.isprintable()
    assert not name.startswith((".", "-"))
    assert len(f".{name}.part".encode()) <= 255
    assert name.endswith(suffix)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Settings, Catalog]]:
    """Settings and catalog of an index that holds one of the bundled resolutions."""
    settings = Settings(data=tmp_path / "data", embedding=STAND_IN)
    build_index(settings, [bundled_folder() / "A_RES_57_203.en.txt"], bundled=False)
    with Catalog.open(settings.data) as catalog:
        yield settings, catalog


def settled(uploads: Uploads, name: str) -> Upload | None:
    """What became of a file when nothing is under way any more."""
    for _ in range(600):
        listed = {upload.name: upload for upload in uploads.listed()}
        if not any(upload.state in ("waiting", "indexing", "removing") for upload in listed.values()):
            return listed.get(name)
        time.sleep(0.05)
    raise AssertionError("nothing came of it within 30 seconds")


def packed(**files: bytes) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_document_is_indexed_and_taken_away_again(world: tuple[Settings, Catalog]) -> None:
    settings, catalog = world
    uploads = Uploads(settings, catalog)
    resolution = (bundled_folder() / "A_RES_62_165.en.txt").read_bytes()
    assert uploads.add("../memo.txt", MEMO) == "memo.txt"
    assert uploads.add("62-165.txt", resolution) == "62-165.txt"
    memo, other = settled(uploads, "memo.txt"), settled(uploads, "62-165.txt")
    assert memo is not None
    assert other is not None
    assert [(one.symbol, one.plain) for one in memo.contents] == [("file:memo", True)]
    assert [(one.symbol, one.plain) for one in other.contents] == [("A/RES/62/165", False)]
    assert catalog.resolution("file:memo") is not None
    # What readers added is counted among what is searched.
    counted = {summary.symbol: summary.paragraphs for summary in catalog.resolutions()}
    assert counted == {"A/RES/57/203": 20, "A/RES/62/165": 20, "file:memo": 2}
    assert Holdings(catalog).extent.paragraphs == 42
    # Another process, or this one started anew, finds the same.
    assert Uploads(settings, catalog).listed() == (other, memo)
    # They stay when the index is refreshed.
    assert build_index(settings).failed == ()
    for name in ("memo.txt", "62-165.txt"):
        uploads.remove(name)
        assert settled(uploads, name) is None
    assert list((settings.data / FOLDER).iterdir()) == []
    assert [summary.symbol for summary in catalog.resolutions()] == ["A/RES/57/203"]
    assert build_index(settings).failed == ()
    with pytest.raises(InputError, match="no such document"):
        uploads.remove("memo.txt")


@pytest.mark.parametrize(
    ("name", "content", "obstacle", "reason"),
    [
        ("scan.pdf", b"%PDF-1.7 but no more", "failed", "is no PDF that can be read"),
        ("empty.txt", b"", "failed", "is empty"),
        ("bytes.txt", b"\x00\xff\xfe\x00", "failed", "NUL"),
        ("none.zip", packed(a=b"x"), "failed", "holds no file that can be read"),
        ("no.zip", b"PK no archive", "failed", "is no ZIP archive"),
        ("again.txt", (bundled_folder() / "A_RES_57_203.en.txt").read_bytes(), "copy", ""),
        ("other.txt", (bundled_folder() / "A_RES_57_203.en.txt").read_bytes() + b"\n", "conflict", ""),
    ],
)
def test_what_cannot_be_indexed_is_said_and_deleted(
    world: tuple[Settings, Catalog], name: str, content: bytes, obstacle: str, reason: str
) -> None:
    settings, catalog = world
    uploads = Uploads(settings, catalog)
    uploads.add(name, content)
    refused = settled(uploads, name)
    assert refused is not None
    assert (refused.state, [one.obstacle for one in refused.problems]) == ("refused", [obstacle])
    assert reason in refused.problems[0].reason
    assert str(settings.data) not in f"{refused}"
    assert list((settings.data / FOLDER).iterdir()) == []
    report = build_index(settings)
    assert (report.failed, report.duplicates, report.resolutions) == ((), (), 1)
    uploads.remove(name)
    assert uploads.listed() == ()


def test_of_an_archive_each_file_is_told(world: tuple[Settings, Catalog]) -> None:
    settings, catalog = world
    uploads = Uploads(settings, catalog)
    uploads.add("all.zip", packed(**{"a/memo.txt": MEMO, "b.txt": b"", "../c.txt": MEMO, "d.exe": b"MZ"}))
    found = settled(uploads, "all.zip")
    assert found is not None
    assert found.state == "indexed"
    assert len(found.contents) == 1
    assert sorted(problem.file for problem in found.problems) == ["../c.txt", "b.txt"]
    uploads.remove("all.zip")
    assert settled(uploads, "all.zip") is None
    assert [summary.symbol for summary in catalog.resolutions()] == ["A/RES/57/203"]


def test_names_that_would_be_taken_for_one_another_are_numbered(world: tuple[Settings, Catalog]) -> None:
    settings, catalog = world
    uploads = Uploads(settings, catalog)
    sent = [("Memo.txt", MEMO), ("memo.md", MEMO + b"More.\n"), ("MEMO.txt", MEMO + b"Even more.\n")]
    assert [uploads.add(*one) for one in sent] == ["Memo.txt", "memo-2.md", "MEMO-3.txt"]
    assert settled(uploads, "Memo.txt")
    assert [upload.state for upload in uploads.listed()] == ["indexed"] * 3


def test_what_a_process_that_died_left_unread_is_taken_up(world: tuple[Settings, Catalog]) -> None:
    settings, catalog = world
    (settings.data / FOLDER).mkdir()
    (settings.data / FOLDER / "memo.txt").write_bytes(MEMO)
    (settings.data / FOLDER / ".half.txt.part").write_bytes(MEMO[:9])
    uploads = Uploads(settings, catalog)
    memo = settled(uploads, "memo.txt")
    assert memo is not None
    assert memo.state == "indexed"
    assert [upload.name for upload in uploads.listed()] == ["memo.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_said_in_every_language(language: str) -> None:
    states: tuple[UploadState, ...] = ("waiting", "indexing", "removing", "refused")
    shown = documents_html(tuple(Upload(f"<{state}>.txt", state) for state in states), None, language)
    for state in states:
        assert words_of(language)[f"upload_state_{state}"] in shown
        assert f"&lt;{state}&gt;.txt" in shown
        assert f"<{state}>" not in shown
    assert 'data-busy="/documents"' in shown


def test_what_a_dead_process_had_half_written_is_removed_and_what_is_being_written_stays(
    world: tuple[Settings, Catalog],
) -> None:
    settings, catalog = world
    folder = settings.data / FOLDER
    folder.mkdir()
    left, written = folder / ".left.txt.part", folder / ".written.txt.part"
    left.write_bytes(MEMO[:20])
    with written.open("xb") as stream:
        assert try_lock(stream.fileno())
        Uploads(settings, catalog)
        assert [path.name for path in folder.iterdir()] == [written.name]
    Uploads(settings, catalog)
    assert list(folder.iterdir()) == []
