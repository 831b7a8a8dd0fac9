"""Where a running text names a resolution, or a document that is none: the first half of reading references.

Each number of the right shape is read together with the words around it, because the body named before or after it
decides: "Human Rights Council resolution 12/16", "Commission on Human Rights resolution 2003/60", "decision 57/510".
All patterns are bounded, so that the time is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote

from index.cues import RESOLUTION_WORD, Cues, Setting
from index.document_symbols import OFFICIAL_LANGUAGES, YEAR, Body, NamedBody, Symbol, read_number, read_symbol
from index.model import Span
from index.numerals import ROMAN, to_roman
from index.patterns import Pattern
from index.stopping import go_on


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in the text. `symbol` is None where it is not a resolution of one of the four bodies.

    `own` is the number itself, `whole` includes the words that belong to it ("Security Council resolution ...").
    `continues` says that it goes on a list begun before: "338 (1973)" in "resolutions 242 (1967) and 338 (1973)".
    """

    whole: Span
    own: Span
    symbol: Symbol | None
    body: NamedBody | None = None
    language: str | None = None
    named: bool = True
    continues: bool = False


_GAP: Final = r"\s{0,3}"
_SLASH: Final = rf"{_GAP}[/\\_]{_GAP}"
# A capital letter is a part of the resolution, unless "A" or "I" goes on as a word of the sentence.
_PART: Final = (
    r"(?:-?[A-Z](?![A-Za-z0-9_'])|\s?\[[A-Z]\]|\s{1,2}[B-HJ-Z](?![A-Za-z0-9_'/])"
    r"|\s{1,2}[AI](?![A-Za-z0-9_'/])(?!\s{1,3}(?!(?:and|of|or|to|on|in|para|op|pp|also|at|is|was|as)\b)[a-z]))"
)
_MORE_PARTS: Final = r"(?:(?:,\s{1,2}|,?\s{1,3}and\s{1,3}|\s{1,3}to\s{1,3})[A-Z](?![A-Za-z0-9_'/]))"
_ARABIC_PARTS: Final = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "واو": "F", "زاي": "G", "حاء": "H"}
_SESSION: Final = rf"(?:(?:E?S{_GAP}-{_GAP})?(?:{ROMAN}|[0-9]{{1,2}})|د\s?-\s?[0-9]{{1,2}})"
_BRACKET: Final = rf"{_GAP}[(\[]{_GAP}(?:{YEAR}|{_SESSION}){_GAP}[)\]]"
_LETTERED: Final = rf"[0-9]{{1,4}}(?:\s{{0,2}}(?:[A-Z]|А|{'|'.join(_ARABIC_PARTS)}){_MORE_PARTS}{{0,5}})?{_BRACKET}"
_EXPLICIT: Final = (
    rf"(?<![\w/.$])(?i:(?:[AА]{_SLASH}HRC|HRC|[ASEА]|SC|GA){_SLASH}RES(?:{_SLASH}|[.\s]{_GAP}))"
    rf"(?:{_LETTERED}(?:\[[A-Z]\]|[A-Z](?!\w))?"
    rf"|(?i:E?S{_GAP}-?{_GAP})?[0-9]{{1,4}}{_SLASH}[0-9]{{1,4}}(?![0-9]|\s?/\s?\w)(?:{_PART}{_MORE_PARTS}{{0,5}})?"
    rf"|[0-9]{{1,4}}(?![0-9]|\s?[/(])(?:{_PART})?)"
)
_ADDRESS: Final = r"(?i:https?://|(?<![\w.])www\.|(?<![\w.])(?:docs\.un\.org|undocs\.org)/)[^\s<>\"]{1,200}"
# Any other symbol of a document: A/57/385, E/CN.4/2001/2, S/1994/240, MRE/RES.5/93; scanning makes $ or § of an S.
_OTHER: Final = r"(?<![\w/.])(?:[A-Z][A-Z.]{0,7}|[$§])/\s?[A-Z0-9](?:\w|\.(?=\w)){0,20}(?:/(?:\w|\.(?=\w)){1,20}){0,6}"
_NOT_AFTER: Final = r"(?<![A-Za-zÀ-žА-я0-9_/.$§])(?<![A-Za-z0-9]-)"
_SLASHED: Final = (
    rf"{_NOT_AFTER}(?:E?S-)?[0-9]{{1,4}}\s?/\s?[0-9]{{1,4}}(?![0-9]|\s?/\s?\w|-[0-9]|[.,:][0-9]|\s?%|st\b|nd\b|rd\b|th\b)"
    rf"(?:{_PART}{_MORE_PARTS}{{0,5}})?"
)
_BARE_NUMBER: Final = (
    rf"(?!{_LETTERED})[0-9]{{1,4}}(?![0-9]|\s?/|\s?[A-Z]?\s?[(\[]\s?[0-9A-Z]|[.,:][0-9]|-[0-9]|(?:st|nd|rd|th)\b"
    # "резолюция 2007 года" is one of that year.
    r"|\s?(?:г(?:ода?)?\b|年))"
)
_NUMBER_SIGN: Final = r"(?:nos?\.?|number|n[°º]|№|núm\.?|رقم|#)?"
_BARE: Final = (
    rf"(?i:\b(?:UN)?SCR|{RESOLUTION_WORD}){_GAP}(?i:{_NUMBER_SIGN}){_GAP}(?P<number>{_BARE_NUMBER}(?:{_PART})?)"
    rf"|\bUNSC{_GAP}(?P<council_number>{_BARE_NUMBER})|第\s?(?P<chinese_number>[0-9]{{1,4}})\s?号\s?(?=决议|決議)"
)
_MENTION: Final = Pattern(
    rf"(?P<address>{_ADDRESS})|(?P<explicit>{_EXPLICIT})|(?P<other>{_OTHER})"
    rf"|(?P<bracketed>{_NOT_AFTER}{_LETTERED}(?![0-9/]))|(?P<slashed>{_SLASHED})|(?P<bare>{_BARE})"
)
_LANGUAGE_OF_ADDRESS: Final = Pattern(r"(?:docs\.un|undocs)\.org/([a-z]{2})/", re.I)
_FURTHER_NUMBER: Final = Pattern(rf"\s{{0,3}}(?:,|and|&|,\s?and|et|y|и)\s{{1,3}}({_BARE_NUMBER})")
# Between two items of a list: a date, a comma, "and".
_LIST_GAP: Final = Pattern(
    r"(?:\s{1,3}(?:of|du|de|от)\s{1,3}[0-9]{1,2}\s{1,3}(?:de\s)?\w{3,12}(?:\s{1,3}(?:de\s)?[0-9]{4})?)?"
    r"(?:,?\s{0,3}annex)?\s{0,3}(?:号)?\s{0,3}(?:,|;|、)?\s{0,3}"
    r"(?:and|or|as well as|und|et|ou|y|e|o|и|или|و|أو|和|及|与|或|&|-|vs\.?|versus|with|to)?\s{0,3}第?(?:in\s{1,3})?"
)
_UNHEADED_BAR: Final = Pattern(
    r"(?:\b(?:vol|p|pp|no|nos|art|arts|page|pages|document|paragraphs?|paras?|article|rule|item|chap)\.?|№)\s{0,3}\Z",
    re.I,
)
_CYRILLIC_LETTERS: Final = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def find_mentions(folded: str, default: Body | None = None) -> tuple[Mention, ...]:
    """All documents named in a text folded by `fold_characters`, in order. `default`: the body whose text this is."""
    matches = list(_MENTION.finditer(folded))
    cues = Cues(folded, (match.span() for match in matches))
    found: list[Mention] = []
    for match in matches:
        go_on()
        previous = found[-1] if found else None
        for mention in _read(match, folded, cues, previous, default):
            if not found or mention.own.start >= found[-1].own.end or mention.own == found[-1].own:
                found.append(mention)
    return tuple(found)


def _read(
    match: re.Match[str], folded: str, cues: Cues, previous: Mention | None, default: Body | None
) -> Iterator[Mention]:
    span = Span(match.start(), match.end())
    if match["address"]:
        yield _address(match[0], span)
    elif match["other"]:
        yield Mention(span, span, None)
    elif match["explicit"]:
        setting = cues.around(span.start, span.end)
        for number in _each_part(match[0]):
            symbol = read_symbol(number)
            yield Mention(Span(setting.start, setting.end), span, symbol, symbol.adopted_by if symbol else None)
    elif match["bare"]:
        yield from _bare(match, folded, cues)
    else:
        yield from _short(match, folded, cues, previous, default)


def _address(address: str, span: Span) -> Mention:
    trimmed = address.rstrip(".,;:!?)'")
    if "(" in trimmed and address[len(trimmed) : len(trimmed) + 1] == ")":
        trimmed += ")"
    span = Span(span.start, span.start + len(trimmed))
    symbol = read_symbol(unquote(trimmed)) if "/RES/" in trimmed.upper() else None
    return Mention(span, span, symbol, language=language_of_address(trimmed))


def language_of_address(address: str) -> str | None:
    """The language that an address of the official document system names: "https://docs.un.org/zh/A/RES/59/190"."""
    code = _LANGUAGE_OF_ADDRESS.search(address)
    return code[1].lower() if code and code[1].lower() in OFFICIAL_LANGUAGES else None


def _bare(match: re.Match[str], folded: str, cues: Cues) -> Iterator[Mention]:
    """ "resolution 242", "SCR 242", "resolutions 242 and 338": the year is not given."""
    group = next(name for name in ("number", "council_number", "chinese_number") if match[name])
    own = Span(*match.span(group))
    setting = cues.around(own.start, own.end)
    first = _mention(match[group], own, setting, None)
    yield first
    head = folded[match.start() : own.start].strip().lower()
    plural = head.endswith(("s", "es", "резолюции", "резолюциях", "ين", "ات"))
    following = _FURTHER_NUMBER.match(folded, own.end) if group == "number" else None
    while following and (plural or _like_a_number(following[1])):
        own = Span(*following.span(1))
        yield replace(_mention(following[1], own, setting, None), whole=own, continues=True)
        following = _FURTHER_NUMBER.match(folded, own.end)


def _like_a_number(digits: str) -> bool:
    """Whether it is rather a resolution's number than a count or a year."""
    return len(digits) >= 3 and not digits.startswith(("19", "20"))


def _short(
    match: re.Match[str], folded: str, cues: Cues, previous: Mention | None, default: Body | None
) -> Iterator[Mention]:
    """ "57/203", "242 (1967)", "217 A (III)" without the "/RES/"."""
    own = Span(match.start(), match.end())
    setting = cues.around(own.start, own.end)
    listed = previous is not None and _continues(folded, previous, own, setting)
    if listed and previous is not None:
        setting = replace(
            setting, body=previous.body or ("other" if previous.symbol is None else None), named=previous.named
        )
    if not setting.named and not listed and not setting.body and not _stands_alone(match, folded):
        return
    for number in _each_part(match[0]):
        mention = _mention(number, own, setting, default)
        if mention.symbol is None and not setting.named and setting.body is None and not setting.decision:
            continue
        yield replace(mention, whole=Span(own.start, setting.end), continues=True) if listed else mention


def _continues(folded: str, previous: Mention, own: Span, setting: Setting) -> bool:
    if setting.body or setting.decision or own.start - previous.own.end > 60:
        return False
    own_word = setting.start < own.start and folded[setting.start] != "第"
    return not own_word and _LIST_GAP.fullmatch(folded, previous.own.end, own.start) is not None


def _mention(number: str, own: Span, setting: Setting, default: Body | None) -> Mention:
    whole = Span(setting.start, setting.end)
    if setting.decision or setting.body == "other":
        return Mention(whole, own, None, named=setting.named)
    body = setting.body if setting.body not in {"resolution", "decision"} else None
    symbol = read_number(_plain(number), _named_body(body) or (default if setting.named else None))
    if symbol is None and body is None and default is not None:
        symbol = read_number(_plain(number), None)
    return Mention(whole, own, symbol, body=_named_body(body), named=setting.named)


def _named_body(kind: str | None) -> NamedBody | None:
    match kind:
        case "GA" | "SC" | "ECOSOC" | "HRC" | "COUNCIL":
            return kind
        case _:
            return None


def _stands_alone(match: re.Match[str], folded: str) -> bool:
    """Whether a number that nothing calls a resolution may be taken for one: no date, fraction, share or page."""
    if _UNHEADED_BAR.search(folded, max(0, match.start() - 14), match.start()):
        return False
    figures = [int(figure) for figure in re.findall(r"[0-9]+", match[0])]
    if match["bracketed"]:
        return figures[0] >= (10 if len(figures) > 1 and figures[1] > 1900 else 100)
    if "-" in match[0] or re.search("[A-Z]", match[0]):
        return True
    session, number = figures[:2]
    day_and_month = session == 31 and number <= 12
    return not day_and_month and session + number != 100


def _plain(number: str) -> str:
    """The number with its Arabic and Cyrillic letters in Latin: "217 ألف (د-3)" is "217 A (III)"."""
    for word, letter in _ARABIC_PARTS.items():
        number = number.replace(word, letter)
    number = re.sub(r"د\s?-\s?([0-9]{1,2})", lambda match: to_roman(int(match[1])), number)
    return number.translate(_CYRILLIC_LETTERS)


def _each_part(number: str) -> Iterator[str]:
    """ "3411 A and B (XXX)" is two resolutions, "31/6 A to C" three."""
    several = re.search(rf"([A-Z])({_MORE_PARTS}{{1,5}})", number)
    if several is None:
        yield number
        return
    letters = [several[1]]
    for joint, letter in re.findall(r"(,|and|to)\s{1,3}([A-Z])", several[2]):
        first = ord(letters[-1]) + 1 if joint == "to" else ord(letter)
        letters.extend(chr(code) for code in range(first, ord(letter) + 1))
    for letter in letters:
        yield number[: several.start()] + letter + number[several.end() :]
