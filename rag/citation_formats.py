"""A place in a resolution cited in the styles of the field, each with a receipt by which anyone can replay it.

United Nations: the United Nations Editorial Manual ("General Assembly resolution 57/203 of 18 December 2002, para. 8").
Bluebook: rule 21.7 (G.A. Res. 62/228, ¶ 35, U.N. Doc. A/RES/62/228 (Dec. 22, 2007)). OSCOLA: its guide "Citing
international law sources" of 2006 (UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210). RIS and CSL-JSON are of
the type that Zotero reads as a statute; BibTeX has no such type, and every one of its readers knows "misc". What a
resolution does not say (a date, a title) is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from index.catalog import Catalog, ResolutionSummary
from index.document_symbols import Symbol, SymbolBody, parse_symbol
from index.model import Resolution, Span
from index.symbols import official_url, paragraph_label, split_id
from rag.model import Citation, CitationKind
from rag.quotable import summaries_of

CitationStyle = Literal["un", "bluebook", "oscola", "bibtex", "ris", "csl-json"]
STYLES: Final[tuple[CitationStyle, ...]] = get_args(CitationStyle)

_MONTHS: Final = "January February March April May June July August September October November December".split()
_SHORT_MONTHS: Final = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
# How the labels of documents that are none say so.
_NO_RESOLUTION: Final = " (not a resolution)"
_BODIES: Final[dict[SymbolBody, str]] = {
    "GA": "General Assembly",
    "SC": "Security Council",
    "ECOSOC": "Economic and Social Council",
    "HRC": "Human Rights Council",
}
_BLUEBOOK_BODIES: Final[dict[SymbolBody, str]] = {
    "GA": "G.A.",
    "SC": "S.C.",
    "ECOSOC": "E.S.C.",
    "HRC": "Human Rights Council",
}
_OSCOLA_BODIES: Final[dict[SymbolBody, str]] = {"GA": "UNGA", "SC": "UNSC", "ECOSOC": "UN ECOSOC", "HRC": "UNHRC"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of the words: the file's SHA-256 and the range of its characters in which they stand."""

    file: str
    sha256: str
    span: Span

    def __str__(self) -> str:
        return f"{self.file}, characters {self.span.start}-{self.span.end}, SHA-256 {self.sha256}"


@dataclass(frozen=True, slots=True)
class Citable:
    """What a style needs to know. `pinpoint` is the label's part after the symbol ("para. 8"), "" for a whole text."""

    symbol: Symbol
    title: str
    adopted: date | None
    language: str
    pinpoint: str
    number: str
    kind: CitationKind | None
    part: str
    url: str
    receipt: Receipt | None


def citable(
    summary: ResolutionSummary, citation: Citation | None = None, *, resolution: Resolution | None = None
) -> Citable:
    """What is to be cited: the place of `citation`, or the whole `resolution`."""
    symbol = parse_symbol(summary.symbol)
    part = "" if citation is None else split_id(citation.id).part
    span = citation.source.span if citation is not None else _extent(resolution)
    receipt = Receipt(summary.file, summary.sha256, span) if span is not None else None
    pinpoint = ""
    if citation is not None and citation.label.startswith(summary.symbol):
        pinpoint = citation.label.removeprefix(summary.symbol).removeprefix(_NO_RESOLUTION).removeprefix(", ")
    elif citation is not None:
        label = paragraph_label(citation.symbol, citation.kind, citation.number, part)
        pinpoint = label.removeprefix(f"{symbol.text}, ")
    return Citable(
        symbol,
        " ".join(summary.title.split()),
        summary.adopted,
        summary.language,
        pinpoint,
        "" if citation is None else citation.number,
        None if citation is None else citation.kind,
        part,
        official_url(summary.symbol, summary.language),
        receipt,
    )


def _extent(resolution: Resolution | None) -> Span | None:
    """From the first to the last character of the file that belongs to the resolution."""
    if resolution is None:
        return None
    spans = [datum.source for datum in resolution.heading] + [one.source for one in resolution.paragraphs]
    return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None


def cite_as(style: CitationStyle, place: Citable) -> str:
    """The citation in a style. The three for reading end with the receipt in brackets on a line of its own."""
    return _WRITERS[style](place)


def cite_all(catalog: Catalog, citations: Sequence[Citation], style: CitationStyle) -> str:
    """Citations of `rag.model`, whose resolutions the catalog holds, in a style: one file, as its readers want it."""
    summaries = summaries_of(catalog, {citation.symbol for citation in citations})
    places = [citable(summaries[one.symbol, one.language], one) for one in citations]
    if style == "csl-json":
        return json.dumps([_csl_item(place) for place in places], ensure_ascii=False, indent=2)
    return "\n\n".join(cite_as(style, place) for place in places)


def _plain(place: Citable) -> str | None:
    """The citation for reading of a document that is no resolution, None of a resolution."""
    if place.symbol.body != "FILE":
        return None
    pinpoint = f", {place.pinpoint}" if place.pinpoint else ""
    return _with_receipt(f"{_title(place)}{_NO_RESOLUTION}{pinpoint}", place)


def _author(place: Citable) -> str:
    return "" if place.symbol.body == "FILE" else f"United Nations {_BODIES[place.symbol.body]}"


def _with_receipt(text: str, place: Citable) -> str:
    return f"{text}\n[{place.receipt}]" if place.receipt else text


def _printed(symbol: Symbol) -> str:
    """The number as it follows the word "resolution": "57/203", "242 (1967)", "217 A (III)"."""
    return symbol.text.partition("/RES/")[2]


def _long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _united_nations(place: Citable) -> str:
    if plain := _plain(place):
        return plain
    text = f"{_BODIES[place.symbol.body]} resolution {_printed(place.symbol)}"
    # The year is part of a Security Council resolution's number: the manual gives no date besides.
    if place.adopted is not None and place.symbol.year is None:
        text += f" of {_long_date(place.adopted)}"
    if place.pinpoint:
        text += f", {place.pinpoint}"
    return _with_receipt(text, place)


def _bluebook(place: Citable) -> str:
    if plain := _plain(place):
        return plain
    number = re.sub(r" ?\(\d{4}\)", "", _printed(place.symbol))
    text = f"{_BLUEBOOK_BODIES[place.symbol.body]} Res. {number}"
    if place.kind is not None and (pinpoint := _bluebook_pinpoint(place)):
        text += f", {pinpoint}"
    text += f", U.N. Doc. {_document(place)}"
    if place.adopted is not None:
        text += f" ({_SHORT_MONTHS[place.adopted.month - 1]} {place.adopted.day}, {place.adopted.year})"
    return _with_receipt(text, place)


def _bluebook_pinpoint(place: Citable) -> str:
    main, *subs = place.number.split(".")
    letters = "".join(f"({letter})" for letter in subs)
    pieces = [piece.replace("sect. ", "§ ") for piece in place.pinpoint.split(", ")[:-1]] if place.part else []
    if place.kind == "preambular":
        pieces.append(f"pmbl. ¶ {main}{letters}")
    elif place.kind == "operative":
        pieces.append(f"¶ {main}{letters}")
    return ", ".join(pieces)


def _document(place: Citable) -> str:
    """The symbol as on the document itself: without the year that the Security Council's number carries."""
    return re.sub(r" ?\(\d{4}\)", "", place.symbol.text) if place.symbol.body == "SC" else place.symbol.text


def _oscola(place: Citable) -> str:
    if plain := _plain(place):
        return plain
    number = re.sub(r" ?\(\d{4}\)", "", _printed(place.symbol))
    text = f"{_OSCOLA_BODIES[place.symbol.body]} Res {number}"
    if place.adopted is not None:
        text += f" ({_long_date(place.adopted)})"
    text += f" UN Doc {_document(place)}"
    if place.pinpoint:
        text += f", {place.pinpoint.replace('para. ', 'para ').replace('sect. ', 's ')}"
    return _with_receipt(text, place)


_LATEX: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\^{}", "~": r"\~{}",
})  # fmt: skip


def _key(place: Citable) -> str:
    pinpoint = f"-{place.kind}-{place.part}{place.number}" if place.kind else ""
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{place.symbol.compact}{pinpoint}").strip("-") + f"-{place.language}"


def _title(place: Citable) -> str:
    if place.symbol.body == "FILE":
        return place.title or place.symbol.number
    return place.title or f"{_BODIES[place.symbol.body]} resolution {_printed(place.symbol)}"


def _note(place: Citable) -> str:
    return " ".join(part for part in (f"{place.pinpoint}." if place.pinpoint else "", _source(place)) if part)


def _source(place: Citable) -> str:
    return f"Source: {place.receipt}" if place.receipt else ""


def _bibtex(place: Citable) -> str:
    fields = {
        "title": f"{{{_title(place).translate(_LATEX)}}}",
        "author": f"{{{_author(place)}}}" if _author(place) else "",
        "howpublished": _published(place).translate(_LATEX),
        "number": place.symbol.text.translate(_LATEX),
        "language": place.language,
        "url": place.url,
        "note": _note(place).translate(_LATEX),
    }
    if place.adopted is not None:
        fields |= {"year": str(place.adopted.year), "date": place.adopted.isoformat()}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(place)},", *lines, "}"])


def _published(place: Citable) -> str:
    if place.symbol.body == "FILE":
        return f"{place.symbol.text}{_NO_RESOLUTION}"
    return f"United Nations document {place.symbol.text}"


def _ris(place: Citable) -> str:
    lines = [
        ("TY", "GEN" if place.symbol.body == "FILE" else "STAT"),
        ("ID", _key(place)),
        ("TI", _title(place)),
        ("AU", _author(place)),
        ("M1", _published(place) if place.symbol.body == "FILE" else place.symbol.text),
        ("ET", place.symbol.session or ""),
        ("DA", f"{place.adopted:%Y/%m/%d}/" if place.adopted else ""),
        ("PY", str(place.adopted.year) if place.adopted else ""),
        ("SE", place.pinpoint),
        ("LA", place.language),
        ("UR", place.url),
        ("N1", _source(place)),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in lines if value), "ER  - "])


def _csl_json(place: Citable) -> str:
    return json.dumps([_csl_item(place)], ensure_ascii=False, indent=2)


def _csl_item(place: Citable) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _key(place),
        "type": "document" if place.symbol.body == "FILE" else "legislation",
        "title": _title(place),
        "number": _published(place) if place.symbol.body == "FILE" else place.symbol.text,
        "language": place.language,
    }
    if place.url:
        item |= {"author": [{"literal": _author(place)}], "URL": place.url}
    if place.adopted is not None:
        item["issued"] = {"date-parts": [[place.adopted.year, place.adopted.month, place.adopted.day]]}
    if place.pinpoint:
        item["section"] = place.pinpoint
    if place.receipt:
        item["note"] = _source(place)
    return item


_WRITERS: Final[dict[CitationStyle, Callable[[Citable], str]]] = {
    "un": _united_nations,
    "bluebook": _bluebook,
    "oscola": _oscola,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
