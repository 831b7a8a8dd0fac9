"""The catalog: what was read comes back to the character, and what cannot be used is said in one line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.catalog import Catalog, FamilyMember
from index.catalog_schema import CATALOG_FILE, SCHEMA_VERSION
from index.errors import DataError
from index.parse import parse_document
from index.readers import read_file
from index.sources import bundled_folder
from index.trigrams import count_trigrams, rarest_trigrams
from tests.index_world import EN_52, EN_57, EN_62, ZH_59, build, put, put_bundled, text_of


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalog") / "data"
    build(folder, bundled=True)
    return folder


@pytest.fixture(scope="module")
def catalog(data: Path) -> Iterator[Catalog]:
    with Catalog.open(data) as opened:
        yield opened


@pytest.mark.parametrize("name", [EN_52, EN_57, "A_RES_58_170.en.txt", ZH_59, EN_62])
def test_a_resolution_comes_back_as_it_was_read(catalog: Catalog, name: str) -> None:
    read = parse_document(read_file(bundled_folder() / name))
    assert catalog.resolution(read.symbol, read.language) == read
    assert catalog.heading(read.symbol, read.language) == read.heading
    assert catalog.paragraphs(paragraph.id for paragraph in read.paragraphs) == read.paragraphs


def test_summaries_in_order_of_adoption(catalog: Catalog) -> None:
    found = [(one.symbol, one.language, one.adopted, one.preambular, one.operative) for one in catalog.resolutions()]
    # The table of the corpus as printed in its README.
    assert found == [
        ("A/RES/52/131", "en", date(1997, 12, 12), 7, 14),
        ("A/RES/57/203", "en", date(2002, 12, 18), 8, 12),
        ("A/RES/58/170", "en", date(2003, 12, 22), 8, 10),
        ("A/RES/59/190", "zh", date(2004, 12, 20), 8, 12),
        ("A/RES/62/165", "en", date(2007, 12, 18), 8, 12),
    ]
    assert {one.body for one in catalog.resolutions()} == {"GA"}


UNTITLED = """{symbol}. Resolution of 28 February 1948

The Security Council,

Having considered the report of the Committee of Good Offices,

{operative}Adopted at the 259th meeting.
"""


def test_what_has_no_title_has_the_first_words_of_its_text(tmp_path: Path) -> None:
    decided = "1. Notes with satisfaction the signing of the Truce\nAgreement;\n\n2. Commends the members;\n\n"
    put(tmp_path / "texts", "S_RES_41.txt", UNTITLED.format(symbol="41 (1948)", operative=decided))
    put(tmp_path / "texts", "S_RES_43.txt", UNTITLED.format(symbol="43 (1948)", operative=""))
    put(tmp_path / "texts", "memo.txt", "The well was dug in the spring by forty people.\n\n" * 9)
    put_bundled(tmp_path / "texts", EN_57)
    build(tmp_path / "data", tmp_path / "texts")
    with Catalog.open(tmp_path / "data") as opened:
        found = {one.symbol: (one.title, one.beginning, one.paragraphs) for one in opened.resolutions()}
        title = found.pop("A/RES/57/203")[0]
    assert title
    assert found == {
        "S/RES/41 (1948)": ("", "Notes with satisfaction the signing of the Truce Agreement;", 3),
        "S/RES/43 (1948)": ("", "Having considered the report of the Committee of Good Offices,", 1),
        "file:memo": ("memo.txt", "", 9),
    }


def test_what_is_not_there(catalog: Catalog) -> None:
    assert catalog.resolution("A/RES/1/1") is None
    assert catalog.resolution("A/RES/57/203", "fr") is None
    assert catalog.languages("A/RES/1/1") == ()
    assert catalog.heading("A/RES/1/1") == ()
    assert catalog.paragraph("A/RES/57/203#op13@en") is None
    assert catalog.paragraph("A/RES/57/203#meta@en") is None
    assert catalog.paragraphs(["A/RES/57/203#op13@en", "A/RES/57/203#op1@en"])[0].id == "A/RES/57/203#op1@en"
    assert catalog.same_wording("A/RES/57/203#op13@en") == ()


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 99),
        ({"symbol": "A/RES/57/203"}, 20),
        ({"language": "zh"}, 20),
        ({"year_from": 2003}, 58),
        ({"year_from": 2003, "year_to": 2004}, 38),
        ({"year_to": 1997}, 21),
        ({"kind": "preambular"}, 39),
        ({"kind": "operative", "language": "en"}, 48),
        ({"symbol": "A/RES/57/203", "language": "zh"}, 0),
    ],
)
def test_filters(catalog: Catalog, filters: dict[str, str | int], count: int) -> None:
    assert len(catalog.all_paragraph_ids(**filters)) == count  # type: ignore[arg-type]


def test_entries_hold_the_headings_too(catalog: Catalog) -> None:
    found = catalog.entry_ids(year_from=2004)
    assert len(found) == 42
    assert {entry for entry in found if "#meta" in entry} == {"A/RES/59/190#meta@zh", "A/RES/62/165#meta@en"}


# Compared by eye in the five files: paragraph 8 of 57/203 stands unchanged as paragraph 8 of 62/165; 52/131 has it as
# paragraph 10, which ends "in all countries" where they say "of all countries". "Requests all human rights bodies"
# stands in paragraph 8 of 52/131, "universality" in its fifth preambular paragraph; 非选择性 is first found in the
# sixth preambular paragraph of 59/190.
def test_same_wording_and_family(catalog: Catalog) -> None:
    assert catalog.same_wording("A/RES/57/203#op8@en") == ("A/RES/62/165#op8@en",)
    assert catalog.family("A/RES/57/203#op8@en") == (
        FamilyMember("A/RES/52/131#op10@en", "near"),
        FamilyMember("A/RES/62/165#op8@en", "same"),
    )
    assert catalog.family("A/RES/58/170#op1@en") == ()
    numbers = catalog.family_numbers(["A/RES/57/203#op8@en", "A/RES/52/131#op10@en", "A/RES/58/170#op1@en", "x"])
    assert len(numbers) == 3
    assert len(set(numbers.values())) == 2


@pytest.mark.parametrize(
    ("fragment", "first"),
    [
        ("in a mutually reinforcing manner", None),
        ("Requests all human rights bodies within the United Nations system", "A/RES/52/131#op8@en"),
        ("requests ALL human rights  bodies\nwithin", "A/RES/52/131#op8@en"),
        ("universality, objectivity and non\u2011selectivity", "A/RES/52/131#pp5@en"),
        ("非选择性", "A/RES/59/190#pp6@zh"),
        ("选择", "A/RES/59/190#pp6@zh"),
        ("", None),
        (" … ", None),
        ('"; DROP TABLE paragraph; --', None),
        ("NEAR(a b) OR *", None),
    ],
)
def test_find_text(catalog: Catalog, fragment: str, first: str | None) -> None:
    found = catalog.find_text(fragment, 50)
    assert (found[0] if found else None) == first


def test_find_text_keeps_its_limit_and_language(catalog: Catalog) -> None:
    assert len(catalog.find_text("human rights", 3)) == 3
    assert catalog.find_text("human rights", 100, language="zh") == ()
    assert catalog.find_text("human rights", 0) == ()


@given(choice=st.data())
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_run_of_a_wording_is_found(catalog: Catalog, choice: st.DataObject) -> None:
    ids = catalog.all_paragraph_ids()
    place = choice.draw(st.sampled_from(ids))
    paragraph = catalog.paragraph(place)
    assert paragraph is not None
    start = choice.draw(st.integers(0, len(paragraph.text) - 1))
    end = choice.draw(st.integers(start + 1, len(paragraph.text)))
    fragment = paragraph.text[start:end]
    if any(character.isalnum() for character in fragment):
        assert place in catalog.find_text(fragment, 1000)


def test_the_rarest_trigrams_are_looked_up() -> None:
    counts = count_trigrams(
        ["the united nations", "the united states", "the zebra", "人权问题"]
    )  # each text counts once
    assert (counts["the"], counts["ite"], counts["zeb"], counts["xyz"]) == (3, 2, 1, 0)
    assert len(rarest_trigrams("the zebra", counts)) == 5
    assert "the" not in rarest_trigrams("the zebra", counts)
    assert rarest_trigrams("人权问题", counts) == ("人权问", "权问题")
    assert rarest_trigrams("人权", counts) == rarest_trigrams("", counts) == ()


def test_wordings_that_hold_a_run(catalog: Catalog) -> None:
    (key,) = catalog.find_wordings("Urges all actors on the international scene", 10)
    assert catalog.rows("SELECT id FROM paragraph WHERE wording = ?", (key,)) == [("A/RES/58/170#op4@en",)]
    assert len(catalog.find_wordings("human rights", 3)) == 3
    assert catalog.find_wordings("—", 3) == catalog.find_wordings("human", 0) == ()


def test_wordings_that_hold_all_words(catalog: Catalog) -> None:
    (key,) = catalog.find_wordings_with_all(["scene", "Actors", "exclusion", "of"], 10)
    assert catalog.rows("SELECT id FROM paragraph WHERE wording = ?", (key,)) == [("A/RES/58/170#op4@en",)]
    assert catalog.find_wordings_with_all(["scene", "vigilant"], 10) == ()
    assert len(catalog.find_wordings_with_all(["human", "rights"], 3)) == 3
    assert catalog.find_wordings_with_all(["of", "—"], 10) == ()


def test_an_older_catalog_gets_the_indexes_it_lacks(tmp_path: Path) -> None:
    Catalog.open(tmp_path, create=True).close()
    path = tmp_path / CATALOG_FILE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX paragraph_footnotes")
    Catalog.open(tmp_path, create=True).close()
    with Catalog.open(tmp_path) as opened:
        assert opened.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'paragraph_footnotes'") == [(1,)]


def test_a_snapshot_does_not_move(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    put_bundled(files, EN_57)
    build(data, files)
    with Catalog.open(data) as catalog:
        with catalog.snapshot():
            assert catalog.generation() == 1
            put(files, EN_57, text_of(EN_57).replace("Requests all human", "Urges all human"))
            build(data)
            assert catalog.generation() == 1
            assert catalog.find_text("Urges all human", 5) == ()
            seen_elsewhere: list[int] = []
            thread = threading.Thread(target=lambda: seen_elsewhere.append(catalog.generation()))
            thread.start()
            thread.join()
            assert seen_elsewhere == [2]
        assert catalog.generation() == 2
        assert catalog.find_text("Urges all human", 5) == ("A/RES/57/203#op6@en",)


def test_many_threads_read_at_once(catalog: Catalog) -> None:
    ids = catalog.all_paragraph_ids()
    expected = catalog.paragraphs(ids)
    wrong: list[str] = []

    def read() -> None:
        for _ in range(5):
            if catalog.paragraphs(ids) != expected:
                wrong.append("other paragraphs")

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no index in"):
        Catalog.open(tmp_path)
    with Catalog.open(tmp_path, create=True) as catalog:
        assert (catalog.generation(), catalog.resolutions()) == (0, ())


def test_catalog_of_a_newer_version(data: Path, tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    build(tmp_path, tmp_path / "files")
    with closing(sqlite3.connect(tmp_path / CATALOG_FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DataError, match="made by a newer version") as caught:
        Catalog.open(tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(DataError, match="made by a newer version"):
        build(tmp_path)


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be looked at" * 100, b"SQLite format 3\0" * 9]
)
def test_file_that_is_no_catalog(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CATALOG_FILE).write_bytes(content)
    for use in (Catalog.open, build):
        with pytest.raises(DataError, match="damaged or is no catalog") as caught:
            use(tmp_path)
        assert "\n" not in str(caught.value)
    assert (tmp_path / CATALOG_FILE).read_bytes() == content


def test_database_of_another_program(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / CATALOG_FILE)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    for use in (Catalog.open, build):
        with pytest.raises(DataError, match="a database of another program"):
            use(tmp_path)


def test_damaged_pages_are_told_in_one_line(tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    build(tmp_path, tmp_path / "files")
    with closing(sqlite3.connect(tmp_path / CATALOG_FILE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / CATALOG_FILE
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DataError) as caught, Catalog.open(tmp_path) as catalog:
        catalog.resolutions()
    assert "\n" not in str(caught.value)


# As root no right is ever missing, so the reader gives up being root; a file system that is read-only is the same case.
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to be another user for a while"
)
def test_data_folder_of_someone_else(tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    build(tmp_path / "data", tmp_path / "files")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o005 != 0o005 and "pytest" in str(folder):
            folder.chmod(0o755)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from index.catalog import Catalog; from index.build import build_index; from index.settings import Settings\n"
        "from index.errors import DataError\n"
        "import filelock, index.intake, index.generation, index.families\n"
        "os.setgid(65534); os.setuid(65534); data = Path(sys.argv[1])\n"
        "with Catalog.open(data) as catalog: print(len(catalog.all_paragraph_ids()))\n"
        "try: build_index(Settings(data=data, embedding='benchmarks.kills:StandIn'))\n"
        "except DataError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    count, refusal = done.stdout.splitlines()
    assert count == "20"
    assert "cannot be used" in refusal
