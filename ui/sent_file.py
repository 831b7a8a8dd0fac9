"""A form with a file in it, read no further than files may be large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from index.errors import InputError
from index.messages import Message
from index.readers import MAXIMUM_BYTES

MEGABYTES: Final = MAXIMUM_BYTES // 2**20
# What stands around a file in a form, in bytes.
_WRAPPING: Final = 100_000


@dataclass(frozen=True, slots=True)
class FileField:
    """The field of a form that holds a file, and what to say of one too large and of none."""

    name: str
    too_large: Message
    missing: Message


async def read_sent(request: Request, field: FileField, *, instead: str = "") -> tuple[str, bytes] | str:
    """Name and content of the file that was sent, or the text of the field `instead` where the form has that.

    Raises InputError when the file is too large or there is none.
    """
    too_large = InputError(f"The file is larger than {MEGABYTES} MB.", message=field.too_large)
    missing = InputError("No file was sent.", message=field.missing)
    declared = request.headers.get("content-length", "")
    # Whoever does not say how much will come could send without end.
    if not declared.isdecimal() or int(declared) > MAXIMUM_BYTES + _WRAPPING:
        raise too_large
    try:
        async with request.form(max_files=1, max_fields=5) as form:
            named, sent = form.get(instead), form.get(field.name)
            if isinstance(named, str):
                return named
            if not isinstance(sent, UploadFile) or not sent.filename:
                raise missing
            name, data = sent.filename, await sent.read(MAXIMUM_BYTES + 1)
    except HTTPException as error:
        raise missing from error
    if len(data) > MAXIMUM_BYTES:
        raise too_large
    return name, data
