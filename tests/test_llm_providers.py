"""Each provider over real HTTP, as its own interface streams; what to set and to install is said."""

from __future__ import annotations

import gc
import json
import threading

import pytest

from index.errors import LanguageModelError
from index.settings import Settings
from rag.budget import count_tokens, fitting
from rag.llm_check import try_model
from tests.llm_server import Script, scripted_server

TEXTS = (
    "The Secretary-General is requested to submit a report on the lighthouses of the region within forty days [1]. ",
    "Member States are encouraged to keep their lighthouses lit at night, as appropriate [2].",
)
KEY = "sk-secret-0123456789"


def ollama_stream() -> bytes:
    """What Ollama's own interface sends."""
    lines = [{"model": "m", "message": {"role": "assistant", "content": text}, "done": False} for text in TEXTS]
    last = {"role": "assistant", "content": ""}
    end = {
        "model": "m",
        "message": last,
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": 11,
        "eval_count": 22,
    }
    return b"".join(json.dumps(line).encode() + b"\n" for line in (*lines, end))


def anthropic_stream() -> bytes:
    """What Anthropic's interface sends."""
    start: dict[str, object] = {
        "id": "x",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [],
        "stop_reason": None,
    }
    events: list[tuple[str, dict[str, object]]] = [
        ("message_start", {"message": {**start, "usage": {"input_tokens": 11, "output_tokens": 1}}}),
        ("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}),
        *(("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": text}}) for text in TEXTS),
        ("content_block_stop", {"index": 0}),
        ("message_delta", {"delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 22}}),
        ("message_stop", {}),
    ]
    return b"".join(f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n".encode() for name, data in events)


def test_ollama() -> None:
    with scripted_server([Script(raw=ollama_stream())]) as server:
        address = server.address.removesuffix("/v1")
        trial = try_model(Settings(llm="ollama", llm_model="m", llm_base_url=address))
    assert (trial.supported, trial.statements, trial.cites) == (2, 2, True)
    assert (trial.tokens_in, trial.tokens_out, trial.tokens_estimated) == (11, 22, False)
    assert server.requests[0]["options"]["num_predict"] == 1200


def test_ollama_leaves_no_connection_open() -> None:
    """One that is only forgotten is told of as an unclosed socket."""
    with scripted_server([Script(raw=ollama_stream(), lingering=True)]) as server:
        try_model(Settings(llm="ollama", llm_model="m", llm_base_url=server.address.removesuffix("/v1")))
        wait_for_the_reader()
        gc.collect()


def wait_for_the_reader() -> None:
    """The thread that reads an answer ends a moment after the answer."""
    for thread in threading.enumerate():
        if thread.name == "unqa-language-model":
            thread.join(10)


def test_anthropic() -> None:
    pytest.importorskip("anthropic", reason="pip install -c constraints.txt -e '.[dev,anthropic]'")
    with scripted_server([Script(raw=anthropic_stream())]) as server:
        address = server.address.removesuffix("/v1")
        trial = try_model(
            Settings(llm="anthropic", llm_model="claude-sonnet-4-5", llm_base_url=address, llm_api_key=KEY)  # type: ignore[arg-type]
        )
    assert (trial.supported, trial.statements, trial.cites) == (2, 2, True)
    assert (trial.tokens_in, trial.tokens_out, trial.tokens_estimated) == (11, 22, False)


def test_openai_like_without_a_count_of_tokens() -> None:
    with scripted_server([Script(text="".join(TEXTS), usage=False)]) as server:
        trial = try_model(Settings(llm="openai-like", llm_model="m", llm_base_url=server.address))
    assert (trial.supported, trial.tokens_estimated) == (2, True)
    assert trial.tokens_out == count_tokens("".join(TEXTS))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(), "UNQA_LLM"),
        (Settings(llm="ollama"), "UNQA_LLM_MODEL"),
        (Settings(llm="openai-like", llm_model="m"), "UNQA_LLM_BASE_URL"),
    ],
)
def test_what_is_missing_is_said(settings: Settings, words: str) -> None:
    with pytest.raises(LanguageModelError, match=words):
        try_model(settings)


def test_what_fits_into_a_budget() -> None:
    texts = ["one two three"] * 5
    size = count_tokens(texts[0])
    assert fitting(texts, 3 * size) == 3
    # One at least, however long.
    assert fitting(texts, 1) == 1
    assert fitting([], 10) == 0
