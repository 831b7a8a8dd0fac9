"""The numbers after a noun such as "paragraphs": figures, words, letters, lists and ranges. Works on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.model import Span
from index.numerals import number_word
from index.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph's number at its place: "8", "9.b", "last"."""

    span: Span
    number: str


_SIGN: Final = Pattern(
    r"\s{0,3}(?:nos?\.|no\s|number\s|numbers\s|n[°º]|№|núm\.?|numéro\s|número\s|رقم|#)?\s{0,3}", re.I
)
_LETTERS: Final = {
    "أ": "a",
    "ا": "a",
    "ب": "b",
    "ج": "c",
    "د": "d",
    "ه": "e",
    "هـ": "e",
    "و": "f",
    "ز": "g",
    "ح": "h",
    "а": "a",
    "б": "b",
    "с": "c",
    "е": "e",
}
SUB_NOUN: Final = r"(?:sub-?\s?para(?:graph)?s?\.?|alin[ée]as?|apartados?|incisos?|подпункт\w{0,3}|الفقرة الفرعية)"
LETTER: Final = r"(?:(?P<first>[a-zа-я])(?P=first)?|[ivx]{1,5}|[أابجدهوزح]|هـ)"
_SUB: Final = Pattern(rf"\s{{0,2}}(?:,?\s{{0,2}}{SUB_NOUN}\s{{0,2}})?\(?\s?(?P<letter>{LETTER})\s?\)", re.I)
_GLUED_SUB: Final = Pattern(r"\.?(?P<letter>[a-h])(?![A-Za-z0-9.'])")
_FIGURES: Final = Pattern(
    r"\(?(?P<figures>[0-9]{1,4})(?P<bis>\s?(?:bis|ter)\b)?"
    r"(?!\s?/\s?[0-9]|[0-9]|[.,:][0-9]|\s?%|\s?\((?:19|20)[0-9]{2}\)|\s?[A-Z]?\s?\((?:E?S-)?[IVXL]{1,8}\)|st\b|nd\b|rd\b|th\b)"
    r"(?P<close>\))?"
)
_JOINT: Final = Pattern(
    r"\s{0,3}(?:(?P<range>[-~]|(?:to|through|until|à|au|al|a|по|إلى)(?=\s))|(?:,\s{0,3})?(?:and|or|et|ou|y|e|o|и|или)"
    r"(?=\s)|&|,|\bو\s?)(?!\s{0,3}\n\s{0,3}\n)\s{0,3}",
    re.I,
)
# After a further number: the phrase's end or a word that goes on with the sentence, not a noun that is counted.
_GOES_ON: Final = Pattern(
    r"\s{0,3}(?:\Z|[^\w\s]|(?:of|in|and|or|to|above|below|thereof|as|is|are|on|with|from|through|de|du|des|del|la|et|y|e|и|или"
    r"|резолюц\w{2,3}|من|say|says|said|do|does|which|that|for|the|shall|by|at|were|was|have|has|can|will|would|should)\b)",
    re.I,
)
_MONTH: Final = Pattern(
    r"\s{1,3}(?:de\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fév|avr|mai|août|déc|ene|abr|ago|dic|янв|фев|апр)",
    re.I,
)
_LONGEST_RANGE: Final = 40
_MOST: Final = 100
_WORD: Final = Pattern(r"[^\W_]+(?:[-'][^\W_]+)?")


def read_numbers(folded: str, start: int, plural: bool) -> tuple[list[Item], int]:
    """The numbers from `start`, right after the noun, and where they end; none if no number follows."""
    items: list[Item] = []
    sign = _SIGN.match(folded, start)
    position, reached, ranging = sign.end() if sign else start, start, False
    while len(items) < _MOST:
        found = _item(folded, position, items)
        if found is None or (items and not _continues(folded, found[1], plural)):
            break
        item, reached = found
        if ranging:
            items.extend(between(items[-1], item))
        items.append(item)
        joint = _JOINT.match(folded, reached)
        if joint is None:
            break
        position, ranging = joint.end(), joint["range"] is not None
    return items, reached


def goes_on(folded: str, end: int) -> bool:
    """Whether the phrase ends here, or goes on with a word that is no noun counted by the number before."""
    return _GOES_ON.match(folded, end) is not None


def sub_letter(letter: str) -> str:
    """A sub-paragraph's letter as ids have it: lower-case Latin."""
    return _LETTERS.get(letter.lower(), letter.lower())


def _continues(folded: str, end: int, plural: bool) -> bool:
    if _MONTH.match(folded, end):
        return False
    return plural or goes_on(folded, end)


def _item(folded: str, position: int, before: list[Item]) -> tuple[Item, int] | None:
    """The number at a position: figures with letters, a number in words, or a further letter of the number before."""
    if figures := _FIGURES.match(folded, position):
        bracketed = figures[0].startswith("(")
        if bracketed and not figures["close"]:
            return None
        end = figures.end() if bracketed else figures.end("bis") if figures["bis"] else figures.end("figures")
        number = str(int(figures["figures"])) + (figures["bis"] or "").strip().lower()
        letters, end = read_letters(folded, end)
        return Item(Span(position, end), ".".join([number, *letters])), end
    if before and "." in before[-1].number and (letter := _SUB.match(folded, position)):
        stem = before[-1].number.rpartition(".")[0]
        return Item(Span(position, letter.end()), f"{stem}.{sub_letter(letter['letter'])}"), letter.end()
    word = _WORD.match(folded, position)
    number_in_words = number_word(word[0]) if word else None
    if word is None or number_in_words is None:
        return None
    letters, end = read_letters(folded, word.end())
    return Item(Span(position, end), ".".join([number_in_words, *letters])), end


def read_letters(folded: str, position: int) -> tuple[list[str], int]:
    """The letters of a sub-paragraph that follow its number, at most three, and where they end: "(b) (ii)"."""
    letters: list[str] = []
    glued = _GLUED_SUB.match(folded, position)
    if glued:
        letters, position = [glued["letter"]], glued.end()
    while len(letters) < 3 and (sub := _SUB.match(folded, position)):
        letters.append(sub_letter(sub["letter"]))
        position = sub.end()
    return letters, position


def between(first: Item, last: Item) -> Iterator[Item]:
    """The items that a range leaves out: 4 in "3-5", 9.b in "9 (a) to (c)"."""
    span = Span(first.span.start, last.span.end)
    if first.number.isdigit() and last.number.isdigit():
        low, high = int(first.number), int(last.number)
        if high - low <= _LONGEST_RANGE:
            yield from (Item(span, str(number)) for number in range(low + 1, high))
        return
    stem, _, low_letter = first.number.rpartition(".")
    other, _, high_letter = last.number.rpartition(".")
    if stem and stem == other and len(low_letter) == len(high_letter) == 1:
        yield from (Item(span, f"{stem}.{chr(code)}") for code in range(ord(low_letter) + 1, ord(high_letter)))
