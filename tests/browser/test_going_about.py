"""Going about in the page: back and forward, places within a view, the keyboard, a panel that covers the window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, has_focus, visited
from tests.browser.test_page import PARAGRAPH_8

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """The page on a phone."""
    yield from visited(browser, address, 390, 844)


def test_views_keep_their_place_and_the_keyboard(visit: Visit) -> None:
    page = visit.page
    title = page.title()
    page.keyboard.press("Tab")
    has_focus(page, ".unqa-skip")
    page.keyboard.press("Enter")
    has_focus(page, "#unqa-question textarea")
    visit.ask(PARAGRAPH_8)
    page.get_by_role("link", name="Corpus", exact=True).click()
    page.get_by_role("link", name="Corpus", exact=True).click()
    has_focus(page, "#unqa-view")
    expect(page).to_have_title("Corpus – unqa")
    search = page.get_by_role("button", name="Search")
    assert search.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(29, 97, 143)"
    page.locator("th a").nth(1).press("Enter")
    page.wait_for_url("**/corpus?sort=title")
    has_focus(page, "th:nth-child(2) a")
    page.set_viewport_size({"width": 1440, "height": 500})
    page.evaluate("scrollTo(0, 120)")
    page.locator("tbody tr a").nth(3).press("Enter")
    page.locator("#unqa-view article").wait_for()
    symbol = page.locator(".unqa-symbol bdi").inner_text()
    # A place within a resolution has an address of its own, and the conversation stays.
    page.locator("#unqa-view .unqa-pinpoint").last.press("Enter")
    page.wait_for_url(f"**/{symbol}*#op*")
    expect(page.locator("#unqa-view section:target")).to_have_count(1)
    page.go_back()
    page.go_back()
    page.wait_for_url("**/corpus?sort=title")
    page.wait_for_function("scrollY === 120")
    page.go_back()
    page.go_back()
    has_focus(page, "#unqa-question textarea")
    expect(page).to_have_title(title)
    assert page.locator(".unqa-question").inner_text() == PARAGRAPH_8
    page.go_forward()
    page.locator("#unqa-view .unqa-corpus").wait_for()
    page.locator(".unqa-languages").get_by_role("link", name="Français").click()
    page.wait_for_url("**/corpus?lang=fr")
    page.locator("#unqa-masthead[lang=fr]").wait_for()


def test_steps_in_the_source_lose_neither_count_nor_focus(visit: Visit) -> None:
    page = visit.page
    visit.ask(PARAGRAPH_8)
    page.locator("a.unqa-cite").first.press("Enter")
    has_focus(page, "#unqa-panel .unqa-cited")
    forward = page.get_by_role("button", name="Next paragraph")
    forward.focus()
    # Pressed faster than the server answers, and beyond the last.
    for _ in range(6):
        page.keyboard.press("Enter")
    expect(page.locator("#unqa-panel .unqa-cited")).to_have_attribute("id", "A/RES/57/203#op12@en")
    expect(forward).to_have_attribute("aria-disabled", "true")
    has_focus(page, "#unqa-panel .unqa-step")
    expect(page.locator("#unqa-panel [role=status]")).to_have_text("A/RES/57/203, para. 12")
    page.keyboard.press("Escape")
    has_focus(page, "a.unqa-cite")


def test_the_way_back_closes_a_source_that_covers_the_page(phone: Visit) -> None:
    page = phone.page
    phone.ask(PARAGRAPH_8)
    address = page.url
    cite = page.locator("a.unqa-cite").first
    cite.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    # What lies behind cannot be reached.
    page.wait_for_function("document.querySelector('gradio-app').inert")
    page.go_back()
    expect(page.locator("#unqa-panel")).to_be_hidden()
    has_focus(page, "a.unqa-cite")
    assert (page.url, page.locator(".unqa-question").count()) == (address, 1)
    cite.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#unqa-panel")).to_be_hidden()
    page.wait_for_function("!document.querySelector('gradio-app').inert")
    page.set_viewport_size({"width": 844, "height": 390})
    page.evaluate("scrollTo(0, 0)")
    # Lying on its side the window is too low for a box that covers what is read.
    page.wait_for_function("document.getElementById('unqa-ask').getBoundingClientRect().top > 390")


def test_a_file_is_chosen_in_the_readers_words(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh")
    page = context.new_page()
    page.goto(f"{address}/audit")
    box = page.locator(".unqa-file-box")
    expect(box).to_have_text(re.compile(r"^\s*选择文件\s*未选择文件\s*$"))
    with page.expect_file_chooser() as choosing:
        box.click()
    choosing.value.set_files({"name": "草案.txt", "mimeType": "text/plain", "buffer": b"A/RES/57/203"})
    expect(box).to_contain_text("草案.txt")
    context.close()
