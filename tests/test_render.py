"""The page's HTML: exact words, the right marks, and nothing from a document or a question that acts."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from rag.model import Searched, Source, Unsupported, Writing
from tests import faces_samples as samples
from ui.page_words import LANGUAGES, say
from ui.render import (
    Mark,
    answer_html,
    citation_mark,
    error_html,
    escape,
    excerpt_html,
    question_html,
    resolution_html,
    searched_html,
    source_link,
)
from ui.render_page import document_html
from ui.text import one_line, printable

ELEMENTS = {
    "a", "article", "blockquote", "br", "bdi", "details", "div", "em", "h2", "header", "li", "mark", "ol", "p", "s",
    "section", "span", "strong", "summary", "sup", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-current", "aria-hidden", "aria-label", "class", "data-code", "data-source", "dir", "href", "id", "lang",
    "rel", "role", "tabindex", "target", "title", "value",
}  # fmt: skip
OFFICIAL = "https://docs.un.org/en/A/RES/57/203"
HOSTILE_TEXT = st.lists(
    st.sampled_from(["<", ">", '"', "'", "&", "&lt;", "`", "$", "${", "{{", "}", "\\", "[1]", "**", "> ", "\n",
                     "\x1b[2J", "<script>", "</p>", "<!--", "javascript:", "onerror=", "]]>", "x"])
    | st.text(max_size=4),
    max_size=15,
).map("".join)  # fmt: skip


class Page(HTMLParser):
    """What a browser would make of a piece of HTML."""

    def __init__(self, source: str) -> None:
        """Read it at once."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.marked = ""
        self.quoted = ""
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that elements are closed in order."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data
        if "mark" in self._open:
            self.marked += data
        if "blockquote" in self._open and "a" not in self._open:
            self.quoted += data

    def handle_comment(self, data: str) -> None:
        """There are none."""
        raise AssertionError(data)

    def links(self) -> list[str]:
        """Where links lead."""
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]


def assert_harmless(source: str) -> Page:
    """Only our own elements, attributes and addresses; nothing that the page's templates would run."""
    page = Page(source)
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    for _, attributes in page.elements:
        assert set(attributes) <= ATTRIBUTES
    assert all(link.startswith(("/source?", "https://docs.un.org/")) for link in page.links())
    assert not set(source) & set("`${}\\\x1b\x00"), "characters that the page's templates act on"
    return page


@given(st.text())
def test_escape_shows_the_text_and_does_nothing_else(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("<>\"'`${}\\")
    # html.unescape maps a few code points for old browsers; none of them is left in printable text but this.
    assert html.unescape(escaped) == printable(text)


@given(HOSTILE_TEXT, HOSTILE_TEXT)
def test_nothing_hostile_survives_in_an_answer(question: str, wording: str) -> None:
    assert_harmless(question_html(question))
    assert_harmless(error_html(escape(wording)))
    page = assert_harmless(answer_html(samples.answer(question, wording)))
    assert page.elements


@given(HOSTILE_TEXT)
def test_nothing_hostile_survives_in_any_field(text: str) -> None:
    cited = replace(
        samples.citation(text),
        label=text,
        url=text,
        language=text,
        same_wording=(text,),
        footnotes=(replace(samples.citation().footnotes[0], number=text, text=text),),
    )
    hostile = replace(samples.answer(), answer=f"{text} [1]", citations=(cited,), language=text)
    assert_harmless(answer_html(hostile))
    assert_harmless(searched_html(replace(hostile, answerer=f"llm:{text}")))
    assert_harmless(answer_html(replace(samples.refusal(text), retrieved=((text, 1.0),))))


@given(HOSTILE_TEXT, st.integers(0, 80), st.integers(0, 80), st.integers(0, 10))
def test_a_resolution_shows_its_words_and_marks_those_cited(text: str, start: int, end: int, opening: int) -> None:
    shown = samples.paragraph("8", text, opening=text[:opening])
    words = Span(min(start, end), max(start, end))
    page = assert_harmless(resolution_html(samples.resolution(shown, title=text), OFFICIAL, [Mark(shown.id, words)]))
    assert page.marked == printable(text[words.start : words.end])
    assert printable(text) in page.text


def test_hostile_sample() -> None:
    page = assert_harmless(answer_html(samples.answer(samples.HOSTILE, samples.HOSTILE)))
    assert "<img src=x onerror=alert(1)>" in page.quoted
    assert "**bold** [1] [a](javascript:alert(3)) ${1+1} {{value}}" in page.quoted
    assert page.quoted.strip() == " ".join(printable(samples.HOSTILE).split())


def test_answer_quotes_once_and_links_each_statement() -> None:
    page = Page(answer_html(samples.answer()))
    assert page.text.count(samples.WORDING) == 1
    cite = next(attributes for _, attributes in page.elements if attributes.get("class") == "unqa-cite")
    assert cite["href"] == f"/source?id=A%2FRES%2F57%2F203%23op8%40en&words=0-{len(samples.WORDING)}"
    assert cite["aria-label"] == "Source 1: A/RES/57/203, para. 8"
    assert OFFICIAL in page.links()
    assert "A/57/385." in page.text
    assert "Same wording also in A/RES/62/165, para. 8" in page.text


def test_words_that_the_answer_does_not_quote_stand_with_the_source() -> None:
    page = Page(answer_html(replace(samples.answer(), answer="The Secretary-General is asked. [1]")))
    assert page.quoted == samples.WORDING


def test_a_number_that_cites_nothing_is_text() -> None:
    page = Page(answer_html(replace(samples.answer(), answer="One [1], two [2].")))
    assert "two [2]." in page.text


def test_refusal_looks_different() -> None:
    page = Page(answer_html(samples.refusal()))
    attributes = {"class": "unqa-notice unqa-refusal", "dir": "ltr", "data-code": "resolution_not_in_corpus"}
    assert ("div", attributes) in page.elements
    assert "Not in the corpus" in page.text
    assert "A/RES/57/999 is not in the corpus." in page.text
    assert "blockquote" not in {tag for tag, _ in page.elements}


@pytest.mark.parametrize(("certainty", "warned"), [(0.69, True), (0.7, False)])
def test_an_answer_of_low_certainty_says_so(certainty: float, warned: bool) -> None:
    page = Page(answer_html(replace(samples.answer(), certainty=certainty)))
    assert ("Uncertain: these are the passages that come closest." in page.text) is warned


@pytest.mark.parametrize(("language", "title"), [("fr", "Absent du corpus"), ("zh", "文本库中没有"), ("xx", "Not in")])
def test_a_refusal_is_titled_in_its_own_language(language: str, title: str) -> None:
    assert title in Page(answer_html(replace(samples.refusal(), language=language))).text


def test_how_much_was_searched_and_in_whose_words() -> None:
    answer = replace(samples.answer(), searched=Searched(2, 3, 5, 99))
    assert assert_harmless(searched_html(answer)).text == (
        "Resolutions searched: 2 of 5; paragraphs: 3 of 99. In the resolutions’ own words."
    )
    written = searched_html(replace(answer, answerer="llm:small-model"))
    assert Page(written).text.endswith("Written by small-model, every statement checked.")
    because = Writing("small-model", verbatim_because="The model does not answer.", removed=(("number", 2),))
    told = Page(searched_html(replace(answer, writing=because))).text
    assert told.endswith("The model does not answer. Statements left out because their sources do not say them: 2.")
    assert "<details" not in searched_html(replace(answer, writing=because))
    refused = replace(samples.refusal(), searched=Searched(5, 99, 5, 99), language="zh")
    assert Page(searched_html(refused)).text == "已检索决议：5/5项；段落：99/99段。"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("text", ["The Council bans reports", "<img src=x onerror=alert(1)>`${1}`", "a\x00\u202eb"])
def test_what_was_removed_is_folded_away_and_struck_through(text: str, language: str) -> None:
    removed = Unsupported(text, "body")
    writing = Writing("small-model", supported=1, removed=(("body", 1),), unsupported=(removed,))
    shown = searched_html(replace(samples.answer(), language=language, answerer="llm:small-model", writing=writing))
    page = assert_harmless(shown)
    count = say(language, "unsupported", count=1)
    assert page.text.count(count) == 1
    folded = shown.partition("<details")[2]
    assert f"<summary>{escape(count)}</summary>" in folded
    assert f"<s>{escape(one_line(text))}</s>" in folded
    assert " open" not in folded.partition(">")[0]


@given(HOSTILE_TEXT, st.integers(0, 80), st.integers(0, 80))
def test_an_excerpt_shows_one_paragraph_and_marks_the_words(text: str, start: int, end: int) -> None:
    shown = samples.paragraph("8", text, opening=text[:3])
    mark = Mark(shown.id, Span(start, end))
    page = assert_harmless(excerpt_html(samples.resolution(samples.paragraph("7"), shown, title=text), mark))
    assert page.marked == printable(text[start:end] if start < end else "")
    assert "A/RES/57/203, para. 8 · Adopted 18 December 2002" in page.text
    assert "para. 7" not in page.text


def test_an_excerpt_of_a_heading_shows_the_datum_or_the_title() -> None:
    mark = Mark("A/RES/57/203#meta@en", Span(900, 920))
    assert Page(excerpt_html(samples.resolution(), mark)).marked == "77th plenary meeting"
    whole = Page(excerpt_html(samples.resolution(), Mark("A/RES/57/203"), language="zh")).text
    assert "Strengthening United Nations action" in whole


def test_what_is_said_already_is_not_said_twice() -> None:
    narrowed = replace(samples.answer(), answer="Searched only in 2004.\n\n> x [1]")
    assert "Searched only" not in Page(answer_html(narrowed, said_already="Searched only in 2004.")).text
    assert "Searched only" in Page(answer_html(narrowed, said_already="Searched only in 2005.")).text


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (samples.WORDING, Span(0, len(samples.WORDING))),
        ("Member States", Span(41, 54)),
        ("not in the wording", None),
        ("", None),
    ],
)
def test_citation_mark(quote: str, words: Span | None) -> None:
    cited = samples.citation(quote=quote)
    assert citation_mark(cited) == Mark("A/RES/57/203#op8@en", words)
    if words:
        assert samples.WORDING[words.start : words.end] == quote


def test_heading_citation_marks_the_datum() -> None:
    cited = replace(
        samples.citation("77th plenary meeting"),
        id="A/RES/57/203#meta@en",
        kind="heading",
        source=replace(samples.citation().source, span=Span(900, 920)),
    )
    mark = citation_mark(cited)
    assert source_link(mark) == "/source?id=A%2FRES%2F57%2F203%23meta%40en&words=900-920"
    assert Page(resolution_html(samples.resolution(), OFFICIAL, [mark])).marked == "77th plenary meeting"


def test_resolution_shows_heading_numbers_and_footnotes() -> None:
    page = Page(resolution_html(samples.resolution(), OFFICIAL, [Mark("A/RES/57/203#op8@en")]))
    assert "Adopted 18 December 2002 · session 57 · 77th plenary meeting" in page.text
    assert "4 A/57/385." in page.text
    cited = [attributes for _, attributes in page.elements if "unqa-cited" in attributes.get("class", "")]
    assert [attributes["id"] for attributes in cited] == ["A/RES/57/203#op8@en"]
    assert page.marked == ""


def test_sub_paragraph_stands_alone_only_when_cited() -> None:
    parent = samples.paragraph("2", "Requests: (a) one; (b) two;")
    child = replace(samples.paragraph("2", "one;"), id="A/RES/57/203#op2.a@en", number="2.a", parent=parent.id)
    whole = samples.resolution(parent, child)
    assert Page(resolution_html(whole, OFFICIAL)).text.count("one;") == 1
    assert Page(resolution_html(whole, OFFICIAL, [Mark(child.id, Span(0, 4))])).marked == "one;"


def test_a_page_of_its_own() -> None:
    page = document_html("<b>", "<p>body</p>")
    assert "<title>&lt;b&gt; – unqa</title>" in page
    assert '<main id="unqa-source" tabindex="-1"><p>body</p></main>' in page
    assert '<html lang="ar" dir="rtl">' in document_html("x", "", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_tells_its_page_and_that_it_is_no_resolution(language: str) -> None:
    label = "file:report-2003 (not a resolution), ¶ 3"
    cited = replace(samples.citation(), label=label, source=Source("report-2003.pdf", Span(0, 9), 12))
    shown = Page(answer_html(replace(samples.answer(), citations=(cited,), language=language)))
    assert say(language, "on_page", number=12) in shown.text
    separator = say(language, "place_separator")
    assert f"file:report-2003 ({say(language, 'no_resolution')}){separator}¶ 3" in shown.text
    assert "page" not in Page(answer_html(samples.answer())).text


def test_pages_are_told_where_they_begin_and_where_something_is_cited() -> None:
    printed = [samples.paragraph(number) for number in ("7", "8", "9")]
    paged = samples.resolution(*(replace(one, page=page) for one, page in zip(printed, (1, 1, 2), strict=True)))
    assert re.findall("page [0-9]", Page(resolution_html(paged, "")).text) == ["page 1", "page 2"]
    cited = Page(resolution_html(paged, "", (Mark(printed[1].id),)))
    assert re.findall("page [0-9]", cited.text) == ["page 1", "page 1", "page 2"]
