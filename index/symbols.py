"""Symbols of resolutions and references to their paragraphs: read, normalise, print. The public names of five modules.

`document_symbols` reads and prints symbols, `file_names` reads them from the names of files, `labels` makes ids and
labels of places, `mentions` and `paragraph_words` find what a running text names, `references` puts the two together.
"""

from index.document_symbols import Symbol, matching_symbols, official_url, parse_symbol
from index.errors import SymbolError
from index.file_names import symbol_from_file_name
from index.labels import Reference, ReferenceKind, paragraph_id, paragraph_label, split_id
from index.references import FoundDocument, FoundReference, find_documents, find_references, parse_reference

__all__ = [
    "FoundDocument",
    "FoundReference",
    "Reference",
    "ReferenceKind",
    "Symbol",
    "SymbolError",
    "find_documents",
    "find_references",
    "matching_symbols",
    "official_url",
    "paragraph_id",
    "paragraph_label",
    "parse_reference",
    "parse_symbol",
    "split_id",
    "symbol_from_file_name",
]
