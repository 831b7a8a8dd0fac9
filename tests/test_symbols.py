"""Symbols: reading, normalising, matching, printing; ids and labels of places; what a file's name says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import SymbolError
from index.numerals import chinese_number, ordinal, ordinal_word, roman_value, to_roman
from index.symbols import (
    Reference,
    ReferenceKind,
    Symbol,
    matching_symbols,
    official_url,
    paragraph_id,
    paragraph_label,
    parse_reference,
    parse_symbol,
    split_id,
    symbol_from_file_name,
)

READ = [
    # The General Assembly, session and number.
    ("A/RES/57/203", "A/RES/57/203"),
    ("57/203", "A/RES/57/203"),
    ("a/res/57/203", "A/RES/57/203"),
    ("A_RES_57_203", "A/RES/57/203"),
    (" A / RES / 57 / 203 ", "A/RES/57/203"),
    ("A/RES/057/0203", "A/RES/57/203"),
    ("A/RES/57/203.", "A/RES/57/203"),
    ("RES/57/203", "A/RES/57/203"),
    ("resolution 57/203", "A/RES/57/203"),
    ("GA resolution 57/203", "A/RES/57/203"),
    ("UN General Assembly Resolution 57/203", "A/RES/57/203"),
    ("G.A. Res. 62/228", "A/RES/62/228"),
    ("UNGA Res 51/210", "A/RES/51/210"),
    ("résolution 57/203", "A/RES/57/203"),
    ("第57/203号决议", "A/RES/57/203"),
    ("Ａ／ＲＥＳ／５７／２０３", "A/RES/57/203"),  # full-width
    ("القرار ٥٧/٢٠٣", "A/RES/57/203"),  # Arabic-Indic digits
    ("А/RES/57/203", "A/RES/57/203"),  # the first letter is Cyrillic, as Russian keyboards make it
    # Parts, special and emergency special sessions.
    ("A/RES/48/75 L", "A/RES/48/75 L"),
    ("A/RES/48/75L", "A/RES/48/75 L"),
    ("A/RES/48/75[L]", "A/RES/48/75 L"),  # as the Digital Library has it
    ("48/75 l", "A/RES/48/75 L"),
    ("A/RES/S-10/2", "A/RES/S-10/2"),
    ("S-10/2", "A/RES/S-10/2"),
    ("A/RES/ES-10/15", "A/RES/ES-10/15"),
    # Roman-numeral sessions.
    ("A/RES/217 A (III)", "A/RES/217 A (III)"),
    ("A/RES/217A(III)", "A/RES/217 A (III)"),
    ("A/RES/217(III)[A]", "A/RES/217 A (III)"),
    ("A/RES/2200(XXI)A", "A/RES/2200 A (XXI)"),
    ("2200 a (xxi)", "A/RES/2200 A (XXI)"),
    ("1514 (XV)", "A/RES/1514 (XV)"),
    ("第2200 A（XXI）号决议", "A/RES/2200 A (XXI)"),
    ("1474 (ES-IV)", "A/RES/1474 (ES-IV)"),
    ("186 (S-2)", "A/RES/186 (S-2)"),  # S/RES/49 (1948) cites it so
    ("3201 (S-VI)", "A/RES/3201 (S-VI)"),
    # The Security Council.
    ("S/RES/242 (1967)", "S/RES/242 (1967)"),
    ("S/RES/242(1967)", "S/RES/242 (1967)"),
    ("242 (1967)", "S/RES/242 (1967)"),
    ("242（1967）", "S/RES/242 (1967)"),
    ("S/RES/0242 (1967)", "S/RES/242 (1967)"),
    ("S/RES/161 A (1961)", "S/RES/161 A (1961)"),
    ("S/RES/1325/2000", "S/RES/1325 (2000)"),
    ("SC Res. 1325 (2000)", "S/RES/1325 (2000)"),
    # Without its year it stays without.
    ("resolution 242", "S/RES/242"),
    ("SCR 242", "S/RES/242"),
    ("UNSCR1325", "S/RES/1325"),
    ("UNSC 1325", "S/RES/1325"),
    ("242", "S/RES/242"),
    ("GA resolution 217 A", "A/RES/217 A"),
    # The Economic and Social Council.
    ("E/RES/2014/37", "E/RES/2014/37"),
    ("e_res_2014_37", "E/RES/2014/37"),
    ("ECOSOC resolution 1996/31", "E/RES/1996/31"),
    ("Economic and Social Council resolution 2003/60", "E/RES/2003/60"),
    ("2014/37", "E/RES/2014/37"),  # the Commission on Human Rights was gone by 2007
    ("E/RES/1235 (XLII)", "E/RES/1235 (XLII)"),
    ("1503(XLVIII)", "E/RES/1503 (XLVIII)"),  # no other body numbered so after session XXXIV
    # The Human Rights Council.
    ("A/HRC/RES/12/16", "A/HRC/RES/12/16"),
    ("HRC resolution 12/16", "A/HRC/RES/12/16"),
    ("A_HRC_RES_48_13", "A/HRC/RES/48/13"),
    ("A/HRC/RES/S-9/1", "A/HRC/RES/S-9/1"),
    # Addresses.
    ("https://docs.un.org/en/A/RES/57/203", "A/RES/57/203"),
    ("https://undocs.org/S/RES/242(1967)", "S/RES/242 (1967)"),
    ("undocs.org/en/S/RES/242%20(1967)", "S/RES/242 (1967)"),
    ("https://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/57/203&Lang=C", "A/RES/57/203"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_every_spelling_is_read_to_one_symbol(text: str, expected: str) -> None:
    symbol = parse_symbol(text)
    assert symbol.text == expected
    assert parse_symbol(str(symbol)) == symbol
    assert parse_symbol(symbol.compact) == symbol


NOT_READ = [
    "",
    "   ",
    "resolution",
    "hello",
    "A/57/385",  # a report
    "E/CN.4/2001/2",
    "S/1994/240",
    "S/PRST/1994/2",
    "A/HRC/12/16",  # a document of the Council, no resolution
    "A/RES/57/203/Add.1",
    "A/RES/57/203/Corr.1",
    "12/16/2004",  # a date
    "2003/60",  # of the Commission on Human Rights or the Economic and Social Council
    "12/16",  # the General Assembly's twelfth session had roman numerals
    "1/2",
    "8 (XXXIII)",  # the Assembly's roman series ended with XXX; the Commission's went on
    "217 A (IIII)",
    "GA resolution 242 (1967)",
    "SC resolution 57/203",
    "0/5",
    "A/RES/57/0",
    "S/RES/0 (1967)",
    "57/203 and 62/165",
    "Commission on Human Rights resolution 2003/60",
    "57/203" * 60,
    "A/RES/" + "9" * 400,
]


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_symbol_is_refused_in_one_line_with_an_example(text: str) -> None:
    with pytest.raises(SymbolError) as caught:
        parse_symbol(text)
    message = str(caught.value)
    assert "/RES/" in message
    assert len(message.splitlines()) == 1


def test_a_number_that_several_bodies_use_is_refused_with_the_spelling_to_use() -> None:
    with pytest.raises(SymbolError, match=r'write "E/RES/2003/60"'):
        parse_symbol("2003/60")
    with pytest.raises(SymbolError, match=r'write "A/HRC/RES/12/16"'):
        parse_symbol("12/16")


PARTS = [
    ("A/RES/57/203", Symbol("A/RES/57/203", "GA", "203", session="57")),
    ("A/RES/48/75 L", Symbol("A/RES/48/75 L", "GA", "75", session="48", part="L")),
    ("A/RES/ES-10/15", Symbol("A/RES/ES-10/15", "GA", "15", session="ES-10")),
    ("A/RES/217 A (III)", Symbol("A/RES/217 A (III)", "GA", "217", session="3", part="A")),
    ("A/RES/1474 (ES-IV)", Symbol("A/RES/1474 (ES-IV)", "GA", "1474", session="ES-4")),
    ("S/RES/242 (1967)", Symbol("S/RES/242 (1967)", "SC", "242", year=1967)),
    ("S/RES/242", Symbol("S/RES/242", "SC", "242")),
    ("E/RES/2014/37", Symbol("E/RES/2014/37", "ECOSOC", "37", year=2014)),
    ("E/RES/1235 (XLII)", Symbol("E/RES/1235 (XLII)", "ECOSOC", "1235", session="42")),
    ("A/HRC/RES/S-9/1", Symbol("A/HRC/RES/S-9/1", "HRC", "1", session="S-9")),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_symbol_knows_its_parts(text: str, expected: Symbol) -> None:
    assert parse_symbol(text) == expected


MATCHES = [
    ("resolution 242", "S/RES/242 (1967)", True),
    ("242 (1967)", "S/RES/242 (1967)", True),
    ("242 (1968)", "S/RES/242 (1967)", False),
    ("S/RES/2420", "S/RES/242 (1967)", False),
    ("GA resolution 217", "A/RES/217 A (III)", True),
    ("217 (III)", "A/RES/217 A (III)", True),  # the part is open
    ("217 B (III)", "A/RES/217 A (III)", False),
    ("48/75", "A/RES/48/75 L", True),
    ("48/75 L", "A/RES/48/75", False),  # says more than is known
    ("resolution 203", "A/RES/57/203", False),  # a bare number is the Security Council's
    ("A/HRC/RES/57/203", "A/RES/57/203", False),
    ("186 (S-II)", "A/RES/186 (S-2)", True),  # the same session in other figures
]


@pytest.mark.parametrize(("text", "known", "expected"), MATCHES)
def test_an_incomplete_symbol_matches_what_it_may_stand_for(text: str, known: str, expected: bool) -> None:
    assert parse_symbol(text).matches(parse_symbol(known)) is expected


def test_known_symbols_complete_what_was_left_out() -> None:
    known = ("S/RES/242 (1967)", "A/RES/48/75 A", "A/RES/48/75 L", "A/RES/62/165", "no symbol")
    assert not parse_symbol("resolution 242").complete
    assert matching_symbols("resolution 242", known) == ("S/RES/242 (1967)",)
    assert matching_symbols("48/75", known) == ("A/RES/48/75 A", "A/RES/48/75 L")
    assert matching_symbols("48/75", (*known, "A/RES/48/75")) == ("A/RES/48/75",)  # itself, if it is there
    assert matching_symbols("338", known) == ()


FILE_NAMES = [
    ("A_RES_57_203.en.txt", "A/RES/57/203", "en"),
    ("a_res_59_190.zh.txt", "A/RES/59/190", "zh"),
    ("A-RES-57-203-EN.pdf", "A/RES/57/203", "en"),
    ("A_RES_57_203_E.pdf", "A/RES/57/203", None),  # E is for English, not a part
    ("A_RES_48_75_L.en.txt", "A/RES/48/75 L", "en"),
    ("A_RES_48_75L.txt", "A/RES/48/75 L", None),
    ("A_RES_ES-10_15.ar.txt", "A/RES/ES-10/15", "ar"),
    ("A_RES_ES_10_15.txt", "A/RES/ES-10/15", None),  # ES is no language here
    ("A_RES_217(III)[A]-EN.pdf", "A/RES/217 A (III)", "en"),
    ("A_RES_2200_A_XXI.fr.txt", "A/RES/2200 A (XXI)", "fr"),
    ("S_RES_0242_1967_EN.txt", "S/RES/242 (1967)", "en"),
    ("S_RES_0003_1946_EN_GOLD.txt", "S/RES/3 (1946)", "en"),
    ("S_RES_161_A_1961_EN.txt", "S/RES/161 A (1961)", "en"),
    ("S_RES_1325(2000)-EN.pdf", "S/RES/1325 (2000)", "en"),
    ("S_RES_242.txt", "S/RES/242", None),
    ("E_RES_2014_37.ru.html", "E/RES/2014/37", "ru"),
    ("E_RES_1235(XLII).txt", "E/RES/1235 (XLII)", None),
    ("A_HRC_RES_12_16.es.docx", "A/HRC/RES/12/16", "es"),
    ("A_HRC_RES_S-9_1.txt", "A/HRC/RES/S-9/1", None),
    ("folder.fr/A_RES_62_165 (1).en.txt", "A/RES/62/165", "en"),
    ("A_RES_57_203_Add_1.en.txt", None, "en"),  # another document
    ("N0254897.pdf", None, None),
    ("notes.en.txt", None, "en"),
    ("PA_RES_57_203.txt", None, None),  # A is the end of another word
    ("", None, None),
]


@pytest.mark.parametrize(("name", "symbol", "language"), FILE_NAMES)
def test_a_file_name_gives_symbol_and_language(name: str, symbol: str | None, language: str | None) -> None:
    assert symbol_from_file_name(name) == (symbol, language)


LABELS: list[tuple[str, ReferenceKind, str, str, str, str]] = [
    ("A/RES/57/203", "operative", "8", "", "A/RES/57/203#op8@en", "A/RES/57/203, para. 8"),
    ("A/RES/57/203", "preambular", "3", "", "A/RES/57/203#pp3@en", "A/RES/57/203, third preambular paragraph"),
    ("S/RES/687 (1991)", "operative", "9.b", "", "S/RES/687(1991)#op9.b@en", "S/RES/687 (1991), para. 9 (b)"),
    ("S/RES/687(1991)", "operative", "9.b.ii", "", "S/RES/687(1991)#op9.b.ii@en", "S/RES/687 (1991), para. 9 (b) (ii)"),
    ("A/RES/217 A (III)", "operative", "1", "", "A/RES/217A(III)#op1@en", "A/RES/217 A (III), para. 1"),
    ("A/RES/48/75 L", "operative", "2", "B", "A/RES/48/75L#B.op2@en", "A/RES/48/75 L, sect. B, para. 2"),
    ("A/RES/60/1", "operative", "1", "annex", "A/RES/60/1#annex.op1@en", "A/RES/60/1, annex, para. 1"),
    ("A/RES/60/1", "operative", "1", "annexI.B", "A/RES/60/1#annexI.B.op1@en", "A/RES/60/1, annex I, sect. B, para. 1"),
    (
        "S/RES/687 (1991)",
        "preambular",
        "21",
        "",
        "S/RES/687(1991)#pp21@en",
        "S/RES/687 (1991), twenty-first preambular paragraph",
    ),
]


@pytest.mark.parametrize(("symbol", "kind", "number", "part", "identifier", "label"), LABELS)
def test_ids_and_labels_are_printed_and_read_back(
    symbol: str, kind: ReferenceKind, number: str, part: str, identifier: str, label: str
) -> None:
    assert paragraph_id(symbol, kind, number, part, "en") == identifier
    assert paragraph_label(symbol, kind, number, part) == label
    canonical = parse_symbol(symbol).text
    assert split_id(identifier) == Reference(canonical, kind, number, part, "en")
    assert parse_reference(identifier) == Reference(canonical, kind, number, part, "en")
    assert parse_reference(label) == Reference(canonical, kind, number, part)


def test_the_heading_has_an_id_and_a_label() -> None:
    assert paragraph_id("A/RES/57/203", "heading", "", "", "en") == "A/RES/57/203#meta@en"
    assert paragraph_label("A/RES/57/203", "heading", "") == "A/RES/57/203, heading"
    assert split_id("A/RES/57/203#meta@en") == Reference("A/RES/57/203", "heading", None, "", "en")
    assert parse_reference("A/RES/57/203, heading") == Reference("A/RES/57/203", "heading")


def test_an_unnumbered_clause_is_not_cited_as_a_numbered_paragraph() -> None:
    label = paragraph_label("S/RES/83 (1950)", "operative", "1", numbered=False)
    assert label == "S/RES/83 (1950), operative paragraph 1"
    assert parse_reference(label) == Reference("S/RES/83 (1950)", "operative", "1")


def test_a_resolution_as_a_whole_has_a_label() -> None:
    assert paragraph_label("57/203", None, None) == "A/RES/57/203"
    assert paragraph_label("2200 A (XXI)", None, None, "annex") == "A/RES/2200 A (XXI), annex"


ORDINALS = [
    (1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"), (12, "twelfth"),
    (19, "nineteenth"), (20, "twentieth"), (21, "twenty-first"), (30, "thirtieth"), (42, "forty-second"),
    (59, "fifty-ninth"), (60, "sixtieth"), (99, "ninety-ninth"), (100, "100th"), (101, "101st"), (111, "111th"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "word"), ORDINALS)
def test_ordinals_are_spelled_out(number: int, word: str) -> None:
    assert ordinal_word(number) == word
    assert ordinal(word) == str(number)


NO_IDS = [
    "A/RES/57/203", "57/203#", "#op8@en", "57/203#op", "57/203#para8", "57/203#op8@", "57/203#op8 @en", "x#op8@en",
    "57/203#op8@en@en", "57/203##op8", "A/57/203#op8",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(SymbolError, match="A/RES/57/203#op8@en"):
        split_id(text)


@pytest.mark.parametrize(("number", "part"), [("", ""), ("eight", ""), ("8 b", ""), ("8", "sect. B"), ("8", "#")])
def test_an_id_that_could_not_be_read_back_is_not_made(number: str, part: str) -> None:
    with pytest.raises(SymbolError, match="not a place"):
        paragraph_id("A/RES/57/203", "operative", number, part, "en")


URLS = [
    ("A/RES/57/203", "en", "https://docs.un.org/en/A/RES/57/203"),
    ("A/RES/59/190", "zh", "https://docs.un.org/zh/A/RES/59/190"),
    ("S/RES/242 (1967)", "fr", "https://docs.un.org/fr/S/RES/242(1967)"),
    ("A/RES/2200 A (XXI)", "en", "https://docs.un.org/en/A/RES/2200(XXI)"),  # one document for parts A to C
    ("A/RES/48/75 L", "en", "https://docs.un.org/en/A/RES/48/75L"),
    ("E/RES/1235 (XLII)", "es", "https://docs.un.org/es/E/RES/1235(XLII)"),
    ("A/HRC/RES/S-9/1", "ru", "https://docs.un.org/ru/A/HRC/RES/S-9/1"),
    ("A/RES/57/203", "la", "https://docs.un.org/en/A/RES/57/203"),  # not a language of the system
    ("A/RES/57/203", "../x", "https://docs.un.org/en/A/RES/57/203"),
]


@pytest.mark.parametrize(("symbol", "language", "url"), URLS)
def test_the_official_page_is_named_by_symbol_and_language(symbol: str, language: str, url: str) -> None:
    assert official_url(symbol, language) == url


CHINESE = [
    ("八", 8),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("二十一", 21),
    ("8", 8),
    ("条", None),
    ("", None),
    ("十十", None),
]


@pytest.mark.parametrize(("numeral", "value"), CHINESE)
def test_chinese_numerals(numeral: str, value: int | None) -> None:
    assert chinese_number(numeral) == value


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IC", "A", "IL", "XXXXX"])
def test_malformed_roman_numerals_have_no_value(numeral: str) -> None:
    assert roman_value(numeral) is None


@given(st.integers(1, 89))
def test_roman_numerals_round_trip(value: int) -> None:
    assert roman_value(to_roman(value)) == value


SYMBOLS = st.one_of(
    st.builds("A/RES/{}/{}{}".format, st.integers(31, 120), st.integers(1, 400), st.sampled_from(["", " A", " L"])),
    st.builds("A/RES/{}{}/{}".format, st.sampled_from(["S-", "ES-"]), st.integers(1, 40), st.integers(1, 99)),
    st.builds(
        "A/RES/{}{} ({})".format, st.integers(1, 3541), st.sampled_from(["", " B"]), st.integers(1, 30).map(to_roman)
    ),
    st.builds("S/RES/{} ({})".format, st.integers(1, 3000), st.integers(1946, 2099)),
    st.builds("S/RES/{}".format, st.integers(1, 3000)),
    st.builds("E/RES/{}/{}".format, st.integers(1978, 2099), st.integers(1, 400)),
    st.builds("E/RES/{} ({})".format, st.integers(1, 2130), st.integers(1, 63).map(to_roman)),
    st.builds("A/HRC/RES/{}/{}".format, st.integers(1, 99), st.integers(1, 99)),
)
NUMBERS = st.builds(
    lambda number, letters: ".".join([str(number), *letters]),
    st.integers(1, 300),
    st.sampled_from([(), ("a",), ("b", "ii"), ("z", "iv"), ("aa",)]),
)
PLACES = st.sampled_from(["", "B", "II", "annex", "annexI", "annexI.B", "annex.II", "annex.rule41", "article5"])


@given(SYMBOLS)
def test_canonical_symbols_round_trip(text: str) -> None:
    symbol = parse_symbol(text)
    assert symbol.text == text
    assert parse_symbol(str(symbol)) == symbol == parse_symbol(symbol.compact)


@given(SYMBOLS, st.sampled_from(["operative", "preambular"]), NUMBERS, PLACES, st.sampled_from([None, "en", "zh"]))
def test_ids_and_labels_round_trip(
    symbol: str, kind: ReferenceKind, number: str, part: str, language: str | None
) -> None:
    expected = Reference(symbol, kind, number, part, language)
    assert split_id(paragraph_id(symbol, kind, number, part, language)) == expected
    found = parse_reference(paragraph_label(symbol, kind, number, part))
    assert found == Reference(symbol, kind, number, part)


@given(st.text(max_size=400))
@example("0\n0")
@example("\x1b[31mA/RES/57/203")
@example("A/RES/²/³")
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    symbol_from_file_name(text)
    for reader in (parse_symbol, split_id, parse_reference):
        assert _refusal(reader, text).isprintable()


def _refusal(reader: Callable[[str], object], text: str) -> str:
    """The message with which a text is refused, "" if it is read. What is printable is one line."""
    try:
        reader(text)
    except SymbolError as error:
        return str(error)
    return ""


def test_importing_it_brings_in_nothing_but_the_standard_library() -> None:
    root = Path(__file__).resolve().parents[1]
    program = (
        f"import sys; sys.path.insert(0, {str(root)!r}); before = set(sys.modules); import index.symbols\n"
        "print({name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'index'}"
