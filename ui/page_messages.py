"""Messages of the packages below in the reader's language: what could not be done, and what an audit found.

Every code has a sentence in ui/words. What goes into it may come from anybody: it is escaped, and kept apart from the
sentence around it where the two are written in different directions. Views are named by their own words and linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from string import Formatter
from typing import Final

from index.errors import (
    DataError,
    EmbeddingError,
    EvaluationError,
    InputError,
    LanguageModelError,
    NotInCorpusError,
    ReadError,
    StoreError,
    UnqaError,
)
from index.messages import Message, Value, message
from rag.frame import language_name
from ui.page_addresses import SIGN_IN, resolution_address
from ui.page_words import VIEWS, direction, long_date, say, words_of
from ui.render import escape
from ui.spoken_labels import spoken
from ui.text import kept_from_the_left, one_line

# Resolutions that the corpus holds, so that their symbol may lead to them.
_HELD: Final = ("paragraph_not_held", "language_not_held")
LINKED: Final = {**VIEWS, "sign_in": SIGN_IN}
"""What a sentence may name by its own words, and its address."""
# From here on figures are set apart in threes.
_LONG: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a sentence: its own words, a link to one of our addresses, or a value that somebody gave."""

    text: str
    address: str = ""
    given: bool = False
    english: bool = False


def message_of(error: UnqaError) -> Message:
    """What to say of an error; where it only has an English text, a sentence that quotes it."""
    said = error.message or _unsaid(error)
    if isinstance(error, ReadError) and error.message is not None:
        return message("of_file", file=PurePath(error.file).name, said=said)
    return said


def _unsaid(error: UnqaError) -> Message:
    english = str(error)
    match error:
        case NotInCorpusError():
            return message("unsaid_place", english=english)
        case InputError():
            return message("unsaid_input", english=english)
        case ReadError():
            return message("unsaid_file", english=english)
        case DataError() | StoreError() | EmbeddingError():
            return message("unsaid_index", english=english)
        case LanguageModelError():
            return message("unsaid_language_model", english=english)
        case EvaluationError():
            return message("unsaid_evaluation", english=english)
    return message("unsaid", english=english)


def message_html(language: str, *said: Message) -> str:
    """Messages as HTML, one after the other."""
    # Chinese has its blanks in its full stops.
    between = "" if language == "zh" else " "
    return between.join("".join(_html(piece) for piece in _pieces(language, one)) for one in said)


def message_text(language: str, said: Message) -> str:
    """A message as plain text; in Arabic what is written from left to right stands between marks that keep it so."""
    return "".join(_text(piece, language) for piece in _pieces(language, said))


def _html(piece: _Piece) -> str:
    text = escape(piece.text)
    if piece.address:
        return f'<a class="unqa-link" href="{escape(piece.address)}" data-view><bdi>{text}</bdi></a>'
    if piece.english:
        return f'<bdi lang="en" dir="ltr">{text}</bdi>'
    return f"<bdi>{text}</bdi>" if piece.given else text


def _text(piece: _Piece, language: str) -> str:
    return kept_from_the_left(piece.text) if piece.given and direction(language) == "rtl" else piece.text


def _pieces(language: str, said: Message) -> Iterator[_Piece]:
    values = dict(said.values)
    for words, name, _, _ in Formatter().parse(words_of(language)[f"message_{said.code}"]):
        if words:
            yield _Piece(words)
        if name is None:
            continue
        if name in LINKED:
            yield _Piece(say(language, name), LINKED[name])
        elif name == "symbol" and said.code in _HELD:
            symbol = str(values[name])
            yield _Piece(one_line(symbol), resolution_address(symbol), given=True)
        else:
            yield from _value(language, name, values[name])


def _value(language: str, name: str, value: Value) -> Iterator[_Piece]:
    match value:
        case Message():
            yield from _pieces(language, value)
        case tuple():
            items: tuple[str | date | Message, ...] = value
            for position, one in enumerate(items):
                if position:
                    yield _Piece(say(language, "items_separator"))
                yield from _value(language, name, one)
        case date():
            yield _Piece(long_date(language, value))
        case int():
            yield _Piece(_figures(language, value))
        case str() if name in ("language", "languages"):
            names = (language_name(language, code) for code in value.split(","))
            yield _Piece(one_line(say(language, "list_separator").join(names)), given=True)
        case str() if name in ("label", "labels"):
            yield _Piece(spoken(one_line(value), language), given=True)
        case str():
            yield _Piece(one_line(value), given=True, english=name == "english")


def _figures(language: str, number: int) -> str:
    if number < _LONG:
        return str(number)
    # A comma for readers of English; for others what the ISO 80000 standard asks for, a blank that does not break.
    return f"{number:,}".replace(",", "," if language == "en" else "\N{NO-BREAK SPACE}")
