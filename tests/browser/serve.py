"""`unqa serve` as it is, but for one question that makes it fail as nobody foresaw."""

from __future__ import annotations

import sys
from typing import Any

from rag.assistant import Assistant
from rag.model import Answer
from ui.cli import main

BREAKING = "Break in a way that nobody foresaw"
_ask = Assistant.ask


def _breaking(assistant: Assistant, question: str, **arguments: Any) -> Answer:
    if question == BREAKING:
        raise RuntimeError("nobody foresaw this")
    return _ask(assistant, question, **arguments)


if __name__ == "__main__":
    Assistant.ask = _breaking  # type: ignore[method-assign, assignment]
    sys.exit(main(["serve", "--port", "0"]))
