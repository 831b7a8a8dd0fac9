"""Permanent addresses however they are written, over real HTTP: each leads to the one that is canonical."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from rag.assistant import Assistant
from rag.corpus_list import Selection, select
from rag.side_by_side import compare
from tests.test_render_bench import summary
from ui.page_addresses import address_meant, compare_address, read_path
from ui.render_corpus import table_html


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    """A browser without scripts."""
    with httpx.Client(base_url=server, timeout=60, follow_redirects=True, headers={"accept": "text/html"}) as opened:
        yield opened


LEADING = [
    # As typed, from a log in lower case, from a program that adds a solidus, percent-encoded whole.
    ("/a/res/57/203", "/A/RES/57/203"),
    ("/A/RES/57/203/", "/A/RES/57/203"),
    ("/A%2FRES%2F57%2F203", "/A/RES/57/203"),
    ("/a%2fres%2f57%2f203", "/A/RES/57/203"),
    ("/A/RES/57/203%20", "/A/RES/57/203"),
    ("/57/203", "/A/RES/57/203"),
    # Citations pasted after the address.
    ("/General Assembly resolution 57/203", "/A/RES/57/203"),
    ("/General Assembly resolution 57/203 of 18 December 2002, para. 8", "/A/RES/57/203#op8"),
    ("/A/RES/57/203, para. 8", "/A/RES/57/203#op8"),
    ("/A/RES/57/203, last paragraph", "/A/RES/57/203#op12"),
    ("/A/RES/57/203/OP8", "/A/RES/57/203#op8"),
    ("/A/RES/57/203%23op8%40en", "/A/RES/57/203?text=en#op8"),
    # What was asked for besides stays.
    ("/a/res/57/203/?lang=fr&text=en", "/A/RES/57/203?lang=fr&text=en"),
    ("/59/190@zh?text=en&lang=zh", "/A/RES/59/190?lang=zh&text=zh"),
]


@pytest.mark.parametrize(("written", "canonical"), LEADING)
def test_an_address_leads_to_the_canonical_one(client: httpx.Client, written: str, canonical: str) -> None:
    answer = client.get(written.replace(" ", "%20"))
    assert answer.status_code == 200
    last = answer.history[-1].headers["location"]
    assert last == canonical
    assert answer.url.path == canonical.partition("?")[0].partition("#")[0]


@pytest.mark.parametrize(
    "path", ["/A/RES/57/203", "/A/RES/57/203?text=en", "/A/RES/59/190?text=zh&lang=ar", "/%41/RES/57/203"]
)
def test_the_canonical_address_is_answered_at_once(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.history) == (200, [])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        # The address is understood; what it names is not there.
        ("/a/res/57/999?lang=en", "is not in the corpus"),
        ("/A/RES/57/203, para. 99?lang=en", "has no such paragraph"),
        ("/57/203, para. 99?lang=en", "has no such paragraph"),
        ("/nothing/like/57/203/this?lang=en", "There is nothing at this address."),
    ],
)
def test_what_is_not_there_is_said_and_not_led_to(client: httpx.Client, path: str, words: str) -> None:
    answer = client.get(path.replace(" ", "%20"))
    assert answer.status_code == 404
    assert words in answer.text.replace("<bdi>", "").replace("</bdi>", "")


@pytest.mark.parametrize(
    "path", ["", "/", "config", "//evil.example/57/203", "\\\\evil.example", "https://evil.example"]
)
def test_what_is_no_citation_leads_nowhere(path: str) -> None:
    assert address_meant(path) == ""


def test_programs_are_led_on_too_and_told_of_nothing_as_before(server: str) -> None:
    with httpx.Client(base_url=server, timeout=60) as program:
        assert program.get("/a/res/57/203").headers["location"] == "/A/RES/57/203"
        assert program.get("/nothing").headers["content-type"] == "application/json"
        assert program.post("/a/res/57/203").status_code in (404, 405)


def test_the_address_of_a_comparison_across_languages_is_read_back(assistant: Assistant) -> None:
    found = compare(assistant.catalog, "57/203", "59/190")
    one, _, other = compare_address(found.before, found.after).removeprefix("/compare/").partition("...")
    assert other == "A/RES/59/190@zh"
    assert compare(assistant.catalog, read_path(one), read_path(other)) == found


def test_a_page_beyond_the_end_of_the_table_is_the_last(client: httpx.Client, assistant: Assistant) -> None:
    assert "A/RES/62/165" in client.get("/corpus?page=99").text
    rows = [summary(f"A/RES/60/{number}") for number in range(1, 251)]
    last = select(rows, Selection(page=99))
    assert (last.page, last.has_next, len(last.rows), last.rows[-1].symbol) == (3, False, 50, "A/RES/60/250")
    shown = table_html(Selection(page=99), last, len(rows), "en")
    assert "page=2" in shown
    assert "page=98" not in shown
    assert select([], Selection(page=99)).rows == ()
