"""Fitting the weights: the arithmetic on made-up data whose answer is known."""

from __future__ import annotations

import math
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from eval import calibrate
from eval.calibrate import FOLDS, Sample, as_model, place_rows, predicted, predicted_out_of_fold, rescored
from eval.fitting import fit, fit_ranking
from eval.model import Question
from rag.model import Filters
from rag.question import Query, understand
from rag.relevance import Model
from rag.scope import Scope
from rag.searching import Searching
from rag.signals import Found
from tests.rag_world import BUNDLED


def question(name: str) -> Question:
    """A development question; only its id matters."""
    return Question(
        id=name,
        suite="bundled",
        split="dev",
        language="en",
        type="paraphrase",
        turns=("What is needed?",),
        filters=Filters(),
        answerable=True,
        gold=(("A/RES/57/203#op8@en",),),
        phrases=(),
        refusal=None,
        why="",
        place="",
    )


def found(place: str, *signals: float) -> Found:
    """A place with signals."""
    return Found(place, "en", 0.0, 0.0, 0.0, signals)


def sample(name: str, *places: Found, gold: tuple[str, ...] = ()) -> Sample:
    """A question's search, without the means to search again."""
    query: Query = understand("What is needed?", BUNDLED)
    return Sample(question(name), query, Scope(BUNDLED), cast(Searching, None), places, frozenset(gold))


def test_fit_finds_the_odds() -> None:
    # Three of four are right where the signal is 1, one of four where it is 0: log-odds of ln 3 and -ln 3.
    rows = np.array([[1.0]] * 4 + [[0.0]] * 4)
    labels = np.array([1, 1, 1, 0, 1, 0, 0, 0], dtype=float)
    bias, weight = fit(rows, labels, np.full(8, 1000.0))
    assert bias == pytest.approx(-math.log(3), abs=0.01)
    assert weight == pytest.approx(2 * math.log(3), abs=0.01)


def test_the_ridge_pulls_weights_to_zero_but_not_the_bias() -> None:
    rows = np.array([[1.0]] * 4 + [[0.0]] * 4)
    labels = np.array([1, 1, 1, 0, 1, 0, 0, 0], dtype=float)
    bias, weight = fit(rows, labels, np.ones(8))
    assert 0 < weight < 2 * math.log(3)
    # At the solution the bias is free: as many are expected to be right as are.
    expected = 1 / (1 + np.exp(-(bias + weight * rows[:, 0])))
    assert expected.sum() == pytest.approx(labels.sum())


def test_fit_ends_where_signals_tell_right_from_wrong_without_error() -> None:
    coefficients = fit(np.array([[1.0, 1.0], [0.0, 0.0]] * 20), np.array([1.0, 0.0] * 20), np.ones(40))
    assert np.isfinite(coefficients).all()
    # The same signal twice: each gets half.
    assert coefficients[1] == pytest.approx(coefficients[2])


def test_the_gold_of_a_question_counts_as_much_as_one_place() -> None:
    places = (found("a", 1.0), found("b", 2.0), found("c", 3.0))
    rows, labels, weights = place_rows([sample("q", *places, gold=("a", "c"))])
    assert rows.tolist() == [[1.0], [2.0], [3.0]]
    assert labels.tolist() == [1.0, 0.0, 1.0]
    assert weights.tolist() == [0.5, 1.0, 0.5]


def test_rescored_by_another_model_the_places_change_order() -> None:
    ranked = rescored(sample("q", found("a", 1.0), found("b", 2.0)), Model(0.0, (1.0,)))
    assert [place.id for place in ranked.found] == ["b", "a"]
    assert ranked.found[0].relevance == pytest.approx(1 / (1 + math.exp(-2)))


def test_coefficients_as_a_model() -> None:
    assert as_model(np.array([-1.0, 2.0, 3.0])) == Model(-1.0, (2.0, 3.0))


def test_folds_are_stable_and_all_used() -> None:
    names = [f"bundled-fact-{number:03d}" for number in range(100)]
    assert {sample(name).fold for name in names} == set(range(FOLDS))
    assert [sample(name, found("a", 1.0)).fold for name in names] == [sample(name).fold for name in names]


def test_predictions_are_of_models_that_did_not_see_the_row() -> None:
    # One row of the first fold contradicts all others: a model that had seen it would believe it a little.
    rows = np.array([[1.0], [0.0]] * 20 + [[1.0]])
    labels = np.array([1.0, 0.0] * 20 + [0.0])
    folds = np.array([1, 2, 3, 4] * 10 + [0])
    alone = predicted_out_of_fold(rows, labels, folds)[-1]
    assert alone == pytest.approx(predicted(as_model(fit(rows[:-1], labels[:-1], np.ones(40))), rows[-1:])[0])
    assert alone > predicted(as_model(fit(rows, labels, np.ones(41))), rows[-1:])[0]


def test_a_ranking_is_fitted_to_put_the_relevant_first() -> None:
    # The second signal tells, the first is the same for all of a ranking: it can say nothing.
    rankings = [
        (np.array([[level, 0.2], [level, 0.9], [level, 0.1]]), np.array([False, True, False])) for level in (0.1, 0.8)
    ] * 10
    first, second = fit_ranking(rankings)
    assert abs(first) < 1e-6
    assert second > 1.0


def test_a_ranking_without_anything_relevant_says_nothing() -> None:
    telling = (np.array([[0.0], [1.0]]), np.array([False, True]))
    silent = (np.array([[5.0], [-5.0]]), np.array([False, False]))
    assert fit_ranking([telling] * 5 + [silent] * 5) == pytest.approx(fit_ranking([telling] * 5))


def test_of_several_relevant_one_is_enough() -> None:
    # A twin that looks like nothing must not pull down what tells the other one.
    both = (np.array([[1.0], [0.0], [0.0]]), np.array([True, True, False]))
    assert fit_ranking([both] * 10)[0] > 0.5


def test_questions_held_apart_are_never_read() -> None:
    source = Path(calibrate.__file__).read_text(encoding="utf-8")
    assert 'splits=("dev",)' in source
    assert '"held"' not in source
