"""Audit a draft: every reference to a resolution or a paragraph, and every quotation credited to one, is checked.

What could not be checked (a resolution that is not in the corpus, a reference that does not say of which resolution, a
quotation credited to nothing) is "unchecked", never "right". The method is described in docs/audit.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from index.catalog import Catalog
from index.errors import SymbolError
from index.labels import Reference
from index.languages import detect_language
from index.messages import message
from index.stopping import go_on
from rag.audit_messages import (
    exact_message,
    inexact_message,
    misplaced_message,
    near_message,
    standing,
)
from rag.audit_model import Audit, Finding, Problem, Reason, Remark, remark
from rag.audit_references import Corpus, audit_references, check_place, place_label
from rag.crediting import Credit, ReadBlock, credits_of, read_blocks
from rag.draft import Draft
from rag.draft_quotations import DraftQuotation
from rag.draft_references import DraftReference
from rag.quote import Verification, verify

# Fewer words may be anybody's ("human rights"), and their language cannot be told.
SHORT: Final = 4
_LANGUAGE_TELLS: Final = 6
_DEFINED: Final = re.compile(
    r"\b(?:hereinafter|hereafter|henceforth|referred\s+to|known|so-called|nicknamed|dubbed|called|ci-après|en\s+adelante)"
    r"[,:]?\s+(?:(?:to|as|the|in|this|paper|report|simply|also)\s+){0,4}\Z",
    re.IGNORECASE,
)
_LONE_IN_BRACKET: Final = re.compile(r"[(\[]\s*(?:(?:the|or|i\.e\.,?|la|le|el)\s+)?\Z", re.IGNORECASE)
_OTHER_SPEAKER: Final = re.compile(
    r"\b(?:wrote|writes|commented|remarked|told|argued|argues|critics?|criticis\w+|criticiz\w+|observers?"
    r"|commentators?|scholars?|delegates?|delegation|representatives?\s+of|ambassador|spokes\w+|journalists?|newspapers?"
    r"|in\s+the\s+words\s+of|(?:Mr|Ms|Mrs|Dr|Prof|President|Minister|Professor)\b\.?\s+[A-Z])\b|\b(?:I|he|she)\s+(?:said|stated)\b"
)
_GRAVEST: Final[tuple[Problem, ...]] = ("disguise", "negation", "number", "opening_phrase")


def audit(catalog: Catalog, draft: Draft) -> Audit:
    """Check every reference and quotation of a draft, in its order. Raises StoppedError."""
    with catalog.snapshot():
        corpus = Corpus(catalog)
        blocks = read_blocks(draft)
        findings: list[Finding] = []
        for index, read in enumerate(blocks):
            found: list[tuple[int, Finding]] = []
            references = list(read.references)
            for quotation, credit in credits_of(blocks, index):
                go_on()
                finding = _audit_quotation(corpus, read, quotation, credit)
                if finding is not None:
                    found.append((quotation.span.start, finding))
                if finding is not None and finding.status == "unchecked":
                    # Of a quotation that was checked they are the source's words; of another they are the draft's.
                    references += [one for one in read.quoted if _within(one, quotation)]
            found += audit_references(corpus, read, references)
            findings += [finding for _, finding in sorted(found, key=lambda pair: pair[0])]
    return Audit(draft.file, draft.sha256, draft.unit, tuple(findings))


def _within(reference: DraftReference, quotation: DraftQuotation) -> bool:
    return quotation.span.start <= reference.span.start < quotation.span.end


def _audit_quotation(
    corpus: Corpus, read: ReadBlock, quotation: DraftQuotation, credit: Credit | None
) -> Finding | None:
    """None for a quotation that is none: a name given to something ("hereinafter the “Declaration”")."""
    before = read.block.text[max(quotation.span.start - 60, 0) : quotation.span.start]
    after = read.block.text[quotation.span.end : quotation.span.end + 2]
    if _DEFINED.search(before) or (
        _LONE_IN_BRACKET.search(before) and after[:1] in ")]" and quotation.size < 2 * SHORT
    ):
        return None
    finding = Finding(
        "quotation",
        "unchecked",
        quotation.words,
        read.block.line_at(quotation.span.start),
        read.block.page,
        Remark(),
    )
    if credit is None:
        return _uncredited(corpus, quotation, finding)
    if credit.how == "before":
        return _weakly_credited(corpus, quotation, credit.references[0], finding)
    checked = [_check_reference(corpus, read, quotation, credit, one, finding) for one in credit.references]
    other = next((one for one in credit.others if _stands_there(corpus, read, quotation, credit, one, finding)), None)
    if other is not None and checked[0].status == "wrong":
        # "In resolution 62/165, which repeats 57/203, ...": which of the two is meant, a reader must say.
        label = place_label(other.places[0])
        too = remark(f"The sentence names {label} too.", message("finding_names_too", label=label))
        said = checked[0].remark + too
        return replace(checked[0], status="unchecked", problems=(), reason="several_references", remark=said)
    # One wrong reference makes it wrong, and one that could not be checked keeps it from being right.
    return min(checked, key=lambda one: ("wrong", "unchecked", "right").index(one.status))


def _stands_there(
    corpus: Corpus,
    read: ReadBlock,
    quotation: DraftQuotation,
    credit: Credit,
    reference: DraftReference,
    finding: Finding,
) -> bool:
    return _check_reference(corpus, read, quotation, credit, reference, finding).status == "right"


def _check_reference(
    corpus: Corpus,
    read: ReadBlock,
    quotation: DraftQuotation,
    credit: Credit,
    reference: DraftReference,
    finding: Finding,
) -> Finding:
    """Check against one reference. Of several paragraphs ("paras. 3 and 4") the words stand in one or the other."""
    checked = [_check(corpus, read, quotation, credit, place, finding) for place in reference.places]
    return min(checked, key=lambda one: ("right", "wrong", "unchecked").index(one.status))


def _check(
    corpus: Corpus, read: ReadBlock, quotation: DraftQuotation, credit: Credit, place: Reference, finding: Finding
) -> Finding:
    finding = replace(finding, label=place_label(place))
    verdict = check_place(corpus, place)
    if verdict.reason is not None or place.symbol is None:
        found = verify(corpus.catalog, quotation.words)
        return _unchecked(finding, verdict.reason or "incomplete_reference", verdict.remark + standing(found), found)
    symbol = corpus.known(place.symbol)[0] if corpus.known(place.symbol) else place.symbol
    found = _verify(corpus, quotation, replace(place, symbol=symbol))
    language = _language(read, quotation)
    if language not in corpus.languages(symbol) and found.attribution != "confirmed":
        lacking = remark(
            f"The corpus does not have {symbol} in the language of the quotation.",
            message("finding_not_in_language", symbol=symbol),
        )
        return _unchecked(finding, "not_in_language", lacking + standing(found), found)
    if found.verdict in ("exact", "misattributed"):
        return _placed(corpus, read, quotation, credit, replace(place, symbol=symbol), found, finding)
    if found.verdict == "absent" and (reason := _excuse(read, quotation, credit, place)):
        return _unchecked(finding, reason, standing(found) + _why(reason), found)
    return _inexact(found, finding)


def _verify(corpus: Corpus, quotation: DraftQuotation, place: Reference) -> Verification:
    try:
        return verify(corpus.catalog, quotation.words, place_label(place))
    except SymbolError:
        return verify(corpus.catalog, quotation.words, place.symbol)


def _placed(
    corpus: Corpus,
    read: ReadBlock,
    quotation: DraftQuotation,
    credit: Credit,
    place: Reference,
    found: Verification,
    finding: Finding,
) -> Finding:
    """The words are exact: do they stand where the draft says?"""
    finding = replace(finding, verification=found)
    there = next((one for one in found.occurrences if one.symbol == place.symbol), None)
    if found.attribution == "confirmed":
        return replace(finding, status="right", remark=exact_message(place_label(place)), source=there)
    if found.attribution != "wrong":
        return _unchecked(finding, "not_in_language", standing(found), found)
    if there is None and (reason := _excuse(read, quotation, credit, place)):
        return _unchecked(finding, reason, standing(found) + _why(reason), found)
    problem: Problem = "wrong_resolution" if there is None else "wrong_paragraph"
    said = misplaced_message(found, place.symbol or "", place_label(place))
    return replace(finding, status="wrong", problems=(problem,), remark=said, source=there or found.occurrences[0])


def _excuse(read: ReadBlock, quotation: DraftQuotation, credit: Credit, place: Reference) -> Reason | None:
    """Why words that are not at the place may still be rightly quoted: they may be someone else's."""
    if credit.how in ("bracket", "footnote"):
        return None
    sentence = read.sentence_of(quotation.span.start)
    own = read.block.text[sentence.start : quotation.span.start] + read.block.text[quotation.span.end : sentence.end]
    if _OTHER_SPEAKER.search(own):
        return "other_speaker"
    if quotation.size < SHORT and place.kind is None:
        return "too_short"
    return None


def _why(reason: Reason) -> Remark:
    if reason == "other_speaker":
        return remark("The sentence names a speaker, whose words they may be.", message("finding_of_a_speaker"))
    return remark("They are too few to say that they are quoted from it.", message("finding_too_few"))


def _inexact(found: Verification, finding: Finding) -> Finding:
    finding = replace(finding, verification=found, source=found.closest or next(iter(found.pieces), None))
    if found.verdict == "stitched":
        return replace(finding, status="wrong", problems=("stitched",), remark=inexact_message(found))
    if found.verdict == "absent":
        return replace(finding, status="wrong", problems=("absent",), remark=inexact_message(found))
    if set(found.warnings) == {"ellipsis"} and _only_left_out(found):
        return _unchecked(finding, "ellipsis", inexact_message(found), found)
    problems = tuple(problem for problem in _GRAVEST if problem in found.warnings)
    return replace(finding, status="wrong", problems=problems or ("altered",), remark=inexact_message(found))


def _only_left_out(found: Verification) -> bool:
    """Whether nothing but an ellipsis differs: what the quotation puts in place of words has no letters."""
    return not any(
        character.isalnum() for part in found.diff if part.op != "equal" for character in part.quotation
    ) and any("..." in part.quotation or "…" in part.quotation for part in found.diff if part.op != "equal")


def _uncredited(corpus: Corpus, quotation: DraftQuotation, finding: Finding) -> Finding:
    found = verify(corpus.catalog, quotation.words)
    uncredited = remark("It is credited to no resolution.", message("finding_uncredited"))
    said = uncredited + standing(found)
    if found.verdict == "exact" and quotation.size >= SHORT:
        return replace(
            finding, status="right", remark=said, verification=found, source=found.occurrences[0], label=None
        )
    return _unchecked(finding, "no_reference", said, found)


def _weakly_credited(corpus: Corpus, quotation: DraftQuotation, reference: DraftReference, finding: Finding) -> Finding:
    """Only the sentence before names a resolution: no wrong attribution, but a wording nearly its own is altered."""
    place = reference.places[0]
    known = corpus.known(place.symbol or "")
    symbol = known[0] if len(known) == 1 else None
    found = verify(corpus.catalog, quotation.words)
    here = next((one for one in found.occurrences if one.symbol == symbol), None)
    if here is not None and quotation.size >= SHORT:
        before = remark(f"The sentence before names {symbol}.", message("finding_named_before", symbol=here.symbol))
        said = exact_message(here.label) + before
        return replace(finding, status="right", remark=said, verification=found, source=here, label=here.label)
    if found.verdict == "altered" and found.closest is not None and found.closest.symbol == symbol:
        return _inexact(found, replace(finding, label=found.closest.label))
    if found.verdict == "exact" and quotation.size >= SHORT:
        return _uncredited(corpus, quotation, finding)
    unnamed = remark("Its sentence names no resolution.", message("finding_unnamed"))
    return _unchecked(finding, "no_reference", unnamed + near_message(found), found)


def _unchecked(finding: Finding, reason: Reason, said: Remark, found: Verification) -> Finding:
    source = finding.source or found.closest or next(iter(found.occurrences), None)
    return replace(finding, status="unchecked", reason=reason, remark=said, verification=found, source=source)


def _language(read: ReadBlock, quotation: DraftQuotation) -> str:
    if quotation.size >= _LANGUAGE_TELLS:
        return detect_language(quotation.words)
    # Without the references: "para." is a word of Spanish too.
    text = read.block.text
    for reference in reversed(read.references):
        text = f"{text[: reference.span.start]} {text[reference.span.end :]}"
    return detect_language(text)
