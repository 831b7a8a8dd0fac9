"""What a terminal or a browser would act on never gets through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text import one_line, printable, without_surrogates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Requests the Secretary-General", "Requests the Secretary-General"),
        ("重申《宪章》，", "重申《宪章》，"),
        ("لجنة حقوق الإنسان", "لجنة حقوق الإنسان"),
        # An escape sequence that would clear the screen is left harmless: its first character is gone.
        ("a\x1b[2Jb", "a\N{REPLACEMENT CHARACTER}[2Jb"),
        # The eight-bit form of the same.
        ("a\x9b2Jb", "a\N{REPLACEMENT CHARACTER}2Jb"),
        ("one\r\ntwo", "one\N{REPLACEMENT CHARACTER}\ntwo"),
        ("one\ttwo\n", "one\ttwo\n"),
        # Letters set from right to left by force would read as other words.
        ("not \u202epermitted\u202c", "not permitted"),
        ("\u2067abc\u2069", "abc"),
        # A joiner between Persian letters belongs to the spelling.
        ("می\u200cشود", "می\u200cشود"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("\x00", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    shown = printable(text)
    assert all(character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"} for character in shown)
    assert printable(shown) == shown
    shown.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"])))
def test_ordinary_text_is_untouched(text: str) -> None:
    assert printable(text) == text


def test_one_line() -> None:
    assert one_line("a\n  b\tc\x1b") == "a b c\N{REPLACEMENT CHARACTER}"


def test_bytes_of_the_shell_that_are_not_unicode() -> None:
    assert without_surrogates(b"caf\xe9".decode("utf-8", "surrogateescape")) == "caf\N{REPLACEMENT CHARACTER}"
    assert without_surrogates("café") == "café"


@given(st.binary())
def test_any_argument_becomes_valid_unicode(raw: bytes) -> None:
    without_surrogates(raw.decode("utf-8", "surrogateescape")).encode("utf-8")
