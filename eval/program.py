"""The program itself put to the test, with an index of its own, so that nobody's own documents interfere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.model import Evaluation, Skipped
from eval.questions import SUITES, load_suite
from eval.run import Plan, Progress, run_evaluation
from eval.sources import FileSources
from eval.subject import NO_FILTERS, Subject
from eval.verification import Verified
from index.build import Progress as IndexProgress
from index.build import build_index
from index.catalog import Catalog
from index.errors import EvaluationError
from index.settings import Settings
from index.sources import bundled_folder
from rag.assistant import AnswererName, Assistant
from rag.llm_providers import model_name
from rag.model import Answer, Filters, Turn
from rag.quote import verify

BUNDLED_SUITES = ("bundled", "quotations")
ALL_SUITES = "all"
"""Asks for every suite, those over the Security Council's texts too."""


def security_council_folder() -> Path:
    """Where the texts of the Security Council lie beside a checkout; they are no part of the program."""
    return Path(__file__).resolve().parents[2] / "shared" / "security-council"


@dataclass(frozen=True, slots=True)
class CatalogVerifier:
    """Implements `eval.subject.Verifier` with the program's own verification."""

    catalog: Catalog

    def verify(self, quotation: str, *, within: str | None = None) -> Verified:
        return verify(self.catalog, quotation, within)


@dataclass(frozen=True, slots=True)
class ChosenAnswerer:
    """Implements `eval.subject.Answerer` with the program's own answers, of one answerer whatever the settings say."""

    assistant: Assistant
    name: AnswererName

    def ask(self, question: str, *, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS, top: int = 5) -> Answer:
        return self.assistant.ask(question, turns=turns, filters=filters, top=top, answerer=self.name)


def evaluate(
    settings: Settings,
    *,
    suites: Sequence[str] = (),
    answerer: AnswererName = "verbatim",
    security_council: Path | None = None,
    progress: Progress | None = None,
    index_progress: Callable[[IndexProgress], None] | None = None,
) -> Evaluation:
    """Evaluate the program on these suites: those of the bundled corpus by default, ("all",) for every one.

    `answerer` is who answers; a language model of the settings is not asked unless this says so. Each corpus is indexed
    in a folder of its own below the settings' data folder, and kept for the next run. Suites
    over the texts of the Security Council are skipped, and said to be, where `security_council` (the folder beside the
    checkout by default) is not there; their first run takes minutes, for 451 files are embedded. Raises
    EvaluationError for an unknown suite or a malformed question set, and the errors of an index that cannot be built.
    """
    texts = security_council_folder() if security_council is None else security_council
    chosen = _chosen(suites)
    skipped = [Skipped(suite, reason) for suite in SUITES if (reason := _reason_to_skip(suite, chosen, texts))]
    left_out = {skip.suite for skip in skipped}
    with ExitStack() as stack:
        subjects: dict[bool, Subject] = {}
        plans: list[Plan] = []
        for suite in SUITES:
            if suite in left_out:
                continue
            questions, bundled = load_suite(suite), suite in BUNDLED_SUITES
            if bundled not in subjects:
                subject = _open_subject(settings, answerer, () if bundled else (texts,), index_progress)
                subjects[bundled] = stack.enter_context(subject)
            plans.append(Plan(questions, subjects[bundled]))
        answers = "verbatim" if answerer == "verbatim" else f"llm:{model_name(settings)}"
        named = {"answers": answers, "embedding": settings.embedding}
        made = datetime.now(UTC).isoformat(timespec="seconds")
        return run_evaluation(plans, skipped=skipped, subject=named, progress=progress, made=made)


def _chosen(suites: Sequence[str]) -> frozenset[str]:
    unknown = [suite for suite in suites if suite not in (*SUITES, ALL_SUITES)]
    if unknown:
        raise EvaluationError(f"There is no suite {unknown[0]!r}; choose from {', '.join((*SUITES, ALL_SUITES))}.")
    return frozenset(SUITES) if ALL_SUITES in suites else frozenset(suites or BUNDLED_SUITES)


def _reason_to_skip(suite: str, chosen: frozenset[str], texts: Path) -> str:
    if suite not in chosen:
        return f"It was not asked for (--suite {suite})."
    if suite not in BUNDLED_SUITES and not texts.is_dir():
        return "The texts of the Security Council are not here."
    return ""


@contextmanager
def _open_subject(
    settings: Settings, answerer: AnswererName, texts: Sequence[Path], progress: Callable[[IndexProgress], None] | None
) -> Iterator[Subject]:
    folder = settings.data / "evaluation" / ("security-council" if texts else "bundled")
    own = settings.model_copy(update={"data": folder})
    report = build_index(own, texts, bundled=True, progress=progress)
    if report.failed:
        file, error = report.failed[0]
        raise EvaluationError(f"{file} was not indexed ({error}); an evaluation needs the whole corpus.")
    with Assistant.open(own) as assistant:
        sources = FileSources((bundled_folder(), *texts))
        yield Subject(ChosenAnswerer(assistant, answerer), CatalogVerifier(assistant.catalog), sources)
