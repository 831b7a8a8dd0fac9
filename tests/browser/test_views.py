"""The views beside the chat, and the permanent addresses, in a real browser and without its scripts."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import HOSTILE, Visit, decoration, open_page
from tests.browser.test_page import EXACT, PARAGRAPH_8, fetch

pytestmark = pytest.mark.browser

ALTERED = EXACT.replace("impartial", "partial")


def test_a_quotation_is_verified_while_the_conversation_stays(visit_anywhere: Visit) -> None:
    page = visit_anywhere.page
    visit_anywhere.ask(PARAGRAPH_8)
    page.get_by_role("link", name="Verify").click()
    page.get_by_label("Quotation").fill(ALTERED)
    page.get_by_role("button", name="Verify").click()
    finding = page.locator(".unqa-finding")
    finding.wait_for()
    assert "Altered: the source has other words." in finding.get_by_role("status").inner_text()
    # It has an address to come back to.
    expect(page).to_have_url(re.compile(r"/verify\?q=Stresses"))
    expect(page).to_have_title(re.compile("^Verify"))
    assert finding.locator("del").inner_text().strip() == "impartial"
    assert finding.locator("ins").inner_text().strip() == "partial"
    assert decoration(page, ".unqa-finding del") == "line-through"
    assert decoration(page, ".unqa-finding ins") == "underline"
    expect(page.locator("#unqa-chat")).to_be_hidden()

    finding.locator("a[data-source]").first.click()
    assert page.locator("#unqa-panel .unqa-cited mark").inner_text() == EXACT.rstrip(";")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.locator(".unqa-answer")).to_be_visible()
    page.go_back()
    page.locator("#unqa-view form").wait_for()
    expect(page.get_by_role("link", name="Verify")).to_have_attribute("aria-current", "page")


def test_the_source_panel_gives_citations_to_copy(visit: Visit) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask(PARAGRAPH_8)
    page.locator("a.unqa-cite").first.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    page.get_by_role("button", name="Cite").click()
    assert (
        page.locator(".unqa-style")
        .all_inner_texts()[0]
        .endswith("General Assembly resolution 57/203 of 18 December 2002, para. 8")
    )
    assert [text.split()[0] for text in page.locator(".unqa-style").all_inner_texts()] == [
        "United",
        "Bluebook",
        "OSCOLA",
        "BibTeX",
        "RIS",
    ]
    page.locator("#unqa-panel").get_by_role("button", name="Copy", exact=True).first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "General Assembly resolution 57/203 of 18 December 2002, para. 8"


def test_a_paragraph_is_traced(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/trace/A/RES/57/203/op6")
    entries = page.locator(".unqa-timeline > li[data-change]")
    assert [entry.get_attribute("data-change") for entry in entries.all()] == ["first", "moved", "changed", "same"]
    assert "12 December 1997" in entries.first.inner_text()
    assert "asked about" in entries.nth(1).inner_text()
    # Chinese beside English: not compared, and not called changed.
    assert "The languages differ; the wordings were not compared." in entries.nth(2).inner_text()
    entries.first.get_by_role("link").click()
    page.locator("#unqa-panel .unqa-cited").wait_for()
    assert page.locator("#unqa-panel .unqa-cited").get_attribute("id") == "A/RES/52/131#op8@en"


def test_two_resolutions_stand_side_by_side_in_step(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/compare")
    page.get_by_label("First").fill("57/203")
    page.get_by_label("Second").fill("62/165")
    page.get_by_role("button", name="Compare").click()
    changed = page.locator('.unqa-row[data-change="changed"]').first
    changed.wait_for()
    # The rows may be there before the style sheets are.
    page.wait_for_load_state("load")
    cells = changed.locator(".unqa-cell")
    left, right = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().toJSON())")
    if page.viewport_size and page.viewport_size["width"] > 1000:
        assert (left["top"], left["right"] <= right["left"]) == (right["top"], True)
    else:
        assert right["top"] >= left["bottom"]
    expect(page.locator("details.unqa-folded")).to_have_count(15)
    assert decoration(page, ".unqa-cell del") == "line-through"
    assert page.locator(".unqa-permanent a").get_attribute("href") == "/compare/A/RES/57/203...A/RES/62/165"


def test_differences_are_reached_by_keyboard_under_headings_that_stay(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/compare/A/RES/57/203...A/RES/62/165")
    page.locator(".unqa-steps button").first.wait_for()
    for number in (1, 2):
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(".unqa-step-count")).to_have_text(f"{number} / 5")
        focused = page.locator('.unqa-row[data-change="changed"]').nth(number - 1)
        assert focused.evaluate("row => row === document.activeElement")
        bar, row = page.locator(".unqa-bar").bounding_box(), focused.bounding_box()
        assert bar is not None
        assert row is not None
        assert (0 <= bar["y"] < 300, bar["y"] + bar["height"] <= row["y"]) == (True, True)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".unqa-step-count")).to_have_text("1 / 5")
    page.get_by_role("button", name="Next difference").click()
    expect(page.locator(".unqa-step-count")).to_have_text("2 / 5")


def test_the_corpus_is_narrowed_and_walked_by_keyboard(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/corpus")
    page.get_by_label("Language of the text").select_option("zh")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("1 of 5 resolutions")
    expect(page.locator("tbody tr")).to_have_text(re.compile("^A/RES/59/190"))
    page.goto(f"{address}/corpus?from=1998&to=2003")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert page.get_by_label("From year").input_value() == "1998"
    page.locator("tbody a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/A/RES/58/170*")


def test_a_quotation_is_tried_and_found_again(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/verify")
    page.get_by_role("link", name="one with a word left out").click()
    finding = page.locator(".unqa-finding")
    assert "Altered" in finding.get_by_role("status").inner_text()
    kept = page.get_by_label("Quotation").input_value()
    page.get_by_role("link", name="Permanent address").click()
    page.wait_for_load_state("load")
    expect(page.get_by_label("Quotation")).to_have_value(kept)
    expect(page.locator(".unqa-finding del")).to_have_count(1)
    # An error stands beside the form, and what was typed is kept.
    page.get_by_label("Credited to").fill("nonsense")
    page.get_by_role("button", name="Verify").click()
    page.get_by_role("alert").wait_for()
    expect(page.get_by_label("Quotation")).to_have_value(kept)
    expect(page.get_by_label("Credited to")).to_have_value("nonsense")


def test_the_quality_view_says_how_far_to_trust_the_answers(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/quality")
    assert "came with version" in page.locator(".unqa-counts").inner_text()
    expect(page.locator(".unqa-figures").first).to_be_visible()
    assert "Quotations that stand in the source word for word" in page.locator("main").inner_text()


def test_the_corpus_is_searched_sorted_and_read(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/corpus")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(5)
    column = page.get_by_role("columnheader", name="Symbol")
    for way in ("ascending", "descending"):
        page.get_by_role("link", name="Symbol").click()
        expect(column).to_have_attribute("aria-sort", way)
    expect(rows.first.get_by_role("link")).to_have_text("A/RES/62/165")
    page.get_by_label("Symbol or words of the title").fill("enhancement cooperation")
    page.get_by_role("button", name="Search").click()
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()
    text = page.locator("article").inner_text()
    assert "This is not the official text." in text
    assert "22 December 2003" in text
    assert page.get_by_role("link", name="Official document").first.get_attribute("href") == (
        "https://docs.un.org/en/A/RES/58/170"
    )


def test_a_permanent_address_opens_highlighted(context: BrowserContext, address: str) -> None:
    page = open_page(context, f"{address}/A/RES/57/203#op8")
    cited = page.locator(":target")
    assert EXACT in cited.inner_text()
    colour = "element => getComputedStyle(element).backgroundColor"
    assert cited.evaluate(colour) != page.locator("[id=op7]").evaluate(colour)
    assert cited.evaluate("element => element.getBoundingClientRect().top < innerHeight")
    assert page.get_by_role("alert").count() == 0
    # A paragraph that it does not have must not look as if it had.
    page.goto(f"{address}/A/RES/59/190/#op99")
    page.locator("article").wait_for()
    expect(page.get_by_role("alert")).to_have_text("No such paragraph: op99")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/A/RES/57/203", 200, EXACT.removeprefix("Stresses")),
        ("/A/RES/59/190?lang=en", 200, "This is not the official text."),
        ("/A/RES/59/190?text=fr", 404, "does not hold A/RES/59/190 in this language: French"),
        ("/A/RES/57/999", 404, "A/RES/57/999 is not in the corpus"),
        ("/S/RES/242(1967)", 404, "S/RES/242 (1967) is not in the corpus"),
        ("/A/RES/nonsense", 404, "nonsense"),
        ("/A/RES/57/999?lang=fr", 404, "Introuvable"),
        ("/trace?ref=57/203+para+8", 200, "Lineage of A/RES/57/203, para. 8"),
        ("/trace/A/RES/57/203/op99", 404, "no such paragraph"),
        ("/trace/57/203", 400, "names no paragraph"),
        ("/compare/A/RES/57/203/op8...A/RES/62/165/op8", 200, "1 same"),
        ("/compare/A/RES/57/203...A/RES/57/999", 404, "A/RES/57/999 is not in the corpus"),
        ("/verify?q=impartial+and+objective+information&in=62/165+para+9", 200, "Misattributed"),
        ("/verify?q=the+c%D0%BEntinuing+need", 200, "CYRILLIC SMALL LETTER O"),
        (f"/ask?q={urllib.parse.quote(PARAGRAPH_8)}", 200, EXACT),
        ("/ask?q=What+does+57/999+say", 200, "Not in the corpus"),
        ("/corpus?find=nothing+like+this", 200, "Nothing in the corpus fits this."),
        ("/corpus?page=99", 200, "A/RES/62/165"),
        ("/corpus?from=20x2", 400, "“20x2” is no year"),
        ("/corpus?from=&to=1997", 200, "1 of 5 resolutions"),
        ("/quality?lang=ar", 200, "الجودة"),
        ("/quality/report", 404, "No evaluation was made yet"),
        ("/corpus?page=0&lang=zh", 422, "网址或表单中有无法识别的内容"),
        (f"/trace?ref={'x' * 400}", 422, "it is too long, or not one of the values"),
        ("/audit", 200, "The file is not kept."),
    ],
)
def test_every_address_is_readable_without_scripts(address: str, path: str, status: int, words: str) -> None:
    found, body, _ = fetch(address + path)
    assert found == status
    assert words in re.sub("</?(?:bdi|a)[^>]*>", "", body)


@pytest.mark.parametrize(
    "path", ["/ask?q=", "/verify?q=", "/verify?q=need&in=", "/trace?ref=", "/compare?before=57/203&after=",
             "/corpus?find=", "/A/RES/", "/trace/", "/source?id="]
)  # fmt: skip
def test_hostile_addresses_show_as_text(address: str, path: str) -> None:
    _, body, headers = fetch(address + path + urllib.parse.quote(HOSTILE[:180], safe=""))
    assert "<img" not in body
    assert "<script>1" not in body
    if headers["content-type"].startswith("text/html"):
        assert "${1+1}" not in body


def test_an_address_that_leads_nowhere_is_answered_by_a_page(address: str) -> None:
    for path, status in (("/nothing/like/this", 404), ("/own/none.css", 404)):
        found, body, headers = fetch(address + path, **{"Accept": "text/html", "Accept-Language": "fr"})
        assert (found, headers["content-type"].partition(";")[0]) == (status, "text/html")
        assert "Il n’y a rien à cette adresse." in body
    assert fetch(f"{address}/nothing/like/this")[2]["content-type"] == "application/json"


def test_posted_quotations_may_be_long_but_not_endless(address: str) -> None:
    def post(quotation: str) -> str:
        data = urllib.parse.urlencode({"q": quotation}).encode()
        with urllib.request.urlopen(f"{address}/verify", data=data, timeout=20) as response:
            return str(response.read().decode())

    assert "data-verdict=" in post("word " * 3_900)
    with pytest.raises(urllib.error.HTTPError) as refused:
        post("x" * 1_100_000)
    with refused.value as answer:
        assert answer.code == 400
        body = answer.read().decode()
    # The limit is said, and what was typed is still there.
    assert "Characters: 1,100,000; at most: 20,000." in body
    assert f"\n{'x' * 1_100_000}</textarea>" in body


@pytest.mark.parametrize(
    ("path", "field", "text", "words"),
    [
        ("/verify", "q", "word " * 4_001, "Characters: 20005; at most: 20,000."),
        ("/trace", "ref", "57/203 " * 50, "This is too long for a reference."),
        ("/ask", "q", "何" * 10_001, "Characters: 10001; at most: 10,000."),
    ],
)
def test_what_is_too_long_is_refused_where_it_was_typed(
    context: BrowserContext, address: str, path: str, field: str, text: str, words: str
) -> None:
    page = open_page(context, address + path)
    typed = page.locator(f"form [name={field}]")
    typed.evaluate("(box, text) => { box.value = text; }", text)
    page.locator("form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
    assert typed.evaluate("box => box.value.length") == len(text)
    assert page.url == address + path


def test_a_question_that_is_too_long_stays_in_the_box(visit: Visit) -> None:
    page, box = visit.page, visit.page.locator("#unqa-question textarea")
    box.fill("why " * 2_600)
    page.keyboard.press("Enter")
    refused = page.locator(".unqa-too-long")
    expect(refused).to_contain_text("Characters: 10400; at most: 10,000.")
    assert len(box.input_value()) == 10_400
    visit.ask(PARAGRAPH_8)
    expect(refused).to_have_count(0)
    page.locator(".unqa-asked").hover()
    page.get_by_role("button", name="Edit").click()
    edited = page.locator(".unqa-edit textarea")
    edited.fill("x" * 10_001)
    edited.press("Enter")
    expect(refused).to_contain_text("Characters: 10001; at most: 10,000.")
    assert len(edited.input_value()) == 10_001
    assert page.locator(".unqa-question").count() == 1


def test_what_was_typed_stays_when_the_server_does_not_answer(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="Verify").click()
    page.get_by_label("Quotation").fill(ALTERED)
    page.route("**/verify", lambda route: route.abort())
    for _ in range(2):
        page.get_by_role("button", name="Verify").click()
        expect(page.get_by_text("The server does not answer. Is it still running?")).to_have_count(1)
        expect(page.get_by_label("Quotation")).to_have_value(ALTERED)
    page.unroute("**/verify")
    page.get_by_role("button", name="Verify").click()
    page.locator(".unqa-finding").wait_for()
    # The browser itself complains of requests that fail.
    visit.complaints.clear()


@pytest.mark.parametrize(
    ("accepted", "path", "language", "words"),
    [
        ("zh-CN,zh;q=0.9", "/corpus", "zh", "5项决议，99段。"),
        ("fr", "/verify?q=no+such+words+at+all", "fr", "Absente\N{NO-BREAK SPACE}: rien dans le corpus ne dit cela."),
        ("fr", "/A/RES/57/203?lang=ru", "ru", "Принята 18 декабря 2002 года"),
        ("de", "/trace", "en", "How one paragraph changed over the years."),
    ],
)
def test_the_page_speaks_the_readers_language(
    address: str, accepted: str, path: str, language: str, words: str
) -> None:
    _, body, _ = fetch(address + path, **{"Accept-Language": accepted})
    assert f'<html lang="{language}" dir="ltr">' in body
    assert words in body


def test_arabic_runs_from_right_to_left_and_is_remembered(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/?lang=ar")
    page.locator("#unqa-masthead[lang=ar]").wait_for()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_label("سؤالك").wait_for()
    expect(page.locator("#unqa-examples")).to_contain_text("الفقرة 1 من القرار")
    page.get_by_label("سؤالك").fill("ماذا تقول الفقرة 8 من القرار 57/203؟")
    page.keyboard.press("Enter")
    answer = page.locator(".unqa-answer:has(.unqa-sources)")
    answer.wait_for(timeout=60_000)
    assert answer.get_attribute("dir") == "rtl"
    first = answer.locator("p").first
    assert first.evaluate("element => getComputedStyle(element).direction + getComputedStyle(element).textAlign") == (
        "rtlstart"
    )
    page.get_by_role("link", name="تحقق").click()
    page.get_by_label("الاقتباس").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto(f"{address}/compare")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    context.close()
