"""What is evaluated: anything that answers, and anything that verifies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.fidelity import Sources
from eval.verification import Verified
from rag.model import Answer, Filters, Turn

NO_FILTERS = Filters()


class Answerer(Protocol):
    """Answers a question, given the earlier turns of the conversation."""

    def ask(
        self, question: str, *, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS, top: int = 5
    ) -> Answer: ...


class Verifier(Protocol):
    """Verifies a quotation, and with `within` its attribution."""

    def verify(self, quotation: str, *, within: str | None = None) -> Verified: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """What one suite is put to: an answerer for questions, a verifier for quotations, and the files both work from."""

    answerer: Answerer
    verifier: Verifier
    sources: Sources
