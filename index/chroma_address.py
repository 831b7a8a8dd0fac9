"""Where the Chroma server is, if the settings name one, and whether it may be talked to.

Nothing but loopback is used without both a key and an encrypted connection, unless the operator insists: whoever can
reach an open Chroma server can change what is found, and a key sent in the clear is read on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from index.errors import InputError
from index.settings import Settings


@dataclass(frozen=True, slots=True)
class ChromaAddress:
    """A Chroma server: its address, the tenant and database where they are not the key's own, and the key."""

    url: str
    tenant: str | None
    database: str | None
    key: SecretStr | None


def chroma_address(settings: Settings) -> ChromaAddress | None:
    """The server that the settings name, None for the store in the data folder.

    Raises InputError for an address that is none, or that is neither loopback nor authenticated and encrypted.
    """
    if not settings.chroma_url:
        return None
    url = settings.chroma_url.strip().rstrip("/")
    parts = _parts(url)
    host = parts.hostname or ""
    key = settings.chroma_api_key if settings.chroma_api_key and settings.chroma_api_key.get_secret_value() else None
    if key is not None and not _is_sendable(key.get_secret_value()):
        raise InputError("UNQA_CHROMA_API_KEY holds blanks or characters that no header can carry")
    safe = is_loopback(host) or (parts.scheme == "https" and key is not None)
    if not safe and not settings.chroma_insecure:
        lacks = "no key (UNQA_CHROMA_API_KEY)" if parts.scheme == "https" else "no encryption (https)"
        raise InputError(
            f"the Chroma server {url} is on another machine and has {lacks}: give both, use a server on this machine, "
            "or set UNQA_CHROMA_INSECURE=1 if everyone who can reach it may read and change the vectors"
        )
    return ChromaAddress(url, settings.chroma_tenant or None, settings.chroma_database or None, key)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    # The address is shown in errors and logs, and may hold no secret.
    if not usable or parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise InputError(
            "UNQA_CHROMA_URL must be http:// or https:// with a host and, where needed, a port and a path, such as "
            "http://127.0.0.1:8000; a key belongs in UNQA_CHROMA_API_KEY"
        )
    return parts


def _is_sendable(key: str) -> bool:
    return all("!" <= letter <= "~" for letter in key)
