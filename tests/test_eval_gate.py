"""The gate fails on real faults: each is put into the real program's answers, and the comparison with them as they were
must see it. The program as it is passes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.compare import Comparison, compare_files, compare_runs
from eval.documents import read_run
from eval.gate import Gate, TimeLimits, load_gate
from eval.model import Evaluation, QuestionSet
from eval.program import CatalogVerifier
from eval.questions import load_suite
from eval.run import Plan, run_evaluation, write_baseline, write_results
from eval.sources import FileSources
from eval.subject import NO_FILTERS, Answerer, Subject, Verifier
from eval.verification import Verified
from index.embed import Embedder
from index.lexical import LexicalIndex
from index.settings import Settings
from index.sources import bundled_folder
from index.symbols import paragraph_id, paragraph_label, split_id
from rag.assistant import Assistant
from rag.citing import cite_paragraph
from rag.model import Answer, Citation, CitationKind, Filters, Refusal, Turn

# One in so many of the questions that may be read: enough of every type, and asked in a few seconds.
ONE_IN = 4

Fault = Callable[[Answer], Answer]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Remembering:
    """Asks the program once and gives the same answer ever after."""

    answerer: Answerer
    answers: dict[tuple[str, tuple[Turn, ...], Filters, int], Answer] = field(default_factory=dict)

    def ask(self, question: str, *, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS, top: int = 5) -> Answer:
        key = (question, tuple(turns), filters, top)
        if key not in self.answers:
            self.answers[key] = self.answerer.ask(question, turns=turns, filters=filters, top=top)
        return self.answers[key]


@dataclass(frozen=True, slots=True)
class RememberingEmbedder:
    """Embeds every question once: nearly all of the time of an answer, and the same every time."""

    embedder: Embedder
    vectors: dict[str, Vector] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.embedder.name

    @property
    def dimension(self) -> int:
        return self.embedder.dimension

    def passages(self, texts: Sequence[str]) -> Vector:
        return self.embedder.passages(texts)

    def query(self, text: str) -> Vector:
        if text not in self.vectors:
            self.vectors[text] = self.embedder.query(text)
        return self.vectors[text]


@dataclass(frozen=True, slots=True)
class Faulty:
    """The program with a fault in every answer. Conversations lean on what was cited before the fault."""

    answerer: Answerer
    fault: Fault

    def ask(self, question: str, *, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS, top: int = 5) -> Answer:
        return self.fault(self.answerer.ask(question, turns=turns, filters=filters, top=top))


@dataclass(frozen=True, slots=True)
class World:
    """The program over the bundled corpus, some of the questions, and a baseline of it as it is."""

    assistant: Assistant
    remembering: Remembering
    sources: FileSources
    questions: QuestionSet
    quotations: QuestionSet
    baseline: Path
    gate: Gate

    def evaluate(self, answerer: Answerer, verifier: Verifier | None = None) -> Evaluation:
        subject = Subject(answerer, verifier or CatalogVerifier(self.assistant.catalog), self.sources)
        return run_evaluation([Plan(self.questions, subject), Plan(self.quotations, subject)])

    def judge(self, evaluation: Evaluation, folder: Path) -> Comparison:
        write_results(evaluation, folder)
        return compare_runs(read_run(self.baseline), read_run(folder / "results.json"), self.gate)

    def cite(self, id_: str, marker: int) -> Citation:
        """A faultless citation of another paragraph."""
        paragraph = self.assistant.catalog.paragraph(id_)
        assert paragraph is not None
        (summary,) = (
            summary
            for summary in self.assistant.catalog.resolutions()
            if (summary.symbol, summary.language) == (paragraph.symbol, paragraph.language)
        )
        return cite_paragraph(paragraph, summary, marker)


def _some_of(suite: str, one_in: int = ONE_IN) -> QuestionSet:
    return QuestionSet(suite, load_suite(suite, splits=("dev",)).cases[::one_in])


@pytest.fixture(scope="module")
def world(bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("gate")
    # The times of a busy machine are not what is tested here.
    gate = load_gate().model_copy(update={"times": TimeLimits(median_ms=1e6, percentile_95_ms=1e6)})
    with Assistant.open(Settings(data=bundled_data)) as assistant:
        assistant._embedder = RememberingEmbedder(assistant._embedder)
        sources = FileSources((bundled_folder(),))
        questions, quotations = _some_of("bundled"), _some_of("quotations")
        baseline = folder / "baseline.json"
        world = World(assistant, Remembering(assistant), sources, questions, quotations, baseline, gate)
        write_baseline(world.evaluate(world.remembering), baseline)
        yield world


def _renamed(citation: Citation, kind: CitationKind, number: str) -> Citation:
    """The citation under the name of another paragraph of the same resolution, its words as they were."""
    if citation.kind == "heading":
        return citation
    part = split_id(citation.id).part
    return replace(
        citation,
        kind=kind,
        number=number,
        id=paragraph_id(citation.symbol, kind, number, part, citation.language),
        label=paragraph_label(citation.symbol, kind, number, part),
    )


def _next_number(citation: Citation) -> str:
    head, dot, tail = citation.number.partition(".")
    return f"{int(head) + 1}{dot}{tail}" if head.isdigit() else citation.number


def _other_kind(citation: Citation) -> CitationKind:
    return "operative" if citation.kind == "preambular" else "preambular"


def _one_word_changed(text: str) -> str:
    words = text.split(" ")
    return " ".join([*words[:-1], f"un{words[-1]}"])


def _each(answer: Answer, change: Callable[[Citation], Citation]) -> Answer:
    return replace(answer, citations=tuple(change(citation) for citation in answer.citations))


def _number_off_by_one(answer: Answer) -> Answer:
    return _each(answer, lambda citation: _renamed(citation, citation.kind, _next_number(citation)))


def _kinds_swapped(answer: Answer) -> Answer:
    return _each(answer, lambda citation: _renamed(citation, _other_kind(citation), citation.number))


def _labels_off_by_one(answer: Answer) -> Answer:
    """Only what the reader sees is wrong: the id is right."""
    return _each(
        answer,
        lambda citation: replace(citation, label=_renamed(citation, citation.kind, _next_number(citation)).label),
    )


def _quotation_altered(answer: Answer) -> Answer:
    return _each(answer, lambda citation: replace(citation, quote=_one_word_changed(citation.quote)))


def _wording_altered(answer: Answer) -> Answer:
    """Consistently, wherever the words stand: only the file knows better."""

    def change(citation: Citation) -> Citation:
        quote = _one_word_changed(citation.quote)
        return replace(citation, quote=quote, text=citation.text.replace(citation.quote, quote))

    words = answer.answer
    for citation in answer.citations:
        words = words.replace(citation.quote, _one_word_changed(citation.quote))
    return replace(_each(answer, change), answer=words)


def _words_altered(answer: Answer) -> Answer:
    """The citations are right, and what the answer shows as quoted is not."""
    words = answer.answer
    for citation in answer.citations:
        words = words.replace(citation.quote, _one_word_changed(citation.quote))
    return replace(answer, answer=words)


def _always_refusing(answer: Answer) -> Answer:
    return replace(answer, refusal=Refusal("no_passage", "nothing"), citations=(), answer="Nothing was found.")


def _not_a_number(answer: Answer) -> Answer:
    return replace(answer, retrieved=tuple((id_, math.nan) for id_, _ in answer.retrieved))


def _another_year(answer: Answer) -> Answer:
    """The words, and their file, as they were; the name is that of a resolution with the same words."""

    def change(citation: Citation) -> Citation:
        if not citation.same_wording:
            return citation
        twin = split_id(citation.same_wording[0])
        assert twin.symbol is not None
        symbol = twin.symbol
        moved = replace(citation, symbol=symbol, language=twin.language or "en")
        return _renamed(moved, citation.kind, twin.number or citation.number)

    return _each(answer, change)


@pytest.mark.parametrize(
    "fault",
    [
        _number_off_by_one,
        _labels_off_by_one,
        _kinds_swapped,
        _quotation_altered,
        _wording_altered,
        _words_altered,
        _always_refusing,
        _not_a_number,
        _another_year,
    ],
)
def test_the_gate_sees_a_fault(world: World, tmp_path: Path, fault: Fault) -> None:
    comparison = world.judge(world.evaluate(Faulty(world.remembering, fault)), tmp_path)
    assert comparison.findings


def test_the_gate_sees_a_faithful_citation_of_the_next_paragraph(world: World, tmp_path: Path) -> None:
    """Every word replays: only the gold knows that it is not what was asked."""

    def fault(answer: Answer) -> Answer:
        def change(citation: Citation) -> Citation:
            following = _renamed(citation, citation.kind, _next_number(citation)).id
            exists = world.assistant.catalog.paragraph(following) is not None
            return world.cite(following, citation.marker) if exists else citation

        changed = _each(answer, change)
        return replace(changed, answer="\n\n".join(f"> {citation.quote}" for citation in changed.citations))

    evaluation = world.evaluate(Faulty(world.remembering, fault))
    comparison = world.judge(evaluation, tmp_path)
    assert any("pinpoint fell" in finding for finding in comparison.findings)
    assert not any("quotation_fidelity" in finding for finding in comparison.findings)


def test_the_gate_sees_a_faithful_citation_of_another_year(world: World, tmp_path: Path) -> None:
    """The same words, rightly replayed from a resolution that was not asked about."""

    def fault(answer: Answer) -> Answer:
        return _each(
            answer,
            lambda citation: (
                world.cite(citation.same_wording[0], citation.marker) if citation.same_wording else citation
            ),
        )

    comparison = world.judge(world.evaluate(Faulty(world.remembering, fault)), tmp_path)
    assert any("pinpoint fell" in finding for finding in comparison.findings)


def test_the_gate_sees_that_nothing_is_refused(world: World, tmp_path: Path) -> None:
    any_answer = next(answer for answer in world.remembering.answers.values() if answer.citations)

    def fault(answer: Answer) -> Answer:
        if answer.refusal is None:
            return answer
        return replace(answer, refusal=None, citations=any_answer.citations, answer=any_answer.answer)

    comparison = world.judge(world.evaluate(Faulty(world.remembering, fault)), tmp_path)
    assert any("refusal_recall fell" in finding for finding in comparison.findings)
    assert "bundled: refusal_precision has no value any more." in comparison.findings


def test_the_gate_sees_that_bm25_is_off(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_arguments: object, **_named: object) -> list[tuple[str, float]]:
        return []

    more = replace(world, questions=_some_of("bundled", one_in=2), baseline=tmp_path / "baseline.json")
    write_baseline(more.evaluate(world.assistant), more.baseline)
    monkeypatch.setattr(LexicalIndex, "search", nothing)
    comparison = more.judge(more.evaluate(world.assistant), tmp_path)
    assert comparison.findings
    assert comparison.broken


@dataclass(frozen=True, slots=True)
class Credulous:
    """A verifier that calls everything exact: what it thinks closest becomes an occurrence."""

    verifier: Verifier

    def verify(self, quotation: str, *, within: str | None = None) -> Verified:
        found = self.verifier.verify(quotation, within=within)
        return _Exact("exact", tuple(found.occurrences), found.closest, tuple(found.warnings))


@dataclass(frozen=True, slots=True)
class _Exact:
    verdict: str
    occurrences: tuple[Citation, ...]
    closest: Citation | None
    warnings: tuple[str, ...]


def test_the_gate_sees_that_everything_is_called_exact(world: World, tmp_path: Path) -> None:
    credulous = Credulous(CatalogVerifier(world.assistant.catalog))
    comparison = world.judge(world.evaluate(world.remembering, credulous), tmp_path)
    assert any(finding.startswith("quotations: no_false_exact is ") for finding in comparison.findings)


def test_a_missing_baseline_fails(world: World, tmp_path: Path) -> None:
    write_results(world.evaluate(world.remembering), tmp_path)
    comparison = compare_files(tmp_path / "baseline.json", tmp_path / "results.json")
    assert not comparison.passed


def test_the_program_as_it_is_passes_and_repeats(world: World, tmp_path: Path) -> None:
    """A second run of the program itself, not of its remembered answers: the same figures to the last digit."""
    comparison = world.judge(world.evaluate(world.assistant), tmp_path)
    assert comparison.findings == ()
    assert comparison.broken == comparison.fixed == ()
    assert {change.difference for change in comparison.metrics} == {0.0}


def test_the_questions_asked_here_hold_every_type() -> None:
    types = {case.type for case in load_suite("bundled", splits=("dev",)).cases}
    assert {case.type for case in _some_of("bundled").cases} == types
