"""A reader adds documents in the page, sees what becomes of each, and removes them; nothing of it where it is off."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from index.uploads import FOLDER
from tests.browser.conftest import Served, serving, visited
from tests.browser.test_audit import send
from tests.browser.test_page import fetch
from tests.test_uploads import MEMO

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def taking(bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes documents."""
    data = tmp_path_factory.mktemp("taking") / "data"
    shutil.copytree(bundled_data, data)
    with serving(data, UNQA_UPLOADS="1") as server:
        yield server


def kept(server: Served) -> list[str]:
    """The names of the files that the server keeps."""
    folder = server.data / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_document_is_added_found_and_removed(browser: Browser, taking: Served, tmp_path: Path) -> None:
    memo, broken = tmp_path / "memo.txt", tmp_path / "broken.pdf"
    memo.write_bytes(MEMO)
    broken.write_bytes(b"%PDF-1.7 but no more")
    visits = visited(browser, taking.address, 1440, 900)
    page = next(visits).page
    page.get_by_role("link", name="Corpus", exact=True).click()
    for path in (memo, broken):
        page.get_by_label("Document").set_input_files(path)
        page.get_by_role("button", name="Add", exact=True).click()
        page.locator(".unqa-documents:not([data-busy]) li", has_text=path.name).wait_for(timeout=60_000)
    assert kept(taking) == ["memo.txt"]
    said = page.locator(".unqa-documents")
    expect(said).to_contain_text("broken.pdf Not indexed, and deleted again.")
    expect(said).to_contain_text("is no PDF that can be read")
    page.get_by_role("link", name="file:memo (not a resolution) (English)").click()
    page.get_by_text("The well was dug in the spring by forty people.").wait_for()
    page.go_back()
    for path in (memo, broken):
        page.get_by_role("button", name=f"Remove {path.name}").click()
        page.locator(".unqa-documents li", has_text=path.name).wait_for(state="detached", timeout=60_000)
    page.get_by_text("None yet.").wait_for()
    assert kept(taking) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    next(visits, None)


@pytest.mark.parametrize(
    ("name", "content", "field", "status", "words"),
    [
        ("tool.exe", b"MZ", "document", 400, "The name must end in one of"),
        ("../../../etc/passwd", b"x", "document", 400, "passwd</bdi>: files of this kind cannot be read"),
        ("memo.txt", b"x", "other", 400, "Choose a file first."),
        ("", b"", "document", 400, "Choose a file first."),
        ("large.txt", b"x" * (20 * 2**20 + 1), "document", 400, "larger than 20 MB"),
    ],
)
def test_what_is_no_document_is_refused(
    taking: Served, name: str, content: bytes, field: str, status: int, words: str
) -> None:
    before = kept(taking)
    found, _, body = send(taking.address, name, content, field, "/documents")
    assert (found, words in body) == (status, True)
    assert kept(taking) == before


def test_what_is_not_there_cannot_be_removed(taking: Served) -> None:
    for name in ("../catalog.sqlite", "..", ".", "", "\0", "none.txt"):
        data = urllib.parse.urlencode({"remove": name}).encode()
        request = urllib.request.Request(f"{taking.address}/documents", data=data)
        with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request, timeout=20):
            pass
        assert refused.value.code == 400
        refused.value.close()


def test_a_page_of_another_origin_cannot_add_documents(taking: Served) -> None:
    before = kept(taking)
    for origin in ("https://elsewhere.example", "null"):
        status, _, _ = send(taking.address, "memo.txt", MEMO, "document", "/documents", Origin=origin)
        assert status == 403
    assert kept(taking) == before


def test_where_it_is_off_there_is_no_form_and_nothing_is_taken(address: str, served: Served) -> None:
    assert "unqa-added" not in fetch(f"{address}/corpus")[1]
    assert fetch(f"{address}/documents")[0] == 404
    assert send(address, "memo.txt", MEMO, "document", "/documents")[0] == 404
    assert not (served.data / FOLDER).exists()
