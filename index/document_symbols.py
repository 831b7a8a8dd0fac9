"""Symbols of resolutions: read in any spelling, normalised to one, printed as the United Nations prints them.

How they are formed: "Symbols of United Nations documents" in each volume of resolutions of the General Assembly
(roman numerals up to the thirtieth regular and the seventh special session, session/number afterwards, a capital letter
where several resolutions share a number) and https://research.un.org/en/docs/symbols for the other bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import quote, unquote

from index.errors import SymbolError
from index.messages import message
from index.numerals import ROMAN, fold_characters, roman_value
from index.patterns import Pattern

Body = Literal["GA", "SC", "ECOSOC", "HRC"]
# "FILE" is none: the name of a document that is no resolution, "file:report-2003".
SymbolBody = Literal["GA", "SC", "ECOSOC", "HRC", "FILE"]
# "COUNCIL" is any of the three councils: "Council resolution 12/16" is of the one whose symbols look so.
NamedBody = Literal["GA", "SC", "ECOSOC", "HRC", "COUNCIL"]

OFFICIAL_LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")
_PREFIXES: Final[dict[Body, str]] = {"GA": "A/RES", "SC": "S/RES", "ECOSOC": "E/RES", "HRC": "A/HRC/RES"}
_FIRST_SLASHED_SESSION: Final = 31
_LAST_ROMAN_ASSEMBLY_SESSION: Final = 30
# The Commission on Human Rights (ended 2006) numbered its resolutions as the Economic and Social Council does; its
# roman series ended with session 34. Up to there a number without the body's name can be of either.
_FIRST_YEAR_OF_COUNCIL_ALONE: Final = 2007
_FIRST_ROMAN_SESSION_OF_COUNCIL_ALONE: Final = 35
EXAMPLES: Final = '"A/RES/57/203", "S/RES/242 (1967)", "E/RES/2014/37", "A/HRC/RES/12/16" or "A/RES/217 A (III)"'


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of one resolution.

    `text` is the canonical spelling ("A/RES/57/203", "A/RES/48/75 L", "A/RES/217 A (III)", "S/RES/242 (1967)").
    `number` is the resolution's own number, `part` its capital letter or "". `session` is in figures ("57", "S-10",
    "3" for (III), "ES-4" for (ES-IV)), None where the symbol has none or it was not given. `year` is what the symbol
    itself says: None for the General Assembly, and None for "resolution 242", of which the year was not given.
    """

    text: str
    body: SymbolBody
    number: str
    session: str | None = None
    year: int | None = None
    part: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def adopted_by(self) -> Body | None:
        """The body that adopts resolutions of such symbols; None of a document that is no resolution."""
        return None if self.body == "FILE" else self.body

    @property
    def complete(self) -> bool:
        """Whether it names one resolution for certain: "resolution 242" (no year), "GA resolution 217" do not."""
        return self.session is not None or self.year is not None or self.body == "FILE"

    @property
    def compact(self) -> str:
        """The spelling without blanks that ids and addresses use: "S/RES/242(1967)", "A/RES/217A(III)"."""
        return self.text.replace(" ", "")

    def matches(self, known: Symbol) -> bool:
        """Whether this may be `known`: all that this says agrees; a part, year or session it leaves out is open.

        So "S/RES/242" matches "S/RES/242 (1967)", and "A/RES/48/75" each of its parts "A/RES/48/75 A" to "L".
        """
        return (
            (self.body, self.number) == (known.body, known.number)
            and self.session in {None, known.session}
            and self.year in {None, known.year}
            and self.part in {"", known.part}
        )


def matching_symbols(symbol: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the `known` symbols that `symbol` names: itself if it is there, otherwise all that it may stand for.

    This is how a caller completes "S/RES/242", whose year nobody gave: it is looked up, never guessed. Raises
    SymbolError if `symbol` is none; known symbols that cannot be read match only themselves.
    """
    candidates = tuple(known)
    wanted = parse_symbol(symbol)
    if wanted.text in candidates:
        return (wanted.text,)
    return tuple(text for text in candidates if (other := _read_known(text)) is not None and wanted.matches(other))


@lru_cache(maxsize=1 << 16)
def _read_known(text: str) -> Symbol | None:
    """`read_symbol`, remembered: the symbols of a corpus are gone through again for every one that it lacks."""
    return read_symbol(text)


# --- the grammar, on upper-case text ----------------------------------------------------------------------------------

YEAR: Final = r"(?:19[4-9][0-9]|20[0-9]{2})"
_GAP: Final = r"\s{0,3}"
_SLASH: Final = rf"{_GAP}[/\\_]{_GAP}"
_PART: Final = rf"(?:{_GAP}-?[\[(]?([A-Z])[\])]?)?"
_SLASHED: Final = Pattern(rf"((?:E?S{_GAP}-?{_GAP})?[0-9]{{1,3}}){_SLASH}([0-9]{{1,4}}){_PART}")
_YEARLY: Final = Pattern(rf"({YEAR}){_SLASH}([0-9]{{1,4}}){_PART}")
_SESSION: Final = rf"(?:(E?S){_GAP}-?{_GAP})?({ROMAN}|[0-9]{{1,2}})"
_BRACKETED: Final = Pattern(
    rf"([0-9]{{1,4}})(?:{_GAP}([A-Z]))?{_GAP}[(\[]{_GAP}(?:({YEAR})|{_SESSION}){_GAP}[)\]]{_PART}"
)
_FILE: Final = Pattern(r"file:[^\W_A-Z]+(?:[-/][^\W_A-Z]+){0,40}")
# As some write it: "S/RES/1325/2000".
_WITH_YEAR: Final = Pattern(rf"([0-9]{{1,4}}){_SLASH}({YEAR})")
_BARE: Final = Pattern(rf"([0-9]{{1,4}})(?:{_GAP}([A-Z]))?")

_EXPLICIT: Final = Pattern(
    rf"(?:(A{_SLASH}HRC|HRC|A|S|E|SC|GA)(?:{_SLASH}|\s{{1,3}}))?RES(?:{_SLASH}|[.\s]{_GAP})(?=[0-9SE])"
)
_EXPLICIT_BODIES: Final[dict[str, Body]] = {"A": "GA", "GA": "GA", "S": "SC", "SC": "SC", "E": "ECOSOC", "HRC": "HRC"}
_BODY_WORDS: Final[tuple[tuple[str, NamedBody], ...]] = (
    (r"(?:UNITED NATIONS |UN )?GENERAL ASSEMBLY|(?:UN ?)?GA|G\.A\.", "GA"),
    (r"(?:UNITED NATIONS |UN )?SECURITY COUNCIL|(?:UN ?)?SCR?|S\.C\.", "SC"),
    (r"(?:UNITED NATIONS |UN )?ECONOMIC AND SOCIAL COUNCIL|ECOSOC", "ECOSOC"),
    (r"(?:UNITED NATIONS |UN )?HUMAN RIGHTS COUNCIL|(?:UN)?HRC", "HRC"),
)
_NAMED: Final = Pattern(
    r"(?:THE )?(?:" + "|".join(f"({words})" for words, _ in _BODY_WORDS) + r")?\s{0,3}"
    r"(?:RESOLUTIONS?|RES\.?|R[ÉE]SOLUTION|RESOLUCI[ÓO]N|РЕЗОЛЮЦИЯ|القرار|قرار|决议|决議)?\s{0,3}(?:NO\.?|第)?\s{0,3}"
)
_CHINESE_END: Final = Pattern(r"\s{0,3}号?\s{0,3}(?:决议|决議)?$")
_URL: Final = Pattern(r"^\s*(?:HTTPS?://)?[\w.-]{0,80}(?:UN\.ORG|UNDOCS\.ORG)/\S{0,200}$", re.IGNORECASE)


def parse_symbol(text: str) -> Symbol:
    """The symbol that `text`, as a whole, spells: "57/203", "a_res_57_203", "GA resolution 217 A (III)", "SCR 242".

    Also an address of the official document system. A number of the Security Council without its year gives an
    incomplete symbol (see `Symbol.matches`). Raises SymbolError, which says what a right one looks like.
    """
    if text[:5].lower() == "file:":
        return _file_name(text)
    upper = fold_characters(_from_address(text)).strip(" \t\r\n.,;:!?\"'").upper().replace("А/", "A/")
    body: NamedBody | None = None
    if explicit := _EXPLICIT.match(upper):
        prefix = explicit[1] or "A"
        body = "HRC" if prefix.endswith("HRC") else _EXPLICIT_BODIES[prefix]
        rest = upper[explicit.end() :]
    else:
        named = _NAMED.match(upper)
        rest = upper
        if named is not None:
            body = next((name for group, (_, name) in enumerate(_BODY_WORDS, 1) if named[group]), None)
            rest = upper[named.end() :]
    symbol = read_number(_CHINESE_END.sub("", rest), body, explicit=explicit is not None)
    if symbol is None:
        raise _complaint(text, rest, body)
    return symbol


def _file_name(text: str) -> Symbol:
    """The name of a document that is no resolution."""
    name = text.strip().casefold()
    if len(name) > 100 or _FILE.fullmatch(name) is None:
        shown = in_one_line(text)
        raise SymbolError(
            f'"{shown}" is not the name of a document: it looks like "file:report-2003"',
            message=message("document_name_unreadable", text=shown),
        )
    return Symbol(name, "FILE", name[5:])


def read_symbol(text: str) -> Symbol | None:
    """As `parse_symbol`, but None where that raises."""
    try:
        return parse_symbol(text)
    except SymbolError:
        return None


def _from_address(text: str) -> str:
    """The symbol's part of an address of undocs.org, docs.un.org or the search page of un.org, else the text itself."""
    if len(text) > 300 or _URL.match(text) is None:
        return text
    path = unquote(text.strip())
    found = re.search(r"(?i)(?:symbol=|ds=|/)((?:A/HRC|A|S|E)/RES/[^&#?]{1,40})", path)
    return found[1] if found else text


def _complaint(text: str, number: str, body: NamedBody | None) -> SymbolError:
    shown = in_one_line(text)
    if body is None and _YEARLY.fullmatch(number):
        right = f"E/RES/{number}"
        return SymbolError(
            f'"{shown}" does not say of which body: for the Economic and Social Council write "{right}"',
            message=message("symbol_of_which_body_ecosoc", text=shown, symbol=right),
        )
    if body is None and _SLASHED.fullmatch(number):
        right = f"A/HRC/RES/{number}"
        return SymbolError(
            f'"{shown}" does not say of which body: for the Human Rights Council write "{right}"',
            message=message("symbol_of_which_body_hrc", text=shown, symbol=right),
        )
    return SymbolError(
        f'"{shown}" is not a symbol of a resolution: write one like {EXAMPLES}',
        message=message("symbol_unreadable", text=shown),
    )


def in_one_line(text: str) -> str:
    """At most 60 characters of a text, as a message can show them: no line breaks, no control characters."""
    printable = "".join(character if character.isprintable() else " " for character in text[:300])
    line = " ".join(printable.split())
    return f"{line[:57]}..." if len(line) > 60 or len(text) > 300 else line


def read_number(number: str, body: NamedBody | None, *, explicit: bool = False) -> Symbol | None:
    """The symbol for a number in upper case ("57/203", "242 (1967)", "217 A (III)", "242") of a body; None if none.

    Without a body, that body to which alone such a number can belong. `explicit`: the text had the "/RES/" itself.
    """
    if len(number) > 40:
        return None
    if yearly := _YEARLY.fullmatch(number):
        return _yearly(yearly, body)
    if body == "SC" and (of_year := _WITH_YEAR.fullmatch(number)):
        return _numbered("SC", of_year[1], None, f" ({of_year[2]})", year=int(of_year[2]))
    if slashed := _SLASHED.fullmatch(number):
        return _slashed(slashed, body, explicit)
    if bracketed := _BRACKETED.fullmatch(number):
        return _of_year(bracketed, body) if bracketed[3] else _of_session(bracketed, body)
    if bare := _BARE.fullmatch(number):
        return _bare(bare, body)
    return None


def _yearly(match: re.Match[str], body: NamedBody | None) -> Symbol | None:
    year = int(match[1])
    if body in {"ECOSOC", "COUNCIL"} or (body is None and year >= _FIRST_YEAR_OF_COUNCIL_ALONE):
        part = f" {match[3]}" if match[3] else ""
        number = str(int(match[2]))
        return Symbol(f"E/RES/{year}/{number}{part}", "ECOSOC", number, year=year, part=match[3] or "")
    return None


def _slashed(match: re.Match[str], body: NamedBody | None, explicit: bool) -> Symbol | None:
    figures = re.search(r"[0-9]+", match[1])
    session_number = int(figures[0]) if figures else 0
    special = match[1][: match[1].index("S") + 1] if "S" in match[1] else ""
    session = f"{special}-{session_number}" if special else str(session_number)
    assembly = explicit or special or session_number >= _FIRST_SLASHED_SESSION
    owner: Body | None = "GA" if body in {None, "GA"} and assembly else "HRC" if body in {"HRC", "COUNCIL"} else None
    number, part = str(int(match[2])), match[3] or ""
    if owner is None or session_number == 0 or number == "0":
        return None
    text = f"{_PREFIXES[owner]}/{session}/{number}" + (f" {part}" if part else "")
    return Symbol(text, owner, number, session=session, part=part)


def _of_year(match: re.Match[str], body: NamedBody | None) -> Symbol | None:
    if body not in {None, "SC", "COUNCIL"}:
        return None
    return _numbered("SC", match[1], match[2] or match[6], f" ({match[3]})", year=int(match[3]))


def _of_session(match: re.Match[str], body: NamedBody | None) -> Symbol | None:
    special, numeral = match[4] or "", match[5]
    value = roman_value(numeral) if not numeral.isdigit() else int(numeral) if special else None
    if value is None:
        return None
    owner: Body | None = None
    if body in {"GA", "ECOSOC"}:
        owner = "GA" if body == "GA" else "ECOSOC"
    elif body is None and (special or value <= _LAST_ROMAN_ASSEMBLY_SESSION):
        owner = "GA"
    elif body in {None, "COUNCIL"} and (body or value >= _FIRST_ROMAN_SESSION_OF_COUNCIL_ALONE):
        owner = "ECOSOC"
    if owner is None:
        return None
    session = f"{special}-{value}" if special else str(value)
    printed = f"{special}-{numeral}" if special else numeral
    return _numbered(owner, match[1], match[2] or match[6], f" ({printed})", session=session)


def _bare(match: re.Match[str], body: NamedBody | None) -> Symbol | None:
    if body in {None, "SC", "COUNCIL"}:
        return _numbered("SC", match[1], match[2], "")
    return _numbered("GA", match[1], match[2], "") if body == "GA" else None


def _numbered(
    body: Body, digits: str, part: str | None, ending: str, *, session: str | None = None, year: int | None = None
) -> Symbol | None:
    number = str(int(digits))
    if number == "0":
        return None
    text = f"{_PREFIXES[body]}/{number}" + (f" {part}" if part else "") + ending
    return Symbol(text, body, number, session=session, year=year, part=part or "")


def official_url(symbol: str, language: str = "en") -> str:
    """The official page of a resolution, "https://docs.un.org/en/A/RES/57/203", percent-encoded where needed.

    Parts of a roman-numeral resolution lie in one document, named without the letter: "A/RES/217(III)". A language
    that is not one of the six leads to the English page. A document that is no resolution has none: "". Raises
    SymbolError.
    """
    parsed = parse_symbol(symbol)
    if parsed.body == "FILE":
        return ""
    path = parsed.compact
    if parsed.part and "(" in path:
        path = path.replace(f"{parsed.number}{parsed.part}(", f"{parsed.number}(")
    return f"https://docs.un.org/{language if language in OFFICIAL_LANGUAGES else 'en'}/{quote(path, safe='/()')}"
