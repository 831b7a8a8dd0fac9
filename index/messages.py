"""What can be said in a reader's own language: a code for the sentence, and the values that go into it.

The packages below the faces raise errors and report findings in English, for programs and terminals. Beside the English
text they may give a `Message`; a face that speaks other languages has a sentence for every code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its code. The values are as they are: not escaped, not shortened, numbers not yet written out.

    A value that is a message is a part of the sentence, to be said in the same language; a tuple is a list.
    """

    code: str
    values: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = str | int | date | Message | tuple[str, ...] | tuple[date, ...] | tuple[Message, ...]


def message(code: str, /, **values: Value) -> Message:
    """The message of a code with its values, by name.

    >>> message("resolution_not_held", symbol="A/RES/57/999").values
    (('symbol', 'A/RES/57/999'),)
    """
    return Message(code, tuple(values.items()))
