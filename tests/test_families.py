"""Same and nearly-same wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.families import nearly_same, units
from index.sameness import search_words, wording_key

CLAUSE = "Requests the Secretary-General to submit a report to the General Assembly at its sixtieth session"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # Typography, case and what ends the clause make no difference.
        ("Reaffirms the “right” of all;", 'reaffirms the "right" of all.', True),
        ("non-selectivity", "non\u2011selectivity", True),
        ("of all\nStates", "of all States", True),
        ("重申其各项决议；", "重申其各项决议。", True),
        # A word, a number, an accent, a comma in the middle do.
        ("Reaffirms the right of all", "Reaffirms the rights of all", False),
        ("at its 60th session", "at its 61st session", False),
        ("the right, of all", "the right of all", False),
        ("10²", "102", False),
    ],
)
def test_same_wording(one: str, other: str, same: bool) -> None:
    assert (wording_key(one) == wording_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (CLAUSE, CLAUSE.replace("sixtieth", "sixty-second"), True),
        (CLAUSE, CLAUSE.replace("Requests", "Invites"), True),
        (CLAUSE, "Requests the Secretary-General to convene a conference in Geneva", False),
        # Formulas share most of their words and are different all the same.
        ("Decides to remain seized of the matter", "Decides to remain actively seized of the matter", True),
        ("Welcomes the report of the Council", "Welcomes the report of the Committee", False),
        ("请秘书长向大会第六十届会议提出报告", "请秘书长向大会第六十二届会议提出报告", True),
        ("请秘书长向大会第六十届会议提出报告", "决定继续处理此案", False),
    ],
)
def test_nearly_same(one: str, other: str, near: bool) -> None:
    assert nearly_same(units(search_words(one)), units(search_words(other))) is near


@given(st.text(max_size=120))
def test_a_wording_is_nearly_itself(text: str) -> None:
    found = units(search_words(text))
    assert nearly_same(found, found)
    assert "".join(found) == search_words(text).replace(" ", "")


@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=60))
def test_search_words_of_a_part_stand_in_those_of_the_whole_when_cut_between_words(
    middle: str, before: str, after: str
) -> None:
    assert search_words(middle) in search_words(f"{before} , {middle} , {after}")
