"""What the evaluation moves: questions, what was given in answer, how that scored, and the figures that sum it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.model import Filters, RefusalCode

Split = Literal["dev", "held"]
Verdict = Literal["exact", "altered", "stitched", "misattributed", "absent"]
Pinpoint = Literal["right", "wrong_paragraph", "wrong_kind", "wrong_resolution", "none"]
Grouping = Literal["all", "type", "language"]

GoldGroup = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold: one tuple of ids a group, any id of a group will do, every group must be cited.

    `turns` holds the whole conversation, the last turn being the one that is scored; a single question is a
    conversation of one. `place` says where the question is written ("bundled.dev.jsonl:12").
    """

    id: str
    suite: str
    split: Split
    language: str
    type: str
    turns: tuple[str, ...]
    filters: Filters
    answerable: bool
    gold: tuple[GoldGroup, ...]
    phrases: tuple[str, ...]
    refusal: RefusalCode | None
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation to verify, with the verdict that is right.

    `within` is the place it is credited to, if any. `occurrences` are all paragraphs where it stands exactly, `closest`
    those it may have been made from, any one of which is right.
    """

    id: str
    suite: str
    split: Split
    language: str
    type: str
    quotation: str
    within: str | None
    verdict: Verdict
    occurrences: tuple[str, ...]
    closest: tuple[str, ...]
    warnings: tuple[str, ...]
    why: str
    place: str


Case = Question | Quotation


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Every case of one suite, in the order written. `name` is the suite's."""

    name: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class GivenCitation:
    """A citation as given, reduced to what a reader of the report needs. `faults`: why its words do not replay."""

    id: str
    label: str
    quote: str
    in_gold: bool
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What came back for a case. For a quotation `verdict` is set and `citations` are the occurrences found.

    `unsupported` holds what the answer's words show as a quotation and no citation holds. `statements` are those that a
    language model wrote, `removed` those of them that the checker did not let through.
    """

    answer: str = ""
    refusal: str | None = None
    citations: tuple[GivenCitation, ...] = ()
    retrieved: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    verdict: str | None = None
    closest: str | None = None
    warnings: tuple[str, ...] = ()
    statements: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case went.

    `scores` maps a metric's name to a number from 0 to 1, `unscored` a metric's name to the reason why it has no number
    here (which is not the same as a 0). `causes` says in fixed words what went wrong, most telling first; `right` is
    True when nothing did. `error` is the exception's type and words when the case raised. `milliseconds` is the wall
    time of the scored turn.
    """

    case: Case
    given: Given
    scores: Mapping[str, float]
    unscored: Mapping[str, str]
    pinpoint: Pinpoint | None
    causes: tuple[str, ...]
    error: str | None
    milliseconds: float

    @property
    def right(self) -> bool:
        return not self.causes


@dataclass(frozen=True, slots=True)
class Group:
    """Some cases of a suite: all, or those of a type or a language (`name`). `split` is "dev", "held" or "all"."""

    suite: str
    by: Grouping = "all"
    name: str = "all"
    split: str = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's mean over a group of cases, with the limits of its 95 per cent confidence interval.

    `value`, `low` and `high` are None when no case of the group was scored.
    """

    group: Group
    metric: str
    value: float | None
    low: float | None
    high: float | None
    scored: int
    unscored: int


@dataclass(frozen=True, slots=True)
class Times:
    """Wall time per case of a suite in milliseconds: the median and the 95th percentile."""

    suite: str
    median: float
    percentile_95: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A suite, or a part of one, that was not run, and why."""

    suite: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run: every result, the figures, and what was skipped. `subject` names what was evaluated, word by word;
    `made` says when (ISO 8601, Coordinated Universal Time), "" where it does not matter.

    `not_a_number` lists the ids of cases whose answer held a number that is none, `unknown_gold` the gold ids that the
    source files do not hold, each with the place of the question ("bundled.dev.jsonl:12: A/RES/1/1#op9@en").
    `gold_wordings` maps every id of the gold to its words in the source files, for the report.
    """

    subject: Mapping[str, str]
    results: tuple[CaseResult, ...]
    figures: tuple[Figure, ...]
    times: tuple[Times, ...]
    skipped: tuple[Skipped, ...] = ()
    not_a_number: tuple[str, ...] = ()
    unknown_gold: tuple[str, ...] = ()
    gold_wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    made: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a face to draw: column headings, and rows of as many cells."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(default=())
