"""The page's own permanent addresses: of resolutions and paragraphs, of their lineages, of comparisons."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlencode

from index.errors import SymbolError
from index.labels import LAST
from index.symbols import Reference, paragraph_id, parse_reference, split_id

SIGN_IN: Final = "/sign-in"
_SAFE: Final = "/()@."
# The end of an address that names a paragraph: "op8", "pp3@zh", "annex.op1.a".
_FRAGMENT: Final = re.compile(r"(?:\w{1,21}\.){0,4}(?:op|pp)\d[\w.]{0,30}(?:@[a-z]{2,3})?", re.I)
BETWEEN: Final = "..."
# Longer ones are cut short by some of the programs that addresses are pasted into.
_LONGEST: Final = 2_000


def resolution_address(symbol: str, language: str | None = None, fragment: str = "") -> str:
    """Where a resolution is read: "/A/RES/57/203#op8". `language` is that of its text, if it matters which."""
    text = f"?text={quote(language)}" if language else ""
    # Two at the beginning would name another host.
    path = quote(symbol.replace(" ", "").lstrip("/"), safe=_SAFE)
    return f"/{path}{text}{'#' + quote(fragment, safe=_SAFE) if fragment else ''}"


def fragment_of(place: str) -> str:
    """The part of an id that stands for the paragraph within its resolution: "op8"."""
    return place.partition("#")[2].partition("@")[0]


def place_address(place: str) -> str:
    """Where the place of an id is read, its paragraph highlighted; "" for what is no id."""
    reference = _read(place)
    if reference is None or reference.symbol is None:
        return ""
    language = None if reference.language in (None, "en") else reference.language
    fragment = "" if reference.kind == "heading" else fragment_of(place)
    return resolution_address(reference.symbol, language, fragment)


def trace_address(place: str) -> str:
    """Where the lineage of the paragraph of an id is shown: "/trace/A/RES/57/203/op8"."""
    return f"/trace/{_in_path(place)}"


def compare_address(before: str, after: str) -> str:
    """Where two places are compared; each is an id, or a symbol with or without "@" and a language."""
    return f"/compare/{_in_path(before)}{BETWEEN}{_in_path(after)}"


def verify_address(quotation: str, within: str) -> str:
    """Where the verification of a quotation is found again; "" for one that is too long for an address."""
    address = f"/verify?{urlencode({'q': quotation, **({'in': within} if within else {})})}"
    return address if len(address) <= _LONGEST else ""


def read_path(path: str) -> str:
    """The reference that a part of an address spells: "A/RES/57/203/op8" is "A/RES/57/203#op8"."""
    symbol, _, fragment = path.strip("/").rpartition("/")
    # Letters of parts are capital, those of kinds are not.
    kind = re.sub(r"(?:OP|PP)(?=\d)", lambda match: match[0].lower(), fragment, flags=re.I)
    return f"{symbol}#{kind}" if symbol and _FRAGMENT.fullmatch(kind) else path.strip("/")


def address_meant(path: str) -> str:
    """The address of ours that a path stands for which is none: of "/a/res/57/203" or "/57/203, para. 8"; "" for none.

    Whether anything is there is for that address to say.
    """
    try:
        reference = parse_reference(read_path(path))
    except SymbolError:
        return ""
    return f"/{_spelled(reference)}" if reference.symbol else ""


def _in_path(place: str) -> str:
    reference = _read(place)
    if reference is None or reference.symbol is None or reference.kind is None:
        return quote(place.replace(" ", "").removesuffix("@en"), safe=_SAFE)
    return _spelled(reference)


def _spelled(reference: Reference) -> str:
    """A reference as it stands in a path: "A/RES/57/203/op8", "A/RES/59/190@zh"."""
    symbol, language = (reference.symbol or "").replace(" ", ""), reference.language
    if language == "en":
        language = None
    if reference.kind not in ("operative", "preambular") or reference.number in (None, LAST):
        return quote(f"{symbol}@{language}" if language else symbol, safe=_SAFE)
    spelled = paragraph_id(symbol, reference.kind, reference.number, reference.part, language)
    return quote(spelled.replace("#", "/"), safe=_SAFE)


def _read(place: str) -> Reference | None:
    try:
        return split_id(place)
    except SymbolError:
        return None
