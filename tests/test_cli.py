"""The command line: exit codes, what goes to which stream, and input of every kind."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from index.errors import DataError
from rag.model import Filters, Turn
from tests import faces_samples as samples
from tests.conftest import run_unqa
from ui import library
from ui.cli import main
from ui.commands_serve import is_loopback, page_address

EXACT = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, economic "
    "and social situations and events of all countries;"
)
HEAVY = {"gradio", "llama_index", "chromadb", "numpy", "pydantic", "rich", "sqlite3"}
CITED = ("A/RES/57/203#op8@en",)


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> samples.FakeAssistant:
    """An assistant without an index, in the place of the real one."""
    fake = samples.FakeAssistant()
    monkeypatch.setattr(library, "open_assistant", lambda settings: fake)
    return fake


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Give `text` as piped standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


# Without an index.


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    script = "import sys, ui.cli; code = ui.cli.main(['--help']); print(code, *sys.modules, sep='\\n')"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "Usage: unqa" in shown
    assert not HEAVY & set(shown.splitlines())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"unqa {version('unqa')}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nope"], "No such option"),
        (["ask", "q", "--nope"], "No such option"),
        (["nope"], "No such command 'nope'"),
        ([], "Missing command"),
        (["ask"], "Missing argument"),
        (["ask", "q", "--top", "0"], "--top"),
        (["ask", "q", "--from", "two"], "--from"),
        (["ask", "q", "--from", "2004", "--to", "2002"], "--from 2004 is later than --to 2002"),
        (["ask", "q", "--symbol", "nonsense"], "nonsense"),
        (["show", "nonsense"], "nonsense"),
        (["serve", "--host", "0.0.0.0"], "add --allow-remote"),
        (["serve", "--host", "example.org"], "add --allow-remote"),
        (["serve", "--port", "70000"], "--port"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNQA_DATA", str(tmp_path))
    assert main(arguments) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("unqa: ")
    assert streams.err.count("\n") == 1
    assert said in streams.err


def test_a_setting_of_the_environment_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNQA_PORT", "many")
    assert main(["ask", "q"]) == 2
    assert "UNQA_PORT" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_used(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(settings: object) -> None:
        raise DataError("the folder /nowhere\ncannot be written: choose another with --data")

    monkeypatch.setattr(library, "open_assistant", refuse)
    assert main(["ask", "q", "--json"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err == "unqa: the folder /nowhere cannot be written: choose another with --data\n"


def test_ask(assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "What does paragraph 8 say?"]) == 0
    assert samples.WORDING in capsys.readouterr().out


def test_ask_json_is_one_document(assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "What does paragraph 8 say?"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["citations"][0]["label"] == "A/RES/57/203, para. 8"


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_refusal_is_exit_code_1(
    as_json: list[str], assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "What does 57/999 say?", *as_json]) == 1
    streams = capsys.readouterr()
    assert "A/RES/57/999 is not in the corpus." in streams.out
    assert streams.err == ""
    if as_json:
        assert json.loads(streams.out)["refusal"]["code"] == "resolution_not_in_corpus"


@pytest.mark.parametrize("question", ["", "   ", "x" * 20_000])
def test_questions_that_cannot_be_asked(
    question: str, assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", question]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.count("\n") == 1


def test_filters_reach_the_assistant(assistant: samples.FakeAssistant) -> None:
    narrowed = ["--symbol", "57/203", "--language", "EN", "--from", "2002", "--to", "2004", "--top", "7"]
    assert main(["ask", "q", *narrowed]) == 0
    assert assistant.asked == [("q", (), Filters("A/RES/57/203", "en", 2002, 2004), 7)]


def test_a_question_a_line(
    assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, f"What does paragraph 8 say?\n\n{'x' * 20_000}\nWhat does 57/999 say?\r\nAnd the last?")
    assert main(["ask", "-", "--json"]) == 2
    streams = capsys.readouterr()
    documents = [json.loads(line) for line in streams.out.splitlines()]
    assert [document["question"][:30] for document in documents] == [
        "What does paragraph 8 say?",
        "",
        "x" * 30,
        "What does 57/999 say?",
        "And the last?",
    ]
    assert ["error" in document for document in documents] == [False, True, True, False, False]
    assert streams.err.count("\n") == 2


def test_lines_without_json(
    assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "What does paragraph 8 say?\nWhat does 57/999 say?\n")
    assert main(["ask", "-"]) == 1
    shown = capsys.readouterr().out
    assert (
        shown.index("? What does paragraph 8 say?") < shown.index(samples.WORDING) < shown.index("? What does 57/999")
    )


def test_chat_remembers_until_a_blank_line(
    assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "first\nsecond\n\nthird\n")
    assert main(["chat", "--json"]) == 0
    assert [(question, turns) for question, turns, _, _ in assistant.asked] == [
        ("first", ()),
        ("second", (Turn("first", CITED),)),
        ("third", ()),
    ]
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_chat_goes_on_after_a_bad_turn(
    assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, f"first\n{'x' * 20_000}\nsecond\n")
    assert main(["chat"]) == 2
    assert assistant.asked[-1][1] == (Turn("first", CITED),)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_question_with_escape_sequences_reaches_no_terminal(
    assistant: samples.FakeAssistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, f"{samples.HOSTILE}\n")
    main(["ask", "-"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("", False),
        ("localhost.example.org", False),
    ],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_page_address() -> None:
    assert page_address("::1", 80) == "http://[::1]:80/"
    assert page_address("127.0.0.1", 7860) == "http://127.0.0.1:7860/"


def test_a_busy_port(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--data", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert f"port {port}" in error
    assert error.count("\n") == 1


# With the index of the bundled corpus, as processes.


def test_first_answer(bundled_data: Path) -> None:
    done = run_unqa(["ask", "--json", "What does paragraph 8 of resolution 57/203 say?"], bundled_data)
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert document["refusal"] is None
    cited = document["citations"][0]
    assert cited["id"] == "A/RES/57/203#op8@en"
    assert cited["label"] == "A/RES/57/203, para. 8"
    assert cited["quote"] == EXACT
    assert cited["footnotes"] == []
    assert done.stderr == ""


def test_show_paragraph(bundled_data: Path) -> None:
    done = run_unqa(["show", "57/203#op8"], bundled_data)
    assert done.returncode == 0
    assert EXACT in done.stdout
    assert "A/RES/57/203, para. 8" in done.stdout
    assert "A/RES/57/203, para. 9" not in done.stdout


def test_show_resolution(bundled_data: Path) -> None:
    done = run_unqa(["show", "57/203", "--json"], bundled_data)
    document = json.loads(done.stdout)
    assert (document["symbol"], document["adopted"]) == ("A/RES/57/203", "2002-12-18")
    kinds = [paragraph["kind"] for paragraph in document["paragraphs"]]
    assert (kinds.count("preambular"), kinds.count("operative")) == (8, 12)


def test_show_lists_what_was_mended(bundled_data: Path) -> None:
    assert "hyphen" in run_unqa(["show", "57/203", "--repairs"], bundled_data).stdout
    document = json.loads(run_unqa(["show", "52/131", "--repairs", "--json"], bundled_data).stdout)
    assert "opening_space" in {repair["kind"] for repair in document["repairs"]}


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("57/999", "A/RES/57/999 is not in the corpus"),
        ("57/203#op99", "no operative paragraph 99"),
        ("para 8", "does not say of which resolution"),
    ],
)
def test_show_what_is_not_there(reference: str, said: str, bundled_data: Path) -> None:
    done = run_unqa(["show", reference], bundled_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_language_that_a_resolution_is_not_in(bundled_data: Path) -> None:
    done = run_unqa(["show", "59/190", "--language", "fr"], bundled_data)
    assert done.returncode == 2
    assert "it is in: zh" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_streams(encoding: str, bundled_data: Path) -> None:
    done = run_unqa(["show", "59/190"], bundled_data, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    document = json.loads(run_unqa(["show", "59/190", "--json"], bundled_data, PYTHONIOENCODING=encoding).stdout)
    assert "加强联合国在人权领域的行动" in document["title"]


def test_no_colour_on_a_pipe(bundled_data: Path) -> None:
    assert "\x1b" not in run_unqa(["show", "57/203"], bundled_data).stdout


def test_a_closed_pipe_is_quiet(bundled_data: Path) -> None:
    script = f"{sys.executable} -m ui.cli show 57/203 --json | head -c 1; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "UNQA_DATA": str(bundled_data)},
        check=False,
    )
    assert done.stderr.strip() in {"0", "141"}


def test_interrupt_is_quiet(bundled_data: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "UNQA_DATA": str(bundled_data)},
    )
    with running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("What does paragraph 8 of resolution 57/203 say?\n")
        running.stdin.flush()
        assert running.stdout.readline().startswith("? What does")
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=30)
    assert running.returncode == 130
    assert error == ""


def test_an_interrupted_build_says_how_to_go_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "index"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "UNQA_DATA": str(data)},
    ) as running:
        deadline = time.monotonic() + 60
        # Files are read, texts embedded and the store written while the log of the catalog is there.
        while not (data / "catalog.sqlite-wal").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=60)
    assert running.returncode == 130
    assert (
        error.splitlines()[-1] == "unqa: stopped; the index answers as before, and the same command goes on from here"
    )
    assert "Traceback" not in error
    assert run_unqa(["index"], data).returncode == 0


def test_index_counts_and_lists_what_cannot_be_read(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "empty.txt").write_text("")
    good = Path(library.__file__).parents[1] / "index" / "corpus" / "A_RES_57_203.en.txt"
    (documents / good.name).write_bytes(good.read_bytes())
    done = run_unqa(["index", str(documents), "--no-bundled", "--json"], tmp_path / "data")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert (report["resolutions"], report["paragraphs"], report["added"]) == (1, 20, 1)
    assert [Path(failed["file"]).name for failed in report["failed"]] == ["empty.txt"]
    again = run_unqa(["index"], tmp_path / "data")
    assert again.returncode == 1
    assert "empty.txt" in again.stderr
    assert "1 unchanged" in again.stdout


def test_an_index_path_that_is_not_there(tmp_path: Path) -> None:
    done = run_unqa(["index", str(tmp_path / "nowhere")], tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr
    assert done.stderr.count("\n") == 1
