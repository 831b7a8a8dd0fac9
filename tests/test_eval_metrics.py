"""Every metric against values worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from eval.causes import CAUSES, question_causes
from eval.metrics import (
    QUESTION_METRICS,
    citation_precision,
    citation_recall,
    coverage,
    missing_phrases,
    quotation_fidelity,
    score_question,
    score_raised,
)
from eval.model import GoldGroup, Pinpoint, Quotation
from eval.places import pinpoint_of
from eval.verification import QUOTATION_METRICS, agreement, quotation_causes, score_quotation, score_raised_quotation
from rag.model import Answer, RefusalCode
from tests.eval_world import (
    Verification,
    WorldSources,
    answer_citing,
    cite,
    question,
    quotation,
    refusal,
    unanswerable,
)

SOURCES = WorldSources()
PP, OP1, OP2 = "A/RES/1/1#pp1@en", "A/RES/1/1#op1@en", "A/RES/1/1#op2@en"
OTHER_PP, OTHER_OP1, OTHER_OP2 = "A/RES/2/1#pp1@en", "A/RES/2/1#op1@en", "A/RES/2/1#op2@en"


@pytest.mark.parametrize(
    ("cited", "gold", "at_1", "at_3", "at_5"),
    [
        # One group: the first citation, a later one, another of the group, none.
        ((OP1,), ((OP1,),), 1, 1, 1),
        ((OP2, OP1), ((OP1,),), 0, 1, 1),
        ((OTHER_OP1,), ((OP1, OTHER_OP1),), 1, 1, 1),
        ((), ((OP1,),), 0, 0, 0),
        # Two groups: at 1 one group is all that can be reached; the same group twice is one group.
        ((OP1, OP2), ((OP1,), (OP2,)), 1, 1, 1),
        ((OP1, PP), ((OP1,), (OP2,)), 1, 0.5, 0.5),
        ((OP1, OTHER_OP1), ((OP1, OTHER_OP1), (OP2,)), 1, 0.5, 0.5),
        # Four groups, found at the ranks 1, 2 and 4: 2 of 3 at 3, 3 of 4 at 5.
        ((OP1, OP2, PP, OTHER_OP1), ((OP1,), (OP2,), (OTHER_OP1,), (OTHER_OP2,)), 1, 2 / 3, 3 / 4),
    ],
)
def test_coverage(cited: tuple[str, ...], gold: tuple[GoldGroup, ...], at_1: float, at_3: float, at_5: float) -> None:
    assert [coverage(cited, gold, cutoff) for cutoff in (1, 3, 5)] == pytest.approx([at_1, at_3, at_5])


@pytest.mark.parametrize(
    ("cited", "gold", "precision", "recall"),
    [
        ((OP1,), ((OP1,),), 1, 1),
        ((OP1, OP2, PP), ((OP1,),), 1 / 3, 1),
        ((OP1, OP2), ((OP1,), (OTHER_OP1,)), 1 / 2, 1 / 2),
        # Two of one group are both precise, and are one group.
        ((OP1, OTHER_OP1), ((OP1, OTHER_OP1), (OP2,)), 1, 1 / 2),
        ((OP2,), ((OP1,),), 0, 0),
        # Without citations nothing is precise (as in ALCE's own program).
        ((), ((OP1,),), 0, 0),
    ],
)
def test_citation_precision_and_recall(
    cited: tuple[str, ...], gold: tuple[GoldGroup, ...], precision: float, recall: float
) -> None:
    assert citation_precision(cited, gold) == pytest.approx(precision)
    assert citation_recall(cited, gold) == pytest.approx(recall)


@pytest.mark.parametrize(
    ("cited", "gold", "expected"),
    [
        ((OP1, PP), ((OP1,),), "right"),
        ((OP2,), ((OP1,), (OP2,)), "right"),
        ((OP2, OP1), ((OP1,),), "wrong_paragraph"),
        ((PP,), ((OP1,),), "wrong_kind"),
        ((OP1,), ((PP,),), "wrong_kind"),
        # Gold of both kinds: the kind is not what is wrong.
        (("A/RES/1/1#pp2@en",), ((OP1,), (PP,)), "wrong_paragraph"),
        # The heading is of neither kind.
        (("A/RES/1/1#meta@en",), ((OP1,),), "wrong_paragraph"),
        # The same wording in another resolution is not the place asked for.
        ((OTHER_OP1,), ((OP1,),), "wrong_resolution"),
        (("nonsense",), ((OP1,),), "wrong_resolution"),
        ((), ((OP1,),), "none"),
    ],
)
def test_pinpoint(cited: tuple[str, ...], gold: tuple[GoldGroup, ...], expected: Pinpoint) -> None:
    assert pinpoint_of(cited, gold) == expected


@pytest.mark.parametrize(
    ("words", "phrase", "found"),
    [
        ("A report by June.", "report by June", True),
        ("A REPORT\nby  June.", "report by june", True),
        ("It has 18 members.", "8", False),
        ("It has 8 members.", "8", True),
        ("the Council\\'s \\[own\\] rules", "Council’s [own] rules", True),
        ("不受约束", "受约", True),
        ("", "report", False),
    ],
)
def test_phrases(words: str, phrase: str, found: bool) -> None:
    answer = replace(answer_citing(PP), answer=words)
    assert missing_phrases(answer, (phrase,)) == (() if found else (phrase,))


def test_a_phrase_may_stand_in_a_quotation_cited() -> None:
    answer = replace(answer_citing(OP2), answer="See [1].")
    assert missing_phrases(answer, ("report by June", "report by May")) == ("report by May",)


def test_scores_of_an_answer_worked_out_by_hand() -> None:
    """Two groups; cited are a wrong paragraph and one of the first group, retrieved in another order."""
    asked = question(1, (OP1, OTHER_OP1), (OP2,), phrases=("conference", "by May"))
    answer = answer_citing(PP, OTHER_OP1, retrieved=(PP, OTHER_OP1, OTHER_PP, OP2, OP1))
    card = score_question(asked, answer, SOURCES)
    # Relevant at the ranks 2 and 4 of two: DCG = 1/log2(3) + 1/log2(5), ideal = 1 + 1/log2(3).
    ndcg = (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3))
    assert card.scores == pytest.approx(
        {
            "answered": 1,
            "pinpoint": 0,
            "coverage@1": 0,
            "coverage@3": 0.5,
            "coverage@5": 0.5,
            "citation_precision": 0.5,
            "citation_recall": 0.5,
            "recall@5": 1,
            "recall@10": 1,
            "ndcg@10": ndcg,
            "reciprocal_rank": 0.5,
            "phrases": 0.5,
            "quotation_fidelity": 1,
        }
    )
    assert card.unscored == {"refusal_precision": "not refused"}
    assert question_causes(asked, answer, SOURCES) == ("not_first", "wrong_kind", "group_missing", "phrase_missing")


@pytest.mark.parametrize(
    ("answer", "code", "recall", "right_code", "precision", "causes"),
    [
        (refusal("no_passage"), "no_passage", 1, 1, 1, ()),
        (refusal("no_such_paragraph"), "no_passage", 1, 0, 1, ("wrong_code",)),
        (answer_citing(OP1), "no_passage", 0, 0, None, ("answered",)),
    ],
)
def test_scores_of_what_cannot_be_answered(
    answer: Answer,
    code: RefusalCode,
    recall: float,
    right_code: float,
    precision: float | None,
    causes: tuple[str, ...],
) -> None:
    asked = unanswerable(1, code)
    card = score_question(asked, answer, SOURCES)
    assert card.scores["refusal_recall"] == recall
    assert card.scores["refusal_code"] == right_code
    assert card.scores.get("refusal_precision") == precision
    assert not {"pinpoint", "recall@5", "phrases"} & {*card.scores, *card.unscored}
    assert question_causes(asked, answer, SOURCES) == causes


def test_a_wrong_refusal_lowers_precision_and_says_whether_it_was_retrieved() -> None:
    asked = question(1, (OP1,))
    missed = score_question(asked, refusal(retrieved=(PP,)), SOURCES)
    assert missed.scores["refusal_precision"] == 0
    assert missed.scores["answered"] == 0
    assert question_causes(asked, refusal(retrieved=(PP,)), SOURCES) == ("refused", "not_retrieved")
    assert question_causes(asked, refusal(retrieved=(OP1,)), SOURCES) == ("refused", "not_cited")


def test_what_quotes_nothing_has_no_fidelity() -> None:
    assert quotation_fidelity(refusal(), SOURCES) is None
    answer = replace(answer_citing(OP1, OP2), answer="As said: “Requests a report by June”, and “by July”.")
    # Two citations that replay, one quotation that is held and one that is not.
    assert quotation_fidelity(answer, SOURCES) == pytest.approx(3 / 4)


@pytest.mark.parametrize("asked", [question(1, (OP1,), phrases=("x",)), question(2, (OP1,)), unanswerable(3)])
def test_a_question_that_raised_scores_nothing_but_what_it_was_asked(asked: object) -> None:
    card = score_raised(asked)  # type: ignore[arg-type]
    assert set(card.scores.values()) == {0.0}
    known = {metric.name for metric in QUESTION_METRICS}
    assert {*card.scores, *card.unscored} <= known


EXACT = quotation(1)
ALTERED = quotation(2, verdict="altered", occurrences=(), closest=(OP2, OTHER_OP2), warnings=("number",))


@pytest.mark.parametrize(
    ("asked", "given", "scores", "causes"),
    [
        (EXACT, Verification("exact", (cite(OP1), cite(OTHER_OP1))), (1, None, 1, None, 1, 1), ()),
        # One of two occurrences: F1 = 2 * 1 / (1 + 2).
        (EXACT, Verification("exact", (cite(OP1),)), (1, None, 2 / 3, None, 1, 1), ("wrong_occurrences",)),
        (
            EXACT,
            Verification("absent", (), None, ("negation",)),
            (0, None, 0, None, 0, None),
            ("wrong_verdict", "wrong_occurrences", "wrong_warnings"),
        ),
        (ALTERED, Verification("altered", (), cite(OTHER_OP2), ("number",)), (1, 1, None, 1, 1, None), ()),
        (
            ALTERED,
            Verification("exact", (cite(OP2),), None, ()),
            (0, 0, 0, 0, 0, 1),
            ("wrong_verdict", "called_exact", "wrong_occurrences", "wrong_closest", "wrong_warnings"),
        ),
        (
            ALTERED,
            Verification("altered", (), cite(OP1), ("number",)),
            (1, 1, None, 0, 1, None),
            ("wrong_closest",),
        ),
    ],
)
def test_quotations(
    asked: Quotation, given: Verification, scores: tuple[float | None, ...], causes: tuple[str, ...]
) -> None:
    card = score_quotation(asked, given, SOURCES)
    names = [metric.name for metric in QUOTATION_METRICS if metric.name != "right"]
    assert [card.scores.get(name) for name in names] == [
        None if score is None else pytest.approx(score) for score in scores
    ]
    assert set(card.scores) | set(card.unscored) == set(names)
    assert quotation_causes(asked, card) == causes


@pytest.mark.parametrize("asked", [EXACT, ALTERED])
def test_a_quotation_that_raised_scores_nothing(asked: Quotation) -> None:
    card = score_raised_quotation(asked)
    assert set(card.scores.values()) == {0.0}
    assert set(card.scores) | set(card.unscored) == {metric.name for metric in QUOTATION_METRICS} - {"right"}


def test_agreement_of_sets() -> None:
    assert agreement(frozenset("ab"), frozenset("bc")) == pytest.approx(0.5)
    assert agreement(frozenset(), frozenset()) is None


def test_metrics_and_causes_are_named_once() -> None:
    for names in (
        [metric.name for metric in QUESTION_METRICS],
        [metric.name for metric in QUOTATION_METRICS],
        [cause.name for cause in CAUSES],
    ):
        assert len(names) == len(set(names))
