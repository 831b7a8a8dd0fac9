"""Reading files: text as it stands, and one clear line for every file that cannot be read."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest

from index.errors import ReadError
from index.readers import MAXIMUM_BYTES, read_file, supported

TEXT = "57/203. Title\r\n\r\nThe General Assembly,\rRecalling «тест» 决议,\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), TEXT),  # line ends of three systems stay as they are
        (codecs.BOM_UTF8 + TEXT.encode(), "\ufeff" + TEXT),  # the mark is a character of the file
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "\ufeff" + TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "\ufeff" + TEXT),
    ],
)
def test_text_is_decoded_and_nothing_is_mended(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "A_RES_57_203.TXT"
    path.write_bytes(data)
    document = read_file(path)
    assert document.text == expected
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.file == "A_RES_57_203.TXT"
    assert document.page_starts == (0,)


def test_file_is_named_relative_to_the_root(tmp_path: Path) -> None:
    folder = tmp_path / "ga" / "57"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("text", encoding="utf-8")
    assert read_file(folder / "a.md", root=tmp_path).file == "ga/57/a.md"
    assert read_file(folder / "a.md", root=tmp_path / "elsewhere").file == "a.md"


def test_a_form_feed_starts_a_page(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text("one\ftwo\fthree\f", encoding="utf-8")
    assert read_file(path).page_starts == (0, 4, 8)


@pytest.mark.parametrize(
    ("name", "data", "line", "words"),
    [
        ("empty.txt", b"", None, "is empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\t\n", None, "is empty"),
        ("binary.txt", b"MZ\x90\x00\x03" + bytes(50), None, "NUL"),
        ("latin.txt", "one\ntwo\r\nthree\rR\u00e9solution".encode("latin-1"), 4, "UTF-8"),
        ("cut.txt", "one\nсовет".encode()[:-1], 2, "UTF-8"),
        ("utf16.txt", codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00\xd8", 2, "UTF-16-LE"),
        ("paper.txt", b"%PDF-1.7\n%...", None, "is no PDF that can be read"),
        ("paper.md", b"PK\x03\x04...", None, "ZIP"),
        ("paper.xyz", b"text", None, ".txt"),
        ("paper", b"text", None, ".md"),
        ("huge.txt", b"a" * (MAXIMUM_BYTES + 1), None, "larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, name: str, data: bytes, line: int | None, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=words) as caught:
        read_file(path)
    assert caught.value.line == line
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)
    assert ":" in caught.value.reason, "the message says what to do"


def test_missing_file_folder_and_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match="is a folder"):
        read_file(tmp_path / "folder.txt")
    path = tmp_path / "locked.txt"
    path.write_text("text", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="may not be read"):
        read_file(path)


def test_supported_suffixes_are_named() -> None:
    assert {".txt", ".md"} <= set(supported())
