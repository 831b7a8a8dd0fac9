"""References in running text, in six languages: tables of real and typed lines, traps, properties, speed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SymbolError
from index.symbols import (
    Reference,
    find_documents,
    find_references,
    paragraph_id,
    parse_reference,
    parse_symbol,
    split_id,
    symbol_from_file_name,
)

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
CORPUS = Path(__file__).resolve().parents[1] / "index" / "corpus"


def read(text: str, within: str | None = None) -> list[str]:
    """What is found, written shortly: "A/RES/57/203 op8", "- pp3" (no resolution), "A/RES/60/1 annex.op1"."""
    return [_short(found.reference) for found in find_references(text, within=within)]


def _short(reference: Reference) -> str:
    kind = {"preambular": "pp", "operative": "op", "heading": "meta", None: ""}[reference.kind]
    place = ".".join(filter(None, [reference.part, f"{kind}{reference.number or ''}"]))
    language = f"@{reference.language}" if reference.language else ""
    return f"{reference.symbol or '-'} {place}{language}".strip()


ALONE = [
    # English, as students and analysts type.
    ("What does paragraph 8 say?", ["- op8"]),
    ("para. 8", ["- op8"]),
    ("Para 8", ["- op8"]),
    ("par. 8", ["- op8"]),
    ("para8", ["- op8"]),
    ("paragraph no. 8", ["- op8"]),
    ("paragraph #8", ["- op8"]),
    ("paragraph (8)", ["- op8"]),
    ("paragraph 08", ["- op8"]),
    ("paragraph eight", ["- op8"]),
    ("paragraph twenty-one", ["- op21"]),
    ("the eighth paragraph", ["- op8"]),
    ("the 8th paragraph", ["- op8"]),
    ("the twenty first operative paragraph", ["- op21"]),
    ("OP 8", ["- op8"]),
    ("OP8", ["- op8"]),
    ("op8", ["- op8"]),
    ("op. 8", ["- op8"]),
    ("OPs 3 and 4", ["- op3", "- op4"]),
    ("operative paragraph 8", ["- op8"]),
    ("operational paragraph 8", ["- op8"]),
    ("op. para. 8", ["- op8"]),
    ("PP3", ["- pp3"]),
    ("PP 3", ["- pp3"]),
    ("pp3", ["- pp3"]),
    ("PPs 3-5", ["- pp3", "- pp4", "- pp5"]),
    ("preambular paragraph 3", ["- pp3"]),
    ("preambular para 3", ["- pp3"]),
    ("perambular paragraph 3", ["- pp3"]),  # often misspelt so
    ("third preambular paragraph", ["- pp3"]),
    ("3rd preambular para", ["- pp3"]),
    ("third and fourth preambular paragraphs", ["- pp3", "- pp4"]),
    ("paragraph 3 of the preamble", ["- pp3"]),
    ("the third paragraph of the preamble", ["- pp3"]),
    ("the last preambular paragraph", ["- pplast"]),
    ("last operative paragraph", ["- oplast"]),
    ("the final paragraph", ["- oplast"]),
    ("paragrah 8 and pargraph 9", ["- op8", "- op9"]),
    # Lists, ranges, sub-paragraphs.
    ("paras. 3 and 4", ["- op3", "- op4"]),
    ("paragraphs 3-5", ["- op3", "- op4", "- op5"]),
    ("paragraphs 3–5", ["- op3", "- op4", "- op5"]),  # a dash
    ("paragraphs 3 to 5", ["- op3", "- op4", "- op5"]),
    ("paras 1, 2 and 7", ["- op1", "- op2", "- op7"]),
    ("paragraph 3, 4 and 5", ["- op3", "- op4", "- op5"]),  # the singular, as people type it
    ("paragraphs 1-4000", ["- op1", "- op4000"]),  # no range
    ("paragraph 9 (b)", ["- op9.b"]),
    ("paragraph 9(b)(ii)", ["- op9.b.ii"]),
    ("OP9b", ["- op9.b"]),
    ("paragraph 9, subparagraph (b)", ["- op9.b"]),
    ("subparagraph (b) of paragraph 9", ["- op9.b"]),
    ("paragraphs 9 (a), (b) and 12 (c)", ["- op9.a", "- op9.b", "- op12.c"]),
    ("paragraph 9 (a) to (c)", ["- op9.a", "- op9.b", "- op9.c"]),
    ("section B, paragraph 2", ["- B.op2"]),
    ("paragraph 2 of section B", ["- B.op2"]),
    ("annex, para. 1", ["- annex.op1"]),
    ("annex I, section B, para. 1", ["- annexI.B.op1"]),
    # Chinese.
    ("第8段", ["- op8"]),
    ("第八段", ["- op8"]),
    ("第 8 段", ["- op8"]),
    ("第二十一段", ["- op21"]),
    ("序言部分第3段", ["- pp3"]),
    ("序言第三段", ["- pp3"]),
    ("执行部分第8段", ["- op8"]),
    ("第３段和第４段", ["- op3", "- op4"]),  # full-width digits
    ("第3至5段", ["- op3", "- op4", "- op5"]),
    ("第3、4和5段", ["- op3", "- op4", "- op5"]),
    ("第9（b）段", ["- op9.b"]),
    ("序言部分最后一段", ["- pplast"]),
    ("那第12段呢？", ["- op12"]),
    # French.
    ("le paragraphe 8", ["- op8"]),
    ("paragraphes 3 à 5", ["- op3", "- op4", "- op5"]),
    ("paragraphe 8 du dispositif", ["- op8"]),
    ("troisième alinéa du préambule", ["- pp3"]),
    ("3e alinéa du préambule", ["- pp3"]),
    ("dernier alinéa du préambule", ["- pplast"]),
    ("alinéa b) du paragraphe 9", ["- op9.b"]),
    # Spanish.
    ("el párrafo 8", ["- op8"]),
    ("párrs. 3 y 4", ["- op3", "- op4"]),
    ("tercer párrafo del preámbulo", ["- pp3"]),
    ("párrafo 8 de la parte dispositiva", ["- op8"]),
    ("apartado b) del párrafo 9", ["- op9.b"]),
    # Russian.
    ("в пункте 8", ["- op8"]),
    ("пункты 3 и 4", ["- op3", "- op4"]),
    ("третий пункт преамбулы", ["- pp3"]),
    ("пункт 3 преамбулы", ["- pp3"]),
    ("последний пункт преамбулы", ["- pplast"]),
    ("пункт 8 постановляющей части", ["- op8"]),
    # Arabic.
    ("الفقرة 8", ["- op8"]),
    ("الفقرة ٨", ["- op8"]),
    ("الفقرتان 3 و 4", ["- op3", "- op4"]),
    ("الفقرة الثالثة من الديباجة", ["- pp3"]),
    ("الفقرة الأخيرة من الديباجة", ["- pplast"]),
    ("الفقرة 8 من المنطوق", ["- op8"]),
    ("الفقرة 9 (ب)", ["- op9.b"]),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_a_paragraph_named_without_a_resolution(text: str, expected: list[str]) -> None:
    assert read(text) == expected


TOGETHER = [
    ("para. 8 of resolution 57/203", ["A/RES/57/203 op8"]),
    ("resolution 57/203, para. 8", ["A/RES/57/203 op8"]),
    ("57/203 OP8", ["A/RES/57/203 op8"]),
    ("OP8 57/203", ["A/RES/57/203 op8"]),
    ("57/203's paragraph 8", ["A/RES/57/203 op8"]),
    ("resolution 57/203 (paragraph 8)", ["A/RES/57/203 op8"]),
    ("a/res/57/203 op8", ["A/RES/57/203 op8"]),
    ("paragrah 8 of resoultion 57/203", ["A/RES/57/203 op8"]),
    ("57/203#op8", ["A/RES/57/203 op8"]),
    ("S/RES/687(1991)#op9.b@en", ["S/RES/687 (1991) op9.b@en"]),
    ("A/RES/57/203#meta", ["A/RES/57/203 meta"]),
    ("A/RES/57/203, third preambular paragraph", ["A/RES/57/203 pp3"]),
    ("paragraph 2 of section B of resolution 48/75 L", ["A/RES/48/75 L B.op2"]),
    ("paragraph 5 of the annex to resolution 60/1", ["A/RES/60/1 annex.op5"]),
    ("section E of resolution 687 (1991)", ["S/RES/687 (1991) E"]),
    ("S/RES/345 (1974), annex, rule 41, para. 1", ["S/RES/345 (1974) annex.rule41.op1"]),
    ("article 1 of resolution 217 A (III)", ["A/RES/217 A (III) article1"]),
    ("resolution 2625 (XXV), Article 2 of the Charter", ["A/RES/2625 (XXV)"]),  # the Charter's article
    ("paragraph 8 of resolution 242", ["S/RES/242 op8"]),
    ("SCR 242, OP1", ["S/RES/242 op1"]),
    ("paragraph 1 of Human Rights Council resolution 12/16", ["A/HRC/RES/12/16 op1"]),
    ("G.A. Res. 62/228, ¶ 35, U.N. Doc. A/RES/62/228 (Dec. 22, 2007)", ["A/RES/62/228 op35", "A/RES/62/228"]),
    ("UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210", ["A/RES/51/210", "A/RES/51/210"]),
    ("A/RES/57/203, para. 8; ibid., para. 9", ["A/RES/57/203 op8", "A/RES/57/203 op9"]),
    # Several of either.
    ("PP3 and OP8 of 57/203", ["A/RES/57/203 pp3", "A/RES/57/203 op8"]),
    ("57/203, PP3 and OP8", ["A/RES/57/203 pp3", "A/RES/57/203 op8"]),
    ("paragraph 8 of resolutions 57/203 and 62/165", ["A/RES/57/203 op8", "A/RES/62/165 op8"]),
    ("compare 57/203 OP8 with 62/165 OP9", ["A/RES/57/203 op8", "A/RES/62/165 op9"]),
    ("paragraph 8 of 57/203 and paragraph 9 of 62/165", ["A/RES/57/203 op8", "A/RES/62/165 op9"]),
    (
        "How did paragraph 8 change from 57/203 to 62/165?",
        ["- op8", "A/RES/57/203", "A/RES/62/165"],
    ),  # of both? not said
    # Apart, in one question or one plain statement.
    ("What does paragraph 8 say in resolution 57/203?", ["A/RES/57/203 op8", "A/RES/57/203"]),
    ("In resolution 57/203, what does para. 8 say?", ["A/RES/57/203", "A/RES/57/203 op8"]),
    ("Does 57/203 have a paragraph 13?", ["A/RES/57/203", "A/RES/57/203 op13"]),
    ("Resolution 57/203 stresses, in its paragraph 8, the need", ["A/RES/57/203", "A/RES/57/203 op8"]),
    ("Resolution 57/203 matters. Paragraph 8 is long.", ["A/RES/57/203", "- op8"]),  # two sentences
    # Chinese, French, Spanish, Russian, Arabic.
    ("第57/203号决议第8段", ["A/RES/57/203 op8"]),
    ("大会第57/203号决议的执行部分第8段", ["A/RES/57/203 op8"]),
    ("决议57/203序言部分第三段", ["A/RES/57/203 pp3"]),
    ("第2200 A（XXI）号决议，附件", ["A/RES/2200 A (XXI) annex"]),
    ("安理会第1325号决议第1段", ["S/RES/1325 op1"]),
    ("paragraphe 8 de la résolution 57/203", ["A/RES/57/203 op8"]),
    ("le huitième paragraphe du dispositif de la résolution 57/203", ["A/RES/57/203 op8"]),
    ("résolution 12/16 du Conseil des droits de l’homme, paragraphe 1", ["A/HRC/RES/12/16 op1"]),
    ("párrafo 8 de la resolución 57/203", ["A/RES/57/203 op8"]),
    ("la resolución 242 (1967) del Consejo de Seguridad, párrafo 1", ["S/RES/242 (1967) op1"]),
    ("пункт 8 резолюции 57/203", ["A/RES/57/203 op8"]),
    ("в пунктах 3-5 резолюции 57/203 Генеральной Ассамблеи", [f"A/RES/57/203 op{number}" for number in (3, 4, 5)]),
    ("الفقرة 8 من القرار 57/203", ["A/RES/57/203 op8"]),
    ("الفقرة ٨ من القرار ٥٧/٢٠٣", ["A/RES/57/203 op8"]),
    ("الفقرة 1 من قرار مجلس الأمن 242 (1967)", ["S/RES/242 (1967) op1"]),
    ("القرار 217 ألف (د-3)", ["A/RES/217 A (III)"]),
    # Addresses say the language.
    ("https://docs.un.org/zh/A/RES/59/190 第8段", ["A/RES/59/190 op8@zh"]),
    ("(see https://undocs.org/S/RES/242(1967)).", ["S/RES/242 (1967)"]),
]


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_a_paragraph_is_of_the_resolution_named_with_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


RESOLUTIONS = [
    ("resolutions 242 and 338", ["S/RES/242", "S/RES/338"]),
    ("resolution 242 and 20 others", ["S/RES/242"]),
    ("resolutions 3411 A to C (XXX)", ["A/RES/3411 A (XXX)", "A/RES/3411 B (XXX)", "A/RES/3411 C (XXX)"]),
    ("resolutions 31/6 A and B", ["A/RES/31/6 A", "A/RES/31/6 B"]),
    ("resolution 48/75 A of 16 December 1993", ["A/RES/48/75 A"]),
    ("57/203 I think", ["A/RES/57/203"]),  # "I" is a word
    ("resolution 57/203 A resolution", ["A/RES/57/203"]),
    ("Human Rights Council resolutions 12/16 and 13/2", ["A/HRC/RES/12/16", "A/HRC/RES/13/2"]),
    ("Economic and Social Council resolutions 1996/31 and 2003/5", ["E/RES/1996/31", "E/RES/2003/5"]),
    ("the Security Council, in its resolution 242 (1967)", ["S/RES/242 (1967)"]),
    ("resolution 2262 (XXII) adopted by the General Assembly", ["A/RES/2262 (XXII)"]),
    ("资料见大会第1514（XV）号和第2145（XXI）号决议", ["A/RES/1514 (XV)", "A/RES/2145 (XXI)"]),
    ("57/203, 60/40 and 62/165", ["A/RES/57/203", "A/RES/60/40", "A/RES/62/165"]),
]


@pytest.mark.parametrize(("text", "expected"), RESOLUTIONS)
def test_resolutions_alone_and_in_lists(text: str, expected: list[str]) -> None:
    assert read(text) == expected


TRAPS = [
    "12/16/2004",
    "on 31/12 and 9/11, 24/7, 1/2 of them, a 50/50 chance, 60/40",
    "A/57/385",
    "see A/57/385, para. 3, E/CN.4/2001/2, S/1994/240 and A/CONF.157/24 (Part I), chap. III",
    "A/RES/57/203/Add.1",
    "Article 1, paragraph 3 of the Charter",
    "in particular Article 1, paragraph 3, as well as relevant provisions",
    "paragraph 2 of article 5",
    "l’Article premier, paragraphe 3",
    "párrafo 3 del Artículo 1 de la Carta",
    "пункт 3 статьи 1 Устава",
    "الفقرة 3 من المادة 1 من الميثاق",
    "联合国宪章第一条第三款",
    "秘书长的报告第8段",
    "A/59/327，第8段",
    "paragraph 12 of the Secretary-General's report (S/25492)",
    "the report of the Secretary-General, in particular its paragraph 5",
    "Commission on Human Rights resolution 2003/60 of 24 April 2003",
    "Commission on Human Rights resolution 2003/60, para. 3",
    "paragraph 3 of resolution 2003/60 of the Commission on Human Rights",
    "人权委员会第2003/60号决议",
    "резолюция 2003/60 Комиссии по правам человека",
    "Parliamentary Assembly Resolution 1481 (2006)",
    "World Health Assembly resolution 52/19",
    "CSW resolution 52/1",
    "decision 57/510",
    "draft resolution A/C.3/57/L.40",
    "Treaty Series, vol. 75 (1950), Nos. 970-973",
    "the 2004 resolution on paragraph style",
    "ten paragraphs; the first two preambular paragraphs; two paragraphs",
    "pp. 12-15",  # pages
    "§ 8 BGB",  # nobody's resolution
    "para 8 países y para 3 años",  # a preposition
    "https://example.org/57/203",
    "v57/203 x/57/203 57/203/5",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_no_reference_is_not_found(text: str) -> None:
    assert read(text) == []


DOCUMENTS = [
    ("see A/57/385, para. 3, and S/1994/240.", ["A/57/385", "S/1994/240"]),
    ("Commission on Human Rights resolution 2003/60 of 24 April", ["Commission on Human Rights resolution 2003/60"]),
    ("decisions 57/510 and 57/511; resolution 57/203", ["decisions 57/510", "57/511"]),
    ("12/16/2004 and 1/2", []),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_other_documents_can_be_listed_as_such(text: str, expected: list[str]) -> None:
    assert [document.text for document in find_documents(text)] == expected


WITHIN = [
    ("measures in paragraph 3 of the present resolution", "S/RES/253 (1968)", ["S/RES/253 (1968) op3"]),
    ("those banned by paragraph 1 above", "S/RES/781 (1992)", ["S/RES/781 (1992) op1"]),
    ("Recalling its resolution 12/16", "A/HRC/RES/21/12", ["A/HRC/RES/12/16"]),
    ("Recalling General Assembly resolution 60/251", "A/HRC/RES/21/12", ["A/RES/60/251"]),
    ("Recalling its resolution 2003/60", "E/RES/2014/37", ["E/RES/2003/60"]),
    ("General Assembly resolution 47/167", "S/RES/837 (1993)", ["A/RES/47/167"]),
    # In a resolution a lone paragraph is one of its own as a rule: not said, so not guessed.
    ("the Committee set up by resolution 724 (1991), in paragraph 4", "S/RES/757 (1992)", ["S/RES/724 (1991) op4"]),
    ("Does resolution 724 (1991) bear on paragraph 4?", "S/RES/757 (1992)", ["S/RES/724 (1991)", "- op4"]),
]


@pytest.mark.parametrize(("text", "home", "expected"), WITHIN)
def test_the_resolution_in_which_the_text_stands_counts(text: str, home: str, expected: list[str]) -> None:
    assert read(text, home) == expected


def test_spans_are_exact_places_in_the_text() -> None:
    text = "See 大会 paras. 3–5 of resolution ５７/２０３, and OP1 of SCR 242."
    found = find_references(text)
    words = [(text[each.span.start : each.span.end], each.reference.number) for each in found]
    assert words == [("3", "3"), ("3–5", "4"), ("5", "5"), ("OP1 of SCR 242", "1")]
    phrases = {text[each.phrase.start : each.phrase.end] for each in found}
    assert phrases == {"paras. 3–5 of resolution ５７/２０３", "OP1 of SCR 242"}


# Lines of the Security Council's resolutions, read by eye. `home` is the resolution they stand in.
REAL = [
    ("S/RES/509 (1982)", "of paragraph | of resolution 508 (1982) which", ["S/RES/508 (1982)"]),  # a scanned "1"
    ("S/RES/661 (1990)", "paragraph 2 of resolution 660 (1990) and", ["S/RES/660 (1990) op2"]),
    ("S/RES/699 (1991)", "pursuant to paragraph 9 (b) of\nresolution 687 (1991), 83", ["S/RES/687 (1991) op9.b"]),
    (
        "S/RES/727 (1992)",
        "the embargo applied in paragraph 6 of\nresolution 713 (1991) and in paragraph 5 of resolution 724\n(1991)",
        ["S/RES/713 (1991) op6", "S/RES/724 (1991) op5"],
    ),
    (
        "S/RES/301 (1971)",
        "the provisions of resolution 283\n(1970), in particular paragraphs 1 to 8 and 11;\n\n11. Calls upon",
        [f"S/RES/283 (1970) op{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 11)],
    ),
    ("S/RES/883 (1993)", "resolution 748 (1992), especially its paragraph 5 (a);\n\x0c10.", ["S/RES/748 (1992) op5.a"]),
    (
        "S/RES/833 (1993)",
        "Reaffirming its resolution 687 (1991) of 3 April 1991, and in particular\nparagraphs 2, 3, and 4 thereof, its",
        ["S/RES/687 (1991) op2", "S/RES/687 (1991) op3", "S/RES/687 (1991) op4"],
    ),
    (
        "S/RES/253 (1968)",
        "in addition to the provisions of operative paragraph 6 of resolution 217 (1965) ;",
        ["S/RES/217 (1965) op6"],
    ),
    (
        "S/RES/411 (1977)",
        "paragraphs 10 and 11 of the present resolution",
        ["S/RES/411 (1977) op10", "S/RES/411 (1977) op11"],
    ),
    ("S/RES/775 (1992)", "Taking note in particular of paragraph 24 of the report of the\nSecretary-General,", []),
    ("S/RES/831 (1993)", "described in\nparagraph 12 of the Secretary-General's report (S$/25492);", []),
    ("S/RES/9 (1946)", "may, in accordance with Article 36, paragraph 2, of the Statute, recognize", []),
    ("S/RES/353 (1974)", "Twenty-ninth Year, 1780th meeting.\n23 Ibid., 1779th meeting, para. 29.\n", []),
    (
        "S/RES/169 (1961)",
        "paragraph 2\nof Security Council resolution 161 A (1961) of 21 February 1961;",
        ["S/RES/161 A (1961) op2"],
    ),
    (
        "S/RES/169 (1961)",
        "General Assembly resolutions 1474\n(ES-IV), 1592 (XV), 1599 (XV), 1600 (XV) and 1601 (XV),",
        ["A/RES/1474 (ES-IV)", *[f"A/RES/{number} (XV)" for number in (1592, 1599, 1600, 1601)]],
    ),
    ("S/RES/49 (1948)", "in execution of General Assembly\nresolution 186 (S-2) of 14 May 1948.", ["A/RES/186 (S-2)"]),
    ("S/RES/407 (1977)", "General Assembly\nresolution 31/6 A of 26 October 1976 on", ["A/RES/31/6 A"]),
    (
        "S/RES/637 (1989)",
        "General Assembly\nresolutions 38/10 of 11 November 1983, 39/4 of 26 October 1984, 41/37 of 18 November 1986,",
        ["A/RES/38/10", "A/RES/39/4", "A/RES/41/37"],
    ),
    ("S/RES/705 (1991)", "arising from section E of resolution\n687 (1991) of 3 April 1991,", ["S/RES/687 (1991) E"]),
    ("S/RES/841 (1993)", "Noting resolutions MRE/RES.1/91, MRE/RES.2/91, MRE/RES.3/92 and\nMRE/RES.4/92 adopted", []),
    ("S/RES/95 (1951)", "mentioned\nin the fourth paragraph of the present resolution is", ["S/RES/95 (1951) op4"]),
]


@pytest.mark.parametrize(("home", "text", "expected"), REAL)
def test_real_lines_of_the_security_council(home: str, text: str, expected: list[str]) -> None:
    assert read(text, home) == expected


@pytest.mark.skipif(not (SHARED / "security-council").is_dir(), reason="the Security Council texts are not here")
def test_the_real_lines_stand_in_their_files() -> None:
    folder = SHARED / "security-council"
    files = {symbol_from_file_name(path.name)[0]: path for path in folder.glob("S_RES_*.txt")}
    missing = [text for home, text, _ in REAL if text not in files[home].read_text(encoding="utf-8")]
    assert missing == []


CITED = {
    "A_RES_52_131.en.txt": ["A/RES/217 A (III)", "A/RES/2200 A (XXI) annex"],
    "A_RES_57_203.en.txt": ["A/RES/217 A (III)", "A/RES/2200 A (XXI) annex"],
    "A_RES_58_170.en.txt": ["A/RES/57/224", "A/RES/56/6", "A/RES/55/2"],
    "A_RES_59_190.zh.txt": ["A/RES/217 A (III)", "A/RES/2200 A (XXI) annex"],
    "A_RES_62_165.en.txt": ["A/RES/217 A (III)", "A/RES/2200 A (XXI) annex"],
}


@pytest.mark.parametrize("name", CITED)
def test_what_the_bundled_resolutions_cite(name: str) -> None:
    home, _ = symbol_from_file_name(name)
    found = read((CORPUS / name).read_text(encoding="utf-8"), home)
    assert [each for each in found if each != home] == CITED[name]


PARSED = [
    ("57/203", Reference("A/RES/57/203")),
    ("  A/RES/57/203  ", Reference("A/RES/57/203")),
    ("resolution 242", Reference("S/RES/242")),
    ("A/RES/57/203 para 8", Reference("A/RES/57/203", "operative", "8")),
    ("57/203#op8", Reference("A/RES/57/203", "operative", "8")),
    ("A/RES/57/203#op8@en", Reference("A/RES/57/203", "operative", "8", "", "en")),
    ("57/203#pp3", Reference("A/RES/57/203", "preambular", "3")),
    ("PP3 of 57/203", Reference("A/RES/57/203", "preambular", "3")),
    ("What does paragraph 8 of resolution 57/203 say?", Reference("A/RES/57/203", "operative", "8")),
    ("242 (1967), para. 1 (i)", Reference("S/RES/242 (1967)", "operative", "1.i")),
    ("第57/203号决议第8段", Reference("A/RES/57/203", "operative", "8")),
    ("57/203 last preambular paragraph", Reference("A/RES/57/203", "preambular", "last")),
    ("A/RES/2200 A (XXI), annex", Reference("A/RES/2200 A (XXI)", None, None, "annex")),
    ("A/RES/57/203, heading", Reference("A/RES/57/203", "heading")),
    ("https://docs.un.org/zh/A/RES/59/190", Reference("A/RES/59/190", language="zh")),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_one_reference_is_parsed(text: str, expected: Reference) -> None:
    assert parse_reference(text) == expected


NOT_PARSED = [
    ("", "names no resolution"),
    ("objective information", "names no resolution"),
    ("A/57/385", "names no resolution"),
    ("para 8", "does not say of which resolution"),
    ("57/203 paras 8 and 9", "more than one place"),
    ("57/203 and 62/165", "more than one place"),
    ("57/203 para 8 objective information", "not only a reference"),
    ("57/203#8", "not only a reference"),
    ("x" * 5000, "too long"),
]


@pytest.mark.parametrize(("text", "message"), NOT_PARSED)
def test_what_is_not_one_reference_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(SymbolError, match=message) as caught:
        parse_reference(text)
    assert "57/203 para 8" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


FRAGMENTS = st.sampled_from(
    "A/RES/57/203|57/203|para. 8|paragraphs 3-5|of|resolution|242|242 (1967)|(|(a)|)|#op8|@en|第8段|第|号决议|section B"
    "|annex I|,|.|;|and|PP3|OP|8|third|preambular|paragraph|report|Article 2|2200 A (XXI)|A|I|thereof"
    "|of that resolution|ibid.,|Commission on Human Rights|decision|الفقرة|القرار|пункт|резолюции|https://undocs.org/"
    "|/|S-10/2|ES-|٨|８|）|²|ß|İ|to|-|last|twenty|first|para|el|que|最后一段|序言|至|、|\0|𝟘|?|\n|\n\n".split("|")
)
TEXTS = st.one_of(
    st.text(max_size=3000),
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.lists(FRAGMENTS, max_size=60).map(" ".join),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(TEXTS, st.sampled_from([None, "A/RES/57/203", "A/HRC/RES/12/16", "no symbol"]))
def test_no_text_makes_it_raise_and_all_that_is_found_is_well_formed(text: str, within: str | None) -> None:
    for found in find_references(text, within=within):
        assert 0 <= found.phrase.start <= found.span.start < found.span.end <= found.phrase.end <= len(text)
        reference = found.reference
        assert (reference.number is not None) == (reference.kind in {"preambular", "operative"})
        if reference.symbol is not None:
            assert str(parse_symbol(reference.symbol)) == reference.symbol
            if reference.kind and reference.number != "last":
                identifier = paragraph_id(
                    reference.symbol, reference.kind, reference.number, reference.part, reference.language
                )
                assert split_id(identifier) == reference
    for document in find_documents(text):
        assert text[document.span.start : document.span.end] == document.text


ADVERSARIAL = [
    *[
        "1",
        "/",
        "(",
        ")(",
        " ",
        "\n",
        "\t ",
        "57/203",
        "57/203 ",
        "57 / ",
        "242 (",
        "A/RES/",
        "A/1/",
        "A.",
        "A",
        "I",
        "S-",
    ],
    *["#", "para ", "para 8 ", "par", "op ", "paragraph 9 (a) ", "paragraphs 1-40 ", "paragraph 8 of the ", "annex "],
    *["third preambular ", "twenty-first and ", "a-", "a'", "resolution ", "resolution 242 and ", "217 A (III"],
    *[
        "Commission on ",
        "commission ",
        "section A, ",
        "http://",
        "docs.un.org/",
        "第",
        "第8段",
        "第8、",
        "الفقرة ",
        "пункт ",
    ],
    *["paragraph 8 of resolution 57/203 and 62/165, ", "paragraph 8. 57/203 x? ", "paragraph 8 of that resolution "],
    *["2145 (XXI), ", "paragraph 8 report "],
]


def test_time_is_linear_in_the_length_of_the_text() -> None:
    """20,000 characters of whatever makes a careless pattern backtrack: a few seconds at most, on a busy machine."""
    find_references("A/RES/57/203, para. 8 of section B")  # compiles the patterns
    slow = []
    for piece in ADVERSARIAL:
        text = (piece * (20_000 // len(piece) + 1))[:20_000]
        started = time.process_time()
        find_references(text)
        find_documents(text)
        with pytest.raises(SymbolError):
            parse_reference(text)
        if time.process_time() - started > 3.0:
            slow.append(piece)
    assert slow == []
