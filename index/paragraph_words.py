"""Where a running text names a paragraph, in the six official languages: "paras. 3-5", "OP8", "troisième alinéa".

Each noun is looked for first; then the ordinals and qualifiers before it and the numbers after it are read. Works on
folded text (`fold_characters`); all patterns are bounded, so that the time is linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from index.labels import LAST, ReferenceKind
from index.model import Span
from index.numerals import chinese_number, ordinal
from index.paragraph_numbers import LETTER, SUB_NOUN, Item, between, goes_on, read_letters, read_numbers, sub_letter
from index.patterns import Pattern
from index.stopping import go_on


@dataclass(frozen=True, slots=True)
class ParagraphMention:
    """One or more paragraphs named together. `weak`: "§ 8" and the like, which count only beside a resolution."""

    whole: Span
    kind: ReferenceKind
    items: tuple[Item, ...]
    weak: bool = False


_NOT_IN_WORD: Final = r"(?<![A-Za-zÀ-žА-яЁё0-9_])"
_NOUN: Final = Pattern(
    rf"{_NOT_IN_WORD}(?i:(?P<op>o\.?p\.?s?)(?=[\s.]{{0,3}}\(?[0-9])|(?P<pp>(?-i:PP\.?)s?|p\.p\.|pps?)(?=\s{{0,3}}\(?[0-9])"
    r"|(?P<sub>sub-?\s?)?(?:par[agrph]{3,8}e?s?|paras?\.?|parr?s?\.|párrs?\.?|p[áa]rr?afos?|пункт\w{0,3}|пп?\.|clauses?)"
    r"(?![A-Za-zÀ-žА-яЁё])|(?P<stroke>alin[ée]as?|абзац\w{0,3})(?![A-Za-zÀ-žА-я]))|(?P<sign>¶{1,2}|§{1,2})"
    r"|\b\w{0,3}فقر(?:ة|ات|تان|تين)\b"
)
_PREAMBULAR: Final = Pattern(r"(?:p(?:re|er)amb\w{0,9}|préamb\w{0,8}|преамбул\w{0,8})", re.I)
_OPERATIVE: Final = Pattern(r"(?:operati(?:ve|f|onal|onel)|op|постановляющ\w{1,4}|dispositif)", re.I)
_AND: Final = frozenset("and or to et ou y e и или &".split())
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_LATE_QUALIFIER: Final = Pattern(
    r"(?:\s{0,3},?\s{0,3}(?:of|in|du|de|del|en|из|من|في)?\s{0,3}(?:the|la|le|l'|its)?\s{0,3}"
    r"(?:(?P<preambular>preamb(?:le|ular part|ulo)|préambule|preámbulo|преамбул\w{1,2}|(?:ال)?ديباجة)"
    r"|(?P<operative>dispositif|operative part|parte dispositiva|постановляющ\w{2,4}\s{1,3}част\w{1,2}|(?:ال)?منطوق))"
    r"(?!\w))",
    re.I,
)
_LEADING_SUB: Final = Pattern(
    rf"{SUB_NOUN}\s{{0,2}}\(?(?P<letter>{LETTER})\)\s{{0,3}}(?:of|to|in|du|de|del|من)?\s{{0,3}}(?:the\s|la\s|le\s)?\Z",
    re.I,
)
_SPANISH: Final = Pattern(r"\b(?:el|los|las|que|del|por|una|según|qué|con|y|en)\b", re.I)

_CHINESE_NUMBER: Final = r"(?:[0-9]{1,3}|[〇一二三四五六七八九十]{1,3})"
_CHINESE_LETTER: Final = r"(?:\s?\([a-z]{1,4}\)){0,3}"
_CHINESE: Final = Pattern(
    r"(?P<before>(?:序言|前言|执行|執行|正文)(?:部分|段)?(?:的|中的|中)?\s?)?"
    rf"(?:(?P<last>最后一|最後一)|第\s?(?P<numbers>{_CHINESE_NUMBER}{_CHINESE_LETTER}"
    rf"(?:\s?(?:[、,和及至到与-]|以及)\s?第?\s?{_CHINESE_NUMBER}{_CHINESE_LETTER}){{0,20}}))\s?"
    rf"(?P<between>序言|执行|執行)?段(?P<letters>{_CHINESE_LETTER})"
)
_CHINESE_ITEM: Final = Pattern(
    rf"(?P<range>[至到-])?\s?第?\s?(?P<number>{_CHINESE_NUMBER})(?P<letters>{_CHINESE_LETTER})"
)


def find_paragraphs(folded: str) -> tuple[ParagraphMention, ...]:
    """All paragraphs named in a folded text, in order."""
    spanish = _SpanishWords(folded)
    found = [mention for match in _NOUN.finditer(folded) if (mention := _read(match, folded, spanish)) is not None]
    found.extend(_read_chinese(match) for match in _CHINESE.finditer(folded))
    return tuple(sorted(found, key=lambda mention: mention.whole.start))


@dataclass(slots=True)
class _Reading:
    """What has been read so far around one noun."""

    start: int
    end: int
    kind: ReferenceKind | None = None
    items: list[Item] = field(default_factory=list)


def _read(match: re.Match[str], folded: str, spanish: _SpanishWords) -> ParagraphMention | None:
    go_on()
    reading = _Reading(match.start(), match.end())
    if match["op"] or match["pp"]:
        reading.kind = "operative" if match["op"] else "preambular"
    else:
        _read_before(reading, folded)
    if not reading.items:
        noun = match[0].lower()
        plural = noun.endswith(("s", "s.", "пп.", "ы", "ах", "ов", "ات", "تان", "تين")) or len(match["sign"] or "") > 1
        items, reading.end = read_numbers(folded, reading.end, plural)
        reading.items = items
    elif len(reading.items) == 1:
        _read_letters_after(reading, folded)
    if not reading.items or (match["sub"] and "." not in reading.items[0].number):
        return None
    if late := _LATE_QUALIFIER.match(folded, reading.end):
        reading.kind = "preambular" if late["preambular"] else "operative"
        reading.end = late.end()
    if match["stroke"] and reading.kind is None:
        return None
    if match[0].lower() == "para" and spanish.make_a_preposition(match.start(), reading.end):
        return None
    _read_leading_letter(reading, folded)
    weak = (
        bool(match["sign"])
        or match[0].lower().startswith("clause")
        or (match[0] in {"pp", "pps"} and folded[match.end()] == " ")
    )
    span = Span(reading.start, reading.end)
    return ParagraphMention(span, reading.kind or "operative", tuple(reading.items), weak)


def _read_before(reading: _Reading, folded: str) -> None:
    """Qualifiers and ordinals before the noun: "third and fourth preambular", "operative", "twenty-first"."""
    ordinals: list[Item] = []
    edge = reading.start
    while len(ordinals) < 20:
        begin, end = _word_before(folded, edge)
        text = folded[begin:end]
        if _PREAMBULAR.fullmatch(text) or _OPERATIVE.fullmatch(text):
            if reading.kind is not None:
                break
            reading.kind = "preambular" if _PREAMBULAR.fullmatch(text) else "operative"
            reading.start = begin
        elif (number := ordinal(text)) is not None:
            tens_begin, tens_end = _word_before(folded, begin)
            tens = _TENS.get(folded[tens_begin:tens_end].lower())
            if tens and number != LAST and int(number) < 10:
                number, begin = str(tens + int(number)), tens_begin
            ordinals.append(Item(Span(begin, end), number))
            reading.start = begin
        elif text.lower() not in _AND or not ordinals:
            break
        edge = begin
    reading.items = ordinals[::-1]


def _word_before(folded: str, edge: int) -> tuple[int, int]:
    """The word that ends before `edge`, at most a few blanks or a comma away; an empty range if there is none."""
    end = edge
    while end > 0 and edge - end < 4 and folded[end - 1] in " \t\r\n,.-":
        end -= 1
    begin = end
    while begin > 0 and end - begin < 24 and (folded[begin - 1].isalnum() or folded[begin - 1] in "-'"):
        begin -= 1
    return begin, end


def _read_letters_after(reading: _Reading, folded: str) -> None:
    """ "third preambular paragraph (a)"."""
    letters, end = read_letters(folded, reading.end)
    if letters:
        number = ".".join([reading.items[0].number, *letters])
        reading.items, reading.end = [Item(Span(reading.start, end), number)], end


def _read_leading_letter(reading: _Reading, folded: str) -> None:
    """ "subparagraph (b) of" before a single paragraph."""
    if ")" not in folded[max(0, reading.start - 8) : reading.start]:
        return
    leading = _LEADING_SUB.search(folded, max(0, reading.start - 50), reading.start)
    if leading and len(reading.items) == 1:
        number = f"{reading.items[0].number}.{sub_letter(leading['letter'])}"
        reading.start = leading.start()
        reading.items = [Item(Span(reading.start, reading.end), number)]


class _SpanishWords:
    """Tells the Spanish preposition "para" ("para 8 países") from the abbreviation by the words around it."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._found: list[tuple[int, str]] | None = None

    def make_a_preposition(self, start: int, end: int) -> bool:
        if self._found is None:
            self._found = [(match.start(), match[0].lower()) for match in _SPANISH.finditer(self._folded)]
        low, high = bisect_left(self._found, (start - 80, "")), bisect_left(self._found, (end + 80, ""))
        words = {word for _, word in self._found[low : min(high, low + 20)]}
        return len(words) > 1 or (len(words) == 1 and not goes_on(self._folded, end))


def _read_chinese(match: re.Match[str]) -> ParagraphMention:
    qualifier = (match["before"] or "") + (match["between"] or "")
    kind: ReferenceKind = "preambular" if "序" in qualifier or "前" in qualifier else "operative"
    items: list[Item] = []
    if match["last"]:
        items.append(Item(Span(*match.span("last")), LAST))
    else:
        for each in _CHINESE_ITEM.finditer(match.string, *match.span("numbers")):
            value = chinese_number(each["number"])
            letters = re.findall("[a-z]+", each["letters"] or match["letters"])
            item = Item(Span(each.start("number"), each.end()), ".".join([str(value or 0), *letters]))
            if each["range"] and items:
                items.extend(between(items[-1], item))
            items.append(item)
    return ParagraphMention(Span(match.start(), match.end()), kind, tuple(items))
