"""References to resolutions and their paragraphs in running text, in the six official languages.

A paragraph belongs to the resolution that its own words name ("para. 8 of resolution 57/203", "57/203 OP8",
"resolution 57/203, in particular its paragraph 8"). A paragraph of a report, a charter or an article is none. What is
left has no resolution (`symbol` None). Time is linear in the text's length; no text makes it raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.document_symbols import EXAMPLES, in_one_line, parse_symbol, read_symbol
from index.errors import SymbolError
from index.labels import Reference, split_id
from index.linking import Link, link
from index.mentions import Mention, find_mentions, language_of_address
from index.messages import message
from index.model import Span
from index.numerals import fold_characters
from index.patterns import Pattern


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference and where it stands: `text[span.start : span.end]`.

    `phrase` is the whole expression. Where that names several places ("paras. 3 and 4 of resolution 57/203") each of
    them has it, and `span` is the words of this one ("3"); otherwise both are the same.
    """

    span: Span
    reference: Reference
    phrase: Span


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document named that is no resolution of the four bodies: "A/57/385", "decision 57/510".

    Also a resolution of another body. `text` is as it stands, with the words that belong to it.
    """

    span: Span
    text: str


def find_references(text: str, *, within: str | None = None) -> tuple[FoundReference, ...]:
    """All references in `text`, in order of their place.

    `within` is the symbol of the resolution in which the text stands, if it does: "paragraph 3 of the present
    resolution" is then of it, and in a resolution of the Human Rights Council "its resolution 12/16" is the Council's.
    Without it a question or a plain sentence that names one resolution and, apart from it, a paragraph is taken to
    mean the paragraph of that resolution.
    """
    folded = fold_characters(text)
    home = read_symbol(within) if within else None
    mentions = find_mentions(folded, home.adopted_by if home else None)
    found: list[FoundReference] = []
    for one in link(folded, mentions, home.text if home else None):
        found.extend(_references(one))
    return tuple(sorted(found, key=lambda each: (each.span.start, each.span.end)))


def find_documents(text: str) -> tuple[FoundDocument, ...]:
    """The documents that `text` names and that are not resolutions of the four bodies, in order."""
    others = (mention.whole for mention in find_mentions(fold_characters(text)) if mention.symbol is None)
    return tuple(FoundDocument(span, text[span.start : span.end]) for span in others)


def _references(one: Link) -> Iterator[FoundReference]:
    if one.place is not None:
        yield FoundReference(one.phrase, one.place, one.phrase)
        return
    targets = one.targets or (None,)
    if one.paragraph is None:
        for mention in one.targets:
            if mention.symbol is not None:
                reference = Reference(mention.symbol.text, None, None, one.part, mention.language)
                yield FoundReference(_own(mention, one), reference, one.phrase)
        return
    items = one.paragraph.items
    single = len(items) * len(targets) == 1
    for mention_or_none in targets:
        symbol, language = _named(mention_or_none, one)
        for item in items:
            kind = one.paragraph.kind
            reference = Reference(symbol, kind, item.number, one.part, language)
            yield FoundReference(one.phrase if single else item.span, reference, one.phrase)


def _named(mention: Mention | None, one: Link) -> tuple[str | None, str | None]:
    if mention is None or mention.symbol is None:
        return one.home, None
    return mention.symbol.text, mention.language


def _own(mention: Mention, one: Link) -> Span:
    return one.phrase if len(one.targets) == 1 and not mention.continues else mention.own


_IGNORED: Final = Pattern(
    r"[\s,.;:!?()\[\]\"'“”«»„]|\b(?:the|what|does|say|says|show|me|see|of|in|its|de|la|le|el)\b", re.I
)
LONGEST_REFERENCE: Final = 300
_HEADING: Final = Pattern(r"[\s,]{0,4}(?:heading|title)\s*\Z", re.I)
# A whole text in one of its languages, as addresses of comparisons name it: "A/RES/59/190@zh".
_TEXT: Final = Pattern(r"(?P<symbol>[^@#]+)@(?P<language>[a-z]{2,3})", re.I)


def parse_reference(text: str) -> Reference:
    """The one place that `text`, as a whole, names: "57/203", "A/RES/57/203 para 8", "57/203#op8", an id or a label.

    "A/RES/59/190@zh" is the text of that resolution in Chinese.

    The resolution must be named; its year may be missing ("resolution 242"). Raises SymbolError, in one line that says
    what a right one looks like.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_REFERENCE:
        raise SymbolError(
            f'This is too long for a reference: write one like {EXAMPLES}, or "57/203 para 8"',
            message=message("reference_too_long"),
        )
    if "#" in stripped and (reference := _as_id(stripped)) is not None:
        return reference
    if (symbol := read_symbol(stripped)) is not None:
        return Reference(symbol.text, language=language_of_address(stripped))
    if (text_of := _TEXT.fullmatch(stripped)) is not None and (symbol := read_symbol(text_of["symbol"])) is not None:
        return Reference(symbol.text, language=text_of["language"].lower())
    if (heading := _HEADING.search(stripped[-40:])) is not None:
        symbol = parse_symbol(stripped[: len(stripped) - len(heading[0])])
        return Reference(symbol.text, "heading")
    return _only_reference(stripped)


def _as_id(text: str) -> Reference | None:
    try:
        return split_id(text)
    except SymbolError:
        return None


def _only_reference(text: str) -> Reference:
    found = find_references(text)
    shown = in_one_line(text)
    if not found:
        raise SymbolError(
            f'"{shown}" names no resolution: write one like {EXAMPLES}, or "57/203 para 8"',
            message=message("reference_none", text=shown),
        )
    if len({each.reference for each in found}) > 1:
        raise SymbolError(
            f'"{shown}" names more than one place: write one, like "57/203 para 8"',
            message=message("reference_several", text=shown),
        )
    first = found[0]
    rest = text[: first.phrase.start] + text[first.phrase.end :]
    if first.reference.symbol is None:
        raise SymbolError(
            f'"{shown}" does not say of which resolution: write it like "57/203 para 8"',
            message=message("reference_unfinished", text=shown),
        )
    if _IGNORED.sub("", rest):
        raise SymbolError(
            f'"{shown}" is not only a reference: write one like "57/203 para 8" or "57/203#op8"',
            message=message("reference_and_more", text=shown),
        )
    return first.reference
