"""The page in a real browser: ask, read, open the source."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, has_focus
from tests.browser.serve import BREAKING

pytestmark = pytest.mark.browser

EXACT = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, economic "
    "and social situations and events of all countries;"
)
PARAGRAPH_8 = "What does paragraph 8 of resolution 57/203 say?"


def fetch(address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of an answer of the server."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read().decode(), {k.lower(): v for k, v in response.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), {k.lower(): v for k, v in error.headers.items()}


def test_page_opens(visit_anywhere: Visit) -> None:
    assert "resolutions of the United Nations" in visit_anywhere.page.title()
    assert visit_anywhere.page.get_by_role("heading", level=1).inner_text() == "Resolutions of the United Nations"
    assert visit_anywhere.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_answer_and_its_source(visit_anywhere: Visit) -> None:
    visit_anywhere.ask(PARAGRAPH_8)
    answer = visit_anywhere.page.locator(".unqa-answer")
    assert EXACT in answer.locator("blockquote").inner_text()
    assert "A/RES/57/203, para. 8" in answer.inner_text()
    official = answer.get_by_role("link", name="Official document").first
    assert official.get_attribute("href") == "https://docs.un.org/en/A/RES/57/203"

    answer.locator("a.unqa-cite").first.click()
    panel = visit_anywhere.page.get_by_role("complementary", name="Source")
    cited = panel.locator(".unqa-cited")
    cited.wait_for()
    assert cited.get_attribute("id") == "A/RES/57/203#op8@en"
    assert cited.locator("mark").inner_text() == EXACT
    expect(cited).to_be_visible()
    expect(panel.locator("section")).to_have_count(20)
    assert "18 December 2002" in panel.inner_text()
    visit_anywhere.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    has_focus(visit_anywhere.page, "a.unqa-cite")


def test_citation_opens_by_keyboard(visit: Visit) -> None:
    visit.ask(PARAGRAPH_8)
    visit.page.locator("a.unqa-cite").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator("#unqa-panel .unqa-cited").wait_for()
    visit.page.get_by_role("button", name="Close").click()
    expect(visit.page.locator("#unqa-panel")).to_be_hidden()


def test_follow_up_leans_on_the_turn_before(visit: Visit) -> None:
    visit.ask(PARAGRAPH_8)
    visit.ask("And paragraph 9?")
    assert "A/RES/57/203, para. 9" in visit.page.locator(".unqa-answer").nth(1).inner_text()


def test_refusal_looks_different(visit_anywhere: Visit) -> None:
    visit_anywhere.ask("What does paragraph 99 of resolution 57/203 say?")
    refusal = visit_anywhere.page.locator(".unqa-refusal")
    assert "No such paragraph" in refusal.inner_text()
    assert visit_anywhere.page.locator(".unqa-answer").count() == 0
    assert refusal.evaluate("element => getComputedStyle(element).borderTopStyle") == "dashed"


def test_hostile_question_shows_as_text(visit: Visit) -> None:
    question = (
        "<img src=x onerror=\"document.title='broken'\"> **bold** [link](http://example.org) $$x^2$$ ${1+1} {{value}} "
        "<script>document.title='broken'</script>"
    )
    visit.ask(question)
    shown = visit.page.locator(".unqa-question")
    assert shown.inner_text() == question
    assert shown.locator("*").count() == 0
    assert visit.page.locator("#unqa-chat img, #unqa-chat .katex").count() == 0
    assert visit.page.title() != "broken"


def test_error_that_nobody_foresaw_is_said_plainly(visit: Visit) -> None:
    visit.ask(BREAKING)
    assert "Something unexpected went wrong" in visit.page.locator(".unqa-error").inner_text()
    assert visit.page.locator(".unqa-pending").count() == 0
    assert visit.page.locator(".unqa-question").inner_text() == BREAKING
    visit.ask(PARAGRAPH_8)
    assert visit.page.locator(".unqa-answer").count() == 1


def test_answer_says_how_much_was_searched_in_the_questions_language(visit: Visit) -> None:
    visit.ask(PARAGRAPH_8)
    said = visit.page.locator(".unqa-searched")
    assert said.last.inner_text() == (
        "Resolutions searched: 1 of 5; paragraphs: 20 of 99. In the resolutions’ own words."
    )
    visit.ask("第57/203号决议第99段说什么？")
    assert "没有这一段" in visit.page.locator(".unqa-refusal").inner_text()


def test_example_and_new_conversation(visit: Visit) -> None:
    examples = visit.page.locator("#unqa-examples button")
    asked = examples.first.get_attribute("data-question")
    examples.first.click()
    visit.page.locator(".unqa-answer .unqa-sources").wait_for(timeout=60_000)
    assert visit.page.locator(".unqa-question").inner_text() == asked
    expect(examples).to_have_count(0)
    visit.page.get_by_role("button", name="New conversation").click()
    examples.first.wait_for()
    expect(visit.page.locator(".unqa-question")).to_have_count(0)


def test_server_without_a_browser(address: str) -> None:
    assert fetch(f"{address}/healthz")[:2] == (200, '{"status":"ok"}')
    status, body, headers = fetch(f"{address}/source?id=57/203%23op8&words=0-8")
    assert status == 200
    assert "<mark><em>Stresses</em></mark>, in this context" in body
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert fetch(f"{address}/source?id=57/999")[0] == 404
    assert fetch(f"{address}/source?id=%3Cb%3E")[0] == 404


def test_names_of_other_sites_are_refused(address: str) -> None:
    """A page elsewhere whose name is made to resolve to this machine must not read what is served here."""
    assert fetch(f"{address}/healthz", Host="evil.example.org")[0] == 421
    assert fetch(f"{address}/healthz", Host="localhost")[0] == 200
