"""The documents of the HTTP interface and of MCP as types: what `rag`'s documents hold, field by field.

They describe those documents and check them in the tests; they do not make them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.audit_model import FindingKind, Reason, Status
from rag.audit_model import Problem as DraftProblem
from rag.lineage import Change
from rag.model import CitationKind, RefusalCode, RestrictionKind
from rag.opening_strength import Strength
from rag.quote import Attribution, Verdict, Warning_
from rag.side_by_side import RowChange
from rag.wording_diff import Operation

ID = Annotated[str, Field(description="A paragraph's id.", examples=["A/RES/57/203#op8@en"])]
SYMBOL = Annotated[str, Field(description="A resolution's symbol.", examples=["A/RES/57/203"])]
LABEL = Annotated[str, Field(description="The pinpoint as printed.", examples=["A/RES/57/203, para. 8"])]
DAY = Annotated[str | None, Field(description="A date, year first.", examples=["2002-12-18"])]


class Document(BaseModel):
    """A part of a document: no field more than these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProblemError(Document):
    """What is wrong with one part of a request."""

    at: str = Field(examples=["body.question"])
    detail: str


class ChatError(Document):
    """An error as chat programs expect it."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    code: str
    param: None


class Problem(Document):
    """A problem document (RFC 9457)."""

    type: Literal["about:blank"]
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["A/RES/99/1 is not in the corpus"])
    code: str = Field(description="A word for programs.", examples=["not_in_corpus"])
    request_id: str
    errors: tuple[ProblemError, ...] = ()
    error: ChatError | None = Field(default=None, description="Only where chat programs ask.")


class Source(Document):
    """Where words stand in a file: a range of its characters."""

    file: str = Field(examples=["A_RES_57_203.en.txt"])
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Footnote(Document):
    """A footnote that a paragraph cites."""

    number: str
    text: str


class Citation(Document):
    """A place, with the words cited and all that is needed to replay them from the file."""

    marker: int = Field(ge=1)
    id: ID
    symbol: SYMBOL
    kind: CitationKind
    number: str = Field(examples=["8"])
    language: str = Field(examples=["en"])
    label: LABEL
    quote: str = Field(description="The exact words.")
    text: str = Field(description="The whole wording.")
    footnotes: tuple[Footnote, ...]
    url: str = Field(description="The official document.", examples=["https://docs.un.org/en/A/RES/57/203"])
    source: Source
    same_wording: tuple[ID, ...]


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
    answerer: str = Field(examples=["verbatim"])
    narrowed: tuple[Restriction, ...]
    searched: Searched | None


class Understood(Document):
    """How a question was understood: the first event of a stream."""

    question: str
    rewritten: bool


class Difference(Document):
    """A run of words that is the same on both sides, or differs."""

    op: Operation
    source: str
    quotation: str


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
    problems: tuple[DraftProblem, ...]
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


class LineageEntry(Document):
    """One paragraph of a lineage."""

    id: ID
    label: LABEL
    language: str
    adopted: DAY
    change: Change
    moved: bool
    diff: tuple[Difference, ...]
    compared_with: str | None
    note: str
    absent_before: tuple[str, ...]
    citation: Citation


class Lineage(Document):
    """How a paragraph changed, in order of adoption."""

    of: ID
    lineage: tuple[LineageEntry, ...]
    absent_after: tuple[str, ...]


class ComparedRow(Document):
    """A paragraph of each side, or of one."""

    change: RowChange
    before: Citation | None
    after: Citation | None
    moved: bool
    diff: tuple[Difference, ...]
    note: str


class Comparison(Document):
    """Two places, row by row."""

    before: str
    after: str
    rows: tuple[ComparedRow, ...]


class Paragraph(Document):
    """A paragraph of a resolution."""

    id: ID
    kind: Literal["preambular", "operative"]
    number: str = Field(examples=["8"])
    label: LABEL
    text: str
    opening: str = Field(description="The opening phrase, or empty.", examples=["Stresses"])
    footnotes: tuple[Footnote, ...]
    source: Source


class ListedParagraph(Paragraph):
    """A paragraph, and which resolution it is of."""

    symbol: SYMBOL
    language: str = Field(examples=["en"])
    url: str = Field(description="The official document.")


class FoundParagraph(ListedParagraph):
    """A paragraph found, and the probability that it says what was looked for."""

    relevance: float = Field(ge=0, le=1)


class FoundParagraphs(Document):
    """Paragraphs found, best first."""

    paragraphs: tuple[FoundParagraph, ...]


class _Paged(Document):
    limit: int
    offset: int
    next: int | None = Field(description="The offset of the next page; null after the last.")


class ParagraphPage(_Paged):
    """A page of paragraphs, in order of adoption and of the document."""

    paragraphs: tuple[ListedParagraph, ...]


class ResolutionSummary(Document):
    """A resolution without its paragraphs, which are counted without sub-paragraphs."""

    symbol: SYMBOL
    language: str
    title: str
    adopted: DAY
    session: str | None
    body: str = Field(examples=["GA"])
    preambular: int
    operative: int
    url: str
    file: str
    sha256: str


class ResolutionPage(_Paged):
    """A page of resolutions, in order of adoption."""

    resolutions: tuple[ResolutionSummary, ...]
    total: int


class Link(Document):
    """A reference from one resolution to another."""

    paragraph: ID
    footnote: str | None
    words: str
    symbol: SYMBOL
    label: str
    in_corpus: bool
    url: str


class Resolution(Document):
    """A resolution, or one paragraph of it; of a whole one also what it cites and what cites it."""

    symbol: SYMBOL
    language: str
    title: str
    adopted: DAY
    session: str | None
    meeting: str | None
    agenda_item: str | None
    vote: str | None
    url: str
    file: str
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    cites: tuple[Link, ...] | None = None
    cited_by: tuple[Link, ...] | None = None


class Health(Document):
    """A sign of life."""

    status: Literal["ok"]


class Readiness(Document):
    """That questions can be answered, and from which generation of the index."""

    status: Literal["ready"]
    generation: int
