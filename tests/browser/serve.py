"""`unqa serve` as it is, but for one question that fails as nobody foresaw, and one whose answer comes slowly."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag.assistant import Assistant
from rag.events import AnswerEvent, Draft, Finished
from ui.cli import main

BREAKING = "Break in a way that nobody foresaw"
SLOW = "What does paragraph 8 of resolution 57/203 say, slowly?"
# A file in the data folder, made when the slow answer was stopped.
STOPPED = "stopped"
_DRAFTS = 40
_stream = Assistant.stream


def _patched(assistant: Assistant, question: str, **arguments: Any) -> Iterator[AnswerEvent]:
    if question == BREAKING:
        raise RuntimeError("nobody foresaw this")
    for event in _stream(assistant, question, **arguments):
        if question == SLOW and isinstance(event, Finished):
            yield from _slowly(event)
        yield event


def _slowly(last: Finished) -> Iterator[AnswerEvent]:
    try:
        for number in range(1, _DRAFTS + 1):
            time.sleep(0.2)
            yield Draft(replace(last.answer, answer=f"Draft {number} of {_DRAFTS}.", citations=()))
    except GeneratorExit:
        (Path(os.environ["UNQA_DATA"]) / STOPPED).touch()
        raise


if __name__ == "__main__":
    Assistant.stream = _patched  # type: ignore[method-assign, assignment]
    port = sys.argv[1] if len(sys.argv) > 1 else "0"
    sys.exit(main(["serve", "--port", port]))
