"""What the page's script may send, and what is made of anything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.model import Filters
from ui.page_commands import Again, Ask, Edit, Judge, Narrow, Without, read_command, read_kept

COMMANDS = [
    ({"do": "ask", "question": "q"}, Ask(do="ask", question="q")),
    ({"do": "again"}, Again(do="again")),
    ({"do": "edit", "exchange": 2, "question": "q"}, Edit(do="edit", exchange=2, question="q")),
    ({"do": "without", "exchange": 2, "kind": "years"}, Without(do="without", exchange=2, kind="years")),
    ({"do": "judge", "exchange": 1, "verdict": "up"}, Judge(do="judge", exchange=1, verdict="up")),
    # A lone surrogate is no character.
    ({"do": "ask", "question": "a\ud800b"}, Ask(do="ask", question="a\N{REPLACEMENT CHARACTER}b")),
    ({"do": "judge", "exchange": 1, "verdict": None}, Judge(do="judge", exchange=1)),
    ({"do": "judge", "exchange": 1, "verdict": "sideways"}, None),
    ({"do": "judge", "exchange": 1, "verdict": "up", "comment": "x" * 2001}, None),
    ({"do": "without", "exchange": 2, "kind": "everything"}, None),
    ({"do": "edit", "exchange": 0, "question": "q"}, None),
    ({"do": "ask"}, None),
    ({"do": "drop tables"}, None),
    ("ask", None),
    (None, None),
]


@pytest.mark.parametrize(("sent", "read"), COMMANDS)
def test_commands(sent: object, read: object) -> None:
    assert read_command(sent) == read


FILTERS = [
    ({"year_from": 2000, "body": "GA", "language": "zh"}, Filters(None, "zh", 2000, None, "GA")),
    # Years given the wrong way round are meant the right way.
    ({"year_from": 2007, "year_to": 2002}, Filters(None, None, 2002, 2007)),
    ({"year_from": None, "year_to": None, "body": None, "language": None}, Filters()),
    ({"year_from": 1066}, None),
    ({"body": "GOD"}, None),
    ({"language": "zh'; --"}, None),
]


@pytest.mark.parametrize(("sent", "read"), FILTERS)
def test_filters(sent: dict[str, object], read: Filters | None) -> None:
    command = read_command({"do": "narrow", "filters": sent})
    assert (command.filters.filters() if isinstance(command, Narrow) else None) == read


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["do", "exchange", "question", "filters", "key", "exchanges", "cited"]) | st.text(),
                inner,
            )
        ),
    )
)
def test_anything_else_is_nothing(sent: object) -> None:
    read_command(sent)
    read_kept(json.dumps(sent))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"key": 1}', "[" * 100_000, '{"key":"k","exchanges":[{}]}'])
def test_what_no_browser_kept(text: str) -> None:
    assert read_kept(text) is None
