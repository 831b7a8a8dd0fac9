"""Searching: each place is found by its own words and its own vector, narrowed or not, damaged or not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from benchmarks.kills import StandIn
from benchmarks.material import renumbered
from index.build import build_index
from index.catalog import Catalog
from index.embed import load_embedder
from index.errors import DataError, EmbeddingError
from index.leases import GENERATIONS
from index.settings import Settings
from index.store import Searcher, open_searcher
from tests.index_world import EN_57, EN_58, EN_62, ZH_59, build, put, put_bundled, settings, text_of

MODEL = StandIn()


@contextmanager
def searching(data: Path) -> Iterator[tuple[Catalog, Searcher]]:
    with Catalog.open(data) as catalog, closing(open_searcher(settings(data), catalog)) as searcher:
        yield catalog, searcher


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled texts, and 57/203 a second and a third time under other symbols."""
    folder = tmp_path_factory.mktemp("store")
    for number in (1, 2):
        name, content = renumbered(EN_57, text_of(EN_57).encode(), number)
        put(folder / "twins", name, content.decode())
    build(folder / "data", folder / "twins", bundled=True)
    return folder / "data"


@pytest.fixture(scope="module")
def both(data: Path) -> Iterator[tuple[Catalog, Searcher]]:
    with searching(data) as found:
        yield found


def test_every_place_is_found_by_its_own_wording(both: tuple[Catalog, Searcher]) -> None:
    catalog, searcher = both
    paragraphs = catalog.paragraphs(catalog.all_paragraph_ids())
    assert len(paragraphs) == 139
    for paragraph in paragraphs:
        vector = MODEL.query(paragraph.text)
        best = searcher.dense(vector, 1, paragraph.language)
        assert dict(best)[paragraph.id] == pytest.approx(1.0, abs=1e-5)
        assert paragraph.id in dict(searcher.lexical(paragraph.text, 3, paragraph.language))


def test_a_wording_of_three_resolutions_is_one_passage(both: tuple[Catalog, Searcher]) -> None:
    catalog, searcher = both
    paragraph = catalog.paragraph("A/RES/57/203#op11@en")
    assert paragraph is not None
    found = searcher.dense(MODEL.query(paragraph.text), 2, "en")
    # All three of one day, so in order of their symbols.
    assert [place for place, _ in found[:3]] == [
        "A/RES/57/1203#op11@en",
        "A/RES/57/203#op11@en",
        "A/RES/57/2203#op11@en",
    ]
    assert len({score for _, score in found[:3]}) == 1
    assert found[3][1] < found[2][1]


def test_narrowed_to_ids_is_the_same_ranking(both: tuple[Catalog, Searcher]) -> None:
    catalog, searcher = both
    vector = MODEL.query("anything at all")
    everything = searcher.dense(vector, 500)
    among = set(catalog.entry_ids(symbol="A/RES/62/165"))
    narrowed = searcher.dense(vector, 500, ids=among)
    assert [place for place, _ in narrowed] == [place for place, _ in everything if place in among]
    assert len(narrowed) == 21
    for place, score in narrowed:
        assert score == pytest.approx(dict(everything)[place], abs=1e-5)
    words = "promotion of international cooperation"
    lexical = searcher.lexical(words, 500, "en")
    assert searcher.lexical(words, 500, "en", among) == [hit for hit in lexical if hit[0] in among]


def test_top_counts_passages_of_all_languages(both: tuple[Catalog, Searcher]) -> None:
    _, searcher = both
    assert searcher.languages == ("en", "zh")
    vector = MODEL.query("anything at all")
    assert len(searcher.dense(vector, 1, "zh")) == 1
    assert all(place.endswith("@zh") for place, _ in searcher.dense(vector, 5, "zh"))
    scores = [score for _, score in searcher.dense(vector, 30)]
    assert scores == sorted(scores, reverse=True)
    for nothing in (
        searcher.dense(vector, 0),
        searcher.dense(vector, 5, "fr"),
        searcher.dense(vector, 5, ids=()),
        searcher.dense(vector, 5, ids=["A/RES/1/1#op1@en"]),
        searcher.lexical("zebra crossings", 5, "en"),
        searcher.lexical("", 5),
        searcher.lexical("human rights", 0),
    ):
        assert nothing == []


# Read in the files: footnote 4 of 57/203 is "A/57/385.", cited in its operative paragraph 11; the report and the agenda
# item of 58/170 stand in its masthead only.
@pytest.mark.parametrize(
    ("words", "language", "place"),
    [
        ("report A/58/508/Add.2", "en", "A/RES/58/170#meta@en"),
        ("agenda item 117 (b)", "en", "A/RES/58/170#meta@en"),
        ("18 December 2007", "en", "A/RES/62/165#meta@en"),
        ("第 74 次全体会议", "zh", "A/RES/59/190#meta@zh"),
        ("A/57/385", "en", "A/RES/57/203#op11@en"),
        ("非选择性原则", "zh", "A/RES/59/190#op5@zh"),
    ],
)
def test_headings_and_footnotes_are_found_by_words(
    both: tuple[Catalog, Searcher], words: str, language: str, place: str
) -> None:
    found = both[1].lexical(words, 3, language)
    assert place in dict(found)


def test_damaged_or_gone_derived_data_change_no_answer(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put_bundled(tmp_path / "files", EN_57, EN_58, ZH_59)
    build(data, tmp_path / "files")
    vector = MODEL.query("anything at all")
    words = "promotion of international cooperation"
    with searching(data) as (_, searcher):
        whole = searcher.dense(vector, 40), searcher.lexical(words, 40, "en")
        assert searcher.damage is None
    shutil.rmtree(data / GENERATIONS / "000001" / "chroma")
    with searching(data) as (_, searcher):
        assert "not there" in (searcher.damage or "")
        assert [place for place, _ in searcher.dense(vector, 40)] == [place for place, _ in whole[0]]
        assert searcher.lexical(words, 40, "en") == whole[1]
    shutil.rmtree(data / GENERATIONS)
    with searching(data) as (_, searcher):
        assert searcher.damage is not None
        assert [place for place, _ in searcher.dense(vector, 40)] == [place for place, _ in whole[0]]


def test_a_searcher_follows_the_index_and_stays_within_a_snapshot(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    put_bundled(files, EN_57)
    build(data, files)
    with searching(data) as (catalog, searcher):
        with catalog.snapshot():
            before = searcher.lexical("human rights", 500)
            put_bundled(files, ZH_59, EN_62)
            build(data, files)
            assert list(searcher.languages) == ["en"]
            assert searcher.lexical("human rights", 500) == before
            seen: list[str] = []
            other = threading.Thread(target=lambda: seen.extend(searcher.languages))
            other.start()
            other.join()
            assert seen == ["en", "zh"]
            assert searcher.lexical("human rights", 500) == before
        assert list(searcher.languages) == ["en", "zh"]
        assert len(searcher.lexical("human rights", 500)) > len(before)


def test_many_threads_search_at_once(both: tuple[Catalog, Searcher]) -> None:
    _, searcher = both
    vectors = [MODEL.query(f"question {number}") for number in range(6)]
    expected = [(searcher.dense(vector, 20), searcher.lexical("human rights", 20)) for vector in vectors]
    wrong: list[int] = []

    def search(number: int) -> None:
        for _ in range(10):
            if (searcher.dense(vectors[number], 20), searcher.lexical("human rights", 20)) != expected[number]:
                wrong.append(number)

    threads = [threading.Thread(target=search, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


class OtherModel(StandIn):
    """Another model, whose vectors do not compare with the stand-in's."""

    name = "other"
    dimension = 32


def test_vectors_of_two_models_are_never_mixed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put_bundled(tmp_path / "files", EN_57)
    build(data, tmp_path / "files")
    other = Settings(data=data, embedding="tests.test_store:OtherModel")
    with Catalog.open(data) as catalog:
        with pytest.raises(EmbeddingError, match="run 'unqa index'"):
            open_searcher(other, catalog)
        with closing(open_searcher(settings(data), catalog)) as stale:
            report = build_index(other, bundled=False)
            assert (report.unchanged, report.resolutions) == (1, 1)
            with pytest.raises(EmbeddingError, match="made with the embedding model other"):
                stale.dense(MODEL.query("x"), 1)
        with closing(open_searcher(other, catalog)) as searcher:
            place = "A/RES/57/203#op1@en"
            paragraph = catalog.paragraph(place)
            assert paragraph is not None
            assert dict(searcher.dense(load_embedder(other).query(paragraph.text), 1))[place] > 0.999


def test_nothing_indexed_yet(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, create=True) as catalog, pytest.raises(DataError, match="there is no index"):
        open_searcher(settings(tmp_path), catalog)


def test_a_journal_left_by_a_killed_reader_is_undone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put_bundled(tmp_path / "files", EN_57)
    build(data, tmp_path / "files")
    database = data / GENERATIONS / "000001" / "chroma" / "chroma.sqlite3"
    program = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1'); connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('DELETE FROM embeddings'); connection.execute('DELETE FROM embeddings_queue')\n"
        "connection.execute('CREATE TABLE filler (content)')\n"
        "for _ in range(200): connection.execute('INSERT INTO filler VALUES (zeroblob(9000))')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    died = subprocess.run([sys.executable, "-c", program, str(database)], check=False)
    assert died.returncode != 0
    assert database.with_name("chroma.sqlite3-journal").stat().st_size > 0
    with searching(data) as (catalog, searcher):
        assert searcher.damage is None
        for paragraph in catalog.paragraphs(catalog.all_paragraph_ids()):
            assert paragraph.id in dict(searcher.dense(MODEL.query(paragraph.text), 1))
