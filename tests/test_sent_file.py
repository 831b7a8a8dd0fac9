"""A form with a file in it: what is read of it, and what is refused before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from index.errors import InputError
from index.messages import message
from index.readers import MAXIMUM_BYTES
from ui.sent_file import FileField, read_sent

FIELD = FileField("draft", message("draft_too_large", megabytes=20), message("no_draft"))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A server that says what was read, or the code of what is wrong."""
    app = FastAPI()

    @app.post("/")
    async def sent(request: Request) -> dict[str, Any]:
        try:
            read = await read_sent(request, FIELD, instead="remove")
        except InputError as error:
            return {"refused": error.message.code if error.message else ""}
        return {"text": read} if isinstance(read, str) else {"name": read[0], "bytes": len(read[1])}

    with TestClient(app) as opened:
        yield opened


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"files": {"draft": ("a.txt", b"words")}}, {"name": "a.txt", "bytes": 5}),
    ({"files": {"draft": ("空.txt", b"")}}, {"name": "空.txt", "bytes": 0}),
    ({"data": {"remove": "memo.txt"}}, {"text": "memo.txt"}),
    # Nothing of the kind: no field, text where a file should be, no name, another body, two files.
    ({"data": {"other": "x"}}, {"refused": "no_draft"}),
    ({"data": {"draft": "x"}}, {"refused": "no_draft"}),
    ({"files": {"other": ("a.txt", b"words")}}, {"refused": "no_draft"}),
    ({"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}}, {"refused": "no_draft"}),
    ({"files": [("draft", ("a.txt", b"1")), ("draft", ("b.txt", b"2"))]}, {"refused": "no_draft"}),
    # Too much, said or found, and no word of how much.
    ({"content": b"x", "headers": {"content-length": str(MAXIMUM_BYTES * 2)}}, {"refused": "draft_too_large"}),
    ({"files": {"draft": ("a.txt", bytes(MAXIMUM_BYTES + 1))}}, {"refused": "draft_too_large"}),
    ({"content": iter([b"x"])}, {"refused": "draft_too_large"}),
]


@pytest.mark.parametrize(("sent", "read"), CASES)
def test_what_is_read_of_a_form(client: TestClient, sent: dict[str, Any], read: dict[str, Any]) -> None:
    assert client.post("/", **sent).json() == read
