"""The conversations of the pages that are open, by their secret names: for exports, and for pages loaded again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from ui.conversation import Conversation

_MOST: Final = 300


class Shelf:
    """Holds the last few hundred conversations in memory. Safe to share between threads."""

    def __init__(self, most: int = _MOST) -> None:
        """`most` conversations are held; the one not used for longest leaves first."""
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Conversation] = OrderedDict()

    def put(self, conversation: Conversation) -> None:
        """Hold a conversation as it is now."""
        with self._lock:
            self._held[conversation.key] = conversation
            self._held.move_to_end(conversation.key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def get(self, key: str) -> Conversation | None:
        """The conversation of this name, if it is still held."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def drop(self, key: str) -> None:
        """Forget a conversation."""
        with self._lock:
            self._held.pop(key, None)
