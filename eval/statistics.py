"""Means with confidence intervals, and a paired test of whether two runs differ; both seeded, so that they repeat.

The seed comes from the name of what is computed, so that adding a metric or a suite moves no other figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
PERMUTATIONS = 10_000

_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the limits of its 95 per cent confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """New mean minus old mean, and the two-sided p-value of the hypothesis that the runs do not differ."""

    old: float | None
    new: float | None
    difference: float | None
    p_value: float


def generator(name: str) -> np.random.Generator:
    """A random generator seeded with a name."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))


def mean_with_interval(values: Sequence[float], name: str) -> Interval | None:
    """The mean with a percentile bootstrap interval.

    Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.

    `values`: one number a case, at least one, otherwise None is returned. Cases are resampled with replacement
    RESAMPLES times. With values that are all alike the interval has no width: it then says nothing of cases not asked.
    """
    if not values:
        return None
    array: _Array = np.asarray(values, dtype=np.float64)
    picks = generator(name).integers(0, array.size, size=(RESAMPLES, array.size))
    low, high = np.percentile(array[picks].mean(axis=1), [2.5, 97.5])
    return Interval(float(array.mean()), float(low), float(high))


def percentile(values: Sequence[float], share: float) -> float:
    """The percentile by linear interpolation between the nearest ranks; 0 without values."""
    return float(np.percentile(np.asarray(values, dtype=np.float64), share)) if values else 0.0


def paired_difference(old: Sequence[float | None], new: Sequence[float | None], name: str) -> PairedDifference:
    """Compare two runs over the same cases by Fisher's randomization test.

    Smucker, Allan and Carterette, A comparison of statistical significance tests for information retrieval evaluation,
    CIKM 2007: under the hypothesis that the runs do not differ, which run gave which score is chance; so for every case
    the two scores are swapped or not at random, PERMUTATIONS times, and p is the share of the swappings that differ at
    least as much as the runs do (the runs themselves counted as one of them). None is a case that was not scored in
    that run; it has no weight in that run's mean. `old` and `new` have the same length.
    """
    old_sum, old_weight = _sums_and_weights(old)
    new_sum, new_weight = _sums_and_weights(new)
    if not old_weight.sum() or not new_weight.sum():
        return PairedDifference(_mean(old_sum, old_weight), _mean(new_sum, new_weight), None, 1.0)
    before, after = float(old_sum.sum() / old_weight.sum()), float(new_sum.sum() / new_weight.sum())
    observed = after - before
    if np.array_equal(old_sum, new_sum) and np.array_equal(old_weight, new_weight):
        return PairedDifference(before, after, 0.0, 1.0)
    swap = generator(name).integers(0, 2, size=(PERMUTATIONS, len(old))).astype(np.float64)
    sum_step, weight_step = swap @ (new_sum - old_sum), swap @ (new_weight - old_weight)
    with np.errstate(invalid="ignore", divide="ignore"):
        differences = (new_sum.sum() - sum_step) / (new_weight.sum() - weight_step) - (old_sum.sum() + sum_step) / (
            old_weight.sum() + weight_step
        )
    # A swapping that leaves one run without any scored case has no difference; counted, it can only make p larger.
    extreme = ~(np.abs(differences) < abs(observed) - 1e-12)
    return PairedDifference(before, after, observed, float((1 + extreme.sum()) / (1 + PERMUTATIONS)))


def _sums_and_weights(values: Sequence[float | None]) -> tuple[_Array, _Array]:
    sums: _Array = np.asarray([0.0 if value is None else value for value in values], dtype=np.float64)
    weights: _Array = np.asarray([0.0 if value is None else 1.0 for value in values], dtype=np.float64)
    return sums, weights


def _mean(sums: _Array, weights: _Array) -> float | None:
    return float(sums.sum() / weights.sum()) if weights.sum() else None
