"""Labels of places in the six languages: every kind of label that is made is read again, whatever its numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.labels import ReferenceKind
from index.symbols import paragraph_label
from ui.labels import place_label
from ui.page_words import LANGUAGES
from ui.spoken_labels import spoken, spoken_within

SPOKEN = [
    ("A/RES/57/203, para. 8", "zh", "A/RES/57/203，第8段"),
    ("A/RES/57/203, para. 8", "ar", "\u200fA/RES/57/203، الفقرة 8"),
    ("A/RES/57/203, para. 8", "en", "A/RES/57/203, para. 8"),
    ("S/RES/687 (1991), para. 9 (b)", "fr", "S/RES/687 (1991), par. 9 (b)"),
    ("S/RES/83 (1950), operative paragraph 1", "es", "S/RES/83 (1950), párrafo 1 de la parte dispositiva"),
    ("A/RES/57/203, third preambular paragraph", "ru", "A/RES/57/203, пункт 3 преамбулы"),
    ("A/RES/57/203, twenty-first preambular paragraph", "zh", "A/RES/57/203，序言部分第21段"),
    ("A/RES/60/1, annex I, sect. B, para. 2", "ar", "\u200fA/RES/60/1، المرفق I، الفرع B، الفقرة 2"),
    ("A/RES/57/203, heading", "fr", "A/RES/57/203, en-tête"),
    ("A/RES/59/190, para. 5 (Chinese)", "zh", "A/RES/59/190，第5段 (中文)"),
    ("A/RES/57/203, para. 3, footnote 2", "es", "A/RES/57/203, párr. 3, nota 2"),
    ("file:report-2003 (not a resolution), ¶ 3", "zh", "file:report-2003 (非决议)，¶ 3"),
    ("A/RES/57/203, something else", "zh", "A/RES/57/203，something else"),
    ("A/RES/57/203", "ar", "A/RES/57/203"),
    ("", "zh", ""),
]


@pytest.mark.parametrize(("label", "language", "said"), SPOKEN)
def test_a_label_as_the_page_says_it(label: str, language: str, said: str) -> None:
    assert spoken(label, language) == said


@given(
    st.sampled_from(["A/RES/57/203", "S/RES/83 (1950)"]),
    st.sampled_from(["preambular", "operative", "heading"]),
    st.sampled_from(["1", "8", "42", "120", "9.b", "2.a.i"]),
    st.sampled_from(["", "B", "II", "annex", "annexI", "annexI.B"]),
    st.booleans(),
    st.sampled_from(["zh", "ar", "ru"]),
)
def test_every_label_that_is_made_is_read(
    symbol: str, kind: ReferenceKind, number: str, part: str, numbered: bool, language: str
) -> None:
    label = paragraph_label(symbol, kind, number, part, numbered=numbered)
    said = spoken(label, language).removeprefix("\u200f")
    assert said.startswith(symbol)
    assert re.findall("[a-z]{3,}", said) == []
    if kind != "heading":
        assert number.partition(".")[0] in said.removeprefix(symbol)


@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_no_label_breaks_it(text: str, language: str) -> None:
    assert isinstance(spoken(text, language), str)
    assert spoken_within(text, [], language) == text


def test_labels_within_a_sentence_and_no_part_of_a_longer_one() -> None:
    labels = ["A/RES/57/203, para. 1", place_label("A/RES/59/190#op5@zh")]
    text = "A/RES/57/203, para. 1 原文；A/RES/57/203, para. 10；A/RES/57/203, para. 1 (a)；A/RES/59/190, para. 5。"
    said = "A/RES/57/203，第1段 原文；A/RES/57/203, para. 10；A/RES/57/203, para. 1 (a)；A/RES/59/190，第5段。"
    assert spoken_within(text, labels, "zh") == said
    assert spoken_within(text, labels, "en") == text
