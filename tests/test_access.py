"""Who may ask for what, as tables."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from index.settings import Settings
from ui.access import (
    LOCAL_NAMES,
    SESSION_COOKIE,
    SESSION_LENGTH,
    Access,
    access_for,
    client_of,
    comes_from_elsewhere,
    cookies_of,
    local_path,
)

SECRET = "correct horse battery"
KEY = "another secret of theirs"
LOCAL = Access()
TOKEN = Access(hosts=None, token=SECRET, keys=(KEY,))
KEYS = Access(keys=(KEY,))


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:7860", True),
        ("localhost", True),
        ("LOCALHOST:7860", True),
        ("[::1]:7860", True),
        ("evil.example:7860", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:7860", False),
        ("evil.example#localhost", False),
        ("localhost@evil.example", False),
        ("evil.example\\@localhost:1", True),  # what stands before "@" is no name; the name is this machine's
        ("0.0.0.0:7860", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_names_of_this_machine(host: str, known: bool) -> None:
    assert LOCAL.knows_host(host) is known


@pytest.mark.parametrize(
    ("headers", "method", "path", "elsewhere"),
    [
        # Programs send none of the headers that browsers do.
        ({}, "POST", "/v1/ask", False),
        # The page's own scripts and forms.
        ({"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}, "POST", "/v1/ask", False),
        ({"origin": "https://127.0.0.1:7860"}, "POST", "/v1/ask", False),
        ({"sec-fetch-site": "same-origin"}, "GET", "/gradio_api/queue/data", False),
        # An address typed, or a bookmark.
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, "GET", "/v1/resolutions", False),
        # Another site, another port, a file, a frame in a sandbox, an extension.
        ({"origin": "https://evil.example"}, "POST", "/v1/ask", True),
        ({"origin": "http://127.0.0.1:3000"}, "POST", "/v1/ask", True),
        ({"origin": "http://localhost:7860"}, "POST", "/v1/ask", True),
        ({"origin": "null"}, "POST", "/v1/ask", True),
        ({"origin": ""}, "POST", "/v1/ask", True),
        ({"origin": "file://127.0.0.1:7860"}, "POST", "/v1/ask", True),
        ({"origin": "chrome-extension://127.0.0.1:7860"}, "POST", "/v1/ask", True),
        ({"origin": "http://127.0.0.1:7860.evil.example"}, "POST", "/v1/ask", True),
        # Requests that carry no origin: pictures, scripts, frames.
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, "GET", "/v1/paragraphs", True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, "GET", "/ask", True),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, "GET", "/gradio_api/info", True),
        (
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
            "GET",
            "/corpus",
            True,
        ),
        # A link in a paper to a permanent address, but not to the interface.
        (
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
            "GET",
            "/A/RES/57/203",
            False,
        ),
        (
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
            "GET",
            "/v1/trace",
            True,
        ),
        (
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
            "POST",
            "/verify",
            True,
        ),
    ],
)
def test_other_origins(headers: dict[str, str], method: str, path: str, elsewhere: bool) -> None:
    assert comes_from_elsewhere(path, method, Headers({"host": "127.0.0.1:7860", **headers})) is elsewhere


@pytest.mark.parametrize(
    ("access", "path", "secret", "admitted"),
    [
        (LOCAL, "/v1/ask", "", True),
        (LOCAL, "/", "", True),
        (TOKEN, "/healthz", "", True),
        (TOKEN, "/readyz", "", True),
        (TOKEN, "/sign-in", "", True),
        (TOKEN, "/own/page.css", "", True),
        (TOKEN, "/", "", False),
        (TOKEN, "/config", "", False),
        (TOKEN, "/gradio_api/queue/join", "", False),
        (TOKEN, "/v1/ask", "", False),
        (TOKEN, "/mcp", "", False),
        (TOKEN, "/metrics", "", False),
        (TOKEN, "/openapi.json", "", False),
        (TOKEN, "/healthz/../v1/ask", "", False),
        (TOKEN, "/v1/ask", SECRET, True),
        (TOKEN, "/", SECRET, True),
        (TOKEN, "/v1/ask", KEY, True),
        (TOKEN, "/", KEY, False),
        (TOKEN, "/v1/ask", SECRET + " ", True),
        (TOKEN, "/v1/ask", SECRET.upper(), False),
        (TOKEN, "/v1/ask", SECRET[:-1], False),
        (TOKEN, "/v1/ask", "clé", False),
        (KEYS, "/", "", True),
        (KEYS, "/v1/ask", "", False),
        (KEYS, "/mcp", "", False),
        (KEYS, "/v1/ask", KEY, True),
        (KEYS, "/v1/ask", SECRET, False),
    ],
)
def test_secrets(access: Access, path: str, secret: str, admitted: bool) -> None:
    headers = Headers({"authorization": f"Bearer {secret}"} if secret else {})
    assert access.admits(path, headers, {}) is admitted


def test_a_session_is_of_its_token_and_of_its_time() -> None:
    session = TOKEN.session()
    assert TOKEN.admits("/", Headers({}), {SESSION_COOKIE: session})
    assert not Access(hosts=None, token=SECRET + "2").admits("/", Headers({}), {SESSION_COOKIE: session})
    old = TOKEN.session(time.time() - SESSION_LENGTH - 1)
    assert not TOKEN.admits("/", Headers({}), {SESSION_COOKIE: old})
    ends, _, signature = old.partition(".")
    assert not TOKEN.admits("/", Headers({}), {SESSION_COOKIE: f"{int(ends) * 2}.{signature}"})


@given(st.text())
def test_no_cookie_lets_in_by_chance(text: str) -> None:
    assert not TOKEN.admits("/", Headers({}), {SESSION_COOKIE: text})
    assert not TOKEN.knows_secret(text, keys=True) or text in (SECRET, KEY)


@pytest.mark.parametrize(
    ("settings", "local", "hosts", "needs_token"),
    [
        ({}, True, frozenset(LOCAL_NAMES), False),
        ({}, False, None, True),
        ({"token": "0123456789abcdef"}, True, frozenset(LOCAL_NAMES), True),
        # Behind a proxy that others can reach.
        ({"hosts": ("unqa.example.org", "Other.example:8443")}, True, None, True),
    ],
)
def test_access_of_settings(
    settings: dict[str, object], local: bool, hosts: frozenset[str] | None, needs_token: bool
) -> None:
    access = access_for(Settings(**settings), local=local)  # type: ignore[arg-type]
    assert (access.token is not None) is needs_token
    if "hosts" in settings:
        assert access.hosts == frozenset((*LOCAL_NAMES, "unqa.example.org", "other.example"))
    else:
        assert access.hosts == hosts


def test_a_token_made_up_is_not_guessed() -> None:
    tokens = {access_for(Settings(), local=False).token for _ in range(10)}
    assert len(tokens) == 10
    assert all(token is not None and len(token) >= 40 for token in tokens)


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/A/RES/57/203?lang=fr", "/A/RES/57/203?lang=fr"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("/\t/evil.example", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(wanted: str, path: str) -> None:
    assert local_path(wanted) == path


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("192.0.2.1", ""), ("192.0.2.1", ""), True),
        (("192.0.2.1", ""), ("192.0.2.2", ""), False),
        # One customer has a whole network of addresses.
        (("2001:db8::1", ""), ("2001:db8::ffff:2", ""), True),
        (("2001:db8::1", ""), ("2001:db8:0:1::1", ""), False),
        (("192.0.2.1", KEY), ("198.51.100.7", KEY), True),
    ],
)
def test_who_is_counted_as_one(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (client_of(*one) == client_of(*other)) is same


def test_cookies() -> None:
    assert cookies_of(Headers({"cookie": "a=b; c=d=e;f"})) == {"a": "b", "c": "d=e", "f": ""}
    assert cookies_of(Headers({})) == {"": ""}
