"""What the HTTP interface is asked: bodies and parameters, with their bounds."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from index.errors import InputError
from index.symbols import parse_reference
from rag.assistant import AnswererName
from rag.model import Filters, Turn
from rag.paragraph_listing import LONGEST_PAGE, Page, Wanted
from rag.question import MAXIMUM_CHARACTERS

LONGEST_QUOTATION: Final = 20_000
LONGEST_REFERENCE: Final = 300
LONGEST_DRAFT: Final = 2_000_000
EARLIEST, LATEST = 1945, 9999


def whole_characters(text: str) -> str:
    """`text`, unless it holds half of a surrogate pair, which no document can hold. Raises ValueError."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds half of a surrogate pair")
    return text


def a_number(value: object) -> object:
    """`value`, unless it is one that only reads like a number. Raises ValueError."""
    if isinstance(value, bool | str):
        raise ValueError("is no number")
    return value


Text = Annotated[str, AfterValidator(whole_characters)]
ReferenceText = Annotated[Text, Field(min_length=1, max_length=LONGEST_REFERENCE)]
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$", examples=["en"])]
Year = Annotated[int, Field(ge=EARLIEST, le=LATEST)]
# In JSON a number is a number, and true is no number.
Whole = Annotated[int, BeforeValidator(a_number)]
WholeYear = Annotated[Year, BeforeValidator(a_number)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AskedTurn(_Body):
    """An earlier turn: the question, and the ids of what its answer cited."""

    question: Annotated[Text, Field(max_length=MAXIMUM_CHARACTERS)]
    cited: tuple[Annotated[Text, Field(max_length=LONGEST_REFERENCE)], ...] = Field(default=(), max_length=100)


class Narrowing(_Body):
    """What narrows a search."""

    symbol: ReferenceText | None = Field(default=None, description="Only this resolution.", examples=["57/203"])
    language: LanguageCode | None = Field(default=None, description="Only this language.")
    year_from: WholeYear | None = Field(default=None, alias="from", description="Adopted in this year or later.")
    year_to: WholeYear | None = Field(default=None, alias="to", description="Adopted in this year or earlier.")

    body: Literal["GA", "SC", "ECOSOC", "HRC"] | None = Field(default=None, description="Only what this body adopted.")

    def filters(self) -> Filters:
        """The same for the assistant. Raises SymbolError, and InputError for years in the wrong order."""
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise InputError(f"'from' ({self.year_from}) is later than 'to' ({self.year_to}): exchange them")
        symbol = parse_reference(self.symbol).symbol if self.symbol is not None else None
        return Filters(symbol, self.language, self.year_from, self.year_to, self.body)


class Paging(_Body):
    """A page of a list."""

    limit: int = Field(default=20, ge=1, le=LONGEST_PAGE, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many to pass over.")

    def page(self) -> Page:
        """The same for the listing."""
        return Page(self.limit, self.offset)


class Paragraphs(Paging):
    """Which paragraphs are wanted."""

    symbol: ReferenceText | None = Field(
        default=None,
        description="Of this resolution, part or paragraph: 57/203, 57/203#op8, an id.",
        examples=["57/203"],
    )
    number: Annotated[Text, Field(max_length=40)] | None = Field(
        default=None, description="With this printed number: 8, 2.a.", examples=["8"]
    )
    kind: Literal["preambular", "operative"] | None = Field(default=None, description="Of this kind.")
    language: LanguageCode | None = Field(default=None, description="In this language.")
    search: Annotated[Text, Field(min_length=1, max_length=1_000)] | None = Field(
        default=None,
        description="With this run of words, typography and case aside.",
        examples=["impartial and objective information"],
    )
    year_from: Year | None = Field(default=None, alias="from", description="Adopted in this year or later.")
    year_to: Year | None = Field(default=None, alias="to", description="Adopted in this year or earlier.")

    def wanted(self) -> Wanted:
        """The same for the listing."""
        return Wanted(self.symbol, self.kind, self.number, self.language, self.search, self.year_from, self.year_to)


class Resolutions(Paging):
    """Which resolutions are wanted."""

    find: Annotated[Text, Field(max_length=200)] = Field(
        default="", description="With these words in symbol and title, in any order.", examples=["elections"]
    )
    language: LanguageCode | None = Field(default=None, description="In this language.")


class Shown(_Body):
    """How a resolution is wanted."""

    language: LanguageCode | None = Field(default=None, description="In this language; else English if there is it.")


class Traced(_Body):
    """Whose lineage is wanted."""

    ref: ReferenceText = Field(
        description="A paragraph: 57/203 para 8, 57/203#op8, an id.", examples=["A/RES/57/203#op8"]
    )


class Compared(_Body):
    """What is to be compared."""

    before: ReferenceText = Field(description="A resolution or a paragraph, the earlier one.", examples=["57/203"])
    after: ReferenceText = Field(description="The one to compare it with.", examples=["62/165"])


_QUESTION: Final[dict[str, Any]] = {"question": "What does paragraph 8 of resolution 57/203 say?"}


class Ask(Narrowing):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [_QUESTION, {"question": "And paragraph 9?", "turns": [_QUESTION], "stream": True}]
        }
    )

    question: Annotated[Text, Field(min_length=1, max_length=MAXIMUM_CHARACTERS)]
    turns: tuple[AskedTurn, ...] = Field(default=(), max_length=100, description="The conversation so far.")
    top: Whole = Field(default=5, ge=1, le=100, description="How many paragraphs to quote at most.")
    stream: StrictBool = Field(default=False, description="Answer with server-sent events.")
    answerer: AnswererName | None = Field(
        default=None, description="Who writes the answer; by default the language model, if the server has one."
    )
    strict: StrictBool = Field(default=True, description="Do not list what a language model wrote without support.")

    def earlier(self) -> tuple[Turn, ...]:
        """The earlier turns for the assistant."""
        return tuple(Turn(turn.question, turn.cited) for turn in self.turns)


class Verify(_Body):
    """A quotation, and where it is said to stand."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"quotation": "the continuing need for impartial and objective information", "in": "57/203"}]
        }
    )

    quotation: Annotated[Text, Field(min_length=1, max_length=LONGEST_QUOTATION)]
    within: ReferenceText | None = Field(default=None, alias="in", examples=["57/203 para 8"])


class AuditText(_Body):
    """A draft as text."""

    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_DRAFT)] = Field(
        examples=["In resolution 57/203 the Assembly stressed ..."]
    )
    name: Annotated[Text, Field(max_length=200)] = "draft.txt"
