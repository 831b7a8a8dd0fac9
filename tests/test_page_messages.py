"""What cannot be done, said in the reader's language: every code has its sentence; what goes into it does nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index
import rag
import ui
from index.catalog import Catalog
from index.errors import DataError, LanguageModelError, ReadError, StoreError, UnqaError
from index.messages import Message, message
from index.readers import read_data
from index.symbols import parse_reference, parse_symbol
from index.upload_names import safe_name
from rag.assistant import Assistant
from rag.audit import audit
from rag.draft_readers import read_sent_draft
from rag.lineage import trace
from rag.places import read_place
from rag.question import clean_question
from rag.quotation import read_quotation
from rag.side_by_side import compare, resolution_at
from tests.test_render import HOSTILE_TEXT
from tests.test_render_bench import Loose, assert_ours
from ui.library import find_paragraphs
from ui.page_messages import LINKED, message_html, message_of, message_text
from ui.page_words import LANGUAGES, words_of

PACKAGES = tuple(Path(str(package.__file__)).parent for package in (index, rag, ui))
# What a reader's own input brings about; errors of the server itself quote their English text.
OF_READERS = {"InputError", "QuestionError", "SymbolError", "NotInCorpusError", "RefusedError", "Unread"}
# These are raised where no reader of the page comes by.
ELSEWHERE = {
    "api_requests", "build", "chat_message", "chroma_address", "commands_serve", "commands_show", "components",
    "corpus", "fetch", "guard", "labels", "options", "paragraph_listing", "report", "sources",
}  # fmt: skip
# Words that are the same in every language, or that a reader must type so.
NO_ENGLISH = re.compile(
    r"\b(?:A|S|E|HRC|RES|para|file|report|DOCX|PDF|Word|ZIP|UTF|OCR|MB|unqa|serve|index|uploads|eval|run|UNQA_HOSTS)\b"
)


def calls(name: str | None = None) -> Iterator[tuple[str, ast.Call]]:
    """The calls in the sources of all packages, or those of one function, with the name of the module."""
    for folder in PACKAGES:
        for path in sorted(folder.glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and name in (None, node.func.id):
                    yield path.stem, node


@cache
def given_codes() -> dict[str, set[tuple[str, ...]]]:
    """The codes that the sources give, each with the names of its values wherever it is given."""
    codes: dict[str, set[tuple[str, ...]]] = {}
    for _, call in calls("message"):
        if call.args and isinstance(call.args[0], ast.Constant):
            names = tuple(sorted(str(keyword.arg) for keyword in call.keywords))
            codes.setdefault(str(call.args[0].value), set()).add(names)
    return codes


def fields(sentence: str) -> set[str]:
    """The names in braces, those of views left out."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name} - LINKED.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence_and_every_sentence_its_code(language: str) -> None:
    codes, words = given_codes(), words_of(language)
    assert {f"message_{code}" for code in codes} == {key for key in words if key.startswith("message_")}
    for code, names in codes.items():
        assert names == {tuple(sorted(fields(words[f"message_{code}"])))}, code


def test_whatever_a_reader_brings_about_has_a_message() -> None:
    silent = [
        f"{module}, line {call.lineno}"
        for module, call in calls()
        if cast(ast.Name, call.func).id in OF_READERS and module not in ELSEWHERE
        if len(call.args) < 2 and "message" not in {keyword.arg for keyword in call.keywords}
    ]
    assert silent == []


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_english_is_left_in_what_is_not_latin(language: str) -> None:
    for key, sentence in words_of(language).items():
        if key.startswith("message_"):
            rest = NO_ENGLISH.sub("", re.sub(r"\{\w+\}", "", sentence))
            assert re.findall(r"[A-Za-z]{2,}", rest) == [], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_read(language: str) -> None:
    examples = {
        example.strip()
        for key, sentence in words_of(language).items()
        if key.startswith(("message_reference", "message_symbol", "message_names", "message_document_name"))
        for example in re.findall(r"[“«]([^”»{}]+)[”»]", sentence)
    }
    assert len(examples) >= 5
    for example in examples:
        assert parse_reference(example).symbol is not None


PNG = b"\x89PNG\r\n\x1a\n"
CASES: list[tuple[str, Callable[[Catalog], object], dict[str, str]]] = [
    (
        "no such resolution",
        lambda catalog: trace(catalog, "57/999 para 8"),
        {
            "en": "A/RES/57/999 is not in the corpus. Corpus lists what is.",
            "zh": "文本库中没有 A/RES/57/999。所载决议见“文本库”。",
            "fr": "A/RES/57/999 ne figure pas dans le corpus. La liste de ce qu’il contient est sous Corpus.",
            "ar": "A/RES/57/999 غير موجود في المجموعة. وترد قائمة ما تضمه في قسم المجموعة.",
        },
    ),
    (
        "no such paragraph",
        lambda catalog: trace(catalog, "57/203 para 99"),
        {
            "en": "A/RES/57/203 has no such paragraph. Open the resolution to see those it has.",
            "es": "A/RES/57/203 no tiene ese párrafo. Abra la resolución para ver los que tiene.",
            "ru": "В A/RES/57/203 нет такого пункта. Откройте резолюцию, чтобы увидеть ее пункты.",
        },
    ),
    (
        "no paragraph in the panel",
        lambda catalog: find_paragraphs(catalog, parse_reference("A/RES/57/203#op99@en")),
        {"zh": "A/RES/57/203 没有这一段。打开该决议可查看其各段。"},
    ),
    (
        "not in this language",
        lambda catalog: resolution_at(catalog, read_place(catalog, "57/203"), "ru"),
        {
            "en": "The corpus does not hold A/RES/57/203 in this language: Russian. It holds it in: English.",
            "zh": "文本库中没有 A/RES/57/203 的这一语文文本：俄文。现有语文：英文。",
            "ar": "لا تضم المجموعة A/RES/57/203 بهذه اللغة: الروسية. وهو موجود فيها بـ: الإنكليزية.",
        },
    ),
    (
        "a resolution where a paragraph is wanted",
        lambda catalog: trace(catalog, "57/203"),
        {
            "fr": "A/RES/57/203 ne désigne aucun paragraphe. Ajoutez son numéro, comme dans «\N{NO-BREAK SPACE}57/203 "
            "para 8\N{NO-BREAK SPACE}»."
        },
    ),
    (
        "no reference",
        lambda catalog: compare(catalog, "الفقرة", "57/203"),
        {
            "ar": "لا يشير «الفقرة» إلى أي قرار. اكتب رمزا مثل «A/RES/57/203» أو «S/RES/242 (1967)»، أو فقرة مثل "
            "«57/203 para 8»؛ وترد الرموز في قسم المجموعة."
        },
    ),
    (
        "of which body",
        lambda _: parse_symbol("2003/7"),
        {"es": "«2003/7» no dice de qué órgano se trata. Para el Consejo Económico y Social, escriba «E/RES/2003/7»."},
    ),
    (
        "an empty question",
        lambda _: clean_question(" ?! "),
        {"zh": "问题是空的。请用文字提问，例如：第57/203号决议第8段说什么？"},
    ),
    (
        "an endless question",
        lambda _: clean_question("x" * 20_000),
        {
            "en": "The question is too long. Characters: 20,000; at most: 10,000. Ask something shorter, or have a "
            "whole text checked under Audit.",
            "ru": "Вопрос слишком длинный. Знаков: 20\N{NO-BREAK SPACE}000; не более: 10\N{NO-BREAK SPACE}000. "
            "Спросите короче или проверьте весь текст в разделе «Проверка проекта».",
        },
    ),
    (
        "an empty quotation",
        lambda _: read_quotation("…"),
        {"ar": "الاقتباس فارغ. أدخل الكلمات المطلوب البحث عنها."},
    ),
    (
        "an image",
        lambda _: read_sent_draft("草案.pdf", PNG),
        {
            "en": "草案.pdf: the file is an image. Have its text recognised (OCR) and send that text.",
            "zh": "草案.pdf：该文件是图像。请先识别其中的文字（OCR），再发送所得文本。",
        },
    ),
    (
        "a file of another kind",
        lambda _: read_sent_draft("../draft.odt", b"x"),
        {
            "fr": "draft.odt\N{NO-BREAK SPACE}: les fichiers de ce type ne peuvent pas être lus. Le nom doit se "
            "terminer par l’une des extensions suivantes\N{NO-BREAK SPACE}: .docx, .htm, .html, .markdown, .md, .pdf, "
            ".txt. Enregistrez le document dans l’un de ces formats et envoyez celui-ci."
        },
    ),
    ("an upload of another kind", lambda _: safe_name("tool.exe"), {"ru": "tool.exe: файлы такого вида"}),
    ("nothing in it", lambda _: read_data("a.txt", b" \n"), {"zh": "a.txt：文件是空的。请选择有文字的文件。"}),
    ("no text", lambda _: read_data("a.txt", b"a\0b\0\0"), {"ar": "a.txt: الملف ليس نصا وإن دل اسمه على ذلك."}),
    (
        "an unknown encoding",
        lambda _: read_data("a.txt", b"one\ntwo \x81\x8d\x8f\n"),
        {"zh": "a.txt：文本不是 UTF-8 编码（首次出现于第2行），也无法确定是何种编码。请存为 UTF-8 后重新发送。"},
    ),
    ("too large", lambda _: read_data("a.txt", b"x" * (20 * 2**20 + 1)), {"es": "a.txt: el archivo es demasiado"}),
    ("an old format", lambda _: read_data("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), {"zh": "a.doc：该文件是"}),
    ("damaged", lambda _: read_sent_draft("a.pdf", b"%PDF-1.7 no more"), {"ar": "a.pdf: الملف ليس ملف PDF"}),
]  # fmt: skip


@pytest.mark.parametrize(("fail", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_real_errors(fail: Callable[[Catalog], object], said: dict[str, str], assistant: Assistant) -> None:
    with pytest.raises(UnqaError) as raised:
        fail(assistant.catalog)
    told = message_of(raised.value)
    for language, words in said.items():
        shown = Loose(f"<p>{message_html(language, told)}</p>").text.strip()
        assert shown.startswith(words) if len(words) < 60 else shown == words
    assert "message_" not in str(raised.value)


def test_what_has_no_message_quotes_the_english_text_as_english() -> None:
    for error in (DataError("full <b>"), StoreError("full <b>"), ReadError("/tmp/x", "full <b>"), UnqaError("full <b>"),
                  LanguageModelError("not_set", "full <b>")):  # fmt: skip
        shown = message_html("ar", message_of(error))
        assert re.search(r'[\u0600-\u06ff].*: <bdi lang="en" dir="ltr">[^<]*full &lt;b&gt;</bdi>', shown)


@given(HOSTILE_TEXT, st.sampled_from(sorted(LANGUAGES)))
def test_what_somebody_gave_does_nothing(text: str, language: str) -> None:
    for code, (names, *_) in given_codes().items():
        said = Message(code, tuple((name, text) for name in names))
        assert_ours(f"<p>{message_html(language, said)}</p>")
        assert "\n" not in message_text(language, said)


def test_what_is_given_keeps_to_itself() -> None:
    said = message("year_unreadable", text="20\u202ex2 <b>")
    assert message_html("ar", said).startswith("«<bdi>20x2 &lt;b&gt;</bdi>» ليس سنة.")
    assert message_text("ar", said).startswith("«\u200e20x2 <b>\u200e» ليس سنة.")
    assert message_text("fr", said).startswith("«\N{NO-BREAK SPACE}20x2 <b>\N{NO-BREAK SPACE}» n’est pas une année.")


def test_a_resolution_that_is_there_is_a_link_and_so_is_a_view() -> None:
    shown = message_html("en", message("paragraph_not_held", symbol="S/RES/242 (1967)"))
    assert '<a class="unqa-link" href="/S/RES/242(1967)" data-view><bdi>S/RES/242 (1967)</bdi></a>' in shown
    gone = message_html("en", message("resolution_not_held", symbol="A/RES/57/999"))
    assert re.findall('href="([^"]*)"', gone) == ["/corpus"]


DRAFT = """General Assembly resolution 57/203 of 19 December 2002 is old. So is 57/999 of 2010.

See paragraph 99 of resolution 57/203 and Security Council resolution 57/203.

"the continuing need for impartial and objective information on the political situations" (57/203, para. 8).

"impartial and objective information on the political, economic and social situations" (62/165, para. 9).

"a sentence that nobody ever said in any resolution of the whole world" (resolution 57/203).
"""
FOUND: dict[str, list[str]] = {
    "zh": [
        "文本库中有 A/RES/57/203。该决议于2002年12月18日通过，而非 19 December 2002。",
        "文本库中没有 A/RES/57/999。这样的决议不可能是2010年的。可能的年份：2002；2003。",
        "A/RES/57/203 没有这一段。其执行部分段落数：12。",
        "这是大会决议：A/RES/57/203。",
        "不准确：A/RES/57/203，第8段的用词不同。",
        "这些文字不在 A/RES/62/165，第9段，而见于 A/RES/62/165，第8段。",
        "文本库中没有这样的文字。",
    ],
    "ar": [
        "A/RES/57/203 موجود في المجموعة. اعتُمد في 18 كانون الأول/ديسمبر 2002 لا في 19 December 2002.",
        "A/RES/57/999 غير موجود في المجموعة. لا يمكن أن يكون هذا القرار من سنة 2010. السنوات الممكنة: 2002؛ 2003.",
        "لا توجد في A/RES/57/203 فقرة كهذه. عدد فقرات منطوقه: 12.",
        "هذا قرار للجمعية العامة: A/RES/57/203.",
    ],
}


@pytest.mark.parametrize("language", FOUND)
def test_what_an_audit_finds(language: str, assistant: Assistant) -> None:
    audited = audit(assistant.catalog, read_sent_draft("draft.md", DRAFT.encode()))
    told = [Loose(f"<p>{message_html(language, *one.remark.said)}</p>").text for one in audited.wrong]
    assert [words for words in FOUND[language] if words not in told] == []
    assert [one.message for one in audited.findings if not one.remark.said] == []
