"""Reports in the six languages: nothing of our own words stays English, and each text runs in its direction."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.assistant import Assistant
from rag.audit import audit
from rag.draft_readers import read_sent_draft
from rag.side_by_side import compare
from tests.test_page_messages import DRAFT
from ui.docx_text import stretches
from ui.page_words import LANGUAGES
from ui.report import Report, csv_report, html_report, markdown_report
from ui.report_docx import report_docx
from ui.report_tables import audit_report, comparison_report

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHERS = sorted(LANGUAGES.keys() - {"en"})
# Names of files and programs, symbols, and what the draft says.
NAMES = re.compile(r"[\w.]+\.(?:md|txt)|(?<![A-Za-z])[AS](?:/\w+)+|SHA-256|\b[0-9a-f]{64}\b|19 December 2002")
WHOLE_DRAFT = DRAFT + "\nIn resolution 242 (1967) it is said that “peace … is permitted”. See paragraph 4.\n"


@pytest.fixture(scope="module")
def reports(assistant: Assistant) -> dict[str, tuple[Report, ...]]:
    """An audit and three comparisons in every language."""
    catalog = assistant.catalog
    audited = audit(catalog, read_sent_draft("draft.md", WHOLE_DRAFT.encode()))
    compared = (
        compare(catalog, "57/203", "62/165"),
        compare(catalog, "57/203#pp3", "59/190#pp3@zh"),
        compare(catalog, "52/131#op8", "57/203#op6"),
    )
    return {
        language: (audit_report(audited, language), *(comparison_report(one, language) for one in compared))
        for language in LANGUAGES
    }


def own_words(report: Report) -> Iterator[str]:
    """All that we say in a report, the texts of documents left out."""
    yield report.title
    yield from report.facts
    for table in report.tables:
        yield table.title
        yield from table.headers
        yield from (cell.text for row in table.rows for cell in row if not cell.quoted)


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left(language: str, reports: dict[str, tuple[Report, ...]]) -> None:
    for report, english in zip(reports[language], reports["en"], strict=True):
        pairs = list(zip(own_words(report), own_words(english), strict=True))
        assert len(pairs) > 10
        for ours, theirs in pairs:
            shown, original = NAMES.sub("", ours), NAMES.sub("", theirs)
            if re.search("[a-z]{2}", original):
                assert shown != original
            if language in ("ar", "ru", "zh"):
                assert re.findall("[A-Za-z]{2,}", shown) == []
            else:
                assert not re.search(r"\b(?:the|of|is|and|not|draft|words|wrong|right)\b", shown), shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Erroné (7)", "Audit de draft.md", "date erronée", "A/RES/57/203, par. 8"]),
        ("es", ["Auditoría de draft.md", "Error (7)", "A/RES/57/203, párr. 8"]),
        ("ru", ["Проверка: draft.md", "Неверно (7)", "A/RES/57/203, п. 8"]),
        ("zh", ["draft.md 的审校", "有误 (7)", "A/RES/57/203，第8段", "第1行"]),
        ("ar", ["تدقيق draft.md", "خطأ (7)", "\u200fA/RES/57/203، الفقرة 8"]),
    ],
)
def test_what_a_report_says(language: str, words: list[str], reports: dict[str, tuple[Report, ...]]) -> None:
    report = reports[language][0]
    told = list(own_words(report))
    assert [one for one in words if one not in told] == []
    way = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{way}">' in html_report(report).decode()
    page, markdown = html_report(report).decode(), markdown_report(report).decode()
    sheet = csv_report(report).decode("utf-8-sig")
    for header in report.tables[0].headers:
        assert header in page
        assert header in markdown
        assert header in sheet


def test_the_texts_of_documents_are_not_touched(reports: dict[str, tuple[Report, ...]]) -> None:
    def texts(report: Report) -> list[str]:
        return [cell.text for table in report.tables for row in table.rows for cell in row if cell.quoted]

    for language in OTHERS:
        for report, english in zip(reports[language], reports["en"], strict=True):
            assert texts(report) == texts(english)
    assert any("[-, economic and social-]" in text for text in texts(reports["ar"][0]))


def test_a_word_document_in_arabic_runs_from_right_to_left(reports: dict[str, tuple[Report, ...]]) -> None:
    document = docx.Document(io.BytesIO(report_docx(reports["ar"][1])))
    ours = [paragraph.text for paragraph in document.paragraphs]
    assert all(one._p.find(f"{WORD}pPr/{WORD}bidi") is not None for one in document.paragraphs)
    assert ours[0] == "A/RES/57/203 وA/RES/62/165"
    table = document.tables[0]
    assert table._tbl.tblPr.find(f"{WORD}bidiVisual") is not None
    change, place, wording = (cell.paragraphs[0] for cell in table.rows[1].cells[:3])
    for paragraph in (change, place):
        assert paragraph._p.find(f"{WORD}pPr/{WORD}bidi") is not None
        for run in paragraph.runs:
            assert bool(run.font.rtl) is not bool(re.search("[A-Za-z]", run.text))
    # It quotes an English text.
    assert wording._p.find(f"{WORD}pPr/{WORD}bidi") is None
    assert wording.text.startswith("Bearing in mind that among the purposes")


STRETCHES = [
    ("الفقرة 8", ["الفقرة 8"]),
    ("A/RES/57/203", ["A/RES/57/203"]),
    ("\u200fA/RES/57/203، الفقرة 8", ["\u200f", "A/RES/57/203", "، الفقرة 8"]),
    ("القرار S/RES/242 (1967).", ["القرار ", "S/RES/242 (1967)", "."]),
    ("لا في \u200e19 December 2002\u200e.", ["لا في ", "\u200e19 December 2002\u200e", "."]),
    ("صُدّر من unqa في 26", ["صُدّر من ", "unqa", " في 26"]),
]


@pytest.mark.parametrize(("text", "divided"), STRETCHES)
def test_letters_of_one_direction_stay_together(text: str, divided: list[str]) -> None:
    assert [words for words, _ in stretches(text)] == divided
    assert [way for words, way in stretches(text) if re.search("[A-Za-z]", words)].count("rtl") == 0


@given(st.text(alphabet="ab 12()[]/.,ابت8\u0651\u200e\u200f،"))
def test_nothing_is_lost_between_directions(text: str) -> None:
    divided = list(stretches(text))
    assert "".join(words for words, _ in divided) == text
    assert not any(re.search("[ab]", words) for words, way in divided if way == "rtl")
    assert not any(re.search("[ابت]", words) for words, way in divided if way == "ltr")
