"""The chat's flows, on a desktop and on a phone, in English, Chinese and Arabic. One page load for each of them."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from eval.feedback import FEEDBACK_FILE, FeedbackStore
from tests.browser.conftest import HOSTILE, Served
from tests.browser.serve import SLOW, STOPPED
from tests.browser.test_page import EXACT, fetch
from ui.page_words import say

pytestmark = pytest.mark.browser

PARAGRAPH_8 = {
    "en": "What does paragraph 8 of resolution 57/203 say?",
    "zh": "第57/203号决议第8段说什么？",
    "ar": "ماذا تقول الفقرة 8 من القرار 57/203؟",
}
PARAGRAPH_99 = {language: question.replace("8", "99") for language, question in PARAGRAPH_8.items()}
CITED = {
    "en": "General Assembly resolution 57/203 of 18 December 2002, para. 7",
    "zh": "大会2002年12月18日第57/203号决议，第7段",
    "ar": "قرار الجمعية العامة 57/203 المؤرخ 18 كانون الأول/ديسمبر 2002، الفقرة 7",
}
FOLLOW_UP = {"en": "And in 62/165?", "zh": "62/165呢？", "ar": "وفي 62/165؟"}
OF_2004 = {
    "en": "What does the 2004 resolution say about impartial and objective information?",
    "zh": "2004年通过的决议关于公正、客观的资料说了什么？",
    "ar": "ماذا قيل عام 2004 عن المعلومات النزيهة والموضوعية؟",
}
READERS = [("en", False), ("en", True), ("zh", False), ("ar", True), ("ar", False)]


@dataclass
class Reader:
    """Somebody at the page, which speaks `language`; with a finger on a phone if `phone`."""

    page: Page
    language: str
    phone: bool
    address: str

    def said(self, key: str, **values: object) -> str:
        """The page's words in this reader's language."""
        return say(self.language, key, **values)

    def button(self, key: str, within: Locator | None = None, **values: object) -> Locator:
        """The button that says `key`."""
        return (within or self.page.locator("body")).get_by_role("button", name=self.said(key, **values), exact=True)

    @property
    def replies(self) -> Locator:
        """What was given in answer, complete or stopped."""
        return self.page.locator(".unqa-reply:not([data-state=pending])")

    @property
    def last(self) -> Locator:
        """The last of them."""
        return self.page.locator(".unqa-reply").last

    def ask(self, question: str) -> Locator:
        """Ask, and wait for the answer."""
        box = self.page.locator("#unqa-question textarea")
        asked = self.page.locator(".unqa-asked")
        before = asked.count()
        box.fill(question)
        box.press("Enter")
        # It is emptied when the question was taken.
        expect(box).to_have_value("", timeout=60_000)
        expect(asked).to_have_count(before + 1, timeout=60_000)
        expect(self.last).not_to_have_attribute("data-state", "pending", timeout=60_000)
        return self.last

    def after(self, before: int) -> Locator:
        """The reply that follows `before` others."""
        self.replies.nth(before).wait_for(timeout=60_000)
        return self.last

    def anew(self) -> None:
        """A new conversation, without filters."""
        self.page.keyboard.press("Escape")
        if self.page.locator(".unqa-tools").count():
            self.button("new_conversation").click()
        self.page.locator("#unqa-examples button").first.wait_for()
        expect(self.page.locator(".unqa-asked")).to_have_count(0)

    def done(self, act: Callable[[], None]) -> None:
        """Do something, and wait until the server has done all of it."""
        event = "document.addEventListener('unqa:done', done, { once: true })"
        self.page.evaluate(f"() => {{ window.unqaDone = new Promise((done) => {event}); }}")
        act()
        self.page.evaluate("window.unqaDone")


@pytest.fixture(
    scope="module", params=READERS, ids=[f"{code}-{'phone' if phone else 'desktop'}" for code, phone in READERS]
)
def opened(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Reader]:
    """The page, opened once for each reader. Nothing may complain, and nothing go to another host."""
    language, phone = request.param
    size = ViewportSize(width=390, height=844) if phone else ViewportSize(width=1440, height=900)
    context = browser.new_context(viewport=size, has_touch=phone, is_mobile=phone)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda one: complaints.append(one.url) if not one.url.startswith((served.address, "data:", "blob:")) else None,
    )
    page.goto(f"{served.address}/?lang={language}")
    page.locator(f"#unqa-masthead[lang={language}]").wait_for(timeout=60_000)
    page.get_by_label(say(language, "question_label")).wait_for()
    yield Reader(page, language, phone, served.address)
    context.close()
    assert complaints == []


@pytest.fixture
def reader(opened: Reader) -> Iterator[Reader]:
    """The same, at the beginning of a conversation; nothing runs over the edge at its end."""
    opened.anew()
    yield opened
    assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_examples_stand_under_their_kinds(reader: Reader) -> None:
    kinds = reader.page.locator("#unqa-examples .unqa-kind").all_inner_texts()
    assert kinds == [reader.said(f"kind_{kind}") for kind in ("paragraph", "date", "list", "topic", "compare")]
    example = reader.page.locator("#unqa-examples button").first
    question = example.get_attribute("data-question")
    example.click()
    reply = reader.after(0)
    assert reader.page.locator(".unqa-question").inner_text() == question
    assert reply.locator("blockquote").count() >= 1
    expect(reader.page.locator("#unqa-examples button")).to_have_count(0)


def test_a_follow_up_says_how_it_was_understood_and_one_can_go_on(reader: Reader) -> None:
    reader.ask(PARAGRAPH_8[reader.language])
    reply = reader.ask(FOLLOW_UP[reader.language])
    assert "A/RES/62/165" in reply.locator(".unqa-understood").inner_text()
    assert EXACT in reply.locator("blockquote").first.inner_text()
    expect(reader.page.locator(".unqa-onward")).to_have_count(1)
    onward = reply.locator(".unqa-onward button").first
    assert "A/RES/62/165, para. 9" in onward.inner_text()
    onward.click()
    assert "A/RES/62/165, para. 9" in reader.after(2).inner_text()
    reply = reader.last
    assert reader.said("verbatim") in reply.locator(".unqa-searched").inner_text()
    way = "rtl" if reader.language == "ar" else "ltr"
    assert reply.evaluate("element => getComputedStyle(element).direction") == way


def test_a_glance_at_a_source(reader: Reader) -> None:
    cite = reader.ask(PARAGRAPH_8[reader.language]).locator("a.unqa-cite").first
    popover = reader.page.locator("#unqa-popover")
    if reader.phone:
        cite.tap()
        reader.page.locator("#unqa-panel .unqa-cited").wait_for()
        expect(popover).to_be_hidden()
        return
    cite.hover()
    popover.locator("mark").wait_for()
    assert popover.locator("mark").inner_text() == EXACT
    assert cite.get_attribute("aria-describedby") == "unqa-popover"
    box = popover.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440
    reader.page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    reader.page.mouse.move(5, 5)
    reader.page.locator("#unqa-question textarea").focus()
    for _ in range(40):
        reader.page.keyboard.press("Shift+Tab")
        if reader.page.evaluate("document.activeElement.className") == "unqa-cite":
            break
    popover.locator("mark").wait_for()
    reader.page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    reader.page.keyboard.press("Enter")
    assert reader.page.locator("#unqa-panel .unqa-cited mark").inner_text() == EXACT


def test_the_source_panel_goes_from_paragraph_to_paragraph(reader: Reader) -> None:
    reader.ask(PARAGRAPH_8[reader.language]).locator("a.unqa-cite").first.click()
    panel = reader.page.get_by_role("complementary", name=reader.said("source"))
    panel.locator("#A\\/RES\\/57\\/203\\#op8\\@en.unqa-cited").wait_for()
    if reader.phone:
        assert panel.evaluate("element => element.getBoundingClientRect().width") == 390
    reader.button("next_paragraph", panel).click()
    panel.locator("#A\\/RES\\/57\\/203\\#op9\\@en.unqa-cited").wait_for()
    assert panel.locator(".unqa-footnote").count() >= 1
    permanent = panel.get_by_role("link", name=reader.said("permanent"))
    # What belongs to the paragraph comes a moment after it is marked.
    expect(permanent).to_have_attribute("href", "/A/RES/57/203#op9")
    reader.button("copy_address", panel).click()
    panel.locator("[data-copy]", has_text=reader.said("copied")).first.wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == f"{reader.address}/A/RES/57/203#op9"
    reader.button("previous_paragraph", panel).click()
    panel.locator("#A\\/RES\\/57\\/203\\#op8\\@en.unqa-cited").wait_for()
    reader.button("previous_paragraph", panel).click()
    panel.locator("#A\\/RES\\/57\\/203\\#op7\\@en.unqa-cited").wait_for()
    expect(permanent).to_have_attribute("href", "/A/RES/57/203#op7")
    reader.button("cite", panel).click()
    reader.button("copy", panel).first.click()
    reader.button("copied", panel).wait_for()
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied == CITED[reader.language]


def test_what_a_question_was_narrowed_to_can_be_removed(reader: Reader) -> None:
    reply = reader.ask(OF_2004[reader.language])
    chip = reply.locator(".unqa-chip")
    assert chip.inner_text().startswith("2004")
    assert "A/RES/59/190" in reply.inner_text()
    assert (
        reply.locator(".unqa-searched")
        .inner_text()
        .startswith(reader.said("searched", resolutions=1, resolutions_held=5, paragraphs=20, paragraphs_held=99))
    )
    chip.click()
    wide = reader.after(1)
    assert reader.said("widened") in wide.inner_text()
    assert wide.locator(".unqa-chip").count() == 0
    assert (
        wide.locator(".unqa-searched")
        .inner_text()
        .startswith(reader.said("searched", resolutions=5, resolutions_held=5, paragraphs=99, paragraphs_held=99))
    )


def test_filters_hold_until_their_chips_are_removed(reader: Reader) -> None:
    filters = reader.page.locator("#unqa-filters")
    filters.locator("summary").click()
    assert filters.locator("select[name=body] option").all_inner_texts()[0] == reader.said("any")
    filters.get_by_label(reader.said("filter_year_from")).fill("2003")
    filters.get_by_label(reader.said("filter_body")).select_option("GA")
    filters.get_by_label(reader.said("filter_language")).select_option("zh")
    reader.button("apply", filters).click()
    expect(filters.locator(".unqa-chip")).to_have_count(3)
    expect(filters.locator("summary")).to_be_focused()
    for count, question in enumerate((OF_2004[reader.language], PARAGRAPH_99[reader.language])):
        reply = reader.ask(question)
        assert "2003–" in reply.locator(".unqa-narrowed", has_text="2003").inner_text()
        assert reader.replies.count() == count + 1
    for left in (2, 1, 0):
        filters.locator(".unqa-chip").first.click()
        expect(filters.locator(".unqa-chip")).to_have_count(left)
    assert reader.ask(PARAGRAPH_8[reader.language]).locator("blockquote").count() == 1


def test_a_question_is_edited_copied_and_asked_again(reader: Reader) -> None:
    reader.ask(PARAGRAPH_8[reader.language])
    reader.ask(PARAGRAPH_99[reader.language])
    reader.done(reader.button("again", reader.last).click)
    expect(reader.replies).to_have_count(2)
    first = reader.page.locator(".unqa-asked").first
    if not reader.phone:
        first.hover()
    reader.button("copy", first).click()
    reader.button("copied", first).wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == PARAGRAPH_8[reader.language]
    reader.button("edit", first).click()
    assert reader.said("edit_note") in first.inner_text()
    reader.button("cancel", first).click()
    expect(first.locator("form")).to_have_count(0)
    reader.button("edit", first).click()
    first.locator("textarea").fill(PARAGRAPH_8[reader.language].replace("8", "9"))
    reader.button("nav_ask", first).click()
    expect(reader.page.locator(".unqa-asked")).to_have_count(1)
    reader.page.locator(".unqa-reply[data-state=answered]").wait_for()
    expect(reader.last).to_contain_text("A/RES/57/203, para. 9")


def test_an_answer_is_copied_with_its_sources(reader: Reader) -> None:
    reply = reader.ask(PARAGRAPH_8[reader.language])
    reader.button("copy", reply).click()
    reader.button("copied", reply).wait_for()
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert f"{EXACT} [1]" in re.sub(r"\s+", " ", copied)
    assert re.search(r"\[1\] \u200f?A/RES/57/203.{1,12}8", copied)
    assert "https://docs.un.org/" in copied


def test_a_thumb_with_a_comment_is_kept(reader: Reader, served: Served) -> None:
    reply = reader.ask(PARAGRAPH_8[reader.language])
    down = reply.get_by_role("button", name=reader.said("thumb_down"))
    down.focus()
    reader.page.keyboard.press("Enter")
    comment = reply.locator("textarea")
    comment.wait_for()
    expect(comment).to_be_focused()
    assert reader.said("comment_note") in reply.inner_text()
    reader.page.keyboard.type(HOSTILE + reader.language)
    reader.button("send", reply).click()
    reply.get_by_text(reader.said("thanks")).wait_for()
    expect(reply.get_by_role("button", name=reader.said("thumb_down"))).to_have_attribute("aria-pressed", "true")
    database = sqlite3.connect(served.data / FEEDBACK_FILE)
    kept = database.execute(
        "SELECT verdict, cited FROM opinion WHERE comment = ?", (HOSTILE + reader.language,)
    ).fetchall()
    database.close()
    assert ("down", '["A/RES/57/203#op8@en"]') in kept
    # Corrected, then with the other thumb, then taken back; words not sent yet go along.
    reply.locator("summary", has_text=reader.said("comment_change")).click()
    expect(comment).to_have_value(HOSTILE + reader.language)
    comment.fill("Better")
    reader.button("send", reply).click()
    expect(comment).to_be_hidden()
    up = reply.locator(".unqa-thumb[data-verdict=up]")
    reply.locator("summary", has_text=reader.said("comment_change")).click()
    comment.fill("Better still")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(comment).to_have_value("Better still")
    up.click()
    expect(comment).to_have_count(0)
    expect(reply.locator(".unqa-thumb[aria-pressed=true]")).to_have_count(0)
    expect(up).to_be_focused()
    assert not [one for one in FeedbackStore(served.data).opinions() if one.comment == "Better"]


def test_stop_ends_the_work(reader: Reader, served: Served) -> None:
    (served.data / STOPPED).unlink(missing_ok=True)
    reader.page.locator("#unqa-question textarea").fill(SLOW)
    reader.page.keyboard.press("Enter")
    draft = reader.page.get_by_text(re.compile(r"^Draft \d+ of 40\.$"))
    draft.wait_for(timeout=60_000)
    reader.button("stop").click()
    reader.last.get_by_text(say("en", "stopped")).wait_for(timeout=60_000)
    assert draft.count() == 1
    for _ in range(50):
        if (served.data / STOPPED).exists():
            break
        reader.page.wait_for_timeout(100)
    assert (served.data / STOPPED).exists()
    expect(reader.button("nav_ask")).to_be_visible()
    assert reader.ask(PARAGRAPH_8[reader.language]).locator("blockquote").count() == 1


def test_a_refusal_says_what_is_missing(reader: Reader) -> None:
    reply = reader.ask(PARAGRAPH_99[reader.language])
    notice = reply.locator(".unqa-refusal")
    assert reader.said("no_such_paragraph") in notice.inner_text()
    assert "1–12" in notice.inner_text()
    assert notice.evaluate("element => getComputedStyle(element).borderTopStyle") == "dashed"
    assert reply.locator(".unqa-onward").count() == 0


def test_exports_hold_the_words_and_nothing_that_acts(reader: Reader) -> None:
    reader.ask(PARAGRAPH_8[reader.language])
    reader.ask(HOSTILE)
    assert reader.page.locator(".unqa-question").last.inner_text() == HOSTILE
    assert reader.page.locator(".unqa-question").last.locator("*").count() == 0
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name=reader.said("export_markdown")).click()
    assert download.value.suggested_filename.endswith(".md")
    markdown = download.value.path().read_text("utf-8")
    assert f"> {EXACT} [^1]" in markdown
    assert "<img" not in re.sub(r"\\<", "", markdown)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name=reader.said("export_docx")).click()
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert HOSTILE in [paragraph.text for paragraph in document.paragraphs]
    with reader.page.context.expect_page() as opening:
        reader.page.get_by_role("link", name=reader.said("export_print")).click()
    printed = opening.value
    printed.locator(".unqa-notes").wait_for()
    assert EXACT in printed.locator("blockquote").first.inner_text()
    assert HOSTILE in printed.locator("h2").all_inner_texts()
    assert printed.locator("article img, article script").count() == 0
    printed.emulate_media(media="print")
    expect(printed.locator("[data-print]")).to_be_hidden()
    assert "https://docs.un.org/en/A/RES/57/203" in printed.locator(".unqa-notes").inner_text()
    address = printed.url.removeprefix(reader.address)
    printed.close()
    # Whoever does not know its name has nothing; after a new conversation nobody has.
    assert fetch(f"{reader.address}{address.replace('/print', 'x/print')}")[0] == 404
    assert fetch(reader.address + address)[0] == 200
    reader.anew()
    assert fetch(reader.address + address)[0] == 404


def test_two_readers_have_two_conversations(reader: Reader, browser: Browser) -> None:
    reader.ask(PARAGRAPH_8[reader.language])
    own = reader.page.locator(".unqa-tools a").first.get_attribute("href")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{reader.address}/?lang={reader.language}")
    page.get_by_label(reader.said("question_label")).wait_for()
    page.locator("#unqa-question textarea").fill(PARAGRAPH_8[reader.language])
    page.keyboard.press("Enter")
    page.locator(".unqa-reply[data-state=answered]").wait_for(timeout=60_000)
    assert page.locator(".unqa-reply").count() == 1
    assert page.locator(".unqa-tools a").first.get_attribute("href") != own
    context.close()
