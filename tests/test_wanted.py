"""The clause that answers, marked within its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.wanted import answering_run
from tests.bundled_print import WORDINGS

OP11 = WORDINGS["A/RES/57/203#op11@en"]
OP1 = WORDINGS["A/RES/57/203#op1@en"]
PP2 = WORDINGS["A/RES/52/131#pp2@en"]
ZH11 = (
    "注意到秘书长的报告，请秘书长向会员国、政府间组织和非政府组织进一步征求切实可行的建议和意见，此种建议和意见应有助于在"
    "非选择性、公正性和客观性原则的基础上促进国际合作，以加强联合国在人权领域的行动，并请秘书长向大会第六十届会议提交"
    "关于此问题的全面报告；"
)

MARKED = [
    (OP11, "en", "Which report is noted?", "Takes note of the report of the Secretary-General"),
    (
        OP11,
        "en",
        "What comprehensive report is wanted?",
        "and to submit a comprehensive report on this question to the General Assembly at its fifty-eighth session",
    ),
    (OP1, "en", "What about external interference?", "without external interference"),
    (OP1, "en", "Does it mention territorial integrity?", "including respect for territorial integrity"),
    (ZH11, "zh", "全面报告是关于什么的？", "并请秘书长向大会第六十届会议提交关于此问题的全面报告"),
    # The comma of a list in Chinese ends no clause: the whole list is marked.
    (ZH11, "zh", "政府间组织", "请秘书长向会员国、政府间组织和非政府组织进一步征求切实可行的建议和意见"),
    # Nor does the comma of a number.
    (
        "Notes that the force has grown, as the report of the Secretary-General of 3 May explains at length and in "
        "detail, to 12,500 soldiers of eleven nations; and thanks the States that gave them for their support.",
        "en",
        "How many soldiers?",
        "to 12,500 soldiers of eleven nations",
    ),
]


@pytest.mark.parametrize(("text", "language", "question", "marked"), MARKED, ids=[row[2] for row in MARKED])
def test_clause_that_answers(text: str, language: str, question: str, marked: str) -> None:
    run = answering_run(text, question, language)
    assert run is not None
    start, end = run
    assert text[start:end] == marked


UNMARKED = [
    # Short enough to answer as a whole.
    (PP2, "en", "What progress is desired?"),
    # No word of the question stands in it.
    (OP11, "en", "Who won the football match?"),
    (OP11, "en", ""),
    # The words stand at both ends: all of it answers.
    (OP11, "en", "report of the Secretary-General fifty-eighth session"),
    # Another language: nothing can be compared.
    (ZH11, "zh", "Which report is noted?"),
    ("", "en", "What?"),
]


@pytest.mark.parametrize(("text", "language", "question"), UNMARKED)
def test_whole_paragraph_answers(text: str, language: str, question: str) -> None:
    assert answering_run(text, question, language) is None


@settings(deadline=None)
@given(st.text(max_size=600), st.text(max_size=60), st.sampled_from(["en", "zh", "fr", "ru", "ar", "xx"]))
def test_a_run_lies_within_the_text(text: str, question: str, language: str) -> None:
    run = answering_run(text, question, language)
    if run is not None:
        assert 0 <= run[0] < run[1] <= len(text)
        assert not text[run[0] : run[1]].endswith((",", ";", " "))


def test_a_paragraph_of_a_thousand_clauses_takes_no_time() -> None:
    text = "peace and security, " * 2_000 + "territorial integrity."
    run = answering_run(text, "peace and territorial integrity", "en")
    assert run is not None
    assert text[run[0] : run[1]] == "peace and security, territorial integrity."
