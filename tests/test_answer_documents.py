"""The JSON of `unqa ask` and `unqa show`: the keys, their order and their types are a contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

from index.sources import bundled_folder
from rag.assistant import Assistant
from rag.documents import answer_document, citation_document, paragraph_document, resolution_document
from tests.bundled_print import PRINTED, WORDINGS
from tests.rag_world import cited

ANSWER_KEYS = [
    *("question", "language", "answer", "refusal", "citations", "certainty", "retrieved", "timings_ms", "answerer"),
    *("writing", "narrowed", "searched"),
]
CITATION_KEYS = [
    *("marker", "id", "symbol", "kind", "number", "language", "label", "quote", "text", "footnotes", "url", "source"),
    "same_wording",
]
RESOLUTION_KEYS = [
    *("symbol", "language", "title", "adopted", "session", "meeting", "agenda_item", "vote", "url", "file", "sha256"),
    "paragraphs",
]
PARAGRAPH_KEYS = ["id", "kind", "number", "label", "text", "opening", "footnotes", "source"]


def asked(assistant: Assistant, question: str) -> dict[str, Any]:
    """An answer's document, having gone through JSON."""
    document = answer_document(assistant.ask(question))
    read: dict[str, Any] = json.loads(json.dumps(document, ensure_ascii=False, allow_nan=False))
    assert list(read) == list(document)
    return read


def test_an_answer(assistant: Assistant) -> None:
    document = asked(assistant, "What does paragraph 8 of resolution 57/203 say?")
    wording = WORDINGS["A/RES/57/203#op8@en"]
    (citation,) = document["citations"]
    raw = (bundled_folder() / "A_RES_57_203.en.txt").read_bytes().decode()
    source = citation.pop("source")
    assert citation == {
        "marker": 1,
        "id": "A/RES/57/203#op8@en",
        "symbol": "A/RES/57/203",
        "kind": "operative",
        "number": "8",
        "language": "en",
        "label": "A/RES/57/203, para. 8",
        "quote": wording,
        "text": wording,
        "footnotes": [],
        "url": "https://docs.un.org/en/A/RES/57/203",
        "same_wording": ["A/RES/62/165#op8@en"],
    }
    assert source["file"].endswith("A_RES_57_203.en.txt")
    printed = raw[source["start"] : source["end"]]
    assert " ".join(printed.split()) == f"8. {wording}"
    assert document["question"] == "What does paragraph 8 of resolution 57/203 say?"
    assert (document["language"], document["refusal"], document["answerer"]) == ("en", None, "verbatim")
    assert document["certainty"] == 1.0
    assert document["retrieved"] == [{"id": "A/RES/57/203#op8@en", "score": 1.0}]


QUESTIONS = [
    "What does paragraph 11 of 57/203 say?",
    "When was 59/190 adopted?",
    "Which resolutions mention non-selectivity?",
    "How did paragraph 10 change from 57/203 to 62/165?",
    "What does 57/999 say?",
    "57/203 para 13",
    "Which country won the football world cup in Brazil?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_keys_order_and_types(assistant: Assistant, question: str) -> None:
    document = asked(assistant, question)
    assert list(document) == ANSWER_KEYS
    assert all(type(document[key]) is str for key in ("question", "language", "answer", "answerer"))
    assert type(document["certainty"]) is float
    assert list(document["timings_ms"]) == ["total", "embed", "retrieve"]
    assert all(type(value) is float and value >= 0 for value in document["timings_ms"].values())
    for found in document["retrieved"]:
        assert list(found) == ["id", "score"]
        assert (type(found["id"]), type(found["score"])) == (str, float)
    for citation in document["citations"]:
        assert list(citation) == CITATION_KEYS
        assert citation["kind"] in ("preambular", "operative", "heading")
        assert list(citation["source"]) == ["file", "start", "end"]
        assert 0 <= citation["source"]["start"] < citation["source"]["end"]
        assert all(list(note) == ["number", "text"] for note in citation["footnotes"])
        assert all(type(other) is str for other in citation["same_wording"])


REFUSALS = [
    ("What does 57/999 say?", "resolution_not_in_corpus"),
    ("57/203 para 13", "no_such_paragraph"),
    ("Which country won the football world cup in Brazil?", "no_passage"),
]


@pytest.mark.parametrize(("question", "code"), REFUSALS)
def test_a_refusal_has_no_citations(assistant: Assistant, question: str, code: str) -> None:
    document = asked(assistant, question)
    assert list(document["refusal"]) == ["code", "message"]
    assert document["refusal"]["code"] == code
    assert document["refusal"]["message"] in document["answer"]
    assert document["citations"] == []
    assert document["certainty"] == 0.0


def test_a_datum_of_the_heading(assistant: Assistant) -> None:
    (citation,) = asked(assistant, "When was 59/190 adopted?")["citations"]
    assert (citation["id"], citation["kind"], citation["number"]) == ("A/RES/59/190#meta@zh", "heading", "")
    assert citation["label"] == "A/RES/59/190, heading"
    assert citation["quote"] == citation["text"] == "2004 年 12 月 20 日"
    raw = (bundled_folder() / "A_RES_59_190.zh.txt").read_bytes().decode()
    assert raw[citation["source"]["start"] : citation["source"]["end"]] == "2004 年 12 月 20 日"
    assert citation["url"] == "https://docs.un.org/zh/A/RES/59/190"


def test_footnotes_of_a_citation(assistant: Assistant) -> None:
    (citation,) = asked(assistant, "What does paragraph 11 of 57/203 say?")["citations"]
    assert citation["footnotes"] == [{"number": "4", "text": "A/57/385."}]


def test_a_citations_source_is_the_whole_paragraph_whatever_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("Which report of the Secretary-General does 57/203 take note of?")
    citation = citation_document(answer.citations[0])
    assert cited(answer)[0] == "A/RES/57/203#op11@en"
    assert citation["quote"] == "Takes note of the report of the Secretary-General"
    whole = citation_document(assistant.ask("57/203 para 11").citations[0])
    assert citation["source"] == whole["source"]
    assert citation["text"] == whole["text"] == whole["quote"]


@pytest.mark.parametrize("printed", PRINTED, ids=[each.symbol for each in PRINTED])
def test_a_resolution(assistant: Assistant, printed: Any) -> None:
    resolution = assistant.catalog.resolution(printed.symbol)
    assert resolution is not None
    document = resolution_document(resolution)
    assert list(document) == RESOLUTION_KEYS
    assert all(list(paragraph) == PARAGRAPH_KEYS for paragraph in document["paragraphs"])
    assert json.loads(json.dumps(document)) == document
    assert document["adopted"] == printed.adopted.isoformat()
    assert (document["symbol"], document["language"]) == (printed.symbol, printed.language)
    assert (document["title"], document["meeting"]) == (printed.title, printed.meeting)
    kinds = [paragraph["kind"] for paragraph in document["paragraphs"]]
    assert kinds == ["preambular"] * len(printed.preambular) + ["operative"] * len(printed.operative)
    assert [paragraph["opening"] for paragraph in document["paragraphs"]] == [*printed.preambular, *printed.operative]


def test_a_resolution_without_a_date_or_a_vote(assistant: Assistant) -> None:
    resolution = assistant.catalog.resolution("A/RES/57/203")
    assert resolution is not None
    document = resolution_document(resolution)
    # The printed text tells neither.
    assert (document["vote"], document["agenda_item"], document["session"]) == (None, None, "57")


def test_a_paragraph(assistant: Assistant) -> None:
    (paragraph,) = assistant.catalog.paragraphs(["A/RES/57/203#pp3@en"])
    document = paragraph_document(paragraph, "file.txt")
    assert list(document) == PARAGRAPH_KEYS
    assert document["label"] == "A/RES/57/203, third preambular paragraph"
    assert document["text"] == WORDINGS["A/RES/57/203#pp3@en"]
    assert document["opening"] == "Considering"
    assert [note["text"] for note in document["footnotes"]] == [
        "Resolution 217 A (III).",
        "Resolution 2200 A (XXI), annex.",
    ]
    assert document["source"]["file"] == "file.txt"
