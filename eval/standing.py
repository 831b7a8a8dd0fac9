"""How the program stood when it was last evaluated, in a few figures: for a reader who asks how far to trust it.

The latest run's results lie in the data folder (`latest_folder`). Before there is one, the baseline that comes with the
program stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from eval.documents import RecordedCase, RecordedRun, read_run
from eval.questions import split_of
from eval.statistics import mean_with_interval
from eval.verification import QUOTATION_METRICS

Origin = Literal["run", "baseline"]
# In the order in which a reader wants to know them: metrics of `eval.metrics` and `eval.verification`.
_QUESTIONS: Final = ("right", "pinpoint", "quotation_fidelity", "refusal_recall", "refusal_precision")
_QUOTATIONS: Final = ("right", "verdict", "no_false_exact", "quotation_fidelity")


@dataclass(frozen=True, slots=True)
class Share:
    """A metric's mean over `count` cases, from 0 to 1, with the limits of its 95 per cent confidence interval.

    `of` names the group of cases that it is over: a language's code, a split, or "" for all.
    """

    metric: str
    value: float
    low: float
    high: float
    count: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class SuiteStanding:
    """The figures of one suite; `by_language` and `by_split` are of the metric "right".

    `times` are the median and the 95th percentile of a case in milliseconds.
    """

    name: str
    quotations: bool
    cases: int
    shares: tuple[Share, ...]
    by_language: tuple[Share, ...]
    by_split: tuple[Share, ...]
    times: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One evaluation. `made` is None when it was not recorded; `skipped` maps suites that were not run to the reason.

    `report` is the page of the whole run, None where there is none.
    """

    origin: Origin
    made: datetime | None
    subject: Mapping[str, str]
    suites: tuple[SuiteStanding, ...]
    skipped: Mapping[str, str] = field(default_factory=dict)
    report: Path | None = None


def latest_folder(data: Path) -> Path:
    """Where in a data folder the results of the latest run lie."""
    return data / "evaluation" / "latest"


def latest_standing(data: Path) -> Standing | None:
    """How the program stood at its latest evaluation; None when it never was evaluated.

    Raises EvaluationError when there are results that cannot be read.
    """
    folder = latest_folder(data)
    if (folder / "results.json").exists():
        report = folder / "report.html"
        return _standing("run", read_run(folder / "results.json"), report if report.exists() else None)
    with resources.as_file(resources.files("eval") / "baseline.json") as baseline:
        return _standing("baseline", read_run(baseline), None) if baseline.exists() else None


def _standing(origin: Origin, run: RecordedRun, report: Path | None) -> Standing:
    suites = dict.fromkeys(case.suite for case in run.cases.values())
    return Standing(
        origin=origin,
        made=_moment(run.made),
        subject=run.subject,
        suites=tuple(_suite(suite, run) for suite in suites),
        skipped=run.skipped,
        report=report,
    )


def _moment(made: str) -> datetime | None:
    try:
        return datetime.fromisoformat(made)
    except ValueError:
        return None


def _suite(suite: str, run: RecordedRun) -> SuiteStanding:
    own = [case for case in run.cases.values() if case.suite == suite]
    only_quotations = {metric.name for metric in QUOTATION_METRICS} - {"right", "quotation_fidelity"}
    quotations = any(only_quotations & case.scores.keys() for case in own)
    wanted = _QUOTATIONS if quotations else _QUESTIONS
    languages = _grouped(own, [case.language for case in own])
    splits = _grouped(own, [split_of(case.id) for case in own])
    # The seeds are those of `eval.figures`, so that the limits are those of the report.
    whole, language, split = f"{suite}/all/all/all", f"{suite}/all/language/{{}}", f"{suite}/{{}}/all/all"
    return SuiteStanding(
        name=suite,
        quotations=quotations,
        cases=len(own),
        shares=tuple(_shares(whole, wanted, {"": own})),
        by_language=tuple(_shares(language, ("right",), languages)),
        by_split=tuple(_shares(split, ("right",), splits)),
        times=run.times.get(suite),
    )


def _grouped(cases: Sequence[RecordedCase], names: Iterable[str]) -> dict[str, list[RecordedCase]]:
    """The cases by the name of each, the largest group first."""
    groups: dict[str, list[RecordedCase]] = {}
    for case, name in zip(cases, names, strict=True):
        groups.setdefault(name, []).append(case)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def _shares(seed: str, metrics: Sequence[str], groups: Mapping[str, Sequence[RecordedCase]]) -> Iterator[Share]:
    for metric in metrics:
        for name, cases in groups.items():
            values = [case.scores[metric] for case in cases if metric in case.scores]
            interval = mean_with_interval(values, f"{seed.format(name)}/{metric}")
            if interval is not None:
                yield Share(metric, interval.value, interval.low, interval.high, len(values), name)
