"""Answers and a resolution to draw, some of them hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.model import Footnote, HeadingDatum, Paragraph, Resolution, Span
from rag.answer import escape_markdown
from rag.events import AnswerEvent, Finished
from rag.model import Answer, Citation, Filters, Refusal, Source, Turn
from rag.question import clean_question

WORDING = "Requests the Secretary-General to invite Member States to present further practical proposals and ideas;"
HOSTILE = (
    '<img src=x onerror=alert(1)> "><script>alert(2)</script> **bold** [1] [a](javascript:alert(3)) ${1+1} {{value}} '
    "`code` $$x^2$$ \x1b[2J\x1b]0;title\x07 [bold]markup[/bold] \u202etxet"
)


def citation(text: str = WORDING, *, marker: int = 1, quote: str | None = None) -> Citation:
    """A citation of paragraph 8 of 57/203, with whatever wording."""
    return Citation(
        marker=marker,
        id="A/RES/57/203#op8@en",
        symbol="A/RES/57/203",
        kind="operative",
        number="8",
        language="en",
        label="A/RES/57/203, para. 8",
        quote=text if quote is None else quote,
        text=text,
        footnotes=(Footnote("4", "A/57/385.", Span(0, 0)),),
        url="https://docs.un.org/en/A/RES/57/203",
        source=Source("A_RES_57_203.en.txt", Span(10, 20)),
        same_wording=("A/RES/62/165#op8@en",),
    )


def answer(question: str = "What does paragraph 8 say?", text: str = WORDING) -> Answer:
    """A verbatim answer as the assistant writes it."""
    return Answer(
        question=question,
        language="en",
        answer=f"A/RES/57/203, para. 8 says:\n\n> {escape_markdown(text)} [1]",
        refusal=None,
        citations=(citation(text),),
        certainty=0.9,
        retrieved=(("A/RES/57/203#op8@en", 0.5),),
        timings_ms={"total": 1.0, "embed": 0.0, "retrieve": 0.0},
    )


def refusal(message: str = "A/RES/57/999 is not in the corpus.", question: str = "What does 57/999 say?") -> Answer:
    """A refusal with something that came close."""
    return replace(
        answer(question), answer="", citations=(), refusal=Refusal("resolution_not_in_corpus", message), certainty=0.0
    )


def paragraph(number: str, text: str = WORDING, *, kind: str = "operative", opening: str = "Requests") -> Paragraph:
    """A paragraph of 57/203."""
    prefix = "op" if kind == "operative" else "pp"
    return Paragraph(
        id=f"A/RES/57/203#{prefix}{number}@en",
        symbol="A/RES/57/203",
        language="en",
        kind="operative" if kind == "operative" else "preambular",
        number=number,
        part="",
        numbered=kind == "operative",
        parent=None,
        position=int(number),
        text=text,
        opening=opening,
        footnotes=(Footnote("4", "A/57/385.", Span(0, 0)),) if number == "8" else (),
        source=Span(0, 0),
        segments=(),
    )


def resolution(*paragraphs: Paragraph, title: str = "Strengthening United Nations action") -> Resolution:
    """57/203, cut short."""
    return Resolution(
        symbol="A/RES/57/203",
        language="en",
        title=title,
        adopted=date(2002, 12, 18),
        session="57",
        meeting="77th plenary meeting",
        agenda_item=None,
        committee_report=None,
        vote=None,
        heading=(
            HeadingDatum("title", title, title, Span(0, 40), ()),
            HeadingDatum("meeting", "77", "77th plenary meeting", Span(900, 920), ()),
        ),
        paragraphs=paragraphs or (paragraph("7", opening=""), paragraph("8"), paragraph("9")),
        repairs=(),
        file="A_RES_57_203.en.txt",
        sha256="0" * 64,
    )


class FakeAssistant:
    """Answers without an index: records what it was asked."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked: list[tuple[str, tuple[Turn, ...], Filters | None, int]] = []

    def __enter__(self) -> FakeAssistant:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def stream(
        self,
        question: str,
        *,
        turns: tuple[Turn, ...] = (),
        filters: Filters | None = None,
        top: int = 5,
        answerer: str | None = None,
        strict: bool = True,
    ) -> Iterator[AnswerEvent]:
        """Refuse what speaks of 57/999, fail on what is blank, answer the rest in the resolutions' own words."""
        assert (answerer, strict) == (None, True)
        self.asked.append((question, turns, filters, top))
        cleaned = clean_question(question)
        yield Finished(refusal(question=cleaned) if "57/999" in cleaned else answer(cleaned))
