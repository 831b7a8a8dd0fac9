"""Years and sessions by which a question names a resolution, and years that it merely mentions."""

from __future__ import annotations

import pytest

from rag.years import YearRange, named_session, named_years, without_years

YEARS = [
    ("the 2004 resolution - what report does it note?", (2004, 2004)),
    ("What did the General Assembly request in its 2010 resolution on non-selectivity?", (2010, 2010)),
    ("Which resolution adopted in 1997 speaks of dialogue?", (1997, 1997)),
    ("which resolution was adopted on 22 December 2003?", (2003, 2003)),
    ("Dans la résolution de 2003, que demande-t-on aux États ?", (2003, 2003)),
    ("la resolución de 2007", (2007, 2007)),
    ("резолюция 2004 года", (2004, 2004)),
    ("2004年的决议怎么说？", (2004, 2004)),
    ("Looking only at resolutions from before the year 2000: any on political ends?", (None, 1999)),
    ("After 2005, what has the Assembly reiterated on self-determination?", (2006, None)),
    ("since 2003, what was decided?", (2003, None)),
    ("between 2000 and 2005, who was asked?", (2000, 2005)),
    # The year of something that a resolution speaks of is not its own.
    ("What happened at the World Conference on Human Rights in Vienna, 25 June 1993, and why?", None),
    ("What does 57/203 say?", None),
    # A commission's resolution has a year in its name.
    ("Where is resolution 2003/60 of the Commission published?", None),
    ("la résolution 2000/22 de la Sous-Commission", None),
    ("Millennium Declaration on 8 September 2000 and its values", None),
]


@pytest.mark.parametrize(("question", "expected"), YEARS)
def test_years_of_adoption(question: str, expected: tuple[int | None, int | None] | None) -> None:
    assert named_years(question) == (None if expected is None else YearRange(*expected))


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What did the 2004 resolution ask?", "What did the resolution ask?"),
        ("the resolution of the year 2004", "the resolution of"),
        ("la résolution de l’année 2004", "la résolution de"),
        ("резолюция 2004 года просит", "резолюция просит"),
        ("ماذا طلب قرار عام 2004 من الأمين العام؟", "ماذا طلب قرار من الأمين العام؟"),
        ("2004年的决议怎么说？", "的决议怎么说？"),
        # Numbers that are no year.
        ("document 20041 of resolution 2003/60", "document 20041 of resolution 2003/60"),
    ],
)
def test_years_that_narrowed_the_search_are_no_words_to_look_for(question: str, left: str) -> None:
    assert " ".join(without_years(question).split()) == left


SESSIONS = [
    ("the resolution of the fifty-seventh session", "57"),
    ("sixty-second session of the GA: what resolution about mandates?", "62"),
    ("resolutions adopted at its 58th session", "58"),
    ("第五十九届会议通过的决议", "59"),
    # A session that is spoken of, not the one at which it was adopted.
    ("By the fifty-eighth session, what must be reported?", None),
    ("Does the Secretary-General report to the Assembly at its sixty-fourth session?", None),
]


@pytest.mark.parametrize(("question", "expected"), SESSIONS)
def test_session_of_adoption(question: str, expected: str | None) -> None:
    assert named_session(question) == expected
