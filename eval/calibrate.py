"""Fit the weights of `rag.relevance` on the development questions: `python -m eval.calibrate DATA_FOLDER ...`.

Two models (`eval.fitting`). The first says of a place whether it answers a question; it is fitted to put the right
places first. The second says of a question whether the best place found is an answer; it is fitted on predictions of
the first for questions that the first was not fitted on (five folds), so that it does not trust scores that were learnt
by heart. Held-apart questions are never read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eval.fitting import Matrix, fit, fit_ranking
from eval.model import Question
from eval.questions import QUESTION_SUITES, load_suite
from index.settings import Settings
from rag.assistant import Assistant
from rag.model import Filters
from rag.question import Query, understand
from rag.relevance import ANSWERABLE_SIGNALS, SIGNALS, Model
from rag.retrieve import ranked
from rag.scope import Scope, filtered, narrowed
from rag.searching import Searching
from rag.signals import Found

FOLDS: Final = 5
_CURVE: Final = (0.01, 0.02, 0.05, 0.10, 0.20)


@dataclass(frozen=True, slots=True)
class Sample:
    """One question's search: what was found, and which of it is gold."""

    question: Question
    query: Query
    scope: Scope
    searching: Searching
    found: tuple[Found, ...]
    gold: frozenset[str]

    @property
    def fold(self) -> int:
        """The fold, by a digest of the question's id."""
        return hashlib.sha256(self.question.id.encode()).digest()[0] % FOLDS


def gather(assistant: Assistant, questions: Sequence[Question]) -> list[Sample]:
    """Search for every question that is answered by searching."""
    samples = []
    holdings = assistant.holdings()
    for question in questions:
        query = understand(question.turns[-1], holdings.summaries, question.filters)
        scope = narrowed(query, filtered(query, holdings))
        searched = query.intent not in ("heading", "count") and not query.places and not query.missing
        if len(question.turns) > 1 or not searched or not scope.summaries:
            continue
        searching = assistant.searching(question.filters or Filters())
        gold = frozenset(place for group in question.gold for place in group)
        samples.append(Sample(question, query, scope, searching, searching.find(query, scope), gold))
    return samples


def gather_all(folders: Sequence[Path]) -> list[Sample]:
    """`gather` for the development questions. The first folder holds the bundled corpus alone, a second all texts."""
    samples: list[Sample] = []
    for folder, suites in zip(folders, (QUESTION_SUITES[:1], QUESTION_SUITES), strict=False):
        assistant = Assistant.open(Settings(data=folder))
        for suite in suites:
            cases = load_suite(suite, splits=("dev",)).cases
            samples.extend(gather(assistant, [case for case in cases if isinstance(case, Question)]))
    return samples


def fit_places(samples: Sequence[Sample]) -> Model:
    """The model of a place: does it answer? Fitted to put gold first, then scaled to be a probability (Platt 1999).

    Questions that nothing answers say nothing of it: to find them out is what the second model is for.
    """
    samples = [sample for sample in samples if sample.gold]
    weighed = [[place for place in sample.found if place.leader is None] for sample in samples]
    rankings = [
        (
            np.array([place.signals for place in places]),
            np.array([place.id in sample.gold for place in places], dtype=bool),
        )
        for places, sample in zip(weighed, samples, strict=True)
        if places
    ]
    direction = fit_ranking(rankings)
    rows, labels, weights = place_rows(samples)
    bias, scale = fit((rows @ direction)[:, None], labels, weights)
    return Model(float(bias), tuple(float(weight) for weight in scale * direction))


def place_rows(samples: Sequence[Sample]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Signals, labels and weights of all places found; the gold of a question counts as much as its other places."""
    rows, labels, weights = [], [], []
    for sample in samples:
        places = [place for place in sample.found if place.leader is None]
        relevant = [place.id in sample.gold for place in places]
        for place, is_gold in zip(places, relevant, strict=True):
            rows.append(place.signals)
            labels.append(float(is_gold))
            weights.append(1.0 / max(1, sum(relevant)) if is_gold else 1.0)
    return np.array(rows), np.array(labels), np.array(weights)


def rescored(sample: Sample, model: Model) -> Sample:
    """The sample as `model` ranks it."""
    return replace(sample, found=ranked(sample.found, model))


def as_model(coefficients: NDArray[np.float64]) -> Model:
    """Coefficients, the bias first, as a model."""
    return Model(float(coefficients[0]), tuple(float(weight) for weight in coefficients[1:]))


def out_of_fold(samples: Sequence[Sample]) -> list[Sample]:
    """Every sample ranked by a model that was not fitted on it."""
    ranked: list[Sample] = []
    for fold in range(FOLDS):
        model = fit_places([sample for sample in samples if sample.fold != fold])
        ranked.extend(rescored(sample, model) for sample in samples if sample.fold == fold)
    return ranked


def answerable_rows(samples: Sequence[Sample]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signals of each question with anything found, and whether its best place is gold."""
    kept = [sample for sample in samples if sample.found]
    rows = [sample.searching.certainty_signals(sample.query, sample.scope, sample.found) for sample in kept]
    labels = [float(sample.question.answerable and _any_gold(sample)) for sample in kept]
    return np.array(rows), np.array(labels)


def _any_gold(sample: Sample) -> bool:
    return any(place.id in sample.gold for place in sample.found[:FOLDS])


def calibrate(folders: Sequence[Path]) -> dict[str, Any]:
    """The document of `rag/relevance.json`. The first folder holds the bundled corpus alone, a second all texts."""
    samples = gather_all(folders)
    place = fit_places(samples)
    ranked = out_of_fold(samples)
    rows, labels = answerable_rows(ranked)
    truly = np.array([float(sample.question.answerable) for sample in ranked if sample.found])
    even = np.ones(len(labels))
    answerable, right = as_model(fit(rows, truly, even)), as_model(fit(rows, labels, even))
    _report(ranked, rows, truly, labels)
    return {
        "place": _document(SIGNALS, place),
        "answerable": _document(ANSWERABLE_SIGNALS, answerable),
        "right": _document(ANSWERABLE_SIGNALS, right),
    }


def _document(names: Sequence[str], model: Model) -> dict[str, Any]:
    weights = {name: round(weight, 4) for name, weight in zip(names, model.weights, strict=True)}
    return {"bias": round(model.bias, 4), "weights": weights}


def area_under_curve(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> float:
    """How often a random positive scores above a random negative (Mann and Whitney 1947); ties count half."""
    positives, negatives = scores[labels == 1][:, None], scores[labels == 0][None, :]
    return float(((positives > negatives) + 0.5 * (positives == negatives)).mean())


def predicted(model: Model, rows: Matrix) -> NDArray[np.float64]:
    """The probabilities of rows (n, d), of shape (n,)."""
    return np.array([model.probability(tuple(row)) for row in rows])


def predicted_out_of_fold(rows: Matrix, labels: Matrix, folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """The probability of each row by a model that was not fitted on its fold."""
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        others = folds != fold
        model = as_model(fit(rows[others], labels[others], np.ones(int(others.sum()))))
        found[~others] = predicted(model, rows[~others])
    return found


def _report(ranked: Sequence[Sample], rows: Matrix, truly: Matrix, labels: Matrix) -> None:
    """To standard error: how the models do on questions that they were not fitted on."""
    answerable = [sample for sample in ranked if sample.question.answerable]
    first = sum(bool(sample.found) and sample.found[0].id in sample.gold for sample in answerable)
    five = sum(_any_gold(sample) for sample in answerable)
    print(f"{len(ranked)} questions; first place gold {first}/{len(answerable)}, of five {five}", file=sys.stderr)
    folds = np.array([sample.fold for sample in ranked if sample.found])
    answers, certainty = (predicted_out_of_fold(rows, target, folds) for target in (truly, labels))
    print(f"area under the curve, answerable or not: {area_under_curve(answers, truly):.3f}", file=sys.stderr)
    print("answerable refused   not answerable refused", file=sys.stderr)
    for share in _CURVE:
        below = float(np.quantile(answers[truly == 1], share))
        print(f"{share:18.2f}   {float((answers[truly == 0] < below).mean()):22.2f}", file=sys.stderr)
    print("certainty   questions   right", file=sys.stderr)
    for low in range(0, 100, 20):
        within = (certainty * 100 >= low) & (certainty * 100 < low + 20)
        if within.any():
            print(f"{low:3d}-{low + 20:3d} %   {int(within.sum()):6d}   {labels[within].mean():8.2f}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m eval.calibrate BUNDLED_DATA_FOLDER [ALL_TEXTS_DATA_FOLDER] > rag/relevance.json")
    print(json.dumps(calibrate([Path(folder) for folder in sys.argv[1:]]), indent=2))
