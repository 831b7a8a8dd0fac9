"""Sum results up: every metric by suite, split, type and language, with confidence intervals; and the times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.metrics import QUESTION_METRICS, WRITING_METRICS, Metric
from eval.model import CaseResult, Figure, Group, Quotation, Table, Times
from eval.statistics import mean_with_interval, percentile
from eval.verification import QUOTATION_METRICS

ALL = "all"


def metrics_of(results: Sequence[CaseResult]) -> tuple[Metric, ...]:
    """The metrics that apply to a suite's results."""
    if results and isinstance(results[0].case, Quotation):
        return QUOTATION_METRICS
    written = any(WRITING_METRICS[0].name in result.scores for result in results)
    return (*QUESTION_METRICS, *WRITING_METRICS) if written else QUESTION_METRICS


def suites_of(results: Iterable[CaseResult]) -> tuple[str, ...]:
    """The suites, in the order of the results."""
    return tuple(dict.fromkeys(result.case.suite for result in results))


def figures_of(results: Sequence[CaseResult]) -> tuple[Figure, ...]:
    """Figures of every suite: over all cases for each split, and over both splits by type and by language."""
    return tuple(figure for suite in suites_of(results) for figure in _suite_figures(suite, results))


def _suite_figures(suite: str, results: Sequence[CaseResult]) -> Iterable[Figure]:
    own = [result for result in results if result.case.suite == suite]
    for group, members in _groups(suite, own):
        for metric in metrics_of(own):
            yield _figure(group, metric.name, members)


def _groups(suite: str, results: Sequence[CaseResult]) -> Iterable[tuple[Group, list[CaseResult]]]:
    yield Group(suite), list(results)
    for split in sorted({result.case.split for result in results}):
        yield Group(suite, split=split), [result for result in results if result.case.split == split]
    for type_ in dict.fromkeys(result.case.type for result in results):
        yield Group(suite, "type", type_), [result for result in results if result.case.type == type_]
    for language in dict.fromkeys(result.case.language for result in results):
        yield Group(suite, "language", language), [result for result in results if result.case.language == language]


def _figure(group: Group, metric: str, members: Sequence[CaseResult]) -> Figure:
    values = [result.scores[metric] for result in members if metric in result.scores]
    interval = mean_with_interval(values, f"{group.suite}/{group.split}/{group.by}/{group.name}/{metric}")
    return Figure(
        group=group,
        metric=metric,
        value=interval.value if interval is not None else None,
        low=interval.low if interval is not None else None,
        high=interval.high if interval is not None else None,
        scored=len(values),
        unscored=len(members) - len(values),
    )


def times_of(results: Sequence[CaseResult]) -> tuple[Times, ...]:
    """Median and 95th percentile of the time per case, by suite; cases that raised have no time."""
    times: list[Times] = []
    for suite in suites_of(results):
        own = [result.milliseconds for result in results if result.case.suite == suite and result.error is None]
        times.append(Times(suite, percentile(own, 50), percentile(own, 95)))
    return tuple(times)


def summary_tables(figures: Sequence[Figure], times: Sequence[Times]) -> tuple[Table, ...]:
    """One table a suite for a terminal: a row a metric, over all cases and by split."""
    return tuple(_summary(suite, figures, times) for suite in dict.fromkeys(figure.group.suite for figure in figures))


def _summary(suite: str, figures: Sequence[Figure], times: Sequence[Times]) -> Table:
    own = [figure for figure in figures if figure.group.suite == suite and figure.group.by == "all"]
    splits = [split for split in dict.fromkeys(figure.group.split for figure in own) if split != ALL]
    cells = {(figure.metric, figure.group.split): figure for figure in own}
    titles = {metric.name: metric.title for metric in (*QUESTION_METRICS, *WRITING_METRICS, *QUOTATION_METRICS)}
    rows: list[tuple[str, ...]] = []
    for name in dict.fromkeys(figure.metric for figure in own):
        whole = cells[name, ALL]
        by_split = tuple(_percent(cells[name, split].value) for split in splits)
        counts = (str(whole.scored), str(whole.unscored))
        rows.append((titles[name], _percent(whole.value), _interval(whole), *by_split, *counts))
    headers = ("metric", "value", "95 % interval", *splits, "scored", "unscored")
    return Table(suite + _times_in_words(suite, times), headers, tuple(rows))


def _times_in_words(suite: str, times: Sequence[Times]) -> str:
    own = [time for time in times if time.suite == suite]
    return "".join(f", {time.median:.0f} ms median, {time.percentile_95:.0f} ms 95th percentile" for time in own)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.1f} %"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "-"
    return f"{figure.low * 100:.1f} to {figure.high * 100:.1f}"
