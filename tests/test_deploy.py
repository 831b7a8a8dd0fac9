"""The files for servers name what is there. docs/deploy.md says how they were tried."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from index.settings import Settings
from ui.cli import main

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "docs" / "deploy"
FILES = sorted(DEPLOY.iterdir())
TEXTS = {path.name: path.read_text("utf-8") for path in (*FILES, ROOT / "docs" / "deploy.md", ROOT / "Containerfile")}


def test_the_container_is_made_of_what_there_is() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", TEXTS["Containerfile"], re.M)
    names = [name for line in copied for name in line.split()]
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    assert sorted(names) == sorted(re.findall(r"^!(.+)$", ignored, re.M))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_settings_that_are_named_exist(name: str) -> None:
    named = {found.lower() for found in re.findall(r"\bUNQA_([A-Z_]+)", TEXTS[name])}
    assert named <= set(Settings.model_fields)


def test_every_file_is_described() -> None:
    described = re.findall(r"\]\(deploy/([\w.-]+)\)", TEXTS["deploy.md"])
    assert sorted(set(described)) == [path.name for path in FILES]


def test_serve_takes_the_options_of_the_container(capsys: pytest.CaptureFixture[str]) -> None:
    command = re.search(r"^CMD \[(.+)\]$", TEXTS["Containerfile"], re.M)
    assert command is not None
    assert main(["serve", "--help"]) == 0
    text = capsys.readouterr().out
    options = re.findall(r'"(--[\w-]+)"', command[1])
    assert options
    assert [option for option in options if option not in text] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("name", ["unqa.service", "chroma.service"])
def test_units_are_right(name: str, tmp_path: Path) -> None:
    # The program is looked for, and is not installed where the unit has it.
    unit = re.sub(r"/opt/unqa/bin/\w+", "/bin/true", TEXTS[name])
    (tmp_path / name).write_text(unit, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "--no-pager", "verify", tmp_path / name], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
