"""A citation replays from its file, or it says why not; and every quotation shown is looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fidelity import citation_faults, quoted_spans, unsupported_spans
from index.model import Footnote, Segment, Span
from rag.model import Citation, Source
from tests.eval_world import ALL_IDS, WorldSources, answer_citing, cite, refusal

SOURCES = WorldSources()
OP1, OTHER_OP1, OP2 = "A/RES/1/1#op1@en", "A/RES/2/1#op1@en", "A/RES/1/1#op2@en"

NOT_IN_TEXT = "the quotation is not in the wording given with it"
NO_REPLAY = "the wording does not replay from the file"
OTHER_WORDING = "the paragraph cited has another wording"
OTHER_FILE = "the file named is not that of the resolution cited"
TWO_PLACES = "id, symbol, kind, number and language do not name one place"
OUTSIDE = "the words quoted lie outside the range given"
OTHER_LABEL = "the label names another place"


@pytest.mark.parametrize("paragraph_id", ALL_IDS)
def test_a_faithful_citation_has_no_fault(paragraph_id: str) -> None:
    assert citation_faults(cite(paragraph_id), SOURCES) == ()


def _other_year() -> Citation:
    """The words of the first resolution under the name of the second, whose paragraph has the same words."""
    right = cite(OP1)
    return replace(cite(OTHER_OP1), source=right.source, segments=right.segments)


PLAIN = cite(OP1)
PLAIN_END = Span(PLAIN.segments[3].source_start, PLAIN.source.span.end)


@pytest.mark.parametrize(
    ("citation", "faults"),
    [
        # One word of the quotation changed.
        (replace(PLAIN, quote="Decides to cancel a conference;"), (NOT_IN_TEXT,)),
        # The range of a run of the wording is as good as that of the paragraph, if the words quoted lie in it.
        (replace(PLAIN, quote="a conference;", source=Source(PLAIN.source.file, PLAIN_END)), ()),
        (replace(PLAIN, quote="Decides", source=Source(PLAIN.source.file, PLAIN_END)), (OUTSIDE,)),
        # One word of both changed: the file does not have it, nor the paragraph.
        (
            replace(PLAIN, quote="Decides to cancel", text="Decides to cancel a conference;"),
            (NO_REPLAY, OTHER_WORDING),
        ),
        (replace(PLAIN, quote=" "), ("nothing is quoted",)),
        # The number off by one, the words as they were.
        (
            replace(PLAIN, id="A/RES/1/1#op2@en", number="2", label="A/RES/1/1, para. 2"),
            (OTHER_WORDING,),
        ),
        # Only the label off by one.
        (replace(PLAIN, label="A/RES/1/1, para. 2"), (OTHER_LABEL,)),
        (replace(PLAIN, id="A/RES/1/1#pp1@en"), (TWO_PLACES, OTHER_WORDING)),
        (replace(PLAIN, id="nonsense"), (TWO_PLACES, OTHER_WORDING)),
        # The words are a footnote's, and the label says so or does not.
        (replace(PLAIN, quote="A/57", text="A/57/385.", label="A/RES/1/1, para. 1, footnote 4"), (NO_REPLAY,)),
        (replace(PLAIN, quote="A/57", text="A/57/385."), (NO_REPLAY, OTHER_LABEL)),
        # The right words credited to another year, which has them too.
        (_other_year(), (OTHER_FILE,)),
        # A range that does not hold the words, segments that do not cover them, and none at all.
        (replace(PLAIN, source=Source(PLAIN.source.file, Span(0, 5))), (OUTSIDE,)),
        (replace(PLAIN, segments=PLAIN.segments[1:]), (NO_REPLAY,)),
        (replace(PLAIN, segments=()), (NO_REPLAY,)),
        (replace(PLAIN, segments=(Segment(0, 0, len(PLAIN.text)),)), (NO_REPLAY,)),
        (
            replace(PLAIN, source=Source("made_up.txt", PLAIN.source.span)),
            ("the file named is not in the corpus", OTHER_FILE),
        ),
    ],
)
def test_faults(citation: Citation, faults: tuple[str, ...]) -> None:
    assert citation_faults(citation, SOURCES) == faults


@given(st.integers(min_value=-40, max_value=40).filter(bool))
def test_any_shift_of_the_words_is_seen(shift: int) -> None:
    moved = tuple(replace(piece, source_start=max(0, piece.source_start + shift)) for piece in PLAIN.segments)
    assert NO_REPLAY in citation_faults(replace(PLAIN, segments=moved), SOURCES)


@pytest.mark.parametrize(
    ("markdown", "spans"),
    [
        ("No quotation here.", ()),
        ("Paragraph 1 says “Decides to act” [1].", ("Decides to act",)),
        # Marks of other languages, and a quotation within a quotation.
        ("Il dit « agir » et «decide».", ("agir", "decide")),
        ("It says “recalls the “Summit Outcome” again”.", ("recalls the “Summit Outcome” again",)),
        # A block quotation over two lines, its marker, escapes and emphasis taken off; two of them.
        ("> *Decides* to\n> act \\[now\\] [1]\n\nand\n\n> **then** rest;", ("Decides to act [now]", "then rest;")),
        ("> one\n>\n> two", ("one", "two")),
        # An ellipsis at an end says that there is more; one in the middle stays and must be in the source.
        ("“… to act …”", ("to act",)),
        ("“is … permitted”", ("is … permitted",)),
        # The words cut a quotation within them; the next paragraph and the next item begin anew.
        (
            "- “became “Global Agenda for Dialogue”\n- “civilizations”",
            ("became “Global Agenda for Dialogue", "civilizations"),
        ),
        ("“one “two”\n\n“three”", ("one “two", "three")),
        ("“determined “that” became “Censures”", ("determined “that", "Censures")),
        ("“Decides\nto act”", ("Decides to act",)),
        # Straight quotation marks and an unclosed one are no quotation.
        ('"words" “open', ()),
        # A block quotation is not looked through for quotation marks a second time.
        ("> he said “no”", ("he said “no”",)),
    ],
)
def test_quoted_spans(markdown: str, spans: tuple[str, ...]) -> None:
    assert quoted_spans(markdown) == spans


@pytest.mark.parametrize(
    ("words", "unsupported"),
    [
        ("> Decides to convene a conference; [1]", ()),
        ("It decides “to convene a conference”.", ()),
        ("It decides “to cancel a conference”.", ("to cancel a conference",)),
        # Two cited wordings run together stand in neither.
        (
            "“Decides to convene a conference; Requests a report”",
            ("Decides to convene a conference; Requests a report",),
        ),
        # Words that a citation's footnote holds.
        ("Note 4: “A/57/385”", ()),
    ],
)
def test_unsupported_spans(words: str, unsupported: tuple[str, ...]) -> None:
    answer = answer_citing(OP1, OP2, words=words)
    noted = replace(answer.citations[0], footnotes=(Footnote("4", "See A/57/385.", Span(0, 1)),))
    assert unsupported_spans(replace(answer, citations=(noted, answer.citations[1]))) == unsupported


def test_a_refusal_may_repeat_the_question_and_may_not_quote_a_document() -> None:
    assert unsupported_spans(replace(refusal(), answer="Nothing says “climate”.")) == ()
    assert unsupported_spans(replace(refusal(), answer="> Decides to act;")) == ("Decides to act;",)


@given(st.text())
def test_any_text_can_be_searched_for_quotations(markdown: str) -> None:
    for span in quoted_spans(markdown):
        assert span == " ".join(span.split())
