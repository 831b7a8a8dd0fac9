"""The documents of the HTTP interface and of MCP as types: what `rag`'s documents hold, field by field.

They describe those documents and check them in the tests; they do not make them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.lineage import Change
from rag.model import CitationKind
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


class Difference(Document):
    """A run of words that is the same on both sides, or differs."""

    op: Operation
    source: str
    quotation: str


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
