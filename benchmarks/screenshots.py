"""Pictures of the page for the documentation: `python -m benchmarks.screenshots [FOLDER]`, docs/images by default.

A real server over the bundled corpus, a real Chromium; `--all` takes every view wide, on a phone and dark.
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
QUESTION = "What does paragraph 8 of resolution 57/203 say?"


@dataclass(frozen=True, slots=True)
class Picture:
    """A view, what is done there, and how it is seen. `kept` ones are those of the documentation."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None
    size: tuple[int, int] = WIDE
    dark: bool = False
    language: str = "en"
    kept: bool = False


def _ask(page: Page, question: str = QUESTION) -> None:
    field = page.locator("#unqa-question textarea")
    field.fill(question)
    field.press("Enter")
    page.locator(".unqa-answer:has(.unqa-sources), .unqa-notice").first.wait_for()


def _ask_and_open(page: Page) -> None:
    _ask(page)
    page.locator("a.unqa-cite").first.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()


def _ask_in_arabic(page: Page) -> None:
    _ask(page, "ماذا تقول الفقرة 8 من القرار 57/203؟")


def _refused(page: Page) -> None:
    _ask(page, "What does paragraph 99 of resolution 57/203 say?")


def _verify(page: Page) -> None:
    page.locator("textarea[name=q]").fill(
        "Stresses, in this context, the continuing need for partial and objective information on the political, "
        "economic and social situations of all countries"
    )
    page.locator("form button").click()
    page.locator(".unqa-verdict").wait_for()


def _cite(page: Page) -> None:
    page.locator(".unqa-cite-as summary").click()


_TRACE = "/trace/A/RES/57/203/op3"
_COMPARE = "/compare/A/RES/57/203...A/RES/62/165"
_RESOLUTION = "/A/RES/57/203#op8"
PICTURES = (
    Picture("ask", "/", _ask_and_open, kept=True),
    Picture("verify", "/verify", _verify, kept=True),
    Picture("compare", _COMPARE, kept=True),
    Picture("trace-dark", _TRACE, dark=True, kept=True),
    Picture("ask-phone", "/", _ask, size=PHONE, kept=True),
    Picture("ask-arabic", "/?lang=ar", _ask_in_arabic, language="ar", kept=True),
    Picture("start", "/"),
    Picture("start-dark", "/", dark=True),
    Picture("start-phone", "/", size=PHONE),
    Picture("start-phone-arabic", "/?lang=ar", size=PHONE, language="ar"),
    Picture("source-phone", "/", _ask_and_open, size=PHONE),
    Picture("source-dark", "/", _ask_and_open, dark=True),
    Picture("refused", "/", _refused),
    Picture("verify-phone", "/verify", _verify, size=PHONE),
    Picture("verify-dark", "/verify", _verify, dark=True),
    Picture("trace", _TRACE),
    Picture("trace-phone", _TRACE, size=PHONE),
    Picture("compare-phone", _COMPARE, size=PHONE),
    Picture("compare-dark", _COMPARE, dark=True),
    Picture("corpus", "/corpus"),
    Picture("corpus-phone", "/corpus", size=PHONE),
    Picture("corpus-dark", "/corpus", dark=True),
    Picture("resolution", "/A/RES/57/203", _cite),
    Picture("resolution-place", _RESOLUTION),
    Picture("resolution-phone", _RESOLUTION, size=PHONE),
    Picture("missing", "/A/RES/57/999"),
)


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> Path:
    """Take one picture, with few colours so that it is small."""
    context = browser.new_context(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        color_scheme="dark" if picture.dark else "light",
        locale=picture.language,
    )
    page = context.new_page()
    page.goto(address + picture.address)
    # Gradio keeps a connection open, so the network is never idle: the heading tells when the words have come.
    page.locator(f"#unqa-masthead[lang={picture.language}]").wait_for()
    page.wait_for_timeout(500)
    if picture.act is not None:
        picture.act(page)
        page.wait_for_timeout(400)
    path = folder / f"{picture.name}.png"
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
        wanted = [one for one in PICTURES if (one.kept or arguments.all) and arguments.only in one.name]
        if arguments.address:
            _take_all(browser, arguments.address, wanted, arguments.folder)
        else:
            with serving(Path(data)) as address:
                _take_all(browser, address, wanted, arguments.folder)


def _take_all(browser: Browser, address: str, pictures: list[Picture], folder: Path) -> None:
    for picture in pictures:
        path = take(browser, address, picture, folder)
        print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
