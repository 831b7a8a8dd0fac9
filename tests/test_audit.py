"""Audits of whole drafts: every planted error found, nothing right called wrong, nothing unchecked called right."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.catalog import Catalog
from rag.audit import audit
from rag.audit_model import Finding
from rag.draft import Draft
from rag.draft_readers import read_draft, text_blocks
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder

DRAFTS = Path(__file__).with_name("drafts")

# By problem the first words of the reference or quotation in which the error was planted.
PLANTED = {
    "no_such_paragraph": [
        "paragraph 15 of resolution 52/131",  # it has 14
        "ninth preambular paragraph of resolution 57/203",  # it has 8
        "Paragraph 11 of resolution 58/170",  # it has 10
    ],
    "wrong_year": [
        "resolution 57/203",  # 18 December 2003 for 2002
        "Resolution 58/170",  # 22 December 2004 for 2003
        "resolution 58/170",  # "the 2002 resolution" for 2003
    ],
    "altered": [
        "continuing need for impartial",  # "cultural" for "social"
        "Calls upon all Member States to base",  # "regional" for "international"
        "to take fully into account",  # "fully" for "duly"
    ],
    "negation": [
        "must treat them globally",  # "unequal" for "equal"
        "international cooperation in this field should not make",  # "not" added
        "should be used for political ends",  # "not" dropped
    ],
    "number": [
        "to consider this matter at its fifty-fourth",  # fifty-third
        "at its sixty-third session",  # sixty-fourth
        "by the World Conference on Human Rights on 26 June",  # 25 June
    ],
    "opening_phrase": [
        "Encourages all human rights bodies",  # Requests
        "Demands that the Secretary-General invite",  # Requests
        "Urges Member States to consider adopting",  # Invites
    ],
    "wrong_paragraph": [
        "an unbiased and fair approach to human rights issues contributes",  # 57/203, 7 for 8
        "have a collective responsibility",  # 58/170, 2 for 3
        "remain vigilant",  # 62/165, 2 for 3
    ],
    "wrong_resolution": [
        "dialogue among cultures",  # 58/170 for 62/165
        "that mutual understanding, dialogue",  # 58/170 for 57/203
        "as a legitimate concern",  # 57/203 for 52/131, which has "as legitimate concerns"
    ],
    "stitched": [
        "it is a purpose of the United Nations and the task of",  # 2 and 3
        "an unbiased and fair approach to human rights issues, in compliance",  # 7 and the fourth of the preamble
        "international cooperation in this field should make an effective",  # 4, 7
    ],
    "absent": ["to appoint a group of eminent persons", "a permanent court of arbitration", "sanctions against any"],
}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The bundled corpus."""
    with catalog_of(tmp_path_factory.mktemp("audit"), read_folder(BUNDLED)) as opened:
        yield opened


def findings(catalog: Catalog, text: str) -> tuple[Finding, ...]:
    """The findings of a draft in Markdown."""
    return audit(catalog, Draft("draft.md", "", "line", tuple(text_blocks(text, marked=True)))).findings


def only(catalog: Catalog, text: str, kind: str = "quotation") -> Finding:
    """The one finding of a kind."""
    (found,) = [one for one in findings(catalog, text) if one.kind == kind]
    return found


def test_thirty_planted_errors_of_ten_kinds(catalog: Catalog) -> None:
    audited = audit(catalog, read_draft(DRAFTS / "planted.md"))
    expected = sorted((problem, words) for problem, places in PLANTED.items() for words in places)
    assert len(expected) == 30
    remaining = list(audited.wrong)
    for problem, words in expected:
        found = next((one for one in remaining if problem in one.problems and one.text.startswith(words)), None)
        assert found is not None, f"not found: {problem}, {words}"
        remaining.remove(found)
    assert remaining == [], "right, but called wrong"
    unchecked = [one for one in audited.findings if one.status == "unchecked"]
    assert [one.label for one in unchecked] == ["A/RES/57/224"]


def test_a_clean_draft_gives_no_finding(catalog: Catalog) -> None:
    audited = audit(catalog, read_draft(DRAFTS / "clean.md"))
    assert audited.wrong == ()
    assert audited.count("right") == 41
    unchecked = [(one.reason, one.text.split()[0]) for one in audited.findings if one.status == "unchecked"]
    assert unchecked == [("other_speaker", "a"), ("other_speaker", "it"), ("not_in_corpus", "Security")]


# A sentence, the status of its quotation, and the problem or the reason. Checked by reading the five texts.
SENTENCES = [
    # credited in a bracket, in a footnote, before, after, by a line of its own
    ('"Reaffirms that dialogue among cultures" (A/RES/58/170, para. 3).', "right", None),
    ('"Reaffirms that dialogue among cultures."[^9]\n\n[^9]: A/RES/58/170, para. 4.', "wrong", "wrong_paragraph"),
    ("“Reaffirms that dialogue among cultures”¹\n\n1 A/RES/58/170, para. 3.", "right", None),
    ("“Reaffirms that dialogue among cultures”, as paragraph 4 of resolution 58/170 says.", "wrong", "wrong_paragraph"),
    ("Paragraph 3 of resolution 58/170:\n\n> Reaffirms that dialogue among cultures and peoples", "wrong", "altered"),
    ("> Reaffirms that dialogue among cultures\n\n(A/RES/58/170, para. 4)", "wrong", "wrong_paragraph"),
    ("> Reaffirms that dialogue among cultures\n> — A/RES/58/170, para. 3", "right", None),
    # marks of many languages
    ("Resolution 58/170: «Reaffirms that dialogue among cultures»", "right", None),
    ("Resolution 58/170: „Reaffirms that dialogue among cultures“", "right", None),
    ("Resolution 58/170: 'no', ‘Reaffirms that dialogue among cultures’", "right", None),
    ("第59/190号决议第2段：「所有人民都有权在不受外来干涉的情况下」。", "wrong", "wrong_paragraph"),
    ("第59/190号决议第1段：『所有人民都有权在不受任何干涉的情况下』。", "wrong", "altered"),
    # disguise: a Cyrillic letter
    ("Resolution 58/170: “Reaffirms that diаlogue among cultures”", "wrong", "disguise"),
    # several places: the words stand in one of them, but must stand in each of two references
    ("“a collective responsibility to uphold” (A/RES/58/170, paras. 1 and 2)", "right", None),
    ("“a collective responsibility to uphold” (A/RES/58/170, para. 2; 62/165, para. 2)", "wrong", "wrong_resolution"),
    ("“a collective responsibility to uphold” (A/RES/58/170, para. 2; see also A/RES/62/165, para. 2)", "right", None),
    ("In 62/165, which follows 57/203, it “Requests the Human Rights Council to act”.", "wrong", "altered"),
    ("In 62/165, which follows 57/203, it “Requests the Human Rights Council”.", "unchecked", "several_references"),
    ("57/203 says “the Commission on Human Rights to” (para. 10); 62/165 is another (para. 11).", "right", None),
    # ellipses
    ("57/203 wants “impartial and objective information … and events of all countries”.", "unchecked", "ellipsis"),
    ("57/203, para. 5: “should be guided by … and should … be used for political ends”", "wrong", "negation"),
    # what cannot be checked
    ("“the peaceful use of the outer space of all nations”, the speaker ended.", "unchecked", "no_reference"),
    ("Resolution 48/141 has “a collective responsibility to uphold the principles”.", "unchecked", "not_in_corpus"),
    ("Paragraph 2 says “a collective responsibility to uphold the principles”.", "unchecked", "incomplete_reference"),
    ("La résolution 58/170 dit « la responsabilité collective de défendre les lois ».", "unchecked", "not_in_language"),
    ("Resolution 59/190 “Calls upon all Member States to base their work on it”.", "unchecked", "not_in_language"),
    ("Resolution 57/203 is about “food security”.", "unchecked", "too_short"),
    ("Paragraph 8 of resolution 57/203 “demands” information.", "wrong", "absent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "why"), SENTENCES, ids=[text[:40] for text, *_ in SENTENCES])
def test_a_quotation(text: str, status: str, why: str | None, catalog: Catalog) -> None:
    found = only(catalog, text)
    assert (found.status, (found.problems or (found.reason,))[0]) == (status, why), found.message


REFERENCES = [
    ("resolution 57/203 of 18 December 2002", "right", None),
    ("resolution 57/203 of 19 December 2002", "wrong", "wrong_date"),
    ("resolution 57/203 (2003)", "wrong", "wrong_year"),
    ("the 2002 General Assembly resolution 57/203", "right", None),
    ("In 2004 the Assembly recalled resolution 57/203.", "right", None),
    ("On 18 December 2003, the Assembly adopted resolution 57/203.", "wrong", "wrong_year"),
    ("U.N. Doc. A/RES/57/203 (Dec. 18, 2002)", "right", None),
    ("resolution 57/203 of 18/12/2002", "right", None),
    ("resolution 57/203 of 2002-12-19", "wrong", "wrong_date"),
    ("resolution 52/131 of 12.12.1997", "right", None),  # day and month are the same: one reading
    ("resolution 52/131 of 12/13/1997", "wrong", "wrong_date"),
    ("resolution 57/203 (5/12/2002)", "wrong", "wrong_date"),  # neither 5 December nor 12 May
    ("la résolution 58/170 du 22 décembre 2002", "wrong", "wrong_year"),
    ("2004年12月21日第59/190号决议", "wrong", "wrong_date"),
    ("القرار 57/203 المؤرخ 18 كانون الأول/ديسمبر 2002", "right", None),
    ("резолюция 57/203 от 18.12.2003", "wrong", "wrong_year"),
    ("La resolución 62/165, de fecha 18 de diciembre de 2006", "wrong", "wrong_year"),
    ("resolution 57/250 of 3 March 1999", "wrong", "wrong_year"),  # session 57 was held from 2002 to 2003
    ("resolution 57/250 of 3 March 2003", "unchecked", "not_in_corpus"),
    ("Security Council resolution 57/203", "wrong", "wrong_body"),
    ("Human Rights Council resolution 12/16", "unchecked", "not_in_corpus"),
    ("paragraph 3", "unchecked", "incomplete_reference"),
    ("paragraph 3 of resolution 57/203", "right", None),
    ("paragraph 13 of resolution 57/203", "wrong", "no_such_paragraph"),
    ("the last operative paragraph of resolution 57/203", "right", None),
    ("paragraph 3 (c) of resolution 57/203", "wrong", "no_such_paragraph"),
    ("resolution 57/203, annex", "unchecked", "part_not_in_corpus"),
]


@pytest.mark.parametrize(("text", "status", "why"), REFERENCES, ids=[text for text, *_ in REFERENCES])
def test_a_reference(text: str, status: str, why: str | None, catalog: Catalog) -> None:
    found = only(catalog, text, "reference")
    assert (found.status, (found.problems or (found.reason,))[0]) == (status, why), found.message


def test_a_name_given_to_something_is_no_quotation(catalog: Catalog) -> None:
    named = findings(
        catalog, 'Resolution 57/203 (hereinafter "the Resolution") and resolution 62/165 ("the later text").'
    )
    assert [one.kind for one in named] == ["reference", "reference"]


def test_references_within_an_exact_quotation_are_the_sources(catalog: Catalog) -> None:
    found = findings(catalog, "Resolution 58/170 recalls “its resolution 57/224 of 18 December 2002”.")
    assert [(one.kind, one.status) for one in found] == [("reference", "right"), ("quotation", "right")]


def test_lines_are_those_of_the_file(catalog: Catalog) -> None:
    found = findings(catalog, "One.\n\nTwo, and\nresolution 57/203, and\nresolution 62/165.")
    assert [one.line for one in found] == [4, 5]


def test_a_hundred_references_in_five_seconds(catalog: Catalog) -> None:
    sentence = (
        "Paragraph {} of resolution 57/203 “{} the need for impartial and objective information of {} kinds”.\n\n"
    )
    text = "".join(sentence.format(1 + number % 12, "stresses", number) for number in range(100))
    started = time.process_time()  # not the clock: other processes may be running
    assert len(findings(catalog, text)) == 200
    assert time.process_time() - started < 5


def test_no_text_is_too_strange(catalog: Catalog) -> None:
    for text in (
        "",
        "“",
        '"',
        "““”",
        "[^1]",
        "> ",
        "(57/203",
        "“" * 300,
        "57/203 " * 300,
        "\x00\ufffe“\x1b[31m57/203”",
    ):
        findings(catalog, text)


def test_a_date_right_in_one_order_of_day_and_month_is_unchecked(tmp_path: Path) -> None:
    known = replace(read_folder(BUNDLED)[0], adopted=date(1997, 5, 12), paragraphs=())
    with catalog_of(tmp_path, [known], families=False) as opened:
        (found,) = findings(opened, "Resolution 52/131 of 5/12/1997 was short.")
        (right,) = findings(opened, "Resolution 52/131 of 12 May 1997 was short.")
    assert (found.status, found.reason, found.stated) == ("unchecked", "ambiguous_date", "5/12/1997")
    assert "5 December 1997 or 12 May 1997" in found.message
    assert right.status == "right"


def test_years_of_the_security_council(tmp_path: Path) -> None:
    """The Council numbers through: resolution 242 is of 1967, whatever a draft says."""
    read = read_folder(BUNDLED)[0]
    known = replace(read, symbol="S/RES/242 (1967)", adopted=date(1967, 11, 22), paragraphs=())
    with catalog_of(tmp_path, [known], families=False) as opened:
        found = findings(
            opened,
            "Resolution 242 (1967) of 22 November 1967, S/RES/242 (1968), resolution 242 A (1967), resolution 242.",
        )
    assert [(one.status, one.problems, one.reason) for one in found] == [
        ("right", (), None),
        ("wrong", ("wrong_year",), None),
        ("unchecked", (), "part_not_in_corpus"),
        ("right", (), None),
    ]
