"""Load the question sets and refuse what is malformed, naming file and line.

One JSON object a line, keys in the order of the schema, no blank lines. A suite lies in two files, `NAME.dev.jsonl`
and `NAME.held.jsonl`: whoever builds the retrieval may read the first and never the second. Which of them a case
belongs to is decided by its id alone (`split_of`), so that nobody can choose.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from eval.model import Case, Question, QuestionSet, Quotation, Split, Verdict
from index.errors import EvaluationError
from rag.model import Filters, RefusalCode

QUESTION_SUITES = ("bundled", "security-council")
QUOTATION_SUITES = ("quotations", "quotations-security-council")
SUITES = (*QUESTION_SUITES, *QUOTATION_SUITES)

ANSWERABLE_TYPES = (
    "reference",
    "fact",
    "footnote",
    "heading",
    "list",
    "comparison",
    "paraphrase",
    "cross_language",
    "restricted",
    "conversation",
)
UNANSWERABLE_TYPES = ("no_such_paragraph", "no_such_resolution", "absent_topic", "near_miss", "instruction")
QUOTATION_TYPES = (
    "exact",
    "line_break",
    "typography",
    "altered_word",
    "negation",
    "number",
    "opening_phrase",
    "ellipsis",
    "stitched",
    "misattributed",
    "disguise",
    "absent",
)

_Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+$")]
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
_ParagraphId = Annotated[str, StringConstraints(pattern=r"^[^\s#@]+#[^\s#@]+@[a-z]{2}$")]
_Warning = Literal["negation", "number", "opening_phrase", "ellipsis", "disguise"]
_STRICT = ConfigDict(extra="forbid", strict=True)


class _FilterRecord(BaseModel):
    model_config = _STRICT

    symbol: _Text | None = None
    language: _Language | None = None
    year_from: int | None = Field(default=None, alias="from")
    year_to: int | None = Field(default=None, alias="to")
    body: Literal["GA", "SC", "ECOSOC", "HRC"] | None = None


class _CaseRecord(BaseModel):
    """What every line has. Lists stand for tuples in JSON."""

    model_config = _STRICT

    id: _Id
    suite: _Text
    language: _Language
    type: _Text


class _QuestionRecord(_CaseRecord):
    question: _Text | None
    turns: list[_Text] | None
    filters: _FilterRecord
    answerable: bool
    gold: list[Annotated[list[_ParagraphId], Field(min_length=1)]]
    phrases: list[_Text]
    refusal: RefusalCode | None
    why: _Text

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for wrong, complaint in self._complaints():
            if wrong:
                raise ValueError(complaint)
        return self

    def _complaints(self) -> Iterable[tuple[bool, str]]:
        ids = [id_ for group in self.gold for id_ in group]
        types = ANSWERABLE_TYPES if self.answerable else UNANSWERABLE_TYPES
        yield self.type not in types, f"type {self.type!r} is none of {', '.join(types)}"
        yield (self.question is None) == (self.turns is None), "exactly one of question and turns must be given"
        yield self.turns is not None and len(self.turns) < 2, "a conversation has at least two turns"
        yield self.type == "conversation" and self.turns is None, "a conversation needs turns"
        yield self.answerable and not self.gold, "an answerable question needs gold"
        groundless = not self.answerable and bool(self.gold or self.phrases)
        yield groundless, "an unanswerable question has neither gold nor phrases"
        yield self.answerable != (self.refusal is None), "refusal is given for unanswerable questions and only for them"
        yield len(ids) != len(set(ids)), "an id stands twice in the gold"


class _QuotationRecord(_CaseRecord):
    quotation: _Text
    within: _Text | None = Field(alias="in")
    verdict: Verdict
    occurrences: list[_ParagraphId]
    closest: Annotated[list[_ParagraphId], Field(min_length=1)] | None
    warnings: list[_Warning]
    why: _Text

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.type not in QUOTATION_TYPES:
            raise ValueError(f"type {self.type!r} is none of {', '.join(QUOTATION_TYPES)}")
        if (self.verdict in {"exact", "misattributed"}) != bool(self.occurrences):
            raise ValueError("occurrences are given for the verdicts exact and misattributed and only for them")
        return self


def bundled_questions() -> Traversable:
    """The folder of question sets that comes with the package."""
    return resources.files("eval") / "questions"


def split_of(case_id: str) -> Split:
    """The split a case belongs to: "held" for one in three, by the SHA-256 of its id, as a number, modulo 3."""
    return "held" if int(hashlib.sha256(case_id.encode()).hexdigest(), 16) % 3 == 0 else "dev"


def fingerprint(case: Case) -> str:
    """Sixteen hexadecimal digits that change when anything about a case changes but the place where it is written."""
    content = {name: value for name, value in asdict(case).items() if name != "place"}
    if isinstance(case, Question):
        # Filters that came later count where they are set: a case written before them keeps its fingerprint.
        later = ("body", "ignored")
        content["filters"] = {name: value for name, value in content["filters"].items() if value or name not in later}
    return hashlib.sha256(repr(sorted(content.items())).encode()).hexdigest()[:16]


def load_suite(
    name: str, *, folder: Traversable | None = None, splits: Sequence[Split] = get_args(Split)
) -> QuestionSet:
    """Read one suite. Raises EvaluationError, naming file and line, when a file is missing or a line is malformed."""
    if name not in SUITES:
        raise EvaluationError(f"There is no suite {name!r}; choose from {', '.join(SUITES)}.")
    folder = bundled_questions() if folder is None else folder
    cases = tuple(case for split in splits for case in _read(folder / f"{name}.{split}.jsonl", name, split))
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise EvaluationError(f"{case.place}: the id {case.id!r} was used before, at {seen[case.id]}.")
        seen[case.id] = case.place
    return QuestionSet(name=name, cases=cases)


def _read(file: Traversable, suite: str, split: Split) -> Iterable[Case]:
    if not file.is_file():
        raise EvaluationError(f"{file.name}: no such question file; the suite {suite!r} needs it.")
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        at = error.object[: error.start].count(b"\n") + 1
        raise EvaluationError(f"{file.name}:{at}: not UTF-8 (byte {error.object[error.start]:#04x}).") from error
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, line in enumerate(lines, start=1):
        place = f"{file.name}:{number}"
        case = _parse(line, suite, split, place)
        _check_home(case, suite)
        yield case


def _check_home(case: Case, suite: str) -> None:
    if case.suite != suite:
        raise EvaluationError(f"{case.place}: the suite is {case.suite!r}, but the file is of {suite!r}.")
    if split_of(case.id) != case.split:
        raise EvaluationError(f"{case.place}: {case.id!r} belongs to the {split_of(case.id)} file, by its id.")


def _parse(line: str, suite: str, split: Split, place: str) -> Case:
    if not line.strip():
        raise EvaluationError(f"{place}: a blank line.")
    model = _QuotationRecord if suite in QUOTATION_SUITES else _QuestionRecord
    try:
        record: _CaseRecord = model.model_validate_json(line)
    except ValidationError as error:
        raise EvaluationError(f"{place}: {_first_complaint(error)}") from error
    _check_key_order(line, model, place)
    if isinstance(record, _QuestionRecord):
        return _question(record, split, place)
    if isinstance(record, _QuotationRecord):
        return _quotation(record, split, place)
    raise AssertionError(f"no reader for {type(record).__name__}")


def _first_complaint(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def _check_key_order(line: str, model: type[_CaseRecord], place: str) -> None:
    """The schema's order of keys keeps differences between versions of a file readable."""
    expected = [field.alias or name for name, field in model.model_fields.items()]
    if list(json.loads(line)) != expected:
        raise EvaluationError(f"{place}: the keys must stand in the order {', '.join(expected)}.")


def _question(record: _QuestionRecord, split: Split, place: str) -> Question:
    turns = (record.question,) if record.question is not None else tuple(record.turns or ())
    filters = record.filters
    return Question(
        id=record.id,
        suite=record.suite,
        split=split,
        language=record.language,
        type=record.type,
        turns=turns,
        filters=Filters(filters.symbol, filters.language, filters.year_from, filters.year_to, filters.body),
        answerable=record.answerable,
        gold=tuple(tuple(group) for group in record.gold),
        phrases=tuple(record.phrases),
        refusal=record.refusal,
        why=record.why,
        place=place,
    )


def _quotation(record: _QuotationRecord, split: Split, place: str) -> Quotation:
    return Quotation(
        id=record.id,
        suite=record.suite,
        split=split,
        language=record.language,
        type=record.type,
        quotation=record.quotation,
        within=record.within,
        verdict=record.verdict,
        occurrences=tuple(record.occurrences),
        closest=tuple(record.closest or ()),
        warnings=tuple(record.warnings),
        why=record.why,
        place=place,
    )
