"""A real server on a free port of this machine, and a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

CHROMIUM = Path(os.environ.get("UNQA_TEST_CHROMIUM", "/usr/bin/chromium"))
# Milliseconds. A machine that does other work as well draws late; what never comes still fails.
expect.set_options(timeout=20_000)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
HOSTILE = '<img src=x onerror="document.title=\'broken\'"> **bold** $$x^2$$ ${1+1} {{value}} "><script>1</script>'


@dataclass(frozen=True)
class Served:
    """A server that runs: its process, its address, its data folder."""

    process: subprocess.Popen[str]
    address: str
    data: Path


@contextmanager
def serving(data: Path, port: int = 0, **settings: str) -> Iterator[Served]:
    """`unqa serve` over a data folder, until the context ends or somebody kills it."""
    command = [sys.executable, "-m", "tests.browser.serve", str(port)]
    environment = {**os.environ, "UNQA_DATA": str(data), "PYTHONUNBUFFERED": "1", **settings}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        found = _ADDRESS.search(process.stdout.readline())
        try:
            assert found is not None, "the server did not print its address"
            yield Served(process, found.group(), data)
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def served(bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over a copy of the bundled corpus' index: readers' opinions are kept beside it."""
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(bundled_data, data)
    with serving(data) as server:
        yield server


@pytest.fixture(scope="session")
def address(served: Served) -> str:
    """The address of `unqa serve` over the bundled corpus."""
    return served.address


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser. While it is there its event loop runs, and no other test can run one of its own."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium. Continuous integration must have it; elsewhere its tests are skipped without."""
    if not CHROMIUM.exists():
        reason = f"no Chromium at {CHROMIUM}: install it, or name another with UNQA_TEST_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
    yield chromium
    chromium.close()


@dataclass
class Visit:
    """A page, and what went on behind it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings."""
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def on_error(self, error: Exception) -> None:
        """Note what no script caught."""
        self.complaints.append(str(error))

    def on_request(self, request: Request) -> None:
        """Note requests to other hosts."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def ask(self, question: str) -> None:
        """Ask, and wait until the answer is complete."""
        replies = self.page.locator(".unqa-reply:not([data-state=pending])")
        before = replies.count()
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        replies.nth(before).wait_for(timeout=60_000)


def visited(browser: Browser, address: str, width: int, height: int) -> Iterator[Visit]:
    """The page as just opened in a window of this size. Complaints and foreign requests fail the test."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    opened = Visit(page, address)
    page.on("console", opened.on_console)
    page.on("pageerror", opened.on_error)
    page.on("request", opened.on_request)
    page.goto(address)
    page.get_by_label("Your question").wait_for(timeout=60_000)
    yield opened
    context.close()
    assert opened.complaints == []
    assert opened.elsewhere == []


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """The page on a desktop."""
    yield from visited(browser, address, 1440, 900)


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desktop", "phone"])
def visit_anywhere(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """The page on a desktop and on a phone."""
    width, height = request.param
    yield from visited(browser, address, width, height)


@pytest.fixture(params=[(1440, "light"), (390, "dark")], ids=["desktop", "phone-dark"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A window, wide or of a phone."""
    width, scheme = request.param
    opened = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield opened
    opened.close()


def open_page(context: BrowserContext, address: str) -> Page:
    """A page of its own; what its script complains of fails the test, and nothing runs over the edge."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return page


def has_focus(page: Page, selector: str) -> None:
    """The keyboard is there, or will be soon."""
    page.wait_for_function("selector => document.activeElement?.matches(selector)", arg=selector, timeout=20_000)


def decoration(page: Page, selector: str) -> str:
    """How the words of an element are lined."""
    return str(page.locator(selector).first.evaluate("element => getComputedStyle(element).textDecorationLine"))
