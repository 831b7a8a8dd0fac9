"""The notebook in docs/ runs, and shows what its committed outputs say.

After a change that is meant: `python -m tests.test_notebook` runs it and writes its outputs anew.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "notebook.ipynb"


def executed(data: Path) -> NotebookNode:
    """The notebook after a run from its first cell to its last, over the index in `data`."""
    notebook: NotebookNode = nbformat.read(NOTEBOOK, as_version=4)
    environment = {**os.environ, "UNQA_DATA": str(data), "PYTHONWARNINGS": "ignore:IProgress not found"}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False)
    client.execute(env=environment, cwd=str(data))
    notebook.metadata = nbformat.from_dict({"language_info": {"name": "python"}})
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # What stands beside the HTML holds timings.
            if "text/html" in output.get("data", {}):
                output["data"].pop("text/plain", None)
    return notebook


def outputs(notebook: NotebookNode) -> list[list[tuple[str, str]]]:
    """What each cell shows, by kind."""
    return [
        [
            (kind, text)
            for output in cell.get("outputs", [])
            for kind, text in ({output["name"]: output["text"]} if "text" in output else output["data"]).items()
        ]
        for cell in notebook.cells
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore::DeprecationWarning:jupyter_client")
def test_the_notebook_shows_what_it_says(bundled_data: Path) -> None:
    committed = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(committed)
    run = outputs(executed(bundled_data))
    assert run == outputs(committed), "if that is meant: python -m tests.test_notebook"
    assert sum(kind == "text/html" for cell in run for kind, _ in cell) >= 5
    assert "stderr" not in {kind for cell in run for kind, _ in cell}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(executed(Path(folder)), NOTEBOOK)
