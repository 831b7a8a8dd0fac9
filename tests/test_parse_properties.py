"""Whatever the text, parsing ends soon and either says that it is no resolution or gives what can be replayed."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import RawDocument
from index.parse import parse_document
from index.replay import replay, unaccounted

HEAD = "57/203. Title\n\nThe General Assembly,\n\n"
# Pieces of which resolutions are made, to be put together in any order.
PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", "\r\n", "\f", "\t", "\u00a0", "\u00ad\n", "-\n", "- ", "\ufeff", "\u3000"),
        *(
            "The General Assembly,",
            "The Security Council",
            "大会，",
            "Resolution 5 (1946)",
            "57/203. Title",
            "S/RES/5 (1946)",
        ),
        *("Recalling", "Recallingthe", "Requests", "Decides:", "Deeply concerned", "重申", "Having", "States"),
        *(
            "1. ",
            "2. ",
            "l. ",
            "12, ",
            "(a) ",
            "(i) ",
            "b) ",
            "(1) ",
            "A",
            "B. Title",
            "II",
            "Annex",
            "Rule 4",
            "A. The",
        ),
        *(
            "the Rights,1",
            "1993,3 ",
            " 2 ",
            "<sup>1</sup>",
            "¹",
            "[^2]",
            "1",
            "2",
            "1/",
            "_____",
            "1 Ibid.",
            "2 See A/1.",
        ),
        *("*", "**", "_", "# ", "---", "`", "\\*", "<br>", "“", "”", ":", ";", ",", ".", "，", "。"),
        *(
            "Adopted unanimously at the 5th meeting.",
            "70th plenary meeting",
            "12 December 1997",
            "S/RES/5 (1946)",
            "- 3 -",
        ),
        *("word", "selectivity", "non", "人权", "1948 ;", "(1946)", "no. 3"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


def check(text: str, file: str) -> None:
    try:
        resolution = parse_document(RawDocument(file, text, "0"))
    except ReadError:
        return
    assert resolution.paragraphs
    identifiers = [paragraph.id for paragraph in resolution.paragraphs]
    assert len(set(identifiers)) == len(identifiers)
    for position, paragraph in enumerate(resolution.paragraphs):
        assert paragraph.position == position
        assert paragraph.text == paragraph.text.strip() != ""
        assert replay(text, paragraph.text, paragraph.segments)
        assert paragraph.text.startswith(paragraph.opening)
        assert paragraph.source.start <= paragraph.segments[0].source_start
        assert paragraph.segments[-1].source_start + paragraph.segments[-1].length <= paragraph.source.end
        assert paragraph.parent is None or paragraph.parent in identifiers
        assert all(replay(text, note.text, note.segments) for note in paragraph.footnotes)
    for datum in resolution.heading:
        assert replay(text, datum.text, datum.segments)
    for repair in resolution.repairs:
        assert repair.replacement in ("", " ")
    assert unaccounted(text, resolution) == ()


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["text.txt", "A_RES_57_203.txt", "S_RES_0005_1946.md"]))
def test_any_text_replays_whole_or_is_refused(text: str, file: str) -> None:
    check(text, file)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["text.txt", "A_RES_57_203.md"]))
def test_any_text_after_an_opener_replays_whole(text: str, file: str) -> None:
    check(HEAD + text, file)


HOSTILE = {
    "asterisks": HEAD + "1. Decides " + "*a *a " * 40_000,
    "markers": HEAD + "1. Decides " + "Rights,1 " * 20_000 + "\n\n___\n1 Note.",
    "footnotes": HEAD + "\n".join(f"{number % 200} Ibid., text." for number in range(14_000)),
    "bare numbers": HEAD + "\n\n".join(str(number % 300) for number in range(40_000)),
    "openings": HEAD + "\n\n".join(["Recalling"] * 18_000),
    "adverbs": HEAD + "also further and " * 12_000,
    "quotation marks": HEAD + "“" * 200_000,
    "brackets": "57/203. " + "[(A/" * 50_000 + "\n\nThe General Assembly,\n\n1. Decides.",
    "blanks": HEAD + "a" + " " * 200_000 + "b",
    "sub-paragraphs": HEAD + "1. Decides:\n\n" + "(a) x;\n\n(i) y;\n\n" * 12_000,
    "hyphens": HEAD + "1. Decides " + "non-\n" * 40_000,
    "tags": HEAD + "1. Decides " + "<sup>1" * 30_000,
    "one word": HEAD + "x" * 200_000,
    "closing lines": HEAD + "Adopted (\n\n" * 18_000,
    "parts": HEAD + "\n\n".join(chr(65 + number % 26) for number in range(60_000)),
    "session": "a-" * 100_000 + "\n\n" + HEAD + "1. Decides x.",
}


def seconds(text: str) -> float:
    started = time.process_time()
    with suppress(ReadError):
        parse_document(RawDocument("A_RES_57_203.txt", text, "0"))
    return time.process_time() - started


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_only(name: str) -> None:
    text = HOSTILE[name]
    whole = seconds(text[:200_000])
    # Half a second on an idle core. On a busy one: four times the text may take ten times as long, not sixteen.
    assert whole < 2 or whole < 10 * seconds(text[:50_000])
