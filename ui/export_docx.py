"""A conversation as a Word document, its citations as real footnotes.

python-docx writes no footnotes: their part is made here, by the same package, from elements whose text it escapes.
ECMA-376, part 1, section 17.11.
"""

from __future__ import annotations

import io
from typing import Any, Final

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from ui.docx_text import add_text, direct, set_language, stretches
from ui.export import Export, Note, Section, sentence
from ui.page_words import direction
from ui.statements import Block, Marker
from ui.text import one_line, text_direction

# These separate the notes from the text; Word wants both.
_NOTE_SIZE: Final = "18"  # in half points
_REMARK: Final = RGBColor(0x55, 0x55, 0x55)
_SEPARATORS: Final = ((-1, "separator"), (0, "continuationSeparator"))


def conversation_docx(export: Export) -> bytes:
    """The document's file."""
    document = Document()
    document.core_properties.title = _shown(export.title)
    document.core_properties.author = "unqa"
    set_language(document, export.language)
    _add(document, "Title", export.title, export.language)
    _add(document, None, export.remark, export.language, italic=True)
    for section in export.sections:
        _add_section(document, section)
    _add_notes(document, export.notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_section(document: Any, section: Section) -> None:
    _add(document, "Heading 2", section.question, section.language)
    if section.notice:
        _add(document, None, section.notice, section.language, bold=True)
    for block in section.blocks:
        _add_block(document, block, section.language)
    for remark in section.remarks:
        _add(document, None, remark, section.language, italic=True)


def _add(
    document: Any, style: str | None, text: str, language: str, *, bold: bool | None = None, italic: bool | None = None
) -> None:
    paragraph = document.add_paragraph(style=style)
    direct(paragraph, direction(language))
    # Neither Arabic nor Chinese has an italic.
    sloped = italic if language not in ("ar", "zh") else None
    for run in add_text(paragraph, _shown(text), bold=bold, italic=sloped):
        if italic:
            run.font.color.rgb = _REMARK


def _add_block(document: Any, block: Block, language: str) -> None:
    style = {"quotation": "Quote", "item": "List Bullet", "paragraph": None}[block.kind]
    paragraph = document.add_paragraph(style=style)
    # A quotation is in the language of its source.
    own = text_direction(block.text) or "ltr" if block.kind == "quotation" else direction(language)
    direct(paragraph, own)
    for inline, following in zip(block.inlines, (*block.inlines[1:], None), strict=True):
        if isinstance(inline, Marker):
            _refer(paragraph, inline.number)
            continue
        # The number of a footnote stands at the word, not after a blank.
        noted = isinstance(following, Marker)
        edges = (" " if inline.text[:1].isspace() else "", " " if inline.text[-1:].isspace() and not noted else "")
        add_text(paragraph, f"{edges[0]}{_shown(inline.text)}{edges[1]}", bold=inline.strong or None)


def _refer(paragraph: Any, number: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _add_notes(document: Any, notes: tuple[Note, ...]) -> None:
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in _SEPARATORS:
        mark = _sub(_sub(_sub(root, "footnote", type=kind, id=str(number)), "p"), "r")
        _sub(mark, kind)
    for note in notes:
        _add_note(root, note)
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _add_note(root: Any, note: Note) -> None:
    paragraph = _sub(_sub(root, "footnote", id=str(note.number)), "p")
    leftwards = direction(note.language) == "rtl"
    properties = _sub(paragraph, "pPr")
    if leftwards:
        _sub(properties, "bidi")
    _sub(properties, "spacing", after="40", line="240", lineRule="auto")
    reference = _sub(paragraph, "r")
    properties = _sub(reference, "rPr")
    _sub(properties, "sz", val=_NOTE_SIZE)
    _sub(properties, "szCs", val=_NOTE_SIZE)
    _sub(properties, "vertAlign", val="superscript")
    _sub(reference, "footnoteRef")
    shown = f" {_shown(sentence(note))} {_shown(note.url)}".rstrip()
    for words, way in stretches(shown) if leftwards else ((shown, "ltr"),):
        _add_note_words(paragraph, words, leftwards=way == "rtl")


def _add_note_words(paragraph: Any, words: str, *, leftwards: bool) -> None:
    run = _sub(paragraph, "r")
    properties = _sub(run, "rPr")
    _sub(properties, "sz", val=_NOTE_SIZE)
    _sub(properties, "szCs", val=_NOTE_SIZE)
    if leftwards:
        _sub(properties, "rtl")
    text = _sub(run, "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words


def _sub(parent: Any, name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}", {qn(f"w:{attribute}"): value for attribute, value in attributes.items()})
    parent.append(made)
    return made


def _shown(text: str) -> str:
    """Text on one line, without the code points that XML cannot hold."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if ord(letter) & 0xFFFE == 0xFFFE else letter for letter in one_line(text)
    )
