"""Real PDF, DOCX and HTML files are read back as they were printed, wording by wording; formats told by their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.formats import files, measure
from benchmarks.print_files import texts
from index.blocks import Block, compose
from index.catalog import Catalog
from index.encodings import decode
from index.errors import ReadError
from index.list_numbers import written
from index.readers import read_file
from index.replay import replay
from index.right_to_left import in_reading_order, mirrored, unmirrored
from tests.index_world import build, text_of, wordings

MADE = Path(__file__).parent / "formats"
TEXTS = {text.name: text for text in texts()}
FILES = [(kind, path) for kind, path in files(MADE)]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[f"{kind}/{path.name}" for kind, path in FILES])
def test_every_wording_is_read_back(kind: str, path: Path) -> None:
    figures = measure(path, TEXTS[path.stem])
    assert figures.wrong == ()
    assert figures.wordings > 5


def test_pages_are_kept_and_the_text_read_is_kept_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(data, MADE / "pdf-typst-2" / "A_RES_57_203.en.pdf")
    with Catalog.open(data) as catalog:
        resolution = catalog.resolution("A/RES/57/203")
        kept = catalog.source_text("A/RES/57/203", "en")
    assert resolution is not None
    assert kept is not None
    assert all(replay(kept, one.text, one.segments) for one in resolution.paragraphs)
    # As printed: the sixth operative paragraph is the first that begins on the second page.
    pages = {one.id.partition("#")[2]: one.page for one in resolution.paragraphs}
    assert (pages["pp1@en"], pages["op5@en"], pages["op6@en"]) == (1, 1, 2)


def test_pages_and_footnotes_of_a_composed_text() -> None:
    blocks = [
        Block("text", "", 1, "One[^1] and"),
        Block("footnote", "1", 1, "A note"),
        Block("continued", "", 2, "two.[^e1]"),
        Block("footnote", "e1", 2, "An endnote."),
    ]
    text, starts = compose(blocks)
    assert text == ("\nOne¹ and\n\n_______________\n¹ A note\n\n\ftwo.²\n\n_______________\n² An endnote.\n")
    assert starts == (0, text.index("two"))


# A line as printed from its right end to its left, and as it is read.
LINES = [
    ("302/75 القرار", "57/203 القرار"),
    ("،3991", "،1993"),
    ("9991-7491 من", "1947-1999 من"),
    ("SER/A", "A/RES"),
    ("حقـــوق", "حقوق"),
    ("حق$$وق", "حقوق"),
]


@pytest.mark.parametrize(("printed", "read"), LINES)
def test_lines_of_arabic_come_into_reading_order(printed: str, read: str) -> None:
    assert in_reading_order(printed) == read


def test_brackets_that_are_drawn_as_mirror_images() -> None:
    assert mirrored([")2006(", "]a["])
    assert not mirrored(["(2006)", "(a) b (c)"])
    assert unmirrored(")2006(") == "(2006)"


# Texts as they were saved before UTF-8. The words are the United Nations' own opening formulas.
OLDER = [
    (
        "cp1252",
        "L’Assemblée générale, réaffirmant sa volonté d’améliorer l’efficacité des activités, ",
    ),
    (
        "cp1252",
        "La Asamblea General, recordando además su resolución sobre la cooperación internacional, ",
    ),
    ("cp1251", "Генеральная Ассамблея, ссылаясь на свои резолюции о правах человека и основных свободах, "),
    ("koi8_r", "Генеральная Ассамблея, ссылаясь на свои резолюции о правах человека и основных свободах, "),
    ("cp1256", "إن الجمعية العامة، إذ تشير إلى قراراتها السابقة بشأن حقوق الإنسان والحريات الأساسية، "),
    ("gb18030", "大会，回顾其以往关于联合国人权领域的行动的各项决议，重申必须促进国际合作，"),
    ("cp1252", "The Council “decides” – for the second time – that the Member States’ reports are due. "),
]


@pytest.mark.parametrize(("encoding", "sentence"), OLDER)
def test_older_encodings_are_told_where_they_can_be(encoding: str, sentence: str) -> None:
    text = sentence * 8
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig", "utf-16", "utf-32"])
def test_texts_in_unicode(encoding: str) -> None:
    text = "The General Assembly, Recalling «тест» 决议,\n" * 4
    assert decode(text.encode(encoding)).text.removeprefix("\ufeff") == text


@pytest.mark.parametrize("name", ["A_RES_57_203.en.txt", "A_RES_59_190.zh.txt"])
def test_a_bundled_text_in_an_older_encoding_is_indexed_alike(name: str, tmp_path: Path) -> None:
    text = text_of(name)
    encoding = "gb18030" if ".zh" in name else "cp1252"
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / name).write_bytes(text.encode(encoding))
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / name).write_bytes(text.encode())
    build(tmp_path / "a", tmp_path / "old")
    build(tmp_path / "b", tmp_path / "new")
    assert wordings(tmp_path / "a") == wordings(tmp_path / "b")


# Bytes that could be in several encodings: no guess is made.
@pytest.mark.parametrize("data", ["Rés".encode("latin-1"), "чел".encode("cp1251"), bytes(range(128, 256)) * 4])
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(data)


@pytest.mark.parametrize("name", ["wrong.txt", "wrong.docx", "wrong.html"])
def test_a_pdf_under_another_ending_is_read_as_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((MADE / "pdf-typst-1" / "A_RES_57_203.en.pdf").read_bytes())
    assert "Bearing in mind that among the purposes" in read_file(path).text


@pytest.mark.parametrize(
    ("page", "words", "absent"),
    [
        (b"<!DOCTYPE html><p>One<br>two</p><script>three</script>", "One\ntwo", "three"),
        (b"<html><body><nav>Home</nav><main><p>Text</p></main><p>Share</p></body></html>", "Text", "Share"),
        (b"<html><p style='display:none'>Hidden</p><p>Shown</p></html>", "Shown", "Hidden"),
        (b"<html><ol><li>One</li><li value=5>Five</li></ol></html>", "1. One\n\n5. Five", "2."),
        (b"<html><ol type=a><li>One</li></ol></html>", "(a) One", "1."),
        (
            '<html><meta charset="windows-1251"><p>Генеральная</p></html>'.encode("cp1251"),
            "Генеральная",
            "\ufffd",
        ),
    ],
)
def test_web_pages(page: bytes, words: str, absent: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    text = read_file(path).text
    assert words in text
    assert absent not in text


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (3, "decimal", "3"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (21, "chineseCounting", "二十一"),
        (10, "chineseCounting", "十"),
        (2, "arabicAbjad", "ب"),
        (0, "lowerLetter", "0"),
        (7, "none", ""),
    ],
)
def test_numbers_of_lists(value: int, form: str, expected: str) -> None:
    assert written(value, form) == expected


def test_a_page_without_words_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(b"<html><body><script>1</script></body></html>")
    with pytest.raises(ReadError, match="holds no text"):
        read_file(path)
