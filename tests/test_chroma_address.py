"""Which Chroma servers are talked to, and that their key is shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.chroma_address import chroma_address, is_loopback
from index.errors import InputError
from index.settings import Settings

KEY = "ck-0123456789"


def settings(url: str | None, key: str | None = None, insecure: bool = False) -> Settings:
    return Settings.model_validate(
        {"data": Path("nowhere"), "chroma_url": url, "chroma_api_key": key, "chroma_insecure": insecure}
    )


def test_no_server_is_the_default() -> None:
    assert chroma_address(settings(None)) is None
    assert chroma_address(settings("")) is None


@pytest.mark.parametrize(
    ("url", "key", "insecure"),
    [
        ("http://127.0.0.1:8000", None, False),
        ("http://localhost:8000/", None, False),
        ("http://LOCALHOST", KEY, False),
        ("http://[::1]:8000", None, False),
        ("http://127.8.9.10:8000", None, False),
        ("https://api.trychroma.com", KEY, False),
        ("https://chroma.example.org:8443/behind/a/path", KEY, False),
        # The operator insists.
        ("http://chroma:8000", None, True),
        ("https://chroma.example.org", None, True),
        ("http://10.0.0.7:8000", KEY, True),
    ],
)
def test_address_that_is_used(url: str, key: str | None, insecure: bool) -> None:
    address = chroma_address(settings(url, key, insecure))
    assert address is not None
    assert address.url == url.rstrip("/")
    assert KEY not in repr(address)


@pytest.mark.parametrize(
    ("url", "key", "reason"),
    [
        ("http://chroma:8000", None, "no encryption"),
        ("http://chroma:8000", KEY, "no encryption"),
        ("https://chroma.example.org", None, "no key"),
        ("https://chroma.example.org", "", "no key"),
        ("http://0.0.0.0:8000", None, "no encryption"),
        # Names that only look like this machine.
        ("http://localhost.example.org", None, "no encryption"),
        ("http://127.0.0.1.example.org", None, "no encryption"),
        ("http://127.0.0.1@example.org", None, "must be http"),
    ],
)
def test_address_that_is_refused(url: str, key: str | None, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        chroma_address(settings(url, key))
    if "must be" not in reason:
        assert "UNQA_CHROMA_INSECURE=1" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        " ",
        "127.0.0.1:8000",
        "localhost",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "http://",
        "http://127.0.0.1:none",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        f"http://user:{KEY}@127.0.0.1:8000",
        f"http://127.0.0.1:8000/?key={KEY}",
        f"http://127.0.0.1:8000/#{KEY}",
        "http://[::1",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InputError, match="UNQA_CHROMA_URL must be") as caught:
        chroma_address(settings(url, insecure=True))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ"])
def test_key_that_no_header_can_carry(key: str) -> None:
    with pytest.raises(InputError, match="UNQA_CHROMA_API_KEY") as caught:
        chroma_address(settings("http://127.0.0.1:8000", key))
    assert key not in str(caught.value)


def test_settings_do_not_show_the_key() -> None:
    shown = settings("https://api.trychroma.com", KEY)
    assert KEY not in f"{shown!r} {shown} {shown.model_dump()} {shown.model_dump_json()}"


def test_loopback() -> None:
    assert is_loopback("::1")
    assert not is_loopback("169.254.1.1")
