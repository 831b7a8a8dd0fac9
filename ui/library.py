"""Opening what the faces read from: the catalog, the assistant. The first of them to be needed builds the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.catalog import Catalog
from index.errors import NotInCorpusError
from index.messages import message
from index.symbols import Reference

if TYPE_CHECKING:
    from index.model import Paragraph, Resolution
    from index.settings import Settings
    from rag.assistant import Assistant


def open_catalog(settings: Settings) -> Catalog:
    """The catalog, built from the bundled resolutions first if there is none yet. Close it, or use it as a context."""
    catalog = Catalog.open(settings.data, create=True)
    if catalog.generation():
        return catalog
    catalog.close()
    from index.build import build_index
    from ui.progress import build_progress

    with build_progress() as progress:
        build_index(settings, (), progress=progress)
    return Catalog.open(settings.data)


def open_assistant(settings: Settings) -> Assistant:
    """The assistant, over an index that is built first if there is none yet."""
    from rag.assistant import Assistant
    from ui.progress import build_progress

    with build_progress() as progress:
        return Assistant.open(settings, progress=progress)


def find_paragraphs(
    catalog: Catalog, reference: Reference, language: str | None = None
) -> tuple[Resolution, tuple[Paragraph, ...]]:
    """The resolution that `reference` names and the paragraphs of it that are meant: all, one, or none for the heading.

    Raises NotInCorpusError when the catalog has no such resolution or paragraph.
    """
    if reference.symbol is None:
        raise NotInCorpusError(
            "say which resolution, for example 57/203 or 57/203#op8", message=message("reference_of_no_resolution")
        )
    wanted = language or reference.language
    resolution = catalog.resolution(reference.symbol, wanted)
    if resolution is None:
        raise _no_resolution(catalog, reference.symbol, wanted)
    if reference.kind is None:
        return resolution, resolution.paragraphs
    if reference.kind == "heading":
        return resolution, ()
    found = tuple(
        paragraph
        for paragraph in resolution.paragraphs
        if (paragraph.kind, paragraph.number, paragraph.part) == (reference.kind, reference.number, reference.part)
    )
    if not found:
        raise NotInCorpusError(
            f"{resolution.symbol} has no {reference.kind} paragraph {reference.number}; "
            f"'unqa show \"{resolution.symbol}\"' lists those it has",
            message=message("paragraph_not_held", symbol=resolution.symbol),
        )
    return resolution, found


def _no_resolution(catalog: Catalog, symbol: str, language: str | None) -> NotInCorpusError:
    others = catalog.languages(symbol) if language else ()
    if language and others:
        return NotInCorpusError(
            f"{symbol} is not in the corpus in '{language}'; it is in: {', '.join(others)}",
            message=message("language_not_held", symbol=symbol, language=language, languages=",".join(others)),
        )
    return NotInCorpusError(
        f"{symbol} is not in the corpus; 'unqa index PATH' adds files",
        message=message("resolution_not_held", symbol=symbol),
    )
