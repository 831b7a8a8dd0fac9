"""verify, trace, compare, audit and the new of show: exit codes, one document, readable text, safe reports."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import docx
import pytest
from rich.console import Console

from index.catalog import Catalog
from index.catalog_write import CatalogWriter
from rag.side_by_side import compare as compare_places
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder
from ui.cli import main
from ui.differences import Run
from ui.report import Report, ReportTable, csv_report, docx_report, html_report, markdown_report, plain, quoted
from ui.terminal_quote import draw_comparison

OP8 = "the continuing need for impartial and objective information"
DRAFTS = Path(__file__).with_name("drafts")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled corpus, without embeddings: these commands need none."""
    folder = tmp_path_factory.mktemp("quoting")
    catalog_of(folder, read_folder(BUNDLED)).close()
    writer = CatalogWriter(folder)
    with writer.transaction():
        writer.set_meta("generation", "1")
    writer.close()
    return folder


@pytest.fixture(autouse=True)
def _data_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNQA_DATA", str(data))


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Standard output of a command that ends with `code`."""
    assert main(arguments) == code
    streams = capsys.readouterr()
    assert streams.err == ""
    return streams.out


# --- verify


def test_an_exact_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "verify", OP8).splitlines()
    assert lines[0] == "Exact: the same words in the same order."
    assert "    A/RES/52/131, para. 10  <- first use" in lines
    assert "    A/RES/62/165, para. 8" in lines


def test_attribution_decides_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert "It stands in the place named." in said(capsys, "verify", OP8, "--in", "57/203 para 8")
    assert said(capsys, "verify", OP8, "--in", "57/203 para 7", code=1).startswith("Misattributed")
    assert "could not be checked" in said(capsys, "verify", OP8, "--in", "A/RES/48/141", code=1)


def test_differences_are_marked_by_signs_and_warnings_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "verify", "Encourages the Human Rights Council to take duly into account the text", code=1)
    assert text.startswith("Altered")
    assert "[-Requests-] {+Encourages+} the Human Rights Council" in text
    assert "! The clause opens with another phrase, weaker than the source's." in text


def test_the_disguised_character_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "verify", OP8.replace("objective", "оbjective"), code=1)
    assert 'is U+043E CYRILLIC SMALL LETTER O, which looks like "o".' in text


def test_verify_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(said(capsys, "verify", OP8, "--in", "57/203", "--json"))
    assert (document["verdict"], document["attribution"], document["closest"]) == ("exact", "confirmed", None)


def test_one_quotation_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{OP8}\n\nno such words at all in here\n"))
    documents = [json.loads(line) for line in said(capsys, "verify", "-", "--json", code=1).splitlines()]
    assert [one["verdict"] for one in documents] == ["exact", "absent"]


def test_a_line_that_cannot_be_verified_is_its_own_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"...\n{OP8}\n"))
    assert main(["verify", "-", "--json"]) == 2
    streams = capsys.readouterr()
    first, second = (json.loads(line) for line in streams.out.splitlines())
    assert "empty" in first["error"]
    assert second["verdict"] == "exact"


def test_what_a_terminal_would_act_on_is_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "verify", f"{OP8}\x1b[31m\u202e in space", code=1)
    assert not set(text) & {"\x1b", "\u202e"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["verify", OP8, "--cite", "un"], "General Assembly resolution 52/131 of 12 December 1997, para. 10"),
        (
            ["verify", OP8, "--in", "62/165", "--cite", "bluebook"],
            "G.A. Res. 62/165, ¶ 8, U.N. Doc. A/RES/62/165 (Dec. 18, 2007)",
        ),
        (["show", "57/203#op8", "--cite", "un"], "General Assembly resolution 57/203 of 18 December 2002, para. 8"),
        (["show", "57/203", "--cite", "OSCOLA"], "UNGA Res 57/203 (18 December 2002) UN Doc A/RES/57/203"),
        (["trace", "57/203#op8", "--cite", "un"], "General Assembly resolution 52/131 of 12 December 1997, para. 10"),
    ],
)
def test_citations(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, *arguments).splitlines()
    assert lines[0] == expected
    assert re.fullmatch(r"\[A_RES_\S+, characters \d+-\d+, SHA-256 [0-9a-f]{64}\]", lines[1])


def test_an_unknown_style_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "57/203", "--cite", "apa"]) == 2
    assert "the styles are un, bluebook" in capsys.readouterr().err


# --- trace, compare, show


def test_trace(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "trace", "62/165 para 8")
    assert "12 December 1997  A/RES/52/131, para. 10  first" in text
    assert "18 December 2002  A/RES/57/203, para. 8  changed and moved" in text
    assert "situations and events [-in-] {+of+} all countries;" in text
    assert "A/RES/62/165, para. 8  same  <- asked about" in text
    document = json.loads(said(capsys, "trace", "62/165 para 8", "--json"))
    assert [one["change"] for one in document["lineage"]] == ["first", "changed", "changed", "same"]


def test_trace_of_a_whole_resolution_cannot_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "62/165"]) == 2
    assert "names no paragraph" in capsys.readouterr().err


def test_compare(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "compare", "57/203", "62/165")
    assert "A/RES/57/203 and A/RES/62/165\n15 same, 5 changed\n" in text
    assert "[-to promote-] {+in promoting+}" in text
    assert len(json.loads(said(capsys, "compare", "57/203", "62/165", "--json"))["rows"]) == 20


def test_compare_side_by_side_where_there_is_room(data: Path) -> None:
    with Catalog.open(data) as catalog:
        comparison = compare_places(catalog, "52/131#op10", "57/203#op8")
    for width, columns in ((120, True), (60, False)):
        console = Console(file=io.StringIO(), width=width, legacy_windows=False)
        console.print(draw_comparison(comparison, width))
        drawn = console.file.getvalue()  # type: ignore[attr-defined]
        assert any("[-in-]" in line and "{+of+}" in line and "│" in line for line in drawn.splitlines()) is columns
        assert ("│" in drawn) is columns


def test_show_lists_references(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "show", "58/170")
    assert "    A/RES/57/224 in second preambular paragraph  https://docs.un.org/en/A/RES/57/224" in text
    document = json.loads(said(capsys, "show", "58/170", "--json"))
    assert [one["label"] for one in document["cites"]] == ["A/RES/57/224", "A/RES/55/2", "A/RES/56/6"]
    assert document["cited_by"] == []
    assert "cites" not in json.loads(said(capsys, "show", "58/170#op1", "--json"))


# --- audit and reports


def test_audit(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "audit", str(DRAFTS / "planted.md"), code=1)
    assert "30 wrong, 1 unchecked, 50 right" in text
    assert "line 10  no such paragraph  A/RES/52/131, para. 15" in text
    assert "fair and [-equal-] {+unequal+} manner" in text
    assert "Nothing wrong, 3 unchecked, 41 right" in said(capsys, "audit", str(DRAFTS / "clean.md"))
    document = json.loads(said(capsys, "audit", str(DRAFTS / "planted.md"), "--json", code=1))
    assert document["counts"]["quotation"]["wrong"] == 24
    assert document["counts"]["reference"] == {"right": 40, "wrong": 6, "unchecked": 1}


def test_audit_shows_what_an_ellipsis_leaves_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("Resolution 57/203 wants “impartial … information on the political” situation (para. 8).", "utf-8")
    text = said(capsys, "audit", str(draft))
    assert "impartial [-and objective-] {+…+} information on the political" in text
    assert "! Words are left out for an ellipsis." in text


@pytest.mark.parametrize("suffix", ["html", "md", "docx", "csv"])
def test_reports_are_written(suffix: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / f"report.{suffix}"
    said(capsys, "audit", str(DRAFTS / "planted.md"), "--out", str(out), code=1)
    assert out.stat().st_size > 2000
    out.unlink()
    said(capsys, "compare", "57/203", "62/165", "--out", str(out))
    assert out.exists()


def test_the_command_line_writes_reports_in_a_language(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "report.md"
    text = said(capsys, "audit", str(DRAFTS / "planted.md"), "--out", str(out), "--report-language", "ru", code=1)
    assert "30 wrong, 1 unchecked, 50 right" in text
    assert out.read_text("utf-8").startswith("# Проверка: planted.md\n\nНеверно: 30; не проверено: 1; верно: 50.")
    said(capsys, "compare", "57/203", "62/165", "--out", str(out), "--report-language", "FR")
    assert out.read_text("utf-8").startswith("# A/RES/57/203 et A/RES/62/165\n\nPremier texte : ")


def test_a_language_that_is_none_is_refused_before_the_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["audit", str(tmp_path / "missing.md"), "--report-language", "de"]) == 2
    assert "the languages are ar, en, es, fr, ru, zh" in capsys.readouterr().err


def test_a_report_of_an_unknown_format_is_refused_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["audit", str(tmp_path / "missing.md"), "--out", "report.xls"]) == 2
    assert ".html, .md, .docx, .csv" in capsys.readouterr().err


def test_a_report_never_takes_the_place_of_the_draft(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("Resolution 57/203 of 2002.", "utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(draft)
    for out in (draft, tmp_path / "." / "draft.md", link):
        assert main(["audit", str(draft), "--out", str(out)]) == 2
        assert "would overwrite the draft" in capsys.readouterr().err
    assert draft.read_text("utf-8") == "Resolution 57/203 of 2002."


def test_where_no_report_can_be_is_said_before_the_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "folder.html"
    folder.mkdir()
    for out, said_so in ((tmp_path / "none" / "report.html", "there is no folder"), (folder, "is a folder")):
        assert main(["compare", "57/203", "62/165", "--out", str(out)]) == 2
        streams = capsys.readouterr()
        assert said_so in streams.err
        assert streams.out == ""


HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM",
    "\t=1",
    " =1",
    "[link](javascript:x) | `code` **bold**",
    "\x00\x0b\x1b[31m\ufffe\u202e",
)


def hostile() -> Report:
    """A report of cells that would do harm."""
    rows = tuple((plain(text), quoted(Run(text, "added"))) for text in HOSTILE)
    return Report("<b>title</b>", ("a | fact",), (ReportTable("table", ("=one", "two"), rows),), "en")


def test_html_shows_and_does_nothing_else() -> None:
    page = html_report(hostile()).decode()
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert not set(page) & {"\x00", "\x1b", "\u202e"}


def test_a_spreadsheet_sees_no_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(csv_report(hostile()).decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@\t]", cell)]
    assert "'=HYPERLINK(1)" in cells
    assert "'=one" in cells


def test_markdown_is_text() -> None:
    text = markdown_report(hostile()).decode()
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {3}
    assert r"\[link\](javascript:x) \| \`code\` \*\*bold\*\*" in text
    assert r"\<script\>" in text


def test_a_docx_can_be_opened_and_marks_what_differs() -> None:
    document = docx.Document(io.BytesIO(docx_report(hostile())))
    cells = document.tables[0].rows[2].cells
    assert cells[1].text == "{+=HYPERLINK(1)+}"
    assert cells[1].paragraphs[0].runs[0].font.underline
