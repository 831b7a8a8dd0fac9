"""Texts of every layout that resolutions come in, made small; expected values by reading them."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import ReadError
from index.model import Paragraph, RawDocument, Resolution
from index.parse import parse_document
from index.replay import replay, unaccounted

GENERAL = "57/203. Title of it\n\nThe General Assembly,\n\nRecalling its resolutions,\n\n"
COUNCIL = "Resolution 900 (1994)\nof 4 March 1994\n\nThe Security Council,\n\n"


def read(text: str, file: str = "text.txt", **given: str) -> Resolution:
    resolution = parse_document(RawDocument(file, text, "0"), **given)
    for paragraph in resolution.paragraphs:
        assert replay(text, paragraph.text, paragraph.segments)
    assert all(replay(text, datum.text, datum.segments) for datum in resolution.heading)
    assert unaccounted(text, resolution) == ()
    identifiers = [paragraph.id for paragraph in resolution.paragraphs]
    assert len(set(identifiers)) == len(identifiers)
    return resolution


def by_place(resolution: Resolution) -> dict[str, Paragraph]:
    return {paragraph.id.partition("#")[2].partition("@")[0]: paragraph for paragraph in resolution.paragraphs}


def wordings(text: str) -> dict[str, str]:
    return {place: paragraph.text for place, paragraph in by_place(read(text)).items()}


# --- structure -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(ending: str) -> None:
    text = (GENERAL + "1. Decides to\ngo on;\n\n2. Requests more.\n").replace("\n", ending)
    assert wordings(text) == {
        "pp1": "Recalling its resolutions,",
        "op1": "Decides to go on;",
        "op2": "Requests more.",
    }


def test_sub_paragraphs_stand_alone_and_within_their_paragraph() -> None:
    text = GENERAL + (
        "1. Decides that all States shall prevent:\n\n(a) The import of goods;\n\n(b) Any activities, namely:\n\n"
        "(i) The sale;\n\n(ii) The supply,\nas set out in paragraph 2 (a) above;\n\n(c) The rest;\n\n"
        "and invites them to report;\n\n2. Requests a report.\n"
    )
    resolution = read(text)
    places = by_place(resolution)
    assert list(places) == ["pp1", "op1", "op1.a", "op1.b", "op1.b.i", "op1.b.ii", "op1.c", "op2"]
    assert places["op1"].text == (
        "Decides that all States shall prevent: (a) The import of goods; (b) Any activities, namely: (i) The sale; "
        "(ii) The supply, as set out in paragraph 2 (a) above; (c) The rest; and invites them to report;"
    )
    assert places["op1.a"].text == "The import of goods;"
    assert places["op1.b"].text == (
        "Any activities, namely: (i) The sale; (ii) The supply, as set out in paragraph 2 (a) above;"
    )
    assert places["op1.b.ii"].text == "The supply, as set out in paragraph 2 (a) above;"
    assert places["op1.c"].text == "The rest;"
    assert places["op1.b.ii"].parent == places["op1.b"].id
    assert places["op1.b"].parent == places["op1"].id
    assert places["op1"].parent is None
    assert text[places["op1.a"].source.start :].startswith("(a) The import")


def test_letter_i_after_h_and_scanned_labels() -> None:
    letters = "abcdefghij"
    text = GENERAL + "1. Decides:\n\n" + "".join(f"({letter}) Thing {letter};\n\n" for letter in letters)
    assert list(by_place(read(text)))[2:] == [f"op1.{letter}" for letter in letters]
    # "(6)" for "(b)" as in S/RES/253 (1968), "(2)" for "(a)" as in S/RES/481 (1980), "b)" as in S/RES/301 (1971).
    scanned = GENERAL + "1. Decides:\n\n(2) One;\n\n(6) Two;\n\n(c) Three.\n"
    assert list(by_place(read(scanned)))[2:] == ["op1.a", "op1.b", "op1.c"]
    unbracketed = GENERAL + "1. Decides:\n\n(a) One;\n\nb) Two.\n"
    assert list(by_place(read(unbracketed)))[2:] == ["op1.a", "op1.b"]


def test_number_and_label_on_one_line() -> None:
    places = wordings(GENERAL + "1. (a) Decides one;\n\n(b) Decides two.\n")
    assert places["op1"] == "(a) Decides one; (b) Decides two."
    assert places["op1.b"] == "Decides two."


def test_numbers_as_scanned() -> None:
    numbered = GENERAL + "".join(f"{number}. Requests it;\n" for number in range(1, 10))
    # A comma for the stop (S/RES/301 (1971)), l for 1 (S/RES/273 (1969)), no empty line between (57/203 has none).
    places = wordings(numbered + "10, Requests more;\nll. Requests yet more;\n12. Decides.\n")
    assert list(places)[1:] == [f"op{number}" for number in range(1, 13)]
    assert places["op10"] == "Requests more;"


def test_a_line_that_begins_with_a_number_is_no_paragraph() -> None:
    text = GENERAL + "1. Decides to act on\n2. July as said in resolution\n242. Nothing else;\n\n2. Requests.\n"
    assert wordings(text)["op1"] == "Decides to act on 2. July as said in resolution 242. Nothing else;"


def test_lettered_parts_where_numbers_begin_anew() -> None:
    places = by_place(read(COUNCIL + "Noting it,\n\nA\n\n1. Requests one;\n\n2. Requests two;\n\nB\n\n1. Decides.\n"))
    assert list(places) == ["pp1", "A.op1", "A.op2", "B.op1"]
    assert places["B.op1"].part == "B"


def test_lettered_parts_where_numbers_run_on_need_no_part() -> None:
    text = COUNCIL + "Noting it,\n\n1. Affirms;\n\nA\n\n2. Requests one;\n\nB\n\n3. Decides.\n"
    resolution = read(text)
    assert list(by_place(resolution)) == ["pp1", "op1", "op2", "op3"]
    assert [datum.value for datum in resolution.heading if datum.name == "part"] == ["A", "B"]


def test_annexes_and_articles() -> None:
    text = COUNCIL + (
        "Decides to amend the rules.\n\nANNEX\n\nRevised text of the rules\n\nRule 41\n\n"
        "English shall be the language.\n\nRule 42\n\nSpeeches shall be interpreted.\n\n"
        "Adopted unanimously at the 3344th meeting.\n"
    )
    places = wordings(text)
    assert places == {
        "op1": "Decides to amend the rules.",
        "annex.rule41.op1": "English shall be the language.",
        "annex.rule42.op1": "Speeches shall be interpreted.",
    }


def test_unnumbered_clauses_of_the_security_council() -> None:
    text = COUNCIL + (
        "Having determined that it is so,\n\nDeeply concerned,\n\nDetermined to act,\n\nRecommends one thing;\n\n"
        "Provided, however, that nothing follows;\n\nCalls upon all States to act.\n"
    )
    places = by_place(read(text))
    assert list(places) == ["pp1", "pp2", "pp3", "op1", "op2", "op3"]
    assert places["op2"].text == "Provided, however, that nothing follows;", "after a semicolon it stands alone"
    assert not places["op1"].numbered


def test_an_unnumbered_block_after_a_numbered_clause_belongs_to_it() -> None:
    text = GENERAL + "1. Requests them to act. \n\nThe authorities shall help;\n\n2. Decides.\n\nUrges all.\n"
    places = wordings(text)
    assert places["op1"] == "Requests them to act. The authorities shall help;"
    assert places["op3"] == "Urges all.", "an opening phrase begins a clause of its own"


def test_a_lead_in_before_printed_numbers() -> None:
    places = by_place(read(COUNCIL + "Resolves that:\n\n1. The Court shall be open;\n\n2. It shall decide.\n"))
    assert list(places) == ["op0", "op1", "op2"]


def test_quoted_text_and_lists_belong_to_their_clause() -> None:
    text = COUNCIL + (
        "Recalling that it asked:\n\n“What are the consequences?\n\n“Who is bound?”,\n\n1. Decides:\n\n"
        "— Calls for one thing;\n\n— Demands another;\n"
    )
    assert wordings(text) == {
        "pp1": "Recalling that it asked: “What are the consequences? “Who is bound?”,",
        "op1": "Decides: — Calls for one thing; — Demands another;",
    }


def test_spurious_empty_line_within_a_clause() -> None:
    text = COUNCIL + "Taking note of the\n\nadvisory opinion of the Steering\n\nCommittee of it,\n\nDecides.\n"
    assert wordings(text)["pp1"] == "Taking note of the advisory opinion of the Steering Committee of it,"


def test_running_heads_and_page_numbers_within_a_clause() -> None:
    text = COUNCIL + "Noting it,\n\n1. Decides to go\n\n02-72318 (E)\n\nS/RES/900 (1994)\n\non as before;\n\n2. Ends.\n"
    resolution = read(text)
    assert by_place(resolution)["op1"].text == "Decides to go on as before;"
    taken = [text[repair.source.start : repair.source.end] for repair in resolution.repairs if not repair.replacement]
    assert taken == ["02-72318 (E)", "S/RES/900 (1994)"]


def test_run_in_opener() -> None:
    text = "57/1. Title\n\nThe General Assembly, Recalling its\nresolution 1 (I),\n\n1. Decides to do so.\n"
    assert wordings(text) == {"pp1": "Recalling its resolution 1 (I),", "op1": "Decides to do so."}


def test_pages() -> None:
    text = "57/1. T\n\nThe General Assembly,\n\n1. Decides;\n\f2. Requests.\n"
    document = RawDocument("t.txt", text, "0", (0, text.index("\f") + 1))
    assert [paragraph.page for paragraph in parse_document(document).paragraphs] == [1, 2]


# --- words and markers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("principles of non-\nselectivity", "principles of non-selectivity"),  # a prefix keeps its hyphen
        ("in the Eight-\neenth year", "in the Eighteenth year"),  # a divided word
        ("by the Secretary-\nGeneral", "by the Secretary-General"),  # a capital follows
        ("inter-\nnational peace", "international peace"),  # a prefix without one
        ("of self- determination", "of self-determination"),
        ("pre- and post-war", "pre- and post-war"),  # a suspended hyphen stays
        ("develop\u00ad\nment of it", "development of it"),  # a soft hyphen always goes
        ("a  double \t blank", "a double blank"),
        ("no\u00a0break", "no break"),
        ("fortyfirst and forty-\nsecond", "fortyfirst and forty-second"),
        ("confidence and confidence-\nbuilding", "confidence and confidence-building"),
        ("on confidence-\nbuilding", "on confidence-building"),
        ("the man-\ndate", "the mandate"),
        ("and sub-\nsequently", "and subsequently"),
        ("the sub-\ncommittee", "the sub-committee"),
        ("a co-\nlonial power", "a colonial power"),
        ("war and post-\nwar", "war and post-war"),
        ("to post-\npone", "to postpone"),
        ("the follow-\ning", "the following"),
        ("well-known and well-\nknown", "well-known and well-known"),
        ("cooperation, co-\noperation", "cooperation, cooperation"),  # as the document writes it elsewhere
    ],
)
def test_divided_words_and_blanks(lines: str, expected: str) -> None:
    assert wordings(f"{GENERAL}1. Decides on {lines} now.\n")["op1"] == f"Decides on {expected} now."


NOTES = "\n\n70th plenary meeting\n12 December 1997\n\n1 First.\n2 Second.\n3 Third.\n14 Fourteenth.\n"


@pytest.mark.parametrize(
    ("printed", "wording", "cited"),
    [
        ("the Rights,1 the Covenant2 and 1993,3 as said", "the Rights, the Covenant and 1993, as said", "1 2 3"),
        ("the report of the Secretary-General,14 and", "the report of the Secretary-General, and", "14"),
        ("on 8 September 2000<sup>2</sup> and", "on 8 September 2000 and", "2"),
        ("the Covenant¹ and the Protocol[^3] now", "the Covenant and the Protocol now", "1 3"),
        ("the Commission on Korea 14 that", "the Commission on Korea that", "14"),
        ("of 15 December 1948 ; 14 and", "of 15 December 1948 ; and", "14"),
        ("of 30 September 1992 1/ and 20 October 1992 2/ by", "of 30 September 1992 and 20 October 1992 by", "1 2"),
        ("Article 1, paragraph 3, of it", "Article 1, paragraph 3, of it", ""),  # numbers that mean something
        ("on 1 July and 14 States", "on 1 July and 14 States", ""),
        ("items 2 and 3 of it", "items 2 and 3 of it", ""),
        ("resolutions 1 (I), 2 (I) and 14 (1946)", "resolutions 1 (I), 2 (I) and 14 (1946)", ""),
        ("A/58/508/Add.2 and Corr.1 of it", "A/58/508/Add.2 and Corr.1 of it", ""),
        ("the 38th parallel and 1993, 4 May", "the 38th parallel and 1993, 4 May", ""),
        ("some 1,500 men and 2 million", "some 1,500 men and 2 million", ""),
        ("the Rights,7 the Covenant", "the Rights,7 the Covenant", ""),  # no footnote 7 here
    ],
)
def test_markers_and_numbers(printed: str, wording: str, cited: str) -> None:
    places = by_place(read(f"{GENERAL}1. Notes {printed} ends.{NOTES}"))
    assert places["op1"].text == f"Notes {wording} ends."
    assert [note.number for note in places["op1"].footnotes] == cited.split()


def test_a_clause_does_not_end_with_a_number_after_a_comma() -> None:
    text = COUNCIL + "Having examined the application of Nauru to the United Nations, 209\n\nRecommends it.\n"
    assert wordings(text)["pp1"] == "Having examined the application of Nauru to the United Nations,"


def test_footnotes_of_a_sub_paragraph_are_its_paragraphs_too() -> None:
    places = by_place(read(f"{GENERAL}1. Decides on:\n\n(a) The Rights;1\n\n(b) The Covenant.2{NOTES}"))
    cited = {place: [note.number for note in paragraph.footnotes] for place, paragraph in places.items()}
    assert cited == {"pp1": [], "op1": ["1", "2"], "op1.a": ["1"], "op1.b": ["2"]}


def test_footnotes_that_no_paragraph_cites_are_kept_with_the_heading() -> None:
    resolution = read(f"{GENERAL}1. Decides.{NOTES}")
    notes = [(datum.value, datum.text) for datum in resolution.heading if datum.name == "note"]
    assert notes == [("1", "First."), ("2", "Second."), ("3", "Third."), ("14", "Fourteenth.")]


def test_markdown() -> None:
    text = (
        "# General Assembly\n\n### **57/5. A *fine* title**\n\n*The General Assembly,*\n\n"
        "*Deeply moved* by 2\\*2 and _it_,\n\n"
        "---\n\n**1.** *Takes note with appreciation* of a_b_c;  \n\n2. __Decides__ so.\n"
    )
    resolution = read(text, "text.md")
    places = by_place(resolution)
    assert resolution.title == "A fine title"
    assert places["pp1"].text == "Deeply moved by 2*2 and it,"
    assert places["pp1"].opening == "Deeply moved"
    assert places["op1"].text == "Takes note with appreciation of a_b_c;"
    assert places["op1"].opening == "Takes note with appreciation"
    assert places["op2"].text == "Decides so."


def test_a_lone_asterisk_in_plain_text_stays() -> None:
    assert wordings(COUNCIL + "Requests the committee, and *o provide it.\n")["op1"].endswith("and *o provide it.")


# --- heading and closing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "closing", "symbol", "adopted", "meeting", "vote"),
    [
        (
            "83 (1950). Resolution of 27 June 1950\n[S/1511]",
            "Adopted at the 474th meeting\nby 7 votes to 1 ( Yugoslavia) 12\n\n12 Two members did not vote.",
            "S/RES/83 (1950)",
            date(1950, 6, 27),
            "474th meeting",
            "by 7 votes to 1 ( Yugoslavia)",
        ),
        (
            "Resolution 687 (1991)\nof 3 Apri] 1991",
            "Adopted at the 298Ist meeting by 12\nvotes to 1 (Cuba) with 2 abstentions\n(Ecuador, Yemen).",
            "S/RES/687 (1991)",
            date(1991, 4, 3),
            "298Ist meeting",
            "by 12 votes to 1 (Cuba) with 2 abstentions (Ecuador, Yemen)",
        ),
        (
            "RESOLUTION 827 (1993)\n\nAdopted by the Security Council at its 3217th meeting, on\n25 May 1993",
            "",
            "S/RES/827 (1993)",
            date(1993, 5, 25),
            "3217th meeting",
            None,
        ),
        (
            "1 (1946) Resolution of 25 January 1946",
            "Adopted at the 2nd meeting. 22\n\n22 Adopted without vote.",
            "S/RES/1 (1946)",
            date(1946, 1, 25),
            "2nd meeting",
            "Adopted without vote",
        ),
        (
            "Resolution 121 (1956)\nof 12 December 1956",
            "Adopted unanimously at the\n756th meeting.",
            "S/RES/121 (1956)",
            date(1956, 12, 12),
            "756th meeting",
            "Adopted unanimously",
        ),
        (
            "United Nations S/RES/1445 (2002)\n\nSecurity Council Distr.: General\n4 December 2002\n\n"
            "Resolution 1445 (2002)\n\nAdopted by the Security Council at its 4653rd meeting,\non 4 December 2002",
            "",
            "S/RES/1445 (2002)",
            date(2002, 12, 4),
            "4653rd meeting",
            None,
        ),
    ],
)
def test_headings_of_the_security_council(
    heading: str, closing: str, symbol: str, adopted: date, meeting: str, vote: str | None
) -> None:
    resolution = read(f"{heading}\n\nThe Security Council,\n\nNoting it,\n\nDecides so.\n\n{closing}\n")
    assert resolution.symbol == symbol
    assert resolution.adopted == adopted
    assert resolution.meeting == meeting
    assert resolution.vote == vote
    assert resolution.title == ""
    assert list(by_place(resolution)) == ["pp1", "op1"]


@pytest.mark.parametrize(
    ("first", "opener", "symbol"),
    [
        ("57/203. Title", "The General Assembly,", "A/RES/57/203"),
        ("217 A (III). Title", "The General Assembly,", "A/RES/217 A (III)"),
        ("2014/37. Title", "The Economic and Social Council,", "E/RES/2014/37"),
        ("12/16. Title", "The Human Rights Council,", "A/HRC/RES/12/16"),
        ("United Nations A/RES/60/1\n\nTitle", "The General Assembly,", "A/RES/60/1"),
    ],
)
def test_symbols_of_every_body(first: str, opener: str, symbol: str) -> None:
    assert read(f"{first}\n\n{opener}\n\nRecalling it,\n\n1. Decides so.\n").symbol == symbol


def test_symbol_from_the_file_name_and_from_the_caller() -> None:
    text = "The General Assembly,\n\n1. Decides so.\n"
    assert read(text, "A_RES_60_251.txt").symbol == "A/RES/60/251"
    assert read(text, "A_RES_60_251.txt", symbol="60/252").symbol == "A/RES/60/252"
    garbled = "Resolution 361 (197-4)\nof 30 August 1974\n\nThe Security Council,\n\nDecides so.\n"
    assert read(garbled, "S_RES_0361_1974.txt").symbol == "S/RES/361 (1974)"


FRENCH = """Résolution adoptée par l'Assemblée générale le 18 décembre 2002

[sur le rapport de la Troisième Commission (A/57/556/Add.2 et Corr.1)]

57/203. Renforcement de l'action

L'Assemblée générale,

Ayant à l'esprit que l'un des buts est de développer des relations,

Profondément convaincue que l'action1 doit être fondée,

1. Réaffirme que c'est un but ;

2. Prie instamment le Secrétaire général d'inviter les États Membres.

77e séance plénière
18 décembre 2002

1 Résolution 217 A (III).
"""
SPANISH = """57/203. Fortalecimiento de las actividades

La Asamblea General,

Teniendo presente que uno de los propósitos es fomentar relaciones,

Profundamente convencida de que las actividades deben basarse en ello,

1. Exhorta a todos los Estados Miembros;

2. Pide al Secretario General que invite a los Estados.

77ª sesión plenaria
18 de diciembre de 2002
"""
RUSSIAN = """57/203. Укрепление деятельности

Генеральная Ассамблея,

учитывая, что к числу целей относится развитие отношений,

будучи глубоко убеждена в том, что деятельность должна основываться на этом,

1. вновь подтверждает, что одной из целей является содействие;

2. призывает все государства-члены.

77-е пленарное заседание,
18 декабря 2002 года
"""
ARABIC = """57/203 - تعزيز إجراءات الأمم المتحدة

إن الجمعية العامة،

إذ تضع في اعتبارها أن من المقاصد تنمية العلاقات الودية،

واقتناعا منها بأن الإجراءات ينبغي أن تقوم على فهم عميق،

1 - تهيب بجميع الدول الأعضاء أن تبني أنشطتها على الميثاق؛

2 - تقرر النظر في هذه المسألة.

الجلسة العامة 77
18 كانون الأول/ديسمبر 2002
"""
CHINESE = """联合国 A/RES/57/203

大会

议程项目 105(b)

57/203. 促进国际合作

大会，

铭记联合国的宗旨，

深信行动的基本目标是合作，

1. 吁请所有会员国；

2. 决定审议这一事项。

2002 年 12 月 18 日
第 77 次全体会议
"""


@pytest.mark.parametrize(
    ("text", "language", "title", "meeting", "openings"),
    [
        (
            FRENCH,
            "fr",
            "Renforcement de l'action",
            "77e séance plénière",
            ("Ayant à l'esprit", "Profondément convaincue", "Réaffirme", "Prie instamment"),
        ),
        (
            SPANISH,
            "es",
            "Fortalecimiento de las actividades",
            "77ª sesión plenaria",
            ("Teniendo presente", "Profundamente convencida", "Exhorta", "Pide"),
        ),
        (
            RUSSIAN,
            "ru",
            "Укрепление деятельности",
            "77-е пленарное заседание",
            ("учитывая", "будучи глубоко убеждена", "вновь подтверждает", "призывает"),
        ),
        (
            ARABIC,
            "ar",
            "تعزيز إجراءات الأمم المتحدة",
            "الجلسة العامة 77",
            ("إذ تضع في اعتبارها", "واقتناعا منها", "تهيب", "تقرر"),
        ),
        (CHINESE, "zh", "促进国际合作", "第 77 次全体会议", ("铭记", "深信", "吁请", "决定")),
    ],
)
def test_six_languages(text: str, language: str, title: str, meeting: str, openings: tuple[str, ...]) -> None:
    resolution = read(text)
    assert resolution.language == language
    assert resolution.symbol == "A/RES/57/203"
    assert resolution.title == title
    assert resolution.adopted == date(2002, 12, 18)
    assert resolution.meeting == meeting
    assert list(by_place(resolution)) == ["pp1", "pp2", "op1", "op2"]
    assert tuple(paragraph.opening for paragraph in resolution.paragraphs) == openings


def test_committee_report_and_agenda_item_of_other_languages() -> None:
    assert read(FRENCH).committee_report == "A/57/556/Add.2 et Corr.1"
    assert read(CHINESE).agenda_item == "105(b)"
    assert [note.text for note in by_place(read(FRENCH))["pp2"].footnotes] == ["Résolution 217 A (III)."]


@pytest.mark.parametrize(
    ("text", "file", "words"),
    [
        ("Dear Sir,\n\nthank you for your letter.\n", "letter.txt", "no symbol"),
        ("1. Milk\n\n2. Eggs\n", "A_RES_57_203.txt", "no paragraph"),
        ("hello", "A_RES_57_203.txt", "no paragraph"),
        ("57/203. Title\n\nThe General Assembly,\n", "text.txt", "no paragraph"),
    ],
)
def test_what_is_no_resolution(text: str, file: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        parse_document(RawDocument(file, text, "0"))
    assert str(caught.value).startswith(f"{file}: not a resolution")
    assert "\n" not in str(caught.value)
