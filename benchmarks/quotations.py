"""How long verify, trace and compare take, warm, at about 5,000 paragraphs and at many copies of them.

    PYTHONPATH=. python benchmarks/quotations.py [--copies 20]

Each copy is of every Security Council text (the bundled ones where those are absent) under another symbol, one word in
ten changed, so that wordings are near each other and not the same. No embedding is made: none is needed here.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.material import SECURITY_COUNCIL
from index.catalog import Catalog
from index.catalog_write import CatalogWriter
from index.families import update_families
from index.model import Paragraph, Resolution
from index.parse import parse_document
from index.readers import read_file
from index.sources import bundled_folder
from rag.lineage import trace
from rag.quote import verify
from rag.side_by_side import compare

_SAMPLE = 60


def texts() -> list[Resolution]:
    """The resolutions to copy."""
    folders = [folder for folder in (bundled_folder(), SECURITY_COUNCIL) if folder.is_dir()]
    files = [path for folder in folders for path in sorted(folder.glob("[AS]_RES_*.txt"))]
    return [parse_document(read_file(path)) for path in files]


def varied(resolution: Resolution, symbol: str, words: Sequence[str], chance: random.Random) -> Resolution:
    """The resolution under another symbol, one word in ten of each paragraph changed."""
    names = {each.id: each.id.replace(resolution.symbol.replace(" ", ""), symbol) for each in resolution.paragraphs}

    def changed(paragraph: Paragraph) -> Paragraph:
        kept = paragraph.text.split(" ")
        for _ in range(max(1, len(kept) // 10)):
            kept[chance.randrange(len(kept))] = chance.choice(words)
        parent = names.get(paragraph.parent) if paragraph.parent else None
        new = names[paragraph.id]
        return replace(paragraph, id=new, symbol=symbol, parent=parent, text=" ".join(kept), segments=())

    paragraphs = tuple(changed(paragraph) for paragraph in resolution.paragraphs)
    return replace(resolution, symbol=symbol, paragraphs=paragraphs, file=f"{symbol}_{resolution.file}", heading=())


def write_catalog(folder: Path, originals: Sequence[Resolution], copies: int) -> int:
    """A catalog of the originals and so many varied copies; the number of its paragraphs."""
    chance = random.Random(5)
    words = sorted(
        {word for each in originals for one in each.paragraphs for word in one.text.split() if word.isalpha()}
    )
    writer = CatalogWriter(folder)
    count = 0
    with writer.transaction():
        for position, resolution in enumerate(_all(originals, copies, words, chance)):
            writer.put_resolution(str(position), resolution.symbol.split("/")[0], resolution)
            count += len(resolution.paragraphs)
    with writer.transaction():
        update_families(writer)
    writer.close()
    return count


def _all(
    originals: Sequence[Resolution], copies: int, words: Sequence[str], chance: random.Random
) -> Iterator[Resolution]:
    yield from originals
    for copy in range(1, copies + 1):
        for number, resolution in enumerate(originals, start=1):
            if resolution.language == "en":
                yield varied(resolution, f"A/RES/{100 + copy}/{number}", words, chance)


def timed(name: str, calls: Sequence[Callable[[], object]]) -> None:
    """Print the median and the 95th percentile of the calls, in milliseconds, after one call to warm up."""
    calls[0]()
    taken = []
    for call in calls:
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1000)
    slow = statistics.quantiles(taken, n=20)[-1]
    print(f"  {name:16s} median {statistics.median(taken):7.1f} ms   95th percentile {slow:7.1f} ms")


def measure(originals: Sequence[Resolution], copies: int) -> None:
    """Time everything over a catalog of one size."""
    chance = random.Random(7)
    paragraphs = [each for one in originals for each in one.paragraphs if len(each.text.split()) > 12]
    sample = chance.sample(paragraphs, min(_SAMPLE, len(paragraphs)))
    altered = [" ".join(word for place, word in enumerate(each.text.split()) if place != 6) for each in sample]
    english = [one.symbol for one in originals if one.language == "en"]
    pairs = list(pairwise(english))[:_SAMPLE]
    with tempfile.TemporaryDirectory(prefix="unqa-quotations-") as folder:
        started = time.perf_counter()
        count = write_catalog(Path(folder), originals, copies)
        print(f"{count:,} paragraphs (catalog written in {time.perf_counter() - started:.0f} s)")
        with Catalog.open(Path(folder)) as catalog:
            timed("verify, exact", [partial(verify, catalog, each.text) for each in sample])
            timed("verify, altered", [partial(verify, catalog, text) for text in altered])
            timed("trace", [partial(trace, catalog, each.id) for each in sample])
            timed("compare", [partial(compare, catalog, *pair) for pair in pairs])


def main() -> None:
    parser = argparse.ArgumentParser(description="How long verify, trace and compare take.")
    parser.add_argument("--copies", type=int, default=20, help="copies of every text in the larger catalog")
    copies: int = parser.parse_args().copies
    print("writing catalogs: some minutes", file=sys.stderr)
    originals = texts()
    for number in (0, copies):
        measure(originals, number)


if __name__ == "__main__":
    main()
