"""Which state of the index an answer was made from, as an entity tag (RFC 9110, section 8.8.3)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import orjson
from fastapi import Request, Response

from index.catalog import Catalog


class Revisions:
    """Entity tags of a catalog's states. A tag holds for every address: an answer depends on nothing else."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._known: tuple[int, str] = (-1, "")

    def tag(self) -> str:
        """The tag of the state that this thread sees. Another index that is as old has another tag."""
        generation = self._catalog.generation()
        with self._lock:
            known, tag = self._known
        if known == generation:
            return tag
        rows = self._catalog.rows("SELECT symbol, language, file, sha256 FROM resolution ORDER BY symbol, language")
        digest = hashlib.sha256(repr((version("unqa"), generation, rows)).encode()).hexdigest()[:24]
        with self._lock:
            self._known = (generation, f'"{digest}"')
        return f'"{digest}"'

    def respond(self, request: Request, make: Callable[[], Mapping[str, Any]]) -> Response:
        """The document that `make` makes of the index, or 304 where the client has it already."""
        with self._catalog.snapshot():
            tag = self.tag()
            headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
            if _names(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=headers)
            return Response(orjson.dumps(make()), media_type="application/json", headers=headers)


def _names(condition: str, tag: str) -> bool:
    """Whether If-None-Match names the tag; weak and strong ones are the same here."""
    named = (part.strip().removeprefix("W/") for part in condition.split(","))
    return any(part in (tag, "*") for part in named)
