"""Prints resolutions as a typesetter (typst) and a word processor (LibreOffice) do: PDF, DOCX and HTML to read back.

    PYTHONPATH=. python benchmarks/print_files.py FOLDER

Needs the package `typst`, `soffice` on the path, and the fonts Noto Sans CJK SC and Noto Naskh Arabic.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from benchmarks.material import SECURITY_COUNCIL
from benchmarks.printed import ARABIC, Line, Printed, bundled, printed, read_printed
from index.model import RawDocument
from index.parse import parse_document

_FONTS: Final = {"zh": "Noto Sans CJK SC", "ar": "Noto Naskh Arabic"}
_MASTHEAD: Final = ("United Nations", "General Assembly", "Distr.: General", "26 February 2003")
_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(others: int = 0) -> tuple[Printed, ...]:
    """What is printed: the bundled resolutions, a short one in Arabic, and `others` of the Security Council."""
    name = "A_RES_60_999.ar.txt"
    council = sorted(SECURITY_COUNCIL.glob("S_RES_*.txt"))
    chosen = council[:: max(1, len(council) // others)][:others] if others else []
    arabic = printed(ARABIC, parse_document(RawDocument(name, ARABIC, "")))
    return (*bundled(), arabic, *(read_printed(path) for path in chosen))


# --- a typesetter -----------------------------------------------------------------------------------------------------


def _string(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_source(text: Printed, columns: int) -> str:
    """The document for typst, in the layout of the United Nations."""
    notes = dict(text.notes)
    font = _FONTS.get(text.language, "Libertinus Serif")
    head = [
        f'#set page(paper: "a4", columns: {columns}, margin: 2.5cm, header: context if counter(page).get().first() > 1 '
        f"[{_string(text.symbol)}], footer: context align(right, counter(page).display()))",
        f'#set text(font: ("{font}", "Libertinus Serif"), size: 10pt, lang: "{text.language}", hyphenate: true)',
        "#set par(justify: true, first-line-indent: (amount: 1.5em, all: true), spacing: 0.9em)",
        '#place(top, scope: "parent", float: true, [',
        f"#grid(columns: (1fr, 1fr), [#text(size: 14pt, {_string(_MASTHEAD[0])[1:]})], "
        f"align(right, text(size: 14pt, {_string(text.symbol)[1:]})))",
        "#line(length: 100%)",
        f"#grid(columns: (2fr, 1fr), [#strong[{_string(_MASTHEAD[1])}]], [{_string(_MASTHEAD[2])} \\ "
        f"{_string(_MASTHEAD[3])}])",
        "])",
        f"#par(first-line-indent: 0em, strong[{_string(text.title)}])",
        f"#emph[{_string(text.opener)}]",
    ]
    body = [_typst_line(line, notes) for line in text.lines]
    closing = [f"#align(right)[{' #linebreak() '.join(_string(one) for one in text.closing)}]"]
    return "\n\n".join([*head, *body, *closing])


def _typst_line(line: Line, notes: dict[str, str]) -> str:
    pieces = [f"{_string(line.label)}#h(0.8em)"] if line.label else []
    for position, run in enumerate(line.runs):
        if run.note:
            pieces.append(f"#footnote[{_string(notes[run.note])}]")
        elif position == 0 and line.opening:
            pieces.append(f"#emph[{_string(run.text[: line.opening])}]{_string(run.text[line.opening :])}")
        else:
            pieces.append(_string(run.text))
    inner = "".join(pieces)
    return f"#pad(left: {line.level * 1.2}em)[{inner}]" if line.level else inner


# --- a word processor -------------------------------------------------------------------------------------------------


def docx_file(path: Path, text: Printed, *, columns: int = 1, lists: bool = True) -> None:
    """A DOCX as Word saves it: running head, page number, footnotes, and numbers made by automatic lists."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = _FONTS.get(text.language, "DejaVu Serif")
    style.font.size = Pt(10)
    for script in ("w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), style.font.name)
    section = document.sections[0]
    section.header.paragraphs[0].text = text.symbol
    _field(section.footer.paragraphs[0], "PAGE")
    if columns > 1:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))
    document.add_paragraph().add_run(text.title).bold = True
    opener = document.add_paragraph()
    opener.paragraph_format.first_line_indent = Cm(1)
    opener.add_run(text.opener).italic = True
    number = _list(document)
    cited: list[str] = []
    for line in text.lines:
        _docx_line(document, line, number if lists else None, cited)
    for one in text.closing:
        document.add_paragraph(one).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _footnotes(document, [dict(text.notes)[number] for number in cited])
    if text.language == "ar":
        for paragraph in document.paragraphs:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    document.save(str(path))


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def _list(document: Any) -> str:
    """The id of a numbered list: 1., (a), (i)."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (form, shown) in enumerate([("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")])
    )
    abstract = parse_xml(f'<w:abstractNum {_NAMESPACE} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {_NAMESPACE} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def _docx_line(document: Any, line: Line, number: str | None, cited: list[str]) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    if line.label and number:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {_NAMESPACE}><w:ilvl w:val="{line.level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    elif line.label:
        paragraph.add_run(f"{line.label}\t")
    for position, run in enumerate(line.runs):
        if run.note:
            marker = OxmlElement("w:footnoteReference")
            cited.append(run.note)
            marker.set(qn("w:id"), str(len(cited)))
            raised = paragraph.add_run()
            raised.font.superscript = True
            raised._r.append(marker)
        elif position == 0 and line.opening:
            paragraph.add_run(run.text[: line.opening]).italic = True
            paragraph.add_run(run.text[line.opening :])
        else:
            paragraph.add_run(run.text)


def _footnotes(document: Any, texts: Sequence[str]) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {html.escape(words)}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(texts, 1)
    )
    separators = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {_NAMESPACE}>{separators}{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def converted(source: Path, folder: Path, kind: str) -> Path:
    """A file as LibreOffice saves it as another kind ("pdf", "docx", "html")."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder / f"{source.stem}.{kind}"


# --- the web ----------------------------------------------------------------------------------------------------------


def html_source(text: Printed) -> str:
    """A page as sites of the United Nations have them: navigation around it, raised markers that are links."""
    notes = "".join(f'<p id="n{number}"><sup>{number}</sup> {html.escape(words)}</p>' for number, words in text.notes)
    body = "".join(_html_line(line) for line in text.lines)
    closing = "".join(f"<p align='right'>{html.escape(one)}</p>" for one in text.closing)
    way = ' dir="rtl"' if text.language == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{text.language}"{way}><head><meta charset="utf-8">'
        f"<title>{html.escape(text.title)}</title><style>p {{ margin: 1em }}</style></head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li>Documents</li></ul></nav>'
        f"<main><h1>{html.escape(text.title)}</h1><p><i>{html.escape(text.opener)}</i></p>"
        f"{body}{closing}<hr>{notes}</main><footer><p>Terms of use</p></footer>"
        "<script>document.title = 'not a resolution'</script></body></html>"
    )


def _html_line(line: Line) -> str:
    pieces = [f"{html.escape(line.label)}&nbsp;&nbsp;"] if line.label else []
    for position, run in enumerate(line.runs):
        words = html.escape(run.text, quote=False)
        if run.note:
            pieces.append(f'<sup><a href="#n{run.note}">{run.note}</a></sup>')
        elif position == 0 and line.opening:
            opening = html.escape(run.text[: line.opening], quote=False)
            pieces.append(f"<em>{opening}</em>{html.escape(run.text[line.opening :], quote=False)}")
        else:
            pieces.append(words)
    return f"<p>{''.join(pieces)}</p>\n"


# --- all of them ------------------------------------------------------------------------------------------------------


def print_all(folder: Path, wanted: tuple[Printed, ...], say: Callable[[str], None]) -> None:
    """Write every text in every format into folders of their own under `folder`."""
    import typst  # noqa: PLC0415 - the typesetter is needed here only

    for text in wanted:
        say(text.name)
        for columns in (1, 2):
            path = _in(folder, f"pdf-typst-{columns}") / f"{text.name}.typ"
            path.write_text(typst_source(text, columns), encoding="utf-8")
            path.with_suffix(".pdf").write_bytes(typst.compile(str(path)))
            path.unlink()
            with tempfile.TemporaryDirectory() as scratch:
                source = Path(scratch) / f"{text.name}.docx"
                docx_file(source, text, columns=columns)
                converted(source, _in(folder, f"pdf-libreoffice-{columns}"), "pdf")
        plain = _in(folder, "docx-lists") / f"{text.name}.docx"
        docx_file(plain, text)
        docx_file(_in(folder, "docx-typed") / plain.name, text, lists=False)
        converted(plain, _in(folder, "docx-libreoffice"), "docx")
        converted(plain, _in(folder, "html-libreoffice"), "html")
        (_in(folder, "html-site") / f"{text.name}.html").write_text(html_source(text), encoding="utf-8")


def _in(folder: Path, name: str) -> Path:
    (folder / name).mkdir(parents=True, exist_ok=True)
    return folder / name


def main() -> int:
    """Print everything into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--others", type=int, default=0, help="texts of the Security Council to print as well")
    arguments = parser.parse_args()
    print_all(arguments.folder, texts(arguments.others), lambda name: print(json.dumps(name), file=sys.stderr))
    return 0


if __name__ == "__main__":
    sys.exit(main())
