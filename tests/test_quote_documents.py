"""The JSON documents have the keys that the contract names, and survive being written and read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from index.catalog import Catalog
from rag.lineage import trace
from rag.quote import verify
from rag.quote_documents import comparison_document, lineage_document, verification_document
from rag.side_by_side import compare
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with catalog_of(tmp_path_factory.mktemp("documents"), read_folder(BUNDLED)) as opened:
        yield opened


@pytest.mark.parametrize(
    "quotation",
    [
        "flagrant violations",
        "flagrant abuses of human rights and fundamental freedoms",
        "the \u200bcontinuing need for impartial",
    ],
)
def test_verification(catalog: Catalog, quotation: str) -> None:
    verification = verify(catalog, quotation, "57/203")
    document = verification_document(verification)
    assert list(document)[:6] == ["quotation", "verdict", "occurrences", "closest", "diff", "warnings"]
    assert json.loads(json.dumps(document)) == document
    assert [occurrence["id"] for occurrence in document["occurrences"]] == [
        each.id for each in verification.occurrences
    ]
    assert "".join(part["quotation"] for part in document["diff"]) in ("", quotation)
    assert [found["code_point"] for found in document["disguised"]] == (["U+200B"] if "\u200b" in quotation else [])


def test_lineage(catalog: Catalog) -> None:
    document = lineage_document(trace(catalog, "62/165 para 8"))
    assert document["of"] == "A/RES/62/165#op8@en"
    assert [(entry["id"], entry["adopted"], entry["change"]) for entry in document["lineage"]] == [
        ("A/RES/52/131#op10@en", "1997-12-12", "first"),
        ("A/RES/57/203#op8@en", "2002-12-18", "changed"),
        ("A/RES/59/190#op8@zh", "2004-12-20", "changed"),
        ("A/RES/62/165#op8@en", "2007-12-18", "same"),
    ]
    assert document["lineage"][1]["label"] == "A/RES/57/203, para. 8"
    assert {part["op"] for part in document["lineage"][1]["diff"]} == {"equal", "replace"}
    assert json.loads(json.dumps(document)) == document


def test_comparison(catalog: Catalog) -> None:
    document = comparison_document(compare(catalog, "52/131 para 6", "57/203"))
    assert [(row["change"], row["after"]) for row in document["rows"]] == [("dropped", None)]
    assert document["rows"][0]["before"]["id"] == "A/RES/52/131#op6@en"
    assert json.loads(json.dumps(document)) == document
