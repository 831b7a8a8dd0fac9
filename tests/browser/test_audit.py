"""A draft sent to the page: its report, its downloads, and what comes of files that are none."""

from __future__ import annotations

import csv
import io
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import HOSTILE, Visit, decoration, open_page
from tests.browser.test_page import PARAGRAPH_8, fetch

pytestmark = pytest.mark.browser

PLANTED = Path(__file__).parents[1] / "drafts" / "planted.md"
FORMULA = "=HYPERLINK(1)"


def send(
    address: str, name: str, content: bytes, field: str = "draft", path: str = "/audit", **more: str
) -> tuple[int, str, str]:
    """Status, address and body of what comes of a file sent without a browser, `more` in the request's head."""
    head = f'--unqa\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--unqa--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=unqa", **more}
    request = urllib.request.Request(f"{address}{path}", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.url, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url or "", error.read().decode()


def test_a_draft_is_audited_while_the_conversation_stays(visit_anywhere: Visit) -> None:
    page = visit_anywhere.page
    visit_anywhere.ask(PARAGRAPH_8)
    page.get_by_role("link", name="Audit").click()
    page.get_by_label("Draft").set_input_files(PLANTED)
    page.get_by_role("button", name="Check the draft").click()
    page.locator(".unqa-counts").wait_for(timeout=60_000)
    expect(page.get_by_role("heading", name="Audit of planted.md")).to_be_visible()
    wrong = page.locator('.unqa-findings > [data-status="wrong"]')
    assert "line 8" in wrong.first.inner_text()
    assert "altered: negation" in wrong.first.inner_text()
    assert decoration(page, '[data-status="wrong"] del') == "line-through"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wrong.first.locator("a[data-source]").click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "audit-report.csv"
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.locator(".unqa-answer")).to_be_visible()


def test_a_report_finds_the_reader_who_went_elsewhere_meanwhile(visit: Visit) -> None:
    page = visit.page
    held: list[Route] = []
    page.route("**/audit", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.get_by_role("link", name="Audit").click()
    page.get_by_label("Draft").set_input_files(PLANTED)
    page.get_by_role("button", name="Check the draft").click()
    page.locator(".unqa-progress p", has_text="Sending").wait_for()
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_role("link", name="Audit").click()
    page.locator("#unqa-view form").wait_for()
    page.get_by_role("link", name="Ask", exact=True).click()
    held[0].continue_()
    page.get_by_role("link", name="The report on your draft is ready.").click(timeout=60_000)
    page.get_by_role("heading", name="Audit of planted.md").wait_for()
    expect(page.locator("#unqa-ready")).to_have_count(0)


def test_a_file_that_is_none_is_said_beside_the_form(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = open_page(context, f"{address}/audit")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK no archive")
    page.get_by_label("Draft").set_input_files(broken)
    page.get_by_role("button", name="Check the draft").click()
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=60_000)
    assert "broken.docx: the file is no Word document (DOCX) that can be read" in alert.inner_text()
    chosen = page.get_by_label("Draft").evaluate("field => field.files[0].name")
    assert chosen == "broken.docx"
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (20 * 2**20 + 1))
    page.get_by_label("Draft").set_input_files(large)
    page.get_by_role("button", name="Check the draft").click()
    expect(alert).to_contain_text("larger than 20 MB")


def test_what_a_draft_says_shows_as_text(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = open_page(context, f"{address}/audit")
    draft = tmp_path / "<img src=x>=1+1.md"
    draft.write_text(f"Resolution 57/203 says, in paragraph 8: “{HOSTILE} never said here”.", "utf-8")
    page.get_by_label("Draft").set_input_files(draft)
    page.get_by_role("button", name="Check the draft").click()
    page.locator(".unqa-counts").wait_for(timeout=60_000)
    expect(page.get_by_role("heading", name="Audit of <img src=x>=1+1.md")).to_be_visible()
    assert page.locator("#unqa-view img, #unqa-view script").count() == 0
    assert "<script>1</script>" in page.locator("#unqa-view blockquote").first.inner_text()
    assert page.title() != "broken"
    path = page.locator(".unqa-downloads a").last.get_attribute("href")
    assert path is not None
    _, html_report, _ = fetch(address + path.removesuffix("csv") + "html")
    assert "<script>" not in html_report
    assert "<img" not in html_report


def test_reports_are_found_at_their_own_address_only_and_hold_no_formula(address: str) -> None:
    status, url, body = send(address, "draft.txt", f"“{FORMULA} of all members of it” (resolution 57/203)".encode())
    assert (status, "1 wrong" in body) == (200, True)
    status, text, headers = fetch(f"{url}/report.csv")
    assert status == 200
    assert headers["cache-control"] == "no-store"
    assert headers["content-disposition"] == 'attachment; filename="audit-report.csv"'
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert [cell for cell in cells if cell.startswith(f"'{FORMULA}")]
    for kind, begin in (("docx", "PK"), ("md", "#"), ("html", "<!doctype")):
        with urllib.request.urlopen(f"{url}/report.{kind}", timeout=20) as response:
            assert response.read().startswith(begin.encode())
    assert fetch(f"{url[:-1]}/report.csv")[0] == 404
    assert fetch(f"{address}/audit/..%2f..%2fetc")[0] == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("draft.exe", b"MZ", 400, "The name must end in one of"),
        ("draft.pdf", b"%PDF-1.7 but no more", 400, "is no PDF that can be read"),
        ("draft.txt", b"\x00\xff\xfe\x00", 400, "draft.txt"),
        ("../../../etc/passwd", b"x", 400, "passwd</bdi>: files of this kind cannot be read"),
        ("draft.md", b"Nothing is named here.", 200, "no reference to a resolution and no quotation"),
        ("draft.txt", b"word " * 210_000, 400, "more than 1,000,000 characters"),
    ],
)
def test_files_of_every_kind(address: str, name: str, content: bytes, status: int, words: str) -> None:
    found, _, body = send(address, name, content)
    assert (found, words in body) == (status, True)
    assert "unqa-draft-" not in body


def test_a_form_without_a_file_is_refused(address: str) -> None:
    status, _, body = send(address, "draft.md", b"words", field="other")
    assert (status, "Choose the file of a draft first." in body) == (400, True)
    assert send(address, "", b"")[0] == 400
