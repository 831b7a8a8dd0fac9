"""Lineages and comparisons, checked by hand against the texts (docs/quotations.md has the table)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalog import Catalog
from index.errors import InputError, NotInCorpusError, SymbolError
from index.model import Paragraph, Resolution, Span
from index.parse import parse_document
from index.readers import read_file
from rag.correspondence import correspond
from rag.lineage import trace
from rag.side_by_side import LANGUAGE_DIFFERS, Comparison, compare
from rag.wording_diff import compare_wordings
from tests.quotable_corpora import BUNDLED, SECURITY_COUNCIL, catalog_of, read_folder

RESOLUTIONS = read_folder(BUNDLED)

# Of each operative paragraph of 62/165: its place in 52/131, what 57/203 did with that, and what 62/165 did.
LINEAGES = [
    ("1", "1", "changed", "same"),  # "development, and that"
    ("2", "2", "same", "same"),
    ("3", "3", "changed", "same"),  # "promotion and protection"
    ("4", "4", "same", "same"),
    ("5", "5", "changed", "same"),  # "as a legitimate concern"
    ("6", "8", "moved", "same"),
    ("7", "9", "moved", "same"),
    ("8", "10", "changed", "same"),  # "of all countries"
    ("9", "11", "changed", "same"),  # "all human rights ... for all"
    ("10", "12", "moved", "changed"),  # the Human Rights Council
    ("11", "13", "changed", "changed"),
    ("12", "14", "changed", "changed"),
]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with catalog_of(tmp_path_factory.mktemp("lineage"), RESOLUTIONS) as opened:
        yield opened


@pytest.mark.parametrize(("number", "before", "in_2002", "in_2007"), LINEAGES)
def test_lineage_of_an_operative_paragraph(
    catalog: Catalog, number: str, before: str, in_2002: str, in_2007: str
) -> None:
    lineage = trace(catalog, f"62/165 para {number}")
    assert lineage.of == f"A/RES/62/165#op{number}@en"
    assert [(entry.citation.id, entry.change) for entry in lineage.entries] == [
        (f"A/RES/52/131#op{before}@en", "first"),
        (f"A/RES/57/203#op{number}@en", in_2002),
        (f"A/RES/59/190#op{number}@zh", "changed"),
        (f"A/RES/62/165#op{number}@en", in_2007),
    ]
    _, english, chinese, latest = lineage.entries
    assert english.moved is (number != before)
    assert (chinese.note, chinese.diff) == (LANGUAGE_DIFFERS, ())
    # What follows the Chinese text is compared with the English one before it.
    assert latest.compared_with == f"A/RES/57/203#op{number}@en"
    for entry in lineage.entries:
        assert bool(entry.diff) is (entry.change == "changed" and not entry.note)
        assert entry.citation.symbol != "A/RES/58/170"  # of another series


# Of each changed paragraph but the rewritten 11 of 2002: its number, the year, the words that went and those that came.
DIFFERENCES = [
    ("1", 2002, "", ","),
    ("3", 2002, "protection promotion", "promotion protection ,"),
    ("5", 2002, "concerns", "a concern"),
    ("8", 2002, "in", "of"),
    ("9", 2002, "all for all", ""),
    ("10", 2007, "Commission on", "Council"),
    (
        "11",
        2007,
        "Takes note of the report of the Secretary - General , and , this fifty eighth",
        "and intergovernmental and non - governmental organizations further the sixty fourth",
    ),
    ("12", 2002, "third", "eighth"),
    ("12", 2007, "this fifty eighth Human questions", "the sixty fourth Promotion and protection of human"),
]


@pytest.mark.parametrize(("number", "year", "gone", "come"), DIFFERENCES)
def test_what_changed(catalog: Catalog, number: str, year: int, gone: str, come: str) -> None:
    entries = trace(catalog, f"62/165 para {number}").entries
    (entry,) = [one for one in entries if one.adopted is not None and one.adopted.year == year]
    changed = [part for part in entry.diff if part.op != "equal"]
    words = re.compile(r"\w+|[,-]")
    assert words.findall(" ".join(part.source for part in changed)) == gone.split()
    assert words.findall(" ".join(part.quotation for part in changed)) == come.split()


def test_the_same_lineage_from_any_of_its_paragraphs(catalog: Catalog) -> None:
    places = ["52/131 para 10", "57/203 para 8", "59/190 para 8", "A/RES/62/165#op8@en"]
    lineages = [[entry.citation.id for entry in trace(catalog, place).entries] for place in places]
    assert all(lineage == lineages[0] for lineage in lineages)
    assert len(lineages[0]) == 4


def test_what_was_dropped(catalog: Catalog) -> None:
    lineage = trace(catalog, "52/131 para 6")
    assert [(entry.citation.id, entry.change) for entry in lineage.entries] == [("A/RES/52/131#op6@en", "first")]
    assert lineage.absent_after == ("A/RES/57/203", "A/RES/59/190", "A/RES/62/165")


def test_what_was_new(catalog: Catalog) -> None:
    lineage = trace(catalog, "62/165, third preambular paragraph")
    assert lineage.entries[0].citation.id == "A/RES/57/203#pp3@en"
    assert lineage.entries[0].absent_before == ()


def test_differences_of_one_year(catalog: Catalog) -> None:
    entry = trace(catalog, "57/203 para 8").entries[1]
    assert [(part.op, part.source.strip(), part.quotation.strip()) for part in entry.diff if part.op != "equal"] == [
        ("replace", "in", "of")
    ]


def _changes(comparison: Comparison) -> list[tuple[str | None, str | None, str]]:
    return [
        (
            row.before.id.split("#")[1].split("@")[0] if row.before else None,
            row.after.id.split("#")[1].split("@")[0] if row.after else None,
            row.change,
        )
        for row in comparison.rows
    ]


def test_two_resolutions_side_by_side(catalog: Catalog) -> None:
    assert _changes(compare(catalog, "52/131", "57/203")) == [
        ("pp1", "pp1", "same"),
        ("pp2", "pp2", "changed"),
        (None, "pp3", "added"),
        ("pp3", "pp4", "changed"),
        ("pp4", "pp5", "changed"),
        ("pp5", "pp6", "changed"),
        ("pp6", "pp7", "same"),
        ("pp7", "pp8", "changed"),
        ("op1", "op1", "changed"),
        ("op2", "op2", "same"),
        ("op3", "op3", "changed"),
        ("op4", "op4", "same"),
        ("op5", "op5", "changed"),
        ("op6", None, "dropped"),
        ("op7", None, "dropped"),
        ("op8", "op6", "same"),
        ("op9", "op7", "same"),
        ("op10", "op8", "changed"),
        ("op11", "op9", "changed"),
        ("op12", "op10", "same"),
        ("op13", "op11", "changed"),
        ("op14", "op12", "changed"),
    ]


def test_two_languages_are_paired_but_not_compared(catalog: Catalog) -> None:
    comparison = compare(catalog, "57/203", "59/190")
    assert _changes(comparison) == [
        (f"{kind}{number}", f"{kind}{number}", "changed")
        for kind, count in (("pp", 8), ("op", 12))
        for number in range(1, count + 1)
    ]
    assert {(row.note, row.diff) for row in comparison.rows} == {(LANGUAGE_DIFFERS, ())}


def test_two_paragraphs(catalog: Catalog) -> None:
    comparison = compare(catalog, "52/131 para 10", "57/203 para 8")
    assert (comparison.before, comparison.after) == ("A/RES/52/131#op10@en", "A/RES/57/203#op8@en")
    (row,) = comparison.rows
    assert row.change == "changed"
    assert "".join(part.source for part in row.diff).startswith("Stresses, in this context")


def test_a_paragraph_and_a_resolution(catalog: Catalog) -> None:
    assert _changes(compare(catalog, "52/131 para 10", "57/203")) == [("op10", "op8", "changed")]
    assert _changes(compare(catalog, "52/131", "57/203 para 8")) == [("op10", "op8", "changed")]
    assert _changes(compare(catalog, "52/131 para 6", "57/203")) == [("op6", None, "dropped")]


@pytest.mark.parametrize("symbol", [resolution.symbol for resolution in RESOLUTIONS])
def test_a_resolution_is_the_same_as_itself(catalog: Catalog, symbol: str) -> None:
    comparison = compare(catalog, symbol, symbol)
    assert {row.change for row in comparison.rows} == {"same"}
    assert all(row.before == row.after for row in comparison.rows)


@pytest.mark.parametrize(
    ("reference", "error"),
    [
        ("57/203", InputError),  # no paragraph
        ("57/203 para 40", NotInCorpusError),
        ("60/1 para 1", NotInCorpusError),
        ("the Charter", SymbolError),
    ],
)
def test_what_cannot_be_traced(catalog: Catalog, reference: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        trace(catalog, reference)


def test_what_cannot_be_compared(catalog: Catalog) -> None:
    with pytest.raises(NotInCorpusError):
        compare(catalog, "57/203", "60/1")
    with pytest.raises(NotInCorpusError):
        compare(catalog, "57/203 para 40", "62/165")


# --- resolutions made up to be hard -----------------------------------------------------------------------------------


def _resolution(symbol: str, year: int, clauses: Sequence[str]) -> Resolution:
    model = RESOLUTIONS[1]
    paragraphs = tuple(
        Paragraph(
            id=f"{symbol}#op{number}@en",
            symbol=symbol,
            language="en",
            kind="operative",
            number=str(number),
            part="",
            numbered=True,
            parent=None,
            position=number,
            text=text,
            opening=text.split()[0],
            footnotes=(),
            source=Span(0, len(text)),
            segments=(),
        )
        for number, text in enumerate(clauses, 1)
    )
    return replace(
        model, symbol=symbol, adopted=date(year, 12, 1), paragraphs=paragraphs, heading=(), file=f"{symbol[6:]}.txt"
    )


FORMULA = "Requests the Secretary-General to report on the implementation of the present resolution"
SEIZED = "Decides to remain seized of the matter"
WATER = "Urges States to make safe water available in all schools of their rural regions"
ROADS = "Encourages States to build roads between the capitals of the region and its ports"
LAMPS = "Calls upon the Programme to distribute lamps among the families who live by the lake"
TREES = "Invites the Council to consider planting trees along the borders of every district"


def _made_up(folder: Path, *resolutions: Resolution) -> Catalog:
    return catalog_of(folder, resolutions)


def test_a_formula_is_told_apart_by_its_neighbours(tmp_path: Path) -> None:
    first = _resolution("A/RES/70/1", 2015, [WATER, FORMULA, ROADS, FORMULA, LAMPS, SEIZED])
    second = _resolution("A/RES/71/1", 2016, [WATER, ROADS, FORMULA, LAMPS, SEIZED])
    with _made_up(tmp_path, first, second) as catalog:
        assert _changes(compare(catalog, "70/1", "71/1")) == [
            ("op1", "op1", "same"),
            ("op2", None, "dropped"),
            ("op3", "op2", "same"),
            ("op4", "op3", "same"),
            ("op5", "op4", "same"),
            ("op6", "op5", "same"),
        ]
        assert [entry.citation.id for entry in trace(catalog, "71/1 para 3").entries] == [
            "A/RES/70/1#op4@en",
            "A/RES/71/1#op3@en",
        ]
        assert [entry.citation.id for entry in trace(catalog, "70/1 para 2").entries] == ["A/RES/70/1#op2@en"]


def test_absent_in_between(tmp_path: Path) -> None:
    made = [
        _resolution("A/RES/70/1", 2015, [WATER, ROADS, LAMPS, TREES]),
        _resolution("A/RES/71/1", 2016, [WATER, ROADS, TREES]),
        _resolution("A/RES/72/1", 2017, [WATER, ROADS, LAMPS, TREES]),
    ]
    with _made_up(tmp_path, *made) as catalog:
        lineage = trace(catalog, "72/1 para 3")
        assert [(entry.citation.id, entry.change, entry.absent_before) for entry in lineage.entries] == [
            ("A/RES/70/1#op3@en", "first", ()),
            ("A/RES/72/1#op3@en", "same", ("A/RES/71/1",)),
        ]


def test_another_order_is_moved(tmp_path: Path) -> None:
    first = _resolution("A/RES/70/1", 2015, [WATER, ROADS, LAMPS, TREES])
    second = _resolution("A/RES/71/1", 2016, [TREES, WATER, ROADS, LAMPS])
    with _made_up(tmp_path, first, second) as catalog:
        assert _changes(compare(catalog, "70/1", "71/1")) == [
            ("op1", "op2", "same"),
            ("op2", "op3", "same"),
            ("op3", "op4", "same"),
            ("op4", "op1", "moved"),
        ]
        assert [entry.change for entry in trace(catalog, "71/1 para 1").entries] == ["first", "moved"]


def test_a_formula_alone_is_no_series(tmp_path: Path) -> None:
    first = _resolution("A/RES/70/1", 2015, [WATER, ROADS, SEIZED])
    second = _resolution("A/RES/70/2", 2015, [LAMPS, TREES, SEIZED])
    with _made_up(tmp_path, first, second) as catalog:
        assert [entry.citation.id for entry in trace(catalog, "70/2 para 3").entries] == ["A/RES/70/2#op3@en"]


@given(st.lists(st.sampled_from([FORMULA, SEIZED, WATER, ROADS, LAMPS, TREES]), max_size=8), st.data())
def test_every_paragraph_stands_once(clauses: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from([FORMULA, SEIZED, WATER, ROADS, LAMPS]), max_size=8))
    before = _resolution("A/RES/70/1", 2015, clauses).paragraphs
    after = _resolution("A/RES/71/1", 2016, other).paragraphs
    pairs = correspond(_no_catalog(), before, after)
    assert sorted(pair.before.position for pair in pairs if pair.before) == [one.position for one in before]
    assert sorted(pair.after.position for pair in pairs if pair.after) == [one.position for one in after]
    in_order = [pair.after.position for pair in pairs if pair.before and pair.after and not pair.moved]
    assert in_order == sorted(in_order)


def _no_catalog() -> Catalog:
    """Paragraphs of one language are compared without looking anything up."""
    return Catalog.__new__(Catalog)


@given(st.text("ab c,.;-“”人权", max_size=40), st.text("ab c,.;-“”人权", max_size=40))
def test_differences_are_the_two_texts(before: str, after: str) -> None:
    parts = compare_wordings(before, after)
    assert "".join(part.source for part in parts) == before
    assert "".join(part.quotation for part in parts) == after


def test_a_sub_paragraph_is_traced() -> None:
    """S/RES/687 (1991), para. 8 has sub-paragraphs (a) and (b)."""
    found = sorted(SECURITY_COUNCIL.glob("S_RES_0687_*.txt"))
    if not found:
        pytest.skip("the Security Council's resolutions are not beside the checkout")
    resolution = parse_document(read_file(found[0]))
    assert [one.number for one in resolution.paragraphs if one.parent and one.number.startswith("8.")][:2] == [
        "8.a",
        "8.b",
    ]
    pairs = correspond(_no_catalog(), resolution.paragraphs, resolution.paragraphs)
    assert all(pair.before == pair.after for pair in pairs)
