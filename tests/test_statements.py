"""An answer's Markdown becomes words and markers, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import escape_markdown
from ui.statements import Block, Marker, Words, read_blocks

MARKERS = frozenset({1, 2, 10})
# Text that Markdown, HTML or the markers could be tempted by.
TEMPTING = st.lists(
    st.sampled_from(
        [
            "**", "*", "_", "`", "```", "[1]", "[2](http://example.org)", "![x](y)", "<b>", "&lt;", "\\", "\\*", "1. ",
            "- ", "+ ", "> ", "# ", "| a |", "~~", "(a)", "http://example.org", "Requests", "重申", " ", "\u00a0",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=6),
    max_size=12,
).map("".join)  # fmt: skip


def words(block: Block) -> str:
    return " ".join(block.text.split())


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("A word. [1]", [("paragraph", "A word.", [1])]),
        ("A word. [3]", [("paragraph", "A word. [3]", [])]),
        ("A word. \\[1\\]", [("paragraph", "A word. [1]", [])]),
        ("A [1][2] and [10]", [("paragraph", "A and", [1, 2, 10])]),
        ("> quoted\n> words [1]", [("quotation", "quoted words", [1])]),
        ("one\n\ntwo", [("paragraph", "one", []), ("paragraph", "two", [])]),
        ("- first [1]\n- second [2]", [("item", "first", [1]), ("item", "second", [2])]),
        ("3. third [1]", [("item", "third", [1])]),
        # What was quoted keeps its number, however Markdown would read it.
        ("> 3. third [1]", [("quotation", "3. third", [1])]),
        ("> - dash [1]", [("quotation", "- dash", [1])]),
        # HTML, links, images, code and headings are not known here.
        ("<b>x</b> [a](http://b) ![c](d)", [("paragraph", "<b>x</b> [a](http://b) ![c](d)", [])]),
        ("# Heading `code`", [("paragraph", "# Heading `code`", [])]),
        ("", []),
    ],
)
def test_blocks(markdown: str, blocks: list[tuple[str, str, list[int]]]) -> None:
    read = [
        (block.kind, words(block), [inline.number for inline in block.inlines if isinstance(inline, Marker)])
        for block in read_blocks(markdown, MARKERS)
    ]
    assert read == blocks


@pytest.mark.parametrize(
    ("markdown", "inlines"),
    [
        ("a **b** c", (Words("a "), Words("b", strong=True), Words(" c"))),
        # Beside brackets and in Chinese, where Markdown's own rule gives up.
        ("重申**“宪章”**的", (Words("重申"), Words("“宪章”", strong=True), Words("的"))),
        ("x**(a) y **z", (Words("x"), Words("(a) y ", strong=True), Words("z"))),
        ("a ** b", (Words("a ** b"),)),
        ("a \\*\\* b \\*\\*", (Words("a ** b **"),)),
        ("**a [1]**", (Words("a ", strong=True), Marker(1))),
    ],
)
def test_strong(markdown: str, inlines: tuple[Words | Marker, ...]) -> None:
    assert read_blocks(markdown, MARKERS)[0].inlines == inlines


def test_items_show_their_numbers() -> None:
    assert [block.bullet for block in read_blocks("- a\n\n2. b\n3. c", MARKERS)] == ["•", "2.", "3."]


@given(TEMPTING)
def test_quoted_wording_survives(wording: str) -> None:
    """What a document says is shown as it says it, whatever it contains."""
    quoted = " ".join(wording.split())
    blocks = read_blocks(f"> {escape_markdown(quoted)} [10]", MARKERS)
    assert [block.kind for block in blocks] == ["quotation"]
    assert words(blocks[0]) == quoted
    assert [inline for inline in blocks[0].inlines if isinstance(inline, Marker)] == [Marker(10)]


@given(TEMPTING, TEMPTING)
def test_every_word_of_any_markdown_is_kept(one: str, two: str) -> None:
    blocks = read_blocks(f"{one}\n\n{two}", MARKERS)
    shown = "".join(words(block) for block in blocks)
    for word in ("Requests", "重申"):
        assert shown.count(word) == (one + two).count(word)
