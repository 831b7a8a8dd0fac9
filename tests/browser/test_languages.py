"""Each view's flow in Chinese and in Arabic, on a desktop and on a phone, in the page of the chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_page import EXACT
from ui.page_words import direction, say

pytestmark = pytest.mark.browser

PLANTED = Path(__file__).parents[1] / "drafts" / "planted.md"
ALTERED = EXACT.replace("impartial", "partial")


@pytest.fixture(params=["zh", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that the browser asks for."""
    return str(request.param)


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str, language: str) -> Iterator[Page]:
    """The page of the chat. What it complains of, and what it asks of other hosts, fails the test."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
    opened = context.new_page()
    visit = Visit(opened, address)
    opened.on("console", visit.on_console)
    opened.on("pageerror", visit.on_error)
    opened.on("request", visit.on_request)
    opened.goto(address)
    opened.locator(f"#unqa-masthead[lang={language}]").wait_for(timeout=60_000)
    yield opened
    context.close()
    assert (visit.complaints, visit.elsewhere) == ([], [])


def _go(page: Page, language: str, view: str) -> None:
    page.locator(".unqa-views").get_by_role("link", name=say(language, view), exact=True).click()
    page.locator("#unqa-view form, #unqa-view .unqa-figures").first.wait_for(timeout=60_000)
    expect(page.locator("#unqa-view")).to_have_css("direction", direction(language))


def _press(page: Page, language: str, button: str) -> None:
    page.locator("#unqa-view form").get_by_role("button", name=say(language, button), exact=True).click()


def test_every_view(page: Page, language: str) -> None:
    expect(page).to_have_title(f"unqa: {say(language, 'site_title')}")
    _go(page, language, "nav_verify")
    page.get_by_label(say(language, "quotation_label")).fill(ALTERED)
    _press(page, language, "nav_verify")
    page.get_by_text(say(language, "verdict_altered")).wait_for()
    quoted = page.locator(".unqa-finding blockquote").first
    assert (quoted.get_attribute("lang"), quoted.evaluate("one => getComputedStyle(one).direction")) == ("en", "ltr")

    _go(page, language, "nav_audit")
    page.locator("input[type=file]").set_input_files(PLANTED)
    _press(page, language, "audit_button")
    page.get_by_text(say(language, "problem_negation")).first.wait_for(timeout=60_000)

    _go(page, language, "nav_trace")
    page.get_by_label(say(language, "reference_label")).fill("57/203 para 6")
    _press(page, language, "nav_trace")
    page.get_by_text(say(language, "asked_about")).wait_for()

    _go(page, language, "nav_compare")
    page.get_by_label(say(language, "before_label"), exact=True).fill("57/203")
    page.get_by_label(say(language, "after_label"), exact=True).fill("62/165")
    _press(page, language, "nav_compare")
    page.get_by_role("button", name=say(language, "difference_after")).click()
    expect(page.locator(".unqa-step-count")).to_have_text("1 / 5")

    _go(page, language, "nav_corpus")
    page.get_by_label(say(language, "find_label")).fill("58/170")
    _press(page, language, "find_button")
    page.get_by_text(say(language, "found_of", found=1, total=5)).wait_for()
    page.locator("tbody a").click()
    page.get_by_text(say(language, "not_official")).wait_for()

    _go(page, language, "nav_quality")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
