"""What each signal of retrieval is worth: each left out in turn, weights fitted anew, everything scored out of fold.

python -m benchmarks.ablation BUNDLED_DATA_FOLDER [ALL_TEXTS_DATA_FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.calibrate import (
    Sample,
    answerable_rows,
    area_under_curve,
    gather_all,
    out_of_fold,
    predicted_out_of_fold,
)
from eval.fitting import Matrix
from rag.relevance import ANSWERABLE_SIGNALS, SIGNALS

# Signals that only make sense together are left out together.
PARTS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "dense vectors": ("cosine", "cosine_gap", "cosine_gap_anywhere", "dense_rank"),
    "BM25": ("bm25", "bm25_share", "lexical_rank"),
    "coverage of the question's terms": ("coverage", "same_language_coverage"),
    "coverage by the resolution as a whole": ("resolution_coverage",),
    "thesaurus": ("notions", "notions_gap", "notions_score", "notions_score_gap", "notions_known"),
    "pivots across languages": ("pivot", "pivot_share"),
    "same language": ("same_language",),
    "preambular or operative": ("preambular",),
    "year and month of adoption": ("year", "month"),
}
# Signals of the question and what was found for it, by which it is refused.
REFUSAL_PARTS: dict[str, str] = {
    "the kind of thing asked for": "lacking",
    "words for what resolutions do not tell": "beyond_text",
}


def without(sample: Sample, left_out: Sequence[str]) -> Sample:
    """The sample with some signals always 0, so that no weight can use them."""
    places = {SIGNALS.index(name) for name in left_out}
    found = tuple(
        replace(found, signals=tuple(0.0 if place in places else value for place, value in enumerate(found.signals)))
        for found in sample.found
    )
    return replace(sample, found=found)


def main(folders: Sequence[Path]) -> None:
    samples = gather_all(folders)
    print(f"{'left out':40s} {'first right':>12s} {'of five':>8s} {'answerable or not (AUC)':>24s}")
    for name, left_out in PARTS.items():
        ranked = out_of_fold([without(sample, left_out) for sample in samples])
        rows, _ = answerable_rows(ranked)
        _report(name, ranked, rows)
    ranked = out_of_fold(samples)
    rows, _ = answerable_rows(ranked)
    for name, signal in REFUSAL_PARTS.items():
        _report(name, ranked, np.delete(rows, ANSWERABLE_SIGNALS.index(signal), axis=1))


def _report(name: str, ranked: Sequence[Sample], rows: Matrix) -> None:
    """One line: how the rankings do, and how well `rows` tell which of their questions are answerable."""
    answerable = [sample for sample in ranked if sample.question.answerable]
    first = np.mean([sample.found[0].id in sample.gold for sample in answerable if sample.found])
    five = np.mean([any(place.id in sample.gold for place in sample.found[:5]) for sample in answerable])
    truly = np.array([float(sample.question.answerable) for sample in ranked if sample.found])
    folds = np.array([sample.fold for sample in ranked if sample.found])
    certainty = predicted_out_of_fold(rows, truly, folds)
    print(f"{name:40s} {first:12.3f} {five:8.3f} {area_under_curve(certainty, truly):24.3f}")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
