"""A document, and a file's name, with HTML, Markdown, formulas and scripts in them: characters in every view."""

from __future__ import annotations

import csv
import io
import urllib.parse
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visited
from tests.browser.test_audit import send
from tests.browser.test_page import fetch
from tests.conftest import run_unqa
from tests.served import served

pytestmark = pytest.mark.browser

ACTS = "<img src=x onerror=\"document.title='broken'\"> **bold** [a](javascript:alert(1)) $$x^2$$ ${1+1} {{value}}"
TEXT = """ 60/998. =HYPERLINK(1) {acts} <script>document.title='broken'</script>

The General Assembly,

Recalling its resolution 59/190 {acts},

1. Requests the States to publish the list of parts {acts};

2. Decides to consider the parts {ending}.

70th plenary meeting
12 December 2005
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over two such documents."""
    texts, data = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("hostile")
    first = TEXT.format(acts=ACTS, ending="in March")
    second = (
        first.replace("60/998", "61/998")
        .replace("in March", "in May <marquee onclick=1> </td>")
        .replace("2005", "2006")
    )
    (texts / "<img src=x onerror=alert(1)>=1+1.txt").write_text(first, "utf-8")
    (texts / "'\"`${1}.txt").write_text(second, "utf-8")
    built = run_unqa(["index", "--no-bundled", str(texts)], data)
    assert built.returncode == 0, built.stderr
    with served(data) as address:
        yield address


@pytest.mark.parametrize(
    "path",
    [
        "/corpus",
        "/corpus?find=%3Cscript%3E",
        "/A/RES/60/998",
        "/source?id=A/RES/60/998%23op1%40en",
        "/trace/A/RES/60/998/op2",
        "/compare/A/RES/60/998...A/RES/61/998",
        f"/verify?q={urllib.parse.quote('publish the list of parts ' + ACTS)}",
        "/verify",
        f"/ask?q={urllib.parse.quote('What does paragraph 1 of resolution 60/998 say?')}",
    ],
)
def test_a_document_shows_as_text_in_every_view(browser: Browser, hostile: str, path: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(hostile + path)
    assert page.locator("main :is(img, script, marquee, .katex, strong:has-text('bold'))").count() == 0
    assert page.locator("main a[href^='javascript']").count() == 0
    shown = "<marquee onclick=1>" if path.startswith(("/trace", "/compare")) else "document.title='broken'"
    # The examples of the empty form are words in the addresses of links.
    assert path == "/verify" or shown in page.locator("main").inner_text()
    assert (page.title() != "broken", errors) == (True, [])
    page.close()


def test_an_answer_shows_it_as_text(browser: Browser, hostile: str) -> None:
    for visit in visited(browser, hostile, 390, 844):
        visit.ask("What does paragraph 1 of resolution 60/998 say?")
        answer = visit.page.locator(".unqa-answer")
        assert "<img src=x onerror=" in answer.inner_text()
        assert "[a](javascript:alert(1)) $$x^2$$ ${1+1} {{value}}" in answer.inner_text()
        assert visit.page.locator("#unqa-chat :is(img, script, .katex)").count() == 0
        visit.page.locator("a.unqa-cite").first.click()
        visit.page.locator("#unqa-panel .unqa-cited").wait_for()
        assert visit.page.locator("#unqa-panel :is(img, script)").count() == 0
        assert visit.page.title() != "broken"


def test_reports_of_drafts_hold_no_formula_of_a_document(hostile: str) -> None:
    draft = "Resolution 60/998, paragraph 1, says: “=Requests the States to publish the parts <b>”."
    status, url, _ = send(hostile, "=1+1.md", draft.encode())
    assert status == 200
    _, text, _ = fetch(f"{url}/report.csv")
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    _, page, _ = fetch(f"{url}/report.html")
    assert "<img" not in page
    assert "<b>" not in page
