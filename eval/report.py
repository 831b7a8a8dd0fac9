"""One self-contained page that shows a maintainer what is wrong and where to look.

Everything is in the page without a script; the script only filters. All text of questions, answers and documents is
untrusted and escaped by the template engine; a content security policy allows the page's own script and style alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.causes import CAUSE_MEANINGS, CAUSES
from eval.figures import metrics_of, suites_of
from eval.model import CaseResult, Evaluation, Figure, GoldGroup, Pinpoint, Question, Quotation

_PINPOINTS: dict[Pinpoint, str] = {
    "right": "right resolution and paragraph",
    "wrong_paragraph": "right resolution, wrong paragraph",
    "wrong_kind": "preambular for operative, or the reverse",
    "wrong_resolution": "wrong resolution",
    "none": "no citation",
}
_QUESTION_PLOTS = ("right", "pinpoint", "coverage@5", "citation_precision", "recall@10", "phrases")
_QUOTATION_PLOTS = ("right", "verdict", "occurrences", "closest")
_TILES = ("right", "pinpoint", "verdict", "no_false_exact", "quotation_fidelity", "refusal_precision", "refusal_recall")
# Control characters have no place in a page and can hide what follows them in some viewers.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Plot:
    """One metric over the types or the languages of a suite: a row a group."""

    title: str
    definition: str
    rows: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A named part of a whole. `name` is the word that files use."""

    name: str
    meaning: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric with its figures over all cases of a suite and by split, in the order of the table's columns."""

    title: str
    definition: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SuiteView:
    """What the page says of one suite."""

    name: str
    cases: int
    wrong: int
    hidden: int
    median: float
    percentile_95: float
    splits: tuple[str, ...]
    tiles: tuple[MetricRow, ...]
    table: tuple[MetricRow, ...]
    by_type: tuple[Plot, ...]
    by_language: tuple[Plot, ...]
    causes: tuple[Share, ...]
    pinpoints: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ExpectedPlace:
    """A gold id with its words in the source, and whether it was cited."""

    id: str
    wordings: tuple[str, ...]
    cited: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the page says of one case. `groups` are the gold groups, `gold` all ids in them."""

    result: CaseResult
    asks: tuple[str, ...]
    filters: str
    groups: tuple[tuple[ExpectedPlace, ...], ...]
    gold: frozenset[str]
    unscored: str


def report_text(evaluation: Evaluation, *, show_held: bool = False) -> str:
    """The page. Without `show_held`, held-apart cases count in every figure and are not listed."""
    shown = [result for result in evaluation.results if show_held or result.case.split == "dev"]
    ordered = sorted(shown, key=lambda result: result.right)
    environment = Environment(
        loader=PackageLoader("eval"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = lambda text: _CONTROL.sub("\ufffd", text)
    environment.filters["percent"] = lambda value: "–" if value is None else f"{value * 100:.1f}"
    return environment.get_template("report.html").render(
        evaluation=evaluation,
        suites=[_suite_view(suite, evaluation, show_held) for suite in suites_of(evaluation.results)],
        cases=[_case_view(result, evaluation) for result in ordered],
        meanings=CAUSE_MEANINGS,
        types=sorted({result.case.type for result in shown}),
        languages=sorted({result.case.language for result in shown}),
        raised=[result for result in evaluation.results if result.error is not None],
        style_hash=_hash("report.css"),
        script_hash=_hash("report.js"),
    )


def _hash(name: str) -> str:
    """The SHA-256 by which the page's policy recognises its own style or script."""
    text = (resources.files("eval") / "templates" / name).read_text(encoding="utf-8").rstrip("\n")
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _suite_view(suite: str, evaluation: Evaluation, show_held: bool) -> SuiteView:
    own = [result for result in evaluation.results if result.case.suite == suite]
    figures = [figure for figure in evaluation.figures if figure.group.suite == suite]
    times = next(times for times in evaluation.times if times.suite == suite)
    table = _metric_rows(own, figures)
    tiles = tuple(row for row, metric in zip(table, metrics_of(own), strict=True) if metric.name in _TILES)
    plotted = _QUOTATION_PLOTS if isinstance(own[0].case, Quotation) else _QUESTION_PLOTS
    return SuiteView(
        name=suite,
        cases=len(own),
        wrong=sum(1 for result in own if not result.right),
        hidden=0 if show_held else sum(1 for result in own if result.case.split == "held"),
        median=times.median,
        percentile_95=times.percentile_95,
        splits=tuple(figure.group.split for figure in table[0].figures[1:]),
        tiles=tiles,
        table=table,
        by_type=_plots(own, figures, plotted, "type"),
        by_language=_plots(own, figures, plotted, "language"),
        causes=_causes(own),
        pinpoints=_pinpoints(own),
    )


def _metric_rows(own: Sequence[CaseResult], figures: Sequence[Figure]) -> tuple[MetricRow, ...]:
    return tuple(
        MetricRow(
            metric.title,
            metric.definition,
            tuple(figure for figure in figures if figure.metric == metric.name and figure.group.by == "all"),
        )
        for metric in metrics_of(own)
    )


def _plots(own: Sequence[CaseResult], figures: Sequence[Figure], names: Sequence[str], by: str) -> tuple[Plot, ...]:
    """The plots of the metrics named; groups in which a metric scored nothing are left out."""
    plots: list[Plot] = []
    for metric in metrics_of(own):
        if metric.name in names:
            rows = [figure for figure in figures if figure.metric == metric.name and figure.group.by == by]
            scored = tuple(figure for figure in rows if figure.value is not None)
            plots.append(Plot(metric.title, metric.definition, scored))
    return tuple(plot for plot in plots if plot.rows)


def _causes(own: Sequence[CaseResult]) -> tuple[Share, ...]:
    counts = Counter(cause for result in own for cause in result.causes)
    return tuple(
        Share(cause.name, cause.meaning, counts[cause.name], counts[cause.name] / len(own))
        for cause in CAUSES
        if counts[cause.name]
    )


def _pinpoints(own: Sequence[CaseResult]) -> tuple[Share, ...]:
    counts = Counter(result.pinpoint for result in own if result.pinpoint is not None)
    total = counts.total()
    return tuple(
        Share(name, meaning, counts[name], counts[name] / total) for name, meaning in _PINPOINTS.items() if total
    )


def _case_view(result: CaseResult, evaluation: Evaluation) -> CaseView:
    case = result.case
    cited = {citation.id for citation in result.given.citations}
    groups = _gold_groups(case)
    return CaseView(
        result=result,
        asks=case.turns if isinstance(case, Question) else (case.quotation,),
        filters=_filters_in_words(case) if isinstance(case, Question) else "",
        groups=tuple(
            tuple(ExpectedPlace(id_, evaluation.gold_wordings.get(id_, ()), id_ in cited) for id_ in group)
            for group in groups
        ),
        gold=frozenset(id_ for group in groups for id_ in group),
        unscored="; ".join(f"{name}: {reason}" for name, reason in result.unscored.items()),
    )


def _gold_groups(case: Question | Quotation) -> tuple[GoldGroup, ...]:
    if isinstance(case, Question):
        return case.gold
    if case.occurrences:
        return tuple((id_,) for id_ in case.occurrences)
    return (case.closest,) if case.closest else ()


def _filters_in_words(question: Question) -> str:
    filters = question.filters
    named = {
        "symbol": filters.symbol,
        "language": filters.language,
        "from": filters.year_from,
        "to": filters.year_to,
    }
    return ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)
