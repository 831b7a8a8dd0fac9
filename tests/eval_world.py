"""A tiny world for the tests of the evaluation: two resolutions, their file, and an answerer that reads the gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from eval.fidelity import Wording
from eval.model import Question, Quotation
from eval.questions import split_of
from eval.subject import NO_FILTERS
from index.model import Segment, Span
from index.symbols import paragraph_label, split_id
from rag.model import Answer, Citation, CitationKind, Filters, Refusal, RefusalCode, Source, Turn

# The first clause of both resolutions has the same wording; in the files it is wrapped at different words.
FILES = {
    "A_RES_1_1.en.txt": "Recalling its purposes,\n1. Decides to\nconvene a conference;\n2. Requests a report by June.",
    "A_RES_2_1.en.txt": "Recalling its purposes,\n1. Decides to convene\na conference;\n2. Requests a report by May.",
}
WORDINGS = {
    "A/RES/1/1#pp1@en": "Recalling its purposes,",
    "A/RES/1/1#op1@en": "Decides to convene a conference;",
    "A/RES/1/1#op2@en": "Requests a report by June.",
    "A/RES/2/1#pp1@en": "Recalling its purposes,",
    "A/RES/2/1#op1@en": "Decides to convene a conference;",
    "A/RES/2/1#op2@en": "Requests a report by May.",
}
ALL_IDS = tuple(WORDINGS)


class WorldSources:
    """The tiny world as `eval.fidelity.Sources`."""

    def raw(self, file: str) -> str | None:
        return FILES.get(file)

    def files_of(self, symbol: str, language: str) -> frozenset[str]:
        name = f"{symbol.replace('/', '_')}.{language}.txt"
        return frozenset({name} & FILES.keys())

    def wordings(self, paragraph_id: str) -> tuple[Wording, ...]:
        if paragraph_id not in WORDINGS:
            return ()
        label = cite(paragraph_id).label
        note = Wording("A/57/385.", f"{label}, footnote 4")
        return (Wording(WORDINGS[paragraph_id], label), note)


def cite(paragraph_id: str, marker: int = 1) -> Citation:
    """A faultless citation of a whole paragraph."""
    reference = split_id(paragraph_id)
    assert reference.symbol is not None
    assert reference.number is not None
    assert reference.language is not None
    kind: CitationKind = "preambular" if reference.kind == "preambular" else "operative"
    file = f"{reference.symbol.replace('/', '_')}.{reference.language}.txt"
    segments = _segments(WORDINGS[paragraph_id], FILES[file])
    last = segments[-1]
    return Citation(
        marker=marker,
        id=paragraph_id,
        symbol=reference.symbol,
        kind=kind,
        number=reference.number,
        language=reference.language,
        label=paragraph_label(reference.symbol, kind, reference.number, ""),
        quote=WORDINGS[paragraph_id],
        text=WORDINGS[paragraph_id],
        footnotes=(),
        url=f"https://docs.un.org/{reference.language}/{reference.symbol}",
        source=Source(file, Span(segments[0].source_start, last.source_start + last.length)),
        segments=segments,
    )


def _segments(wording: str, raw: str) -> tuple[Segment, ...]:
    """A segment a word: the file differs from the wording only in its line breaks."""
    segments: list[Segment] = []
    text_at = source_at = 0
    for word in wording.split(" "):
        source_at = raw.index(word, source_at)
        segments.append(Segment(text_at, source_at, len(word)))
        text_at += len(word) + 1
        source_at += len(word)
    return tuple(segments)


def answer_citing(*ids: str, retrieved: Sequence[str] | None = None, words: str = "") -> Answer:
    """An answer that cites these paragraphs in this order; `retrieved` is the same by default."""
    citations = tuple(cite(id_, marker) for marker, id_ in enumerate(ids, start=1))
    shown = words or "\n\n".join(f"> {citation.quote} [{citation.marker}]" for citation in citations)
    ranked = ids if retrieved is None else tuple(retrieved)
    scores = tuple((id_, 1.0 - place / 100) for place, id_ in enumerate(ranked))
    return Answer("?", "en", shown, None, citations, 1.0, scores, {"total": 1.0, "embed": 0.0, "retrieve": 0.0})


def refusal(code: RefusalCode = "no_passage", retrieved: Sequence[str] = ()) -> Answer:
    """A refusal that says so without quoting."""
    scores = tuple((id_, 0.5) for id_ in retrieved)
    return Answer("?", "en", "The corpus does not say.", Refusal(code, "not there"), (), 0.0, scores, {"total": 1.0})


def question(number: int, *gold: tuple[str, ...], **changes: object) -> Question:
    """An answerable question of the suite `bundled` with these gold groups."""
    id_ = f"bundled-fact-{number:03}"
    plain = Question(
        id=id_,
        suite="bundled",
        split=split_of(id_),
        language="en",
        type="fact",
        turns=(f"Question {number}?",),
        filters=NO_FILTERS,
        answerable=True,
        gold=gold,
        phrases=(),
        refusal=None,
        why="It says so.",
        place=f"bundled.{split_of(id_)}.jsonl:{number}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def unanswerable(number: int, code: RefusalCode = "no_passage") -> Question:
    """A question that the corpus does not answer."""
    return question(number, type="absent_topic", answerable=False, refusal=code)


def quotation(number: int, **changes: object) -> Quotation:
    """A quotation that stands exactly in two paragraphs."""
    id_ = f"quotation-exact-{number:03}"
    plain = Quotation(
        id=id_,
        suite="quotations",
        split=split_of(id_),
        language="en",
        type="exact",
        quotation="to convene a conference",
        within=None,
        verdict="exact",
        occurrences=("A/RES/1/1#op1@en", "A/RES/2/1#op1@en"),
        closest=(),
        warnings=(),
        why="It stands in both.",
        place=f"quotations.{split_of(id_)}.jsonl:{number}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verifier gives."""

    verdict: str
    occurrences: tuple[Citation, ...] = ()
    closest: Citation | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Oracle:
    """Answers from a table of last turns, and remembers what it was asked."""

    answers: Mapping[str, Answer | Exception]
    verifications: Mapping[str, Verification | Exception] = field(default_factory=dict)
    asked: list[tuple[str, tuple[Turn, ...], Filters, int]] = field(default_factory=list)

    def ask(self, question: str, *, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS, top: int = 5) -> Answer:
        self.asked.append((question, tuple(turns), filters, top))
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def verify(self, quotation: str, *, within: str | None = None) -> Verification:
        verification = self.verifications[quotation]
        if isinstance(verification, Exception):
            raise verification
        return verification


def perfect_answer(case: Question) -> Answer:
    """What a perfect program would answer: the first id of every gold group, or the right refusal."""
    if case.refusal is not None:
        return refusal(case.refusal)
    return answer_citing(*(group[0] for group in case.gold))


def answer_words(*words: str) -> Answer:
    """An answer that says these words, each on a line of its own, and cites nothing."""
    return replace(refusal(), refusal=None, answer="\n".join(words))
