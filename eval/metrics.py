"""The metrics of one case, each with its definition and its source; every score is a number from 0 to 1, higher better.

A metric that does not apply to a case, or has nothing to be measured on, gives no score but a reason. A case that
raised scores 0 in all that its gold can be held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.fidelity import Sources, citation_faults, shown_quotations, unsupported_spans
from eval.model import GoldGroup, Question
from eval.places import pinpoint_of
from eval.ranking import RANKING_METRICS, ranking_scores
from index.folding import fold
from rag.model import Answer, Writing

COVERAGE_CUTOFFS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric's name in files, its title for people, and its definition in a sentence."""

    name: str
    title: str
    definition: str


QUESTION_METRICS = (
    Metric("right", "right", "nothing is wrong with the answer: no cause of failure was found"),
    Metric("answered", "answered", "share of answerable questions that were not refused"),
    Metric("pinpoint", "first citation right", "the first citation is a gold paragraph"),
    Metric("coverage@1", "coverage@1", "the first citation belongs to a gold group"),
    Metric("coverage@3", "coverage@3", "gold groups among the first 3 citations, over all groups, at most 3"),
    Metric("coverage@5", "coverage@5", "gold groups among the first 5 citations, over all groups, at most 5"),
    Metric("citation_precision", "citation precision", "share of citations that are gold paragraphs"),
    Metric("citation_recall", "citation recall", "share of gold groups that are cited"),
    Metric("recall@5", "recall@5", "share of gold groups among the first 5 retrieved"),
    Metric("recall@10", "recall@10", "share of gold groups among the first 10 retrieved"),
    Metric("ndcg@10", "nDCG@10", "normalised discounted cumulated gain of the first 10 retrieved"),
    Metric("reciprocal_rank", "reciprocal rank", "one over the rank of the first gold paragraph retrieved"),
    Metric("phrases", "phrases found", "share of the phrases wanted that stand in the answer or its quotations"),
    Metric("refusal_precision", "refusal precision", "of the questions refused, the share that cannot be answered"),
    Metric("refusal_recall", "refusal recall", "of the questions that cannot be answered, the share refused"),
    Metric(
        "refusal_code",
        "right refusal code",
        "of the questions that cannot be answered, those refused for the right reason",
    ),
    Metric("quotation_fidelity", "quotation fidelity", "of the answers that quote, the share of spans that replay"),
)

# Of answers that a language model was asked to write; a verbatim answer has none of these.
WRITING_METRICS = (
    Metric("written", "written answers used", "the model's answer was given, not the verbatim one in its place"),
    Metric(
        "statement_support",
        "statement support",
        "share of the model's statements that what they cite supports (ALCE's citation recall)",
    ),
    Metric(
        "statement_citations",
        "citations supporting",
        "share of the model's citations that support the statement they stand at (ALCE's citation precision)",
    ),
)


@dataclass(slots=True)
class Scorecard:
    """What is being measured on one case. `causes` are the fixed words of `eval.causes`, most telling first."""

    scores: dict[str, float] = field(default_factory=dict)
    unscored: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: float | None, reason: str = "") -> None:
        """Score a metric, or with None say why it has no score."""
        if value is None:
            self.unscored[name] = reason
        else:
            self.scores[name] = value


def coverage(cited: Sequence[str], gold: Sequence[GoldGroup], cutoff: int) -> float:
    """coverage@k = |groups with an id among the first k citations| / min(k, |groups|).

    The denominator is what k citations can reach at best, so that a perfect answer to a question with six groups
    scores 1 at every k. At k = 1 it says whether the first citation belongs to any group. It is subtopic recall (Zhai,
    Cohen and Lafferty, Beyond independent relevance, SIGIR 2003) with that ceiling. Only ids that are cited count, not
    those that a citation lists as the same wording.
    """
    first = set(cited[:cutoff])
    return sum(1 for group in gold if first.intersection(group)) / min(cutoff, len(gold))


def citation_precision(cited: Sequence[str], gold: Sequence[GoldGroup]) -> float:
    """Share of citations that are in a group of the gold; 0 without citations.

    ALCE (Gao, Yen, Yu and Chen, Enabling large language models to generate text with citations, EMNLP 2023): a citation
    is precise when the statement it stands at is supported and it is not irrelevant to that. There a model judges
    support; here a statement is a gold group, supported when one of the group is cited, so that a citation is precise
    exactly when it is in a group.
    """
    gold_ids = {id_ for group in gold for id_ in group}
    return sum(1 for id_ in cited if id_ in gold_ids) / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[str], gold: Sequence[GoldGroup]) -> float:
    """Share of gold groups of which at least one id is cited, at any rank (ALCE's recall; see `citation_precision`)."""
    return sum(1 for group in gold if set(group).intersection(cited)) / len(gold)


def missing_phrases(answer: Answer, phrases: Sequence[str]) -> tuple[str, ...]:
    """The phrases that stand neither in the answer's words nor in a quotation it cites.

    Letter case and what typography alone changes (`index.folding`) make no difference, nor Markdown's escapes and
    emphasis. A phrase that begins or ends with a Latin letter or a digit must do so at a word's edge: "8" is not found
    in "18". A footnote counts only when the answer says it: that the citation carries it is not enough for a reader.
    """
    shown = [_comparable(answer.answer), *(_comparable(citation.quote) for citation in answer.citations)]
    return tuple(phrase for phrase in phrases if not any(_stands_in(_comparable(phrase), words) for words in shown))


def _comparable(text: str) -> str:
    return fold(re.sub(r"[*\\]", "", text)).text.casefold()


def _stands_in(phrase: str, words: str) -> bool:
    before = r"(?<![a-z0-9])" if phrase[:1].isascii() and phrase[:1].isalnum() else ""
    after = r"(?![a-z0-9])" if phrase[-1:].isascii() and phrase[-1:].isalnum() else ""
    return re.search(before + re.escape(phrase) + after, words) is not None


def quotation_fidelity(answer: Answer, sources: Sources) -> float | None:
    """Share of an answer's quoted spans that replay from the source file; None when it quotes nothing.

    Spans are the citations and whatever the answer shows as a quotation (`eval.fidelity`). Answers that quote nothing
    are left out of the denominator: otherwise silence would raise the figure.
    """
    spans = len(answer.citations) + len(shown_quotations(answer))
    if not spans:
        return None
    bad = sum(1 for citation in answer.citations if citation_faults(citation, sources))
    return 1.0 - (bad + len(unsupported_spans(answer))) / spans


def written_scores(writing: Writing, citations: int) -> dict[str, float]:
    """The scores of a written answer; `citations` counts the markers it shows.

    ALCE (see `citation_precision`) takes a statement's citations for recalled when together they support it, and one of
    them for precise when it supports it too. There a model judges support; here the checker does, on all that the
    model wrote, so that what was removed lowers the score.
    """
    statements = writing.supported + writing.removed_count
    cited = citations + writing.citations_removed
    scores = {"written": float(not writing.verbatim_because)}
    if statements:
        scores["statement_support"] = writing.supported / statements
    if cited:
        scores["statement_citations"] = citations / cited
    return scores


def _markers(answer: Answer) -> int:
    return len(re.findall(r"(?<!\\)\[\d+\]", answer.answer)) if answer.answerer != "verbatim" else 0


def score_question(question: Question, answer: Answer, sources: Sources) -> Scorecard:
    """Every metric of one question but `right`, which `eval.causes` decides."""
    card = Scorecard()
    refused = answer.refusal is not None
    if question.answerable:
        _score_answerable(card, question, answer)
    else:
        code = answer.refusal.code if answer.refusal is not None else None
        card.put("refusal_recall", float(refused))
        card.put("refusal_code", float(code == question.refusal))
    card.put("refusal_precision", float(not question.answerable) if refused else None, "not refused")
    card.put("quotation_fidelity", quotation_fidelity(answer, sources), "the answer quotes nothing")
    if answer.writing is not None:
        for name, value in written_scores(answer.writing, _markers(answer)).items():
            card.put(name, value)
    return card


def _score_answerable(card: Scorecard, question: Question, answer: Answer) -> None:
    cited = [citation.id for citation in answer.citations]
    card.put("answered", float(answer.refusal is None))
    card.put("pinpoint", float(pinpoint_of(cited, question.gold) == "right"))
    for cutoff in COVERAGE_CUTOFFS:
        card.put(f"coverage@{cutoff}", coverage(cited, question.gold, cutoff))
    card.put("citation_precision", citation_precision(cited, question.gold))
    card.put("citation_recall", citation_recall(cited, question.gold))
    for name, value in ranking_scores([id_ for id_, _ in answer.retrieved], question.gold).items():
        card.put(name, value)
    wanted = question.phrases
    found = 1 - len(missing_phrases(answer, wanted)) / len(wanted) if wanted else None
    card.put("phrases", found, "no phrases to look for")


def score_raised(question: Question) -> Scorecard:
    """A question that raised: 0 in every metric its gold can be held against."""
    card = Scorecard()
    if question.answerable:
        coverages = (f"coverage@{cutoff}" for cutoff in COVERAGE_CUTOFFS)
        names = ("answered", "pinpoint", *coverages, "citation_precision", "citation_recall", *RANKING_METRICS)
        for name in names:
            card.put(name, 0.0)
        card.put("phrases", 0.0 if question.phrases else None, "no phrases to look for")
    else:
        card.put("refusal_recall", 0.0)
        card.put("refusal_code", 0.0)
    card.put("refusal_precision", None, "raised")
    card.put("quotation_fidelity", None, "raised")
    return card
