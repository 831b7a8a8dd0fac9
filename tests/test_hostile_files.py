"""Files that are broken, huge, changing or made to do harm: each is put aside with an error, the others are read."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from index import extracting, readers
from index.archives import Archives, list_members
from index.errors import ReadError
from index.readers import read_file
from tests.index_world import EN_57, build, put_bundled, symbols, text_of
from tests.test_draft_readers import pdf_file

# No single file may take longer than this here, on a busy machine.
PATIENCE = 90
ENCRYPTED = (
    "<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 "
    "/O <2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67> "
    "/U <11223344556677889900aabbccddeeff11223344556677889900aabbccddeeff> >>"
)


def archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """A ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    return path


def encrypted_pdf(path: Path) -> Path:
    """A PDF that asks for a password that nobody has."""
    data = pdf_file(path, ("Secret words.",)).read_bytes().decode("ascii")
    data = data.replace(
        "trailer << ", f"trailer << /ID [<00112233445566778899aabbccddeeff> <00>] /Encrypt {ENCRYPTED} "
    )
    path.write_bytes(data.encode("ascii"))
    return path


def looping_pdf(path: Path) -> Path:
    """A PDF whose tree of pages holds itself, and a page that draws itself."""
    data = pdf_file(path, ("One.",)).read_bytes().decode("ascii")
    path.write_bytes(data.replace("/Kids [4 0 R]", "/Kids [2 0 R]").encode("ascii"))
    return path


def pdf_of_pages(path: Path, count: int) -> Path:
    """A PDF of many empty pages."""
    return pdf_file(path, *[()] * count)


def old_office(path: Path) -> Path:
    """An office document of an old format; encrypted ones look so too."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return path


def garbage(path: Path) -> Path:
    """A file that begins like a DOCX and is none."""
    path.write_bytes(b"PK\x03\x04word/document.xml" + os.urandom(2000))
    return path


def entities(path: Path) -> Path:
    """A DOCX with entities that grow: the billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><d>&l9;</d>'
    return archive(path, ("word/document.xml", xml.encode()), ("[Content_Types].xml", b"<Types/>"))


def deep_html(path: Path) -> Path:
    """A page of elements within elements."""
    path.write_bytes(b"<html>" + b"<div>" * 100_000 + b"text")
    return path


HOSTILE: list[tuple[str, Callable[[Path], Path], str]] = [
    ("encrypted.pdf", encrypted_pdf, ": is encrypted"),
    ("looping.pdf", looping_pdf, "holds no text|is no PDF|needs more"),
    ("pages.pdf", lambda path: pdf_of_pages(path, 10_000), "10,000 pages"),
    ("scan.pdf", lambda path: pdf_of_pages(path, 3), "a scan"),
    ("cut.pdf", lambda path: _cut(pdf_file(path, ("Words.",) * 20)), "is no PDF|holds no text"),
    ("old.docx", old_office, "old format"),
    ("garbage.docx", garbage, "is no Word document"),
    ("laughs.docx", entities, "is no Word document|holds no text"),
    ("spreadsheet.docx", lambda path: archive(path, ("xl/workbook.xml", b"<x/>")), "another office document"),
    ("deep.html", deep_html, "^[^(]*more than 200 deep"),
    ("picture.html", lambda path: _bytes(path, b"\x89PNG\r\n\x1a\n" + bytes(50)), "is an image"),
]


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:300])
    return path


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("name", "make", "words"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_file_is_put_aside_in_bounded_time(
    name: str, make: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    path = make(tmp_path / name)
    started = time.monotonic()
    with pytest.raises(ReadError, match=words) as caught:
        read_file(path)
    assert time.monotonic() - started < PATIENCE
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_needs_more_memory_than_it_may_take_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    Document().save(str(path))
    with zipfile.ZipFile(path) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    # Unpacked 12 MB; read, each of the paragraphs takes a hundred bytes and more.
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 2_000_000)
    path.unlink()
    archive(path, *parts.items())
    data = path.read_bytes()
    with pytest.raises(ReadError, match="needs more time or memory than a file may take"):
        extracting.extract(path.name, "docx", data, memory=200 * 2**20)
    # With so much another is read, and one that is damaged is said to be.
    small = pdf_file(tmp_path / "small.pdf", ("Words.",)).read_bytes()
    assert extracting.extract("small.pdf", "pdf", small, memory=200 * 2**20)[0].text == "Words."
    with pytest.raises(ReadError, match="is no Word document"):
        extracting.extract("cut.docx", "docx", data[:200], memory=200 * 2**20)


def test_the_others_are_indexed_and_nothing_is_lost(tmp_path: Path) -> None:
    files, data = tmp_path / "files", tmp_path / "data"
    put_bundled(files, EN_57)
    build(data, files)
    garbage(files / "A_RES_1_1.en.docx")
    encrypted_pdf(files / "A_RES_1_2.en.pdf")
    report = build(data)
    assert sorted(Path(file).name for file, _ in report.failed) == ["A_RES_1_1.en.docx", "A_RES_1_2.en.pdf"]
    # A file that was read and is broken now keeps what was read.
    (files / EN_57).write_bytes(b"PK\x03\x04")
    assert len(build(data).failed) == 3
    assert symbols(data) == ["A/RES/57/203"]


def test_a_parser_beyond_its_time_or_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf_file(tmp_path / "slow.pdf", ("Words.",))
    with pytest.raises(ReadError, match="was not read within"):
        extracting.extract(str(path), "pdf", path.read_bytes(), seconds=0.01)


def test_an_archive_is_a_folder_of_files(tmp_path: Path) -> None:
    packed = archive(
        tmp_path / "texts.zip",
        (f"57/{EN_57}", text_of(EN_57).encode()),
        ("notes\\report.txt", b"Report on water\n\nWater is shared among the villages.\n"),
        ("__MACOSX/._x.txt", b"x"),
        ("picture.png", b"x"),
        ("README.md", b"About these files."),
    )
    data = tmp_path / "data"
    report = build(data, packed)
    assert (report.resolutions, report.others, report.failed) == (1, 1, ())
    assert symbols(data) == ["A/RES/57/203", "file:texts-zip/notes/report"]
    assert build(data).unchanged == 2
    os.utime(packed)
    assert build(data).unchanged == 2
    archive(packed, (f"57/{EN_57}", text_of(EN_57).encode()))
    assert build(data).removed == 1
    packed.unlink()
    assert build(data).removed == 1


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("../outside.txt", "leads out"),
        ("/etc/outside.txt", "leads out"),
        ("..\\outside.txt", "leads out"),
        ("C:\\outside.txt", "leads out"),
        (_link("link.txt"), "is a link"),
        ("inner.zip", "archive within an archive"),
    ],
)
def test_entries_that_would_do_harm_are_told(entry: str | zipfile.ZipInfo, words: str, tmp_path: Path) -> None:
    packed = archive(tmp_path / "texts.zip", (entry, b"/etc/passwd"), (EN_57, text_of(EN_57).encode()))
    report = build(tmp_path / "data", packed)
    assert report.resolutions == 1
    assert [words in error for _, error in report.failed] == [True]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "texts.zip"]


def test_an_encrypted_entry_is_told(tmp_path: Path) -> None:
    packed = archive(tmp_path / "texts.zip", (EN_57, b"words"))
    data = bytearray(packed.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    packed.write_bytes(bytes(data))
    _, problems = list_members(packed)
    assert [one.reason for one in problems] == ["is encrypted: pack it without a password"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(11):
            with packed.open(f"{number}.txt", "w") as entry:
                for _ in range(100):
                    entry.write(bytes(2**20))
    with pytest.raises(ReadError, match="unpacks to more than"):
        list_members(path)


def test_a_size_that_lies_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    packed = archive(tmp_path / "lies.zip", ("a.txt", b"0" * 1_000_000))
    data = packed.read_bytes()
    wrong = (10).to_bytes(4, "little")
    packed.write_bytes(data.replace((1_000_000).to_bytes(4, "little"), wrong))
    with Archives() as archives, pytest.raises(ReadError, match="is damaged in the archive"):
        archives.read(packed, "a.txt")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_told(content: bytes, tmp_path: Path) -> None:
    packed = tmp_path / "texts.zip"
    packed.write_bytes(content)
    report = build(tmp_path / "data", packed, *put_bundled(tmp_path / "files", EN_57))
    assert [Path(file).name for file, _ in report.failed] == ["texts.zip"]
    assert report.resolutions == 1


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"words\n" * 100)

    class Growing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(-1 if size is None else size) or b""
            with io.FileIO(path, "ab") as stream:
                stream.write(b"more\n")
            return data

    def growing(self: Path, mode: str) -> io.FileIO:
        return Growing(os.open(self, os.O_RDONLY)) if mode == "rb" else io.FileIO(self, mode)

    monkeypatch.setattr(Path, "open", growing)
    with pytest.raises(ReadError, match="changed while it was read"):
        readers.read_bytes(path)


def test_a_file_that_vanishes_is_told_and_what_was_read_stays(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read_file(tmp_path / "gone.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_devices_and_links_in_a_circle(tmp_path: Path) -> None:
    files = tmp_path / "files"
    put_bundled(files, EN_57)
    os.mkfifo(files / "pipe.txt")
    (files / "circle.pdf").symlink_to(files / "circle.pdf")
    (files / "null.txt").symlink_to("/dev/zero")
    (files / "nowhere.html").symlink_to(files / "not_there.html")
    report = build(tmp_path / "data", files)
    assert report.resolutions == 1
    assert sorted(Path(file).name for file, _ in report.failed) == [
        "circle.pdf",
        "nowhere.html",
        "null.txt",
        "pipe.txt",
    ]
    assert len(build(tmp_path / "data").failed) == 4


def test_a_name_cannot_make_a_symbol_or_a_path(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    name = "%2f..#op8@en <b>A_x&" + "y" * 120 + ".txt"
    (files / name).write_text("A report on water that is no resolution.\n\nIt has two paragraphs.\n", "utf-8")
    data = tmp_path / "data"
    assert build(data, files).others == 1
    (found,) = symbols(data)
    assert found.startswith("file:2f-op8-en-b-a-x-y")
    assert len(found) < 90
    assert not set(found) & set("#@<>&%.")
