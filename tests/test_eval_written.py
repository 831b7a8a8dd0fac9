"""The scores of written answers, and that an evaluation asks no model unless told to."""

from __future__ import annotations

import pytest

from eval.metrics import WRITING_METRICS, written_scores
from eval.program import ChosenAnswerer
from index.settings import Settings
from rag.assistant import Assistant
from rag.model import Writing
from tests.llm_server import Script, scripted_server


@pytest.mark.parametrize(
    ("writing", "citations", "expected"),
    [
        # Three of four statements supported; five citations shown, one taken off.
        (
            Writing("m", supported=3, removed=(("date", 1),), citations_removed=1),
            5,
            {"written": 1.0, "statement_support": 3 / 4, "statement_citations": 5 / 6},
        ),
        # Nothing supported: the verbatim answer was given.
        (
            Writing("m", removed=(("date", 1), ("wording", 2)), verbatim_because="so"),
            0,
            {"written": 0.0, "statement_support": 0.0},
        ),
        # Nothing written at all.
        (Writing("m", verbatim_because="so", failure="silent"), 0, {"written": 0.0}),
    ],
)
def test_scores(writing: Writing, citations: int, expected: dict[str, float]) -> None:
    assert written_scores(writing, citations) == pytest.approx(expected)


def test_every_score_is_described() -> None:
    names = {metric.name for metric in WRITING_METRICS}
    assert set(written_scores(Writing("m", supported=1), 1)) == names


def test_an_evaluation_asks_a_model_only_when_told_to(assistant: Assistant) -> None:
    sentence = "Paragraph 8 stresses the continuing need for impartial information [1]."
    question = "What does paragraph 8 of 57/203 stress?"
    with scripted_server([Script(text=sentence)]) as server:
        settings = Settings(
            data=assistant.settings.data, llm="openai-like", llm_model="scripted", llm_base_url=server.address
        )
        with Assistant.open(settings) as opened:
            assert ChosenAnswerer(opened, "verbatim").ask(question).writing is None
            assert server.requests == []
            assert ChosenAnswerer(opened, "llm").ask(question).answer == sentence
