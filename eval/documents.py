"""An evaluation as JSON, and back to what a comparison needs.

Held-apart cases appear with their scores alone, unless asked for: who builds the retrieval reads these files.
Numbers are rounded to six digits, keys sorted, no path of the machine is written, and only the times differ from run to
run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.model import Case, CaseResult, Evaluation, Figure, Question
from eval.questions import fingerprint
from index.errors import EvaluationError

FORMAT = 1
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """One case of a recorded run. `causes` is empty when it was right."""

    id: str
    suite: str
    type: str
    language: str
    fingerprint: str
    causes: tuple[str, ...]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """What a comparison reads of `results.json` or of a baseline.

    `problems` are sentences that fail any gate: numbers that are none, gold that no file holds. `made` is when the run
    was made, "" where that was not recorded; `subject` names what was evaluated.
    """

    cases: Mapping[str, RecordedCase]
    skipped: Mapping[str, str]
    times: Mapping[str, tuple[float, float]]
    problems: tuple[str, ...]
    made: str = ""
    subject: Mapping[str, str] = field(default_factory=dict)


def evaluation_document(evaluation: Evaluation, *, show_held: bool = False) -> dict[str, Any]:
    """The whole run, for `results.json`."""
    return {
        "format": FORMAT,
        "made": evaluation.made,
        "subject": dict(evaluation.subject),
        "skipped": [asdict(skipped) for skipped in evaluation.skipped],
        "not_a_number": list(evaluation.not_a_number),
        "unknown_gold": list(evaluation.unknown_gold),
        "figures": [_figure_document(figure) for figure in evaluation.figures],
        "times": [_rounded(asdict(times)) for times in evaluation.times],
        "cases": [_case_document(result, show_held) for result in evaluation.results],
    }


def baseline_document(evaluation: Evaluation) -> dict[str, Any]:
    """What a later run is compared with: the scores of every case, and no text of any."""
    whole = evaluation_document(evaluation)
    kept = ("id", "suite", "type", "language", "fingerprint", "causes", "scores")
    whole["cases"] = [{name: case[name] for name in kept} for case in whole["cases"]]
    return {name: value for name, value in whole.items() if name != "figures"}


def results_text(document: Mapping[str, Any]) -> str:
    """JSON with sorted keys. Raises EvaluationError when a number is none: JSON has no word for that."""
    try:
        return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
    except ValueError as error:
        raise EvaluationError(f"The results hold a number that is none ({error}).") from error


def baseline_text(document: Mapping[str, Any]) -> str:
    """The same with one line a case, so that a change of the baseline reads well as a difference."""
    cases = document["cases"]
    head = results_text({name: value for name, value in document.items() if name != "cases"}).rstrip("}\n")
    lines = (json.dumps(case, ensure_ascii=False, sort_keys=True, allow_nan=False) for case in cases)
    return head + ',\n "cases": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"


def _figure_document(figure: Figure) -> dict[str, Any]:
    group = figure.group
    place = {"suite": group.suite, "by": group.by, "group": group.name, "split": group.split}
    return _rounded({**asdict(figure), **place})


def _rounded(record: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in record.items()}


def _case_document(result: CaseResult, show_held: bool) -> dict[str, Any]:
    case = result.case
    shown = show_held or case.split == "dev"
    document: dict[str, Any] = {
        "id": case.id,
        "suite": case.suite,
        "split": case.split,
        "language": case.language,
        "type": case.type,
        "place": case.place,
        "fingerprint": fingerprint(case),
        "causes": list(result.causes),
        "pinpoint": result.pinpoint,
        "scores": _rounded(dict(result.scores)),
        "unscored": dict(result.unscored),
        "error": result.error if shown or result.error is None else result.error.partition(":")[0],
        "milliseconds": round(result.milliseconds, 3),
    }
    return {**document, "case": _content(case), "given": asdict(result.given)} if shown else document


def _content(case: Case) -> dict[str, Any]:
    """What the case asks and expects, without what the document says of it anyway."""
    content = asdict(case)
    for name in ("id", "suite", "split", "language", "type", "place"):
        del content[name]
    if isinstance(case, Question):
        set_filters = {name: value for name, value in content["filters"].items() if value}
        content["filters"] = {
            name: sorted(value) if isinstance(value, frozenset) else value for name, value in set_filters.items()
        }
    return content


def read_run(path: Path) -> RecordedRun:
    """Read `results.json` or a baseline. Raises EvaluationError when it is neither."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return _recorded(document)
    except OSError as error:
        raise EvaluationError(f"{path.name}: cannot be read ({error.strerror}); run `unqa eval run` first.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        detail = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise EvaluationError(f"{path.name}: not the results of an evaluation ({detail}).") from error


def _recorded(document: Mapping[str, Any]) -> RecordedRun:
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']}, this program reads {FORMAT}; write the baseline anew")
    cases = [
        RecordedCase(
            id=case["id"],
            suite=case["suite"],
            type=case["type"],
            language=case["language"],
            fingerprint=case["fingerprint"],
            causes=tuple(case["causes"]),
            scores={name: float(value) for name, value in case["scores"].items()},
        )
        for case in document["cases"]
    ]
    if len({case.id for case in cases}) != len(cases):
        raise ValueError("an id stands twice")
    return RecordedRun(
        cases={case.id: case for case in cases},
        skipped={skipped["suite"]: skipped["reason"] for skipped in document["skipped"]},
        times={times["suite"]: (times["median"], times["percentile_95"]) for times in document["times"]},
        problems=tuple(_problems(document)),
        made=str(document.get("made", "")),
        subject={str(name): str(value) for name, value in document.get("subject", {}).items()},
    )


def _problems(document: Mapping[str, Any]) -> Iterable[str]:
    for id_ in document["not_a_number"]:
        yield f"{id_}: the answer held a number that is none"
    for place in document["unknown_gold"]:
        yield f"{place}: gold that the source files do not hold"
    for where in _not_finite(document, ""):
        yield f"not a number: {where}"


def _not_finite(value: object, where: str) -> Iterable[str]:
    if isinstance(value, float) and not math.isfinite(value):
        yield where
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _not_finite(inner, f"{where}.{name}" if where else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            named = inner.get("id") or inner.get("metric") if isinstance(inner, dict) else None
            yield from _not_finite(inner, f"{where}[{named or number}]")
