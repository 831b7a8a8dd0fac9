"""Drafts of four formats, and files that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from index.errors import ReadError
from rag import draft_readers
from rag.draft import DraftBlock
from rag.draft_quotations import find_quotations, sentence_spans
from rag.draft_readers import read_draft, text_blocks

_NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>A/RES/57/203, para. 8.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def docx_file(path: Path) -> Path:
    """A document with a paragraph, a block quotation, a table and a footnote."""
    document = docx.Document()
    paragraph = document.add_paragraph("The Assembly stresses “the continuing need”")
    marker = OxmlElement("w:footnoteReference")
    marker.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(marker)
    document.add_paragraph("Reaffirms that it is a purpose", style="Quote")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "resolution 62/165"
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        _NOTES.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))
    return path


def pdf_file(path: Path, *pages: tuple[str, ...]) -> Path:
    """A PDF of lines of ASCII text in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = "BT /F1 11 Tf 14 TL 50 800 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_bytes((data + end).encode("ascii"))
    return path


def told(blocks: tuple[DraftBlock, ...]) -> list[tuple[str, str, str]]:
    """Kind, label and text."""
    return [(block.kind, block.label, block.text) for block in blocks]


def test_a_document_of_a_word_processor(tmp_path: Path) -> None:
    draft = read_draft(docx_file(tmp_path / "draft.docx"))
    assert draft.unit == "paragraph"
    assert told(draft.blocks) == [
        ("text", "", "The Assembly stresses “the continuing need”[^1]"),
        ("quotation", "", "Reaffirms that it is a purpose"),
        ("text", "", "resolution 62/165"),
        ("footnote", "1", "A/RES/57/203, para. 8."),
    ]


def test_a_pdf(tmp_path: Path) -> None:
    first = (
        "The Assembly stresses, in paragraph 8 of resolution 57/203 of",
        "18 December 2002, the continuing need for impartial and objec-",
        "tive information.",
        "Another paragraph begins here, and it goes on for a while until",
    )
    draft = read_draft(pdf_file(tmp_path / "draft.pdf", (*first, "1"), ("it ends on the second page.", "2")))
    assert [(block.page, block.text) for block in draft.blocks] == [
        (1, " ".join(first[:3])),
        (1, f"{first[3]} it ends on the second page."),
    ]
    assert [block.line_at(len(block.text) - 1) for block in draft.blocks] == [3, 5]


def test_markdown() -> None:
    text = '# Title\nText\ngoes on.[^1]\n\n> quoted\n> words\n\n```\n"code" 57/203\n```\n- one\n- two\n\n[^1]: Note.\n'
    blocks = tuple(text_blocks(text, marked=True))
    assert told(blocks) == [
        ("text", "", "# Title"),
        ("text", "", "Text goes on.[^1]"),
        ("quotation", "", "quoted words"),
        ("text", "", "- one"),
        ("text", "", "- two"),
        ("footnote", "1", "Note."),
    ]
    assert [block.lines[0][1] for block in blocks] == [1, 2, 5, 11, 12, 14]


def test_notes_of_a_plain_text() -> None:
    blocks = tuple(text_blocks("It says “so”.2\nMore.\n\n1 First note.\n2 Second\nnote.\n"))
    assert [(block.label, block.text) for block in blocks][1:] == [("1", "1 First note."), ("2", "2 Second note.")]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", b"\x00" * 1000])
def test_what_is_no_such_file_is_said_in_one_line(kind: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"draft.{kind}"
    path.write_bytes(content)
    with pytest.raises(ReadError) as raised:
        read_draft(path)
    assert "\n" not in str(raised.value)
    assert "save it as text" in str(raised.value)


def test_a_zip_bomb_is_put_aside(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as entry:
        for _ in range(201):
            entry.write(b"0" * 2**20)
    (tmp_path / "bomb.docx").write_bytes(stream.getvalue())
    with pytest.raises(ReadError, match="unpacks to more than 200 MB"):
        read_draft(tmp_path / "bomb.docx")


def test_a_parser_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_readers, "SECONDS", 0.01)
    with pytest.raises(ReadError, match="was not read within"):
        read_draft(docx_file(tmp_path / "draft.docx"))


def test_unknown_endings_missing_files_and_scans(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="none of"):
        read_draft(tmp_path / "draft.odt")
    with pytest.raises(ReadError, match="does not exist"):
        read_draft(tmp_path / "draft.docx")
    with pytest.raises(ReadError, match="holds no text"):
        read_draft(pdf_file(tmp_path / "scan.pdf", ()))


# A block's text, and the words of the quotations in it.
QUOTED = [
    ("“one” and “two”", ["one", "two"]),
    ('He said "one", then "two".', ["one", "two"]),
    ("«un» « deux » „drei“ ‚x‘", ["un", "deux", "drei"]),
    ("「一」『二』", ["一", "二"]),
    ("“an ‘inner’ quotation”", ["an ‘inner’ quotation"]),
    ("“an “inner” quotation”", ["an “inner” quotation"]),
    ("‘States’ rights and duties’ are named", ["States’ rights and duties"]),
    ("the States’ rights and the Council’s", []),
    ("“never closed, and so on to the end", ["never closed, and so on to the end"]),
    ('a 5" pipe', []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[text for text, _ in QUOTED])
def test_quotation_marks(text: str, expected: list[str]) -> None:
    block = DraftBlock("text", text, ((0, 1),))
    assert [one.words for one in find_quotations(block)] == expected


def test_sentences_end_neither_in_abbreviations_nor_in_quotations() -> None:
    text = "See para. 8 of U.N. Doc. A/RES/57/203. It says: “One. Two.” (para. 9). Then more."
    spans = sentence_spans(text, find_quotations(DraftBlock("text", text, ((0, 1),))))
    assert [text[one.start : one.end].strip() for one in spans] == [
        "See para. 8 of U.N. Doc. A/RES/57/203.",
        "It says: “One. Two.” (para. 9).",
        "Then more.",
    ]
