"""The reports of audited drafts, kept in memory for a while so that they can be read again and downloaded."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from rag.audit_model import Audit

KEPT_SECONDS: Final = 30 * 60
MOST_KEPT: Final = 50


class KeptReports:
    """Reports by a key that cannot be guessed. The oldest leave when there are too many. Safe from threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._reports: OrderedDict[str, tuple[float, Audit]] = OrderedDict()

    def keep(self, audited: Audit) -> str:
        """Keep a report; returns its key."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._reports[key] = (self._clock() + KEPT_SECONDS, audited)
            self._forget()
        return key

    def find(self, key: str) -> Audit | None:
        """The report of a key; None when there is none, or none any more."""
        with self._lock:
            self._forget()
            found = self._reports.get(key)
        return found[1] if found else None

    def _forget(self) -> None:
        """Those whose time is over are the first, for all are kept equally long."""
        while self._reports:
            key, (until, _) = next(iter(self._reports.items()))
            if until > self._clock() and len(self._reports) <= MOST_KEPT:
                return
            del self._reports[key]
