"""What a question names, and the kind of answer it wants."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QuestionError
from rag.chat import standalone
from rag.model import Filters, Turn
from rag.question import MAXIMUM_CHARACTERS, clean_question, held_symbols, understand
from rag.years import YearRange
from tests.rag_world import BUNDLED, WIDER, place

A52, A57, A58, A59, A62 = (summary.symbol for summary in BUNDLED)
NAMED_NOTHING: dict[str, Any] = {
    "intent": "passage",
    "symbols": (),
    "missing": (),
    "mentions": (),
    "places": (),
    "data": (),
    "years": None,
    "session": None,
    "adopted": None,
}
OP8: dict[str, Any] = {"intent": "place", "symbols": (A57,), "places": (place(A57, "op8"),)}

# What is not said of a question is that it names nothing of the kind.
CASES: list[tuple[str, dict[str, Any]]] = [
    # One paragraph, in every spelling and language.
    ("What does paragraph 8 of resolution 57/203 say?", {"language": "en", **OP8}),
    ("OP 8 of 57/203", {"language": "en", **OP8}),
    ("57/203#op8", {"language": "en", **OP8}),
    ("A/RES/57/203#op8@en", {"language": "en", **OP8}),
    ("A/RES/57/203, para. 8", {"language": "en", **OP8}),
    ("57/203 第8段", {"language": "zh", **OP8}),
    ("第57/203号决议第8段说了什么？", {"language": "zh", **OP8}),
    ("Que dit le paragraphe 8 de la résolution 57/203 ?", {"language": "fr", **OP8}),
    ("¿Qué dice el párrafo 8 de la resolución 57/203?", {"language": "es", **OP8}),
    ("Что говорится в пункте 8 резолюции 57/203?", {"language": "ru", **OP8}),
    ("ماذا تقول الفقرة 8 من القرار 57/203؟", {"language": "ar", **OP8}),
    (
        "third preambular paragraph of A/RES/62/165",
        {"intent": "place", "symbols": (A62,), "places": (place(A62, "pp3"),)},
    ),
    (
        "paragraphs 3 and 5 of 57/203",
        {"intent": "place", "symbols": (A57,), "places": (place(A57, "op3"), place(A57, "op5"))},
    ),
    ("the last paragraph of 57/203", {"intent": "place", "symbols": (A57,), "places": (place(A57, "oplast"),)}),
    (
        "paragraph 3 of section B of 57/203",
        {"intent": "place", "symbols": (A57,), "places": (place(A57, "op3", "B"),)},
    ),
    ("57/203, para. 2 (a)", {"intent": "place", "symbols": (A57,), "places": (place(A57, "op2.a"),)}),
    # The resolution is left open.
    ("And paragraph 10?", {"intent": "place", "places": (place(None, "op10"),)}),
    ("那第12段呢？", {"language": "zh", "intent": "place", "places": (place(None, "op12"),)}),
    # What the corpus does not hold: also when the question names one of its paragraphs.
    ("What does A/RES/60/149 say about human rights?", {"missing": ("A/RES/60/149",)}),
    ("OP3 of 57/224", {"missing": ("A/RES/57/224",)}),
    ("第1325（2000）号决议第1段说了什么？", {"language": "zh", "missing": ("S/RES/1325 (2000)",)}),
    ("S/RES/1973 (2011), para. 4", {"language": "en", "missing": ("S/RES/1973 (2011)",)}),
    ("resolution 242", {"missing": ("S/RES/242",)}),
    (
        "Is there a difference between 57/203 and 55/1?",
        {"intent": "comparison", "symbols": (A57,), "missing": ("A/RES/55/1",)},
    ),
    # Named only to ask who cites it, ...
    ("Which resolution recalls 57/224?", {"mentions": ("A/RES/57/224",)}),
    ("In which document can 57/224 be found?", {"mentions": ("A/RES/57/224",)}),
    ("Where does 57/224 speak of racism?", {"missing": ("A/RES/57/224",)}),
    ("Where is resolution 56/6 mentioned?", {"mentions": ("A/RES/56/6",)}),
    ("哪项决议提到第57/224号决议？", {"language": "zh", "mentions": ("A/RES/57/224",)}),
    # ... and named to ask what it says itself.
    ("What does 57/224 recall?", {"missing": ("A/RES/57/224",)}),
    ("What report did resolution 60/149 note?", {"missing": ("A/RES/60/149",)}),
    # Data of the heading.
    ("When was 57/203 adopted?", {"intent": "heading", "symbols": (A57,), "data": ("adopted",)}),
    (
        "date d'adoption résolution 62/165",
        {"language": "fr", "intent": "heading", "symbols": (A62,), "data": ("adopted",)},
    ),
    ("第59/190号决议是何时通过的？", {"language": "zh", "intent": "heading", "symbols": (A59,), "data": ("adopted",)}),
    ("What is the title of A/RES/58/170?", {"intent": "heading", "symbols": (A58,), "data": ("title",)}),
    ("At which meeting was 62/165 adopted?", {"intent": "heading", "symbols": (A62,), "data": ("meeting",)}),
    ("Which committee reported on 58/170?", {"intent": "heading", "symbols": (A58,), "data": ("committee_report",)}),
    ("How was 57/203 voted on?", {"intent": "heading", "symbols": (A57,), "data": ("vote",)}),
    ("Under which agenda item was 58/170?", {"intent": "heading", "symbols": (A58,), "data": ("agenda_item",)}),
    # What a paragraph decides about the next session is no datum of the heading.
    ("Under which agenda item will 57/203 be considered next?", {"symbols": (A57,)}),
    (
        "What was adopted on 22 December 2003?",
        {
            "intent": "heading",
            "data": ("title", "adopted"),
            "adopted": date(2003, 12, 22),
            "years": YearRange(2003, 2003),
        },
    ),
    # No text held was adopted on that day.
    ("What was adopted on 23 December 2003?", {"years": YearRange(2003, 2003)}),
    # Lists, counts, comparisons.
    ("Which resolutions mention dialogue among civilizations?", {"intent": "list"}),
    ("Quelles résolutions parlent de dialogue ?", {"language": "fr", "intent": "list"}),
    ("哪些决议提到了不同文明之间的对话？", {"language": "zh", "intent": "list"}),
    ("How many operative paragraphs does 58/170 have?", {"intent": "count", "symbols": (A58,)}),
    ("58/170有多少段？", {"language": "zh", "intent": "count", "symbols": (A58,)}),
    # How many of something that a paragraph speaks of.
    ("How many working groups are there?", {}),
    (
        "How did paragraph 8 change from 57/203 to 62/165?",
        {"intent": "comparison", "symbols": (A57, A62), "places": (place(None, "op8"),)},
    ),
    (
        "Compare paragraph 8 of 57/203 with paragraph 10 of 52/131",
        {"intent": "comparison", "symbols": (A57, A52), "places": (place(A57, "op8"), place(A52, "op10"))},
    ),
    # Different civilizations and the climate's change are compared with nothing.
    ("What is said about different religions?", {}),
    ("Is there anything on climate change?", {}),
    ("How is that different from 62/165?", {"symbols": (A62,)}),
    ("57/203与62/165有何不同？", {"language": "zh", "intent": "comparison", "symbols": (A57, A62)}),
    # Years and sessions narrow a search, unless resolutions are named.
    ("What did the 2004 resolution say about information?", {"years": YearRange(2004, 2004)}),
    ("the resolution of the fifty-eighth session on dialogue", {"session": "58"}),
    ("What did 57/203 of 2002 say about information?", {"symbols": (A57,)}),
    ("What information is needed about all countries?", {}),
]


@pytest.mark.parametrize(("question", "expected"), CASES, ids=[question for question, _ in CASES])
def test_what_a_question_names(question: str, expected: dict[str, Any]) -> None:
    query = understand(question, BUNDLED)
    assert query.language == expected.get("language", "en")
    wanted = {**NAMED_NOTHING, **expected}
    assert {name: getattr(query, name) for name in NAMED_NOTHING} == {name: wanted[name] for name in NAMED_NOTHING}


SUBJECTS = [
    ("What does 57/203 say about impartial information?", "What does say about impartial information?"),
    ("57/203 第8段", ""),
    ("Which information is needed?", "Which information is needed?"),
    # What only says which time is meant is not looked for.
    ("Which wars went on when 57/203 was adopted?", "Which wars went on when ?"),
]


@pytest.mark.parametrize(("question", "subject"), SUBJECTS)
def test_subject_is_what_the_names_leave(question: str, subject: str) -> None:
    assert understand(question, BUNDLED).subject == subject


# "When it was adopted" asks for the date, or only says which time is meant.
DATA = [
    ("When was 57/203 adopted?", ("adopted",)),
    ("Who adopted 57/203 and when?", ("adopted",)),
    ("On what day was 57/203 adopted?", ("adopted",)),
    ("Which year was it when 57/203 was adopted?", ("adopted",)),
    ("What is the title of 57/203, when was it adopted?", ("adopted", "title")),
    ("Who was Secretary-General when 57/203 was adopted?", ()),
    ("What was the vote when 57/203 was adopted?", ("vote",)),
    ("What else happened on the day 57/203 was adopted?", ()),
    ("Quand et par qui la 57/203 a-t-elle été adoptée ?", ("adopted",)),
    ("Qui gouvernait Cuba quand la 57/203 a été adoptée ?", ()),
    ("¿En qué fecha se aprobó la 57/203?", ("adopted",)),
    ("¿Quién gobernaba en la fecha en que se aprobó la 57/203?", ()),
    ("Кто и когда принял резолюцию 57/203?", ("adopted",)),
    ("Кто правил, когда была принята резолюция 57/203?", ()),
    ("ما تاريخ اعتماد القرار 57/203؟", ("adopted",)),
    ("من كان يحكم في تاريخ اعتماد القرار 57/203؟", ()),
    ("57/203号决议是谁在什么时候通过的？", ("adopted",)),
    ("Which state was absent when 57/203 was adopted?", ("vote",)),
    ("¿Quién votó en contra de 57/203?", ("vote",)),
]


@pytest.mark.parametrize(("question", "data"), DATA)
def test_when_it_was_adopted_asks_for_the_date_or_says_which_time_is_meant(
    question: str, data: tuple[str, ...]
) -> None:
    assert understand(question, BUNDLED).data == data


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("A/RES/57/203", (A57,)),
        # Its year was not given.
        ("S/RES/242", ("S/RES/242 (1967)",)),
        ("S/RES/242 (1968)", ()),
        # A resolution in parts: the number names all of them, a letter one.
        ("A/RES/48/75", ("A/RES/48/75 A", "A/RES/48/75 L")),
        ("A/RES/48/75 L", ("A/RES/48/75 L",)),
        ("A/RES/48/75 B", ()),
    ],
)
def test_resolutions_that_a_name_may_mean(named: str, meant: tuple[str, ...]) -> None:
    assert held_symbols(named, WIDER) == meant


def test_one_name_for_several_resolutions_is_no_comparison() -> None:
    query = understand("What does paragraph 2 of resolution 48/75 say?", WIDER)
    assert (query.intent, query.symbols) == ("place", ("A/RES/48/75 A", "A/RES/48/75 L"))
    assert [(each.symbol, each.number, each.one_of_several) for each in query.places] == [
        ("A/RES/48/75 A", "2", True),
        ("A/RES/48/75 L", "2", True),
    ]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who sponsored 57/203?", ("sponsor",)),
        ("¿Quién patrocinó la resolución 57/203?", ("patrocin",)),
        ("57/203的提案国是哪些？", ("提案国",)),
        ("Who is asked to report?", ()),
    ],
)
def test_what_resolutions_do_not_tell(question: str, asked: tuple[str, ...]) -> None:
    assert understand(question, BUNDLED).beyond_text == asked


@pytest.mark.parametrize(("language", "expected"), [("zh", "zh"), (None, "en")])
def test_a_question_in_no_language_is_in_that_of_the_filter(language: str | None, expected: str) -> None:
    assert understand("57/203#op8", BUNDLED, Filters(language=language)).language == expected


UNUSABLE = ["", "   \n\t", "\x00\x07\x1b", "\u200b\u200e\ufeff", "???", "。！？", "a" * 20_000, " " * 20_000]


@pytest.mark.parametrize("text", UNUSABLE, ids=range(len(UNUSABLE)))
def test_unusable_questions_say_what_to_do_in_one_line(text: str) -> None:
    with pytest.raises(QuestionError) as raised:
        understand(text, BUNDLED)
    message = str(raised.value)
    assert "\n" not in message
    assert ("20,000 characters" in message) == (len(text) == 20_000)


def test_the_longest_question_is_read() -> None:
    assert clean_question("é" * MAXIMUM_CHARACTERS) == "é" * MAXIMUM_CHARACTERS
    with pytest.raises(QuestionError):
        clean_question("é" * (MAXIMUM_CHARACTERS + 1))


def test_control_characters_and_surplus_blanks_go() -> None:
    assert clean_question("\x1b What \u202edoes\r\n\r\n57/203\tsay?\x00 ") == "What does 57/203 say?"


WORDS = st.sampled_from(
    "resolution 57/203 paragraph 8 third preambular of the 1999 session adopted from to which (a) S/RES/242 #op8 第8段 "
    "决议 пункт القرار párrafo résolution between and fifty-seventh A/RES/ 217 A (III) compare how many".split()
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_understood_or_refused_as_a_question(text: str) -> None:
    try:
        query = understand(text, WIDER)
    except QuestionError:
        return
    assert set(query.symbols) <= {summary.symbol for summary in WIDER}
    assert not set(query.missing) & set(query.symbols)
    assert all(each.symbol is None or each.symbol in query.symbols for each in query.places)
    assert query.intent != "place" or query.places


REPEATED = [
    "resolution ",
    "1",
    "第",
    "paragraph 8 ",
    "57/999 ",
    "which ",
    "1999 ",
    "session ",
    "(",
    "adopted ",
    "la ",
    "who when adopted ",
]


@pytest.mark.parametrize("unit", REPEATED)
def test_the_longest_text_takes_no_time_worth_mentioning(unit: str) -> None:
    text = (unit * MAXIMUM_CHARACTERS)[: MAXIMUM_CHARACTERS - 1] + "a"
    started = time.process_time()
    understand(text, WIDER)
    standalone(text, (Turn("What does 57/203 say?", ("A/RES/57/203#op1@en",)), Turn(text)))
    # Half a second by rights; what grows with the square of the length takes many.
    assert time.process_time() - started < 4
