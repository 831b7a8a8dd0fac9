"""A language model's answer on the command line: written, refused by its server, checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import run_unqa
from tests.llm_server import Script, scripted_server

QUESTION = "What does paragraph 8 of 57/203 stress?"
GOOD = (
    "Paragraph 8 of A/RES/57/203 stresses the continuing need for impartial and objective information on the "
    "political, economic and social situations and events of all countries [1]."
)
BAD = "Paragraph 8 of A/RES/57/203 bans partial information [1]."
KEY = "sk-secret-0123456789"


def environment(address: str) -> dict[str, str]:
    """The settings of a scripted model, in the environment."""
    return {
        "UNQA_LLM": "openai-like",
        "UNQA_LLM_MODEL": "scripted",
        "UNQA_LLM_BASE_URL": address,
        "UNQA_LLM_API_KEY": KEY,
        "UNQA_LLM_RETRIES": "0",
    }


def test_a_written_answer_as_json(bundled_data: Path) -> None:
    with scripted_server([Script(f"{GOOD} {BAD}")]) as server:
        done = run_unqa(["ask", "--json", QUESTION], bundled_data, **environment(server.address))
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["answerer"] == "llm:scripted"
    assert document["answer"] == GOOD
    assert [citation["id"] for citation in document["citations"]] == ["A/RES/57/203#op8@en"]
    assert document["writing"]["supported"] == 1
    assert document["writing"]["removed"] == {"wording": 1}
    assert document["writing"]["unsupported"] == []
    assert document["writing"]["tokens"]["in"] == 321
    assert server.keys == [f"Bearer {KEY}"]
    assert KEY not in done.stdout + done.stderr


def test_unsupported_statements_are_shown_on_request_only(bundled_data: Path) -> None:
    with scripted_server([Script(f"{GOOD} {BAD}")]) as server:
        shown = run_unqa(["ask", "--no-strict", QUESTION], bundled_data, **environment(server.address))
        strict = run_unqa(["ask", QUESTION], bundled_data, **environment(server.address))
    assert "Not supported by what it cites:" in shown.stdout
    assert "bans partial information" in shown.stdout
    assert "bans partial information" not in strict.stdout
    assert "Written by scripted; 321 tokens in" in strict.stdout


def test_verbatim_on_request_asks_no_model(bundled_data: Path) -> None:
    with scripted_server([Script(GOOD)]) as server:
        done = run_unqa(
            ["ask", "--json", "--answerer", "verbatim", QUESTION], bundled_data, **environment(server.address)
        )
    assert json.loads(done.stdout)["answerer"] == "verbatim"
    assert json.loads(done.stdout)["writing"] is None
    assert server.requests == []


def test_a_model_that_is_not_set_is_said(bundled_data: Path) -> None:
    done = run_unqa(["ask", "--answerer", "llm", QUESTION], bundled_data)
    assert done.returncode == 2
    assert "UNQA_LLM" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        # Answers and cites.
        (
            "The Secretary-General is requested to submit a report on the lighthouses of the region within forty "
            "days [1]. Member States are encouraged to keep their lighthouses lit at night, as appropriate [2].",
            0,
            "2 of 2 statements are supported",
        ),
        # Answers, cites nothing.
        ("The Secretary-General is to report on lighthouses.", 1, "0 of 1 statements are supported"),
    ],
)
def test_check(script: str, code: int, words: str, bundled_data: Path) -> None:
    with scripted_server([Script(script)]) as server:
        done = run_unqa(["llm", "check"], bundled_data, **environment(server.address))
    assert done.returncode == code, done.stderr
    assert words in done.stdout


def test_check_of_a_server_that_refuses_the_key(bundled_data: Path) -> None:
    with scripted_server([Script(status=401, body=f'{{"error": {{"message": "bad key {KEY}"}}}}')]) as server:
        done = run_unqa(["llm", "check"], bundled_data, **environment(server.address))
    assert done.returncode == 2
    assert "UNQA_LLM_API_KEY" in done.stderr
    assert KEY not in done.stdout + done.stderr
