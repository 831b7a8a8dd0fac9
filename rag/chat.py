"""A conversation: follow-ups that lean on earlier turns are rewritten so that they stand alone.

Deterministic: a follow-up borrows from the turn before it what it leaves out, the resolution, the paragraph or the
question itself. What it was understood as is shown, so that a wrong guess can be seen and corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.errors import SymbolError
from index.symbols import FoundReference, Reference, find_references, matching_symbols, paragraph_label, split_id
from rag.courtesy import courtesy
from rag.cues import COMPARISON_CUE, COUNTED_PARAGRAPHS, HEADING_CUES, LIST_CUE
from rag.language import question_language
from rag.model import Turn
from rag.question import MAXIMUM_CHARACTERS
from rag.years import named_years

_NEW_TOPIC: Final = re.compile(
    r"\b(?:something else|new (?:question|topic)|(?:another|different|other) (?:question|topic|matter|subject))\b"
    r"|\bautre (?:chose|question|sujet)\b|\botra (?:cosa|pregunta)\b|друг(?:ой|ая) (?:вопрос|тема)|سؤال آخر|موضوع آخر"
    r"|换个(?:话题|问题)|另一个问题|另外",
    re.IGNORECASE,
)
_LEANS: Final = re.compile(
    r"\b(?:it|its|it[’']s|that|this|these|those|they|them|their|he|him|his|she|her|there|same|previous|earlier|then)\b"
    r"|\bthe (?:next|previous|other) one\b|\bthe (?:resolution|report|text|paragraph|document|session|request|matter)\b"
    r"|\b(?:il|elle|ils|elles|cela|ça|celui|celle|ceci|cette|ce|ces|son|sa|ses|leur)\b"
    r"|\b(?:eso|esa|ese|esto|esta|este|ello|ella|él|su|sus|dicha|dicho)\b"
    r"|\b(?:он[аои]?|это[тй]?|эта|эти|него|нее|неё|его|её|ее|их|там|том|той)\b"
    r"|(?:هذا|هذه|ذلك|تلك|فيه|فيها|منه|عنه)|\b(?:هو|هي)\b"
    r"|它|这|那|该|其|他|她|上述|同样",
    re.IGNORECASE,
)
_OPENS_FOLLOW_UP: Final = re.compile(
    r"^\W*(?:and|but|so|ok|also|or|sorry|no|what about|how about|thanks?|thx|et|mais|ou|y|pero|а|и|но|و)\b"
    r"|^\W*(?:那|还有)",
    re.IGNORECASE,
)
# What may stand beside a bare name in "And in 62/165?", "Sorry, I meant 58/170.", "59/190呢？".
_FILLER: Final = re.compile(
    r"\b(?:and|but|so|ok|okay|also|or|sorry|no|not|wait|what|how|about|in|of|for|the|i|mean|meant|rather|instead|thanks|"
    r"thx|please|resolution|one|now|does|with|that|this|it|compare|same|under|again|actually|same|question|too|do|is|"
    r"et|dans|la|le|pour|de|résolution|pardon|non|plutôt|"
    r"y|en|del?|el|para|resolución|perdón|qué|а|и|в|во|для|о|резолюци\w*|нет|извините|что|"
    r"و?(?:في|القرار|عن)|و|ماذا)\b|ماذا عن|[那呢里中在号决议关于请问么个的是对不起我指说]",
    re.IGNORECASE,
)
_BARE_NUMBER: Final = re.compile(
    r"^\W*(?:and|what about|how about|then|et|y|а|и|و|那|那么|ok)?\W*(?:the|le|la|el|第)?\s*"
    r"(\d{1,4})(?:st|nd|rd|th|段)?\s*(?:one|呢)?\W*$",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\b(?:next|following)\b|\b(?:one|paragraph) after (?:it|that|this)\b"
    r"|\bsuivante?\b|\bsiguiente\b|следующ|التالي|下一[段个]",
    re.IGNORECASE,
)
_PREVIOUS: Final = re.compile(
    r"\b(?:previous|preceding|one before)\b|\bprécédente?\b|\banterior\b|предыдущ|السابق|上一[段个]|前一[段个]",
    re.IGNORECASE,
)
_MEANT: Final = re.compile(r"\b(?:sorry|no|pardon|perdón|i|mean|meant|rather|resolution|in|for)\b|[,.]", re.IGNORECASE)
# Hardly a resolution has as many paragraphs.
_FIRST_UNLIKELY_PARAGRAPH: Final = 100
# Turns. No question leans on what was asked longer ago.
_REMEMBERED: Final = 20
_LONGEST_BARE_NUMBER: Final = 40
_SHORT_WORDS: Final = 6
# Characters. What announces another topic begins so early; what is asked then has more letters than this.
_ANNOUNCED_WITHIN: Final = 12
_FEWEST_LETTERS: Final = 6
_SHORT_CHARACTERS_CHINESE: Final = 10


@dataclass(frozen=True, slots=True)
class StandaloneQuestion:
    """A question that needs no earlier turn. `focus` are paragraphs that it probably speaks of, from the turn before.

    `rewritten` tells whether `text` differs from what was asked.
    """

    text: str
    focus: tuple[str, ...] = ()
    rewritten: bool = False


def standalone(question: str, turns: Sequence[Turn]) -> StandaloneQuestion:
    """The last question of a conversation, made to stand alone; as asked where that would be longer than allowed."""
    current = StandaloneQuestion("")
    cited: tuple[str, ...] = ()
    answered = False
    for turn in [turn for turn in turns if courtesy(turn.question) is None][-_REMEMBERED:]:
        current = _within_limit(turn.question, _lean(turn.question, current.text, cited, answered=answered))
        cited = turn.cited or cited
        answered = bool(turn.cited)
    return _within_limit(question, _lean(question, current.text, cited, answered=answered))


def _within_limit(question: str, leaning: StandaloneQuestion) -> StandaloneQuestion:
    return leaning if len(leaning.text) <= MAXIMUM_CHARACTERS else StandaloneQuestion(question[:MAXIMUM_CHARACTERS])


def _lean(question: str, earlier: str, cited: tuple[str, ...], *, answered: bool) -> StandaloneQuestion:
    turned = _NEW_TOPIC.search(question)
    if turned or not earlier:
        asked = _announced(question, turned) if turned and earlier else question
        return StandaloneQuestion(asked, rewritten=asked != question)
    named = find_references(question)
    symbols = [found for found in named if found.reference.symbol]
    numbers = [found for found in named if found.reference.number]
    symbol = _symbol_of(earlier, cited, answered=answered)
    if symbols and not numbers and _only_names(question, symbols):
        return _other_resolution(question, earlier, symbols, symbol)
    if symbol is None or symbols:
        return StandaloneQuestion(question)
    if numbers:
        return StandaloneQuestion(f"{question} ({symbol})", rewritten=True)
    if place := _other_council_number(question, earlier, symbol) or _other_place(question, earlier, symbol, cited):
        return StandaloneQuestion(place, rewritten=True)
    if COMPARISON_CUE.search(question) and (years := named_years(question)):
        return StandaloneQuestion(f"{earlier} {question} ({symbol}, {years.first})", cited, rewritten=True)
    if _leans(question, answered=answered):
        return StandaloneQuestion(f"{question} ({symbol})", cited, rewritten=True)
    return StandaloneQuestion(question)


def _announced(question: str, turned: re.Match[str]) -> str:
    """What is asked after "now something else:"; all of it where nothing follows."""
    rest = question[turned.end() :].lstrip(" :,.;–—-：，。؛،")
    asks = len(re.findall(r"\w", rest)) > _FEWEST_LETTERS
    return rest if asks and turned.start() <= _ANNOUNCED_WITHIN else question


def _only_names(question: str, symbols: Sequence[FoundReference]) -> bool:
    """Whether nothing but a resolution's name is said: "And in 62/165?"."""
    rest = question
    for found in reversed(symbols):
        rest = rest[: found.span.start] + " " + rest[found.span.end :]
    return not re.search(r"\w", _FILLER.sub(" ", rest))


def _other_resolution(
    question: str, earlier: str, symbols: Sequence[FoundReference], old: str | None
) -> StandaloneQuestion:
    name = str(symbols[-1].reference.symbol)
    if COMPARISON_CUE.search(question):
        return StandaloneQuestion(f"{earlier} {question} ({old}, {name})", rewritten=True)
    before = [found for found in find_references(earlier) if found.reference.symbol]
    if not before:
        return StandaloneQuestion(f"{earlier} ({name})", rewritten=True)
    text = earlier
    for found in reversed(before):
        reference = found.reference
        named = name
        if reference.number and reference.kind and reference.kind != "heading":
            named = paragraph_label(name, reference.kind, reference.number, reference.part)
        text = f"{text[: found.phrase.start]}{named}{text[found.phrase.end :]}"
    return StandaloneQuestion(text, rewritten=True)


def _other_council_number(question: str, earlier: str, symbol: str) -> str | None:
    """The earlier question about another resolution of the Security Council: "and 655?", "sorry, I meant 571"."""
    named = [found for found in find_references(earlier) if found.reference.symbol]
    bare = _bare_number(_MEANT.sub("", question))
    if bare is None or not named or not symbol.startswith("S/RES/"):
        return None
    if any(found.reference.number for found in named) and int(bare) < _FIRST_UNLIKELY_PARAGRAPH:
        return None
    text = earlier
    for found in reversed(named):
        text = f"{text[: found.phrase.start]}S/RES/{bare}{text[found.phrase.end :]}"
    return text


def _other_place(question: str, earlier: str, symbol: str, cited: tuple[str, ...]) -> str | None:
    """The paragraph meant by "and 11?" or "the previous one?", after a paragraph was asked for."""
    before = [found.reference for found in find_references(earlier) if found.reference.number]
    last = before[-1] if before else _reference_of(cited[0]) if cited else None
    if last is None or last.number is None or last.kind in (None, "heading"):
        return None
    wanted = _bare_number(question)
    if wanted is None and last.number.isdigit() and _names_neighbour(question, _NEXT):
        wanted = str(int(last.number) + 1)
    elif wanted is None and last.number.isdigit() and _names_neighbour(question, _PREVIOUS):
        wanted = str(int(last.number) - 1)
    if wanted is None:
        return None
    return paragraph_label(last.symbol or symbol, last.kind, wanted, last.part)


def _names_neighbour(question: str, where: re.Pattern[str]) -> bool:
    """Whether the next or previous paragraph is meant, and not the next report: it says so, or nothing else."""
    if not where.search(question):
        return False
    rest = _FILLER.sub(" ", where.sub(" ", question))
    return bool(COUNTED_PARAGRAPHS.search(question)) or not re.search(r"\w", rest)


def _bare_number(question: str) -> str | None:
    """The number that is all a question says: "and 11?"."""
    words = " ".join(question.split())
    bare = _BARE_NUMBER.match(words) if len(words) <= _LONGEST_BARE_NUMBER else None
    return bare.group(1) if bare else None


def _leans(question: str, *, answered: bool) -> bool:
    if LIST_CUE.search(question):
        return False
    if _LEANS.search(question) or _OPENS_FOLLOW_UP.search(question):
        return not re.search(
            r"\bwhich resolution\b|\bquelle résolution\b|\bqué resolución\b|哪[个项]决议", question, re.I
        )
    if any(cue.search(question) for _, cue in HEADING_CUES):
        return True
    if not answered:
        # Few words after a refusal are rather a new attempt than a question about what was not found.
        return False
    if question_language(question) == "zh":
        return len(re.sub(r"\W", "", question)) <= _SHORT_CHARACTERS_CHINESE
    return len(re.findall(r"\w+", question)) < _SHORT_WORDS


def _symbol_of(earlier: str, cited: tuple[str, ...], *, answered: bool) -> str | None:
    """The resolution spoken of: the last one named, if it was also cited where something was; else the first cited."""
    named = [found.reference.symbol for found in find_references(earlier) if found.reference.symbol]
    references = [reference for reference in map(_reference_of, cited) if reference is not None]
    spoken_of = [str(reference.symbol) for reference in references]
    if not answered or not spoken_of:
        return named[-1] if named else next(iter(spoken_of), None)
    meant = [symbol for name in reversed(named) for symbol in matching_symbols(name, spoken_of)]
    return next(iter(meant), spoken_of[0])


def _reference_of(cited: str) -> Reference | None:
    try:
        return split_id(cited)
    except SymbolError:
        return None
