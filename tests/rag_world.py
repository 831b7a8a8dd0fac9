"""What the tests of questions and answers share: corpora by summary, and an answer's citations proved by its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.catalog import ResolutionSummary
from index.replay import replay
from index.sources import bundled_folder
from rag.assistant import Assistant
from rag.model import Answer, Citation, Filters, Turn
from rag.question import Place


def summary(
    symbol: str, language: str, adopted: date | None, session: str | None, counts: tuple[int, int]
) -> ResolutionSummary:
    """A resolution as the index lists it; `counts` are its preambular and operative paragraphs."""
    return ResolutionSummary(
        symbol=symbol,
        language=language,
        title="",
        adopted=adopted,
        session=session,
        body="SC" if symbol.startswith("S/") else "GA",
        file="",
        sha256="",
        preambular=counts[0],
        operative=counts[1],
    )


# As the table of the corpus' description gives them.
BUNDLED = (
    summary("A/RES/52/131", "en", date(1997, 12, 12), "52", (7, 14)),
    summary("A/RES/57/203", "en", date(2002, 12, 18), "57", (8, 12)),
    summary("A/RES/58/170", "en", date(2003, 12, 22), "58", (8, 10)),
    summary("A/RES/59/190", "zh", date(2004, 12, 20), "59", (8, 12)),
    summary("A/RES/62/165", "en", date(2007, 12, 18), "62", (8, 12)),
)
WIDER = (
    *BUNDLED,
    summary("S/RES/242 (1967)", "en", date(1967, 11, 22), None, (2, 4)),
    summary("A/RES/48/75 A", "en", date(1993, 12, 16), "48", (4, 3)),
    summary("A/RES/48/75 L", "en", date(1993, 12, 16), "48", (5, 4)),
)


def place(symbol: str | None, spelled: str, part: str = "") -> Place:
    """`place("A/RES/57/203", "op8")`."""
    return Place(symbol, "preambular" if spelled.startswith("pp") else "operative", spelled[2:], part)


def cited(answer: Answer) -> list[str]:
    """The ids cited, in order."""
    return [citation.id for citation in answer.citations]


def talk(assistant: Assistant, *questions: str, filters: Filters | None = None) -> list[Answer]:
    """A conversation: the answer to each question."""
    turns: list[Turn] = []
    answers = []
    for question in questions:
        answer = assistant.ask(question, turns=turns, filters=filters)
        answers.append(answer)
        turns.append(Turn(question, tuple(cited(answer))))
    return answers


def shown_words(markdown: str) -> str:
    """An answer's words as a reader sees them: without marks of emphasis, of quotation and escapes."""
    lines = (line.removeprefix("> ") for line in markdown.split("\n"))
    return re.sub(r"\*\*|\\([!-/:-@\[-`{-~])", lambda match: match[1] or "", "\n".join(lines))


def raw_text(citation: Citation) -> str:
    """The bundled file that a citation names, as decoded."""
    return (bundled_folder() / citation.source.file.rpartition("/")[2]).read_bytes().decode()


def assert_sound(answer: Answer) -> None:
    """The promises of every answer: words from the source, markers that match the citations, refusals without any."""
    markers = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", answer.answer)}
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert markers == {citation.marker for citation in answer.citations}
    assert 0.0 <= answer.certainty <= 1.0
    assert answer.answer.strip()
    assert bool(answer.citations) == (answer.refusal is None)
    if answer.refusal is not None:
        assert answer.refusal.message in answer.answer
        assert answer.certainty == 0.0
    for citation in answer.citations:
        _assert_replays(citation)
        assert citation.text in shown_words(answer.answer)


def _assert_replays(citation: Citation) -> None:
    raw = raw_text(citation)
    assert citation.quote
    assert citation.quote in citation.text
    assert replay(raw, citation.text, citation.segments)
    covered = [(piece.source_start, piece.source_start + piece.length) for piece in citation.segments]
    assert citation.source.span.start <= covered[0][0] < covered[-1][1] <= citation.source.span.end <= len(raw)


def labels(answers: Sequence[Answer]) -> list[str]:
    """The pinpoints of all answers, in order."""
    return [citation.label for answer in answers for citation in answer.citations]
