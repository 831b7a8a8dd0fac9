"""The documents that answer, as types: of ask, of verify, of audit. As `ui.api_models`, which holds their parts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rag.audit_model import FindingKind, Problem, Reason, Status
from rag.model import Fault, RefusalCode, RestrictionKind
from rag.opening_strength import Strength
from rag.quote import Attribution, Verdict, Warning_
from ui.api_models import DAY, ID, Citation, Difference, Document


class Refusal(Document):
    """Why there is no answer."""

    code: RefusalCode
    message: str


class Retrieved(Document):
    """A paragraph that was considered."""

    id: ID
    score: float


class Restriction(Document):
    """What a question itself narrowed its search to."""

    kind: RestrictionKind
    value: str = Field(examples=["2002-2004"])
    printable: str


class Searched(Document):
    """How much was searched, and how much the corpus held then."""

    resolutions: int
    paragraphs: int
    resolutions_held: int
    paragraphs_held: int


class Tokens(Document):
    """What a language model read and wrote."""

    read: int = Field(alias="in")
    written: int = Field(alias="out")
    estimated: bool


class Unsupported(Document):
    """A statement of a language model that was not shown, and why."""

    text: str
    fault: Fault


class SecondLooks(Document):
    """How often the model was asked about a statement of its own, and how many were shown without it."""

    asked: int
    failed: int


class Writing(Document):
    """How a language model wrote an answer, and what the checker made of it."""

    model: str
    tokens: Tokens
    supported: int
    removed: dict[Fault, int]
    citations_removed: int
    quotations_corrected: int
    left_out: int
    second_looks: SecondLooks
    unsupported: tuple[Unsupported, ...]
    verbatim_because: str | None
    failure: str | None
    broken_off: bool
    cached: bool


class Answer(Document):
    """An answer, or a refusal, which has no citations."""

    question: str
    language: str = Field(examples=["en"])
    answer: str = Field(description="Markdown with markers: [1].")
    refusal: Refusal | None
    citations: tuple[Citation, ...]
    certainty: float = Field(ge=0, le=1)
    retrieved: tuple[Retrieved, ...]
    timings_ms: dict[str, float]
    answerer: str = Field(examples=["verbatim", "service"])
    writing: Writing | None
    narrowed: tuple[Restriction, ...]
    searched: Searched | None


class Understood(Document):
    """How a question was understood: the first event of a stream."""

    question: str
    rewritten: bool


class DisguisedCharacter(Document):
    """A character that is not what it looks like."""

    character: str
    position: int
    code_point: str
    name: str
    looks_like: str


class Verification(Document):
    """Whether a quotation is exact, and where it stands."""

    quotation: str
    verdict: Verdict
    occurrences: tuple[Citation, ...]
    closest: Citation | None
    diff: tuple[Difference, ...]
    warnings: tuple[Warning_, ...]
    opening_strength: Strength | None
    disguised: tuple[DisguisedCharacter, ...]
    attribution: Attribution | None
    pieces: tuple[Citation, ...]
    more: bool


class StatusCounts(Document):
    """How many findings are what."""

    right: int
    wrong: int
    unchecked: int


class AuditCounts(Document):
    """The same of references and of quotations."""

    reference: StatusCounts
    quotation: StatusCounts


class Finding(Document):
    """One reference or quotation of a draft, and what is to be said of it."""

    kind: FindingKind
    status: Status
    problems: tuple[Problem, ...]
    reason: Reason | None
    line: int
    page: int | None
    text: str
    label: str | None
    message: str
    stated: str | None
    adopted: DAY
    source: Citation | None
    verification: Verification | None


class Audit(Document):
    """What an audit of a draft found, in the order of the draft."""

    file: str
    sha256: str
    unit: Literal["line", "paragraph"]
    counts: AuditCounts
    findings: tuple[Finding, ...]
