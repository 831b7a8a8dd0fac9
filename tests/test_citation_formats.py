"""Citations in six styles, against examples of the styles' own guides and of the texts' own heads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from index.catalog import Catalog, ResolutionSummary
from index.model import Span
from index.symbols import official_url, paragraph_label, split_id
from rag.citation_formats import STYLES, Citable, CitationStyle, citable, cite_all, cite_as
from rag.citing import cite_paragraph
from rag.model import Citation, Source
from rag.quotable import summaries_of
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder


def place(symbol: str, day: date | None, at: str = "", title: str = "") -> Citable:
    """A place of a resolution that need not be in the corpus; `at` is an id's fragment ("op35")."""
    summary = ResolutionSummary(symbol, "en", title, day, None, "", "file.txt", "ab" * 32, 0, 0)
    if not at:
        return citable(summary)
    reference = split_id(f"{symbol.replace(' ', '')}#{at}@en")
    assert reference.kind is not None
    label = paragraph_label(symbol, reference.kind, reference.number, reference.part)
    source = Source("file.txt", Span(3, 9))
    number = reference.number or ""
    citation = Citation(
        1, f"{symbol.replace(' ', '')}#{at}@en", symbol, reference.kind, number, "en", label, "words", "words", (),
        official_url(symbol), source,
    )  # fmt: skip
    return citable(summary, citation)


# The first of Bluebook and of OSCOLA are the guides' own examples.
CITED: list[tuple[CitationStyle, Citable, str]] = [
    (
        "bluebook",
        place("A/RES/62/228", date(2007, 12, 22), "op35"),
        "G.A. Res. 62/228, ¶ 35, U.N. Doc. A/RES/62/228 (Dec. 22, 2007)",
    ),
    (
        "bluebook",
        place("S/RES/1325 (2000)", date(2000, 10, 31), "op8.a"),
        "S.C. Res. 1325, ¶ 8(a), U.N. Doc. S/RES/1325 (Oct. 31, 2000)",
    ),
    (
        "bluebook",
        place("A/RES/57/203", date(2002, 12, 18), "pp3"),
        "G.A. Res. 57/203, pmbl. ¶ 3, U.N. Doc. A/RES/57/203 (Dec. 18, 2002)",
    ),
    ("bluebook", place("A/RES/60/1", None, "annex.op2"), "G.A. Res. 60/1, annex, ¶ 2, U.N. Doc. A/RES/60/1"),
    ("oscola", place("A/RES/51/210", date(1996, 12, 17)), "UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210"),
    ("oscola", place("S/RES/1373 (2001)", date(2001, 9, 28)), "UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373"),
    (
        "oscola",
        place("S/RES/687 (1991)", date(1991, 4, 3), "op9.b"),
        "UNSC Res 687 (3 April 1991) UN Doc S/RES/687, para 9 (b)",
    ),
    ("oscola", place("A/HRC/RES/12/16", date(2009, 10, 2)), "UNHRC Res 12/16 (2 October 2009) UN Doc A/HRC/RES/12/16"),
    (
        "un",
        place("A/RES/57/203", date(2002, 12, 18), "op8"),
        "General Assembly resolution 57/203 of 18 December 2002, para. 8",
    ),
    ("un", place("S/RES/242 (1967)", date(1967, 11, 22), "op1"), "Security Council resolution 242 (1967), para. 1"),
    (
        "un",
        place("A/RES/217 A (III)", date(1948, 12, 10)),
        "General Assembly resolution 217 A (III) of 10 December 1948",
    ),
    ("un", place("E/RES/2014/37", None), "Economic and Social Council resolution 2014/37"),
]


@pytest.mark.parametrize(
    ("style", "cited", "expected"), CITED, ids=[f"{style} {text[:30]}" for style, _, text in CITED]
)
def test_a_style(style: CitationStyle, cited: Citable, expected: str) -> None:
    assert cite_as(style, cited).splitlines()[0] == expected


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The bundled corpus."""
    with catalog_of(tmp_path_factory.mktemp("cited"), read_folder(BUNDLED), families=False) as opened:
        yield opened


def cited(catalog: Catalog, *ids: str) -> list[Citation]:
    """Citations of paragraphs."""
    return [
        cite_paragraph(one, summaries_of(catalog, (one.symbol,))[one.symbol, one.language], 1)
        for one in catalog.paragraphs(ids)
    ]


@pytest.mark.parametrize("style", STYLES)
def test_the_receipt_replays(style: CitationStyle, catalog: Catalog) -> None:
    (citation,) = cited(catalog, "A/RES/58/170#op10@en")
    summary = summaries_of(catalog, ("A/RES/58/170",))["A/RES/58/170", "en"]
    text = cite_all(catalog, [citation], style)
    receipt = citable(summary, citation).receipt
    assert receipt is not None
    assert summary.sha256 in text
    assert f"characters {receipt.span.start}-{receipt.span.end}" in text
    raw = (BUNDLED / summary.file).read_text("utf-8")
    assert raw[receipt.span.start : receipt.span.end] == (
        "10. *Decides* to continue its consideration of this question at its fifty-ninth session."
    )


def test_csl_json_is_one_array_of_legislation(catalog: Catalog) -> None:
    items = json.loads(cite_all(catalog, cited(catalog, "A/RES/57/203#op8@en", "A/RES/59/190#op8@zh"), "csl-json"))
    assert [(one["type"], one["number"], one["section"], one["issued"]) for one in items] == [
        ("legislation", "A/RES/57/203", "para. 8", {"date-parts": [[2002, 12, 18]]}),
        ("legislation", "A/RES/59/190", "para. 8", {"date-parts": [[2004, 12, 20]]}),
    ]
    assert len({one["id"] for one in items}) == 2


def test_ris_has_a_type_first_and_an_end_last(catalog: Catalog) -> None:
    lines = cite_all(catalog, cited(catalog, "A/RES/57/203#op8@en"), "ris").splitlines()
    assert (lines[0], lines[-1]) == ("TY  - STAT", "ER  - ")
    assert all(line[2:6] == "  - " for line in lines)
    assert "DA  - 2002/12/18/" in lines


def test_bibtex_survives_a_title_full_of_its_signs() -> None:
    text = cite_as("bibtex", place("A/RES/57/203", None, title=r"50% of } \input{x} & $5_000 #1"))
    assert r"{{50\% of \} \textbackslash{}input\{x\} \& \$5\_000 \#1}}" in text
    assert text.startswith("@misc{A-RES-57-203-en,\n")
