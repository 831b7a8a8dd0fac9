"""What readers do at awkward moments: press twice, write Chinese, change their mind while an answer is being given."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.serve import SLOW
from tests.browser.test_page import PARAGRAPH_8

pytestmark = pytest.mark.browser

DRAFT = re.compile(r"^Draft \d+ of 40\.$")
ANSWERED = ".unqa-reply[data-state=answered]"


def press_enter_while_composing(page: Page, selector: str) -> None:
    """As a browser tells of an Enter that takes a suggestion for Chinese."""
    page.locator(selector).evaluate(
        """(box) => {
            for (const kind of ["keydown", "keypress"]) {
                const composing = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
                box.dispatchEvent(new KeyboardEvent(kind, composing));
            }
        }"""
    )


def questions(page: Page) -> list[str]:
    """What was asked, as shown."""
    return page.locator(".unqa-question").all_inner_texts()


def begin_slow_answer(page: Page) -> None:
    """Ask what takes eight seconds, and wait for the first words."""
    page.locator("#unqa-question textarea").fill(SLOW)
    page.keyboard.press("Enter")
    page.get_by_text(DRAFT).wait_for(timeout=60_000)


def test_pressed_twice_is_asked_once_and_the_box_is_free_at_once(visit: Visit) -> None:
    box = visit.page.locator("#unqa-question textarea")
    box.fill(PARAGRAPH_8)
    press_enter_while_composing(visit.page, "#unqa-question textarea")
    assert box.input_value() == PARAGRAPH_8
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Enter")
    # What is typed before the server has answered stays; nobody types within a moment of pressing Enter.
    expect(box).to_have_value("")
    visit.page.wait_for_timeout(150)
    visit.page.keyboard.type("And paragraph", delay=20)
    visit.page.locator(ANSWERED).wait_for(timeout=60_000)
    assert box.input_value() == "And paragraph"
    visit.page.keyboard.type(" 9?")
    visit.page.get_by_role("button", name="Ask", exact=True).dblclick()
    visit.page.locator(ANSWERED).nth(1).wait_for(timeout=60_000)
    again = visit.page.get_by_role("button", name="Ask again")
    again.dblclick()
    expect(visit.page.locator(".unqa-reply[data-state=pending]")).to_have_count(0)
    expect(visit.page.locator(".unqa-question")).to_have_text([PARAGRAPH_8, "And paragraph 9?"])
    # A question is changed to nothing: nothing is lost.
    first = visit.page.locator(".unqa-asked").first
    first.hover()
    first.get_by_role("button", name="Edit").click()
    form = first.locator("textarea")
    press_enter_while_composing(visit.page, ".unqa-asked textarea")
    form.fill("  ")
    form.press("Enter")
    assert form.input_value() == "  "
    assert questions(visit.page)[1:] == ["And paragraph 9?"]


def test_a_reader_need_not_wait_for_an_answer_to_change_the_question(visit: Visit) -> None:
    page = visit.page
    visit.ask(PARAGRAPH_8)
    begin_slow_answer(page)
    # An opinion and filters wait for their turn.
    page.locator(".unqa-reply").first.get_by_role("button", name="Helpful", exact=True).click()
    page.locator("#unqa-filters summary").click()
    page.get_by_label("Adopted from (year)").fill("2002")
    page.get_by_role("button", name="Apply").click()
    slow = page.locator(".unqa-asked").last
    slow.hover()
    slow.get_by_role("button", name="Edit").click()
    slow.locator("textarea").fill("And paragraph 9?")
    slow.locator("textarea").press("Enter")
    expect(page.locator("#unqa-filters .unqa-chip")).to_have_count(1)
    page.locator(ANSWERED).nth(1).wait_for(timeout=7_000)
    expect(page.locator(".unqa-question")).to_have_text([PARAGRAPH_8, "And paragraph 9?"])
    expect(page.locator(".unqa-comment")).to_have_count(1)
    begin_slow_answer(page)
    page.reload()
    page.get_by_text(DRAFT).wait_for(timeout=60_000)
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped before the answer was complete.").wait_for()
    # Gradio's own script complains of the stream that a reload cuts off.
    visit.complaints.clear()
    # Asked, and at once thought better of: before the end of what was stopped is told, and before a first sign.
    for pause in (0, 1_000):
        page.wait_for_timeout(pause)
        page.locator("#unqa-question textarea").fill(SLOW)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="New conversation").click()
        page.locator("#unqa-examples button").first.wait_for(timeout=5_000)
        expect(page.locator(".unqa-question")).to_have_count(0)
        if not pause:
            visit.ask(PARAGRAPH_8)
    begin_slow_answer(page)
    page.get_by_role("button", name="New conversation").click()
    page.locator("#unqa-examples button").first.wait_for(timeout=5_000)
    expect(page.locator(".unqa-question")).to_have_count(0)


def test_stop_pressed_twice_stops_once(visit: Visit) -> None:
    begin_slow_answer(visit.page)
    # At once, as two clicks of a mouse are too slow for it. Gradio's server would fail at the second.
    visit.page.locator("#unqa-question .stop-button").evaluate("button => { button.click(); button.click(); }")
    visit.page.get_by_text("Stopped before the answer was complete.").wait_for()
    visit.page.locator("#unqa-question textarea").fill(PARAGRAPH_8)
    visit.page.keyboard.press("Enter")
    # A draft that was under way may still show for a moment after the stop.
    visit.page.locator(ANSWERED).wait_for(timeout=60_000)
    expect(visit.page.locator(".unqa-question")).to_have_text([SLOW, PARAGRAPH_8])


def test_what_was_pressed_just_before_a_reload_is_done_once(visit: Visit) -> None:
    page = visit.page
    visit.ask(PARAGRAPH_8)
    box = page.locator("#unqa-question textarea")
    for moment in (0, 40, 160):
        box.fill(f"What does paragraph 9 of resolution 57/203 say after {moment} ms?")
        page.keyboard.press("Enter")
        expect(box).to_have_value("")
        page.wait_for_timeout(moment)
        page.reload()
        expect(page.locator(".unqa-question").last).to_contain_text(f"after {moment} ms", timeout=60_000)
        expect(page.locator(".unqa-reply[data-state=pending]")).to_have_count(0, timeout=60_000)
    assert len(questions(page)) == 4
    # A question changed while another is answered waits for the end of that: the page goes before it is sent.
    begin_slow_answer(page)
    page.locator(".unqa-asked").last.get_by_role("button", name="Edit").evaluate("button => button.click()")
    page.locator(".unqa-edit textarea").fill("And paragraph 10?")
    page.evaluate("document.querySelector('.unqa-edit').requestSubmit(); location.reload()")
    expect(page.locator(".unqa-question").last).to_have_text("And paragraph 10?", timeout=60_000)
    page.locator(ANSWERED).nth(4).wait_for(timeout=60_000)
    assert len(questions(page)) == 5
    # Gradio's own script complains of the streams that a reload cuts off.
    visit.complaints.clear()


def test_a_copied_tab_has_a_conversation_of_its_own(visit: Visit) -> None:
    visit.ask(PARAGRAPH_8)
    export = ".unqa-tools a >> nth=0"
    own = visit.page.get_attribute(export, "href")
    with visit.page.context.expect_page() as opening:
        # Unlike a link, this copies what the tab remembers.
        visit.page.evaluate("open('/', '_blank')")
    copy = opening.value
    copy.locator(ANSWERED).wait_for(timeout=60_000)
    expect(copy.locator(export)).not_to_have_attribute("href", str(own))
    visit.page.get_by_role("button", name="New conversation").click()
    visit.page.locator("#unqa-examples button").first.wait_for()
    assert copy.request.get(f"{visit.address}{copy.get_attribute(export, 'href')}").ok
