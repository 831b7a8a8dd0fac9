"""The OpenAPI document against a running server: schemathesis sends what it allows and what it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_server_does_what_it_describes(server: str, tmp_path: Path) -> None:
    """About a thousand requests. A reference that names nothing is refused, and so is an 'x' where a year belongs."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{server}/openapi.json"),
        *("--max-examples", "10", "--phases", "examples,coverage,fuzzing", "--request-timeout", "60"),
        *("--checks", "all", "--exclude-checks", "positive_data_acceptance", "--no-color"),
        # As with the property tests: the same requests every time where it is said whether a change is good.
        *(("--seed", "20021218") if os.environ.get("CI") else ()),
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.openapi_checks", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=tmp_path, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
