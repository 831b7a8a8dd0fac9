"""An answer put together from statements that passed the checker: Markdown, and citations numbered in order of use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rag.answer import escape_markdown
from rag.checking import Checked
from rag.given import Given
from rag.model import Citation, Fault, Unsupported

_WIDE_STOP: Final = {"zh": "。"}
_STOPS: Final = ".。"
_ENDS: Final = "!?؟！？:：…"


@dataclass(slots=True)
class Written:
    """What stands so far."""

    given: Mapping[int, Given]
    language: str
    removed: Counter[Fault] = field(default_factory=Counter)
    unsupported: list[Unsupported] = field(default_factory=list)
    supported: int = 0
    citations_removed: int = 0
    quotations_corrected: int = 0
    _runs: dict[int, tuple[int, int]] = field(default_factory=dict)
    _blocks: dict[int, list[str]] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    def add(self, checked: Checked) -> bool:
        """Take a checked statement; whether it is shown. What was said already is not said again."""
        self.citations_removed += checked.citations_removed
        if checked.fault is not None:
            self.removed[checked.fault] += 1
            self.unsupported.append(Unsupported(checked.statement.words, checked.fault))
            return False
        text = " ".join(
            f"{escape_markdown(clause.words.rstrip(_STOPS))} {self._markers(clause.cites)}"
            for clause in checked.clauses
        )
        if text in self._said:
            return False
        self._said.add(text)
        self.supported += 1
        self.quotations_corrected += checked.quotations_corrected
        block = self._blocks.setdefault(checked.statement.block, ["- "] if checked.statement.item else [""])
        stop = "" if checked.clauses[-1].words[-1:] in _ENDS else _WIDE_STOP.get(self.language, ".")
        block.append(f"{text}{stop}")
        return True

    def _markers(self, cites: tuple[tuple[int, tuple[int, int]], ...]) -> str:
        for number, run in cites:
            # A place cited twice keeps its number; what is quoted of it grows.
            start, end = self._runs.get(number, run)
            self._runs[number] = (min(start, run[0]), max(end, run[1]))
        order = list(self._runs)
        return "".join(f"[{order.index(number) + 1}]" for number, _ in cites)

    def markdown(self) -> str:
        """The statements in their paragraphs."""
        return "\n\n".join(block[0] + " ".join(block[1:]) for block in self._blocks.values())

    def citations(self) -> tuple[Citation, ...]:
        """The places cited, in order of use, each quoting the run that is relied on."""
        return tuple(
            replace(self.given[number].citation, marker=marker, quote=self.given[number].text[start:end])
            for marker, (number, (start, end)) in enumerate(self._runs.items(), 1)
        )
