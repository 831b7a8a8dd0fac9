"""The conversation's HTML: what each state shows, and nothing from a question or a document that acts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.messages import message
from rag.holdings import Extent
from rag.model import Filters, Restriction
from rag.suggestions import Suggestion
from tests import faces_samples as samples
from tests.test_render import HOSTILE_TEXT, Page
from ui.conversation import Conversation, Exchange, Opinion
from ui.page_commands import kept_text, read_kept
from ui.page_examples import Example
from ui.render_asking import filters_html, start_html, tools_html
from ui.render_chat import asked_html, reply_html

ACTING = {"script", "style", "img", "iframe", "object", "svg", "base", "meta", "link"}
HELD = Extent(5, 99, ("GA",), ("en", "zh"), (1997, 2007))
ANSWERED = Exchange(1, "What is needed?", "en", state="answered", answer=samples.answer())


def harmless(source: str) -> Page:
    """No element that does anything by itself, no handler, no foreign address, nothing for the page's templates."""
    page = Page(source.replace("<input", "<br").replace("<option", "<b").replace("</option", "</b"))
    for tag, attributes in page.elements:
        assert tag not in ACTING
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        assert attributes.get("href", "/").startswith(("/", "#", "https://docs.un.org/"))
    assert not set(source) & set("`${}\\\x1b\x00")
    return page


def words(exchange: Exchange, *, last: bool = True, language: str = "en") -> str:
    """What a reply says."""
    return harmless(reply_html(exchange, language, last=last)).text


@given(HOSTILE_TEXT, st.sampled_from(["pending", "answered", "stopped", "failed"]))
def test_nothing_hostile_acts(text: str, state: str) -> None:
    hostile = Exchange(
        1,
        text,
        text,
        Filters(symbol=text),
        "answered" if state == "answered" else "failed",
        text,
        replace(samples.answer(text, text), narrowed=(Restriction("years", text, text),), answerer=f"llm:{text}"),
        None if state == "answered" else message("of_file", file=text, said=message("unsaid", english=text)),
        (Suggestion("next", text, text), Suggestion("trace", text, "A/RES/57/203#op8@en")),
        Opinion("down", text, error=message("unsaid", english=text)),
    )
    harmless(asked_html(hostile, "en"))
    harmless(reply_html(hostile, "en", last=True))
    harmless(tools_html(Conversation((hostile,)), "en"))
    harmless(start_html(replace(HELD, languages=(text,)), [Example(text, text)], "en"))
    harmless(filters_html(Filters(body=text), replace(HELD, bodies=(text,), languages=(text,)), "ar"))


def test_what_the_browser_keeps_is_read_back() -> None:
    asked = Exchange(1, samples.HOSTILE, "en", Filters(year_from=2000, ignored=frozenset({"years"})), "answered")
    conversation = Conversation(
        (replace(asked, answer=samples.answer()), Exchange(2, "第8段？", "zh")), Filters(body="GA")
    )
    tools = dict(harmless(tools_html(conversation, "en")).elements[0][1])
    kept = read_kept(tools["data-kept"])
    assert kept is not None
    assert kept.key == conversation.key
    assert [one.question for one in kept.exchanges] == [samples.HOSTILE, "第8段？"]
    assert [one.cited for one in kept.exchanges] == [("A/RES/57/203#op8@en",), ()]
    assert kept.exchanges[0].filters.filters() == asked.filters
    assert kept.filters.filters() == Filters(body="GA")


def test_nothing_is_kept_of_nothing() -> None:
    assert kept_text(Conversation()) == ""
    assert json.loads(kept_text(Conversation(filters=Filters(language="zh"))))["filters"] == {"language": "zh"}


STATES = [
    (Exchange(1, "q", "en"), "Looking in the resolutions"),
    (Exchange(1, "q", "zh", understood="第8段 (57/203)"), "理解为：第8段 (57/203)"),
    (replace(ANSWERED, state="stopped"), "Stopped before the answer was complete."),
    (Exchange(1, "q", "en", state="failed", error=message("file_too_large", megabytes=20)), "at most: 20 MB"),
    (replace(ANSWERED, filters=Filters(year_from=2002, year_to=2004, body="GA", language="zh")),
     "Filters: 2002–2004 · General Assembly · Chinese"),
    (replace(ANSWERED, filters=Filters(ignored=frozenset({"years"}))), "Searched beyond what the question names."),
    (replace(ANSWERED, opinion=Opinion("up")), "What was right or wrong? (optional)"),
    (replace(ANSWERED, opinion=Opinion("up", asking=False)), "Kept. Thank you."),
    (replace(ANSWERED, opinion=Opinion("up", error=message("unsaid_index", english="No room."))), "No room."),
]  # fmt: skip


@pytest.mark.parametrize(("exchange", "said"), STATES, ids=[said for _, said in STATES])
def test_what_a_state_says(exchange: Exchange, said: str) -> None:
    assert said in words(exchange)


def test_only_the_last_answer_goes_on() -> None:
    exchange = replace(ANSWERED, suggestions=(Suggestion("next", "What does para. 9 say?", "A/RES/57/203#op9@en"),))
    assert "What does para. 9 say?" in words(exchange)
    assert "Ask again" in words(exchange)
    assert "What does para. 9 say?" not in words(exchange, last=False)
    assert "Ask again" not in words(exchange, last=False)


def test_a_restriction_is_shown_once_and_can_be_removed() -> None:
    narrowed = replace(
        samples.answer(),
        answer="Searched only in 2004.\n\n> x [1]",
        narrowed=(Restriction("years", "2004-2004", "2004"),),
    )
    page = harmless(reply_html(replace(ANSWERED, answer=narrowed), "en", last=True))
    assert page.text.count("Searched only in") == 1
    (chip,) = (attributes for _, attributes in page.elements if attributes.get("class") == "unqa-chip")
    assert (chip["data-do"], chip["data-kind"]) == ("without", "years")
    assert chip["aria-label"] == "Search without this restriction: 2004"


def test_what_was_never_answered_is_shortened() -> None:
    failed = Exchange(1, "x" * 20_000, "en", state="failed", error=message("unexpected"))
    assert len(Page(asked_html(failed, "en")).text) < 400
    assert len(Page(asked_html(replace(failed, state="answered"), "en")).text) > 20_000


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_everything_runs_the_readers_way(language: str, way: str) -> None:
    for source in (
        asked_html(ANSWERED, language),
        reply_html(ANSWERED, language, last=True),
        filters_html(Filters(), HELD, language),
        start_html(HELD, [Example("a", "b")], language),
    ):
        assert f'dir="{way}"' in source


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (
            (1997, 2007),
            "5 resolutions, 99 paragraphs. Adopted 1997–2007. Languages of the texts: English, Chinese. "
            "What they do not say is not answered.",
        ),
        ((2002, 2002), "5 resolutions, 99 paragraphs. Adopted 2002. Languages"),
        (None, "5 resolutions, 99 paragraphs. Languages"),
    ],
)
def test_what_is_held_is_said_before_the_first_question(years: tuple[int, int] | None, words: str) -> None:
    assert words in Page(start_html(replace(HELD, years=years), [Example("a", "b")], "en")).text
