"""References between resolutions: what one cites, and what in the corpus cites it.

"Recalling its resolution 57/224" becomes a link to that resolution, in the corpus or on its official page. References
are read from the wordings and from the footnotes; those to the resolution itself are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from index.catalog import Catalog
from index.catalog_rows import PARAGRAPH_COLUMNS, paragraph_from_row
from index.document_symbols import Symbol, parse_symbol
from index.model import Paragraph, Resolution, Span
from index.symbols import ReferenceKind, find_references, matching_symbols, official_url, paragraph_label
from rag.citing import label_of

_EASTERN: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Link:
    """One reference. `words` stand at `span` of the paragraph's wording, or of the footnote `footnote` of it.

    `symbol` is the resolution cited, `label` the place in it as far as it is named, `url` the official page.
    """

    paragraph: str
    paragraph_label: str
    footnote: str | None
    span: Span
    words: str
    symbol: str
    label: str
    in_corpus: bool
    url: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a resolution cites, in the order of its text, and what cites it, in order of adoption."""

    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]


def links_of(catalog: Catalog, resolution: Resolution) -> Links:
    """The references from and to a resolution."""
    with catalog.snapshot():
        known = frozenset(symbol for (symbol,) in catalog.rows("SELECT DISTINCT symbol FROM resolution"))
        cites = tuple(_outgoing(_innermost(resolution.paragraphs), known))
        return Links(cites, _incoming(catalog, resolution.symbol, known))


def citing(catalog: Catalog, symbol: str) -> tuple[Link, ...]:
    """Every reference to a resolution, in the corpus or not, from the paragraphs of others, in order of adoption."""
    with catalog.snapshot():
        known = frozenset(held for (held,) in catalog.rows("SELECT DISTINCT symbol FROM resolution"))
        return _incoming(catalog, symbol, known)


def _innermost(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Without sub-paragraphs: their words stand in the paragraph that holds them."""
    return [paragraph for paragraph in paragraphs if paragraph.parent is None]


def _outgoing(paragraphs: Iterable[Paragraph], known: frozenset[str]) -> Iterable[Link]:
    for paragraph in paragraphs:
        yield from _links_in(paragraph, paragraph.text, None, known)
        for note in paragraph.footnotes:
            yield from _links_in(paragraph, note.text, note.number, known)


def _links_in(paragraph: Paragraph, text: str, footnote: str | None, known: frozenset[str]) -> Iterable[Link]:
    for found in find_references(text, within=paragraph.symbol):
        reference = found.reference
        if reference.symbol is None:
            continue
        symbol = _resolved(reference.symbol, known)
        if symbol == paragraph.symbol:
            continue
        kind: ReferenceKind | None = reference.kind
        yield Link(
            paragraph.id,
            label_of(paragraph),
            footnote,
            found.span,
            text[found.span.start : found.span.end],
            symbol,
            paragraph_label(symbol, kind, reference.number, reference.part),
            symbol in known,
            official_url(symbol, paragraph.language),
        )


def _resolved(symbol: str, known: frozenset[str]) -> str:
    """The symbol in the corpus that is meant, if there is just one; else the symbol as named."""
    if symbol in known:
        return symbol
    matching = matching_symbols(symbol, known)
    return matching[0] if len(matching) == 1 else symbol


def _incoming(catalog: Catalog, symbol: str, known: frozenset[str]) -> tuple[Link, ...]:
    condition, parameters = _holding(parse_symbol(symbol))
    rows: list[tuple[Any, ...]] = catalog.rows(
        f"SELECT {PARAGRAPH_COLUMNS} FROM paragraph p JOIN resolution r ON r.key = p.resolution "
        f"WHERE p.parent IS NULL AND r.symbol != ? AND ({condition}) "
        "ORDER BY r.adopted IS NULL, r.adopted, r.symbol, r.language, p.position",
        (symbol, *parameters),
    )
    links = _outgoing((paragraph_from_row(row) for row in rows), known)
    return tuple(link for link in links if link.symbol == symbol)


def _holding(symbol: Symbol) -> tuple[str, list[str]]:
    """A condition that every paragraph which names the resolution meets: its figures stand in the text or a note."""
    figures = [symbol.number]
    # A roman session ("217 A (III)") is written in letters; a year may be left out.
    if symbol.session is not None and "(" not in symbol.text:
        figures.append(symbol.session.rpartition("-")[2])
    clauses: list[str] = []
    parameters: list[str] = []
    for column in ("p.text", "p.footnotes"):
        for digits in (str, lambda text: text.translate(_EASTERN)):
            clauses.append("(" + " AND ".join(f"instr({column}, ?)" for _ in figures) + ")")
            parameters += [digits(figure) for figure in figures]
    return " OR ".join(clauses), parameters
