"""Regular expressions that are compiled when they are first used.

Reading references takes some forty of them, in six languages; compiling all at import would cost every command a
fifth of a second, and most need only a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_METHODS: Final = ("findall", "finditer", "fullmatch", "match", "search", "sub")


class Pattern:
    """Stands for `re.compile(source, flags)`; after the first use its methods are those of the compiled pattern."""

    __slots__ = ("_flags", "_source", *_METHODS)

    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
