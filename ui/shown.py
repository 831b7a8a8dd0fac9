"""A resolution, or one paragraph of it, as programs are given it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.catalog import Catalog
from index.symbols import parse_reference
from rag.audit_documents import links_document
from rag.documents import resolution_document
from rag.links import links_of
from ui.library import find_paragraphs


def shown_document(catalog: Catalog, reference: str, language: str | None = None) -> dict[str, Any]:
    """The document of `unqa show --json`; of a whole resolution with the references from and to it.

    Raises SymbolError for what is no reference, NotInCorpusError for what is not indexed.
    """
    with catalog.snapshot():
        resolution, paragraphs = find_paragraphs(catalog, parse_reference(reference), language)
        document = resolution_document(replace(resolution, paragraphs=paragraphs))
        if paragraphs != resolution.paragraphs:
            return document
        return {**document, **links_document(links_of(catalog, resolution))}
