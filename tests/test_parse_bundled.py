"""The five bundled files against the print: every opening phrase, footnote and datum, and wordings in full."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import index
from index.model import RawDocument, Resolution
from index.parse import parse_document
from index.readers import read_file
from index.replay import replay, source_span, unaccounted
from tests.bundled_print import PRINTED, WORDINGS, Printed

CORPUS = Path(index.__file__).parent / "corpus"


@cache
def read(file: str) -> tuple[RawDocument, Resolution]:
    raw = read_file(CORPUS / file)
    return raw, parse_document(raw)


def place(identifier: str) -> str:
    return identifier.partition("#")[2].partition("@")[0]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.symbol)
def test_every_opening_phrase_and_number(printed: Printed) -> None:
    _, resolution = read(printed.file)
    expected = [(f"pp{number}", phrase) for number, phrase in enumerate(printed.preambular, 1)]
    expected += [(f"op{number}", phrase) for number, phrase in enumerate(printed.operative, 1)]
    found = [(place(paragraph.id), paragraph.opening) for paragraph in resolution.paragraphs]
    assert found == expected
    assert all(paragraph.text.startswith(paragraph.opening) for paragraph in resolution.paragraphs)
    assert all(paragraph.numbered == (paragraph.kind == "operative") for paragraph in resolution.paragraphs)
    assert [paragraph.position for paragraph in resolution.paragraphs] == list(range(len(expected)))


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.symbol)
def test_heading_data(printed: Printed) -> None:
    _, resolution = read(printed.file)
    assert (resolution.symbol, resolution.language) == (printed.symbol, printed.language)
    assert resolution.title == printed.title
    assert resolution.adopted == printed.adopted
    assert resolution.meeting == printed.meeting
    assert resolution.session == printed.symbol.split("/")[2]
    assert resolution.vote is None
    dated = [datum for datum in resolution.heading if datum.name == "adopted"]
    assert [datum.value for datum in dated] == [printed.adopted.isoformat()]


def test_masthead_of_58_170() -> None:
    _, resolution = read("A_RES_58_170.en.txt")
    assert resolution.agenda_item == "117 (b)"
    assert resolution.committee_report == "A/58/508/Add.2"
    data = {datum.name: datum.text for datum in resolution.heading if datum.name != "line"}
    assert data["agenda_item"] == "Agenda item 117 (b)"
    assert data["committee_report"] == "on the report of the Third Committee (A/58/508/Add.2)"
    assert data["session"] == "Fifty-eighth session"
    assert data["distribution"] == "Distr.: General 9 March 2004"
    assert data["adopted"] == "22 December 2003", "the date of issue, 9 March 2004, is not the date of adoption"


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.symbol)
def test_every_footnote_with_the_paragraphs_that_cite_it(printed: Printed) -> None:
    _, resolution = read(printed.file)
    found: dict[tuple[str, str], list[str]] = {}
    for paragraph in resolution.paragraphs:
        for note in paragraph.footnotes:
            found.setdefault((note.number, note.text), []).append(place(paragraph.id))
    expected = {(number, text): list(places) for number, text, places in printed.footnotes}
    assert found == expected
    assert not [datum for datum in resolution.heading if datum.name == "note"]


@pytest.mark.parametrize("identifier", WORDINGS)
def test_whole_wordings(identifier: str) -> None:
    wordings = {paragraph.id: paragraph.text for printed in PRINTED for paragraph in read(printed.file)[1].paragraphs}
    assert wordings[identifier] == WORDINGS[identifier]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.symbol)
def test_every_wording_reads_clean(printed: Printed) -> None:
    raw, resolution = read(printed.file)
    for paragraph in resolution.paragraphs:
        text = paragraph.text
        assert not re.search(r"[\n\r\t]|  |<|>|\*|_|- | $|^ ", text), "no line break, double blank, markup, broken word"
        assert not re.search(r"[^\W\d_][,;.]?\d", text.replace("A/", "")), "no glued marker"
        assert text[-1] in ",;.，；。"
        first = paragraph.opening.split()[0] if printed.language == "en" else paragraph.opening
        assert text[: len(first) + 1].rstrip(" ,") == first or printed.language == "zh"
        assert raw.text[paragraph.source.start].isalnum() or raw.text[paragraph.source.start] == "*"
        assert not raw.text[paragraph.source.end - 1].isspace()


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.symbol)
def test_everything_replays_and_nothing_is_lost(printed: Printed) -> None:
    raw, resolution = read(printed.file)
    for paragraph in resolution.paragraphs:
        assert replay(raw.text, paragraph.text, paragraph.segments)
        assert all(replay(raw.text, note.text, note.segments) for note in paragraph.footnotes)
        span = source_span(paragraph.segments, 0, len(paragraph.text))
        assert paragraph.source.start <= span.start
        assert span.end <= paragraph.source.end
    assert all(replay(raw.text, datum.text, datum.segments) for datum in resolution.heading)
    assert unaccounted(raw.text, resolution) == ()


def test_source_begins_at_the_printed_number_and_ends_with_the_clause() -> None:
    raw, resolution = read("A_RES_57_203.en.txt")
    source = {place(paragraph.id): paragraph.source for paragraph in resolution.paragraphs}
    eighth = raw.text[source["op8"].start : source["op8"].end]
    assert eighth.startswith("8. Stresses, in this context,")
    assert eighth.endswith("of all \ncountries;")
    sixth = raw.text[source["pp6"].start : source["pp6"].end]
    assert sixth.startswith("Reaffirming the importance")
    assert "1 Resolution 217 A (III)." in sixth, "the page break with its footnotes lies within"
    assert sixth.endswith("25 June 1993,3")


def test_repairs_say_what_was_mended() -> None:
    _, resolution = read("A_RES_52_131.en.txt")
    kinds = Counter(repair.kind for repair in resolution.repairs)
    # Glued openings: 5 of 7 in the preamble, 12 of 14 operative ones.
    assert kinds["opening_space"] == 17
    assert kinds["footnote_marker"] == 4
    assert kinds["hyphen"] == 1
    raw, chinese = read("A_RES_59_190.zh.txt")
    markers = [repair.source for repair in chinese.repairs if repair.kind == "footnote_marker"]
    assert "".join(raw.text[span.start : span.end] for span in markers) == "1231224"


def test_totals() -> None:
    kinds = Counter(paragraph.kind for printed in PRINTED for paragraph in read(printed.file)[1].paragraphs)
    assert kinds == {"preambular": 39, "operative": 60}
