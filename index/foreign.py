"""The one place where other libraries' errors become ours.

A model loaded by a setting, or the vector store's native code, may raise errors of any type, even ones that derive from
no documented base. A list of types to catch would be a guess; so whatever such a call raises is translated here, with
the original kept as its cause. Interrupts pass, and our own errors pass unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Literal

from index.errors import UnqaError

_REASON_LENGTH = 300


class translated:  # noqa: N801 - reads as a verb: `with translated(StoreError, "..."):`
    """Within the context, any foreign error becomes `make_error("WHAT (REASON)ADVICE")`, on one line."""

    def __init__(self, make_error: Callable[[str], UnqaError], what: str, advice: str = "") -> None:
        self._make_error = make_error
        self._what = what
        self._advice = advice

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if value is None or isinstance(value, UnqaError) or not _is_foreign(value):
            return False
        raise self._make_error(f"{self._what} ({describe(value)}){self._advice}") from value


def describe(error: BaseException) -> str:
    """An error in a few words on one line: its type, unless its text says enough, and its text."""
    text = " ".join(str(error).split())[:_REASON_LENGTH]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _is_foreign(error: BaseException) -> bool:
    # A panic of native code derives from BaseException so that nobody swallows it unseen.
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"
