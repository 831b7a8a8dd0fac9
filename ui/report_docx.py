"""A report as a Word document."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement

from ui.docx_text import add_text, direct, set_language
from ui.page_words import direction
from ui.report import Cell, Report, ReportTable
from ui.text import printable, text_direction

# XML does not allow these.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_docx(report: Report) -> bytes:
    """The document's file, in landscape; what was left out is struck through, what was added underlined."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.title = _shown(report.title)[:255]
    set_language(document, report.language)
    way = direction(report.language)
    _add(document, "Heading 1", report.title, way)
    for fact in report.facts:
        _add(document, None, fact, way)
    for table in report.tables:
        _add(document, "Heading 2", table.title, way)
        _add_table(document, table, way)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Any, style: str | None, text: str, way: str) -> None:
    paragraph = document.add_paragraph(style=style)
    direct(paragraph, way)
    add_text(paragraph, _shown(text))


def _add_table(document: Any, table: ReportTable, way: str) -> None:
    grid = document.add_table(rows=1, cols=len(table.headers))
    grid.style = "Table Grid"
    if way == "rtl":
        # The first column stands on the right (ECMA-376, part 1, section 17.4.1).
        grid._tbl.tblPr.insert_element_before(
            OxmlElement("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook"
        )
    for cell, header in zip(grid.rows[0].cells, table.headers, strict=True):
        direct(cell.paragraphs[0], way)
        add_text(cell.paragraphs[0], _shown(header), bold=True)
    for row in table.rows:
        for place, cell in zip(grid.add_row().cells, row, strict=True):
            _fill(place.paragraphs[0], cell, way)


def _fill(paragraph: Any, cell: Cell, way: str) -> None:
    direct(paragraph, text_direction(cell.text) or "ltr" if cell.quoted else way)
    for run in cell.runs:
        for written in add_text(paragraph, _shown(run.marked)):
            written.font.strike = run.mark == "left_out" or None
            written.font.underline = run.mark == "added" or None


def _shown(text: str) -> str:
    return _NOT_XML.sub("", printable(text))
