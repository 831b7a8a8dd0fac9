"""Follow-ups, made to stand alone: what each leans on, and which questions lean on nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.chat import StandaloneQuestion, standalone
from rag.model import Turn
from rag.question import MAXIMUM_CHARACTERS, understand
from tests.rag_world import BUNDLED, WIDER

OP8 = Turn("What does OP8 of 57/203 say?", ("A/RES/57/203#op8@en",))
OP8_ZH = Turn("57/203第8段", ("A/RES/57/203#op8@en",))
DIALOGUE = Turn("What is said about dialogue among civilizations?", ("A/RES/58/170#op3@en", "A/RES/58/170#pp5@en"))
NOT_HELD = Turn("What does 55/1 say?")
COUNCIL = Turn("What does resolution 573 (1985) say about compensation?", ("S/RES/573(1985)#op6@en",))

# The question in full: what the follow-up leaves out stands in the turn before.
REWRITTEN = [
    # Another resolution, the question kept.
    ((OP8,), "And in 62/165?", "What does A/RES/62/165, para. 8 say?"),
    ((OP8,), "Sorry, I meant 58/170.", "What does A/RES/58/170, para. 8 say?"),
    ((OP8_ZH,), "62/165呢？", "A/RES/62/165, para. 8"),
    ((DIALOGUE,), "And in 52/131?", "What is said about dialogue among civilizations? (A/RES/52/131)"),
    ((COUNCIL,), "sorry, I meant 571", "What does S/RES/571 say about compensation?"),
    # Another paragraph, the resolution kept.
    ((OP8,), "What about paragraph 9?", "What about paragraph 9? (A/RES/57/203)"),
    ((OP8_ZH,), "那第12段呢？", "那第12段呢？ (A/RES/57/203)"),
    ((OP8,), "and 11?", "A/RES/57/203, para. 11"),
    ((OP8,), "thx, and the previous one?", "A/RES/57/203, para. 7"),
    ((OP8,), "the next one?", "A/RES/57/203, para. 9"),
    ((OP8,), "no, I mean the third preambular paragraph", "no, I mean the third preambular paragraph (A/RES/57/203)"),
    # The next report is not the next paragraph.
    ((OP8,), "When is the next one due?", "When is the next one due? (A/RES/57/203)"),
    ((OP8,), "what does the next paragraph say?", "A/RES/57/203, para. 9"),
    # What only announces a new topic is no part of it.
    (
        (OP8,),
        "OK, something else: what information does the Assembly say it needs?",
        "what information does the Assembly say it needs?",
    ),
    ((OP8,), "换个话题：什么是非选择性？", "什么是非选择性？"),
    # A paragraph of what was cited, where nothing was named.
    ((DIALOGUE,), "And paragraph 10?", "And paragraph 10? (A/RES/58/170)"),
    # The resolution, by a pronoun, a datum of the heading, or few words.
    ((OP8,), "When was it adopted?", "When was it adopted? (A/RES/57/203)"),
    ((OP8,), "At which meeting?", "At which meeting? (A/RES/57/203)"),
    ((OP8,), "Who asked for that?", "Who asked for that? (A/RES/57/203)"),
    ((OP8,), "它的标题是什么？", "它的标题是什么？ (A/RES/57/203)"),
    # The whole of the earlier question against another text.
    (
        (OP8,),
        "Compare that with 62/165.",
        "What does OP8 of 57/203 say? Compare that with 62/165. (A/RES/57/203, A/RES/62/165)",
    ),
    # After a refusal the resolution stays spoken of, as far as the words say so.
    ((NOT_HELD,), "And paragraph 3?", "And paragraph 3? (A/RES/55/1)"),
    ((NOT_HELD,), "When was it adopted?", "When was it adopted? (A/RES/55/1)"),
    ((NOT_HELD,), "And 57/203?", "What does A/RES/57/203 say?"),
    # Leaning on a follow-up.
    ((OP8, Turn("And in 62/165?", ("A/RES/62/165#op8@en",))), "and paragraph 9?", "and paragraph 9? (A/RES/62/165)"),
    # What was cited is spoken of, not what was only mentioned.
    (
        (Turn("Which resolution recalls 57/224?", ("A/RES/58/170#pp2@en",)),),
        "When was it adopted?",
        "When was it adopted? (A/RES/58/170)",
    ),
    # Named without its year, cited with it.
    (
        (Turn("When was resolution 425 adopted?", ("S/RES/425(1978)#meta@en",)),),
        "and which force did it set up?",
        "and which force did it set up? (S/RES/425 (1978))",
    ),
]


@pytest.mark.parametrize(("turns", "question", "expected"), REWRITTEN, ids=[f"{row[1]} {row[2]}" for row in REWRITTEN])
def test_follow_up_in_full(turns: tuple[Turn, ...], question: str, expected: str) -> None:
    asked = standalone(question, turns)
    assert asked.text == expected
    assert asked.rewritten


UNCHANGED = [
    ((), "And paragraph 10?"),
    ((), "When was it adopted?"),
    # It names all that it needs.
    ((OP8,), "ok then 62/165 paragraph 9"),
    ((OP8,), "What does the third preambular paragraph of 52/131 say?"),
    # A new topic: said so, or long enough and without a word that points back.
    ((OP8,), "OK, something else."),
    ((DIALOGUE,), "Thanks. Which resolution encourages NGOs to contribute actively?"),
    ((OP8,), "Which resolutions speak of racism?"),
    ((OP8,), "What is expected of specialized agencies and intergovernmental organizations?"),
    # Few words after a refusal are a new attempt.
    ((NOT_HELD,), "促进国际合作"),
    ((NOT_HELD,), "dialogue among civilizations"),
    ((Turn("What does paragraph 13 of 57/203 say?"),), "dialogue among civilizations"),
]


@pytest.mark.parametrize(("turns", "question"), UNCHANGED, ids=[row[1] for row in UNCHANGED])
def test_question_that_stands_alone(turns: tuple[Turn, ...], question: str) -> None:
    assert standalone(question, turns) == StandaloneQuestion(question)


NAMED = [
    ((OP8,), "Et dans la 62/165 ?", ("A/RES/62/165",), ("8",)),
    ((OP8,), "¿Y en 62/165?", ("A/RES/62/165",), ("8",)),
    ((OP8,), "А в 59/190?", ("A/RES/59/190",), ("8",)),
    ((OP8,), "وفي 62/165؟", ("A/RES/62/165",), ("8",)),
    ((OP8,), "et le paragraphe 3 ?", ("A/RES/57/203",), ("3",)),
    ((OP8,), "а пункт 3?", ("A/RES/57/203",), ("3",)),
    ((OP8,), "¿Cuándo se aprobó esa resolución?", ("A/RES/57/203",), ()),
]


@pytest.mark.parametrize(("turns", "question", "symbols", "numbers"), NAMED, ids=[row[1] for row in NAMED])
def test_what_a_follow_up_then_names(
    turns: tuple[Turn, ...], question: str, symbols: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    query = understand(standalone(question, turns).text, BUNDLED)
    assert query.symbols == symbols
    assert tuple(place.number for place in query.places) == numbers
    # A paragraph beside the only resolution named is of that resolution.
    assert {place.symbol for place in query.places} <= {None, *symbols}


def test_focus_is_on_what_was_cited() -> None:
    assert standalone("What did it ask of States?", (DIALOGUE,)).focus == DIALOGUE.cited
    assert standalone("And paragraph 10?", (DIALOGUE,)).focus == ()


def test_a_follow_up_that_would_be_too_long_is_asked_as_it_is() -> None:
    question = "Why is it " + "so " * 3_330
    assert len(question) == MAXIMUM_CHARACTERS
    assert standalone(question, (OP8,)) == StandaloneQuestion(question)


def test_a_long_conversation_is_remembered_as_far_as_it_matters() -> None:
    turns = [OP8, *(Turn(f"Compare that with 62/{number}.", OP8.cited) for number in range(1, 500))]
    asked = standalone("Compare that with 62/165.", turns).text
    assert "62/499" in asked
    assert len(asked) < 2_000
    assert standalone("When was it adopted?", turns).text == "When was it adopted? (A/RES/57/203)"


PIECES = st.sampled_from(
    "and what about 57/203 62/165 571 S/RES/242 (1967) paragraph 8 9 (a) third preambular it that the next one "
    "previous compare change 2002 那 第8段 呢 决议 пункт القرار et y sorry meant , ? .".split()
)
SAID = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))
CITED = st.lists(
    st.one_of(
        st.sampled_from(["A/RES/57/203#op8@en", "S/RES/242(1967)#op1@en", "A/RES/58/170#meta@en"]), st.text(max_size=20)
    ),
    max_size=3,
).map(tuple)


@settings(deadline=None)
@given(SAID, st.lists(st.builds(Turn, SAID, CITED), max_size=3))
def test_any_conversation_is_read(question: str, turns: list[Turn]) -> None:
    asked = standalone(question, turns)
    assert asked.text == question or asked.rewritten
    assert len(asked.text) <= MAXIMUM_CHARACTERS
    if any(character.isalnum() for character in question):
        understand(asked.text, WIDER)
