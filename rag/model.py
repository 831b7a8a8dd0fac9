"""What a question becomes on its way to an answer: filters, hits, citations, the answer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from index.model import Footnote, Paragraph, Segment, Span

RefusalCode = Literal["resolution_not_in_corpus", "no_such_paragraph", "no_passage"]
CitationKind = Literal["preambular", "operative", "heading"]
RestrictionKind = Literal["symbols", "adopted", "session", "years"]
# Below this certainty an answer is shown with the warning that its passages may not answer the question.
DOUBTFUL_BELOW: Final = 0.7


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search. Years are of adoption, both ends included; `body` is "GA", "SC", "ECOSOC" or "HRC".

    `ignored` are kinds of restrictions that the question names and that are not to be heeded: the search then goes
    beyond what it names.
    """

    symbol: str | None = None
    language: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    body: str | None = None
    ignored: frozenset[RestrictionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a question itself narrowed its search to.

    `value` is for programs ("A/RES/57/203", "2002-2004"), `printable` for readers. A search that names the kind in
    `Filters.ignored` goes beyond it.
    """

    kind: RestrictionKind
    value: str
    printable: str


@dataclass(frozen=True, slots=True)
class Searched:
    """How many resolutions and top-level paragraphs were searched, and how many the corpus held then."""

    resolutions: int
    paragraphs: int
    resolutions_held: int
    paragraphs_held: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation. `cited` holds the ids of the paragraphs that the answer cited."""

    question: str
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found, with the fused score by which hits are ranked (higher is better)."""

    paragraph: Paragraph
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """Where cited words stand in a file: a character range of the file as given."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a resolution. `quote` is a run of `text`; `segments` map `text` to the file, for replay.

    `kind` "heading" cites `#meta`: `number` is then "", `source` the range of the heading's or closing line's words.
    """

    marker: int
    id: str
    symbol: str
    kind: CitationKind
    number: str
    language: str
    label: str
    quote: str
    text: str
    footnotes: tuple[Footnote, ...]
    url: str
    source: Source
    segments: tuple[Segment, ...] = ()
    same_wording: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in a word for programs and a sentence for people."""

    code: RefusalCode
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal (then without citations). `timings_ms` has at least total, embed and retrieve.

    `narrowed` is what the question itself limited the search to, as far as it could be left out.
    """

    question: str
    language: str
    answer: str
    refusal: Refusal | None
    citations: tuple[Citation, ...]
    certainty: float
    retrieved: tuple[tuple[str, float], ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
    answerer: str = "verbatim"
    narrowed: tuple[Restriction, ...] = ()
    searched: Searched | None = None

    @property
    def doubtful(self) -> bool:
        """Whether it is an answer to be shown with a warning: its certainty is below `DOUBTFUL_BELOW`."""
        return self.refusal is None and self.certainty < DOUBTFUL_BELOW
