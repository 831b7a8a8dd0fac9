"""What kind of thing a question asks for, and whether a passage holds one: the expected answer type.

A passage on the right subject is no answer to "how many?" when it has no number, nor to "what came of it?" when it only
asks for something to be done (answer typing, Li and Roth 2002; here with patterns, in six languages).
"""

from __future__ import annotations

import re
from typing import Final, Literal

from index.model import Paragraph
from index.symbols import find_references
from rag.answer_type_words import (
    AFTERWARDS,
    AMOUNT,
    BY_THE_TEXT,
    CALENDAR,
    CASED,
    GENERIC_NAMES,
    HONORIFICS,
    MONEY,
    NAME,
    NOT_COUNTED,
    OFFICE_HOLDER,
    PAST,
    PERSONS,
    REASON,
    REASONS,
    SAID,
    SPEECH,
    SUMS,
    WHO,
)
from rag.claim_numbers import Stated, stated_numbers, stated_times
from rag.opening_strength import scale_stems, step_of

AnswerType = Literal["amount", "money", "reason", "name", "person", "speech", "outcome"]
# Words that begin with a capital letter, save the first of a sentence and the names of places: in, at, on, from.
_CAPITALISED: Final = re.compile(
    r"(?<![.;:!?»”]\s)(?<!\b(?:in|at|on)\s)(?<!\bfrom\s)(?<!^)(?<![\w-])"
    r"[^\W\d_a-zа-яё][\w’'-]*(?:\s+[^\W\d_a-zа-яё][\w’'-]*)*"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORT: Final = 3
# Characters after "did" within which its subject and its verb stand.
_SUBJECT_WITHIN: Final = 40
_VERB_WITHIN: Final = 20
# The steps of the scale that do something themselves and do not only ask for it: "Recommends", "Decides".
_DONE: Final = frozenset({4, 5, 16, 17})


def expected_types(question: str) -> frozenset[AnswerType]:
    """What a question asks for; empty where it is content with any passage on its subject."""
    types: set[AnswerType] = set()
    if AMOUNT.search(question):
        types.add("money" if MONEY.search(question) else "amount")
    if REASON.search(question):
        types.add("reason")
    if OFFICE_HOLDER.search(question):
        types.add("person")
    elif NAME.search(question) or _of_others(WHO, question):
        types.add("name")
    if SPEECH.search(question):
        types.add("speech")
    if not types and (_of_others(PAST, question) or AFTERWARDS.search(question)):
        types.add("outcome")
    return frozenset(types)


def lacking(
    expected: frozenset[AnswerType], question: str, paragraphs: tuple[Paragraph, ...]
) -> tuple[AnswerType, ...]:
    """What is expected and no paragraph holds, in alphabetical order."""
    return tuple(
        each for each in sorted(expected) if not any(_holds(each, question, paragraph) for paragraph in paragraphs)
    )


def _of_others(past: re.Pattern[str], question: str) -> bool:
    """Whether a deed is asked about that is not the text's own: it asks, decides, condemns, says."""
    found = past.search(question)
    if found is None:
        return False
    if BY_THE_TEXT.search(question[found.start() : found.end() + _SUBJECT_WITHIN]):
        return False
    verb = question[found.start() : found.end() + _VERB_WITHIN].lower()
    return not any(re.search(rf"(?<![^\W_]){re.escape(stem)}", verb) for stem, _ in scale_stems() if len(stem) > 2)


def _holds(expected: AnswerType, question: str, paragraph: Paragraph) -> bool:
    text, language = paragraph.text, paragraph.language
    if expected == "amount":
        return bool(_amounts(text) - _amounts(question))
    if expected == "money":
        return bool(SUMS.search(text)) and bool(_amounts(text))
    if expected == "speech":
        return bool(SAID.search(text))
    if expected == "reason":
        return paragraph.kind == "preambular" or bool(REASONS.search(text))
    if expected == "person":
        return bool(PERSONS.search(text) or HONORIFICS.search(text))
    if expected == "name":
        return _names(text, question, language)
    step = step_of(paragraph.opening)
    return step is None or step.dimension != "call" or step.level in _DONE


def _amounts(text: str) -> frozenset[object]:
    """The numbers that count something: no dates, ordinals, paragraphs or symbols."""
    blanked = text
    for start, end in [
        *((found.phrase.start, found.phrase.end) for found in find_references(text)),
        *(stated.span for stated in stated_times(text)),
        *(found.span() for found in NOT_COUNTED.finditer(text)),
    ]:
        blanked = blanked[:start] + "\n" * (end - start) + blanked[end:]
    return _values(stated_numbers(blanked))


def _values(stated: tuple[Stated, ...]) -> frozenset[object]:
    return frozenset(each.value for each in stated)


def _names(text: str, question: str, language: str) -> bool:
    """Whether a text names somebody or something particular that the question does not name."""
    if language not in CASED:
        return bool(HONORIFICS.search(text))
    asked = {word.lower() for word in _WORD.findall(question)}
    for run in _CAPITALISED.finditer(text):
        words = [word.lower() for word in _WORD.findall(GENERIC_NAMES.sub(" ", run.group()))]
        words = [word for word in words if len(word) > _SHORT and not CALENDAR.fullmatch(word)]
        if words and not asked & set(words):
            return True
    return False
