"""Folding: what is the same to a reader folds to the same, and every folded character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import DASHES, FOLDS, QUOTATION_MARKS, fold, is_wide

SAME = [
    ("non-\nselectivity", "non-selectivity"),  # a line that ends at a hyphen
    ("self- determination", "self-determination"),
    ("non‑selectivity", "non-selectivity"),
    ("rights — including", "rights—including"),
    ("the  General\u00a0Assembly\r\n", "the General Assembly"),
    ("Secur\u00adity", "Security"),
    ("“Human rights questions”", '"Human rights questions"'),
    ("‘Human rights’ questions", "«\u00a0Human rights\u00a0» questions"),
    ("the States’ “own” rights", "the States' 'own' rights"),
    ("l’Assemblée", "l'Assemblée"),
    ("e\u0301tat", "état"),
    ("e\ufb00ective and o\ufb03ce", "effective and office"),
    ("their representatives ;", "their representatives;"),
    ("217 A（III）号", "217 A (III)号"),
    ("１９９３ 年", "1993年"),
    ("宪章， 特别", "宪章,特别"),
    ("国际\n\n间", "国际间"),
    ("「人权问题」", "“人权问题”"),
    ("٨ - تشدد", "8-تشدد"),
    ("ﻻ", "لا"),  # Arabic ligature of two letters, as text extracted from PDF has it
    ("الأمـــم", "الأمم"),
    ("⼈权", "人权"),  # a Kangxi radical in place of the character
    ("Ｆｕｌｌ ｗｏｒｄ", "Full word"),
    ("should … be", "should... be"),
]
DIFFERENT = [
    ("Rights²", "Rights2"),  # a superscript is a different character
    ("rights", "Rights"),
    ("résolution", "resolution"),
    ("impartial", "impаrtial"),  # Cyrillic а
    ("States", "State's"),
    ("a word", "aword"),
    ("this, and", "this and"),
    ("œuvre", "oeuvre"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_characters_that_differ_stay_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_offsets_lead_back_to_the_text_as_given() -> None:
    text = "an e\ufb00ective “non-\n  selectivity” of\u00a0l’E\u0301tat"
    folded = fold(text)
    assert folded.text == "an effective non-selectivity of l'État"
    start = folded.text.index("effective")
    span = folded.span(start, start + len("effective"))
    assert text[span.start : span.end] == "e\ufb00ective"
    start = folded.text.index("non-selectivity")
    span = folded.span(start, start + len("non-selectivity"))
    assert text[span.start : span.end] == "non-\n  selectivity"
    span = folded.span(len(folded.text) - 4, len(folded.text))
    assert text[span.start : span.end] == "E\u0301tat"


@given(st.text(st.characters() | st.sampled_from(DASHES + QUOTATION_MARKS + "\u00ad\u200b \n" + "".join(FOLDS))))
def test_every_folded_character_has_an_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.offsets, folded.ends, strict=True))
    assert list(folded.offsets) == sorted(folded.offsets)
    assert list(folded.ends) == sorted(folded.ends)


@given(st.text("abc éи人权,.;()- ", max_size=40), st.sampled_from(["\n", "\u00a0", "  ", "\r\n", "\u2009"]))
def test_the_kind_of_blank_makes_no_difference(text: str, blank: str) -> None:
    assert fold(text.replace(" ", blank)).text == fold(text).text


@pytest.mark.parametrize(
    ("character", "wide"), [("人", True), ("。", True), ("カ", True), ("a", False), ("Ａ", False), ("م", False)]
)
def test_scripts_written_without_blanks(character: str, wide: bool) -> None:
    assert is_wide(character) is wide
