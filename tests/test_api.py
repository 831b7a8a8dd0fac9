"""The HTTP interface of a real server: its documents, its errors, its streams, its tags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from rag.assistant import Assistant
from rag.audit import audit
from rag.audit_documents import audit_document
from rag.documents import answer_document
from rag.draft_readers import read_sent_draft
from rag.lineage import trace
from rag.quote import verify
from rag.quote_documents import comparison_document, lineage_document, verification_document
from rag.side_by_side import compare
from ui import api_answer_models as answers
from ui import api_models as documents
from ui.shown import shown_document

EXACT = "the continuing need for impartial and objective information"
ALTERED = "the continuing need for impartial and subjective information"
DISGUISED = "the continuing need for impartiаl and objective information"
DRAFT = (
    "In its resolution 57/203, para. 8, the Assembly stressed “the continuing need for impartial and objective "
    "information”.\n\nIn 57/203, para. 99, of 1 January 2001, it said nothing. It recalled resolution 99/1.\n"
)
ASKED = (
    "What does paragraph 8 of resolution 57/203 say?",
    "When was resolution 57/203 adopted?",
    "What does paragraph 80 of 57/203 say?",
    "What does resolution 99/1 say?",
    "What must not be used for political ends?",
    "¿Qué dice el párrafo 3 de la resolución 62/165?",
)


@pytest.fixture(scope="module")
def api(server: str) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=server, timeout=60) as client:
        yield client


def body(answer: httpx.Response, model: type[BaseModel]) -> dict[str, Any]:
    """The document of an answer, which is described by `model` to the last field."""
    assert answer.is_success, answer.text
    document: dict[str, Any] = answer.json()
    described = model.model_validate_json(answer.content)
    assert described.model_dump(mode="json", exclude_unset=True) == document, (
        "a field is not described: ui/api_models.py"
    )
    return document


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    documents.Problem.model_validate(document)
    assert (document["status"], document["code"]) == (status, code)
    assert document["detail"]
    assert document["request_id"] == answer.headers["x-request-id"]
    return document


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_is_that_of_the_command_line(api: httpx.Client, assistant: Assistant, question: str) -> None:
    given = body(api.post("/v1/ask", json={"question": question}), answers.Answer)
    expected = answer_document(assistant.ask(question))
    del given["timings_ms"], expected["timings_ms"]
    assert given == expected


def test_a_conversation(api: httpx.Client) -> None:
    first = api.post("/v1/ask", json={"question": "What does paragraph 8 of 57/203 say?"}).json()
    turn = {"question": first["question"], "cited": [cited["id"] for cited in first["citations"]]}
    second = api.post("/v1/ask", json={"question": "And paragraph 9?", "turns": [turn]}).json()
    assert [cited["id"] for cited in second["citations"]] == ["A/RES/57/203#op9@en"]


@pytest.mark.parametrize(
    ("narrowing", "held"),
    [
        ({"symbol": "62/165"}, "A/RES/62/165"),
        ({"from": 2007, "to": 2007}, "A/RES/62/165"),
        ({"language": "zh"}, "A/RES/59/190"),
    ],
)
def test_a_search_is_narrowed(api: httpx.Client, narrowing: dict[str, Any], held: str) -> None:
    answer = api.post("/v1/ask", json={"question": "Who reports to the General Assembly?", **narrowing}).json()
    assert {cited["symbol"] for cited in answer["citations"]} <= {held}


@pytest.mark.parametrize(
    ("quotation", "within"),
    [(EXACT, None), (EXACT, "57/203 para 8"), (EXACT, "57/203 para 1"), (ALTERED, "99/1"), (DISGUISED, None)],
)
def test_verify(api: httpx.Client, assistant: Assistant, quotation: str, within: str | None) -> None:
    given = body(api.post("/v1/verify", json={"quotation": quotation, "in": within}), answers.Verification)
    assert given == verification_document(verify(assistant.catalog, quotation, within))


def test_audit_of_a_text_and_of_a_file(api: httpx.Client, assistant: Assistant) -> None:
    expected = audit_document(audit(assistant.catalog, read_sent_draft("draft.txt", DRAFT.encode())))
    assert {finding["status"] for finding in expected["findings"]} == {"right", "wrong", "unchecked"}
    assert body(api.post("/v1/audit", json={"text": DRAFT}), answers.Audit) == expected
    sent = api.post("/v1/audit", files={"file": ("C:\\of mine\\draft.txt", DRAFT.encode())})
    assert body(sent, answers.Audit)["counts"] == expected["counts"]


@pytest.mark.parametrize("name", ["clean.md", "planted.md"])
def test_audit_of_the_drafts_of_the_tests(api: httpx.Client, name: str) -> None:
    path = Path(__file__).parent / "drafts" / name
    document = body(api.post("/v1/audit", files={"file": (name, path.read_bytes())}), answers.Audit)
    assert document["file"] == name
    assert document["findings"]


@pytest.mark.parametrize("reference", ["62/165#op8", "57/203 para 8", "A/RES/52/131#pp3@en"])
def test_trace(api: httpx.Client, assistant: Assistant, reference: str) -> None:
    given = body(api.get("/v1/trace", params={"ref": reference}), documents.Lineage)
    assert given == lineage_document(trace(assistant.catalog, reference))


@pytest.mark.parametrize(
    ("before", "after"), [("57/203", "62/165"), ("52/131#op8", "57/203#op6"), ("57/203", "59/190")]
)
def test_compare(api: httpx.Client, assistant: Assistant, before: str, after: str) -> None:
    given = body(api.get("/v1/compare", params={"before": before, "after": after}), documents.Comparison)
    assert given == comparison_document(compare(assistant.catalog, before, after))


@pytest.mark.parametrize(
    "reference", ["57/203", "A/RES/57/203", "59/190", "57/203#op8", "57/203 para 8", "57/203#meta"]
)
def test_a_resolution(api: httpx.Client, assistant: Assistant, reference: str) -> None:
    given = body(api.get(f"/v1/resolutions/{reference.replace('#', '%23')}"), documents.Resolution)
    assert given == shown_document(assistant.catalog, reference)


def test_the_list_of_resolutions(api: httpx.Client, assistant: Assistant) -> None:
    given = body(api.get("/v1/resolutions"), documents.ResolutionPage)
    assert [one["symbol"] for one in given["resolutions"]] == list(assistant.holdings().symbols)
    assert (given["total"], given["next"]) == (5, None)
    pages = [api.get("/v1/resolutions", params={"limit": 2, "offset": start}).json() for start in (0, 2, 4, 6)]
    assert [one for page in pages for one in page["resolutions"]] == given["resolutions"]
    assert [page["next"] for page in pages] == [2, 4, None, None]
    chinese = api.get("/v1/resolutions", params={"language": "zh"}).json()
    assert [one["symbol"] for one in chinese["resolutions"]] == ["A/RES/59/190"]


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"symbol": "57/203", "number": "8", "kind": "operative"}, ["A/RES/57/203#op8@en"]),
        ({"symbol": "57/203", "number": "8"}, ["A/RES/57/203#pp8@en", "A/RES/57/203#op8@en"]),
        ({"symbol": "57/203#op8"}, ["A/RES/57/203#op8@en"]),
        ({"symbol": "A/RES/57/203#pp3@en"}, ["A/RES/57/203#pp3@en"]),
        ({"symbol": "57/203 last paragraph"}, ["A/RES/57/203#op12@en"]),
        ({"number": "12", "from": 2007}, ["A/RES/62/165#op12@en"]),
        ({"number": "12", "language": "zh"}, ["A/RES/59/190#op12@zh"]),
        ({"symbol": "57/203", "number": "99"}, []),
        ({"symbol": "57/203#meta"}, []),
        ({"search": "impartial and OBJECTIVE  information", "to": 1997}, ["A/RES/52/131#op10@en"]),
        ({"search": "no such words anywhere"}, []),
        ({"search": "…"}, []),
        ({"search": '" OR words MATCH "x'}, []),
    ],
)
def test_paragraphs(api: httpx.Client, parameters: dict[str, Any], ids: list[str]) -> None:
    given = body(api.get("/v1/paragraphs", params=parameters), documents.ParagraphPage)
    assert [one["id"] for one in given["paragraphs"]] == ids
    assert given["next"] is None


def test_paragraphs_are_listed_once_and_in_order(api: httpx.Client, assistant: Assistant) -> None:
    listed: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = api.get("/v1/paragraphs", params={"limit": 7, "offset": offset}).json()
        listed += [one["id"] for one in page["paragraphs"]]
        offset = page["next"]
    assert tuple(listed) == assistant.catalog.all_paragraph_ids()


JSON = {"content-type": "application/json"}
TEXT = {"content-type": "text/plain"}
TWO_FILES = [("file", ("a.txt", b"x")), ("file", ("b.txt", b"x"))]


@pytest.mark.parametrize(
    ("method", "address", "sent", "status", "code"),
    [
        ("GET", "/v1", {}, 404, "not_found"),
        ("GET", "/v1/", {}, 404, "not_found"),
        ("GET", "/v1/nothing", {}, 404, "not_found"),
        ("GET", "/v1/resolutions/99/1", {}, 404, "not_in_corpus"),
        ("GET", "/v1/paragraphs?symbol=99/1", {}, 404, "not_in_corpus"),
        ("GET", "/v1/trace?ref=57/203%23op99", {}, 404, "not_in_corpus"),
        ("GET", "/v1/ask", {}, 405, "method_not_allowed"),
        ("DELETE", "/v1/paragraphs", {}, 405, "method_not_allowed"),
        # Of a size that is declared, and of one that shows only as the body is read.
        ("POST", "/v1/ask", {"content": b" " * 1_500_000, "headers": JSON}, 413, "content_too_large"),
        ("POST", "/v1/ask", {"content": [b" " * 500_000] * 3, "headers": JSON}, 413, "content_too_large"),
        ("POST", "/v1/audit", {"content": [b" " * 1_000_000] * 22, "headers": JSON}, 413, "content_too_large"),
        ("POST", "/v1/ask", {"data": {"question": "x"}}, 415, "unsupported_media_type"),
        ("POST", "/v1/ask", {"content": b'{"question": "x"}'}, 415, "unsupported_media_type"),
        ("POST", "/v1/verify", {"content": b"{}", "headers": TEXT}, 415, "unsupported_media_type"),
        ("POST", "/v1/audit", {"content": b"x", "headers": TEXT}, 415, "unsupported_media_type"),
        ("POST", "/v1/ask", {"content": b"{", "headers": JSON}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": []}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "x", "topp": 3}}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "x", "top": 0}}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "x", "top": "3"}}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "x", "stream": 1}}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"content": b"[\xff", "headers": JSON}, 400, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "x", "from": 2007, "to": 2002}}, 422, "unusable_input"),
        ("POST", "/v1/ask", {"json": {"question": "x" * 10_001}}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"content": b'{"question": "\\ud800"}', "headers": JSON}, 422, "invalid_request"),
        ("POST", "/v1/ask", {"json": {"question": "?!"}}, 422, "unusable_input"),
        ("POST", "/v1/ask", {"json": {"question": "?!", "stream": True}}, 422, "unusable_input"),
        ("POST", "/v1/ask", {"json": {"question": "x", "symbol": "no symbol"}}, 422, "unusable_input"),
        ("POST", "/v1/verify", {"json": {"quotation": "…"}}, 422, "unusable_input"),
        ("GET", "/v1/trace", {}, 422, "invalid_request"),
        ("GET", "/v1/trace?ref=nonsense", {}, 422, "unusable_input"),
        ("GET", "/v1/trace?ref=57/203", {}, 422, "unusable_input"),
        ("GET", "/v1/paragraphs?limit=101", {}, 422, "invalid_request"),
        ("GET", "/v1/paragraphs?offset=-1", {}, 422, "invalid_request"),
        ("GET", "/v1/paragraphs?symbl=57/203", {}, 422, "invalid_request"),
        ("GET", "/v1/resolutions/nonsense", {}, 422, "unusable_input"),
        ("POST", "/v1/audit", {"json": {"text": "x", "name": "a.exe"}}, 422, "unusable_input"),
        ("POST", "/v1/audit", {"json": {"txt": "x"}}, 422, "invalid_request"),
        ("POST", "/v1/audit", {"files": {"other": ("a.txt", b"x")}}, 422, "invalid_request"),
        ("POST", "/v1/audit", {"files": {"file": ("a.exe", b"x")}}, 422, "unusable_input"),
        ("POST", "/v1/audit", {"files": {"file": ("a.pdf", b"no pdf")}}, 422, "unusable_input"),
        ("POST", "/v1/audit", {"files": TWO_FILES}, 400, "invalid_request"),
    ],
)
def test_problems(api: httpx.Client, method: str, address: str, sent: dict[str, Any], status: int, code: str) -> None:
    if isinstance(sent.get("content"), list):
        sent = {**sent, "content": iter(sent["content"])}
    found = problem(api.request(method, address, **sent), status, code)
    assert "/tmp" not in json.dumps(found)
    assert bool(found.get("errors")) is (status == 422 and code == "invalid_request")


def events(answer: httpx.Response) -> list[tuple[str, dict[str, Any]]]:
    """The server-sent events of an answer: name and data."""
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


@pytest.mark.parametrize(
    "how",
    [
        {"json": {"question": ASKED[0], "stream": True}},
        {"json": {"question": ASKED[0]}, "headers": {"accept": "text/event-stream"}},
    ],
)
def test_a_stream(api: httpx.Client, how: dict[str, Any]) -> None:
    told = events(api.post("/v1/ask", **how))
    assert (told[0][0], told[-1][0]) == ("understood", "answer")
    answers.Understood.model_validate(told[0][1])
    for _, data in told[1:]:
        answers.Answer.model_validate_json(json.dumps(data))
    assert told[-1][1]["citations"][0]["id"] == "A/RES/57/203#op8@en"


@pytest.mark.parametrize("address", ["/v1/paragraphs?symbol=57/203", "/v1/resolutions", "/v1/trace?ref=57/203%23op8"])
def test_what_a_client_has_already_is_not_sent_again(api: httpx.Client, address: str) -> None:
    first = api.get(address)
    tag = first.headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = api.get(address, headers={"if-none-match": condition})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(address, headers={"if-none-match": '"other"'}).content == first.content


def test_signs_of_life(api: httpx.Client) -> None:
    assert body(api.get("/healthz"), documents.Health) == {"status": "ok"}
    assert body(api.get("/readyz"), documents.Readiness)["generation"] >= 1


def test_metrics_count_patterns_not_addresses(api: httpx.Client) -> None:
    api.get("/v1/resolutions/57/203")
    api.get("/v1/no/such/thing")
    api.get("/A/RES/57/203")
    text = api.get("/metrics").text
    assert 'route="/v1/resolutions/{reference:path}",status="200"' in text
    assert 'route="none",status="404"' in text
    assert 'unqa_http_request_duration_seconds_count{route="page"}' in text
    assert "57/203" not in text
    assert "unqa_index_resolutions 5.0" in text


def test_the_description_is_complete(api: httpx.Client) -> None:
    described = api.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    for address, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], (address, method)
            for status, response in operation["responses"].items():
                kinds = set(response.get("content", {}))
                if int(status) >= 400:
                    assert kinds == {"application/problem+json"}, (address, status)
    named = set(json.dumps(described).split('"#/components/schemas/')[1:])
    assert {name.partition('"')[0] for name in named} <= set(schemas)
