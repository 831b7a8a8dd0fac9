"""Ranking metrics: groups are one document each, and the TREC files give the same figures again."""

from __future__ import annotations

import math

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from eval.model import GoldGroup
from eval.ranking import collapse, ranking_scores, trec_qrels, trec_run

SECOND = 1 / math.log2(3)


@pytest.mark.parametrize(
    ("retrieved", "gold", "recall_5", "ndcg", "reciprocal_rank"),
    [
        (("a", "x"), (("a",),), 1, 1, 1),
        (("x", "a"), (("a",),), 1, SECOND, 0.5),
        ((), (("a",),), 0, 0, 0),
        (("x", "y"), (("a",),), 0, 0, 0),
        # Any one of a group will do; a second one of it is worth nothing, and keeps its rank.
        (("b",), (("a", "b"),), 1, 1, 1),
        (("b", "a"), (("a", "b"),), 1, 1, 1),
        (("a", "b", "c"), (("a", "b"), ("c",)), 1, (1 + 1 / 2) / (1 + SECOND), 1),
        # Found, but below the fifth rank.
        (("1", "2", "3", "4", "5", "a"), (("a",),), 0, 1 / math.log2(7), 1 / 6),
        # The same id twice is one.
        (("a", "a", "c"), (("a",), ("c",)), 1, 1, 1),
    ],
)
def test_ranking_scores(
    retrieved: tuple[str, ...],
    gold: tuple[GoldGroup, ...],
    recall_5: float,
    ndcg: float,
    reciprocal_rank: float,
) -> None:
    scores = ranking_scores(retrieved, gold)
    assert scores["recall@5"] == pytest.approx(recall_5)
    assert scores["ndcg@10"] == pytest.approx(ndcg)
    assert scores["reciprocal_rank"] == pytest.approx(reciprocal_rank)


def test_the_order_is_the_ranking_whatever_the_ids() -> None:
    """Ties of scores are broken by id in trec_eval; ours never tie."""
    assert ranking_scores(("z", "a"), (("z",),)) == ranking_scores(("a", "z"), (("a",),))


def test_collapse_keeps_ranks() -> None:
    assert collapse(("b", "x", "a", "b"), (("a", "b"),)) == ("a", "x", "a+")


def test_trec_files_reproduce_the_figures() -> None:
    cases: list[tuple[str, tuple[str, ...], tuple[GoldGroup, ...]]] = [
        ("q1", ("b", "x", "c d"), (("a", "b"), ("y",))),
        ("q2", ("x", "y", "z"), (("z",),)),
        ("q3", (), (("z",),)),
    ]
    # ir-measures leaves its readers untyped.
    qrels = list(ir_measures.read_trec_qrels(trec_qrels((id_, gold) for id_, _, gold in cases)))  # type: ignore[no-untyped-call]
    run = list(ir_measures.read_trec_run(trec_run(cases)))  # type: ignore[no-untyped-call]
    again = {
        (metric.query_id, str(metric.measure)): metric.value
        for metric in ir_measures.iter_calc([R @ 5, nDCG @ 10, RR], qrels, run)
    }
    for id_, retrieved, gold in cases:
        scores = ranking_scores(retrieved, gold)
        assert again[id_, "R@5"] == pytest.approx(scores["recall@5"])
        assert again[id_, "nDCG@10"] == pytest.approx(scores["ndcg@10"])
        assert again[id_, "RR"] == pytest.approx(scores["reciprocal_rank"])
