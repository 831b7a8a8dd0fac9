"""A language model put to the test: one question about two made-up paragraphs, with a known answer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import ResolutionSummary
from index.model import Paragraph, Span
from index.settings import Settings
from index.symbols import paragraph_id
from rag.checking import check_statement
from rag.citing import cite_paragraph
from rag.given import Given, by_number
from rag.llm_client import LanguageModel
from rag.llm_failures import failure
from rag.prompt import messages_for
from rag.statements import Splitter

_SYMBOL: Final = "A/RES/99/1"
_TEXTS: Final = (
    "Requests the Secretary-General to submit a report on the lighthouses of the region within forty days;",
    "Encourages Member States to keep their lighthouses lit at night, as appropriate;",
)
_QUESTION: Final = "What is the Secretary-General requested to do, and what are Member States encouraged to do?"


@dataclass(frozen=True, slots=True)
class Trial:
    """How it went. `cites`: it wrote at least one statement, each cites, and at least half of them are supported."""

    model: str
    cites: bool
    first_token_ms: float
    total_ms: float
    tokens_in: int
    tokens_out: int
    tokens_estimated: bool
    supported: int
    statements: int


def try_model(settings: Settings) -> Trial:
    """Ask the model of the settings. Raises LanguageModelError when it does not answer."""
    model = LanguageModel(settings)
    given = tuple(_made_up(number, text) for number, text in enumerate(_TEXTS, 1))
    splitter = Splitter()
    started = time.perf_counter()
    with model.reply(messages_for(_QUESTION, "en", given)) as reply:
        statements = [statement for text in reply.texts() for statement in splitter.feed(text)]
    statements += splitter.finish(whole=reply.finish != "length")
    total = (time.perf_counter() - started) * 1000
    if not statements:
        raise failure("empty")
    checked = [check_statement(each, by_number(given), "en", lambda words, place: 0.0) for each in statements]
    supported = sum(each.fault is None for each in checked)
    cites = all(each.cites for each in statements) and 2 * supported >= len(statements)
    usage = reply.usage
    return Trial(
        model=model.name,
        cites=cites,
        first_token_ms=reply.first_token_ms or total,
        total_ms=total,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        tokens_estimated=usage.estimated,
        supported=supported,
        statements=len(statements),
    )


def _made_up(number: int, text: str) -> Given:
    summary = ResolutionSummary(
        symbol=_SYMBOL,
        language="en",
        title="Lighthouses",
        adopted=date(2000, 1, 1),
        session="99",
        body="GA",
        file="",
        sha256="",
        preambular=0,
        operative=len(_TEXTS),
    )
    paragraph = Paragraph(
        id=paragraph_id(_SYMBOL, "operative", str(number), "", "en"),
        symbol=_SYMBOL,
        language="en",
        kind="operative",
        number=str(number),
        part="",
        numbered=True,
        parent=None,
        position=number,
        text=text,
        opening=text.partition(" ")[0],
        footnotes=(),
        source=Span(0, len(text)),
        segments=(),
    )
    return Given(number, cite_paragraph(paragraph, summary, number), paragraph, summary, ())
