"""How much indexing costs beyond embedding, and what a run with nothing changed costs. Ratios, measured in one run.

    python benchmarks/indexing.py --files 60

The model embeds the distinct texts alone, in the batches that indexing uses; then everything is indexed from nothing,
imports done; then again with nothing changed. `(work)` is the ratio of processor time, for machines that are busy.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.material import bundled_files, corpus_files  # noqa: E402 - the checkout must be importable first
from index.build import BATCH, build_index  # noqa: E402
from index.embed import load_embedder  # noqa: E402
from index.entries import entries  # noqa: E402
from index.parse import parse_document  # noqa: E402
from index.readers import read_file  # noqa: E402
from index.settings import Settings  # noqa: E402

SPEED_TARGET = 0.95
SECOND_RUN_TARGET = 50.0
SECOND_RUN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of the processors: the second hardly depends on what else the machine is doing."""

    clock: float
    processors: float


@contextmanager
def timed(costs: list[Cost]) -> Iterator[None]:
    """Append what the block costs."""
    clock, processors = time.perf_counter(), time.process_time()
    yield
    costs.append(Cost(time.perf_counter() - clock, time.process_time() - processors))


def embed_alone(folder: Path, settings: Settings, costs: list[Cost]) -> int:
    """Embed the distinct texts of the files with the model alone; how many there are."""
    texts = {
        entry.embedded: None
        for path in sorted(folder.iterdir())
        for entry in entries(parse_document(read_file(path, root=folder)))
    }
    ordered = sorted(texts, key=len)
    model = load_embedder(settings)
    model.query("warm")
    with timed(costs):
        for start in range(0, len(ordered), BATCH):
            model.passages(ordered[start : start + BATCH])
    return len(ordered)


def measure(name: str, files: Sequence[tuple[str, bytes]]) -> bool:
    """Print one row of the table; whether it meets the targets."""
    with tempfile.TemporaryDirectory(prefix="unqa-indexing-") as place:
        folder = Path(place) / "files"
        folder.mkdir()
        for file, content in files:
            (folder / file).write_bytes(content)
        settings = Settings(data=Path(place) / "data")
        alone: list[Cost] = []
        indexing: list[Cost] = []
        again: list[Cost] = []
        # The machine's speed changes while this runs: the model is measured before and after.
        count = embed_alone(folder, settings, alone)
        with timed(indexing):
            build_index(settings, [folder], bundled=False)
        embed_alone(folder, settings, alone)
        with timed(again):
            build_index(settings, bundled=False)
    model = Cost(sum(cost.clock for cost in alone) / 2, sum(cost.processors for cost in alone) / 2)
    first, second = indexing[0], again[0]
    faster = first.clock / second.clock
    ratio, work = model.clock / first.clock, model.processors / first.processors
    met = ratio >= SPEED_TARGET and faster >= SECOND_RUN_TARGET and second.clock < SECOND_RUN_SECONDS
    print(
        f"{name:<28}{count:>7}{count / model.clock:>10.1f}/s{count / first.clock:>10.1f}/s{ratio:>8.2f}{work:>8.2f}"
        f"{second.clock * 1000:>9.0f} ms{faster:>8.0f}x  {'met' if met else 'NOT met'}",
        flush=True,
    )
    return met


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 when every row meets the targets."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=60, help="how many files the larger corpus has")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="unqa-warm-") as place:
        # Imports everything, so that the first row does not pay for it.
        build_index(Settings(data=Path(place), embedding="benchmarks.kills:StandIn"))
    print(
        f"{'corpus':<28}{'texts':>7}{'model':>12}{'indexing':>12}{'ratio':>8}{'(work)':>8}"
        f"{'unchanged':>12}{'faster':>9}  targets"
    )
    met = measure("bundled", bundled_files())
    return 0 if measure(f"bundled and more ({options.files})", corpus_files(options.files)) and met else 1


if __name__ == "__main__":
    sys.exit(main())
