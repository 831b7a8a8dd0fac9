"""The evaluation's report in a real browser: wide, on a phone, on paper, and without its script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from eval.model import QuestionSet
from eval.run import Plan, run_evaluation, write_results
from eval.subject import Subject
from tests.eval_world import Oracle, Verification, WorldSources, answer_citing, cite, question, quotation, unanswerable

pytestmark = pytest.mark.browser

OP1, OP2, OTHER_OP1 = "A/RES/1/1#op1@en", "A/RES/1/1#op2@en", "A/RES/2/1#op1@en"
LONG = "https://example.org/" + "long" * 60


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report of four listed questions, one of them right, and a quotation; one question is held apart."""
    cases = (
        question(1, (OP1, OTHER_OP1)),
        question(3, (OP2,), type="list", turns=("Where is the report?",)),
        question(4, (OP2,), turns=(f"What of {LONG}?",), language="fr"),
        unanswerable(7),
        replace(question(2, (OP1,)), turns=("Secret?",)),
    )
    oracle = Oracle(
        {
            "Question 1?": answer_citing(OP1),
            "Where is the report?": answer_citing(OP1, retrieved=(OP1, OP2)),
            f"What of {LONG}?": ValueError("it broke"),
            "Question 7?": answer_citing(OP1),
            "Secret?": answer_citing(OP1),
        },
        {"to convene a conference": Verification("exact", (cite(OP1), cite(OTHER_OP1)))},
    )
    subject = Subject(oracle, oracle, WorldSources())
    quotations = QuestionSet("quotations", (quotation(2),))
    evaluation = run_evaluation([Plan(QuestionSet("bundled", cases), subject), Plan(quotations, subject)])
    folder = tmp_path_factory.mktemp("report")
    write_results(evaluation, folder)
    return (folder / "report.html").as_uri()


@pytest.fixture(params=[(1440, "light"), (390, "light"), (390, "dark")], ids=["wide", "phone", "phone-dark"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, scheme = request.param
    opened = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield opened
    opened.close()


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    assert complaints == []
    return page


def _visible(page: Page) -> list[str]:
    return [case.get_attribute("id") or "" for case in page.locator(".case").all() if case.is_visible()]


def test_nothing_runs_over_the_edge(context: BrowserContext, report: str) -> None:
    page = _open(context, report)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_wrong_ones_come_first_and_open(context: BrowserContext, report: str) -> None:
    page = _open(context, report)
    states = [(case.get_attribute("class") or "").split()[1] for case in page.locator(".case").all()]
    assert states == sorted(states, reverse=True)
    assert page.locator(".case.wrong[open]").count() == states.count("wrong")
    assert "Secret?" not in page.content()


def test_filters_narrow_and_a_cause_leads_to_its_cases(context: BrowserContext, report: str) -> None:
    page = _open(context, report)
    everything = _visible(page)
    page.get_by_role("combobox", name="Language").select_option("fr")
    assert _visible(page) == ["bundled-fact-004"]
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function(f"document.querySelector('#filter output').textContent.startsWith('{len(everything)} of')")
    page.get_by_role("searchbox", name="Words").fill("where is the REPORT")
    assert _visible(page) == ["bundled-fact-003"]
    page.get_by_role("button", name="answered, though the corpus has no answer").click()
    page.wait_for_function("document.querySelector('#filter output').textContent.startsWith('1 of')")
    assert _visible(page) == ["bundled-fact-007"]
    assert page.evaluate("document.activeElement.id") == "cases"


def test_everything_is_there_without_the_script(browser: Browser, report: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    assert not page.locator("#filter").is_visible()
    first = page.locator(".case.wrong").first
    assert first.get_by_text("Expected").is_visible()
    assert first.get_by_text("Given").is_visible()
    context.close()


def test_paper_has_no_controls_and_shows_every_metric(browser: Browser, report: str) -> None:
    page = browser.new_page()
    page.goto(report)
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.metrics").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("table.metrics").first.is_visible()
    page.close()
