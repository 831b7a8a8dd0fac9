"""A language model that writes: its text as it comes, with a limit on everything that could go on for ever.

The provider's client runs in a thread of its own, so that whoever waits for words can stop waiting, and cut the line.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import httpx

from index.errors import LanguageModelError
from index.settings import Settings
from rag.budget import count_tokens
from rag.llm_failures import TRANSIENT, failure, failure_of
from rag.llm_line import Line
from rag.llm_providers import Message, Piece, Provider, model_name, provider_of

logger: Final = logging.getLogger("unqa.llm")

# Seconds between two chances for whoever listens to stop.
HEARTBEAT: Final = 0.25
_FIRST_BACKOFF: Final = 0.5
_CHARACTERS_A_TOKEN: Final = 12
_PENDING: Final = 512
# What clients raise, besides errors of their own, on what a server should not send.
_ON_NONSENSE: Final = (
    httpx.HTTPError,
    httpx.InvalidURL,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written. `estimated`: counted here, since the provider did not say."""

    tokens_in: int
    tokens_out: int
    estimated: bool

    def __add__(self, other: Usage) -> Usage:
        """Both together; estimated if one of them is."""
        return Usage(
            self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out, self.estimated or other.estimated
        )


class LanguageModel:
    """A language model by the settings. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Raises LanguageModelError when the settings name none, or its package is not installed."""
        self.name = model_name(settings)
        self._settings = settings
        self._provider = provider_of(settings)

    def reply(self, messages: Sequence[Message]) -> Reply:
        """The reply to these messages, asked for when its texts are. Use it as a context: leaving it stops it."""
        return Reply(self._provider, self._settings, messages)


class Reply:
    """One reply. What fails before the first word is tried again, a few times.

    `usage` and `finish` ("stop", "length", or what the provider says; "" if it did not say) hold once it has ended.
    """

    def __init__(self, provider: Provider, settings: Settings, messages: Sequence[Message]) -> None:
        self.usage = Usage(sum(count_tokens(each.text) for each in messages), 0, estimated=True)
        self.finish = ""
        self.first_token_ms: float | None = None
        self._provider = provider
        self._settings = settings
        self._messages = messages
        self._attempt: _Attempt | None = None
        self._started = time.perf_counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop: the connection is shut."""
        if self._attempt is not None:
            self._attempt.stop()

    def texts(self) -> Generator[str, None, None]:
        """The text piece by piece, and "" at least every quarter of a second. Raises LanguageModelError."""
        self._started = time.perf_counter()
        backoff = _FIRST_BACKOFF
        for attempt in range(self._settings.llm_retries + 1):
            begun = False
            try:
                # An abandoned iteration must stop its request, not only a finished one.
                with closing(self._once()) as texts:
                    for text in texts:
                        begun = begun or bool(text)
                        yield text
            except LanguageModelError as error:
                last = attempt == self._settings.llm_retries
                if begun or last or error.kind not in TRANSIENT:
                    logger.warning("%s: %s", self._settings.llm, error.kind)
                    raise
                yield from self._wait(backoff if error.retry_after is None else error.retry_after)
                backoff *= 2
            else:
                return

    def _wait(self, seconds: float) -> Generator[str, None, None]:
        until = time.perf_counter() + seconds
        self._check_deadline(until)
        while (left := until - time.perf_counter()) > 0:
            yield ""
            time.sleep(min(HEARTBEAT, left))

    def _once(self) -> Generator[str, None, None]:
        """One request. Ends when the provider does; raises LanguageModelError where that is not what it should be."""
        attempt = self._attempt = _Attempt(self._provider, self._messages, self._settings.llm_timeout)
        written: list[str] = []
        length, heard = 0, time.perf_counter()
        try:
            while (piece := attempt.next()) is not None:
                self._note(piece)
                now = time.perf_counter()
                if piece.text:
                    heard = now
                    self.first_token_ms = self.first_token_ms or (now - self._started) * 1000
                    written.append(piece.text)
                    length += len(piece.text)
                if now - heard > self._settings.llm_timeout:
                    raise failure("silent")
                self._check_deadline(now)
                if length > _CHARACTERS_A_TOKEN * self._settings.llm_answer_tokens:
                    raise failure("endless")
                yield piece.text
            if not self.finish:
                raise failure("broken_off")
        finally:
            attempt.stop()
            if self.usage.estimated:
                self.usage = Usage(self.usage.tokens_in, count_tokens("".join(written)), estimated=True)
            logger.info("%d tokens in, %d out, %s", self.usage.tokens_in, self.usage.tokens_out, self.finish or "cut")

    def _note(self, piece: Piece) -> None:
        self.finish = piece.finish or self.finish
        if piece.tokens_in is not None and piece.tokens_out is not None:
            self.usage = Usage(piece.tokens_in, piece.tokens_out, estimated=False)

    def _check_deadline(self, now: float) -> None:
        if now - self._started > self._settings.llm_deadline:
            raise failure("too_slow")


class _Attempt:
    """One request in a thread of its own."""

    def __init__(self, provider: Provider, messages: Sequence[Message], silence: float) -> None:
        self._pieces: queue.Queue[Piece | LanguageModelError | None] = queue.Queue(_PENDING)
        self._stopped = threading.Event()
        self._line = Line(silence)
        self._thread = threading.Thread(
            target=self._read, args=(provider, messages), name="unqa-language-model", daemon=True
        )
        self._thread.start()

    def next(self) -> Piece | None:
        """The next piece, one without text when none has come for a moment, None at the end."""
        try:
            got = self._pieces.get(timeout=HEARTBEAT)
        except queue.Empty:
            if self._thread.is_alive() or not self._pieces.empty():
                return Piece("")
            # The client died of something that is not known to happen.
            raise failure("garbled") from None
        if isinstance(got, LanguageModelError):
            raise got
        return got

    def stop(self) -> None:
        """End the request, whatever it waits for."""
        self._stopped.set()
        self._line.cut()

    def _read(self, provider: Provider, messages: Sequence[Message]) -> None:
        caught: tuple[type[Exception], ...] = (*provider.errors, *_ON_NONSENSE)
        with self._line:
            try:
                for piece in provider.stream(messages, self._line):
                    if not self._put(piece):
                        return
                self._put(None)
            except caught as error:
                self._put(failure_of(error))

    def _put(self, piece: Piece | LanguageModelError | None) -> bool:
        while not self._stopped.is_set():
            try:
                self._pieces.put(piece, timeout=HEARTBEAT)
            except queue.Full:
                continue
            return True
        return False
