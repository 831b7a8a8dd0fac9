"""A generation's vectors on a Chroma server, and the collections of one data folder among all that a server holds.

A collection's name says whose it is: `unqa-OWNER-GENERATION-ATTEMPT-LANGUAGE`. The owner is drawn once for a data
folder, and every attempt to write a generation has names of its own, so that nobody ever writes to what somebody reads,
and no two data folders meet, even when they hold the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from index.catalog_schema import catalog_path
from index.catalog_write import CatalogWriter
from index.chroma_server import ChromaServer
from index.errors import StoreError
from index.vectors import Limits, Vectors

# A question is some 8 kB as JSON, and reverse proxies often take no more than a megabyte.
_QUESTIONS: Final = 32
_RESULTS: Final = 300
_IDENTITY: Final = "identity"
_name = re.compile(r"unqa-(?P<owner>[0-9a-f]{16})-(?P<generation>\d{6,})-[0-9a-f]{8}-.+")


@dataclass(frozen=True, slots=True)
class ServerCollection:
    """A language's collection as it was written: its name, and how many passages it holds."""

    name: str
    count: int


class ServerPlace:
    """The collections of one generation on a server, by language."""

    def __init__(self, server: ChromaServer, names: Mapping[str, str]) -> None:
        self._server = server
        self.names = names

    @property
    def limits(self) -> Limits:
        """See `index.vectors.Place`."""
        return Limits(self._server.batch, _QUESTIONS, _RESULTS)

    @contextmanager
    def new_collection(self, language: str, configuration: dict[str, Any]) -> Iterator[Any]:
        """See `index.vectors.Place`."""
        collection = self._server.create(self.names[language], configuration)
        with self._server.errors():
            yield collection

    def open(self, languages: Sequence[str]) -> Vectors:
        """See `index.vectors.Place`. Closing what it gives does not close the server."""
        collections = {language: self._server.collection(self.names[language]) for language in languages}
        return Vectors(collections, self.limits, self._server.errors, _stay_open)


def open_on_server(server: ChromaServer, stored: Mapping[str, ServerCollection]) -> Vectors:
    """The vectors of a generation. Raises StoreError when they are not all there."""
    found = ServerPlace(server, {language: collection.name for language, collection in stored.items()}).open([*stored])
    for language, collection in stored.items():
        if found.count(language) != collection.count:
            raise StoreError(
                f"the collection {collection.name} holds {found.count(language)} passages and not "
                f"{collection.count}: run 'unqa index'"
            )
    return found


class OwnCollections:
    """The collections that one data folder has on a server. To be used by the one process that builds."""

    def __init__(self, server: ChromaServer, owner: str) -> None:
        self._server = server
        self._owner = owner

    def place(self, generation: int, languages: Sequence[str]) -> ServerPlace:
        """Names for one attempt to write a generation."""
        attempt = token_hex(4)
        names = {language: f"unqa-{self._owner}-{generation:06}-{attempt}-{language}" for language in languages}
        return ServerPlace(self._server, names)

    def hold(self, stored: Mapping[str, ServerCollection]) -> bool:
        """Whether the server has what was written. Raises StoreError when it does not answer."""
        self._server.names()
        try:
            open_on_server(self._server, stored)
        except StoreError:
            return False
        return True

    def sweep(self, live: Collection[str], generation: int, read: Collection[int]) -> None:
        """Remove this data folder's collections but the `live` ones and those of the generations that are `read`.

        The generation before `generation`, the live one, stays too: a copy of the data folder may still read it.
        Raises StoreError.
        """
        for name in self._server.names():
            parts = _name.fullmatch(name)
            if parts is None or parts["owner"] != self._owner or name in live:
                continue
            number = int(parts["generation"])
            if number == generation - 1 or (number < generation and number in read):
                continue
            self._server.remove(name)


def owner_of(writer: CatalogWriter, data_folder: Path) -> str:
    """Whose collections a data folder's are. A copy of the folder has other ones from its next build on."""
    drawn = writer.meta(_IDENTITY)
    if drawn is None:
        drawn = token_hex(16)
        with writer.transaction(durable=True):
            writer.set_meta(_IDENTITY, drawn)
    place = catalog_path(data_folder).stat().st_ino
    return sha256(f"{drawn} {place}".encode()).hexdigest()[:16]


def _stay_open() -> None:
    return None
