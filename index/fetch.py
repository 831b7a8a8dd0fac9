"""Official documents, fetched by symbol and language from the United Nations' document service. Nothing else here uses
the network, and nothing here does unless it is asked to.

One request at a time, with a pause between two; answers that ask to wait are waited for; redirections are followed only
within the service; what comes is looked at before it is kept, and written at once or not at all.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import httpx

from index.document_symbols import OFFICIAL_LANGUAGES, in_one_line, parse_symbol, read_symbol
from index.errors import FetchError, InputError, ReadError, SymbolError
from index.provenance import Provenance, read_provenance, write_provenance
from index.readers import kind_of

MAXIMUM_BYTES: Final = 100 * 1024 * 1024
_ATTEMPTS: Final = 4
_REDIRECTIONS: Final = 5
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
# A document that is none of a resolution: "A/57/385", "A/CONF.157/24 (Part I)".
_OTHER_SYMBOL: Final = re.compile(r"[A-Z]{1,5}(?:/[A-Za-z0-9.-]{1,20}){1,6}(?: ?\([\w ]{1,12}\))?")
_KINDS: Final = {"pdf": ".pdf", "docx": ".docx"}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: between two requests, before a second attempt (doubled for each further one), the longest that an answer
    may ask to wait, without a byte, and for one document in all."""

    pause: float = 1.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    silence: float = 20.0
    document: float = 120.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that is there now. `cached`: it was there already, and nothing was asked for."""

    path: Path
    provenance: Provenance
    cached: bool


def document_symbol(text: str) -> str:
    """The symbol of a document in the spelling that the service knows. Raises SymbolError."""
    symbol = read_symbol(text)
    if symbol is not None and symbol.body != "FILE":
        if not symbol.complete:
            raise SymbolError(f'"{in_one_line(text)}" does not say of which year or session: write it in full')
        return symbol.text
    stripped = text.strip()
    if _OTHER_SYMBOL.fullmatch(stripped) and ".." not in stripped:
        return stripped
    parse_symbol(text)
    raise SymbolError(f'"{in_one_line(text)}" is not the symbol of a document')


class Fetcher:
    """Fetches documents into a folder, one after the other. A context: it holds a connection."""

    def __init__(
        self,
        template: str,
        folder: Path,
        *,
        patience: Patience | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`template` is an address with "{symbol}" and "{language}". Raises InputError for another."""
        self._template = template
        self._folder = folder
        self._patience = patience or Patience()
        self._wait = wait
        self._asked = False
        self._home = _place(template)
        if "{symbol}" not in template or self._home is None:
            raise InputError(
                'UNQA_FETCH_URL must be an https address with "{symbol}" and "{language}" in it, '
                f"not {in_one_line(template)}"
            )
        self._client = httpx.Client(
            headers={"User-Agent": f"unqa/{version('unqa')} (resolutions for a local index; one request at a time)"},
            timeout=self._patience.silence,
            follow_redirects=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, symbol: str, language: str, *, again: bool = False) -> Fetched:
        """The document with a symbol in a language, from the folder if it was fetched before.

        Raises FetchError: not there, refused, not the document; InputError for a language that is not official;
        SymbolError; OSError when it cannot be written.
        """
        canonical = document_symbol(symbol)
        if language not in OFFICIAL_LANGUAGES:
            raise InputError(f"'{in_one_line(language)}' is none of {', '.join(OFFICIAL_LANGUAGES)}")
        kept = None if again else self._kept(canonical, language)
        if kept is not None:
            return kept
        address = self._address(canonical, language)
        data, final = self._with_attempts(address, canonical, language)
        return self._keep(canonical, language, address, final, data)

    def _kept(self, symbol: str, language: str) -> Fetched | None:
        for suffix in _KINDS.values():
            path = self._folder / _file_name(symbol, language, suffix)
            if path.is_file():
                found = read_provenance(path, hashlib.sha256(path.read_bytes()).hexdigest())
                if found is not None:
                    return Fetched(path, found, cached=True)
        return None

    def _keep(self, symbol: str, language: str, address: str, final: str, data: bytes) -> Fetched:
        suffix = _suffix(data, symbol)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / _file_name(symbol, language, suffix)
        sha256 = hashlib.sha256(data).hexdigest()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        provenance = Provenance(symbol, language, address, final, now, sha256, len(data))
        scratch = path.with_name(f".{path.name}.part")
        scratch.write_bytes(data)
        write_provenance(path, provenance)
        scratch.replace(path)
        return Fetched(path, provenance, cached=False)

    def _address(self, symbol: str, language: str) -> str:
        compact = symbol.replace(" ", "")
        before = self._template.partition("{symbol}")[0]
        spelled = quote(compact, safe="" if "?" in before else "/()")
        return self._template.replace("{symbol}", spelled).replace("{language}", language)

    def _with_attempts(self, address: str, symbol: str, language: str) -> tuple[bytes, str]:
        """The bytes that an address gives in the end, and the address that gave them."""
        wait = self._patience.first_wait
        for attempt in range(1, _ATTEMPTS + 1):
            if self._asked:
                self._wait(self._patience.pause)
            self._asked = True
            try:
                return self._once(address, symbol, language)
            except _AgainError as error:
                asked = error.seconds
                if attempt == _ATTEMPTS:
                    raise FetchError(f"{symbol} ({language}): {error}, {attempt} times: try again later") from error
                if asked is not None and asked > self._patience.longest_wait:
                    raise FetchError(
                        f"{symbol} ({language}): {error}, and asks to wait {asked:.0f} seconds: try again later"
                    ) from error
                self._wait(max(asked or 0.0, wait))
                wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _once(self, address: str, symbol: str, language: str) -> tuple[bytes, str]:
        deadline = time.monotonic() + self._patience.document
        current = address
        try:
            for _ in range(_REDIRECTIONS + 1):
                with self._client.stream("GET", current) as response:
                    if not response.is_redirect:
                        return self._body(response, symbol, language, deadline), current
                    current = self._redirected(current, response.headers.get("location", ""), symbol)
        except httpx.InvalidURL as error:
            raise FetchError(f"{symbol}: {in_one_line(current)} is no address: set UNQA_FETCH_URL") from error
        except httpx.HTTPError as error:
            raise _AgainError(f"the service did not answer as it should ({in_one_line(str(error))})") from error
        raise FetchError(f"{symbol}: the service sends from one address to the next, over {_REDIRECTIONS} times")

    def _redirected(self, current: str, location: str, symbol: str) -> str:
        """Where a redirection leads, if it stays within the service."""
        target = urljoin(current, location)
        there = _place(target)
        if there is None or not _is_within(there, self._home):
            raise FetchError(f"{symbol}: the service leads away from itself, to {in_one_line(target)}: not followed")
        return target

    def _body(self, response: httpx.Response, symbol: str, language: str, deadline: float) -> bytes:
        status = response.status_code
        if status in _BUSY:
            raise _AgainError(f"the service answers {status}", _retry_after(response))
        if status in (404, 410):
            raise FetchError(f"{symbol}: the service has no such document in '{language}'")
        if status != 200:
            raise FetchError(f"{symbol} ({language}): the service answers {status}")
        data = bytearray()
        for piece in response.iter_bytes(65_536):
            data += piece
            if len(data) > MAXIMUM_BYTES:
                raise FetchError(f"{symbol} ({language}): the document is larger than {MAXIMUM_BYTES // 2**20} MB")
            if time.monotonic() > deadline:
                raise FetchError(
                    f"{symbol} ({language}): was not there after {self._patience.document:.0f} seconds: try again later"
                )
        return bytes(data)


class _AgainError(Exception):
    """An answer that may be another at the next attempt; `seconds` is what it asks to wait."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


def _suffix(data: bytes, symbol: str) -> str:
    """The ending of a document by its first bytes; a page that says sorry is none."""
    try:
        kind = kind_of(symbol, data)
    except ReadError as error:
        raise FetchError(f"{symbol}: what the service sent {error.reason}") from error
    if kind not in _KINDS:
        raise FetchError(f"{symbol}: the service sent no document but {'a web page' if kind == 'html' else 'text'}")
    return _KINDS[kind]


def _file_name(symbol: str, language: str, suffix: str) -> str:
    return f"{re.sub(r'[^A-Za-z0-9.-]+', '_', symbol).strip('_.')}.{language}{suffix}"


def _place(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; None for one that may not be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    loopback = host in ("localhost", "127.0.0.1", "::1")
    if not host or parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        return None
    return parts.scheme, host, port


def _is_within(there: tuple[str, str, int | None], home: tuple[str, str, int | None] | None) -> bool:
    """Whether a place is that of the service: the same, or another host of its domain by https."""
    if home is None or there == home:
        return home is not None
    domain = ".".join(home[1].split(".")[-2:])
    named = not home[1].replace(".", "").isdigit() and "." in home[1]
    return named and there[0] == "https" and there[2] in (None, 443) and f".{there[1]}".endswith(f".{domain}")


def _retry_after(response: httpx.Response) -> float | None:
    """What an answer asks to wait, in seconds or until a date."""
    asked = response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,6}", asked):
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
