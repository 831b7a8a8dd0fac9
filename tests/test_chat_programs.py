"""unqa as a model: OpenAI's own client against a running server, and messages written and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.chat import ChatCompletionMessageParam

from index.errors import InputError
from rag.assistant import Assistant
from rag.model import Turn
from tests import faces_samples as samples
from tests.served import KEY
from ui.chat_message import Growing, cited_in, conversation, message_of

PARAGRAPH_8 = "What does paragraph 8 of resolution 57/203 say?"


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[openai.OpenAI]:
    """A chat program."""
    with openai.OpenAI(base_url=f"{server}/v1", api_key="none is needed", max_retries=0) as opened:
        yield opened


def talk(client: openai.OpenAI, *questions: str) -> list[str]:
    """What is answered to each question of a conversation, of which the client sends back only the contents."""
    messages: list[ChatCompletionMessageParam] = [{"role": "system", "content": "Answer as a pirate would."}]
    said = []
    for question in questions:
        messages.append({"role": "user", "content": question})
        answer = client.chat.completions.create(model="unqa", messages=messages, temperature=0.7)
        content = answer.choices[0].message.content
        assert content is not None
        messages.append({"role": "assistant", "content": content})
        said.append(content)
    return said


def test_the_citations_are_in_the_message(client: openai.OpenAI, assistant: Assistant) -> None:
    (message,) = talk(client, PARAGRAPH_8)
    answer = assistant.ask(PARAGRAPH_8)
    assert message.startswith(answer.answer)
    for cited in answer.citations:
        assert f"[{cited.marker}] [{cited.label}]({cited.url}) `{cited.id}`" in message
    assert cited_in(message) == tuple(cited.id for cited in answer.citations)


def test_a_follow_up_leans_on_what_was_cited(client: openai.OpenAI) -> None:
    said = talk(client, PARAGRAPH_8, "And paragraph 9?", "And in 62/165?")
    assert [cited_in(message)[0] for message in said] == [
        "A/RES/57/203#op8@en",
        "A/RES/57/203#op9@en",
        "A/RES/62/165#op9@en",
    ]


def test_a_refusal_is_an_answer_without_sources(client: openai.OpenAI) -> None:
    (message,) = talk(client, "What does resolution 99/1 say?")
    assert "99/1" in message
    assert cited_in(message) == ()


def test_a_stream_is_the_same_message(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="unqa",
        messages=[{"role": "user", "content": [{"type": "text", "text": PARAGRAPH_8}]}],
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = list(stream)
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert len([piece for piece in pieces if piece]) > 1
    assert "".join(pieces) == talk(client, PARAGRAPH_8)[0]
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    assert len({chunk.id for chunk in chunks}) == 1


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["unqa"]
    assert client.models.retrieve("unqa").owned_by == "unqa"


PICTURE = {"type": "image_url", "image_url": {"url": "x"}}


@pytest.mark.parametrize(
    ("model", "messages", "error", "words"),
    [
        ("gpt-5", [{"role": "user", "content": "x"}], openai.NotFoundError, "There is no model 'gpt-5' here"),
        ("unqa", [], openai.UnprocessableEntityError, "at least 1"),
        ("unqa", [{"role": "user", "content": "?!"}], openai.UnprocessableEntityError, "the question is empty"),
        ("unqa", [{"role": "system", "content": "x"}], openai.UnprocessableEntityError, "the last message"),
        ("unqa", [{"role": "assistant", "content": "x"}], openai.UnprocessableEntityError, "the last message"),
        ("unqa", [{"role": "user", "content": [PICTURE]}], openai.UnprocessableEntityError, "valid string"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_errors_are_those_of_the_client(
    client: openai.OpenAI,
    model: str,
    messages: list[ChatCompletionMessageParam],
    error: type[openai.APIStatusError],
    words: str,
    stream: bool,
) -> None:
    with pytest.raises(error, match=words) as raised:
        client.chat.completions.create(model=model, messages=messages, stream=stream)
    assert isinstance(raised.value.body, dict)
    assert set(raised.value.body) == {"message", "type", "code", "param"}


def test_a_key_is_asked_for(guarded: str) -> None:
    asked: list[ChatCompletionMessageParam] = [{"role": "user", "content": PARAGRAPH_8}]
    with (
        openai.OpenAI(base_url=f"{guarded}/v1", api_key="a wrong one", max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError),
    ):
        stranger.chat.completions.create(model="unqa", messages=asked)
    with openai.OpenAI(base_url=f"{guarded}/v1", api_key=KEY, max_retries=0) as known:
        assert known.chat.completions.create(model="unqa", messages=asked).choices


def test_n_is_one(server: str) -> None:
    asked = {"model": "unqa", "messages": [{"role": "user", "content": "x"}], "n": 2}
    assert httpx.post(f"{server}/v1/chat/completions", json=asked).status_code == 422


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("[1] [A/RES/57/203, para. 8](https://docs.un.org/x) `A/RES/57/203#op8@en`", ["A/RES/57/203#op8@en"]),
        (
            "[1] S/RES/242 (1967), para. 1 `S/RES/242(1967)#op1@en`  \n[2] x `A/RES/59/190#pp3@zh`",
            ["S/RES/242(1967)#op1@en", "A/RES/59/190#pp3@zh"],
        ),
        ("\\[1\\] x `A/RES/57/203#meta@en`", ["A/RES/57/203#meta@en"]),
        ("[1] x `A/RES/57/203#op8@en`\n[2] y `A/RES/57/203#op8@en`", ["A/RES/57/203#op8@en"]),
        ("[1] x `rm -rf`\n[2] y `../../etc#op8@en`\n[3] z `#op8@en`", []),
        ("See `A/RES/57/203#op8@en`.", []),
        ("", []),
    ],
)
def test_sources_are_read_from_a_message(message: str, ids: list[str]) -> None:
    assert list(cited_in(message)) == ids


@given(st.text())
def test_any_message_is_read(message: str) -> None:
    cited_in(message)
    assert conversation([("user", "x"), ("assistant", message), ("user", "y")])[0] == "y"


def test_turns() -> None:
    cited = "[1] x `A/RES/57/203#op8@en`"
    messages = [("system", "s"), ("user", "a"), ("assistant", cited), ("user", "b"), ("tool", "t"), ("user", "c")]
    assert conversation(messages) == ("c", (Turn("a", ("A/RES/57/203#op8@en",)), Turn("b")))
    with pytest.raises(InputError, match="last message"):
        conversation([("user", "a"), ("assistant", "b")])


def test_what_was_sent_is_not_taken_back() -> None:
    whole = samples.answer()
    start = whole.answer[: len(whole.answer) // 2]
    growing = Growing()
    sent = "".join([*growing.draft(replace(whole, answer=start)), *growing.draft(whole), *growing.finish(whole)])
    assert sent == message_of(whole)
    changed = Growing()
    sent = "".join([*changed.draft(replace(whole, answer="Another draft.")), *changed.draft(whole)])
    assert sent == "Another draft."
    assert "".join(changed.finish(whole)) == f"\n\n---\n\n{message_of(whole)}"
