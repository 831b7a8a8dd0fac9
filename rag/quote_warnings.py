"""What in an altered quotation changes its meaning: a negation, a number or date, the opening phrase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from index.folding import fold
from index.languages import MONTHS
from rag.wording_diff import DiffPart

# Words that negate, in the six languages, and prefixes that do ("non-selectivity", "unlawful").
_NEGATION: Final = re.compile(
    r"(?<![^\W_])(?:not|no|nor|neither|never|non|none|nothing|nobody|nowhere|cannot|without|\w+n't|"
    r"pas|ne|n(?=')|ni|sans|aucune?|jamais|nul(?:le)?|point|"
    r"sin|nunca|jamás|ningun[oa]?|ningún|tampoco|nada|"
    r"не|ни|нет|без|никогда|нельзя|никак\w*|ничто|"
    r"و?(?:لا|ألا|لم|لن|ليس|ليست|غير|دون|بدون|عدم|بلا))(?![^\W_])"
    r"|(?!不断|不仅|不但|不同|不论|不管|不久|不过|非常|非洲|非政府|未来|无论)[不未非无無没沒勿莫毋](?!断|仅|但|同|论|管|久|过|常|洲|政府|来)",
    re.IGNORECASE,
)
_NEGATING_PREFIX: Final = re.compile(r"(?:un|in|im|il|ir|dis|non|mis|de|a|dés|des|не|без|бес)", re.IGNORECASE)
_PREFIXED: Final = re.compile(r"(?<![^\W_])non(?=\W*\w)|非(?=\w)", re.IGNORECASE)
_UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half "
    "third first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth "
    "ninetieth hundredth once twice both "
    "un deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante soixante cent mille "
    "premier première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta "
    "setenta ochenta noventa cien mil primer primero primera segundo segunda tercer tercero tercera cuarto cuarta "
    "quinto quinta "
    "sexto sexta séptimo séptima octavo octava noveno novena décimo décima "
    "один два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят "
    "восемьдесят девяносто сто тысяча "
).split()
# With "and" and the article, and in the cases that end in ون and in ين.
_ARABIC: Final = (
    "واحدة? اثنان اثنين اثنتان اثنتين ثلاثة? أربعة? خمسة? ستة? سبعة? ثماني ثمانية تسعة? عشرة? نصف ثلث ربع "
    "مائة مئة مائتان مائتين ألف ألفان ألفين مليون أولى ثانية ثالثة رابعة خامسة سادسة سابعة ثامنة تاسعة عاشرة حادية "
    "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر حادي"
).split() + [f"{stem}[وي]ن" for stem in "عشر ثلاث أربع خمس ست سبع ثمان تسع".split()]
_STEMS: Final = "перв втор трет четверт пят шест седьм восьм девят десят двадцат тридцат пятидесят шестидесят семидесят"
_NUMBER_WORDS: Final = "|".join(sorted({*_UNITS, *MONTHS}, key=len, reverse=True))
_CHINESE_NUMERAL: Final = "〇零一二三四五六七八九十百千万亿两廿"
_NUMBER: Final = re.compile(
    rf"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<![^\W_])(?:{_NUMBER_WORDS})(?![^\W_])"
    rf"|(?<![^\W_])و?(?:ال)?(?:{'|'.join(_ARABIC)})(?![^\W_])|(?<![^\W_])(?:{'|'.join(_STEMS.split())})\w{{2,4}}"
    rf"|第[{_CHINESE_NUMERAL}]+|[{_CHINESE_NUMERAL}]+(?=[届年月日次条段章号项个]|分之)|[{_CHINESE_NUMERAL}]{{2,}}",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\W*(?:(?:be|been|being|to|have|has|the|a|any|être|été|ser|быть)\W+)*(\w[^\W_]{0,2})", re.IGNORECASE
)


def changes_negation(parts: Sequence[DiffPart]) -> bool:
    """Whether a negation was dropped, added, or moved to another word; an ellipsis that swallows one included."""
    read = [DiffPart(part.op, _swallowed(part), part.quotation) if is_omission(part) else part for part in parts]
    ours, theirs = _found_in_changes(read, _negations)
    return ours != theirs or any(_prefix_changed(part) for part in parts if part.op == "replace")


def changes_number(parts: Sequence[DiffPart]) -> bool:
    """Whether a number, an ordinal or a month differs. What an ellipsis openly leaves out is not a change."""
    shown = [part for part in parts if not is_omission(part)]
    ours, theirs = _found_in_changes(shown, _numbers)
    return ours != theirs


def is_omission(part: DiffPart) -> bool:
    """Whether the part is an ellipsis in place of words."""
    return bool(re.fullmatch(r"[\s\W]*(?:\.{3}|…)[\s\W]*", fold(part.quotation).text))


def _swallowed(part: DiffPart) -> str:
    """What an ellipsis leaves out, as far as it may negate: "non-" and 非 negate only what follows them directly."""
    return _PREFIXED.sub("", part.source)


def _found_in_changes(
    parts: Sequence[DiffPart], find: Callable[[str], Iterator[tuple[int, int, str]]]
) -> tuple[Counter[str], Counter[str]]:
    """What `find` yields in the changed parts of the source and of the quotation, read in their context."""
    counts = []
    for side in ("source", "quotation"):
        texts: list[str] = [getattr(part, side) for part in parts]
        changed: list[tuple[int, int]] = []
        at = 0
        for part, text in zip(parts, texts, strict=True):
            if part.op != "equal":
                changed.append((at, at + len(text)))
            at += len(text)
        counts.append(
            Counter(
                value
                for start, end, value in find("".join(texts))
                if any(start < high and low < end for low, high in changed)
            )
        )
    return counts[0], counts[1]


def _negations(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _NEGATION.finditer(text):
        after = _AFTER.match(text, match.end())
        yield match.start(), match.end(), f"{match[0].lower()} {after[1].lower() if after else ''}"


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end(), fold(match[0]).text.lower()


def _prefix_changed(part: DiffPart) -> bool:
    """Whether a word became its opposite by a prefix: "lawful" and "unlawful"."""
    ours, theirs = (re.findall(r"[^\W_]+", text.lower()) for text in (part.source, part.quotation))
    if len(ours) != len(theirs):
        return False
    for one, other in zip(ours, theirs, strict=True):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        if len(shorter) > 3 and longer.endswith(shorter) and _NEGATING_PREFIX.fullmatch(longer[: -len(shorter)]):
            return True
    return False
