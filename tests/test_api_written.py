"""Answers that a language model writes, over HTTP; and work that stops when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path

import httpx
import openai
import pytest

from tests.llm_server import Script, Scripted, scripted_server
from tests.served import served
from tests.test_llm_faces import BAD, GOOD, QUESTION, environment
from ui import api_answer_models as answers
from ui.lanes import ANSWERS, Lane


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    """A language model that says what a test wants."""
    with scripted_server([Script(GOOD)]) as scripted:
        yield scripted


@pytest.fixture(scope="module")
def writing(bundled_data: Path, model: Scripted) -> Iterator[str]:
    """The address of a server that has this language model."""
    with served(bundled_data, **environment(model.address)) as address:
        yield address


def says(model: Scripted, script: Script) -> None:
    """Let the model answer like this from now on."""
    model.scripts[:] = [script]
    model.closed_by_client.clear()


def test_a_written_answer(writing: str, model: Scripted) -> None:
    says(model, Script(f"{GOOD} {BAD}"))
    asked = {"question": QUESTION, "strict": False}
    answer = httpx.post(f"{writing}/v1/ask", json=asked, timeout=60)
    document = answers.Answer.model_validate_json(answer.content)
    assert document.answer == GOOD
    assert document.writing is not None
    assert [one.text for one in document.writing.unsupported] == [BAD.removesuffix(" [1].")]
    verbatim = httpx.post(f"{writing}/v1/ask", json={"question": QUESTION, "answerer": "verbatim"}, timeout=60).json()
    assert verbatim["writing"] is None
    assert verbatim["answerer"] == "verbatim"


def test_drafts_are_streamed_and_none_twice(writing: str, model: Scripted) -> None:
    says(model, Script(f"{GOOD} {GOOD}", pause=0.05))
    question = f"{QUESTION} Say it twice."
    sent = httpx.post(f"{writing}/v1/ask", json={"question": question, "stream": True}, timeout=60).text
    names = [line.removeprefix("event: ") for line in sent.splitlines() if line.startswith("event: ")]
    data = [line for line in sent.splitlines() if line.startswith("data: ")]
    assert names[0] == "understood"
    assert names[-1] == "answer"
    assert names.count("understood") == 1
    assert "draft" in names
    assert all(one != following for one, following in pairwise(data))


def test_a_chat_program_may_choose(writing: str, model: Scripted) -> None:
    says(model, Script(GOOD, pause=0.02))
    with openai.OpenAI(base_url=f"{writing}/v1", api_key="none", max_retries=0) as client:
        assert [one.id for one in client.models.list()] == ["unqa", "unqa-llm"]
        written = client.chat.completions.create(
            model="unqa-llm", messages=[{"role": "user", "content": QUESTION}], stream=True
        )
        said = "".join(chunk.choices[0].delta.content or "" for chunk in written)
        assert said.startswith(GOOD)
        assert "`A/RES/57/203#op8@en`" in said
        verbatim = client.chat.completions.create(model="unqa", messages=[{"role": "user", "content": QUESTION}])
        assert "A/RES/57/203, para. 8 says:" in (verbatim.choices[0].message.content or "")


@pytest.mark.parametrize("asked", [{"stream": True}, {}])
def test_who_leaves_stops_the_work(writing: str, model: Scripted, asked: dict[str, bool]) -> None:
    says(model, Script(GOOD, end="hang"))
    body = {"question": f"{QUESTION} At length{', please' if asked else ''}.", **asked}
    asked_before = len(model.requests)
    with httpx.Client(base_url=writing, timeout=httpx.Timeout(60, read=2)) as client:
        if asked:
            with client.stream("POST", "/v1/ask", json=body) as stream:
                # Kept: when the iterator goes, the connection is closed, and then the model is not even asked.
                lines = stream.iter_lines()
                assert next(lines) == "event: understood"
                while len(model.requests) == asked_before:
                    time.sleep(0.02)
        else:
            with pytest.raises(httpx.ReadTimeout):
                client.post("/v1/ask", json=body)
    assert model.closed_by_client.wait(10)


def test_a_model_that_is_not_there(server: str) -> None:
    answer = httpx.post(f"{server}/v1/ask", json={"question": QUESTION, "answerer": "llm"}, timeout=60)
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable_input")
    chat = {"model": "unqa-llm", "messages": [{"role": "user", "content": QUESTION}]}
    answer = httpx.post(f"{server}/v1/chat/completions", json=chat, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_closed_stream_closes_what_it_reads() -> None:
    closed = threading.Event()

    def work() -> Iterator[int]:
        try:
            yield from range(10**9)
        finally:
            closed.set()

    async def leave_early() -> list[int]:
        lane = Lane("answering", ANSWERS, 10)
        seen = []
        async with aclosing(lane.stream(work)) as items:
            async for item in items:
                seen.append(item)
                if item == 2:
                    break
        await asyncio.to_thread(closed.wait, 10)
        lane.close()
        return seen

    assert asyncio.run(leave_early()) == [0, 1, 2]
    assert closed.is_set()


def test_work_waits_for_its_turn_and_is_not_begun_for_nobody() -> None:
    begun: list[int] = []
    gate = threading.Event()

    def waiting(number: int) -> Iterator[int]:
        begun.append(number)
        gate.wait(10)
        yield number

    async def crowd() -> list[int]:
        lane = Lane("answering", ANSWERS, 10)

        async def one(number: int) -> int:
            return [item async for item in lane.stream(lambda: waiting(number))][-1]

        tasks = [asyncio.create_task(one(number)) for number in range(ANSWERS + 2)]
        await asyncio.sleep(0.2)
        assert len(begun) == ANSWERS
        tasks[-1].cancel()
        await asyncio.sleep(0.05)
        gate.set()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        lane.close()
        return [number for number in done if isinstance(number, int)]

    assert asyncio.run(crowd()) == list(range(ANSWERS + 1))
    assert ANSWERS + 1 not in begun


def test_what_the_work_raises_is_raised() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("as foreseen")

    seen = []

    async def all_of_it() -> None:
        lane = Lane("answering", ANSWERS, 10)
        try:
            async for item in lane.stream(failing):
                seen.append(item)
        finally:
            lane.close()

    with pytest.raises(ValueError, match="as foreseen"):
        asyncio.run(all_of_it())
    assert seen == [1]


def test_a_model_that_fails_is_said_and_the_answer_stays(writing: str, model: Scripted) -> None:
    says(model, Script(status=500, body="broken"))
    answer = httpx.post(f"{writing}/v1/ask", json={"question": f"{QUESTION} Once more."}, timeout=60)
    document = answers.Answer.model_validate_json(answer.content)
    assert document.writing is not None
    assert document.writing.verbatim_because
    assert document.citations[0].id == "A/RES/57/203#op8@en"
