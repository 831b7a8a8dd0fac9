"""The views of the page that are looked at, and what is done in each before it is."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import FilePayload, Page

from tests.llm_server import Script

# Which server a view is looked at on: as it starts, with `--uploads` and a scripted language model, or with a token.
Server = Literal["plain", "full", "guarded"]
_DRAFT: Final = Path(__file__).resolve().parents[1] / "tests" / "drafts" / "planted.md"
_MEMO: Final = (
    "Water in the village\n\nThe well was dug in the spring of 2019 by forty people of the village, who gave three "
    "weeks of work each.\n\nIt has given clean water since then, to nine hundred people in two valleys.\n\n"
    "The committee thanks everyone who dug, and everyone who cooked for those who dug.\n"
)
_EXACT: Final = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, "
    "economic and social situations and events of all countries"
)
_ALTERED: Final = _EXACT.replace("impartial", "partial").replace(" and events", "")
_STITCHED: Final = (
    f"{_EXACT.partition(' on the')[0]} the promotion and protection of human rights and fundamental freedoms"
)
_ABSENT: Final = "Decides that every household shall be given a bicycle and a copy of this resolution"
# What the scripted model writes: one statement that its source says, and two that it does not say.
MODEL: Final = Script(
    "Paragraph 8 of A/RES/57/203 stresses the continuing need for impartial and objective information on the "
    "political, economic and social situations and events of all countries [1]. Paragraph 8 of A/RES/57/203 bans "
    "partial information [1]. It was adopted against the votes of ten states [1].",
    size=400,
)
_QUESTIONS: Final = {
    "en": "What does paragraph 8 of resolution 57/203 say?",
    "ar": "ماذا تقول الفقرة 8 من القرار 57/203؟",
    "zh": "第57/203号决议第8段说什么？",
}
_MISSING: Final = {
    "en": "What does paragraph 99 of resolution 57/203 say?",
    "ar": "ماذا تقول الفقرة 99 من القرار 57/203؟",
    "zh": "第57/203号决议第99段说什么？",
}
_BEYOND: Final = {
    "en": "What is the price of a loaf of bread in Vienna?",
    "ar": "ما هو سعر رغيف الخبز في فيينا؟",
    "zh": "维也纳一个面包多少钱？",
}
_GREETINGS: Final = {"en": "Hello, what can you do?", "ar": "مرحبا", "zh": "你好"}
_TOPICS: Final = {
    "en": "What did the 2004 resolution ask the Secretary-General to do?",
    "ar": "ماذا طلب قرار عام 2004 من الأمين العام؟",
    "zh": "2004年的决议要求秘书长做什么？",
}


@dataclass(frozen=True, slots=True)
class View:
    """A view, and what is done there before it is looked at. `whole`: it is longer than a window."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None
    server: Server = "plain"
    whole: bool = False


def _asking(questions: dict[str, str]) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        field = page.locator("#unqa-question textarea")
        field.fill(questions[str(page.evaluate("document.documentElement.lang"))])
        replies = page.locator(".unqa-reply:not([data-state=pending])")
        before = replies.count()
        field.press("Enter")
        replies.nth(before).wait_for()

    return act


_ask = _asking(_QUESTIONS)


def _too_long(page: Page) -> None:
    page.locator("#unqa-question textarea").fill("word " * 5_000)
    page.keyboard.press("Enter")
    page.locator(".unqa-too-long").wait_for()


def _ask_and_open(page: Page) -> None:
    _ask(page)
    page.locator("a.unqa-cite").first.click()
    page.locator("#unqa-panel .unqa-cited").wait_for()


def _ask_and_cite(page: Page) -> None:
    _ask_and_open(page)
    page.locator("#unqa-panel .unqa-cite-as summary").click()


def _glance(page: Page) -> None:
    _ask(page)
    page.locator("a.unqa-cite").first.focus()
    page.locator("#unqa-popover").wait_for(timeout=5_000)


def _converse(page: Page) -> None:
    _ask(page)
    _asking(_TOPICS)(page)


def _judge(page: Page) -> None:
    _ask(page)
    page.locator(".unqa-thumb[data-verdict=down]").click()
    page.locator(".unqa-comment").wait_for()


def _edit(page: Page) -> None:
    _ask(page)
    page.locator(".unqa-asked [data-do=edit]").click()


def _filter(page: Page) -> None:
    page.locator("#unqa-filters summary").click()
    page.locator("#unqa-filters input").first.fill("2003")


def _filtered(page: Page) -> None:
    _filter(page)
    page.locator("#unqa-filters button[type=submit]").click()
    page.locator("#unqa-filters .unqa-chip").wait_for()


def _print(page: Page) -> None:
    _converse(page)
    address = page.locator("a[href$='/print']").get_attribute("href")
    page.goto(urllib.parse.urljoin(page.url, str(address)))


def _lose(page: Page) -> None:
    _ask(page)
    page.context.set_offline(True)
    page.locator("#unqa-connection").wait_for(timeout=30_000)


def _left_out(page: Page) -> None:
    _ask(page)
    page.locator(".unqa-removed summary").click()


def _verify(quotation: str, credited: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator("textarea[name=q]").fill(quotation)
        page.locator("input[name=in]").fill(credited)
        page.locator("form button").click()
        page.locator(".unqa-verdict").wait_for()

    return act


def _send(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(_DRAFT)
    page.locator("form button").click()
    page.locator(".unqa-counts").wait_for(timeout=60_000)


def _step(page: Page) -> None:
    page.keyboard.press("Alt+ArrowDown")


def _cite(page: Page) -> None:
    page.locator(".unqa-cite-as summary").click()


def _add(page: Page) -> None:
    """Add a memorandum and a file that cannot be read, unless they were added for another picture."""
    for name, content in (("memo.txt", _MEMO.encode()), ("broken.pdf", b"%PDF-1.7 but no more")):
        kept = page.locator(".unqa-documents li", has_text=name)
        if kept.count() == 0:
            file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
            page.locator("input[type=file]").set_input_files(file)
            page.locator("form[data-upload] button").click()
            page.locator(".unqa-documents:not([data-busy]) li", has_text=name).wait_for(timeout=60_000)


def _add_and_open(page: Page) -> None:
    _add(page)
    page.locator(".unqa-documents li a").first.click()
    page.locator("article.unqa-resolution").wait_for()


_TRACE: Final = "/trace/A/RES/57/203/op3"
_COMPARE: Final = "/compare/A/RES/57/203...A/RES/62/165"
VIEWS: Final = (
    View("start", "/"),
    View("ask", "/", _ask_and_open),
    View("ask-cite", "/", _ask_and_cite),
    View("answer", "/", _ask),
    View("glance", "/", _glance),
    View("conversation", "/", _converse),
    View("edit", "/", _edit),
    View("comment", "/", _judge),
    View("filters", "/", _filter),
    View("filtered", "/", _filtered),
    View("refused", "/", _asking(_MISSING)),
    View("refused-topic", "/", _asking(_BEYOND)),
    View("greeting", "/", _asking(_GREETINGS)),
    View("too-long", "/", _too_long),
    View("lost", "/", _lose),
    View("print", "/", _print),
    View("address", f"/ask?q={urllib.parse.quote(_QUESTIONS['en'])}"),
    View("model", "/", _left_out, "full"),
    View("verify-form", "/verify"),
    View("verify", "/verify", _verify(_ALTERED)),
    View("verify-exact", "/verify", _verify(_EXACT)),
    View("verify-misattributed", "/verify", _verify(_EXACT, "52/131 para 1")),
    View("verify-stitched", "/verify", _verify(_STITCHED)),
    View("verify-absent", "/verify", _verify(_ABSENT)),
    View("audit-form", "/audit"),
    View("audit", "/audit", _send, whole=True),
    View("trace-form", "/trace"),
    View("trace", _TRACE, whole=True),
    View("compare-form", "/compare"),
    View("compare", _COMPARE, _step),
    View("corpus", "/corpus"),
    View("corpus-nothing", "/corpus?find=bicycle"),
    View("documents", "/documents", _add, "full"),
    View("document", "/documents", _add_and_open, "full"),
    View("resolution", "/A/RES/57/203", _cite),
    View("place", "/A/RES/57/203#op8"),
    View("chinese-text", "/A/RES/59/190?text=zh"),
    View("quality", "/quality", whole=True),
    View("missing", "/A/RES/57/999"),
    View("sign-in", "/sign-in", None, "guarded"),
)
