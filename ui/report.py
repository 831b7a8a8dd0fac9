"""Reports as files: HTML, Markdown, a word-processor's document, CSV. Whatever came from a text is made harmless.

HTML is escaped and carries no script; Markdown's own signs are escaped; a cell of a CSV that a spreadsheet would take
for a formula begins with an apostrophe; characters that XML does not allow are left out of a docx.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.errors import InputError
from ui.differences import Run
from ui.page_words import direction
from ui.text import one_line, printable

# The full-width ones are formulas too where spreadsheets are Japanese.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.5rem;"
    "text-align:start;vertical-align:top}th{background:#eef3f7}caption{font-weight:700;text-align:start;"
    "padding:1rem 0 .5rem}del{background:#fbdada;color:#7a0000}ins{background:#d8f3dc;color:#0b4a1a}"
    "@media print{body{margin:0;max-width:none}}"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in runs. `quoted`: it is of a draft or a source, in whatever language, and runs in its own direction."""

    runs: tuple[Run, ...]
    quoted: bool = False

    @property
    def text(self) -> str:
        """The text with the signs of its differences."""
        return "".join(run.marked for run in self.runs)


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A title, a few sentences and tables, in a language of the page. A CSV holds the tables, one below the other."""

    title: str
    facts: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    language: str


def plain(text: str) -> Cell:
    """A cell of our own words."""
    return Cell((Run(printable(text)),))


def quoted(*runs: Run) -> Cell:
    """A cell of words of a document."""
    return Cell(tuple(Run(printable(run.text), run.mark) for run in runs), quoted=True)


def check_target(path: Path | None, *inputs: Path) -> None:
    """To be called before the work is done. Raises InputError when no report can be written there.

    Its name must say the format, its folder must be there, and it must not take the place of one of the `inputs`.
    """
    if path is None:
        return
    path = path.expanduser()
    if path.suffix.lower() not in _WRITERS:
        raise InputError(f"--out {path.name}: the name must end in one of {', '.join(_WRITERS)}")
    if not path.parent.is_dir():
        raise InputError(f"--out {path}: there is no folder {path.parent}: make it first")
    if path.is_dir():
        raise InputError(f"--out {path}: is a folder: name a file")
    if any(path.exists() and one.exists() and path.samefile(one) for one in map(Path.expanduser, inputs)):
        raise InputError(f"--out {path}: would overwrite the draft: give another name")


def write_report(report: Report, path: Path) -> None:
    """Write a report in the format that the name's ending says, one of FORMATS. Raises OSError."""
    path.write_bytes(report_content(report, path.suffix.lower()))


def report_content(report: Report, suffix: str) -> bytes:
    """A report in the format of a suffix of FORMATS."""
    return _WRITERS[suffix](report)


def html_report(report: Report) -> bytes:
    """One page that needs nothing else."""
    facts = "".join(f"<p>{_escaped(fact)}</p>" for fact in report.facts)
    tables = "".join(_html_table(table) for table in report.tables)
    return (
        f'<!doctype html><html lang="{report.language}" dir="{direction(report.language)}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_escaped(report.title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{_escaped(report.title)}</h1>{facts}{tables}</body></html>\n"
    ).encode("utf-8", "replace")


def _html_table(table: ReportTable) -> str:
    headers = "".join(f'<th scope="col">{_escaped(header)}</th>' for header in table.headers)
    rows = "".join("<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in table.rows)
    caption = f"<caption>{_escaped(table.title)}</caption>"
    return f"<table>{caption}<thead><tr>{headers}</tr></thead><tbody>{rows}</tbody></table>"


def _html_cell(cell: Cell) -> str:
    # The signs stay: a reader who sees no colours, or copies the text, needs them.
    tags = {"": "{}", "left_out": "<del>{}</del>", "added": "<ins>{}</ins>"}
    words = "".join(tags[run.mark].format(_escaped(run.marked).replace("{", "&#123;")) for run in cell.runs)
    return f'<td dir="auto">{words}</td>' if cell.quoted else f"<td>{words}</td>"


def _escaped(text: str) -> str:
    return html.escape(printable(text), quote=True)


def markdown_report(report: Report) -> bytes:
    """Markdown with tables; differences by signs."""
    lines = [f"# {_markdown(report.title)}", ""]
    for fact in report.facts:
        lines += [_markdown(fact), ""]
    for table in report.tables:
        lines += [f"## {_markdown(table.title)}", ""]
        lines.append("| " + " | ".join(_markdown(header) for header in table.headers) + " |")
        lines.append("| " + " | ".join("---" for _ in table.headers) + " |")
        lines += ["| " + " | ".join(_markdown(cell.text) for cell in row) + " |" for row in table.rows]
        lines.append("")
    return "\n".join(lines).encode("utf-8", "replace")


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def csv_report(report: Report) -> bytes:
    """The tables, UTF-8 with a byte order mark, which spreadsheets need to know it by."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for number, table in enumerate(report.tables):
        if number:
            writer.writerow([])
        writer.writerow([_harmless(header) for header in table.headers])
        writer.writerows([[_harmless(cell.text) for cell in row] for row in table.rows])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _harmless(text: str) -> str:
    shown = printable(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown


def docx_report(report: Report) -> bytes:
    """A document in landscape; what was left out is struck through, what was added underlined."""
    from ui.report_docx import report_docx

    return report_docx(report)


_WRITERS: Final[dict[str, Callable[[Report], bytes]]] = {
    ".html": html_report,
    ".md": markdown_report,
    ".docx": docx_report,
    ".csv": csv_report,
}
FORMATS: Final = tuple(_WRITERS)
"""The suffixes that a report's name may end in."""
