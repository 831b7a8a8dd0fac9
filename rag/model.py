"""What a question becomes on its way to an answer: filters, hits, citations, the answer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from index.model import Footnote, Paragraph, Segment, Span
from rag.notebook import ShownInNotebooks

RefusalCode = Literal["resolution_not_in_corpus", "no_such_paragraph", "no_passage"]
CitationKind = Literal["preambular", "operative", "paragraph", "heading"]
RestrictionKind = Literal["symbols", "adopted", "session", "years"]
# Below this certainty an answer is shown with the warning that its passages may not answer the question.
DOUBTFUL_BELOW: Final = 0.7

# Who words a reply to a greeting, to thanks, or to "what can you do?": not the resolutions.
SERVICE: Final = "service"


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
    """Where cited words stand in a file: a character range of its text, and the page where it has pages (from 1)."""

    file: str
    span: Span
    page: int | None = None


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


Fault = Literal[
    "cites_nothing",
    "unknown_citation",
    "quotation",
    "reference",
    "date",
    "number",
    "body",
    "act",
    "addressee",
    "negation",
    "strength",
    "scope",
    "link",
    "wording",
    "other_language",
    "broken_off",
    "second_look",
]
"""Why a statement is not supported by what it cites; docs/checker.md says what each check looks for."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A statement of a model that what it cites does not support, in the model's own words."""

    text: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language model wrote an answer, and what the checker made of it.

    `tokens_in` and `tokens_out` are the provider's count, or with `tokens_estimated` our own. `supported` counts the
    statements shown; `removed` those that are not, by fault; `citations_removed` citations of places that were not
    given or do not support the statement they stand at; `quotations_corrected` those brought to the exact wording.
    `second_looks` counts the requests that asked the model about its own statements, `second_looks_failed` statements
    shown without one, though one was wanted. `left_out` counts paragraphs that did not fit into the prompt.
    `unsupported` lists the statements removed where that was asked for. `verbatim_because` says why the
    answer is the verbatim one instead (`failure` in a word for programs); `broken_off` that the model's text ended
    before its end. `cached`: no model was asked this time.
    """

    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_estimated: bool = False
    supported: int = 0
    removed: tuple[tuple[Fault, int], ...] = ()
    citations_removed: int = 0
    quotations_corrected: int = 0
    left_out: int = 0
    second_looks: int = 0
    second_looks_failed: int = 0
    unsupported: tuple[Unsupported, ...] = ()
    verbatim_because: str = ""
    failure: str = ""
    broken_off: bool = False
    cached: bool = False

    @property
    def removed_count(self) -> int:
        """All statements that are not shown."""
        return sum(count for _, count in self.removed)


@dataclass(frozen=True, slots=True)
class Answer(ShownInNotebooks):
    """An answer, or a refusal (then without citations). `timings_ms` has at least total, embed and retrieve.

    `answerer` is "verbatim", "llm:MODEL" where a language model wrote the answer, or `SERVICE` where nothing was asked
    and the reply, without citations, says what the service does. `writing` is set whenever a model was asked, also
    where its answer could not be used and the verbatim one is given instead.
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
    writing: Writing | None = None
    narrowed: tuple[Restriction, ...] = ()
    searched: Searched | None = None

    @property
    def doubtful(self) -> bool:
        """Whether it is an answer to be shown with a warning: its certainty is below `DOUBTFUL_BELOW`."""
        return self.refusal is None and self.certainty < DOUBTFUL_BELOW
