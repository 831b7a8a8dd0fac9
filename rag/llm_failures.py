"""What went wrong with a language model, in our own words: the providers' may repeat the key."""

from __future__ import annotations

from typing import Final

import httpx

from index.errors import LanguageModelError

MESSAGES: Final = {
    "unreachable": "the language model cannot be reached: is its address right, and does it run?",
    "key_refused": "the language model refuses the key: set UNQA_LLM_API_KEY",
    "not_found": "the language model's address or name is not known there: see UNQA_LLM_BASE_URL and UNQA_LLM_MODEL",
    "rejected": "the language model's server rejects the request",
    "rate_limited": "the language model has had too many requests: try again later",
    "server_error": "the language model's server reports a fault of its own",
    "silent": "the language model fell silent",
    "too_slow": "the language model took too long",
    "broken_off": "the language model's answer broke off",
    "garbled": "the language model's server sent something that is no answer",
    "endless": "the language model did not come to an end",
    "empty": "the language model wrote nothing",
}
# What may pass when the request is made again.
TRANSIENT: Final = frozenset({"unreachable", "rate_limited", "server_error", "silent", "garbled", "broken_off"})
_LONGEST_WAIT: Final = 30.0


def failure(kind: str, retry_after: float | None = None) -> LanguageModelError:
    """The error of this kind."""
    return LanguageModelError(kind, MESSAGES[kind], retry_after=retry_after)


def failure_of(error: BaseException) -> LanguageModelError:
    """What an error raised by a provider's client comes down to. The clients' own types are not imported for it."""
    if isinstance(error, LanguageModelError):
        return error
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status > 0:
        return failure(_kind_of_status(status), _retry_after(error))
    chain = _chain(error)
    if any(isinstance(each, httpx.TimeoutException | TimeoutError) for each in chain):
        connecting = any(isinstance(each, httpx.ConnectTimeout) for each in chain)
        return failure("unreachable" if connecting else "silent")
    if any(isinstance(each, httpx.ConnectError | httpx.UnsupportedProtocol | httpx.InvalidURL) for each in chain):
        return failure("unreachable")
    if any(isinstance(each, httpx.TransportError | OSError) for each in chain):
        return failure("broken_off")
    return failure("garbled")


def _kind_of_status(status: int) -> str:
    if status in (401, 403):
        return "key_refused"
    if status == 404:
        return "not_found"
    if status == 429:
        return "rate_limited"
    if status in (408, 409) or status >= 500:
        return "server_error"
    return "rejected"


def _retry_after(error: BaseException) -> float | None:
    """The seconds that the server asks to wait, at most half a minute; None where it does not say so in seconds."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    stated = headers.get("retry-after", "") if isinstance(headers, httpx.Headers) else ""
    return min(float(stated), _LONGEST_WAIT) if stated.isdecimal() else None


def _chain(error: BaseException) -> list[BaseException]:
    """The error and those that caused it."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or at.__context__
    return chain
