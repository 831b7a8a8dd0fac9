"""Who may ask the server for what: decided from a request's headers alone. docs/http.md says why each rule is there."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from index.readers import MAXIMUM_BYTES
from index.settings import Settings
from ui.page_addresses import SIGN_IN

LOCAL_NAMES: Final = ("localhost", "127.0.0.1", "::1")
SESSION_COOKIE: Final = "unqa_session"
# Seconds.
SESSION_LENGTH: Final = 30 * 24 * 60 * 60
# Bytes of a body: of what a page sends (a draft among it), of a draft sent by a program, of anything else from one.
LARGEST_FORM: Final = 25_000_000
LARGEST_DRAFT: Final = MAXIMUM_BYTES + 10_000
LARGEST_BODY: Final = 1_000_000
DRAFTS: Final = "/v1/audit"
_PROGRAMS: Final = ("/v1", "/mcp", "/metrics", "/openapi.json")
_OPEN: Final = ("/healthz", "/readyz", SIGN_IN)
# The style and the icon of the page on which one signs in.
_OPEN_BELOW: Final = "/own/"
# What the framework of the page offers beyond what the page uses: files of this machine, other hosts' pages, records.
_CLOSED: Final = tuple(
    f"{prefix}/{name}"
    for prefix in ("/gradio_api", "")
    for name in (
        "file=",
        "file/",
        "upload",
        "proxy=",
        "deep_link",
        "run-history",
        "dev/",
        "custom_component",
        "stream/",
    )
)


@dataclass(frozen=True, slots=True)
class Access:
    """What is asked of a request. `hosts` None: any name will do, since a token is needed; `token` None: none is.

    `keys` open only what is for programs; `token` opens everything.
    """

    hosts: frozenset[str] | None = frozenset(LOCAL_NAMES)
    token: str | None = None
    keys: tuple[str, ...] = ()

    def knows_host(self, host: str) -> bool:
        """Whether the header Host names this server. Another name may have been made to resolve to it."""
        return self.hosts is None or _name_of(host) in self.hosts

    def admits(self, path: str, headers: Headers, cookies: dict[str, str]) -> bool:
        """Whether the request carries what is needed for `path`."""
        if is_open(path):
            return True
        if self.token is not None and self._is_signed_in(cookies):
            return True
        if not self.token and not (self.keys and is_for_programs(path)):
            return True
        return self.knows_secret(bearer(headers), keys=is_for_programs(path))

    def knows_secret(self, given: str, *, keys: bool) -> bool:
        """Whether `given` is the token, or with `keys` one of the keys; as long in the telling, whatever it is."""
        allowed = [secret for secret in (self.token, *(self.keys if keys else ())) if secret]
        same = [hmac.compare_digest(secret.encode(), given.encode()) for secret in allowed]
        return any(same)

    def session(self, now: float | None = None) -> str:
        """The value of a cookie that lets a browser in for `SESSION_LENGTH`. Of no use when the token changes."""
        ends = str(int((time.time() if now is None else now) + SESSION_LENGTH))
        return f"{ends}.{self._sign(ends)}"

    def _is_signed_in(self, cookies: dict[str, str]) -> bool:
        ends, _, signature = cookies.get(SESSION_COOKIE, "").partition(".")
        genuine = hmac.compare_digest(self._sign(ends).encode(), signature.encode())
        return genuine and ends.isdigit() and int(ends) > time.time()

    def _sign(self, ends: str) -> str:
        return hmac.new((self.token or "").encode(), f"session {ends}".encode(), hashlib.sha256).hexdigest()


def access_for(settings: Settings, *, local: bool) -> Access:
    """The access that the settings ask for; off loopback a token is made up where none is set."""
    keys = tuple(key.get_secret_value() for key in settings.api_keys)
    token = settings.token.get_secret_value() if settings.token is not None else None
    if not local or settings.hosts:
        token = token or secrets.token_urlsafe(32)
    if settings.hosts:
        return Access(frozenset((*LOCAL_NAMES, *(_name_of(host) for host in settings.hosts))), token, keys)
    return Access(frozenset(LOCAL_NAMES) if local else None, token, keys)


def comes_from_elsewhere(path: str, method: str, headers: Headers) -> bool:
    """Whether a page of another origin sends the request.

    Following a link to a page is allowed from anywhere: the page that holds the link cannot read what it leads to.
    """
    origin = headers.get("origin")
    if origin is not None and not _same_host(origin, headers.get("host", "")):
        return True
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    follows_link = (
        method in ("GET", "HEAD")
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )
    return not follows_link or is_for_programs(path)


def is_for_programs(path: str) -> bool:
    """Whether an address is of the HTTP interface or of MCP."""
    return path in _PROGRAMS or path.startswith(("/v1/", "/mcp/"))


def largest_body(path: str) -> int:
    """How many bytes an address takes."""
    if path == DRAFTS:
        return LARGEST_DRAFT
    return LARGEST_BODY if is_for_programs(path) else LARGEST_FORM


def is_of_api(path: str) -> bool:
    """Whether an address is of the HTTP interface, or would be if there were anything there."""
    return path in (*_OPEN[:2], "/metrics", "/openapi.json", "/v1") or path.startswith("/v1/")


def is_open(path: str) -> bool:
    """Whether an address needs no token: signs of life, and the way to sign in."""
    return path in _OPEN or path.startswith(_OPEN_BELOW)


def is_closed(path: str) -> bool:
    """Whether an address is one that the framework of the page offers and nobody is to use."""
    return path.startswith(_CLOSED)


def bearer(headers: Headers) -> str:
    """The secret of the header Authorization; "" without one."""
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def client_of(address: str | None, secret: str) -> str:
    """Whom to count a request for: the holder of a key, else the address (of IPv6 the network of one customer)."""
    if secret:
        return hashlib.sha256(secret.encode()).hexdigest()
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def local_path(wanted: str) -> str:
    """A path of this server to go on to; "/" for what would lead elsewhere."""
    plain = wanted.isprintable() and not any(character in wanted for character in "\\ ")
    return wanted if plain and wanted.startswith("/") and not wanted.startswith("//") else "/"


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request, by name."""
    pairs: Sequence[tuple[str, str, str]] = [
        part.strip().partition("=") for part in headers.get("cookie", "").split(";")
    ]
    return {name: value for name, _, value in pairs}


def _name_of(host: str) -> str:
    """The name in a header Host, without its port: "::1" for "[::1]:7860"."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _same_host(origin: str, host: str) -> bool:
    """Whether an origin is that of the server itself; the scheme may differ behind a proxy that speaks TLS."""
    scheme, _, place = origin.partition("://")
    return scheme in ("http", "https") and bool(place) and place.lower() == host.lower()
