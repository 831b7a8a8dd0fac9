"""Is a reference of a draft right: does the resolution have that paragraph, was it adopted then?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import Catalog, ResolutionSummary
from index.document_symbols import Symbol, parse_symbol, read_number
from index.labels import LAST, Reference
from index.mentions import find_mentions
from index.messages import message
from index.model import Paragraph, Resolution, Span
from index.numerals import fold_characters
from index.symbols import matching_symbols, paragraph_label
from rag.audit_model import Finding, Problem, Reason, Remark, remark
from rag.citing import cite_paragraph
from rag.crediting import ReadBlock
from rag.draft_references import DraftReference
from rag.model import Citation
from rag.stated_dates import StatedDate, stated_dates

_FIRST_SESSION_YEAR: Final = 1945
_MONTHS: Final = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one place: a problem, or a reason why nothing can be said, or neither."""

    remark: Remark
    problem: Problem | None = None
    reason: Reason | None = None
    source: Citation | None = None


class Corpus:
    """The catalog as an audit needs it: every resolution is read once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.summaries: dict[str, list[ResolutionSummary]] = {}
        for summary in catalog.resolutions():
            self.summaries.setdefault(summary.symbol, []).append(summary)
        self._read: dict[tuple[str, str], Resolution | None] = {}

    def known(self, symbol: str) -> tuple[str, ...]:
        """The symbols in the corpus that this one may stand for."""
        return (symbol,) if symbol in self.summaries else matching_symbols(symbol, self.summaries)

    def languages(self, symbol: str) -> tuple[str, ...]:
        """The languages of a resolution, () where it is not in the corpus."""
        return tuple(summary.language for summary in self.summaries.get(symbol, ()))

    def adopted(self, symbol: str) -> date | None:
        """When a resolution was adopted, as far as its texts say."""
        return next((summary.adopted for summary in self.summaries.get(symbol, ()) if summary.adopted), None)

    def resolutions(self, symbol: str) -> list[tuple[ResolutionSummary, Resolution]]:
        """A resolution in each of its languages, English first."""
        found = []
        for summary in sorted(self.summaries.get(symbol, ()), key=lambda one: (one.language != "en", one.language)):
            key = summary.symbol, summary.language
            if key not in self._read:
                self._read[key] = self.catalog.resolution(*key)
            resolution = self._read[key]
            if resolution is not None:
                found.append((summary, resolution))
        return found


def audit_references(
    corpus: Corpus, read: ReadBlock, references: Sequence[DraftReference]
) -> list[tuple[int, Finding]]:
    """A finding for each of these references, with its place in the block; one for each place that it names."""
    stated = list(stated_dates(read.block.text))
    findings: list[tuple[int, Finding]] = []
    dated: set[Span] = set()
    for reference in references:
        date_of = next(
            (
                one
                for one in stated
                if one.mention not in dated
                and one.mention.start < reference.span.end
                and reference.span.start < one.mention.end
            ),
            None,
        )
        if date_of is not None:
            dated.add(date_of.mention)
        for number, place in enumerate(reference.places):
            finding = _finding(corpus, read, reference, place, date_of if number == 0 else None)
            findings.append((reference.span.start, finding))
    return findings + _wrong_bodies(corpus, read)


def place_label(place: Reference) -> str:
    """The place as it is printed; "para. 8" alone where no resolution is named."""
    if place.symbol is None:
        return paragraph_label("A/RES/1/1", place.kind, place.number, place.part).partition(", ")[2]
    return paragraph_label(place.symbol, place.kind, place.number, place.part)


def long_date(day: date) -> str:
    """ "18 December 2002"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _finding(
    corpus: Corpus, read: ReadBlock, reference: DraftReference, place: Reference, stated: StatedDate | None
) -> Finding:
    verdict = check_place(corpus, place)
    problems: list[Problem] = [verdict.problem] if verdict.problem else []
    reason, said = verdict.reason, verdict.remark
    adopted = corpus.adopted(_only(corpus, place.symbol) or "")
    if stated is not None:
        problem, unknown, dated = _check_date(stated, adopted)
        problems += [problem] if problem else []
        reason = reason or unknown
        said = said + dated
    return Finding(
        "reference",
        "wrong" if problems else "unchecked" if reason else "right",
        read.block.text[reference.span.start : reference.span.end],
        read.block.line_at(reference.span.start),
        read.block.page,
        said + _assumption(reference),
        place_label(place),
        tuple(problems),
        None if problems else reason,
        verdict.source,
        stated=None if stated is None else stated.words,
        adopted=adopted,
    )


def _assumption(reference: DraftReference) -> Remark:
    if not reference.assumed:
        return Remark()
    symbol = reference.symbol or ""
    return remark(
        f"Taken to be of {symbol}, the resolution named before it.", message("finding_assumed", symbol=symbol)
    )


def _only(corpus: Corpus, symbol: str | None) -> str | None:
    known = corpus.known(symbol) if symbol is not None else ()
    return known[0] if len(known) == 1 else None


def check_place(corpus: Corpus, place: Reference) -> Verdict:
    """Whether the corpus has the place."""
    if place.symbol is None:
        said = remark("It does not say of which resolution.", message("finding_of_no_resolution"))
        return Verdict(said, reason="incomplete_reference")
    known = corpus.known(place.symbol)
    if len(known) > 1:
        said = remark(f"It may be any of {', '.join(known[:5])}.", message("finding_of_several", symbols=known[:5]))
        return Verdict(said, reason="incomplete_reference")
    if not known:
        return _unknown_resolution(corpus, parse_symbol(place.symbol))
    symbol = known[0]
    if place.kind == "heading" or (place.kind is None and not place.part):
        return Verdict(remark(f"{symbol} is in the corpus.", message("finding_held", symbol=symbol)))
    versions = corpus.resolutions(symbol)
    for summary, resolution in versions:
        found = find_place(place, resolution)
        if found is not None:
            said = remark(f"{symbol} has it.", message("finding_has_it", symbol=symbol))
            return Verdict(said, source=cite_paragraph(found, summary, 1))
    if place.part and not any(_in_part(one, place.part) for _, held in versions for one in held.paragraphs):
        return Verdict(_without_part(symbol), reason="part_not_in_corpus")
    return Verdict(_missing(place, symbol, versions[0][1]), "no_such_paragraph")


def find_place(place: Reference, resolution: Resolution) -> Paragraph | None:
    """The paragraph that a place names, or the first of the part that it names; None where there is none.

    Of a resolution in parts a paragraph named without its part is the first of that number. A sub-paragraph that is
    not set apart counts when its letter stands in the paragraph.
    """
    inside = [one for one in resolution.paragraphs if not place.part or _in_part(one, place.part)]
    if place.kind is None:
        return inside[0] if inside else None
    inside = [one for one in inside if one.kind == place.kind]
    if place.number == LAST:
        return next((one for one in reversed(inside) if one.parent is None), None)
    exact = next((one for one in inside if one.number == place.number), None)
    if exact is not None or place.number is None:
        return exact
    main, _, letters = place.number.rpartition(".")
    holder = next((one for one in inside if one.number == main), None) if main else None
    return holder if holder is not None and f"({letters})" in holder.text else None


def _in_part(paragraph: Paragraph, part: str) -> bool:
    return paragraph.part == part or paragraph.part.startswith(f"{part}.")


def _without_part(symbol: str) -> Remark:
    return remark(f"The corpus has {symbol} without this part.", message("finding_without_part", symbol=symbol))


def _missing(place: Reference, symbol: str, resolution: Resolution) -> Remark:
    kind = place.kind or "operative"
    top = [one for one in resolution.paragraphs if one.parent is None and one.kind == kind]
    main = (place.number or "").partition(".")[0]
    if "." in (place.number or "") and any(one.number == main for one in top):
        return remark(
            f"{symbol} has no such sub-paragraph in its paragraph {main}.",
            message("finding_no_subparagraph", symbol=symbol, number=main),
        )
    has = f"{len(top)} {kind} paragraph{'s' * (len(top) != 1)}"
    text = f"{symbol} has no such paragraph: it has {has}."
    if kind == "preambular":
        return remark(text, message("finding_no_preambular_paragraph", symbol=symbol, count=len(top)))
    return remark(text, message("finding_no_operative_paragraph", symbol=symbol, count=len(top)))


def _unknown_resolution(corpus: Corpus, symbol: Symbol) -> Verdict:
    if symbol.body == "SC" and symbol.year is not None:
        # The Security Council numbers its resolutions through, whatever the year.
        bare = read_number(symbol.number, "SC")
        same = corpus.known(bare.text) if bare is not None else ()
        if len(same) == 1 and parse_symbol(same[0]).year == symbol.year:
            return Verdict(_without_part(same[0]), reason="part_not_in_corpus")
        if len(same) == 1:
            said = remark(
                f"Resolution {symbol.number} of the Security Council is {same[0]}.",
                message("finding_number_of_the_council", number=symbol.number, symbol=same[0]),
            )
            return Verdict(said, "wrong_year")
    said = remark(f"{symbol.text} is not in the corpus.", message("finding_not_held", symbol=symbol.text))
    return Verdict(said, reason="not_in_corpus")


def _check_date(stated: StatedDate, adopted: date | None) -> tuple[Problem | None, Reason | None, Remark]:
    if adopted is None:
        return _check_year(stated)
    agrees = stated.agrees_with(adopted)
    if agrees:
        return None, None, remark("The date is right.", message("finding_date_right"))
    if agrees is None:
        readings = tuple(date(one.year, one.month or 1, one.day or 1) for one in stated.readings)
        may_mean = " or ".join(map(long_date, readings))
        said = remark(
            f"It was adopted on {long_date(adopted)}; {stated.words} may mean {may_mean}.",
            message("finding_date_ambiguous", adopted=adopted, stated=stated.words, readings=readings),
        )
        return None, "ambiguous_date", said
    problem: Problem = "wrong_year" if stated.year != adopted.year else "wrong_date"
    said = remark(
        f"It was adopted on {long_date(adopted)}, not {stated.words}.",
        message("finding_date_wrong", adopted=adopted, stated=stated.words),
    )
    return problem, None, said


def _check_year(stated: StatedDate) -> tuple[Problem | None, Reason | None, Remark]:
    """What can be said where the corpus has no date of adoption."""
    possible = _possible_years(stated.symbol)
    if possible and stated.year not in possible:
        years = tuple(str(year) for year in possible)
        said = remark(
            f"Such a resolution can only be of {' or '.join(years)}, not of {stated.year}.",
            message("finding_possible_years", years=years, year=str(stated.year)),
        )
        return "wrong_year", None, said
    said = remark(
        f"The corpus does not say when it was adopted, so the date {stated.words} is unchecked.",
        message("finding_undated", stated=stated.words),
    )
    return None, "no_date", said


def _possible_years(symbol: Symbol) -> tuple[int, ...]:
    """The years in which a resolution can have been adopted, by its symbol alone; () where that does not tell.

    A regular session of the Assembly opens in September of the year 1945 + its number and ends within a year.
    """
    if symbol.year is not None:
        return (symbol.year,)
    if symbol.body == "GA" and symbol.session is not None and symbol.session.isdecimal():
        opened = _FIRST_SESSION_YEAR + int(symbol.session)
        return (opened, opened + 1)
    return ()


def _wrong_bodies(corpus: Corpus, read: ReadBlock) -> list[tuple[int, Finding]]:
    """ "Security Council resolution 57/203": the Council numbers its resolutions otherwise, the Assembly so."""
    text = fold_characters(read.block.text)
    findings: list[tuple[int, Finding]] = []
    for mention in find_mentions(text, None):
        inside = any(one.span.start <= mention.whole.start < one.span.end for one in read.quotations)
        if mention.symbol is not None or mention.body != "SC" or inside:
            continue
        number = re.sub(r"\s", "", text[mention.own.start : mention.own.end])
        symbol = read_number(number, "GA")
        if symbol is None or "/" not in number or symbol.text not in corpus.summaries:
            continue
        said = remark(
            f"It is a resolution of the General Assembly: {symbol.text}.",
            message("finding_of_the_assembly", symbol=symbol.text),
        )
        words = read.block.text[mention.whole.start : mention.whole.end]
        line = read.block.line_at(mention.whole.start)
        findings.append(
            (
                mention.whole.start,
                Finding("reference", "wrong", words, line, read.block.page, said, symbol.text, ("wrong_body",)),
            )
        )
    return findings
