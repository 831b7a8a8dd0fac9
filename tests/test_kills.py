"""A few kills in each run of the tests; `python benchmarks/kills.py --kills 200` runs many. And several at once."""

from __future__ import annotations

import multiprocessing
import sys
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from benchmarks import kills
from benchmarks.kills import PRELOAD
from index.build import build_index
from index.catalog import Catalog
from index.store import open_searcher
from tests.index_world import EN_52, EN_57, EN_58, EN_62, ZH_59, build, put, put_bundled, settings, text_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_kills_leave_an_index_that_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert kills.main(["--kills", "3", "--files", "4", "--seed", "5"]) == 0
    assert "3 kills" in capsys.readouterr().out


def ask_again_and_again(data: Path, events: Connection) -> None:
    """Until told to stop, look whether the index is whole: as many paragraphs as one of the states has, each found."""
    seen: set[int] = set()
    model = kills.StandIn()
    with Catalog.open(data) as catalog, closing(open_searcher(settings(data), catalog)) as searcher:
        while not events.poll():
            with catalog.snapshot():
                ids = catalog.all_paragraph_ids()
                seen.add(len(ids))
                for paragraph in catalog.paragraphs(ids[:: max(1, len(ids) // 7)]):
                    found = dict(searcher.dense(model.query(paragraph.text), 3, paragraph.language))
                    if paragraph.id not in found or searcher.damage is not None:
                        events.send(f"{paragraph.id} not found at {len(ids)}: {searcher.damage}")
                        return
    events.send(sorted(seen))


def index(data: Path, path: Path) -> None:
    """Index one file."""
    build_index(settings(data), [path], bundled=False)


def test_two_index_at_once_while_one_asks(tmp_path: Path) -> None:
    data = tmp_path / "data"
    files = put_bundled(tmp_path / "files", EN_57, EN_52, EN_58, EN_62, ZH_59)
    build(data, files[0])
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    ours, theirs = context.Pipe()
    reader = context.Process(target=ask_again_and_again, args=(data, theirs))
    reader.start()
    builders = [context.Process(target=index, args=(data, path)) for path in files[1:]]
    for pair in (builders[:2], builders[2:]):
        for builder in pair:
            builder.start()
        for builder in pair:
            builder.join()
    time.sleep(0.2)
    ours.send("stop")
    seen = ours.recv()
    reader.join()
    assert [builder.exitcode for builder in builders] == [0, 0, 0, 0]
    # 57/203 has 20 paragraphs, 52/131 21, 58/170 18, 62/165 20 and 59/190 20: nothing between whole states was seen.
    whole = {20, 41, 38, 59, 79, 99}
    assert set(seen) <= whole
    assert {20, 99} <= set(seen)
    with Catalog.open(data) as catalog:
        assert len(catalog.resolutions()) == 5


def test_a_change_while_it_is_read_is_seen_by_the_next_run(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    put_bundled(files, EN_57)
    build(data, files)
    for word in ("Urges", "Invites"):
        put(files, EN_57, text_of(EN_57).replace("Requests all human", f"{word} all human"))
        assert build(data).updated == 1
