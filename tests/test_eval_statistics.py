"""Intervals and the paired test: against values known in closed form, and the same every time."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.statistics import mean_with_interval, paired_difference, percentile

SCORES = st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=40)


def test_interval_of_a_coin_is_the_binomial_one() -> None:
    """100 tosses, half of them heads: the bootstrap's spread is that of the binomial, 0.5 ± 1.96 * 0.05."""
    interval = mean_with_interval([0.0, 1.0] * 50, "coin")
    assert interval is not None
    assert interval.value == 0.5
    assert interval.low == pytest.approx(0.402, abs=0.015)
    assert interval.high == pytest.approx(0.598, abs=0.015)


def test_nothing_has_no_mean() -> None:
    assert mean_with_interval([], "nothing") is None


@given(SCORES)
def test_the_mean_lies_in_its_interval_and_repeats(values: list[float]) -> None:
    first, second = mean_with_interval(values, "name"), mean_with_interval(values, "name")
    assert first == second
    assert first is not None
    assert min(values) - 1e-9 <= first.low <= first.high <= max(values) + 1e-9
    assert all(math.isfinite(number) for number in (first.value, first.low, first.high))


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([1.0, 2.0, 3.0], 50, 2.0), ([10.0, 20.0], 95, 19.5), ([7.0], 95, 7.0), ([], 50, 0.0)],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == pytest.approx(expected)


def test_ten_of_ten_worse_is_one_chance_in_512() -> None:
    """All swappings but the two that keep every sign alike differ less: p = 2 / 2^10."""
    result = paired_difference([1.0] * 10, [0.0] * 10, "worse")
    assert result.difference == -1.0
    assert result.p_value == pytest.approx(2 / 1024, abs=0.0015)


def test_one_worse_and_one_better_is_chance() -> None:
    result = paired_difference([1.0, 0.0], [0.0, 1.0], "even")
    assert result.difference == 0.0
    assert result.p_value == 1.0


def test_what_was_not_scored_has_no_weight() -> None:
    """Of two refusals both right, then of four refusals two right: the precision falls from 1 to a half."""
    result = paired_difference([1.0, 1.0, None, None], [1.0, 1.0, 0.0, 0.0], "precision")
    assert (result.old, result.new, result.difference) == (1.0, 0.5, -0.5)


def test_a_metric_that_has_nothing_left_to_measure() -> None:
    result = paired_difference([1.0, None], [None, None], "gone")
    assert (result.old, result.new, result.difference, result.p_value) == (1.0, None, None, 1.0)


@given(st.lists(st.tuples(*[st.none() | st.floats(min_value=0, max_value=1)] * 2), max_size=20))
def test_p_is_a_probability_and_repeats(pairs: list[tuple[float | None, float | None]]) -> None:
    old, new = [before for before, _ in pairs], [after for _, after in pairs]
    first = paired_difference(old, new, "name")
    assert first == paired_difference(old, new, "name")
    assert 0 < first.p_value <= 1
