"""A lost connection and a restarted server: said in the page, and the conversation goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import serving
from tests.browser.serve import SLOW
from tests.browser.test_page import EXACT, PARAGRAPH_8

pytestmark = pytest.mark.browser

ANSWERED = ".unqa-reply[data-state=answered]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window. Nothing that our scripts do may fail, whatever happens to the server."""
    context = browser.new_context(viewport=ViewportSize(width=1440, height=900))
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert [error for error in errors if "/own/" in error] == []


def ask(page: Page, question: str, replies: int) -> None:
    """Ask, and wait for so many replies."""
    page.locator("#unqa-question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(ANSWERED).nth(replies - 1).wait_for(timeout=60_000)


def test_a_killed_server_takes_no_conversation_with_it(page: Page, bundled_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(bundled_data, data)
    with serving(data) as first:
        port = int(first.address.rpartition(":")[2])
        page.goto(first.address)
        page.get_by_label("Your question").wait_for()
        ask(page, PARAGRAPH_8, 1)
        ask(page, "And paragraph 9?", 2)
        page.locator("#unqa-question textarea").fill(SLOW)
        page.keyboard.press("Enter")
        page.locator(".unqa-reply[data-state=pending]").wait_for()
        key = page.locator("#unqa-kept").get_attribute("data-kept")
        first.process.kill()
        first.process.wait()
        banner = page.locator("#unqa-connection")
        expect(banner).to_contain_text("The server cannot be reached.", timeout=20_000)
        assert EXACT in page.locator(".unqa-reply").first.inner_text()
    with serving(data, port):
        expect(banner).to_contain_text("The server was restarted.", timeout=20_000)
        # The question that waited is asked again.
        page.locator(ANSWERED).nth(2).wait_for(timeout=60_000)
        assert page.locator(".unqa-question").all_inner_texts() == [PARAGRAPH_8, "And paragraph 9?", SLOW]
        assert EXACT in page.locator(".unqa-reply").first.inner_text()
        assert "A/RES/57/203, para. 9" in page.locator(".unqa-reply").nth(1).inner_text()
        expect(page.locator("#unqa-kept")).not_to_have_attribute("data-kept", str(key))
        ask(page, "And paragraph 10?", 4)
        assert "A/RES/57/203, para. 10" in page.locator(".unqa-reply").nth(3).inner_text()


def test_a_lost_connection_is_said_and_regained(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your question").wait_for()
    ask(page, PARAGRAPH_8, 1)
    page.context.set_offline(True)
    banner = page.locator("#unqa-connection")
    expect(banner).to_contain_text("The server cannot be reached.", timeout=20_000)
    page.locator("#unqa-question textarea").fill("And paragraph 9?")
    page.context.set_offline(False)
    expect(banner).to_contain_text("can be reached again", timeout=20_000)
    # What was typed is still there, and so is what it leans on.
    expect(page.locator("#unqa-question textarea")).to_have_value("And paragraph 9?")
    page.locator("#unqa-question textarea").press("Enter")
    page.locator(ANSWERED).nth(1).wait_for(timeout=60_000)
    assert "A/RES/57/203, para. 9" in page.locator(".unqa-reply").nth(1).inner_text()


def test_a_page_loaded_again_shows_its_conversation(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your question").wait_for()
    ask(page, PARAGRAPH_8, 1)
    key = page.locator("#unqa-kept").get_attribute("data-kept")
    page.reload()
    page.locator(ANSWERED).wait_for(timeout=60_000)
    expect(page.locator("#unqa-kept")).to_have_attribute("data-kept", str(key))
    page.get_by_role("button", name="New conversation").click()
    page.locator("#unqa-examples button").first.wait_for()
    page.reload()
    page.locator("#unqa-examples button").first.wait_for()
    page.wait_for_timeout(500)
    assert page.locator(".unqa-reply").count() == 0
