"""What an audit finds: one finding for each reference and each quotation of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.messages import Message
from rag.model import Citation
from rag.quote import Verification

FindingKind = Literal["reference", "quotation"]
Status = Literal["right", "wrong", "unchecked"]
# What is wrong.
Problem = Literal[
    "no_such_paragraph",
    "wrong_date",
    "wrong_year",
    "wrong_body",
    "wrong_paragraph",
    "wrong_resolution",
    "altered",
    "negation",
    "number",
    "opening_phrase",
    "disguise",
    "stitched",
    "absent",
]
# Why nothing could be said.
Reason = Literal[
    "not_in_corpus",
    "not_in_language",
    "part_not_in_corpus",
    "incomplete_reference",
    "no_reference",
    "ellipsis",
    "too_short",
    "other_speaker",
    "no_date",
    "ambiguous_date",
    "several_references",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """Sentences for people: `text` in English, `said` the same for faces that speak the reader's language."""

    text: str = ""
    said: tuple[Message, ...] = ()

    def __add__(self, other: Remark) -> Remark:
        return Remark(f"{self.text} {other.text}".strip(), (*self.said, *other.said))


def remark(text: str, said: Message) -> Remark:
    """One sentence."""
    return Remark(text, (said,))


@dataclass(frozen=True, slots=True)
class Finding:
    """One reference or quotation of a draft, and what is to be said of it.

    `problems` is () unless the status is "wrong", the gravest first; `reason` None unless it is "unchecked". `text`
    is the draft's own words, without quotation marks. `line` and `page` are where they begin. `label` is the place
    named or credited, None where there is none. `source` is the place in the corpus to be read beside the draft: the
    paragraph named, where the quotation stands, or what comes closest. `stated` is the date the draft gives. `remark`
    says it in sentences.
    """

    kind: FindingKind
    status: Status
    text: str
    line: int
    page: int | None
    remark: Remark
    label: str | None = None
    problems: tuple[Problem, ...] = ()
    reason: Reason | None = None
    source: Citation | None = None
    verification: Verification | None = None
    stated: str | None = None
    adopted: date | None = None

    @property
    def message(self) -> str:
        """What is to be said of it, in English."""
        return self.remark.text


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings of a draft, in its order. `unit` is what their `line` counts."""

    file: str
    sha256: str
    unit: Literal["line", "paragraph"]
    findings: tuple[Finding, ...]

    def count(self, status: Status, kind: FindingKind | None = None) -> int:
        """How many findings have a status."""
        return sum(one.status == status and kind in (None, one.kind) for one in self.findings)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that are wrong."""
        return tuple(one for one in self.findings if one.status == "wrong")
