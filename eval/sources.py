"""The source files and what may be cited from them, read from disk and not from the index under test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from eval.fidelity import Wording
from index.archives import Archives
from index.model import Paragraph, RawDocument, Resolution
from index.plain_documents import parse_text
from index.sources import read_found, scan, source_name
from index.symbols import paragraph_id, paragraph_label


class FileSources:
    """Implements `eval.fidelity.Sources` over folders of files; each file is read once, when first needed.

    Raises ReadError from any look-up when a file cannot be read: an evaluation over half a corpus would be none.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    @cached_property
    def _read(self) -> tuple[tuple[RawDocument, Resolution], ...]:
        files = scan([source_name(folder) for folder in self._folders], ()).files
        with Archives() as archives:
            documents = [read_found(file, archives) for file in files]
        return tuple((document, parse_text(document)) for document in documents)

    @cached_property
    def _raw(self) -> MappingProxyType[str, str]:
        return MappingProxyType({resolution.file: document.text for document, resolution in self._read})

    @cached_property
    def _homes(self) -> MappingProxyType[tuple[str, str], frozenset[str]]:
        homes: dict[tuple[str, str], frozenset[str]] = {}
        for _, resolution in self._read:
            key = (resolution.symbol, resolution.language)
            homes[key] = homes.get(key, frozenset()) | {resolution.file}
        return MappingProxyType(homes)

    @cached_property
    def _wordings(self) -> MappingProxyType[str, tuple[Wording, ...]]:
        wordings: dict[str, tuple[Wording, ...]] = {}
        for _, resolution in self._read:
            for id_, wording in _citable(resolution):
                wordings[id_] = (*wordings.get(id_, ()), wording)
        return MappingProxyType(wordings)

    def raw(self, file: str) -> str | None:
        return self._raw.get(file)

    def files_of(self, symbol: str, language: str) -> frozenset[str]:
        return self._homes.get((symbol, language), frozenset())

    def wordings(self, paragraph_id: str) -> tuple[Wording, ...]:
        return self._wordings.get(paragraph_id, ())


def _citable(resolution: Resolution) -> Iterable[tuple[str, Wording]]:
    """Everything of a resolution that may be cited, with the id and the label that it is cited by."""
    symbol = resolution.symbol
    heading = paragraph_id(symbol, "heading", "", "", resolution.language)
    for paragraph in resolution.paragraphs:
        label = _label(paragraph)
        yield paragraph.id, Wording(paragraph.text, label)
        for note in paragraph.footnotes:
            yield paragraph.id, Wording(note.text, f"{label}, footnote {note.number}")
    for datum in resolution.heading:
        yield heading, Wording(datum.text, paragraph_label(symbol, "heading", "", ""))


def _label(paragraph: Paragraph) -> str:
    return paragraph_label(
        paragraph.symbol, paragraph.kind, paragraph.number, paragraph.part, numbered=paragraph.numbered
    )
