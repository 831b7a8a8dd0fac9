"""Filters in words, each with the names of the fields that it fills."""

from __future__ import annotations

from collections.abc import Iterator

from rag.bodies import body_name
from rag.frame import language_name
from rag.model import Filters


def filter_labels(filters: Filters, language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The fields of `Filters` that are set, with what to call them: (("year_from", "year_to"), "2002–2004")."""
    if filters.symbol:
        yield ("symbol",), filters.symbol
    if filters.year_from or filters.year_to:
        first, last = filters.year_from, filters.year_to
        yield ("year_from", "year_to"), str(first) if first == last else f"{first or ''}–{last or ''}"
    if filters.body:
        yield ("body",), body_name(language, filters.body)
    if filters.language:
        yield ("language",), language_name(language, filters.language)
