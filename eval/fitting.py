"""Fitting weights: ridge logistic regression, and conditional logit for rankings. Arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_LOGISTIC_RIDGE: Final = 5.0
_RANKING_RIDGE: Final = 3.0
_NEWTON_STEPS: Final = 40
_SMALLEST_STEP: Final = 1e-4

Matrix = NDArray[np.float64]


def fit(rows: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Coefficients, the bias first, of a ridge logistic regression.

    `rows` (n, d) are signals, `labels` (n,) 0 or 1, `weights` (n,) how much each row counts. The penalty is on
    standardised signals, and not on the bias. Newton's method (iteratively reweighted least squares; Hastie, Tibshirani
    and Friedman 2009, "The Elements of Statistical Learning", section 4.4.1).
    """
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.hstack([np.ones((len(rows), 1)), (rows - centre) / spread])
    penalty = np.diag([0.0] + [_LOGISTIC_RIDGE] * rows.shape[1])
    coefficients = np.zeros(design.shape[1])
    for _ in range(_NEWTON_STEPS):
        expected = 1.0 / (1.0 + np.exp(-np.clip(design @ coefficients, -30, 30)))
        gradient = design.T @ (weights * (expected - labels)) + penalty @ coefficients
        curvature = (design.T * (weights * expected * (1 - expected))) @ design + penalty
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(curvature)), gradient)
        coefficients = coefficients - step
        if float(np.abs(step).max()) < 1e-8:
            break
    slopes = coefficients[1:] / spread
    return np.concatenate([[coefficients[0] - float(slopes @ centre)], slopes])


def fit_ranking(rankings: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> Matrix:
    """Weights (d,) by which the relevant of each ranking come first.

    A ranking is its rows (n, d) of signals and which of the n are relevant; one without any relevant row says nothing.
    Maximises the probability that a softmax over the rows chooses a relevant one (conditional logit, McFadden 1974;
    ListNet's top-one probability, Cao et al. 2007), with a ridge penalty on standardised signals.
    """
    known = [(rows, relevant) for rows, relevant in rankings if relevant.any()]
    together = np.vstack([rows for rows, _ in known])
    centre, spread = together.mean(axis=0), together.std(axis=0) + 1e-9
    standard = [((rows - centre) / spread, relevant) for rows, relevant in known]
    weights = np.zeros(together.shape[1])
    likelihood = _log_likelihood(standard, weights)
    for _ in range(_NEWTON_STEPS):
        step = _newton_step(standard, weights)
        size = 1.0
        while size > _SMALLEST_STEP and _log_likelihood(standard, weights + size * step) <= likelihood:
            size /= 2
        risen = _log_likelihood(standard, weights + size * step)
        if risen - likelihood < _SMALLEST_STEP:
            break
        weights, likelihood = weights + size * step, risen
    fitted: Matrix = weights / spread
    return fitted


def _log_likelihood(rankings: Sequence[tuple[Matrix, NDArray[np.bool_]]], weights: Matrix) -> float:
    total = -_RANKING_RIDGE * float(weights @ weights) / 2
    for rows, relevant in rankings:
        scores = rows @ weights
        total += float(_log_sum(scores[relevant]) - _log_sum(scores))
    return total


def _newton_step(rankings: Sequence[tuple[Matrix, NDArray[np.bool_]]], weights: Matrix) -> Matrix:
    """The step of Newton's method; its curvature leaves the part of the relevant rows out, and so stays positive."""
    gradient: Matrix = -_RANKING_RIDGE * weights
    curvature: NDArray[Any] = _RANKING_RIDGE * np.eye(len(weights))
    for rows, relevant in rankings:
        scores = rows @ weights
        chosen = np.exp(scores - _log_sum(scores))
        right = np.exp(scores[relevant] - _log_sum(scores[relevant]))
        expected = chosen @ rows
        gradient += right @ rows[relevant] - expected
        curvature += (rows.T * chosen) @ rows - np.outer(expected, expected)
    step: Matrix = np.linalg.solve(curvature, gradient)
    return step


def _log_sum(scores: Matrix) -> float:
    """The logarithm of the sum of the exponentials, without overflow."""
    highest = float(scores.max())
    return highest + float(np.log(np.exp(scores - highest).sum()))
