"""Pictures of the page for the documentation: `python -m benchmarks.screenshots [FOLDER]`, docs/images by default.

A real server over the bundled corpus, a real Chromium; `--all` takes every view
wide and on a phone, light and dark, in English, Arabic and Chinese.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.serving import chromium, serving

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDE, PHONE = (1440, 900), (390, 844)
COLOURS = 128
DRAFT = Path(__file__).resolve().parents[1] / "tests" / "drafts" / "planted.md"
EXACT = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, "
    "economic and social situations and events of all countries"
)
ALTERED = EXACT.replace("impartial", "partial").replace(" and events", "")
QUESTIONS = {
    "en": "What does paragraph 8 of resolution 57/203 say?",
    "ar": "ماذا تقول الفقرة 8 من القرار 57/203؟",
    "zh": "第57/203号决议第8段说什么？",
}


@dataclass(frozen=True, slots=True)
class View:
    """A view, and what is done there before it is looked at."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a view is looked at. `suffix` ends the picture's name."""

    suffix: str = ""
    size: tuple[int, int] = WIDE
    dark: bool = False
    language: str = "en"


def _ask(page: Page, question: str = "") -> None:
    question = question or QUESTIONS[str(page.evaluate("document.documentElement.lang"))]
    field = page.locator("#unqa-question textarea")
    field.fill(question)
    field.press("Enter")
    page.locator(".unqa-answer:has(.unqa-sources), .unqa-notice").first.wait_for()


def _ask_and_open(page: Page) -> None:
    _ask(page)
    page.locator("a.unqa-cite").first.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()


def _refused(page: Page) -> None:
    _ask(page, "What does paragraph 99 of resolution 57/203 say?")


def _verify(quotation: str, credited: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator("textarea[name=q]").fill(quotation)
        page.locator("input[name=in]").fill(credited)
        page.locator("form button").click()
        page.locator(".unqa-verdict").wait_for()

    return act


def _send(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(DRAFT)
    page.locator("form button").click()
    page.locator(".unqa-counts").wait_for(timeout=60_000)


def _step(page: Page) -> None:
    page.keyboard.press("Alt+ArrowDown")


def _cite(page: Page) -> None:
    page.locator(".unqa-cite-as summary").click()


_TRACE = "/trace/A/RES/57/203/op3"
_COMPARE = "/compare/A/RES/57/203...A/RES/62/165"
VIEWS = (
    View("start", "/"),
    View("ask", "/", _ask_and_open),
    View("answer", "/", _ask),
    View("refused", "/", _refused),
    View("verify-form", "/verify"),
    View("verify", "/verify", _verify(ALTERED)),
    View("verify-exact", "/verify", _verify(EXACT)),
    View("verify-misattributed", "/verify", _verify(EXACT, "52/131 para 1")),
    View("audit-form", "/audit"),
    View("audit", "/audit", _send),
    View("trace", _TRACE),
    View("compare", _COMPARE, _step),
    View("corpus", "/corpus"),
    View("resolution", "/A/RES/57/203", _cite),
    View("place", "/A/RES/57/203#op8"),
    View("quality", "/quality"),
    View("missing", "/A/RES/57/999"),
)
LOOKS = (
    Look(),
    Look("-phone", PHONE),
    Look("-dark", dark=True),
    Look("-phone-dark", PHONE, dark=True),
    Look("-arabic", language="ar"),
    Look("-phone-arabic", PHONE, language="ar"),
    Look("-chinese", language="zh"),
    Look("-phone-chinese", PHONE, language="zh"),
)
# Those that the documentation shows.
KEPT = (
    *("ask", "refused", "verify", "audit", "compare", "corpus", "quality", "trace-dark"),
    *("answer-phone", "compare-phone-dark", "answer-arabic", "verify-phone-chinese"),
)


def take(browser: Browser, address: str, view: View, look: Look, folder: Path) -> Path:
    """Take one picture, with few colours so that it is small."""
    context = browser.new_context(
        viewport={"width": look.size[0], "height": look.size[1]},
        color_scheme="dark" if look.dark else "light",
        locale=look.language,
    )
    page = context.new_page()
    page.goto(address + view.address)
    # Gradio keeps a connection open, so the network is never idle: the heading tells when the words have come.
    page.locator(f"#unqa-masthead[lang={look.language}]").wait_for()
    page.wait_for_timeout(500)
    if view.act is not None:
        view.act(page)
        page.wait_for_timeout(400)
    path = folder / f"{view.name}{look.suffix}.png"
    page.screenshot(path=path)
    context.close()
    with Image.open(path) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=IMAGES)
    parser.add_argument("--all", action="store_true", help="every view, not only those of the documentation")
    parser.add_argument("--only", metavar="WORD", default="", help="those with this word in their name")
    parser.add_argument("--address", help="of a server that runs already")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, chromium() as browser:
        wanted = [
            (view, look)
            for view in VIEWS
            for look in LOOKS
            if (arguments.all or f"{view.name}{look.suffix}" in KEPT) and arguments.only in f"{view.name}{look.suffix}"
        ]
        if arguments.address:
            _take_all(browser, arguments.address, wanted, arguments.folder)
        else:
            with serving(Path(data)) as address:
                _take_all(browser, address, wanted, arguments.folder)


def _take_all(browser: Browser, address: str, wanted: list[tuple[View, Look]], folder: Path) -> None:
    for view, look in wanted:
        path = take(browser, address, view, look, folder)
        print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
