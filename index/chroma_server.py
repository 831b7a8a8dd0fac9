"""Chroma on a server, over HTTP: a `chroma run`, distributed Chroma, or Chroma Cloud.

Chroma's own client waits for ever, and asks the server before it can be told not to. So its interface is opened here
without that client, with a limit on each wait. The key goes out as the header that Chroma Cloud reads, and is kept out
of every message. Nothing that a collection says about an embedding function is ever loaded: that has run foreign code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from index.chroma_address import ChromaAddress
from index.errors import StoreError
from index.foreign import translated

# The most that Chroma Cloud takes in one request and gives in one answer.
BATCH: Final = 300
KEY_HEADER: Final = "x-chroma-token"
_CONNECT_SECONDS: Final = 2.0
_PAGE: Final = 100


class ChromaServer:
    """A connection to a server. Safe to share between threads. Every method raises StoreError."""

    def __init__(self, address: ChromaAddress, seconds: float) -> None:
        """`seconds` limits each wait for the server's answer."""
        self._address = address
        with self.errors():
            self._api: Any = _interface(address, seconds)
        try:
            with self.errors():
                identity = self._api.get_user_identity()
                self._place = {
                    "tenant": address.tenant or identity.tenant or "default_tenant",
                    "database": address.database or _only(identity.databases) or "default_database",
                }
                self.batch = min(BATCH, int(self._api.get_max_batch_size()))
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections."""
        self._api._session.close()

    def create(self, name: str, configuration: dict[str, Any]) -> Any:
        """A new collection."""
        with self.errors():
            return self._collection(
                self._api.create_collection(name, configuration=configuration, get_or_create=False, **self._place)
            )

    def collection(self, name: str) -> Any:
        """A collection that must be there."""
        from chromadb.errors import NotFoundError

        with self.errors():
            try:
                model = self._api.get_collection(name, **self._place)
            except NotFoundError as error:
                raise StoreError(
                    f"the Chroma server {self._address.url} does not hold the collection {name}: run 'unqa index'"
                ) from error
            return self._collection(model)

    def names(self) -> list[str]:
        """The names of all collections of the tenant's database."""
        names: list[str] = []
        with self.errors():
            while True:
                page = self._api.list_collections(limit=_PAGE, offset=len(names), **self._place)
                names.extend(model.name for model in page)
                if len(page) < _PAGE:
                    return names

    def remove(self, name: str) -> None:
        """Remove a collection."""
        with self.errors():
            self._api.delete_collection(name, **self._place)

    def _collection(self, model: Any) -> Any:
        from chromadb.api.models.Collection import Collection

        stored = json.dumps([model.configuration_json, model.serialized_schema])
        if '"type": "known"' in stored:
            raise StoreError(f"the collection {model.name} brings an embedding function of its own")
        return Collection(client=self._api, model=model, embedding_function=None)

    def errors(self) -> translated:
        """Within the context, whatever goes wrong is a StoreError that names the server and never the key."""
        return translated(self._without_key, f"the Chroma server {self._address.url} cannot be used")

    def _without_key(self, message: str) -> StoreError:
        # A server may send back what it was sent.
        key = self._address.key
        return StoreError(message.replace(key.get_secret_value(), "[key]") if key else message)


def _interface(address: ChromaAddress, seconds: float) -> Any:
    import httpx
    from chromadb.api.fastapi import FastAPI
    from chromadb.config import Settings, System

    # Chroma would read a file '.env' in the folder that the user happens to be in.
    unread: dict[str, Any] = {"_env_file": None}
    settings = Settings(
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address.url,
        # Chroma demands a port and, given a whole address, does not use it.
        chroma_server_http_port=0,
        chroma_client_auth_provider=None,
        **unread,
    )
    interface = FastAPI(System(settings))
    interface._session.timeout = httpx.Timeout(seconds, connect=_CONNECT_SECONDS)
    if address.key is not None:
        interface._session.headers[KEY_HEADER] = address.key.get_secret_value()
    return interface


def _only(databases: Sequence[str] | None) -> str | None:
    """The key's database, when it opens one."""
    return databases[0] if databases and len(set(databases)) == 1 and databases[0] != "*" else None
