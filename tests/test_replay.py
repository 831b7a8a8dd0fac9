"""Wordings are proved against the file, by segments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mapped import Edit, MappedText
from index.model import Segment, Span
from index.replay import replay, source_span

RAW = "1. Takes note of the non-\nselectivity,4  and so on"
#      0         1         2          3         4
TEXT = "note of the non-selectivity, and"
SEGMENTS = (Segment(0, 9, 16), Segment(16, 26, 12), Segment(28, 40, 4))


def test_segments_of_the_example() -> None:
    assert replay(RAW, TEXT, SEGMENTS)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (TEXT + "!", SEGMENTS),  # a character that is not in the file
        (TEXT.replace("note", "mote"), SEGMENTS),  # another letter
        (TEXT, SEGMENTS[1:]),  # the start is covered by nothing
        (TEXT, (SEGMENTS[1], SEGMENTS[0], SEGMENTS[2])),  # out of order
        ("note  of", (Segment(0, 9, 4), Segment(6, 14, 2))),  # two blanks put in
        ("note-of", (Segment(0, 9, 4), Segment(5, 14, 2))),  # something else put in
        ("notenote", (Segment(0, 9, 4), Segment(4, 9, 4))),  # the same place twice
        ("note", (Segment(0, 9, 4), Segment(4, 13, 0))),  # an empty segment
        ("so on?", (Segment(0, 45, 6),)),  # beyond the end of the file
        ("note ", (Segment(0, 9, 4),)),  # ends with what is not in the file
    ],
)
def test_what_does_not_replay(text: str, segments: tuple[Segment, ...]) -> None:
    assert not replay(RAW, text, segments)


@pytest.mark.parametrize(
    ("run", "source"),
    [
        ("note", "note"),
        ("non-selectivity", "non-\nselectivity"),
        ("selectivity, and", "selectivity,4  and"),
        ("of", "of"),
    ],
)
def test_source_of_a_run(run: str, source: str) -> None:
    start = TEXT.index(run)
    span = source_span(SEGMENTS, start, start + len(run))
    assert RAW[span.start : span.end] == source


def test_a_run_without_characters_of_the_file_has_no_source() -> None:
    with pytest.raises(ValueError, match="no character"):
        source_span(SEGMENTS, 4, 4)


@given(st.text(alphabet="ab \n-", max_size=60), st.data())
def test_edited_texts_replay(raw: str, data: st.DataObject) -> None:
    mapped = MappedText.of(raw, 0, len(raw))
    places = sorted(data.draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    edits = [
        Edit(start, end, "", "spacing") for start, end in zip(places[::2], places[1::2], strict=False) if start < end
    ]
    edited, repairs = mapped.edit(edits)
    expected = "".join(
        character for place, character in enumerate(raw) if not any(edit.start <= place < edit.end for edit in edits)
    )
    assert edited.text == expected
    assert replay(raw, edited.text, edited.segments())
    assert [repair.source for repair in repairs] == [Span(edit.start, edit.end) for edit in edits]


@given(st.text(alphabet="abc", min_size=3, max_size=40), st.integers(1, 38))
def test_an_inserted_blank_is_covered_by_no_segment(raw: str, place: int) -> None:
    place = min(place, len(raw) - 1)
    edited, repairs = MappedText.of(raw, 0, len(raw)).edit([Edit(place, place, " ", "opening_space")])
    assert edited.text == f"{raw[:place]} {raw[place:]}"
    assert edited.segments() == (Segment(0, 0, place), Segment(place + 1, place, len(raw) - place))
    assert repairs[0].source == Span(place, place)
    assert replay(raw, edited.text, edited.segments())
    assert [edited.source(position) for position in range(len(edited))] == sorted(
        edited.source(position) for position in range(len(edited))
    )
