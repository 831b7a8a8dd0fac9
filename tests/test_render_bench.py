"""Verified quotations, lineages, comparisons, the table and the addresses as HTML; nothing in them acts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalog import ResolutionSummary
from index.model import Span
from rag.assistant import Assistant
from rag.corpus_list import ROWS, Choices, Selection, choices, description, select
from rag.lineage import Lineage, LineageEntry, trace
from rag.links import Link, Links
from rag.places import read_place
from rag.quote import Verification
from rag.side_by_side import ComparedRow, Comparison, compare
from rag.wording_diff import DiffPart
from tests import faces_samples as samples
from tests.test_render import HOSTILE_TEXT, Page
from ui.labels import place_label
from ui.page_addresses import (
    compare_address,
    place_address,
    read_path,
    resolution_address,
    trace_address,
    verify_address,
)
from ui.page_words import LANGUAGES
from ui.render_bench import comparison_html, lineage_html, verification_html
from ui.render_corpus import citing_html, links_html, table_html, ways_html
from ui.render_examples import compare_examples_html, quotation_examples_html, trace_examples_html
from ui.render_forms import compare_form, find_form, trace_form, verify_form
from ui.view_examples import PlaceExamples, QuotationExamples, place_examples, quotation_examples

OURS = {
    "a", "article", "aside", "bdi", "blockquote", "button", "del", "details", "div", "form", "h2", "h3", "header",
    "input", "ins", "label", "li", "ol", "option", "p", "pre", "section", "select", "span", "summary", "table", "tbody",
    "td", "textarea", "th", "thead", "time", "tr", "ul",
}  # fmt: skip


def assert_ours(source: str) -> None:
    """Only our own elements, no handler, and only addresses of this server or of the official documents."""
    page = Loose(source)
    assert {tag for tag, _ in page.elements} <= OURS
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in {"src", "style", "srcdoc"} for name in attributes)
    assert all(link.startswith(("/", "#", "https://docs.un.org/")) and link[1:2] != "/" for link in page.links())
    assert not set(source) & set("`${}\\\x1b\x00")


class Loose(Page):
    """A page that may hold fields of forms, which are not closed."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        super().handle_starttag(tag, attrs)
        if tag == "input":
            self._open.pop()


def summary(symbol: str, title: str = "On something", day: date | None = date(2002, 12, 18)) -> ResolutionSummary:
    """A row of the table."""
    return ResolutionSummary(symbol, "en", title, day, "57", "GA", "file.txt", "0" * 64, 2, 3)


@given(HOSTILE_TEXT, st.sampled_from(sorted(LANGUAGES)))
def test_nothing_hostile_survives_in_a_view(text: str, language: str) -> None:
    cited = replace(samples.citation(text), label=text, url=text)
    parts = (DiffPart("replace", text, text[::-1]), DiffPart("equal", text, text))
    found = Verification(text, "altered", closest=cited, diff=parts, warnings=("number",), pieces=(cited,))
    assert_ours(verification_html(found, language))
    assert_ours(verification_html(Verification(text, "exact", (cited, cited)), language))
    entry = LineageEntry(cited, None, "changed", diff=parts, absent_before=(text,))
    assert_ours(lineage_html(Lineage("A/RES/57/203#op8@en", (entry,), (text,)), language))
    rows = (
        ComparedRow("changed", cited, cited, parts),
        ComparedRow("same", cited, cited),
        ComparedRow("added", None, cited),
    )
    assert_ours(comparison_html(Comparison("A/RES/57/203@en", "A/RES/62/165@en", rows), language))
    link = Link("A/RES/57/203#op8@en", text, text, Span(0, 0), text, "A/RES/1/1", text, in_corpus=False, url=text)
    assert_ours(links_html(Links((link,), (link,)), language))
    assert_ours(citing_html([(text, text)], language))
    row = replace(summary("A/RES/57/203"), title=text, language=text)
    assert_ours(table_html(Selection(find=text, body=text), select([row], Selection()), 9, language))
    places = PlaceExamples(text, text)
    assert_ours(trace_examples_html(places, language) + compare_examples_html(places, language))
    assert_ours(quotation_examples_html(QuotationExamples(text, text, text), language))
    for form in (verify_form(text, text, language), trace_form(text, language), compare_form(text, text, language)):
        assert_ours(
            form + find_form(Selection(text, text, text), Choices(("GA", text), ("en", text), (1, 2)), language)
        )


def test_two_resolutions_to_compare_are_named_by_their_symbols() -> None:
    shown = Page(compare_examples_html(PlaceExamples("A/RES/52/131#op1@en", "A/RES/59/190#op1@zh"), "en")).text
    assert "A/RES/52/131 – A/RES/59/190 (Chinese)" in shown
    assert "A/RES/52/131, para. 1 – A/RES/59/190, para. 1 (Chinese)" in shown


def test_what_was_not_compared_is_not_counted_as_changed(assistant: Assistant) -> None:
    across = comparison_html(compare(assistant.catalog, "57/203", "59/190"), "en")
    assert " changed" not in across.partition("unqa-sides")[0]
    assert "The languages differ; the wordings were not compared." in across
    assert "struck out" not in across
    assert "15 same · 5 changed" in comparison_html(compare(assistant.catalog, "57/203", "62/165"), "en")


def test_differences_are_marked_and_complete() -> None:
    diff = (
        DiffPart("equal", "the ", "the "),
        DiffPart("replace", "impartial", "partial"),
        DiffPart("equal", " need", " need"),
    )
    shown = verification_html(Verification("x", "altered", closest=samples.citation(), diff=diff), "en")
    assert "the <del>impartial</del><ins>partial</ins> need</blockquote>" in shown


def test_places_of_a_quotation_have_their_date_and_the_official_document() -> None:
    cited = samples.citation()
    dates = {cited.symbol: date(2002, 12, 18)}
    shown = verification_html(Verification("x", "exact", (cited,)), "en", dates=dates)
    assert "<time datetime=2002-12-18>18 December 2002</time>" in shown
    assert cited.url in shown


def test_what_to_try_is_in_the_corpus_and_changed(assistant: Assistant) -> None:
    found = place_examples(assistant.catalog)
    assert found is not None
    before, after = assistant.catalog.paragraphs([found.place, found.other])
    assert before.symbol != after.symbol
    assert before.text != after.text
    assert found.resolutions == (before.symbol, after.symbol)


HINT = re.compile(r'placeholder="([^"]+)"')


def test_what_empty_fields_show_is_held(assistant: Assistant) -> None:
    found, quoted = place_examples(assistant.catalog), quotation_examples(assistant.catalog)
    assert found is not None
    assert quoted is not None
    forms = (
        trace_form("", "en", hint=place_label(found.place)),
        compare_form("", "", "fr", hints=found.resolutions),
        verify_form("", "", "ar", hint=quoted.symbol),
    )
    shown = [hint for form in forms for hint in HINT.findall(form)]
    assert len(shown) == 4
    for hint in shown:
        assert read_place(assistant.catalog, hint).languages
    trace(assistant.catalog, shown[0])
    compare(assistant.catalog, shown[1], shown[2])


def test_where_nothing_is_held_empty_fields_show_nothing() -> None:
    for form in (verify_form("", "", "en"), trace_form("", "en"), compare_form("", "", "en")):
        assert HINT.findall(form) == []
        assert "57/203" not in re.sub('data-too-long="[^"]*"', "", form)


def test_a_lineage_of_one_says_that_there_is_no_other() -> None:
    entry = LineageEntry(samples.citation(), None, "first")
    alone, two = (Loose(lineage_html(Lineage("A/RES/57/203#op8@en", (entry,) * count), "en")).text for count in (1, 2))
    assert "No other resolution of the corpus has this wording" in alone
    assert "No other" not in two


def test_what_was_not_compared_is_not_called_changed() -> None:
    entry = LineageEntry(samples.citation(), None, "changed", note="language differs, wording not compared")
    shown = Loose(lineage_html(Lineage("A/RES/57/203#op8@en", (entry, entry)), "en")).text
    assert "The languages differ" in shown
    assert "changed" not in shown


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("A/RES/57/203#op8@en", "/A/RES/57/203#op8"),
        ("A/RES/59/190#pp3@zh", "/A/RES/59/190?text=zh#pp3"),
        ("S/RES/242(1967)#op1@en", "/S/RES/242(1967)#op1"),
        ("A/RES/57/203#meta@en", "/A/RES/57/203"),
        ("nonsense", ""),
    ],
)
def test_place_address(place: str, address: str) -> None:
    assert place_address(place) == address


@pytest.mark.parametrize("place", ["A/RES/57/203#op8", "S/RES/687(1991)#op9.b", "A/RES/60/1#annex.op1@fr"])
def test_an_address_is_read_back(place: str) -> None:
    assert read_path(trace_address(place).removeprefix("/trace/")) == place


def test_addresses_of_comparisons_and_resolutions() -> None:
    assert compare_address("A/RES/57/203@en", "A/RES/59/190@zh") == "/compare/A/RES/57/203...A/RES/59/190@zh"
    assert compare_address("A/RES/57/203#op8@en", "S/RES/242 (1967)") == "/compare/A/RES/57/203/op8...S/RES/242(1967)"
    assert resolution_address("A/RES/217 A (III)") == "/A/RES/217A(III)"
    assert read_path("57/203 para 8") == "57/203 para 8"


def test_rows_are_found_and_sorted_by_value() -> None:
    rows = [summary("A/RES/57/10"), summary("A/RES/57/9", "Peace"), summary("A/RES/5/2", "peace at sea", None)]
    by_symbol = select(rows, Selection(sort="symbol"))
    assert [one.symbol for one in by_symbol.rows] == ["A/RES/5/2", "A/RES/57/9", "A/RES/57/10"]
    assert [one.symbol for one in select(rows, Selection(find="PEACE 57")).rows] == ["A/RES/57/9"]
    # What has no date, or no title, is last both ways.
    untitled = [*rows, summary("S/RES/1 (1946)", "", date(1946, 1, 25))]
    for down in (False, True):
        assert select(untitled, Selection(down=down)).rows[-1].adopted is None
        assert select(untitled, Selection(sort="title", down=down)).rows[-1].title == ""


def test_what_has_no_title_is_described_and_found_by_the_first_words_of_its_text() -> None:
    words = "Notes with\nsatisfaction the signing of the Truce Agreement by both parties and the acceptance by both"
    text = f"{words} parties of certain principles as an agreed basis"
    council = replace(summary("S/RES/41 (1948)", ""), body="SC", beginning=text)
    rows = [summary("A/RES/57/203"), council, replace(council, symbol="S/RES/39 (1948)", beginning="不" * 300)]
    (found,) = select(rows, Selection(find="truce AGREEMENT")).rows
    assert found is council
    assert select(rows, Selection(find="agreed basis")).rows == ()
    shown = Loose(table_html(Selection(), select(rows, Selection()), 3, "en")).text
    assert f"No title; from the text: {' '.join(words.split())} parties of certain principles as an …" in shown
    assert f"No title; from the text: {'不' * 140} …" in shown
    assert shown.count("No title") == 2
    assert description(rows[0]) == description(replace(council, beginning="")) == ""


def test_rows_are_narrowed_by_body_language_and_year() -> None:
    council = replace(summary("S/RES/242 (1967)", day=date(1967, 11, 22)), body="SC")
    chinese = replace(summary("A/RES/59/190", day=date(2004, 12, 20)), language="zh")
    rows = [summary("A/RES/57/203"), council, chinese, summary("A/RES/1/1", day=None)]

    def found(**wanted: object) -> list[str]:
        return [one.symbol for one in select(rows, Selection(**wanted)).rows]  # type: ignore[arg-type]

    assert found(body="SC") == ["S/RES/242 (1967)"]
    assert found(language="zh") == ["A/RES/59/190"]
    assert found(year_from=2002, year_to=2003) == ["A/RES/57/203"]
    # What has no date is of no year.
    assert found(year_to=2003) == ["S/RES/242 (1967)", "A/RES/57/203"]
    assert found(find="57/203", body="SC") == []
    assert choices(rows) == Choices(("GA", "SC"), ("en", "zh"), (1967, 2002, 2004))


def test_the_ways_through_a_table_keep_what_narrows_it() -> None:
    rows = [summary(f"A/RES/57/{number}") for number in range(1, ROWS + 2)]
    wanted = Selection("57", "GA", "en", 2002, 2003)
    links = Loose(table_html(wanted, select(rows, wanted), len(rows), "en")).links()
    assert "/corpus?find=57&body=GA&text=en&from=2002&to=2003&sort=adopted&page=2" in links
    assert "/corpus?find=57&body=GA&text=en&from=2002&to=2003&sort=adopted&down=1" in links


def test_long_tables_are_turned() -> None:
    rows = [summary(f"A/RES/57/{number}") for number in range(1, ROWS + 2)]
    first, second = (select(rows, Selection(page=page)) for page in (1, 2))
    assert (len(first.rows), len(second.rows)) == (ROWS, 1)
    assert "Next page" in table_html(Selection(), first, ROWS + 1, "en")
    assert "Next page" not in table_html(Selection(page=2), second, ROWS + 1, "en")


def test_a_verification_has_an_address_unless_it_is_too_long() -> None:
    assert verify_address("every one", "57/203") == "/verify?q=every+one&in=57%2F203"
    assert verify_address("每" * 300, "") == ""


def test_ways_onward() -> None:
    page = Loose(ways_html("A/RES/57/203", "en", "A/RES/57/203#op8@en", ["fr"], "en"))
    assert page.links() == ["/A/RES/57/203#op8", "/trace/A/RES/57/203/op8", "/A/RES/57/203?text=fr"]
