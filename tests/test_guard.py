"""A real server, asked by those who should be answered and by those who should not."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from index.errors import InputError
from tests.served import KEY, NAME, TOKEN, started
from ui.access import SESSION_COOKIE, Access
from ui.guard import Guard, read_rate
from ui.page_refusals import add_refusals
from ui.page_words import LANGUAGES

EVERYWHERE = (
    "/",
    "/ask?q=x",
    "/corpus",
    "/config",
    "/gradio_api/info",
    "/gradio_api/queue/join",
    "/v1/paragraphs",
    "/openapi.json",
    "/metrics",
    "/mcp",
    "/healthz",
)
ELSEWHERE = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost:3000"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"host": "evil.example"},
    {"host": "evil.example", "origin": "http://evil.example"},
)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client; making one takes longer than asking."""
    with httpx.Client(timeout=60) as opened:
        yield opened


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_pages_of_other_origins_get_nothing(
    client: httpx.Client, server: str, path: str, headers: dict[str, str]
) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        answer = client.request(method, server + path, headers={**headers, "content-type": "application/json"})
        assert answer.status_code in (403, 421)
        assert answer.headers["content-type"] == "application/problem+json"
        assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_no_answer_may_be_read_across_origins(client: httpx.Client, server: str, path: str) -> None:
    answer = client.get(server + path, headers={"origin": server})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_page_may_ask_its_own_server(client: httpx.Client, server: str) -> None:
    headers = {"origin": server, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.post(
        f"{server}/v1/ask", json={"question": "What does 57/203 para 8 say?"}, headers=headers
    ).is_success
    assert client.post(f"{server}/verify", data={"q": "the need for"}, headers=headers).is_success


def test_a_link_leads_to_a_page(client: httpx.Client, server: str) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get(f"{server}/A/RES/57/203", headers=headers).is_success


def spelled(path: Path) -> list[str]:
    """Ways to ask the page's framework for a file."""
    plain = str(path)
    encoded = plain.replace("/", "%2F")
    twice = encoded.replace("%", "%25")
    prefixes = ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=", "//gradio_api/file=")
    return [
        *(prefix + form for prefix in prefixes for form in (plain, encoded, twice, f"/..{plain}", f"file://{plain}")),
        f"/gradio_api/%66ile={plain}",
        f"/gradio_api/./file={plain}",
        f"/x/../gradio_api/file={plain}",
        f"/GRADIO_API/file={plain}",
        f"/gradio_api/file%3D{plain}",
        f"/own/..{plain}",
        f"/own/{'../' * 12}{plain}",
        f"/own/{'..%2F' * 12}{encoded}",
        f"/static/{'../' * 12}{plain}",
        f"/assets/{'..%2f' * 12}{encoded}",
        f"/gradio_api/custom_component/x/client/component/{'../' * 12}{plain}",
        f"/svelte/{'../' * 12}{plain}",
        f"/theme.css?file={plain}",
    ]


def raw_get(address: str, path: str) -> bytes:
    """What the server sends for a path that no client has tidied."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode())
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received


def test_no_file_of_the_machine_is_served(server: str, bundled_data: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("what nobody may read", "utf-8")
    files = {
        Path("/etc/passwd"): b"root:",
        Path("/proc/self/environ"): b"PATH=",
        bundled_data / "catalog.sqlite": b"SQLite format",
        secret: b"what nobody may read",
        Path(__file__).resolve().parents[1] / "pyproject.toml": b"[build-system]",
    }
    for file, tell in files.items():
        for path in spelled(file):
            received = raw_get(server, path)
            assert tell not in received, path
            assert received[:12] != b"HTTP/1.1 500", path


def test_the_framework_takes_no_files(client: httpx.Client, server: str) -> None:
    for path in ("/gradio_api/upload", "/gradio_api/upload?upload_id=x", "/upload", "/gradio_api/upload_progress"):
        sent = client.post(server + path, files={"files": ("draft.txt", b"a confidential draft")})
        assert sent.status_code == 404


def test_a_token_is_asked_for(client: httpx.Client, guarded: str) -> None:
    for path in ("/v1/paragraphs", "/openapi.json", "/metrics", "/mcp", "/config", "/gradio_api/info"):
        answer = client.get(guarded + path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "unauthorized"
    for path in ("/healthz", "/readyz"):
        assert client.get(guarded + path).is_success
    assert client.get(f"{guarded}/v1/paragraphs", headers={"authorization": f"Bearer {TOKEN}"}).is_success
    assert client.get(f"{guarded}/v1/paragraphs", headers={"authorization": f"Bearer {KEY}"}).is_success
    assert client.get(f"{guarded}/v1/paragraphs", headers={"authorization": f"Basic {TOKEN}"}).status_code == 401


def test_a_token_is_made_up_where_others_can_reach_the_server(client: httpx.Client, bundled_data: Path) -> None:
    with started(bundled_data, UNQA_HOSTS=NAME) as (address, printed):
        token = printed.readline().rpartition(" ")[2].strip()
        assert len(token) >= 40
        assert client.get(f"{address}/v1/resolutions").status_code == 401
        assert client.get(f"{address}/v1/resolutions", headers={"authorization": f"Bearer {token}"}).is_success
        assert client.get(f"{address}/v1/resolutions", headers={"host": "other.example"}).status_code == 421


def test_a_reader_signs_in(guarded: str) -> None:
    with httpx.Client(base_url=guarded, headers={"accept": "text/html", "host": NAME}) as reader:
        sent = reader.get("/A/RES/57/203?lang=fr")
        assert sent.status_code == 303
        form = reader.get(sent.headers["location"])
        assert form.is_success
        assert 'value="/A/RES/57/203?lang=fr"' in form.text
        assert reader.post("/sign-in", data={"token": "wrong"}).status_code == 403
        entered = reader.post("/sign-in", data={"token": TOKEN, "next": "/A/RES/57/203"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/A/RES/57/203")
        cookie = next(one for one in entered.headers.get_list("set-cookie") if one.startswith(SESSION_COOKIE))
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie
        headers = {"cookie": cookie.partition(";")[0]}
        assert reader.get("/A/RES/57/203", headers=headers).is_success
        assert reader.get("/v1/paragraphs", headers=headers).is_success
        assert reader.get("/sign-in?next=//evil.example", headers=headers).headers["location"] == "/"


def test_a_link_from_elsewhere_finds_the_cookie(client: httpx.Client, guarded: str) -> None:
    """A browser keeps a strict cookie back on the way from another site; from our own page it sends it."""
    headers = {"accept": "text/html", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = client.get(f"{guarded}/A/RES/57/203", headers={**headers, "sec-fetch-dest": "document"})
    assert answer.is_success
    assert 'content="0; url=/sign-in?next=%2FA%2FRES%2F57%2F203"' in answer.text


def test_no_other_site_signs_a_reader_in(client: httpx.Client, guarded: str) -> None:
    answer = client.post(f"{guarded}/sign-in", data={"token": TOKEN}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-1.2_3", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("a<b>", False), ("é", False)],
)
def test_request_ids(client: httpx.Client, server: str, given: str, kept: bool) -> None:
    answer = client.get(f"{server}/v1/nothing", headers={b"x-request-id": given.encode()})
    said = answer.headers["x-request-id"]
    assert (said == given) is kept
    assert answer.json()["request_id"] == said
    assert said.isascii()


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers everything alike."""
    await Response("here")(scope, receive, send)


def test_too_many_requests_of_one_client() -> None:
    app = Guard(nothing, Access(keys=(TOKEN, KEY)), read_rate("3/minute"))

    async def statuses(path: str, *secrets: str) -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            answers = [await client.get(path, headers={"authorization": f"Bearer {one}"}) for one in secrets]
        for answer in answers:
            if answer.status_code == 429:
                assert answer.json()["code"] == "too_many_requests"
                assert 1 <= int(answer.headers["retry-after"]) <= 60
        return [answer.status_code for answer in answers]

    assert asyncio.run(statuses("/v1/resolutions", *[TOKEN] * 5)) == [200, 200, 200, 429, 429]
    assert asyncio.run(statuses("/v1/resolutions", KEY)) == [200]
    # Wrong keys are counted for the address, so that guessing is slow; so is guessing the token.
    assert asyncio.run(statuses("/v1/resolutions", *"abcd")) == [401, 401, 401, 429]
    assert asyncio.run(statuses("/sign-in", "")) == [429]
    assert asyncio.run(statuses("/healthz", *[""] * 9)) == [200] * 9


@pytest.mark.parametrize("text", ["often", "10", "ten/minute", "5/fortnight"])
def test_a_rate_that_is_none(text: str) -> None:
    with pytest.raises(InputError, match="UNQA_RATE_LIMIT"):
        read_rate(text)


# --- what a reader is told

PAGES = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
GUARDED = Access(frozenset({"localhost"}), token=TOKEN)
# What is asked, and how it is refused.
REFUSED: list[tuple[str, str, dict[str, str], int]] = [
    ("GET", "/", {"host": "evil.example"}, 421),
    ("POST", "/verify", {"origin": "https://evil.example"}, 403),
    ("POST", "/verify", {}, 401),
    ("GET", "/gradio_api/file=/etc/passwd", {}, 404),
    ("POST", "/audit", {"content-length": "99000000"}, 413),
    ("GET", "/sign-in", {}, 429),
]


def refusals(app: Guard, **headers: str) -> list[httpx.Response]:
    """What comes of each request."""

    async def asked() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            await client.get("/sign-in")
            return [
                await client.request(method, path, headers={**headers, **more}) for method, path, more, _ in REFUSED
            ]

    return asyncio.run(asked())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_is_refused_in_a_page_that_says_what_to_do(language: str) -> None:
    english = [notice_of(answer) for answer in refusals(Guard(nothing, GUARDED, read_rate("1/minute")), **PAGES)]
    answers = refusals(Guard(nothing, GUARDED, read_rate("1/minute")), **PAGES, **{"accept-language": language})
    for (_, path, _, status), answer, original in zip(REFUSED, answers, english, strict=True):
        assert (path, answer.status_code) == (path, status)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["x-frame-options"] == "DENY"
        way = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{way}">' in answer.text
        notice = notice_of(answer)
        assert len(notice) > 20
        assert (notice == original) is (language == "en")
        if language in ("ar", "ru", "zh"):
            assert re.findall("[A-Za-z]{2,}", notice.replace("UNQA_HOSTS", "")) == []
    misdirected, elsewhere, unknown, *_, hasty = answers
    # Nothing that this page would load would be let through.
    assert not re.search("src=|href=", misdirected.text)
    assert '<a class="unqa-link" href="/" data-view>' in elsewhere.text
    assert '<a class="unqa-link" href="/sign-in" data-view>' in unknown.text
    assert unknown.headers["www-authenticate"].startswith("Bearer")
    assert hasty.headers["retry-after"] in notice_of(hasty)


def notice_of(answer: httpx.Response) -> str:
    """What a page says of a refusal, without its elements."""
    found = re.search(r'<div class="unqa-notice.*?</div>', answer.text)
    assert found is not None
    return re.sub("<[^>]*>", " ", found.group())


def test_programs_are_refused_in_problem_documents() -> None:
    for accept in ("*/*", "application/json"):
        answers = refusals(Guard(nothing, GUARDED, read_rate("1/minute")), accept=accept)
        for (_, path, _, status), answer in zip(REFUSED, answers, strict=True):
            assert (path, answer.status_code) == (path, status)
            # What is sent to the page is answered by a page.
            if status != 413:
                assert answer.headers["content-type"] == "application/problem+json"
    app = Guard(nothing, GUARDED)

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return await client.get("/v1/resolutions", headers=PAGES)

    answer = asyncio.run(asked())
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


def test_what_nobody_foresaw_is_said_in_a_page() -> None:
    app = FastAPI()
    add_refusals(app)

    def fails() -> None:
        raise RuntimeError("a secret of the machine")

    app.get("/fails")(fails)
    answer = TestClient(app, raise_server_exceptions=False).get("/fails?lang=fr")
    assert answer.status_code == 500
    assert "Une erreur inattendue s’est produite dans le serveur." in answer.text
    assert "secret" not in answer.text
