"""Pictures of the page for the documentation: `python -m benchmarks.screenshots [FOLDER]`, docs/images by default.

Real servers over the bundled corpus, a real Chromium; `--all` takes every view of
`benchmarks.page_views` wide and on a phone, light and dark, in English, Arabic and Chinese.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from benchmarks.page_views import MODEL, VIEWS, Server, View
from benchmarks.serving import chromium, serving
from tests.llm_server import scripted_server

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDE, PHONE = (1440, 900), (390, 844)
COLOURS = 128
# A view that is taken whole is cut off here: further down it goes on as above.
TALLEST = 3_000


@dataclass(frozen=True, slots=True)
class Look:
    """How a view is looked at. `suffix` ends the picture's name."""

    suffix: str = ""
    size: tuple[int, int] = WIDE
    dark: bool = False
    language: str = "en"


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


def take(browser: Browser, address: str, view: View, look: Look, folder: Path, *, whole: bool = False) -> Path:
    """Take one picture, with few colours so that it is small; of more than a window if `whole`."""
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
    if whole:
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": look.size[0], "height": min(height, TALLEST)})
        page.wait_for_timeout(200)
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
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        addresses: dict[Server, str] = {}
        browser = stack.enter_context(chromium())
        for view in VIEWS:
            for look in LOOKS:
                name = f"{view.name}{look.suffix}"
                if arguments.only not in name or not (arguments.all or name in KEPT):
                    continue
                if view.server not in addresses:
                    addresses[view.server] = stack.enter_context(server(view.server))
                path = take(
                    browser, addresses[view.server], view, look, arguments.folder, whole=arguments.all and view.whole
                )
                print(f"{path.name}: {path.stat().st_size // 1024} kB", flush=True)


@contextmanager
def server(kind: Server) -> Iterator[str]:
    """The address of a server of this kind over the bundled corpus."""
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        settings: dict[str, str] = {}
        if kind == "guarded":
            settings = {"UNQA_TOKEN": "a token that the pictures do not need"}
        elif kind == "full":
            model = stack.enter_context(scripted_server([MODEL]))
            settings = {
                "UNQA_UPLOADS": "1",
                "UNQA_LLM": "openai-like",
                "UNQA_LLM_MODEL": "scripted",
                "UNQA_LLM_BASE_URL": model.address,
                "UNQA_LLM_API_KEY": "none",
            }
        yield stack.enter_context(serving(Path(data), **settings))


if __name__ == "__main__":
    main()
