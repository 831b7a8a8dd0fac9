"""What a question asks for, and whether a passage holds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Paragraph, ParagraphKind, Span
from index.openings import find_opening
from rag.answer_type import AnswerType, expected_types, lacking

EXPECTED: list[tuple[str, set[AnswerType]]] = [
    ("How many ships were sunk?", {"amount"}),
    ("Combien de navires ont été coulés ?", {"amount"}),
    ("¿Cuántos barcos se hundieron?", {"amount"}),
    ("Сколько судов было потоплено?", {"amount"}),
    ("كم سفينة غرقت؟", {"amount"}),
    ("有多少船只沉没?", {"amount"}),
    ("How much did the mission cost?", {"money"}),
    ("Combien a coûté la mission ?", {"money"}),
    ("Why did the talks fail?", {"reason"}),
    ("Почему провалились переговоры?", {"reason"}),
    ("为什么谈判失败?", {"reason"}),
    ("Who fired on the ferry?", {"name"}),
    ("Name of the captain?", {"name"}),
    ("Which governments broke the embargo?", {"name"}),
    ("¿Quién disparó contra el barco?", {"name"}),
    ("Who was Secretary-General when it was adopted?", {"person"}),
    ("Under which President was the treaty signed?", {"person"}),
    ("Qui était Secrétaire général à l’époque ?", {"person"}),
    ("¿Quién era el Presidente del Consejo en mayo?", {"person"}),
    ("Кто был Генеральным секретарём в 1997 году?", {"person"}),
    ("من كان الأمين العام عند اعتماد القرار؟", {"person"}),
    ("通过时谁是秘书长？", {"person"}),
    ("What did the Norwegian delegate say?", {"speech"}),
    ("挪威代表对此说了什么?", {"speech"}),
    ("Did Norway withdraw its ships?", {"outcome"}),
    ("¿Retiró Noruega sus barcos?", {"outcome"}),
    ("Вывела ли Норвегия свои суда?", {"outcome"}),
    ("挪威撤走船只了吗?", {"outcome"}),
    ("What came of the talks?", {"outcome"}),
    # The text, or who adopted it, is asked what it says or does; and what is to be done, by whom, and where.
    ("Who is asked to report?", set()),
    ("Who asked for the report?", set()),
    ("Who is the Secretary-General asked to invite?", set()),
    ("Which President’s statement is recalled?", set()),
    ("Did the Council demand a withdrawal?", set()),
    ("What did the Security Council say about ferries?", set()),
    ("What does 57/203 say about ferries?", set()),
    ("Which ship did the pirates seize?", set()),
    ("How should the talks go on?", set()),
    ("Do not forget how much talking matters", set()),
]


@pytest.mark.parametrize(("question", "expected"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_what_is_asked_for(question: str, expected: set[AnswerType]) -> None:
    assert expected_types(question) == expected


def _paragraph(text: str, kind: ParagraphKind = "operative") -> Paragraph:
    return Paragraph(
        id="A/RES/1/1#op1@en",
        symbol="A/RES/1/1",
        language="en",
        kind=kind,
        number="1",
        part="",
        numbered=True,
        parent=None,
        position=0,
        text=text,
        opening=find_opening(text, "en"),
        footnotes=(),
        source=Span(0, len(text)),
        segments=(),
    )


HELD = [
    ("How many ships were sunk?", "Deplores the loss of three ships;", True),
    # Dates, names of resolutions, numbers of paragraphs and ordinals count nothing.
    ("How many ships were sunk?", "Recalls its resolution 57/203 of 18 December 2002;", False),
    ("How many ships were sunk?", "Reaffirms paragraph 3 and Article 51, and its third report;", False),
    # A number that the question gives is no answer to it.
    ("How many of the 12 ships were sunk?", "Deplores the loss among the 12 ships;", False),
    ("How much did the mission cost?", "Approves 12 million dollars for the mission;", True),
    ("How much did the mission cost?", "Extends the mission for six months;", False),
    ("Why did the talks fail?", "Deplores the failure of the talks;", False),
    ("Why did the talks fail?", "Notes that the talks failed because no one came;", True),
    ("Who fired on the ferry?", "Condemns the firing on the ferry by the crew of the Vega;", True),
    ("Who fired on the ferry?", "Condemns the firing on the ferry in Oslo on 3 May 1990;", False),
    ("Who shot Captain Berg?", "Deplores the death of Captain Nils Berg;", False),
    ("Who was President of the Court?", "Welcomes the election of Mr. Nils Berg as President of the Court;", True),
    (
        "Who was President of the Court?",
        "Requests the President of the Court to report to the General Assembly;",
        False,
    ),
    ("What did the Norwegian delegate say?", "Having heard the delegate of Norway,", False),
    ("What did the Norwegian delegate say?", "Noting the statement of Norway that it will leave,", True),
    ("Did Norway withdraw its ships?", "Calls upon Norway to withdraw its ships;", False),
    ("Did Norway withdraw its ships?", "Welcomes the withdrawal of the Norwegian ships;", True),
]


@pytest.mark.parametrize(("question", "text", "held"), HELD, ids=[f"{row[0]} {row[1]}" for row in HELD])
def test_what_a_passage_holds(question: str, text: str, held: bool) -> None:
    assert bool(lacking(expected_types(question), question, (_paragraph(text),))) is not held


def test_a_preamble_gives_reasons() -> None:
    question = "Why did the talks fail?"
    assert not lacking(expected_types(question), question, (_paragraph("Alarmed by the talks,", "preambular"),))


def test_nothing_is_lacking_where_nothing_is_expected() -> None:
    assert not lacking(frozenset(), "What does it say?", (_paragraph("Calls upon Norway to leave;"),))


@given(question=st.text(max_size=200), text=st.text(max_size=200))
def test_any_text_is_read(question: str, text: str) -> None:
    expected = expected_types(question)
    assert set(lacking(expected, question, (_paragraph(text),))) <= expected
