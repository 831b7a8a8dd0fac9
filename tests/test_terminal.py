"""Answers and resolutions on a terminal, narrow ones included, and on a pipe."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from index.model import Repair, Span
from tests import faces_samples as samples
from ui.terminal import draw_repairs, draw_resolution, show
from ui.terminal_answer import draw_answer

OFFICIAL = "https://docs.un.org/en/A/RES/57/203"


def drawn(renderable: RenderableType, *, width: int = 80, terminal: bool = True, encoding: str = "utf-8") -> str:
    """What appears, without colours."""
    buffer = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    console = Console(
        file=buffer, width=width, force_terminal=terminal, color_system=None, markup=False, emoji=False, highlight=False
    )
    show(console, renderable)
    buffer.seek(0)
    return buffer.read()


def test_answer_on_a_terminal() -> None:
    assert drawn(draw_answer(samples.answer()), width=60).splitlines() == [
        "A/RES/57/203, para. 8 says:",
        "",
        "▌ Requests the Secretary-General to invite Member States to",
        "▌ present further practical proposals and ideas; [1]",
        "",
        "[1] A/RES/57/203, para. 8",
        "    Footnote 4: A/57/385.",
        "    Same wording also in A/RES/62/165, para. 8",
        "    https://docs.un.org/en/A/RES/57/203",
    ]


def test_answer_on_a_pipe_keeps_the_wording_on_one_line() -> None:
    lines = drawn(draw_answer(samples.answer()), width=40, terminal=False).splitlines()
    assert f"> {samples.WORDING} [1]" in lines


def test_refusal_on_a_terminal() -> None:
    assert drawn(draw_answer(samples.refusal())).splitlines() == [
        "Not in the corpus",
        "A/RES/57/999 is not in the corpus.",
        "Closest in the corpus, but no answer: A/RES/57/203, para. 8",
    ]


def test_footnotes_and_places_that_the_answer_names_are_not_said_twice() -> None:
    said = "\n\nFootnote 4: A/57/385. [1]\n\nThe same wording also stands in A/RES/62/165, para. 8."
    text = drawn(draw_answer(replace(samples.answer(), answer=samples.answer().answer + said)))
    assert text.count("A/57/385.") == 1
    assert text.count("A/RES/62/165, para. 8") == 1


@pytest.mark.parametrize("width", [20, 33, 80, 200])
@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_hostile_reaches_the_terminal(width: int, terminal: bool) -> None:
    hostile = samples.answer(samples.HOSTILE, samples.HOSTILE)
    cited = replace(hostile.citations[0], label=samples.HOSTILE, url=samples.HOSTILE, same_wording=(samples.HOSTILE,))
    for renderable in (
        draw_answer(replace(hostile, citations=(cited,))),
        draw_answer(samples.refusal(samples.HOSTILE)),
        draw_resolution(
            samples.resolution(samples.paragraph("8", samples.HOSTILE), title=samples.HOSTILE),
            (samples.paragraph("8", samples.HOSTILE),),
            OFFICIAL,
        ),
    ):
        text = drawn(renderable, width=width, terminal=terminal)
        assert [character for character in text if unicodedata.category(character) == "Cc" and character != "\n"] == []
        # Rich's own markup is text like any other.
        assert "[bold]markup[/bold]" in text.replace("\n", "").replace("▌ ", "").replace("    ", "")


@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    chinese = (
        "重申联合国会员国有义务按照《联合国宪章》促进和鼓励尊重所有人的人权和基本自由，不分种族、性别、语言或宗教；"
    )
    for text in (samples.WORDING, chinese):
        lines = drawn(draw_answer(samples.answer("q", text)), width=width).splitlines()
        assert max(cell_len(line) for line in lines) <= width


def test_a_stream_without_unicode_gets_a_plain_bar() -> None:
    assert "| Requests the Secretary-General" in drawn(draw_answer(samples.answer()), encoding="ascii")


def test_resolution() -> None:
    whole = samples.resolution()
    assert drawn(draw_resolution(whole, whole.paragraphs[1:2], OFFICIAL), width=120).splitlines() == [
        "A/RES/57/203 (English)",
        "Strengthening United Nations action",
        "Adopted 18 December 2002 · session 57 · 77th plenary meeting",
        OFFICIAL,
        "",
        "A/RES/57/203, para. 8",
        f"    {samples.WORDING}",
        "    Footnote 4: A/57/385.",
    ]


def test_repairs() -> None:
    mended = replace(samples.resolution(), repairs=(Repair("hyphen", Span(10, 13), "-"),))
    assert drawn(draw_repairs(mended), width=100).splitlines() == [
        "1 repairs in A_RES_57_203.en.txt (characters of the file, kind, what they became)",
        "10-13  hyphen  became '-'",
    ]
