"""Exports of a conversation: the exact words, citations as footnotes, and nothing in them that acts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from eval.feedback import FeedbackStore
from index.messages import message
from index.symbols import parse_symbol
from rag.answer import escape_markdown
from rag.assistant import Assistant
from rag.citation_formats import Citable
from rag.model import Filters
from tests import faces_samples as samples
from tests.test_render import HOSTILE_TEXT
from tests.test_render_chat import harmless
from ui.conversation import Conversation, Exchange
from ui.export import Export, Note, Section, exported
from ui.export_docx import conversation_docx
from ui.export_markdown import conversation_markdown
from ui.page_chat import Chat
from ui.page_commands import Ask
from ui.page_export import export_routes
from ui.page_shelf import Shelf
from ui.render_print import print_html
from ui.spoken_citations import spoken_citation
from ui.statements import Block, Marker, Words
from ui.text import one_line

TODAY = date(2026, 11, 26)
EXACT = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, economic "
    "and social situations and events of all countries;"
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def conversation(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Two answers, a refusal and a failure."""
    chat = Chat(assistant, Shelf(), FeedbackStore(tmp_path_factory.getbasetemp()))
    said = Conversation()
    for question in ("What does paragraph 8 of resolution 57/203 say?", "And paragraph 9?", "And paragraph 99?", "?"):
        *_, said = chat.act(Ask(do="ask", question=question), said, "en")
    return said


@pytest.fixture(scope="module")
def export(conversation: Conversation, assistant: Assistant) -> Export:
    """The same, ready to leave."""
    return exported(conversation, assistant.catalog, "en", TODAY)


def test_notes_are_numbered_throughout_and_cite_in_the_style_of_the_united_nations(export: Export) -> None:
    assert [(note.number, note.text) for note in export.notes] == [
        (1, "General Assembly resolution 57/203 of 18 December 2002, para. 8"),
        (2, "General Assembly resolution 57/203 of 18 December 2002, para. 9"),
    ]
    assert [section.notice for section in export.sections] == ["", "", "No such paragraph", "That did not work"]
    assert "Understood as: And paragraph 9? (A/RES/57/203)" in export.sections[1].remarks
    assert "Resolutions searched: 1 of 5; paragraphs: 20 of 99." in export.sections[0].remarks
    assert export.remark.startswith("Exported from unqa on 26 November 2026.")


def test_what_left_the_corpus_is_cited_by_its_label(assistant: Assistant) -> None:
    gone = replace(samples.citation(), symbol="A/RES/1/1", label="A/RES/1/1, para. 8")
    said = Exchange(1, "q", "en", state="answered", answer=replace(samples.answer(), citations=(gone,)))
    assert exported(Conversation((said,)), assistant.catalog, "en", TODAY).notes[0].text == "A/RES/1/1, para. 8"


CITED: list[tuple[str, str]] = [
    ("en", "General Assembly resolution 57/203 of 18 December 2002, para. 8"),
    ("fr", "Résolution 57/203 de l’Assemblée générale en date du 18 décembre 2002, par. 8"),
    ("es", "Resolución 57/203 de la Asamblea General, de 18 de diciembre de 2002, párr. 8"),
    ("ru", "Резолюция 57/203 Генеральной Ассамблеи от 18 декабря 2002 года, п. 8"),
    ("zh", "大会2002年12月18日第57/203号决议，第8段"),
    ("ar", "قرار الجمعية العامة 57/203 المؤرخ 18 كانون الأول/ديسمبر 2002، الفقرة 8"),
]


@pytest.mark.parametrize(("language", "cited"), CITED)
def test_a_note_cites_in_the_readers_language(language: str, cited: str, assistant: Assistant) -> None:
    answer = replace(samples.answer(), language=language)
    said = Exchange(1, "?", language, state="answered", answer=answer)
    export = exported(Conversation((said,)), assistant.catalog, language, TODAY)
    assert [(note.number, note.text, note.url) for note in export.notes] == [
        (1, cited, "https://docs.un.org/en/A/RES/57/203")
    ]
    end = "。" if language == "zh" else "."
    assert f"[^1]: {escape_markdown(cited)}{end} <https://" in conversation_markdown(export)
    with zipfile.ZipFile(io.BytesIO(conversation_docx(export))) as archive:
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
    (note,) = (one for one in notes if one.get(f"{WORD}id") == "1")
    assert "".join(note.itertext()) == f" {cited}{end} https://docs.un.org/en/A/RES/57/203"
    assert (note.find(f"{WORD}p/{WORD}pPr/{WORD}bidi") is not None) is (language == "ar")


def test_an_answer_names_places_as_the_page_does(assistant: Assistant) -> None:
    written = "A/RES/57/203, para. 8, heading: «18 December 2002» [1]\n\n> A/RES/57/203, para. 8 «18 December» [1]"
    answer = replace(samples.answer(), language="ar", answer=written)
    said = Exchange(1, "?", "ar", state="answered", answer=answer)
    (section,) = exported(Conversation((said,)), assistant.catalog, "ar", TODAY).sections
    own, quoted = (block.text for block in section.blocks)
    # Outside the quotation marks stands what keeps the figures before the month.
    assert own == "\u200fA/RES/57/203، الفقرة 8, heading: \u200e«18 December 2002»\u200e "
    assert quoted == "A/RES/57/203, para. 8 «18 December» "


OTHER_BODIES: list[tuple[str, str, str]] = [
    ("S/RES/242 (1967)", "fr", "Résolution 242 (1967) du Conseil de sécurité, par. 8"),
    ("S/RES/242 (1967)", "zh", "安全理事会第242 (1967)号决议，第8段"),
    ("E/RES/2014/37", "es", "Resolución 2014/37 del Consejo Económico y Social, párr. 8"),
    ("A/HRC/RES/12/16", "ru", "Резолюция 12/16 Совета по правам человека от 18 декабря 2002 года, п. 8"),
    ("file:x", "ar", "\u200fA title (ليس قرارا)، الفقرة 8"),
]


@pytest.mark.parametrize(("symbol", "language", "cited"), OTHER_BODIES)
def test_resolutions_of_every_body_are_cited(symbol: str, language: str, cited: str) -> None:
    adopted = date(2002, 12, 18)
    place = Citable(parse_symbol(symbol), "A title", adopted, "en", "para. 8", "8", "operative", "", "", None)
    assert spoken_citation(place, language) == cited


def test_filters_are_told(assistant: Assistant) -> None:
    filters = Filters(year_from=2000, ignored=frozenset({"years"}))
    said = Exchange(1, "q", "en", filters, "failed", error=message("unsaid", english="No."))
    remarks = exported(Conversation((said,)), assistant.catalog, "en", TODAY).sections[0].remarks
    assert remarks == ("Filters: 2000–", "Searched beyond what the question names.")


def test_markdown(export: Export) -> None:
    text = conversation_markdown(export)
    assert "## What does paragraph 8 of resolution 57/203 say?\n" in text
    assert f"> {EXACT} [^1]\n" in text
    assert (
        "[^1]: General Assembly resolution 57/203 of 18 December 2002, para. 8. "
        "<https://docs.un.org/en/A/RES/57/203>\n" in text
    )
    assert "**No such paragraph**" in text


def test_word(export: Export) -> None:
    file = conversation_docx(export)
    document = docx.Document(io.BytesIO(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    # The number of a note stands at the last word.
    assert EXACT in texts
    assert "And paragraph 9?" in [
        one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"
    ]
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    found = {note.get(f"{WORD}id"): "".join(note.itertext()).strip() for note in notes}
    referred = [reference.get(f"{WORD}id") for reference in body.iter(f"{WORD}footnoteReference")]
    assert referred == ["1", "2"]
    assert {"-1", "0", *referred} == set(found)
    assert found["1"] == (
        "General Assembly resolution 57/203 of 18 December 2002, para. 8. https://docs.un.org/en/A/RES/57/203"
    )
    assert "/word/footnotes.xml" in types
    assert "footnotes.xml" in relations


def test_arabic_runs_from_right_to_left_in_word() -> None:
    section = Section("ماذا تقول الفقرة 8؟", "ar", (Block("paragraph", (Words("نص"),)),), ())
    body = conversation_docx(Export("أسئلة وأجوبة", "…", "ar", (section,)))
    paragraphs = docx.Document(io.BytesIO(body)).element.body.iter(f"{WORD}p")
    assert all(paragraph.find(f"{WORD}pPr/{WORD}bidi") is not None for paragraph in paragraphs)


@pytest.mark.parametrize(("quoted", "leftwards"), [("Stresses 3 (a)", False), ("3 تؤكد A/RES/57/203", True)])
def test_a_quotation_runs_in_its_own_direction_in_word(quoted: str, *, leftwards: bool) -> None:
    section = Section("ماذا؟", "ar", (Block("quotation", (Words(quoted),)),), ())
    document = docx.Document(io.BytesIO(conversation_docx(Export("أسئلة", "…", "ar", (section,)))))
    found = next(one for one in document.paragraphs if one.text == quoted)
    assert (found._p.find(f"{WORD}pPr/{WORD}bidi") is not None) is leftwards


def test_print_view(export: Export) -> None:
    page = harmless(print_html(export, "en").replace("<button", "<b").replace("</button", "</b"))
    assert EXACT in page.quoted
    links = [attributes["href"] for _, attributes in page.elements if "href" in attributes]
    assert links[:2] == ["#note-1", "#note-2"]
    identifiers = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= identifiers


def hostile_export(text: str) -> Export:
    """Everything in it is `text`."""
    words = (Words(text), Words(text, strong=True), Marker(1))
    blocks = tuple(Block(kind, words, "•") for kind in ("paragraph", "quotation", "item"))
    section = Section(text, text, blocks, (Note(1, text, text, "en"),), text, (text,))
    return Export(text, text, "en", (section,))


@given(HOSTILE_TEXT | st.text(max_size=60))
def test_markdown_shows_what_was_written(text: str) -> None:
    """As a program that renders Markdown with raw HTML and bare links would show it."""
    # What refers to the notes is ours, and is no link where footnotes are not known.
    source = re.sub(r"\[\^1\]:?", "", conversation_markdown(hostile_export(text)))
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(source)
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or () if child.type != "text"
    }
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "code_inline",
        "code_block",
        "fence",
        "table_open",
        "s_open",
        "hr",
    }
    heading = next(token for token in tokens if token.type == "inline")
    shown = "".join(child.content for child in heading.children or ())
    assert shown == one_line(text).strip()


ADDRESSES = [
    "http://example.org",
    "see www.example.org",
    "ftp://example.org/x",
    "someone@example.org",
    "HTTPS://EXAMPLE.ORG",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_in_a_question_do_not_become_links(text: str) -> None:
    source = conversation_markdown(Export("t", text, "en", ()))
    assert not re.search(r"(?i)https?://|ftp://|www\.|\w@", source)
    (shown,) = (token for token in MarkdownIt().parse(source) if token.type == "inline" and token.content != "t")
    assert "".join(child.content for child in shown.children or ()) == text


@settings(deadline=None, max_examples=25)
@given(HOSTILE_TEXT | st.text(max_size=60))
def test_word_holds_what_was_written(text: str) -> None:
    document = docx.Document(io.BytesIO(conversation_docx(hostile_export(text))))
    expected = "".join(
        "\N{REPLACEMENT CHARACTER}" if ord(letter) & 0xFFFE == 0xFFFE else letter for letter in one_line(text)
    )
    assert document.paragraphs[0].text == expected
    assert document.paragraphs[2].text == expected


@given(HOSTILE_TEXT)
def test_print_view_shows_what_was_written(text: str) -> None:
    source = print_html(hostile_export(text), "en").replace("<button", "<b").replace("</button", "</b")
    harmless(source)


def test_an_export_needs_the_conversations_own_name(assistant: Assistant, conversation: Conversation) -> None:
    shelf = Shelf()
    shelf.put(conversation)
    app = FastAPI()
    app.include_router(export_routes(shelf, assistant.catalog))
    client = TestClient(app)
    for form, media_type in (
        ("markdown", "text/markdown"),
        ("docx", "application/vnd.openxml"),
        ("print", "text/html"),
    ):
        given_out = client.get(f"/conversation/{conversation.key}/{form}")
        assert given_out.status_code == 200
        assert given_out.headers["content-type"].startswith(media_type)
        assert given_out.headers["cache-control"] == "no-store"
        for other in (Conversation().key, "", conversation.key[:-1], "..", "%00"):
            assert client.get(f"/conversation/{other}/{form}").status_code == 404
    assert (
        client.get(f"/conversation/{conversation.key}/docx")
        .headers["content-disposition"]
        .startswith('attachment; filename="unqa-')
    )
