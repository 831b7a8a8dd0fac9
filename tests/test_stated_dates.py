"""Dates of adoption that drafts state, as they write them in the six languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numerals import fold_characters
from rag.stated_dates import stated_dates
from rag.written_dates import PartialDate, written_dates

DAY = (PartialDate(2002, 12, 18),)
MONTH = (PartialDate(2002, 12),)
YEAR = (PartialDate(2002),)
# "5/12/2002": 5 December, or 12 May.
EITHER = (PartialDate(2002, 12, 5), PartialDate(2002, 5, 12))

STATED = [
    # in figures
    ("resolution 57/203 of 18/12/2002", DAY),
    ("resolution 57/203 of 12/18/2002", DAY),
    ("A/RES/57/203 (18/12/2002)", DAY),
    ("A/RES/57/203 (2002-12-18)", DAY),
    ("A/RES/57/203 of 18.12.2002", DAY),
    ("A/RES/57/203 (18.12.02)", DAY),
    ("A/RES/57/203 dated 18-12-2002", DAY),
    ("A/RES/57/203 (5/12/2002)", EITHER),
    ("A/RES/57/203 (12/12/2002)", (PartialDate(2002, 12, 12),)),
    ("resolution 57/203 was adopted by the Assembly on 18/12/2002", DAY),
    ("On 2002-12-18, the Assembly adopted its resolution 57/203", DAY),
    # English
    ("A/RES/57/203 (Dec. 18, 2002)", DAY),
    ("A/RES/57/203 (18 Dec 2002)", DAY),
    ("A/RES/57/203, adopted on the 18th of December 2002", DAY),
    ("A/RES/57/203, adopted on December 18th, 2002", DAY),
    ("On 18 December 2002, the General Assembly adopted resolution 57/203", DAY),
    ("resolution 57/203, which was adopted without a vote on 18 December 2002", DAY),
    ("In December 2002, the Assembly adopted resolution 57/203", MONTH),
    ("resolution 57/203 (2002)", YEAR),
    ("the Assembly’s 2002 resolution 57/203", YEAR),
    # French
    ("la résolution 57/203 du 18 décembre 2002", DAY),
    ("la résolution 57/203 en date du 18/12/2002", DAY),
    ("la résolution 57/203 a été adoptée sans vote le 18 décembre 2002", DAY),
    ("la résolution 57/203 du 1er décembre 2002", (PartialDate(2002, 12, 1),)),
    ("Le 18 décembre 2002, l’Assemblée générale a adopté la résolution 57/203", DAY),
    ("la résolution 57/203 de 2002", YEAR),
    # Spanish
    ("la resolución 57/203, de 18 de diciembre de 2002", DAY),
    ("la resolución 57/203, de fecha 18 de diciembre de 2002", DAY),
    ("la resolución 57/203 fue aprobada el 18 de diciembre de 2002", DAY),
    ("El 18 de diciembre de 2002 la Asamblea General aprobó la resolución 57/203", DAY),
    # Russian
    ("резолюция 57/203 Генеральной Ассамблеи от 18 декабря 2002 года", DAY),
    ("резолюция 57/203 от 18.12.2002", DAY),
    ("резолюция 57/203 была принята 18 декабря 2002 года", DAY),
    ("18 декабря 2002 года Генеральная Ассамблея приняла резолюцию 57/203", DAY),
    ("резолюция 57/203 2002 года", YEAR),
    ("резолюция 57/203 (декабрь 2002 года)", MONTH),
    # Arabic
    ("القرار 57/203 المؤرخ 18 كانون الأول/ديسمبر 2002", DAY),
    ("القرار ٥٧/٢٠٣ المؤرخ ١٨ كانون الأول/ديسمبر ٢٠٠٢", DAY),
    ("القرار 57/203 بتاريخ 18/12/2002", DAY),
    ("في 18 كانون الأول/ديسمبر 2002، اعتمدت الجمعية العامة القرار 57/203", DAY),
    ("القرار 57/203 لعام 2002", YEAR),
    # Chinese
    ("大会2002年12月18日第57/203号决议", DAY),
    ("2002年12月18日通过的第57/203号决议", DAY),
    ("第57/203号决议（2002年12月18日）", DAY),
    ("第57/203号决议于2002年12月18日通过", DAY),
    ("大会于2002年12月18日通过了第57/203号决议", DAY),
    ("2002年12月18日，大会通过第57/203号决议", DAY),
    ("二〇〇二年十二月十八日第57/203号决议", DAY),
    ("第57/203号决议（2002/12/18）", DAY),
    ("2002年的第57/203号决议", YEAR),
]
# Dates of something else, and figures that are no date.
NOT_STATED = [
    "resolution 57/203 was discussed on 3 May 2003",
    "On 3 May 2003, the Assembly discussed resolution 57/203",
    "On 3/5/2003 the Assembly recalled resolution 57/203",
    "resolution 57/203 and the report of 3/5/2003",
    "resolution 57/203, which entered into force on 3 May 2003",
    "the 2003 report on resolution 57/203",
    "In 2003 the Assembly reviewed resolution 57/203",
    "resolution 57/203 (sect. 1.2.03a)",
    "resolution 57/203 of 31/31/2002",
    "le rapport de 2003 sur la résolution 57/203",
    "En 2003, l’Assemblée générale a rappelé la résolution 57/203",
    "La resolución 57/203 entró en vigor el 3 de mayo de 2003",
    "резолюция 57/203 обсуждалась 3 мая 2003 года",
    "نوقش القرار 57/203 في 3 أيار/مايو 2003",
    "第57/203号决议于2003年5月3日生效",
    "2003年5月3日，大会审议第57/203号决议",
    "2003年5月3日，大会第57/203号决议开始生效",
]


@pytest.mark.parametrize(("text", "readings"), STATED)
def test_date_stated(text: str, readings: tuple[PartialDate, ...]) -> None:
    (found,) = stated_dates(text)
    assert found.symbol.text == "A/RES/57/203"
    assert found.readings == readings
    assert found.words in text


@pytest.mark.parametrize("text", NOT_STATED)
def test_no_date_of_adoption(text: str) -> None:
    assert list(stated_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "agrees"),
    [("57/203 (18/12/2002)", True), ("57/203 (12/5/2002)", False), ("57/203 (2002)", True), ("57/203 (2003)", False)],
)
def test_agreement(text: str, agrees: bool) -> None:
    (found,) = stated_dates(f"resolution {text}")
    assert found.agrees_with(date(2002, 12, 18)) is agrees


def test_of_two_readings_one_may_be_right() -> None:
    (found,) = stated_dates("resolution 57/203 of 5/12/2002")
    assert found.agrees_with(date(2002, 12, 5)) is found.agrees_with(date(2002, 5, 12)) is None


@given(st.dates(min_value=date(1946, 1, 1), max_value=date(2044, 12, 31)), st.integers(0, 5))
def test_a_date_in_figures_is_always_read(day: date, form: int) -> None:
    words = [
        f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}",
        f"{day:%m/%d/%Y}", f"{day:%d/%m/%y}", f"{day.year}年{day.month}月{day.day}日",
    ][form]  # fmt: skip
    (found,) = written_dates(f"({words})")
    assert any(reading.agrees_with(day) for reading in found.readings)
    assert len(found.readings) == (1 if form in (1, 5) or day.day > 12 or day.day == day.month else 2)


@given(st.text("0123456789/.- 年月日dec二十", max_size=24))
def test_any_text_can_be_read(text: str) -> None:
    for found in written_dates(fold_characters(text)):
        assert 0 <= found.start < found.end <= len(text)
        assert found.readings
