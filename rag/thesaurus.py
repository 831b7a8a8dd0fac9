"""What else a question's words are called: in everyday speech, and in the other languages of the United Nations.

A table of concepts (`thesaurus.tsv`, one a line, variants in six languages) leads from the words of a question to the
words of a paragraph where the two share none. Query expansion by a thesaurus within a language (Voorhees 1994) and
dictionary-based translation of the query across languages, the variants of a concept being counted as one word
(Pirkola 1998, "The effects of query structure and dictionary setups in dictionary-based cross-language information
retrieval").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from index.lexical import TermGroup
from rag.terms import content_sequence, content_terms

_BETWEEN_VARIANTS: Final = "|"
# Of a question in another language these are the words that may stand in a text as they are: names and numbers.
_LONGEST_SHORT_WORD: Final = 3
_PAIR: Final = 2
_LATIN: Final = frozenset({"en", "fr", "es"})
# What another word for the same is worth, the question's own being worth 1.
_SYNONYM: Final = 0.8

# The bodies that adopt resolutions, by the first name of their concept.
_ADOPTING: Final = {
    "General Assembly": "GA",
    "Security Council": "SC",
    "Economic and Social Council": "ECOSOC",
    "Human Rights Council": "HRC",
}

Variant = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notion:
    """Words of a question that stand together, as stems, and the concepts (rows of the table) they may mean."""

    words: Variant
    concepts: tuple[int, ...]


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], ...]:
    """The concepts, each the variants of every language by code."""
    head, *lines = files("rag").joinpath("thesaurus.tsv").read_text(encoding="utf-8").splitlines()
    languages = head.split("\t")
    return tuple(
        {
            language: tuple(cell.split(_BETWEEN_VARIANTS))
            for language, cell in zip(languages, line.split("\t"), strict=True)
        }
        for line in lines
    )


@cache
def variants(language: str) -> tuple[tuple[Variant, ...], ...]:
    """For each concept its variants in a language as stems, without function words; none for a seventh language."""
    return tuple(
        tuple(dict.fromkeys(stems for text in row.get(language, ()) if (stems := content_terms(text, language))))
        for row in _table()
    )


@cache
def _by_first_word(language: str) -> dict[str, tuple[tuple[Variant, int], ...]]:
    """The variants of a language by their first word, the longest first, each with its concept."""
    found: dict[str, list[tuple[Variant, int]]] = {}
    for concept, named in enumerate(variants(language)):
        for variant in named:
            found.setdefault(variant[0], []).append((variant, concept))
    return {first: tuple(sorted(named, key=lambda pair: -len(pair[0]))) for first, named in found.items()}


def notions(question: str, language: str, mended: Callable[[str], str] | None = None) -> tuple[Notion, ...]:
    """The notions of a question, in its order, each once; of variants that begin together the longest counts.

    `mended` gives for a term the one that was meant, where it was mistyped.
    """
    sequence = content_sequence(question, language)
    if mended is not None:
        sequence = tuple(mended(term) for term in sequence)
    known = _by_first_word(language)
    found: dict[Notion, None] = {}
    position = 0
    while position < len(sequence):
        fitting = [
            (variant, concept)
            for variant, concept in known.get(sequence[position], ())
            if tuple(sequence[position : position + len(variant)]) == variant
        ]
        length = len(fitting[0][0]) if fitting else 1
        meant = tuple(dict.fromkeys(concept for variant, concept in fitting if len(variant) == length))
        found[Notion(tuple(sequence[position : position + length]), meant)] = None
        position += length
    return tuple(found)


@cache
def _bodies() -> dict[int, str]:
    """The concepts that are bodies which adopt resolutions, with the bodies' codes."""
    return {concept: _ADOPTING[row["en"][0]] for concept, row in enumerate(_table()) if row["en"][0] in _ADOPTING}


def asked_about(
    question: str, language: str, bodies: Collection[str], mended: Callable[[str], str] | None = None
) -> tuple[tuple[str, ...], tuple[Notion, ...]]:
    """The terms and notions of a question without the names of the `bodies` that speak in all the texts.

    "What does the Assembly say about ..." asks for no paragraph that names the Assembly. `mended` as for `notions`.
    """
    found = notions(question, language, mended)
    speakers = {notion for notion in found if any(_bodies().get(concept) in bodies for concept in notion.concepts)}
    dropped = {word for notion in speakers for word in notion.words}
    kept = {word for notion in found if notion not in speakers for word in notion.words}
    terms = tuple(term for term in content_terms(question, language) if term in kept or term not in dropped)
    return terms, tuple(notion for notion in found if notion not in speakers)


def without_joints(found: Sequence[Notion]) -> tuple[Notion, ...]:
    """The notions without those pairs of Chinese characters that only join one known notion to the next."""
    known = [notion for notion in found if notion.concepts]
    first = {notion.words[0][0] for notion in known}
    last = {notion.words[-1][-1] for notion in known}
    return tuple(
        notion for notion in found if notion.concepts or not _joins(notion.words[0], frozenset(last), frozenset(first))
    )


def _joins(pair: str, before: Collection[str], after: Collection[str]) -> bool:
    return len(pair) == _PAIR and not pair.isascii() and (pair[0] in before or pair[1] in after)


def term_groups(found: Sequence[Notion], asked_in: str, written_in: str) -> tuple[TermGroup, ...]:
    """What to look for in texts of a language: for each notion its own words, if they can stand there, and the others.

    Empty groups stand for notions that have no words in that language.
    """
    return tuple(_group(notion, asked_in, written_in) for notion in found)


def _group(notion: Notion, asked_in: str, written_in: str) -> TermGroup:
    alternatives: dict[Variant, float] = {}
    if asked_in == written_in or _stands_anywhere(notion, asked_in, written_in):
        alternatives[notion.words] = 1.0
    worth = _SYNONYM if asked_in == written_in else 1.0
    for concept in notion.concepts:
        for variant in variants(written_in)[concept]:
            alternatives.setdefault(variant, worth)
    return TermGroup(tuple(alternatives.items()))


def _stands_anywhere(notion: Notion, asked_in: str, written_in: str) -> bool:
    if notion.concepts or len(notion.words) > 1:
        return False
    word = notion.words[0]
    if word.isascii() and any(character.isdigit() for character in word):
        return True
    both_latin = asked_in in _LATIN and written_in in _LATIN
    return (both_latin or word.isascii()) and len(word) > _LONGEST_SHORT_WORD
