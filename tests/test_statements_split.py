"""A model's text cut into statements, whole or character by character."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from rag.statements import Splitter, Statement

Expected = list[tuple[str, tuple[int, ...]]]
CASES: list[tuple[str, Expected]] = [
    ("One thing [1]. Another [2].", [("One thing", (1,)), ("Another", (2,))]),
    ("One thing. [1] Another. [2][3]", [("One thing.", (1,)), ("Another.", (2, 3))]),
    # Abbreviations end nothing.
    (
        "See para. 8 of No. 57/203, e.g. Art. 2 [1]. Next [2].",
        [("See para. 8 of No. 57/203, e.g. Art. 2", (1,)), ("Next", (2,))],
    ),
    ("Voir le par. 8, al. 2 [1]. Suite [2].", [("Voir le par. 8, al. 2", (1,)), ("Suite", (2,))]),
    ("Véase el párr. 8 [1]. Sigue [2].", [("Véase el párr. 8", (1,)), ("Sigue", (2,))]),
    ("См. п. 8, ст. 2 [1]. Далее [2].", [("См. п. 8, ст. 2", (1,)), ("Далее", (2,))]),
    ("تطلب الجمعية تقريرا [1]. وتقرر ذلك [2].", [("تطلب الجمعية تقريرا", (1,)), ("وتقرر ذلك", (2,))]),
    (
        "大会请秘书长提交报告[1]。大会决定审议。[2]结束",
        [("大会请秘书长提交报告", (1,)), ("大会决定审议。", (2,)), ("结束", ())],
    ),
    # A full stop within a quotation ends nothing.
    (
        "It says “Do this. Then that.” in para. 2 [1]. Next [2].",
        [("It says “Do this. Then that.” in para. 2", (1,)), ("Next", (2,))],
    ),
    # Marks of other kinds, lists and ranges.
    ("A【1】. B [^2]. C [1, 3]. D [2-4].", [("A", (1,)), ("B", (2,)), ("C", (1, 3)), ("D", (2, 3, 4))]),
    # Lines, list items, headings and fences.
    ("# Title\n\n- one [1]\n- two [2].", [("Title", ()), ("one", (1,)), ("two", (2,))]),
    ("1. First thing [1].\n2. Second thing [2].", [("First thing", (1,)), ("Second thing", (2,))]),
    ("```json\nSaid [1].\n```", [("Said", (1,))]),
    ("**Bold** and _slanted_ [1].", [("Bold and slanted", (1,))]),
    ("<think>No. Never [9].</think>Said [1].", [("Said", (1,))]),
    # Marked in the middle, and after it.
    ("The A [1] and the B [2] agree.", [("The A and the B agree.", (1, 2))]),
    # A version, a decimal, an ellipsis.
    ("It is 3.5 per cent of A/57/385 [1].", [("It is 3.5 per cent of A/57/385", (1,))]),
    ("", []),
    ("[1] [2].", []),
]


def plain(statements: list[Statement]) -> Expected:
    """The words and the citations."""
    return [(each.words, each.cites) for each in statements]


def in_pieces(text: str, size: int) -> list[Statement]:
    """The statements of a text that comes in pieces."""
    splitter = Splitter()
    found = [each for at in range(0, len(text), size) for each in splitter.feed(text[at : at + size])]
    return [*found, *splitter.finish()]


@pytest.mark.parametrize(("text", "expected"), CASES)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_statements(text: str, expected: Expected, size: int) -> None:
    assert plain(in_pieces(text, size)) == expected


@given(strategies.text(alphabet="aB. [1]2。\n“”-*#<think>/", max_size=120), strategies.integers(1, 7))
def test_the_pieces_make_no_difference(text: str, size: int) -> None:
    assert plain(in_pieces(text, size)) == plain(in_pieces(text, len(text) or 1))


def test_what_was_cut_off_is_marked() -> None:
    splitter = Splitter()
    statements = [*splitter.feed("Whole [1]. Not wh"), *splitter.finish(whole=False)]
    assert [each.whole for each in statements] == [True, False]


def test_a_statement_comes_as_soon_as_it_ends() -> None:
    splitter = Splitter()
    assert list(splitter.feed("The Assembly decides [1]")) == []
    assert len(list(splitter.feed(". "))) == 1
