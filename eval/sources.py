"""The source files and their paragraphs, read from disk for the evaluation and not from the index under test."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from index.model import RawDocument, Resolution
from index.parse import parse_document
from index.readers import read_file


class FileSources:
    """Implements `eval.fidelity.Sources` over files on disk; each is read once, when first needed.

    Raises ReadError from any look-up when a file cannot be read: an evaluation over half a corpus would be none.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = tuple(files)

    @cached_property
    def _read(self) -> tuple[tuple[RawDocument, Resolution], ...]:
        documents = [read_file(file) for file in self._files]
        return tuple((document, parse_document(document)) for document in documents)

    @cached_property
    def _raw(self) -> dict[str, str]:
        return {resolution.file: document.text for document, resolution in self._read}

    @cached_property
    def _homes(self) -> dict[tuple[str, str], frozenset[str]]:
        homes: dict[tuple[str, str], frozenset[str]] = {}
        for _, resolution in self._read:
            key = (resolution.symbol, resolution.language)
            homes[key] = homes.get(key, frozenset()) | {resolution.file}
        return homes

    @cached_property
    def _wordings(self) -> dict[str, frozenset[str]]:
        wordings: dict[str, frozenset[str]] = {}
        for _, resolution in self._read:
            for id_, text in _citable_texts(resolution):
                wordings[id_] = wordings.get(id_, frozenset()) | {text}
        return wordings

    def raw(self, file: str) -> str | None:
        return self._raw.get(file)

    def files_of(self, symbol: str, language: str) -> frozenset[str]:
        return self._homes.get((symbol, language), frozenset())

    def wordings(self, paragraph_id: str) -> frozenset[str]:
        return self._wordings.get(paragraph_id, frozenset())


def _citable_texts(resolution: Resolution) -> list[tuple[str, str]]:
    heading = f"{resolution.symbol.replace(' ', '')}#meta@{resolution.language}"
    return [
        *((paragraph.id, paragraph.text) for paragraph in resolution.paragraphs),
        *((heading, datum.text) for datum in resolution.heading),
    ]
