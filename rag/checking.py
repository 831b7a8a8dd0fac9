"""Is a statement said by what it cites? Deterministic checks, in the order of the faults they find.

A clause is held against each place it cites by itself: two half-supports are none. Where several are cited, those that
say the whole clause stay, the others are removed and counted; if none says all of it, its parts may come from one
place each. docs/checker.md describes every check, what it lets through and what it stops in error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rag.checking_quotations import CheckedWords, check_quotations, without_quotations
from rag.given import Given
from rag.language import question_language
from rag.llm_words import corrected_mark, translation_mark
from rag.model import Fault
from rag.statements import Clause, Statement
from rag.support import Nearness, fault_of, says_something
from rag.terms import content_terms
from rag.wanted import answering_run

_PARTS: Final = re.compile(
    r"\s*(?:[;；]|,?\s+(?:while|whereas|tandis que|alors que|mientras que|тогда как|بينما)\s|而)\s*"
)
_FEWEST_TERMS: Final = 3
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CheckedClause:
    """Words as they may be shown, and the places that say them, each with the run of its text that does."""

    words: str
    cites: tuple[tuple[int, Run], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker makes of a statement. With a `fault` nothing of it is supported, and `clauses` is ()."""

    statement: Statement
    clauses: tuple[CheckedClause, ...] = ()
    fault: Fault | None = None
    citations_removed: int = 0
    quotations_corrected: int = 0


def check_statement(
    statement: Statement, given: Mapping[int, Given], language: str, nearness: Nearness, *, strict: bool = True
) -> Checked:
    """Check one statement. `language` is the one it should be in.

    What is said of a place in another language is a translation, of which the meaning alone can be compared: it is
    marked, and in `strict` it must quote words of the place, so that it can be compared by a reader.
    """
    if not statement.whole:
        return Checked(statement, fault="broken_off")
    clauses = _joined(statement.clauses)
    if not clauses[-1].cites:
        return Checked(statement, fault="cites_nothing")
    unknown = sum(number not in given for clause in clauses for number in clause.cites)
    checked: list[CheckedClause] = []
    removed, corrected = unknown, 0
    for clause in clauses:
        known = [given[number] for number in clause.cites if number in given]
        if not known:
            return Checked(statement, fault="unknown_citation", citations_removed=unknown)
        quoted = check_quotations(clause.words, known, corrected_mark(language))
        if quoted is None:
            return Checked(statement, fault="quotation", citations_removed=unknown)
        supporting, fault = _supporting(quoted, known, language, nearness)
        if fault is not None:
            return Checked(statement, fault=fault, citations_removed=unknown)
        translated = any(_translates(quoted, each, language) for each in supporting)
        if translated and strict and not any(quoted.holders.values()):
            return Checked(statement, fault="other_language", citations_removed=unknown)
        removed += len(known) - len(supporting)
        corrected += quoted.corrected
        cites = tuple((each.number, _run(quoted, each, language)) for each in supporting)
        shown = f"{quoted.shown.rstrip('.。')} {translation_mark(language)}" if translated else quoted.shown
        checked.append(CheckedClause(shown, cites))
    return Checked(statement, tuple(checked), None, removed, corrected)


def _joined(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Words after the last marker belong to all that the sentence cites."""
    if len(clauses) < 2 or clauses[-1].cites:
        return tuple(clauses)
    cites = tuple(dict.fromkeys(number for clause in clauses for number in clause.cites))
    words = " ".join(clause.words for clause in clauses)
    return (Clause(words, cites),) if clauses[-1].words else tuple(clauses[:-1])


def _supporting(
    quoted: CheckedWords, known: Sequence[Given], language: str, nearness: Nearness
) -> tuple[list[Given], Fault | None]:
    """Those of the places that say the words, and why none does."""
    faults: list[Fault] = []
    supporting: list[Given] = []
    for each in known:
        held = each.number in quoted.holders
        fault = fault_of(_claimed(quoted, each, language), each, language, nearness) if held else "quotation"
        if fault is None:
            supporting.append(each)
        else:
            faults.append(fault)
    if supporting:
        return supporting, None
    if len(known) > 1 and _in_parts(quoted.words, known, language, nearness):
        return list(known), None
    return [], faults[-1]


def _claimed(quoted: CheckedWords, given: Given, language: str) -> str:
    """What is left to be checked: where words of another language are quoted, those around them."""
    if not quoted.holders.get(given.number):
        return quoted.words
    around = without_quotations(quoted.words)
    return around if question_language(around, language) != given.language else quoted.words


def _translates(quoted: CheckedWords, given: Given, language: str) -> bool:
    """Whether something is said of the place in another language, besides what is quoted from it."""
    words = _claimed(quoted, given, language)
    spoken = question_language(words, language)
    return spoken != given.language and says_something(words, spoken)


def _in_parts(words: str, known: Sequence[Given], language: str, nearness: Nearness) -> bool:
    """Whether each part of the words is said by one of the places, and each place says one."""
    parts = [part for part in _PARTS.split(words) if part]
    if len(parts) < 2 or any(len(content_terms(part, language)) < _FEWEST_TERMS for part in parts):
        return False
    said = [{each.number for each in known if fault_of(part, each, language, nearness) is None} for part in parts]
    return all(said) and set.union(*said) == {each.number for each in known}


def _run(quoted: CheckedWords, given: Given, language: str) -> Run:
    """The run of the place's text that says it: what is quoted from there, else the clause that holds most of it."""
    runs = quoted.holders[given.number]
    if runs:
        return min(start for start, _ in runs), max(end for _, end in runs)
    if given.language == language and (run := answering_run(given.text, quoted.words, language)):
        return run
    return 0, len(given.text)
