"""Word differences as runs of text, each marked by more than a colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rag.wording_diff import DiffPart
from ui.text import printable

Mark = Literal["", "left_out", "added"]
LEGEND = "[-left out-] {+added+}"


@dataclass(frozen=True, slots=True)
class Run:
    """Text without control characters, and whether only one side has it."""

    text: str
    mark: Mark = ""

    @property
    def marked(self) -> str:
        """With signs around what only one side has: "[-not-]", "{+now+}"."""
        if not self.mark or not self.text.strip():
            return self.text
        lead = self.text[: len(self.text) - len(self.text.lstrip())]
        tail = self.text[len(self.text.rstrip()) :]
        words = self.text.strip()
        return f"{lead}[-{words}-]{tail}" if self.mark == "left_out" else f"{lead}{{+{words}+}}{tail}"


def inline_runs(diff: Iterable[DiffPart], *, later: bool = False) -> tuple[Run, ...]:
    """Both sides in one text: what the first has and the second left out, then what the second added.

    What is the same but for typography and a first letter's case is shown as the first has it; with `later`, where both
    are sources and the second is the later one, as the second has it.
    """
    runs: list[Run] = []
    for part in diff:
        if part.op == "equal":
            runs.append(Run(printable(part.quotation if later else part.source)))
            continue
        old, new = printable(part.source), printable(part.quotation)
        if old:
            # Words of both sides that touch ("[-not-]{+now+}") are set apart by what follows them.
            runs.append(Run(old, "left_out"))
        if new:
            runs.append(Run(new, "added"))
    return tuple(runs)


def before_runs(diff: Iterable[DiffPart]) -> tuple[Run, ...]:
    """The first side alone, what the second left out marked."""
    return tuple(Run(printable(part.source), "" if part.op == "equal" else "left_out") for part in diff if part.source)


def after_runs(diff: Iterable[DiffPart]) -> tuple[Run, ...]:
    """The second side alone, what it added marked."""
    return tuple(
        Run(printable(part.quotation), "" if part.op == "equal" else "added") for part in diff if part.quotation
    )
