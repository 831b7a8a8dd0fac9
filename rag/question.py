"""What a question names: resolutions, paragraphs, years, sessions, a datum of the heading, and the kind of answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from index.catalog import ResolutionSummary
from index.errors import QuestionError
from index.languages import find_date
from index.messages import message
from index.model import HeadingName, ParagraphKind
from index.symbols import FoundReference, Reference, find_references, matching_symbols
from rag.answer_type import AnswerType, expected_types
from rag.cues import (
    ADOPTION_AS_TIME,
    ADOPTION_CUE,
    BEYOND_TEXT_CUE,
    COMPARISON_CUE,
    COUNT_CUE,
    COUNTED_PARAGRAPHS,
    FUTURE_CUE,
    HEADING_CUES,
    LIST_CUE,
    MENTION_CUE,
    MENTIONED_CUE,
)
from rag.language import question_language
from rag.model import Filters
from rag.years import YearRange, named_session, named_years, without_years

MAXIMUM_CHARACTERS: Final = 10_000
_DECIDED_TOO: Final = ("agenda_item", "session", "meeting")
Intent = Literal["place", "heading", "list", "comparison", "count", "passage"]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that the question names; `symbol` is None where the question leaves the resolution open.

    `one_of_several`: the name given fits several resolutions ("48/75" its parts A to L), of which this is one.
    """

    symbol: str | None
    kind: ParagraphKind | None
    number: str
    part: str
    one_of_several: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood.

    `symbols` are the resolutions it names that the corpus holds, `missing` those that it does not, as named. `mentions`
    are symbols named only to ask who cites them. `years` and `session` are guesses that narrow the search and may be
    dropped; `filters` were set by the user and may not. `adopted` is a date named as that of adoption, on which a text
    held was adopted. `subject` is the question without what `symbols`, `places` and the like already say: the words to
    search for. `beyond_text` are words that ask for what resolutions do not tell: sponsors, speeches, costs; `expected`
    are the kinds of thing that the answer has to hold.
    """

    text: str
    language: str
    intent: Intent
    subject: str
    symbols: tuple[str, ...]
    missing: tuple[str, ...]
    mentions: tuple[str, ...]
    places: tuple[Place, ...]
    data: tuple[HeadingName, ...]
    years: YearRange | None
    session: str | None
    adopted: date | None
    beyond_text: tuple[str, ...]
    expected: frozenset[AnswerType]
    filters: Filters


def clean_question(text: str) -> str:
    """The question without control characters and surplus blanks.

    Raises QuestionError when nothing is left, or when it is longer than `MAXIMUM_CHARACTERS`.
    """
    if len(text) > MAXIMUM_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters; the limit is {MAXIMUM_CHARACTERS:,}. Ask something shorter, "
            "or check a whole text with `unqa verify`.",
            message=message("question_too_long", characters=len(text), limit=MAXIMUM_CHARACTERS),
        )
    visible = "".join(" " if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character for character in text)
    question = " ".join(visible.split())
    if not any(character.isalnum() for character in question):
        raise QuestionError(
            "the question is empty. Ask in words, for example: What does para. 8 of 57/203 say?",
            message=message("question_empty"),
        )
    return question


def understand(text: str, held: tuple[ResolutionSummary, ...], filters: Filters | None = None) -> Query:
    """Read a question against what the corpus holds. Raises QuestionError as `clean_question` does."""
    question = clean_question(text)
    filters = filters or Filters()
    named = find_references(question)
    references = tuple(found.reference for found in named)
    meant = {name: held_symbols(name, held) for name in {each.symbol for each in references} if name}
    symbols, missing = _named_symbols(references, meant)
    places = _places(references, meant)
    mentions: tuple[str, ...] = ()
    if missing and not symbols and not places and _asks_for_mentions(question, named):
        mentions, missing = missing, ()
    data = _data(question)
    as_time = ADOPTION_AS_TIME.search(question) if "adopted" in data else None
    if as_time:
        data = tuple(name for name in data if name != "adopted")
    adopted = _adoption_date(question, held)
    if adopted and not places and not data:
        data = ("title", "adopted")
    years = None if symbols or missing else named_years(question)
    spans = (*((found.phrase.start, found.phrase.end) for found in named), *_clause(question, as_time))
    subject = _without(question, spans)
    intent = _intent(question, len({found or (name,) for name, found in meant.items()}), places, data)
    return Query(
        text=question,
        language=question_language(question, filters.language or "en"),
        intent=intent,
        subject=" ".join(without_years(subject).split()) if years else subject,
        symbols=symbols,
        missing=missing,
        mentions=mentions,
        places=places,
        data=data if intent in ("heading", "list", "comparison") else (),
        years=years,
        session=None if symbols or missing else named_session(question),
        adopted=adopted,
        beyond_text=tuple(found.group() for found in BEYOND_TEXT_CUE.finditer(question)),
        expected=expected_types(question),
        filters=filters,
    )


def _data(question: str) -> tuple[HeadingName, ...]:
    """The data of a heading that a question speaks of."""
    return tuple(
        name
        for name, cue in HEADING_CUES
        if cue.search(question) and not (name in _DECIDED_TOO and FUTURE_CUE.search(question))
    )


def _clause(question: str, opened: re.Match[str] | None) -> tuple[tuple[int, int], ...]:
    """Where the clause stands that `opened` opens: to the next mark of punctuation."""
    if opened is None:
        return ()
    end = re.search(r"[,;?؟，。？]|$", question[opened.end() :])
    assert end is not None
    return ((opened.end(), opened.end() + end.start()),)


def _intent(question: str, named: int, places: tuple[Place, ...], data: tuple[HeadingName, ...]) -> Intent:
    """The kind of answer; `named` is how many resolutions the question names."""
    if named > 1 or (COMPARISON_CUE.search(question) and (not named or len(places) > 1)):
        return "comparison"
    if places:
        return "place"
    if COUNT_CUE.search(question) and COUNTED_PARAGRAPHS.search(question) and named:
        return "count"
    if LIST_CUE.search(question):
        return "list"
    return "heading" if data else "passage"


def _asks_for_mentions(question: str, named: tuple[FoundReference, ...]) -> bool:
    """Whether a resolution is named as what others cite ("who recalls 57/224?"), not as what says something."""
    first, last = min(found.phrase.start for found in named), max(found.phrase.end for found in named)
    return bool(MENTION_CUE.search(question[:first]) or MENTIONED_CUE.search(question[last:]))


def _adoption_date(question: str, held: tuple[ResolutionSummary, ...]) -> date | None:
    """The date in the question, when it says that something was adopted then and something held was."""
    found = find_date(question)
    if found is None or not ADOPTION_CUE.search(question):
        return None
    return found[0] if any(summary.adopted == found[0] for summary in held) else None


def held_symbols(named: str, held: tuple[ResolutionSummary, ...]) -> tuple[str, ...]:
    """The symbols in the corpus that a named one may mean: "S/RES/242" without its year means S/RES/242 (1967)."""
    return matching_symbols(named, sorted({summary.symbol for summary in held}))


def _named_symbols(
    references: tuple[Reference, ...], meant: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The symbols that `references` name and the corpus holds, and those it does not, each once."""
    named = [reference.symbol for reference in references if reference.symbol]
    present = (symbol for name in named for symbol in meant[name])
    absent = (name for name in named if not meant[name])
    return tuple(dict.fromkeys(present)), tuple(dict.fromkeys(absent))


def _places(references: tuple[Reference, ...], meant: Mapping[str, tuple[str, ...]]) -> tuple[Place, ...]:
    places: list[Place] = []
    for reference in references:
        if reference.number is None or reference.kind == "heading":
            continue
        symbols: tuple[str | None, ...] = meant[reference.symbol] if reference.symbol else (None,)
        places.extend(
            Place(symbol, reference.kind, reference.number, reference.part, len(symbols) > 1) for symbol in symbols
        )
    return tuple(dict.fromkeys(places))


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        kept.append(text[position : max(start, position)])
        position = max(end, position)
    kept.append(text[position:])
    return re.sub(r"\s+", " ", " ".join(kept)).strip()
