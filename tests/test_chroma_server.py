"""Vectors on a real Chroma server: found as in the data folder, and missed without harm while the server is away."""

from __future__ import annotations

import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import numpy as np
import pytest

from benchmarks import kills
from benchmarks.kills import StandIn
from index import derived, vectors
from index.build import build_index
from index.catalog import Catalog
from index.chroma_address import ChromaAddress, chroma_address
from index.chroma_server import KEY_HEADER, ChromaServer
from index.errors import StoreError
from index.server_vectors import ServerPlace
from index.settings import Settings
from index.store import Searcher, open_searcher
from index.vectors import Limits
from rag.assistant import Assistant
from tests.chroma_world import ChromaRun, build_on, free_port, http_server, pass_on, reply, server_settings
from tests.index_world import EN_52, EN_57, EN_58, EN_62, ZH_59, build, put, put_bundled, settings, text_of
from ui.api_metrics import Metrics
from ui.lanes import Lanes

MODEL = StandIn()
KEY = "ck-0123456789"
QUESTIONS = [
    "What does paragraph 8 of resolution 57/203 say?",
    "What may never be used for political ends?",
    "impartial and objective information on the situation in all countries",
    "联合国的宗旨是什么？",
    "When was resolution 62/165 adopted?",
    "What is the price of tea?",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    with ChromaRun(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ChromaRun]:
    """A server that a test may kill."""
    with ChromaRun(tmp_path / "chroma") as running:
        yield running


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that was away is tried again at once."""
    monkeypatch.setattr(derived, "RETRY_SECONDS", 0.0)


@contextmanager
def searching(used: Settings) -> Iterator[tuple[Catalog, Searcher]]:
    with Catalog.open(used.data) as catalog, closing(open_searcher(used, catalog)) as searcher:
        yield catalog, searcher


def found(searcher: Searcher, catalog: Catalog) -> dict[str, list[str]]:
    """For every paragraph the nearest passages."""
    return {
        paragraph.id: [place for place, _ in searcher.dense(MODEL.query(paragraph.text), 5, paragraph.language)]
        for paragraph in catalog.paragraphs(catalog.all_paragraph_ids())
    }


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "index.derived"]


def test_every_place_is_found_as_in_the_data_folder(server: ChromaRun, tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_52, EN_57, EN_58, EN_62, ZH_59)
    build(tmp_path / "folder", tmp_path / "files")
    used = server_settings(tmp_path / "server", server.url)
    build_on(server.url, used.data, tmp_path / "files")
    assert not (used.data / "generations" / "000001" / "chroma").exists()
    vector = MODEL.query("anything at all")
    with searching(used) as (catalog, searcher), searching(settings(tmp_path / "folder")) as (_, embedded):
        assert found(searcher, catalog) == found(embedded, catalog)
        # More than a server gives at once.
        for top in (40, 301):
            here, there = searcher.dense(vector, top), embedded.dense(vector, top)
            assert [place for place, _ in here] == [place for place, _ in there]
            assert [score for _, score in here] == pytest.approx([score for _, score in there], abs=1e-5)
        assert searcher.damage is None
        assert searcher.collection("zh").count() == searcher.collection("zh").count() > 0


def test_assistants_answer_the_same(
    server: ChromaRun, bundled_data: Path, assistant: Assistant, tmp_path: Path
) -> None:
    shutil.copytree(bundled_data, tmp_path / "data")
    used = Settings(data=tmp_path / "data", chroma_url=server.url)
    build_index(used)
    with Assistant.open(used) as other:
        for question in QUESTIONS:
            here, there = other.ask(question), assistant.ask(question)
            assert here.answer == there.answer
            assert [citation.id for citation in here.citations] == [citation.id for citation in there.citations]
            assert here.certainty == pytest.approx(there.certainty, abs=1e-5)
        assert other.damage is None
        assert b"unqa_index_damaged 0.0" in Metrics(other, Lanes()).exposition()


def test_a_server_that_is_away_is_told_by_the_metrics(bundled_data: Path, tmp_path: Path) -> None:
    shutil.copytree(bundled_data, tmp_path / "data")
    used = Settings(data=tmp_path / "data", chroma_url=f"http://127.0.0.1:{free_port()}")
    with Assistant.open(used) as assistant:
        assert assistant.ask(QUESTIONS[1]).citations
        assert b"unqa_index_damaged 1.0" in Metrics(assistant, Lanes()).exposition()


def talk(data: Path, url: str, log: Path) -> subprocess.Popen[str]:
    with log.open("w", encoding="utf-8") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "ask", "-", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            env={**os.environ, "UNQA_DATA": str(data), "UNQA_CHROMA_URL": url, "PYTHONUTF8": "1"},
        )


def ask(process: subprocess.Popen[str], question: str) -> tuple[str, list[str], float]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(question + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    return answer["answer"], [citation["id"] for citation in answer["citations"]], round(answer["certainty"], 4)


@pytest.mark.parametrize("shared", [True, False], ids=["one data folder", "two data folders"])
def test_two_processes_answer_the_same_and_survive_a_restart(
    own_server: ChromaRun, bundled_data: Path, tmp_path: Path, shared: bool
) -> None:
    folders = [tmp_path / "one", tmp_path / ("one" if shared else "two")]
    for folder in dict.fromkeys(folders):
        shutil.copytree(bundled_data, folder)
        build_index(Settings(data=folder, chroma_url=own_server.url))
    assert len(own_server.collections()) == (2 if shared else 4)
    logs = [tmp_path / f"{number}.log" for number in range(2)]
    processes = [talk(folder, own_server.url, log) for folder, log in zip(folders, logs, strict=True)]
    try:
        before = [[ask(process, question) for question in QUESTIONS[:3]] for process in processes]
        own_server.kill()
        without = [[ask(process, question) for question in QUESTIONS[:3]] for process in processes]
        own_server.start()
        deadline = time.monotonic() + 120
        for process, log in zip(processes, logs, strict=True):
            while "again" not in log.read_text("utf-8") and time.monotonic() < deadline:
                time.sleep(0.5)
                ask(process, QUESTIONS[1])
        after = [[ask(process, question) for question in QUESTIONS[:3]] for process in processes]
    finally:
        for process in processes:
            process.communicate(timeout=60)
    assert before[0] == before[1] == without[0] == without[1] == after[0] == after[1]
    for log in logs:
        lines = log.read_text("utf-8").splitlines()
        assert len(lines) == 2
        assert "Connect" in lines[0]
        assert "the catalog is searched" in lines[0]
        assert lines[1] == f"the Chroma server {own_server.url} is searched again"


@pytest.mark.usefixtures("soon")
def test_a_server_that_lost_its_collections(
    own_server: ChromaRun, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put_bundled(tmp_path / "files", EN_57, ZH_59)
    used = server_settings(tmp_path / "data", own_server.url)
    build_on(own_server.url, used.data, tmp_path / "files")
    with searching(used) as (catalog, searcher):
        whole = found(searcher, catalog)
        own_server.kill()
        shutil.rmtree(own_server.folder)
        own_server.start()
        assert found(searcher, catalog) == whole
        assert "does not hold the collection" in (searcher.damage or "")
        assert len(complaints(caplog)) == 1
        report = build_index(used)
        assert (report.unchanged, report.added, report.updated) == (2, 0, 0)
        assert found(searcher, catalog) == whole
        assert (searcher.damage, searcher.generation) == (None, 2)


def test_half_of_a_collection_is_not_searched(server: ChromaRun, tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    used = server_settings(tmp_path / "data", server.url)
    build_on(server.url, used.data, tmp_path / "files")
    with searching(used) as (catalog, searcher):
        whole = found(searcher, catalog)
        collection = searcher.collection("en")
        collection.delete(ids=collection.get(include=[], limit=5)["ids"])
    with searching(used) as (catalog, searcher):
        assert found(searcher, catalog) == whole
        assert "run 'unqa index'" in (searcher.damage or "")
    build_index(used)
    with searching(used) as (catalog, searcher):
        assert (found(searcher, catalog), searcher.damage) == (whole, None)


def test_from_the_folder_to_a_server_and_back(server: ChromaRun, tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    data = tmp_path / "data"
    build(data, tmp_path / "files")
    with searching(server_settings(data, server.url)) as (catalog, searcher):
        whole = found(searcher, catalog)
        assert "run 'unqa index'" in (searcher.damage or "")
    build_on(server.url, data)
    with searching(server_settings(data, server.url)) as (catalog, searcher):
        assert (found(searcher, catalog), searcher.damage) == (whole, None)
    with searching(settings(data)) as (catalog, searcher):
        assert found(searcher, catalog) == whole
        assert "UNQA_CHROMA_URL" in (searcher.damage or "")
    build(data)
    with searching(settings(data)) as (catalog, searcher):
        assert (found(searcher, catalog), searcher.damage) == (whole, None)


def test_old_collections_go_and_those_of_others_stay(own_server: ChromaRun, tmp_path: Path) -> None:
    files = put_bundled(tmp_path / "files", EN_57)[0].parent
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    build_on(own_server.url, theirs, files)
    others = own_server.collections()
    build_on(own_server.url, ours, files)
    with searching(server_settings(ours, own_server.url)) as (catalog, searcher), catalog.snapshot():
        whole = found(searcher, catalog)
        for word in ("Urges", "Invites", "Begs"):
            put(files, EN_57, text_of(EN_57).replace("Requests all human", f"{word} all human"))
            build_on(own_server.url, ours)
        # The one that is read, the one before the live one, and the live one.
        generations = [name.split("-")[2] for name in own_server.collections() if name not in others]
        assert sorted(generations) == ["000001", "000003", "000004"]
        assert (found(searcher, catalog), searcher.damage) == (whole, None)
    build_on(own_server.url, ours)
    assert sorted(name.split("-")[2] for name in own_server.collections() if name not in others) == ["000003", "000004"]
    assert set(others) <= set(own_server.collections())


def test_a_copied_data_folder_writes_collections_of_its_own(own_server: ChromaRun, tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    build_on(own_server.url, tmp_path / "data", tmp_path / "files")
    first = set(own_server.collections())
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    put_bundled(tmp_path / "files", EN_58)
    build_on(own_server.url, tmp_path / "copy")
    assert first < set(own_server.collections())
    with searching(server_settings(tmp_path / "data", own_server.url)) as (catalog, searcher):
        assert len(found(searcher, catalog)) == 20
        assert searcher.damage is None


def test_indexing_without_the_server_fails_at_once_and_loses_nothing(tmp_path: Path) -> None:
    put_bundled(tmp_path / "files", EN_57)
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=f"the Chroma server {url} cannot be used"):
        build_on(url, tmp_path / "data", tmp_path / "files")
    assert build(tmp_path / "data", tmp_path / "files").added == 1


def test_kills_while_a_server_is_written_to(own_server: ChromaRun) -> None:
    done = subprocess.run(
        [sys.executable, kills.__file__, "--kills", "3", "--files", "3", "--seed", "5"],
        env={**os.environ, "UNQA_CHROMA_URL": own_server.url},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert "3 kills" in done.stdout
    # Python's tracker of semaphores outlives a killed process and may tell of those that it finds left.
    complaints = [line for line in done.stderr.splitlines() if "resource_tracker" not in line]
    assert (done.returncode, complaints) == (0, [])
    # Of each data folder the live generation and the one before, and nothing that a killed build left half made.
    written: dict[str, set[str]] = {}
    for _, owner, generation, attempt, language in (name.split("-") for name in own_server.collections()):
        written.setdefault(owner, set()).add(f"{generation} {attempt} {language}")
    assert max(len(names) for names in written.values()) <= 4


def slow(request: BaseHTTPRequestHandler, _: bytes) -> None:
    time.sleep(derived.SERVER_SECONDS + 1)
    reply(request, 200, b"{}")


def echo(request: BaseHTTPRequestHandler, _: bytes) -> None:
    reply(request, 401, json.dumps({"error": f"no such key {request.headers[KEY_HEADER]}"}).encode())


def older(request: BaseHTTPRequestHandler, _: bytes) -> None:
    reply(request, 410, b'{"error": "Unimplemented", "message": "The v1 API is deprecated"}')


def other_program(request: BaseHTTPRequestHandler, _: bytes) -> None:
    reply(request, 200, b"<!doctype html><title>Welcome</title>")


def hang_up(request: BaseHTTPRequestHandler, _: bytes) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def elsewhere(request: BaseHTTPRequestHandler, _: bytes) -> None:
    request.send_response(307)
    request.send_header("Location", f"http://127.0.0.1:{free_port()}{request.path}")
    request.send_header("Content-Length", "0")
    request.end_headers()


@pytest.mark.parametrize("answer", [slow, echo, older, other_program, hang_up, elsewhere])
def test_servers_that_misbehave(
    server: ChromaRun, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: object
) -> None:
    put_bundled(tmp_path / "files", EN_57)
    data = tmp_path / "data"
    build_on(server.url, data, tmp_path / "files")
    with searching(server_settings(data, server.url)) as (catalog, searcher):
        whole = found(searcher, catalog)
    assert callable(answer)
    with (
        http_server(answer) as url,
        searching(server_settings(data, url, chroma_api_key=KEY)) as (catalog, searcher),
    ):
        started = time.monotonic()
        assert found(searcher, catalog) == whole
        # One wait, not one for each of the twenty searches.
        assert time.monotonic() - started < 20 * derived.SERVER_SECONDS / 2
        said = complaints(caplog)
        assert len(said) == 1
        assert url in said[0]
        assert searcher.damage is not None
        assert KEY not in f"{said} {searcher.damage} {caplog.text}"


@pytest.mark.usefixtures("soon")
def test_a_server_that_fails_in_the_middle(server: ChromaRun, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A search that fails is done in the catalog; one that comes later finds the server again."""
    failing = False

    def sometimes(request: BaseHTTPRequestHandler, body: bytes) -> None:
        if failing and request.path.endswith("/query"):
            reply(request, 503, b"overloaded")
        else:
            pass_on(request, body, server.port)

    put_bundled(tmp_path / "files", EN_57)
    with http_server(sometimes) as url:
        used = server_settings(tmp_path / "data", url)
        build_on(url, used.data, tmp_path / "files")
        with searching(used) as (catalog, searcher):
            whole = found(searcher, catalog)
            failing = True
            assert found(searcher, catalog) == whole
            assert "overloaded" in (searcher.damage or "")
            failing = False
            assert found(searcher, catalog) == whole
            assert searcher.damage is None
        assert "overloaded" in complaints(caplog)[0]


def test_the_key_goes_out_as_a_header_and_is_shown_nowhere(
    server: ChromaRun, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    bodies: list[int] = []

    def guarded(request: BaseHTTPRequestHandler, body: bytes) -> None:
        bodies.append(len(body))
        if request.headers[KEY_HEADER] == KEY and KEY not in request.path:
            pass_on(request, body, server.port)
        else:
            reply(request, 401, b'{"error": "AuthorizationError", "message": "no key"}')

    put_bundled(tmp_path / "files", EN_57)
    with http_server(guarded) as url:
        used = server_settings(tmp_path / "data", url, chroma_api_key=KEY)
        build_on(url, used.data, tmp_path / "files", chroma_api_key=KEY)
        with searching(used) as (catalog, searcher):
            found(searcher, catalog)
            assert searcher.damage is None
        with pytest.raises(StoreError, match="no key") as caught:
            build_on(url, tmp_path / "data", chroma_api_key="another")
    assert max(bodies) < 1_000_000
    shown = f"{caught.value!r} {caplog.text} {capfd.readouterr()} {used!r} {chroma_address(used)!r}"
    assert KEY not in shown
    assert not [path for path in used.data.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


def test_the_tenant_and_database_of_a_key_are_found(server: ChromaRun) -> None:
    asked: list[str] = []

    def cloud(request: BaseHTTPRequestHandler, body: bytes) -> None:
        asked.append(request.path)
        if request.path.endswith("/auth/identity"):
            reply(request, 200, b'{"user_id": "", "tenant": "t-1", "databases": ["resolutions"]}')
        elif request.path.endswith("/pre-flight-checks"):
            pass_on(request, body, server.port)
        else:
            reply(request, 200, b"[]")

    with http_server(cloud) as url:
        with closing(ChromaServer(ChromaAddress(url, None, None, None), 2.0)) as opened:
            assert opened.names() == []
        with closing(ChromaServer(ChromaAddress(url, "t-2", "drafts", None), 2.0)) as opened:
            assert opened.names() == []
    listed = [path for path in asked if "/collections" in path]
    assert "/tenants/t-1/databases/resolutions/collections" in listed[0]
    assert "/tenants/t-2/databases/drafts/collections" in listed[1]


def test_a_stored_embedding_function_is_never_loaded(server: ChromaRun) -> None:
    function = {
        "type": "known",
        "name": "sentence_transformer",
        "config": {"model_name": "x", "trust_remote_code": True},
    }
    base = f"{server.url}/api/v2/tenants/default_tenant/databases/default_database/collections"
    body = {"name": "unqa-foreign", "configuration": {"embedding_function": function}}
    assert httpx.post(base, json=body).status_code == 200
    with (
        closing(ChromaServer(ChromaAddress(server.url, None, None, None), 5.0)) as opened,
        pytest.raises(StoreError, match="embedding function of its own"),
    ):
        opened.collection("unqa-foreign")


def test_more_than_one_request_holds_is_sent_in_several(server: ChromaRun) -> None:
    chance = np.random.default_rng(0)
    matrix = chance.normal(size=(1000, 16)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    with closing(ChromaServer(ChromaAddress(server.url, None, None, None), 20.0)) as opened:
        place = ServerPlace(opened, {"en": "unqa-many"})
        assert place.limits == Limits(records=300, questions=32, results=300)
        vectors.write_vectors(place, "en", [f"id{row}" for row in range(1000)], matrix, ["operative"] * 1000)
        written = place.open(["en"])
        assert written.ids("en") == {f"id{row}" for row in range(1000)}
        nearest = written.nearest(matrix[:100], 1, "en")
        assert [hits[0][0] for hits in nearest] == [f"id{row}" for row in range(100)]
