"""Does every quoted word stand in the source, at the place cited? The files are asked, not the index under test.

A citation replays when its quotation is a run of its text, its text stands in the file it names, run by run, where its
segments say, and both are the wording and the file of the paragraph that its id and its label name. The last condition
is what catches the right words credited to another year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.errors import SymbolError
from index.replay import replay, source_span
from index.symbols import split_id
from rag.model import Answer, Citation

_CLOSING = {"“": "”", "«": "»"}
_BLOCK_ENDS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
_UNNESTED = re.compile(r"“([^”]*)”|«([^»]*)»")
_MARKER = re.compile(r"\s*\[\d{1,3}\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|</?(?:em|strong|mark|b|i)>")
_ELLIPSIS_AT_AN_END = re.compile(r"^\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])|(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a source, and the label by which they are cited."""

    text: str
    label: str


class Sources(Protocol):
    """The source files, read afresh for the evaluation."""

    def raw(self, file: str) -> str | None:
        """The text of a file as decoded, None when the corpus has no such file."""
        ...

    def files_of(self, symbol: str, language: str) -> frozenset[str]:
        """The names of the files that hold a resolution in a language."""
        ...

    def wordings(self, paragraph_id: str) -> tuple[Wording, ...]:
        """What may be cited under an id: a paragraph's wording and footnotes; for `#meta` all data of the heading."""
        ...


def citation_faults(citation: Citation, sources: Sources) -> tuple[str, ...]:
    """Why a citation does not replay, in fixed words; () when it does."""
    return tuple(fault for wrong, fault in _checks(citation, sources) if wrong)


def _checks(citation: Citation, sources: Sources) -> Iterable[tuple[bool, str]]:
    raw = sources.raw(citation.source.file)
    yield not citation.quote.strip(), "nothing is quoted"
    yield citation.quote not in citation.text, "the quotation is not in the wording given with it"
    yield raw is None, "the file named is not in the corpus"
    if raw is not None:
        replays = replay(raw, citation.text, citation.segments)
        yield not replays, "the wording does not replay from the file"
        outside = replays and any(_runs(citation)) and not _lies_in_range(citation, raw)
        yield outside, "the words quoted lie outside the range given"
    yield not _names_agree(citation), "id, symbol, kind, number and language do not name one place"
    labels = {wording.label for wording in sources.wordings(citation.id) if wording.text == citation.text}
    yield not labels, "the paragraph cited has another wording"
    yield bool(labels) and citation.label not in labels, "the label names another place"
    files = sources.files_of(citation.symbol, citation.language)
    yield citation.source.file not in files, "the file named is not that of the resolution cited"


def _lies_in_range(citation: Citation, raw: str) -> bool:
    """Whether the words quoted lie in the range of the file that the citation gives: theirs, or the paragraph's."""
    given = citation.source.span
    spans = (source_span(citation.segments, start, end) for start, end in _runs(citation))
    return any(given.start <= span.start and span.end <= given.end <= len(raw) for span in spans)


def _runs(citation: Citation) -> Iterable[tuple[int, int]]:
    """Where the quotation stands in the text; the blanks at its ends may have been put in by a repair."""
    quote = citation.quote.strip()
    start = citation.text.find(quote) if quote else -1
    while start >= 0:
        yield start, start + len(quote)
        start = citation.text.find(quote, start + 1)


def _names_agree(citation: Citation) -> bool:
    try:
        named = split_id(citation.id)
    except SymbolError:
        return False
    given = (citation.symbol, citation.kind, citation.number, citation.language)
    return (named.symbol or "", named.kind, named.number or "", named.language) == given


def quoted_spans(markdown: str) -> tuple[str, ...]:
    """What a reader of the answer takes for quotations: what stands between “ and ” or « and », and block quotations.

    Quotation marks within a quotation belong to it. Citation markers, Markdown's escapes and emphasis are taken off,
    runs of blanks become one. An ellipsis at either end only says that there is more, so it is taken off as well; one
    in the middle stays, and is found in the source or is a fault.
    """
    blocks, prose = _block_quotations(markdown)
    spans = [_plain(span) for span in (*blocks, *_between_marks(prose))]
    return tuple(span for span in spans if span)


def _block_quotations(markdown: str) -> tuple[list[str], str]:
    """Each paragraph of each block quotation, and the rest of the text."""
    blocks: list[list[str]] = [[]]
    prose: list[str] = []
    for line in markdown.splitlines():
        quoted = re.match(r"\s{0,3}>\s?(.*)", line)
        if quoted is None:
            prose.append(line)
        if quoted is not None and quoted.group(1).strip():
            blocks[-1].append(quoted.group(1))
        else:
            blocks.append([])
    return [" ".join(block) for block in blocks if block], "\n".join(prose)


def _between_marks(text: str) -> list[str]:
    """What stands between quotation marks, in each paragraph and each item of a list by itself."""
    return [span for block in _BLOCK_ENDS.split(text) for span in _between_marks_of_block(block)]


def _between_marks_of_block(text: str) -> list[str]:
    """The outermost quotations. Where the marks do not pair, since words were cut within a quotation that stands in
    them (“entitled “Global” became “x”), each ends at the next closing mark."""
    spans: list[str] = []
    awaited: list[str] = []
    start = 0
    for position, character in enumerate(text):
        if character in _CLOSING:
            start = start if awaited else position + 1
            awaited.append(_CLOSING[character])
        elif awaited and character == awaited[-1]:
            awaited.pop()
            if not awaited:
                spans.append(text[start:position])
    return [match[1] or match[2] for match in _UNNESTED.finditer(text)] if awaited else spans


def _plain(markdown: str) -> str:
    text = _ESCAPE.sub(r"\1", _one_line(_MARKER.sub("", markdown)))
    return _one_line(_ELLIPSIS_AT_AN_END.sub("", text))


def _one_line(text: str) -> str:
    """Without emphasis and with single blanks: what a span and the wording it is looked for in are both brought to."""
    return " ".join(_EMPHASIS.sub("", text).split())


def unsupported_spans(answer: Answer) -> tuple[str, ...]:
    """What an answer shows as a quotation and no citation of it holds, in its quotation, its wording or a footnote."""
    held = [_one_line(words) for citation in answer.citations for words in _citable(citation)]
    return tuple(span for span in shown_quotations(answer) if not any(span in words for words in held))


def shown_quotations(answer: Answer) -> tuple[str, ...]:
    """The quotations that an answer shows.

    A refusal cites nothing: what it sets between quotation marks are the user's own words, or an example of how to ask,
    so that only its block quotations count (and there is nothing that could hold them).
    """
    if answer.refusal is None:
        return quoted_spans(answer.answer)
    blocks, _ = _block_quotations(answer.answer)
    return tuple(span for span in map(_plain, blocks) if span)


def _citable(citation: Citation) -> Sequence[str]:
    return (citation.quote, citation.text, *(note.text for note in citation.footnotes))
