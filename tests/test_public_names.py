"""The names that others build on: here, documented, and callable as promised."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Module, name, and the parameters that a caller may count on.
PUBLIC = [
    ("index.catalog", "Catalog.open", ["data_folder", "create"]),
    ("index.catalog", "Catalog.resolution", ["symbol", "language"]),
    ("index.catalog", "Catalog.paragraph", ["paragraph_id"]),
    ("index.build", "build_index", ["settings", "paths", "remove", "bundled", "progress"]),
    ("index.parse", "parse_document", ["raw", "symbol", "language"]),
    ("index.readers", "read_file", ["path"]),
    ("index.settings", "Settings", ["data", "embedding", "host", "port"]),
    ("index.symbols", "parse_symbol", ["text"]),
    ("index.symbols", "parse_reference", ["text"]),
    ("index.symbols", "find_references", ["text"]),
    ("index.symbols", "official_url", ["symbol", "language"]),
    ("rag", "Corpus", ["data", "settings"]),
    ("rag", "Corpus.ask", ["question", "turns", "filters", "top"]),
    ("rag", "Corpus.show", ["reference", "language"]),
    ("rag", "Corpus.verify", ["quotation", "within"]),
    ("rag", "Corpus.trace", ["reference"]),
    ("rag", "Corpus.compare", ["before", "after"]),
    ("rag", "Corpus.index", ["paths"]),
    ("rag.assistant", "Assistant.open", ["settings", "progress"]),
    ("rag.assistant", "Assistant.ask", ["question", "turns", "filters", "top"]),
    ("rag.documents", "answer_document", ["answer"]),
    ("rag.documents", "resolution_document", ["resolution"]),
    ("rag.model", "Filters", ["symbol", "language", "year_from", "year_to"]),
    ("rag.model", "Turn", ["question", "cited"]),
    ("rag.audit", "audit", ["catalog", "draft"]),
    ("rag.citation_formats", "cite_as", ["style", "place"]),
    ("rag.draft_readers", "read_draft", ["path"]),
    ("rag.links", "links_of", ["catalog", "resolution"]),
    ("rag.lineage", "trace", ["catalog", "reference"]),
    ("rag.quote", "verify", ["catalog", "quotation", "within"]),
    ("ui.cli", "main", ["arguments"]),
    ("ui.render", "answer_html", ["answer"]),
    ("ui.render", "resolution_html", ["resolution", "url", "marks"]),
]
MODULES = sorted(path for layer in ("index", "rag", "eval", "ui") for path in (ROOT / layer).rglob("*.py"))


@pytest.mark.parametrize(
    ("module", "name", "parameters"), PUBLIC, ids=lambda value: value if isinstance(value, str) else ""
)
def test_public_name(module: str, name: str, parameters: list[str]) -> None:
    found: object = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
    assert inspect.getdoc(found), f"{module}.{name} has no docstring"
    accepted = inspect.signature(found).parameters
    assert [parameter for parameter in parameters if parameter not in accepted] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_and_classes_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
