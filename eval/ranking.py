"""Ranking metrics through ir-measures, and the TREC files from which anyone can recompute them.

A gold group stands for one relevant document, since any one of its ids will do: the first of them that is found counts
under the group's first id, further ones keep their rank but are worth nothing. Without this a system would be
punished for not finding every copy of one wording, and rewarded for finding it twice. The order of `retrieved` is the
ranking; its scores are not used, because ir-measures breaks ties by id, which no reader of an answer ever sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ir_measures
from ir_measures import RR, R, nDCG

from eval.model import GoldGroup

_MEASURES = {R @ 5: "recall@5", R @ 10: "recall@10", nDCG @ 10: "ndcg@10", RR: "reciprocal_rank"}
RANKING_METRICS = tuple(_MEASURES.values())


def collapse(retrieved: Sequence[str], gold: Sequence[GoldGroup]) -> tuple[str, ...]:
    """The ranking with each group's first found member under the group's first id; repeated ids are dropped."""
    group_of = {id_: group[0] for group in gold for id_ in group}
    ranking: list[str] = []
    taken: set[str] = set()
    for id_ in dict.fromkeys(retrieved):
        name = group_of.get(id_, id_)
        if name in taken:
            name = f"{id_}+"
        taken.add(name)
        ranking.append(name)
    return tuple(ranking)


def ranking_scores(retrieved: Sequence[str], gold: Sequence[GoldGroup]) -> dict[str, float]:
    """Recall@5, recall@10, nDCG@10 and reciprocal rank of one ranking, as ir-measures computes them.

    Recall@k: relevant among the first k, over all relevant. nDCG@10 with binary gains and the logarithmic discount
    (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, TOIS 20(4), 2002). Reciprocal rank: one
    over the rank of the first relevant (Voorhees, The TREC-8 question answering track report, 1999). An empty ranking
    scores 0.
    """
    qrels = [ir_measures.Qrel("case", group[0], 1) for group in gold]
    ranking = collapse(retrieved, gold)
    run = [ir_measures.ScoredDoc("case", id_, float(len(ranking) - rank)) for rank, id_ in enumerate(ranking)]
    found = ir_measures.iter_calc(list(_MEASURES), qrels, run)
    return {_MEASURES[metric.measure]: float(metric.value) for metric in found}


def trec_run(rankings: Iterable[tuple[str, Sequence[str], Sequence[GoldGroup]]]) -> str:
    """A TREC run file of (case id, retrieved, gold), collapsed as for the figures."""
    lines: list[str] = []
    for case_id, retrieved, gold in rankings:
        ranking = collapse(retrieved, gold)
        lines += [
            f"{case_id} Q0 {_one_word(id_)} {rank} {len(ranking) - rank + 1} unqa"
            for rank, id_ in enumerate(ranking, start=1)
        ]
    return "".join(f"{line}\n" for line in lines)


def trec_qrels(golds: Iterable[tuple[str, Sequence[GoldGroup]]]) -> str:
    """A TREC qrels file of (case id, gold): each group under its first id."""
    return "".join(f"{case_id} 0 {group[0]} 1\n" for case_id, gold in golds for group in gold)


def _one_word(id_: str) -> str:
    """TREC files are split at blanks."""
    return "".join("_" if character.isspace() else character for character in id_)
