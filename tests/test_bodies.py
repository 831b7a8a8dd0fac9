"""Resolutions of the other bodies, in the layout of their documents; documents that only look like resolutions."""

from __future__ import annotations

import pytest

from index.errors import NoResolutionError
from index.model import RawDocument
from index.parse import parse_document
from index.plain_documents import document_name, parse_text
from index.symbols import official_url, paragraph_label, parse_symbol

COUNCIL = """2014/37. Support to Non-Self-Governing Territories

The Economic and Social Council,

Having considered the report of the Secretary-General,

Recalling its resolution 2013/43 of 26 July 2013,

1. Takes note of the report;

2. Recommends that all States intensify their efforts:

(a) In the specialized agencies;

(b) In the associated institutions;

3. Decides to keep these questions under continuous review.

54th plenary meeting
18 November 2014
"""
RIGHTS = """12/16. Freedom of opinion and expression

The Human Rights Council,

Guided by the Charter of the United Nations,

Recalling also its resolution 7/36 of 28 March 2008,

1. Reaffirms the rights contained in the Covenant;

2. Calls upon all States to respect these rights;

30th meeting
2 October 2009

[Adopted without a vote.]

Annex

Rules of the mandate

1. The mandate is for three years.
"""
SECURITY = """Resolution 1325 (2000)

Adopted by the Security Council at its 4213th meeting, on 31 October 2000

The Security Council,

Recalling its resolution 1261 (1999) of 25 August 1999,

1. Urges Member States to ensure increased representation;

2. Decides to remain actively seized of the matter.
"""
MADE = [
    (COUNCIL, "ECOSOC", "E/RES/2014/37", ["#pp1", "#pp2", "#op1", "#op2", "#op2.a", "#op2.b", "#op3"]),
    (RIGHTS, "HRC", "A/HRC/RES/12/16", ["#pp1", "#pp2", "#op1", "#op2", "#annex.op1"]),
    (SECURITY, "SC", "S/RES/1325 (2000)", ["#pp1", "#op1", "#op2"]),
]
REPORT = """United Nations A/58/185
General Assembly

Strengthening United Nations action in the field of human rights

Report of the Secretary-General

1. The present report is submitted pursuant to General Assembly resolution A/RES/57/203.

2. Four Governments replied.
"""


@pytest.mark.parametrize(("text", "body", "symbol", "places"), MADE, ids=[made[2] for made in MADE])
def test_bodies_and_their_series(text: str, body: str, symbol: str, places: list[str]) -> None:
    found = parse_document(RawDocument("document.pdf", text, ""))
    assert (found.symbol, parse_symbol(found.symbol).body) == (symbol, body)
    assert [one.id.partition("#")[2] for one in found.paragraphs] == [f"{place[1:]}@en" for place in places]


def test_a_report_that_names_a_resolution_is_not_that_resolution() -> None:
    raw = RawDocument("reports/A_58_185.en.pdf", REPORT, "")
    with pytest.raises(NoResolutionError):
        parse_document(raw)
    found = parse_text(raw)
    assert found.symbol == "file:reports/a-58-185-en"
    assert official_url(found.symbol) == ""
    assert found.paragraphs[-1].text == "2. Four Governments replied."
    assert {one.kind for one in found.paragraphs} == {"paragraph"}
    label = paragraph_label(found.symbol, "paragraph", found.paragraphs[-1].number)
    assert label == f"file:reports/a-58-185-en (not a resolution), ¶ {len(found.paragraphs)}"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Report 2003 (final).pdf", "file:report-2003-final"),
        ("a/b/Zusammenfassung_Übersicht.docx", "file:a/b/zusammenfassung-übersicht"),
        ("报告.txt", "file:报告"),
    ],
)
def test_names_of_documents(file: str, name: str) -> None:
    assert document_name(file) == name
    assert parse_symbol(name).text == name


@pytest.mark.parametrize("file", ["...", "x" * 300 + ".txt", "((( ))).pdf"])
def test_names_that_are_none_or_too_long(file: str) -> None:
    name = document_name(file)
    assert parse_symbol(name).body == "FILE"
    assert len(name) < 90
