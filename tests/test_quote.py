"""Verdicts on quotations: cases looked up by hand, and properties over every wording of the bundled corpus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog import Catalog
from index.errors import InputError, SymbolError
from index.folding import FOLDS, fold
from rag.quote import Verification, verify
from tests.made_quotables import FILES
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder

CASES = [json.loads(line) for line in Path(__file__).with_name("quotation_cases.jsonl").read_text("utf-8").splitlines()]
RESOLUTIONS = read_folder(BUNDLED)
PARAGRAPHS = [paragraph for resolution in RESOLUTIONS for paragraph in resolution.paragraphs]
RAW = {path.name: path.read_bytes().decode("utf-8") for path in BUNDLED.glob("*.txt")}
TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+(?:[-'’/.](?=[^\W\u4e00-\u9fff])[^\W\u4e00-\u9fff]+)*|[^\w\s]")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with catalog_of(tmp_path_factory.mktemp("quote"), RESOLUTIONS) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=[f"{case['verdict']}: {case['why']}" for case in CASES])
def test_verdict_of_a_careful_reader(catalog: Catalog, case: dict[str, Any]) -> None:
    verification = verify(catalog, case["quotation"], case["within"])
    assert verification.verdict == case["verdict"]
    assert [occurrence.id for occurrence in verification.occurrences] == case["occurrences"]
    assert (verification.closest.id if verification.closest else None) == case["closest"]
    assert sorted(verification.warnings) == case["warnings"]
    _check_shape(verification)


MADE_CASES = [
    json.loads(line) for line in Path(__file__).with_name("quotation_cases_made.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The bundled corpus, and texts in Arabic, French, Russian and Spanish made up for the purpose."""
    files = tmp_path_factory.mktemp("made")
    for name, text in FILES.items():
        (files / name).write_text(text, "utf-8")
    with catalog_of(tmp_path_factory.mktemp("made_catalog"), [*RESOLUTIONS, *read_folder(files)]) as opened:
        yield opened


@pytest.mark.parametrize("case", MADE_CASES, ids=[f"{case['verdict']}: {case['why']}" for case in MADE_CASES])
def test_verdict_on_made_texts(made: Catalog, case: dict[str, Any]) -> None:
    verification = verify(made, case["quotation"], case["within"])
    assert verification.verdict == case["verdict"]
    assert [occurrence.id for occurrence in verification.occurrences] == case["occurrences"]
    assert (verification.closest.id if verification.closest else None) == case["closest"]
    assert sorted(verification.warnings) == case["warnings"]


def _check_shape(verification: Verification) -> None:
    """What holds of every verification, whatever the verdict."""
    cited = [*verification.occurrences, *verification.pieces]
    if verification.closest is not None:
        cited.append(verification.closest)
        assert "".join(part.source for part in verification.diff) == verification.closest.quote
        assert "".join(part.quotation for part in verification.diff) == verification.quotation
    for citation in cited:
        assert citation.quote in citation.text
        raw = RAW[citation.source.file][citation.source.span.start : citation.source.span.end]
        assert raw[:2].strip() == citation.quote[: len(raw[:2].strip())]
        assert raw[-1] == citation.quote[-1]
    for part in verification.diff:
        assert (part.op == "insert") == (not part.source and bool(part.quotation))
        assert (part.op == "delete") == (not part.quotation and bool(part.source))
        if part.op == "equal" and not verification.disguised:
            assert (
                re.findall(r"[^\W\d_]{4,}", fold(part.quotation).text)[1:]
                == re.findall(r"[^\W\d_]{4,}", fold(part.source).text)[1:]
            )


CURATED = [
    case
    for case in map(
        json.loads,
        (Path(__file__).resolve().parents[1] / "eval/questions/quotations.dev.jsonl").read_text("utf-8").splitlines(),
    )
    if all("A/RES/" in place for place in [*case["occurrences"], *(case["closest"] or [])])
]


@pytest.mark.parametrize("case", CURATED, ids=[case["id"] for case in CURATED])
def test_curated_quotations(catalog: Catalog, case: dict[str, Any]) -> None:
    verification = verify(catalog, case["quotation"], case["in"])
    assert verification.verdict == case["verdict"]
    assert [occurrence.id for occurrence in verification.occurrences] == case["occurrences"]
    assert set(verification.warnings) == set(case["warnings"])
    if case["closest"]:
        assert verification.closest is not None
        assert verification.closest.id in case["closest"]


@pytest.mark.parametrize("quotation", ["", "  \n", "“…”", "\u200b", "—", "x" * 20_001])
def test_not_a_quotation(catalog: Catalog, quotation: str) -> None:
    with pytest.raises(InputError):
        verify(catalog, quotation)


def test_credited_to_no_place(catalog: Catalog) -> None:
    with pytest.raises(SymbolError):
        verify(catalog, "flagrant violations", "somewhere")


@pytest.mark.parametrize(
    ("within", "attribution"),
    [
        (None, None),
        ("57/203", "confirmed"),
        ("57/203#op4", "confirmed"),
        ("A/RES/57/203#op4@en", "confirmed"),
        ("57/203 para 3", "wrong"),
        ("58/170", "wrong"),
        ("70/1", "unknown"),  # not in the corpus
        ("59/190", "unknown"),  # there in Chinese only
    ],
)
def test_attribution(catalog: Catalog, within: str | None, attribution: str | None) -> None:
    verification = verify(catalog, "the urgent task of preventing mass and flagrant violations", within)
    assert verification.attribution == attribution
    assert verification.verdict == ("misattributed" if attribution == "wrong" else "exact")


@pytest.mark.parametrize(
    ("opening", "strength"),
    [("Encourages", "weaker"), ("Urges", "stronger"), ("Demands that", "stronger"), ("Notes", None), ("Asks", None)],
)
def test_strength_of_another_opening(catalog: Catalog, opening: str, strength: str | None) -> None:
    words = "all human rights bodies within the United Nations system, as well as the special rapporteurs"
    verification = verify(catalog, f"{opening} {words}")
    assert verification.warnings == ("opening_phrase",)
    assert verification.opening_strength == strength


def test_disguised_characters_are_named(catalog: Catalog) -> None:
    quotation = "the contin\u200buing need for impаrtial and objective information"
    verification = verify(catalog, quotation)
    assert verification.verdict == "altered"
    assert [(found.code_point, found.name, found.looks_like) for found in verification.disguised] == [
        ("U+200B", "ZERO WIDTH SPACE", ""),
        ("U+0430", "CYRILLIC SMALL LETTER A", "a"),
    ]
    assert [quotation[found.position] for found in verification.disguised] == ["\u200b", "а"]


def test_a_footnote_is_found_under_its_paragraph(catalog: Catalog) -> None:
    verification = verify(catalog, "A/CONF.157/24 (Part I) and Corr.1")
    assert verification.verdict == "absent"  # in Chinese: 和, not "and"
    verification = verify(catalog, "Resolution 2200 A (XXI), annex", "57/203")
    assert verification.verdict == "exact"
    first = verification.occurrences[0]
    assert first.label.endswith("footnote 2") or first.label.endswith("footnote 3")
    assert first.text.lower().endswith("resolution 2200 a (xxi), annex.")
    assert verification.attribution == "confirmed"


def test_stitched_names_its_pieces(catalog: Catalog) -> None:
    verification = verify(
        catalog,
        "Recalling its previous resolutions in this regard, to reject all doctrines of exclusion based on racism",
    )
    assert [piece.id for piece in verification.pieces] == ["A/RES/57/203#pp5@en", "A/RES/58/170#op4@en"]
    assert verification.pieces[1].quote == "to reject all doctrines of exclusion based on racism"


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters() | st.sampled_from("the of 人权 rights.,;…“”-\u200b\u00ad1²" + "".join(list(FOLDS)[:40])),
        max_size=80,
    )
)
def test_any_text_has_a_verdict(catalog: Catalog, text: str) -> None:
    try:
        verification = verify(catalog, text)
    except InputError:
        return
    _check_shape(verification)
