"""What a question costs: beyond its embedding when warm, and from a cold start.

    python -m benchmarks.answering [--council DATA_FOLDER]

Ratios and medians of one run. The larger corpus (bundled and Security Council texts, about 5,000 paragraphs) is indexed
into a temporary folder first, which takes minutes; `--council` names a data folder that already holds it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.material import SECURITY_COUNCIL
from eval.model import Question
from eval.questions import load_suite
from index.build import Progress, build_index
from index.settings import Settings
from rag.assistant import Assistant

_COLD_RUNS = 5
_MEBIBYTE = 1024


def warm(data: Path, suites: Sequence[str]) -> tuple[float, float, int]:
    """Median and 95th percentile, in milliseconds, of what a question takes beyond embedding it; and how many."""
    questions = [
        case.turns[0]
        for suite in suites
        for case in load_suite(suite, splits=("dev",)).cases
        if isinstance(case, Question) and len(case.turns) == 1
    ]
    beyond = []
    with Assistant.open(Settings(data=data)) as assistant:
        assistant.ask(questions[0])
        for question in questions:
            timings = assistant.ask(question).timings_ms
            beyond.append(timings["total"] - timings["embed"])
    return statistics.median(beyond), statistics.quantiles(beyond, n=20)[-1], len(beyond)


def cold(arguments: Sequence[str], data: Path) -> float:
    """The median of seconds that a command takes, the interpreter's start included."""
    seconds = []
    for _ in range(_COLD_RUNS):
        started = time.perf_counter()
        command = [sys.executable, "-m", "ui.cli", *arguments, "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _progress(state: Progress) -> None:
    if sys.stderr.isatty():
        print(f"\r{state.stage} {state.done}/{state.total} {state.unit}   ", end="", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="What a question costs.")
    parser.add_argument("--council", type=Path, help="a data folder with the bundled and Security Council texts")
    council: Path | None = parser.parse_args().council
    with tempfile.TemporaryDirectory(prefix="unqa-bench-") as folder:
        bundled = Path(folder) / "bundled"
        build_index(Settings(data=bundled), progress=_progress)
        _show("bundled corpus", bundled, ("bundled",))
        show = cold(["show", "57/203#op8"], bundled)
        ask = cold(["ask", "What may never be used for political ends?"], bundled)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEBIBYTE
        print(f"cold start: unqa show {show:.2f} s, unqa ask {ask:.2f} s; largest process {peak:.0f} MiB")
        if council is None and SECURITY_COUNCIL.is_dir():
            council = Path(folder) / "council"
            print("indexing the Security Council texts: about six minutes", file=sys.stderr)
            build_index(Settings(data=council), (SECURITY_COUNCIL,), progress=_progress)
        if council is None:
            print("the Security Council texts are not here: the larger corpus was not measured")
        else:
            _show("with Security Council texts", council, ("bundled", "security-council"))


def _show(name: str, data: Path, suites: Sequence[str]) -> None:
    median, slow, count = warm(data, suites)
    print(f"{name}: beyond embedding, median {median:.1f} ms, 95th percentile {slow:.1f} ms ({count} questions)")


if __name__ == "__main__":
    main()
