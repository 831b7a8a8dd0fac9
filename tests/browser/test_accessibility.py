"""Every view examined by axe-core: light and dark, wide and on a phone, in English, Chinese and Arabic."""

from __future__ import annotations

import shutil
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser.conftest import serving
from tests.browser.test_audit import send
from tests.browser.test_page import PARAGRAPH_8
from tests.llm_server import Script, scripted_server
from tests.test_llm_faces import BAD, GOOD, environment
from tests.test_uploads import MEMO
from ui.page_words import say

pytestmark = pytest.mark.browser

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# One of each kind of finding: altered, no such paragraph, not held, right.
DRAFT = (
    b'As resolution 57/203, paragraph 8, puts it, "the continuing need for partial and objective information".\n\n'
    b"Paragraph 99 of resolution 57/203 says so, and resolution 11/999.\n\n"
    b'Resolution 57/203, paragraph 8, names "the continuing need for impartial and objective information".\n'
)
ALTERED = "Stresses the continuing need for partial and objective information on the political situation of no country"
# What depends on the colours; everything else is the same in the dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_FINDINGS = (
    "options => axe.run(document, options).then(found => found.violations.flatMap(one => one.nodes.map("
    "node => `${one.impact} ${one.id}: ${node.html.slice(0, 160)} | ${node.any.concat(node.all).map("
    "check => check.message).join('; ').slice(0, 200)}`)))"
)


@dataclass(frozen=True)
class View:
    """A view: its address, and what is done there before it is examined."""

    name: str
    path: str
    act: Callable[[Page, str], None] | None = None


def _ask(page: Page, language: str) -> None:
    page.get_by_label(say(language, "question_label")).fill(PARAGRAPH_8)
    page.keyboard.press("Enter")
    page.locator("a.unqa-cite").first.wait_for(timeout=60_000)


def _ask_and_open(page: Page, language: str) -> None:
    _ask(page, language)
    page.locator("a.unqa-cite").first.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    page.locator("#unqa-panel .unqa-cite-as summary").click()


def _refused(page: Page, language: str) -> None:
    page.get_by_label(say(language, "question_label")).fill("What does paragraph 99 of resolution 57/203 say?")
    page.keyboard.press("Enter")
    page.locator(".unqa-refusal").wait_for(timeout=60_000)


def _send(page: Page, _: str) -> None:
    draft = FilePayload(name="draft.md", mimeType="text/markdown", buffer=DRAFT)
    page.locator("input[type=file]").set_input_files(draft)
    page.locator("form button").click()
    page.locator(".unqa-counts").wait_for(timeout=60_000)
    page.locator(".unqa-right > summary").click()


def _ask_and_unfold(page: Page, language: str) -> None:
    _ask(page, language)
    page.locator(".unqa-removed summary").click()


def _indexed(page: Page, _: str) -> None:
    page.locator(".unqa-documents:not([data-busy]) li a").wait_for(timeout=60_000)


def _open_document(page: Page, language: str) -> None:
    _indexed(page, language)
    page.locator(".unqa-documents li a").click()
    page.locator("article.unqa-resolution").wait_for()


def _unfold(page: Page, _: str) -> None:
    page.evaluate("for (const one of document.querySelectorAll('#unqa-view details')) one.open = true")


VIEWS = (
    View("start", "/"),
    View("ask", "/", _ask),
    View("source", "/", _ask_and_open),
    View("refused", "/", _refused),
    View("answer", f"/ask?q={urllib.parse.quote(PARAGRAPH_8)}"),
    View("verify", f"/verify?q={urllib.parse.quote(ALTERED)}"),
    View("audit", "/audit"),
    View("audited", "/audit", _send),
    View("trace", "/trace/A/RES/57/203/op3"),
    View("compare", "/compare/A/RES/57/203...A/RES/62/165", _unfold),
    View("corpus", "/corpus"),
    View("resolution", "/A/RES/57/203#op8"),
    View("chinese", "/A/RES/59/190?text=zh"),
    View("quality", "/quality", _unfold),
    View("missing", "/A/RES/57/999"),
)
# On a server that takes documents and asks a language model.
FULL_VIEWS = (
    View("documents", "/documents", _indexed),
    View("document", "/documents", _open_document),
    View("model", "/", _ask_and_unfold),
)


@pytest.fixture(scope="module")
def full(bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that takes documents, was sent a good and a broken one, and asks a scripted model."""
    data = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(bundled_data, data)
    with (
        scripted_server([Script(f"{GOOD} {BAD}")]) as model,
        serving(data, 0, UNQA_UPLOADS="1", **environment(model.address)) as server,
    ):
        for name, content in (("memo.txt", MEMO), ("broken.pdf", b"%PDF-1.7 but no more")):
            assert send(server.address, name, content, "document", "/documents")[0] == 200
        yield server.address


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_nothing_keeps_a_reader_out(browser: Browser, address: str, language: str, size: tuple[int, int]) -> None:
    assert _found(browser, address, language, size, VIEWS) == {}


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nor_from_added_documents_and_written_answers(
    browser: Browser, full: str, language: str, size: tuple[int, int]
) -> None:
    assert _found(browser, full, language, size, FULL_VIEWS) == {}


def _found(
    browser: Browser, address: str, language: str, size: tuple[int, int], views: tuple[View, ...]
) -> dict[str, list[str]]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, reduced_motion="reduce"
    )
    findings = {view.name: found for view in views if (found := _examined(context.new_page(), address, language, view))}
    context.close()
    return findings


def _examined(page: Page, address: str, language: str, view: View) -> list[str]:
    """What axe-core finds wrong with a view, in the light and in the dark, and what runs over the edge."""
    page.goto(address + view.path)
    page.locator(f"#unqa-masthead[lang={language}]").wait_for(timeout=60_000)
    if view.act is not None:
        view.act(page, language)
    page.evaluate(AXE)
    found = page.evaluate(_FINDINGS, {"resultTypes": ["violations"]})
    page.emulate_media(color_scheme="dark")
    # Gradio reads the scheme when the page is opened.
    page.evaluate("if (document.querySelector('gradio-app')) document.body.classList.add('dark')")
    found += page.evaluate(_FINDINGS, COLOURS)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("runs over the edge")
    if page.evaluate("getComputedStyle(document.documentElement).direction") != ("rtl" if language == "ar" else "ltr"):
        found.append("runs the wrong way")
    page.close()
    return [str(one) for one in found]
