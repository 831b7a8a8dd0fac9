"""Pinpoints: the id, the printable label and the parts of a place in a resolution.

Ids look like "A/RES/57/203#op8@en", "A/RES/57/203#pp3@en", "S/RES/687(1991)#op9.b@en", "A/RES/60/1#annex.op1@en",
"A/RES/57/203#meta@en", "file:report-2003#p1@en" (of a document that is no resolution). A part is "" or the names of
the parts that hold the paragraph, outermost first, joined by dots: "B", "II", "annex", "annexI" (annex I), "annexI.B"
(section B of annex I), "article5".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from index.document_symbols import in_one_line, parse_symbol, read_symbol
from index.errors import SymbolError
from index.numerals import ordinal_word
from index.patterns import Pattern

ReferenceKind = Literal["preambular", "operative", "paragraph", "heading"]
LAST: Final = "last"
# What the label of a document that is no resolution says in English.
NO_RESOLUTION: Final = "not a resolution"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that a text names, as far as it names one.

    `symbol` is canonical, None where no resolution is named; it may lack its year ("S/RES/242", see
    `matching_symbols`). `kind` and `number` are None for a resolution as a whole, or for a whole part of it. `number`
    is as in an id ("8", "9.b.ii"), or "last" for the last paragraph of that kind. `part` is "" or a part ("B",
    "annex"). `language` is None where it is not said.
    """

    symbol: str | None
    kind: ReferenceKind | None = None
    number: str | None = None
    part: str = ""
    language: str | None = None


_SHORT_KINDS: Final[dict[ReferenceKind, str]] = {
    "preambular": "pp",
    "operative": "op",
    "paragraph": "p",
    "heading": "meta",
}
_KINDS: Final[dict[str, ReferenceKind]] = {short: kind for kind, short in _SHORT_KINDS.items()}
_PART: Final = r"[^\W\d_]\w{0,20}"
_NUMBER: Final = r"[0-9]{1,4}(?:bis|ter)?(?:\.\w{1,6}){0,6}"
PLACE: Final = rf"(?:(?P<part>{_PART}(?:\.{_PART}){{0,3}})\.)?(?P<place>(?P<short>pp|op|p)(?P<digits>{_NUMBER})|meta)"
_PLACE: Final = Pattern(rf"{PLACE}(?:@(?P<language>[a-z]{{2,3}}))?")
# "annex", "annexI", "article5": a small-letter word, then the name.
_WORDED_PART: Final = Pattern(r"([^\W\d_A-Z]{2,20})([A-Z\d]{0,6})")
_EXAMPLE: Final = '"A/RES/57/203#op8@en"'


def paragraph_id(
    symbol: str, kind: ReferenceKind, number: str | None, part: str = "", language: str | None = "en"
) -> str:
    """The id of a place: "A/RES/57/203#op8@en". For a heading `number` does not matter. Without a language, no "@".

    Raises SymbolError where the parts do not make an id that `split_id` can read.
    """
    place = _SHORT_KINDS[kind] + ("" if kind == "heading" else number or "")
    fragment = f"{part}.{place}" if part else place
    fragment += f"@{language}" if language else ""
    if _PLACE.fullmatch(fragment) is None:
        raise SymbolError(
            f'"{in_one_line(fragment)}" is not a place in a resolution: it looks like "op8@en", "pp3" or "B.op2.a"'
        )
    return f"{parse_symbol(symbol).compact}#{fragment}"


def split_id(text: str) -> Reference:
    """The reference that an id spells; language and "A/RES/" may be missing ("57/203#op8").

    Raises SymbolError.
    """
    before, mark, fragment = text.strip().partition("#")
    symbol = read_symbol(before) if mark and before else None
    place = _PLACE.fullmatch(fragment)
    if symbol is None or place is None:
        raise SymbolError(f'"{in_one_line(text)}" is not the id of a paragraph: it looks like {_EXAMPLE}')
    return reference_of_place(symbol.text, place)


def reference_of_place(symbol: str, place: re.Match[str]) -> Reference:
    """The reference for a match of `PLACE` that also has the group "language"."""
    kind = _KINDS[place["short"] or "meta"]
    digits = place["digits"]
    number = re.sub(r"\A0+(?=[0-9])", "", digits) if digits else None
    return Reference(symbol, kind, number, place["part"] or "", place["language"])


def paragraph_label(
    symbol: str, kind: ReferenceKind | None, number: str | None, part: str = "", *, numbered: bool = True
) -> str:
    """The label in the style of the United Nations.

    >>> paragraph_label("A/RES/57/203", "preambular", "3")
    'A/RES/57/203, third preambular paragraph'
    >>> paragraph_label("S/RES/687(1991)", "operative", "9.b")
    'S/RES/687 (1991), para. 9 (b)'

    A document that is no resolution says so: "file:report-2003 (not a resolution), ¶ 3". Without a kind it names the
    resolution, or its part, as a whole. `numbered` False is for an operative paragraph without a printed number:
    "S/RES/83 (1950), operative paragraph 1". Raises SymbolError if `symbol` is none.
    """
    named = parse_symbol(symbol)
    first = f"{named.text} ({NO_RESOLUTION})" if named.body == "FILE" else named.text
    pieces = [first, *_part_labels(part)]
    if kind == "heading":
        pieces.append("heading")
    elif kind is not None:
        pieces.append(_place_label(kind, number or "", numbered))
    return ", ".join(pieces)


def _place_label(kind: ReferenceKind, number: str, numbered: bool) -> str:
    main, *subs = number.split(".")
    letters = "".join(f" ({letter})" for letter in subs)
    if kind == "preambular":
        return f"{ordinal_word(int(main)) if main.isdecimal() else main} preambular paragraph{letters}"
    if kind == "paragraph":
        return f"last ¶{letters}" if main == LAST else f"¶ {main}{letters}"
    if main == LAST:
        return f"last operative paragraph{letters}"
    return f"{'para.' if numbered else 'operative paragraph'} {main}{letters}"


def _part_labels(part: str) -> list[str]:
    """ "annexI.B" is "annex I" and "sect. B"."""
    labels = []
    for name in filter(None, part.split(".")):
        worded = _WORDED_PART.fullmatch(name)
        labels.append(f"{worded[1]} {worded[2]}".strip() if worded else f"sect. {name}")
    return labels
