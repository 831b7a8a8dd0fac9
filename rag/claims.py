"""What a sentence claims, as far as it can be read off its words: whom it names, what it counts, denies, demands.

One reading serves both sides: the sentence of a model, and the paragraph that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from index.folding import fold
from index.lexical import words as index_words
from index.symbols import Reference, find_documents, find_references
from rag.claim_bodies import NAMES
from rag.claim_numbers import Stated, stated_numbers, stated_times
from rag.claim_words import LINKS, MODALS, NEGATIONS, NEUTRAL, NEUTRAL_WIDE, ORGANIZATION, SCOPES, SOFTENERS, SYNONYMS
from rag.opening_strength import Step, scale_stems
from rag.terms import content_terms

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
ADOPTED: Final = re.compile(
    r"\badopted\b|\badoptée?s?\b|\baprobad[ao]s?\b|(?<!\w)принят(?:а|ая|ой|ую|о|ы|ые|ых)?(?!\w)|(?:ال)?(?:معتمد"
    r"|متخذ)\w?"
    r"|اعتمدت\w?|通过",
    re.IGNORECASE,
)
# Characters between a time and the word of adopting that belongs to it.
_NEAR: Final = 40
_BREAK: Final = re.compile(r"[.,;:!?()、]")
# So many terms after a word that denies are probably, possibly denied; after one that considers, considered.
_WIDE_BREAK: Final = re.compile(r"[.;:!?]|,\s*(?:and|or)?\s*to\b", re.IGNORECASE)
_GLUED: Final = re.compile(r"[\u4e00-\u9fff](?=[A-Za-z])")
_CHARACTERS: Final = 3
_PROBABLY, _POSSIBLY, _SOFTENED = 2, 5, 1


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone named: the key of `claim_bodies.NAMES`, and where."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the scale of opening phrases, or a noun made from it: "requests", "call"."""

    step: Step
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries meaning of its own; a character in scripts without blanks."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A text as read. Offsets are of `text`, which is folded. `terms` leave out what the other fields hold.

    `denied` are the stems that a word before them denies, `perhaps_denied` those that it may, `only_denied` those
    that do not stand anywhere else; `only_softened` those of which it is only said that they are considered or sought.
    `marks` are the classes of modals, scopes and links that occur, `stems` all words.
    """

    text: str
    language: str
    terms: tuple[Term, ...]
    bodies: tuple[Mention, ...]
    acts: tuple[Act, ...]
    numbers: tuple[Stated, ...]
    times: tuple[Stated, ...]
    references: tuple[Reference, ...]
    documents: tuple[str, ...]
    denied: frozenset[str]
    perhaps_denied: frozenset[str]
    only_denied: frozenset[str]
    only_softened: frozenset[str]
    denies: bool
    softens: bool
    marks: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=4096)
def read_claim(text: str, language: str) -> Claim:
    """Read a text in one of the six languages (another is read as English)."""
    spoken = language if language in NEGATIONS else "en"
    folded = fold(text).text
    if spoken == "zh":
        # A symbol glued to a character is not seen as one.
        folded = _GLUED.sub(r"\g<0> ", folded)
    references = find_references(folded)
    documents = find_documents(folded)
    named = [(each.phrase.start, each.phrase.end) for each in references]
    named += [(each.span.start, each.span.end) for each in documents]
    rest = _blanked(folded, named)
    times = stated_times(rest)
    rest = _blanked(rest, [*(each.span for each in times), *_adoptions(rest, times)])
    bodies = tuple(_bodies(rest, spoken))
    unnamed = _blanked(rest, [(each.start, each.end) for each in bodies])
    numbers = stated_numbers(unnamed)
    unnamed = _blanked(unnamed, [each.span for each in numbers])
    unnamed = _blanked(unnamed, [match.span() for match in _pattern(ORGANIZATION, spoken).finditer(unnamed)])
    terms = tuple(_terms(unnamed, spoken))
    denying = list(denials(unnamed, spoken))
    soft = [match.span() for match in _pattern(SOFTENERS[spoken], spoken).finditer(unnamed)]
    probably, elsewhere = _reach(unnamed, terms, denying, _PROBABLY, spoken)
    softened, plain = _reach(unnamed, terms, soft, _SOFTENED, spoken)
    return Claim(
        folded,
        spoken,
        terms,
        bodies,
        tuple(_acts(unnamed, spoken)),
        numbers,
        times,
        tuple(each.reference for each in references),
        tuple(each.text for each in documents),
        probably,
        _reach(unnamed, terms, denying, _POSSIBLY, spoken)[0],
        probably - elsewhere,
        softened - plain,
        bool(denying),
        bool(soft),
        frozenset(_marks(unnamed, spoken)),
        frozenset(_stems(folded, spoken)),
    )


def _adoptions(text: str, times: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    """Where a word says that something was adopted at a time named: the time is what that claims."""
    for each in times:
        start = max(0, each.span[0] - _NEAR)
        for match in ADOPTED.finditer(text, start, each.span[1] + _NEAR):
            yield match.span()


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


@cache
def _pattern(words: str, language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(words)
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_]|(?<=n')\Z)", re.IGNORECASE)


@cache
def _names(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    edges = ("", "") if language == "zh" else (r"(?<![^\W_])", r"(?![^\W_])")
    return tuple(
        (name, re.compile(f"{edges[0]}(?:{words}){edges[1]}", re.IGNORECASE)) for name, words in NAMES[language].items()
    )


def _bodies(text: str, language: str) -> Iterator[Mention]:
    """Who is named, of names within names the longest."""
    found = [Mention(name, *match.span()) for name, pattern in _names(language) for match in pattern.finditer(text)]
    taken = 0
    for each in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if each.start >= taken:
            yield each
            taken = each.end


@cache
def _scale(language: str) -> tuple[re.Pattern[str], Mapping[str, Step]]:
    known = {stem: step for stem, step in scale_stems() if stem != "not" and (stem != "demande" or language == "fr")}
    joined = "|".join(re.escape(stem) for stem in sorted(known, key=len, reverse=True))
    if language == "zh":
        return re.compile(f"({joined})"), known
    if language == "ar":
        return re.compile(rf"(?<![^\W_])({joined})(?![^\W_])"), known
    return re.compile(rf"(?<![^\W_])({joined})[^\W_]*", re.IGNORECASE), known


_NO_ACT: Final = re.compile(
    r"concerning|concernant|orders?\b|in order|directly|tasks?|supposed|propos(?:al|ition|ta)s?\b", re.I
)


def _acts(text: str, language: str) -> Iterator[Act]:
    pattern, known = _scale(language)
    for match in pattern.finditer(text):
        if not _NO_ACT.match(match[0]):
            stem = match[0] if language == "zh" else index_words(match[0], language)[-1]
            yield Act(known[match[1].lower()], stem, *match.span())


def _terms(text: str, language: str) -> Iterator[Term]:
    if language == "zh":
        left = re.sub(NEUTRAL_WIDE, lambda match: " " * len(match[0]), text)
        for place, character in enumerate(left):
            if character.isalnum():
                yield Term(character, place, place + 1)
        return
    content = set(content_terms(text, language)) - _neutral(language)
    for match in _WORD.finditer(text):
        for stem in index_words(match[0], language)[-1:]:
            if stem in content and len(stem) > 1:
                yield Term(stem, *match.span())


@cache
def _neutral(language: str) -> frozenset[str]:
    return frozenset(index_words(NEUTRAL[language], language))


def _stems(text: str, language: str) -> Iterator[str]:
    yield from text if language == "zh" else index_words(text, language)


def _reach(
    text: str, terms: Sequence[Term], governors: Sequence[tuple[int, int]], reach: int, language: str
) -> tuple[frozenset[str], frozenset[str]]:
    """The stems within reach of one of the governors, and those that stand outside it at least once."""
    inside: set[int] = set()
    far = reach * _CHARACTERS if language == "zh" else reach
    for start, end in governors:
        # Items of a list are possibly denied all of them; "non-" denies the word that it is part of.
        stop = (_BREAK if reach < _POSSIBLY else _WIDE_BREAK).search(text, end)
        limit = stop.start() if stop else len(text)
        after = [place for place, term in enumerate(terms) if end <= term.start < limit]
        inside.update(after[: 1 if text[start:end].lower() == "non" else far])
        # "violations are to be prevented": what is denied may stand before, the governor's own word is not denied.
        inside.difference_update(place for place, term in enumerate(terms) if start <= term.start < end)
    within = frozenset(terms[place].stem for place in inside)
    return within, frozenset(term.stem for place, term in enumerate(terms) if place not in inside)


def _marks(text: str, language: str) -> Iterator[str]:
    for classes in (MODALS, SCOPES, LINKS):
        for name, words in classes.items():
            if _pattern(words[language], language).search(text):
                yield name


def denials(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where words of a folded text deny."""
    return (match.span() for match in _pattern(NEGATIONS[language], language).finditer(text))


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """For each stem those that may stand for it."""
    groups: dict[str, frozenset[str]] = {}
    for line in SYNONYMS[language]:
        stems = frozenset(stem for word in line.split() for stem in (word, *index_words(word, language)))
        for stem in stems:
            groups[stem] = groups.get(stem, frozenset()) | stems
    return groups
