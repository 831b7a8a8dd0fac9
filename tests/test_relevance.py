"""The fitted weights, and the arithmetic that they go into."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.relevance import (
    ANSWERABLE_SIGNALS,
    SIGNALS,
    Model,
    answerable_model,
    place_model,
    right_model,
    sigmoid,
)

MODEL = Model(-1.0, (2.0, -0.5))


def test_log_odds_are_the_bias_and_the_weighed_signals() -> None:
    assert MODEL.logit((0.0, 0.0)) == -1.0
    assert MODEL.logit((1.0, 2.0)) == 0.0
    assert MODEL.probability((1.0, 2.0)) == 0.5
    # ln 3: three to one.
    assert MODEL.probability(((1.0 + math.log(3)) / 2, 0.0)) == pytest.approx(0.75)


@pytest.mark.parametrize("signals", [(), (1.0,), (1.0, 2.0, 3.0)])
def test_signals_that_the_model_was_not_fitted_on_are_an_error(signals: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        MODEL.logit(signals)


@given(st.floats(allow_nan=False))
def test_sigmoid_is_a_probability_without_overflow(value: float) -> None:
    assert 0.0 <= sigmoid(value) <= 1.0
    assert sigmoid(value) + sigmoid(-value) == pytest.approx(1.0)


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_sigmoid_grows(one: float, other: float) -> None:
    assert sigmoid(min(one, other)) <= sigmoid(max(one, other))


@pytest.mark.parametrize(
    ("name", "signals", "model"),
    [
        ("place", SIGNALS, place_model()),
        ("answerable", ANSWERABLE_SIGNALS, answerable_model()),
        ("right", ANSWERABLE_SIGNALS, right_model()),
    ],
)
def test_fitted_weights_are_those_of_the_signals(name: str, signals: tuple[str, ...], model: Model) -> None:
    fitted = json.loads(files("rag").joinpath("relevance.json").read_text(encoding="utf-8"))[name]
    assert set(fitted["weights"]) == set(signals)
    assert model == Model(fitted["bias"], tuple(fitted["weights"][signal] for signal in signals))
    assert all(math.isfinite(weight) for weight in (model.bias, *model.weights))


def test_a_better_place_is_more_likely_to_answer() -> None:
    """More of the question's words, or a nearer meaning, never speaks against a place."""
    weights = dict(zip(SIGNALS, place_model().weights, strict=True))
    assert weights["coverage"] + weights["same_language_coverage"] > 0
    assert weights["notions"] + weights["notions_gap"] > 0
    assert weights["cosine"] + weights["cosine_gap"] + weights["cosine_gap_anywhere"] > 0
    assert weights["pivot"] > 0
    assert dict(zip(ANSWERABLE_SIGNALS, answerable_model().weights, strict=True))["relevance"] > 0
