"""Compare two runs, case by case and metric by metric, and judge the new one: may it be released?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.documents import RecordedCase, RecordedRun, read_run
from eval.gate import Gate, Tolerance, load_gate
from eval.model import Group, Table
from eval.statistics import paired_difference

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric's mean over the cases that both runs have, and the p-value of the difference (`paired_difference`).

    `regressed`: it fell by more than the tolerance, or has no value any more.
    """

    group: Group
    metric: str
    cases: int
    old: float | None
    new: float | None
    difference: float | None
    p_value: float
    regressed: bool


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case that was right and is not, or the reverse. `causes` are those of the run in which it was wrong."""

    id: str
    suite: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from the old run to the new. `findings` fail the gate, `notices` do not.

    `added` are ids that only the new run has, `rewritten` those whose text or gold changed (neither is compared),
    `lost` those that only the old run has.
    """

    metrics: tuple[MetricChange, ...]
    fixed: tuple[CaseChange, ...]
    broken: tuple[CaseChange, ...]
    added: tuple[str, ...]
    rewritten: tuple[str, ...]
    lost: tuple[str, ...]
    findings: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.findings


def compare_files(old: Path, new: Path, *, gate: Path | None = None, suites: Sequence[str] = ()) -> Comparison:
    """Compare two recorded runs by the gate's settings; `suites` limits the comparison to those named.

    A missing old file is a finding and not an error: without a baseline nothing can be shown to be still right. Raises
    EvaluationError when the new results, or settings, cannot be read, or when a file is something else.
    """
    settings, run = load_gate(gate), read_run(new)
    if not old.is_file():
        finding = f"There is no baseline {old.name}; write one with `unqa eval run --baseline {old.name}`."
        return Comparison((), (), (), (), (), (), (finding,), ())
    return compare_runs(read_run(old), run, settings, suites=suites)


def compare_runs(old: RecordedRun, new: RecordedRun, gate: Gate, *, suites: Sequence[str] = ()) -> Comparison:
    """Compare two runs. Only cases whose text and gold are the same in both are compared."""
    present = set(_suites(new))
    wanted = [suite for suite in _suites(old, new) if not suites or suite in suites]
    required = [suite for suite in gate.required_suites if not suites or suite in suites]
    compared = [suite for suite in wanted if suite in present]
    olds = {id_: case for id_, case in old.cases.items() if case.suite in compared}
    news = {id_: case for id_, case in new.cases.items() if case.suite in compared}
    rewritten = tuple(id_ for id_ in news if id_ in olds and news[id_].fingerprint != olds[id_].fingerprint)
    common = [id_ for id_ in news if id_ in olds and id_ not in rewritten]
    lost = tuple(id_ for id_ in olds if id_ not in news)
    added = tuple(id_ for id_ in news if id_ not in olds)
    metrics = tuple(_metric_changes([(olds[id_], news[id_]) for id_ in common], gate))
    findings = (
        *new.problems,
        *(f"The suite {suite} was not run." for suite in required if suite not in present),
        *(f"{id_} is in the baseline and no longer asked." for id_ in lost),
        *(_regression(change) for change in metrics if change.regressed),
        *_below_floor(news, gate),
        *_too_slow(new, compared, gate),
    )
    notices = (
        *(f"The suite {suite} was not compared: {_why(suite, new)}." for suite in wanted if suite not in present),
        *(f"{id_} is new and not compared." for id_ in added),
        *(f"{id_} was rewritten and not compared." for id_ in rewritten),
    )
    return Comparison(
        metrics=metrics,
        fixed=tuple(_changes(olds, news, common, fixed=True)),
        broken=tuple(_changes(olds, news, common, fixed=False)),
        added=added,
        rewritten=rewritten,
        lost=lost,
        findings=findings,
        notices=notices,
    )


def _suites(*runs: RecordedRun) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.suite for run in runs for case in run.cases.values()))


def _why(suite: str, run: RecordedRun) -> str:
    return run.skipped.get(suite, "it was not asked for").rstrip(".")


def _changes(
    olds: Mapping[str, RecordedCase], news: Mapping[str, RecordedCase], common: Iterable[str], *, fixed: bool
) -> Iterable[CaseChange]:
    for id_ in common:
        before, after = olds[id_], news[id_]
        if bool(before.causes) == fixed and bool(after.causes) != fixed:
            yield CaseChange(id_, after.suite, before.causes if fixed else after.causes)


_Pairs = Sequence[tuple[RecordedCase, RecordedCase]]


def _metric_changes(pairs: _Pairs, gate: Gate) -> Iterable[MetricChange]:
    for group, members in _groups(pairs):
        names = dict.fromkeys(name for pair in members for case in pair for name in case.scores)
        for metric in names:
            yield _metric_change(group, metric, members, gate.tolerance)


def _groups(pairs: _Pairs) -> Iterable[tuple[Group, _Pairs]]:
    for suite in dict.fromkeys(new.suite for _, new in pairs):
        own = [pair for pair in pairs if pair[1].suite == suite]
        yield Group(suite), own
        for type_ in dict.fromkeys(new.type for _, new in own):
            yield Group(suite, "type", type_), [pair for pair in own if pair[1].type == type_]
        for language in dict.fromkeys(new.language for _, new in own):
            yield Group(suite, "language", language), [pair for pair in own if pair[1].language == language]


def _metric_change(group: Group, metric: str, pairs: _Pairs, tolerance: Tolerance) -> MetricChange:
    whole = group.by == "all"
    old = [before.scores.get(metric) for before, _ in pairs]
    new = [after.scores.get(metric) for _, after in pairs]
    result = paired_difference(old, new, f"{group.suite}/{group.by}/{group.name}/{metric}")
    allowed = tolerance.suite if whole else tolerance.group
    judged = whole or len(pairs) >= tolerance.smallest_group
    vanished = whole and result.old is not None and result.new is None
    fell = result.difference is not None and result.difference < -allowed - _ROUNDING
    return MetricChange(
        group=group,
        metric=metric,
        cases=len(pairs),
        old=result.old,
        new=result.new,
        difference=result.difference,
        p_value=result.p_value,
        regressed=judged and (fell or vanished),
    )


def _regression(change: MetricChange) -> str:
    group = change.group
    place = group.suite if group.by == "all" else f"{group.suite}, {group.by} {group.name}"
    if change.old is None or change.new is None:
        return f"{place}: {change.metric} has no value any more."
    fall = f"fell from {change.old * 100:.1f} to {change.new * 100:.1f} % over {change.cases} cases"
    return f"{place}: {change.metric} {fall} (p = {change.p_value:.4f})."


def _below_floor(cases: Mapping[str, RecordedCase], gate: Gate) -> Iterable[str]:
    """Floors hold for every case of the new run, new and rewritten ones too."""
    for suite, floors in gate.floors.items():
        own = [case for case in cases.values() if case.suite == suite]
        for metric, floor in floors.items():
            scores = [case.scores[metric] for case in own if metric in case.scores]
            if own and not scores:
                yield f"{suite}: {metric} has no value, it must be at least {floor * 100:.0f} %."
            if scores and sum(scores) / len(scores) < floor - _ROUNDING:
                low = [case.id for case in own if case.scores.get(metric, 1.0) < floor]
                # Rounded down: 99.97 shown as 100.0 would read as if the floor were reached.
                share = (
                    f"{math.floor(sum(scores) / len(scores) * 1000) / 10} %, it must be at least {floor * 100:.0f} %"
                )
                yield f"{suite}: {metric} is {share}; see {', '.join(low[:5])}{' ...' if len(low) > 5 else ''}."


def _too_slow(run: RecordedRun, suites: Iterable[str], gate: Gate) -> Iterable[str]:
    for suite in suites:
        median, high = run.times.get(suite, (0.0, 0.0))
        if median > gate.times.median_ms or high > gate.times.percentile_95_ms:
            limits = f"{gate.times.median_ms:.0f} and {gate.times.percentile_95_ms:.0f} ms"
            yield f"{suite}: {median:.0f} ms median, {high:.0f} ms at the 95th percentile; the limits are {limits}."


def comparison_tables(comparison: Comparison) -> tuple[Table, ...]:
    """For a terminal: metrics over whole suites and whatever regressed, then the cases that broke and were fixed."""
    shown = [change for change in comparison.metrics if change.group.by == "all" or change.regressed]
    headers = ("suite", "group", "metric", "cases", "old", "new", "change", "p", "")
    changes = (("broken", change) for change in comparison.broken), (("fixed", change) for change in comparison.fixed)
    cases = tuple((what, change.id, ", ".join(change.causes)) for kind in changes for what, change in kind)
    return (
        Table("metrics", headers, tuple(_metric_row(change) for change in shown)),
        Table("cases", ("", "id", "causes"), cases),
    )


def _metric_row(change: MetricChange) -> tuple[str, ...]:
    group = "" if change.group.by == "all" else change.group.name
    difference = "-" if change.difference is None else f"{change.difference * 100:+.1f}"
    values = (_percent(change.old), _percent(change.new), difference, f"{change.p_value:.4f}")
    return (
        change.group.suite,
        group,
        change.metric,
        str(change.cases),
        *values,
        "regressed" if change.regressed else "",
    )


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.1f}"
