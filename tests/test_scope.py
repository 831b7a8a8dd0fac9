"""What a search is narrowed to, and how that is said."""

from __future__ import annotations

from typing import cast

import pytest

from index.catalog import Catalog, ResolutionSummary
from rag.holdings import Holdings
from rag.model import Filters
from rag.question import understand
from rag.scope import Scope, filtered, narrowed, restrictions
from tests.rag_world import BUNDLED, summary

UNDATED = summary("A/RES/1/1", "en", None, "1", (1, 1))
A52, A57, A58, A59, A62 = (each.symbol for each in BUNDLED)


class Held:
    """A catalog that holds the bundled texts and one without a date, by summary only."""

    def resolutions(self) -> tuple[ResolutionSummary, ...]:
        return (*BUNDLED, UNDATED)


HOLDINGS = Holdings(cast(Catalog, Held()))


def scope_of(question: str, filters: Filters) -> Scope:
    """The scope of a question."""
    query = understand(question, HOLDINGS.summaries, filters)
    return narrowed(query, filtered(query, HOLDINGS))


SCOPES = [
    ("What information is needed?", Filters(), (A52, A57, A58, A59, A62, "A/RES/1/1"), ""),
    # What the user set binds.
    ("What information is needed?", Filters(symbol=A57), (A57,), ""),
    ("What information is needed?", Filters(language="zh"), (A59,), ""),
    ("What information is needed?", Filters(year_from=2003), (A58, A59, A62), ""),
    ("What information is needed?", Filters(year_to=2002), (A52, A57), ""),
    ("What information is needed?", Filters(year_from=2003, year_to=2004), (A58, A59), ""),
    ("What information is needed?", Filters(language="zh", year_to=2002), (), ""),
    ("What information is needed?", Filters(body="GA"), (A52, A57, A58, A59, A62, "A/RES/1/1"), ""),
    ("What information is needed?", Filters(body="SC"), (), ""),
    # What the question names narrows, and is told.
    ("What information does 57/203 need?", Filters(), (A57,), A57),
    ("Compare 57/203 and 62/165 on reports", Filters(), (A57, A62), f"{A57}, {A62}"),
    ("What does the 2004 resolution say about information?", Filters(), (A59,), "2004"),
    ("since 2003, what was decided?", Filters(), (A58, A59, A62), "2003–"),
    ("between 1997 and 2002, what was decided?", Filters(), (A52, A57), "1997–2002"),
    ("Before 2000, what was decided?", Filters(), (A52,), "–1999"),
    ("the resolution of the fifty-eighth session on dialogue", Filters(), (A58,), A58),
    ("What was adopted on 22 December 2003?", Filters(), (A58,), A58),
    # Unless it is not to be heeded.
    (
        "What information does 57/203 need?",
        Filters(ignored=frozenset({"symbols"})),
        (A52, A57, A58, A59, A62, "A/RES/1/1"),
        "",
    ),
    ("since 2003, what was decided?", Filters(year_to=2002, ignored=frozenset({"years"})), (A52, A57), ""),
    ("since 2003, what was decided?", Filters(ignored=frozenset({"session"})), (A58, A59, A62), "2003–"),
    # Both.
    ("What information does 57/203 need?", Filters(symbol=A62), (), A57),
    ("What does the 2004 resolution say about information?", Filters(language="en"), (), "2004"),
]


@pytest.mark.parametrize(("question", "filters", "symbols", "described"), SCOPES)
def test_scope_of_a_question(question: str, filters: Filters, symbols: tuple[str, ...], described: str) -> None:
    scope = scope_of(question, filters)
    assert set(scope.symbols) == set(symbols)
    assert scope.described == described
    assert set(scope.languages) == {each.language for each in scope.summaries}


RESTRICTIONS = [
    ("What information is needed?", Filters(), ""),
    ("What information does 57/203 need?", Filters(symbol=A62), f"{A57}; {A62}"),
    ("What does the 2004 resolution say?", Filters(language="en"), "2004; English"),
    ("Que dit la résolution 57/203 ?", Filters(language="zh", year_from=2005), f"{A57}; chinois; 2005–"),
    ("the resolution of the sixtieth session", Filters(year_to=2001), "session 60; –2001"),
    ("What is needed?", Filters(year_from=2005, year_to=2005), "2005"),
    ("ماذا قرر مجلس الأمن؟", Filters(body="SC"), "مجلس الأمن"),
]


@pytest.mark.parametrize(("question", "filters", "said"), RESTRICTIONS)
def test_restrictions_as_said(question: str, filters: Filters, said: str) -> None:
    assert restrictions(understand(question, BUNDLED, filters)) == said
