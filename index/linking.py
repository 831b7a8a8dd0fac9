"""Which paragraph is of which resolution: the second half of reading references."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from index import joints
from index.labels import PLACE, Reference, reference_of_place
from index.mentions import Mention
from index.model import Span
from index.other_texts import OtherTexts
from index.paragraph_words import ParagraphMention, find_paragraphs
from index.part_words import PartMention, find_parts
from index.patterns import Pattern
from index.stopping import go_on

_FRAGMENT: Final = Pattern(rf"#{PLACE}(?:@(?P<language>[a-z]{{2,3}})\b)?")
_FARTHEST: Final = 400


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraphs with the resolutions they are of (none: not said), or resolutions alone.

    `home` is the symbol of the text itself where "the present resolution" is meant. `part` holds for all of them.
    `place` is the reference that an id in the text spells.
    """

    phrase: Span
    targets: tuple[Mention, ...] = ()
    paragraph: ParagraphMention | None = None
    part: str = ""
    home: str | None = None
    place: Reference | None = None


@dataclass(slots=True)
class _Node:
    """One paragraph on its way to its resolution: `target` counts the mentions. `span` includes its part."""

    paragraph: ParagraphMention
    span: Span
    part: str = ""
    unit: bool = False
    target: int | None = None
    direct: bool = False
    foreign: bool = False
    home: bool = False

    @property
    def settled(self) -> bool:
        return self.target is not None or self.foreign or self.home


def link(folded: str, mentions: tuple[Mention, ...], home: str | None) -> tuple[Link, ...]:
    """Links for all that is named in a folded text. `home`: the symbol of the resolution in which the text stands."""
    return tuple(_Linker(folded, mentions, home).links())


class _Linker:
    def __init__(self, folded: str, mentions: tuple[Mention, ...], home: str | None) -> None:
        self._text = folded
        self._home = home
        self._mentions = mentions
        self._starts = [mention.whole.start for mention in mentions]
        self._ends = [mention.whole.end for mention in mentions]
        self._used: set[int] = set()
        self._links: list[Link] = []
        self._read_fragments()
        taken = [mention.own for mention in mentions] + [one.phrase for one in self._links]
        free = tuple(_outside(find_paragraphs(folded), taken))
        parts = list(find_parts(folded)) if free or mentions else []
        self._nodes = [self._with_part(paragraph, parts) for paragraph in free]
        self._loose_parts = parts
        self._others = OtherTexts(folded if free or parts else "")

    def links(self) -> Iterator[Link]:
        """Everything found, in no particular order."""
        for node in self._nodes:
            go_on()
            self._settle(node)
            # "Article 2, paragraph 4": of a treaty, unless it is said to be of a resolution.
            node.foreign = node.foreign or (node.unit and not node.direct)
        self._settle_lists()
        if self._home is None:
            self._settle_by_sentence()
        yield from self._links
        yield from (self._link(node) for node in self._nodes if self._counts(node))
        yield from self._whole_parts()
        for index, mention in enumerate(self._mentions):
            if index not in self._used and mention.symbol is not None:
                yield Link(mention.whole, (mention,))

    def _read_fragments(self) -> None:
        """ "57/203#op8@en": the place follows the symbol."""
        for index, mention in enumerate(self._mentions):
            match = _FRAGMENT.match(self._text, mention.own.end)
            if match and mention.symbol is not None:
                place = reference_of_place(mention.symbol.text, match)
                self._links.append(Link(Span(mention.whole.start, match.end()), (mention,), place=place))
                self._used.add(index)

    def _with_part(self, paragraph: ParagraphMention, parts: list[PartMention]) -> _Node:
        """The paragraph with the part before it ("section B, paragraph 2") or after it ("paragraph 2 of the annex")."""
        whole = paragraph.whole
        index = bisect_left(parts, whole.start, key=lambda part: part.span.start)
        if index > 0:
            before = parts[index - 1]
            if joints.lies_beside(self._text, before.span.end, whole.start):
                del parts[index - 1]
                return _Node(paragraph, Span(before.span.start, whole.end), before.part, before.unit)
        if index < len(parts):
            after = parts[index]
            if joints.leads_to(self._text, whole.end, after.span.start):
                del parts[index]
                return _Node(paragraph, Span(whole.start, after.span.end), after.part, after.unit)
        return _Node(paragraph, whole)

    def _next(self, position: int) -> int:
        return bisect_left(self._starts, position)

    def _previous(self, position: int) -> int:
        return bisect_right(self._ends, position) - 1

    def _settle(self, node: _Node) -> None:
        """By the words next to the paragraph."""
        text, start, end = self._text, node.span.start, node.span.end
        following, previous = self._next(end), self._previous(start)
        after = self._starts[following] if following < len(self._starts) else len(text)
        if previous >= 0 and joints.is_ibidem(text, start):
            node.target = previous if self._mentions[previous].symbol else None
            node.foreign = node.target is None
        elif joints.this_resolution(text, end) or joints.points_within(text, end):
            node.home = True
        elif following < len(self._starts) and joints.leads_to(text, end, after):
            self._aim(node, following)
        elif self._others.claim(node.span, self._ends[previous] if previous >= 0 else 0, after):
            node.foreign = True
        elif previous >= 0 and joints.follows(text, self._ends[previous], start):
            self._aim(node, previous)
        elif following < len(self._starts) and joints.lies_beside(text, end, after):
            self._aim(node, following)
        elif joints.that_resolution(text, end):
            self._settle_by_pointing(node, previous)

    def _aim(self, node: _Node, index: int) -> None:
        if self._mentions[index].symbol is None:
            node.foreign = True
        else:
            node.target, node.direct = index, True
            self._used.add(index)

    def _settle_by_pointing(self, node: _Node, previous: int) -> None:
        """ "of that resolution", "thereof": the last one named, unless a report was named since."""
        near = previous >= 0 and node.span.start - self._ends[previous] <= _FARTHEST
        if not near:
            return
        report_since = self._others.named_between(self._ends[previous], node.span.start)
        if report_since and not joints.says_resolution(self._text, node.span.end):
            node.foreign = True
        elif self._mentions[previous].symbol is not None:
            node.target = previous

    def _settle_lists(self) -> None:
        """ "PP3 and OP8 of 57/203", "57/203, PP3 and OP8": one resolution for the whole list."""
        pairs = list(zip(self._nodes, self._nodes[1:], strict=False))
        for left, right in reversed(pairs):
            onward = right.target is None or self._starts[right.target] >= right.span.end
            if right.settled and onward and not left.settled and self._listed(left, right):
                self._share(right, left)
        for left, right in pairs:
            backward = left.target is None or self._ends[left.target] <= left.span.start
            if left.settled and backward and not right.settled and self._listed(left, right):
                self._share(left, right)

    def _listed(self, left: _Node, right: _Node) -> bool:
        return joints.is_list_joint(self._text, left.span.end, right.span.start)

    @staticmethod
    def _share(source: _Node, other: _Node) -> None:
        other.target, other.foreign, other.home = source.target, source.foreign, source.home

    def _settle_by_sentence(self) -> None:
        """In prose, a lone paragraph and a lone resolution in one question or plain statement belong together."""
        ends = joints.sentence_ends(self._text) if any(not node.settled for node in self._nodes) else []
        for node in self._nodes:
            if node.settled:
                continue
            index = bisect_left(ends, node.span.end)
            first = ends[bisect_right(ends, node.span.start) - 1] if ends and ends[0] <= node.span.start else 0
            last = ends[index] if index < len(ends) else len(self._text)
            inside = range(bisect_left(self._starts, first), bisect_right(self._ends, last))
            symbols = {self._mentions[each].symbol for each in inside} - {None}
            if len(symbols) != 1 or any(each in self._used for each in inside):
                continue
            named = next(each for each in inside if self._mentions[each].symbol is not None)
            asked = self._text[last - 1 : last] in {"?", "？"}
            if asked or joints.says_in(self._text, self._ends[named], node.span.start):
                node.target = named

    def _counts(self, node: _Node) -> bool:
        return not node.foreign and (node.target is not None or not node.paragraph.weak)

    def _link(self, node: _Node) -> Link:
        if node.target is None:
            return Link(node.span, (), node.paragraph, node.part, self._home if node.home else None)
        indices = [node.target]
        if node.direct and self._starts[node.target] >= node.span.end:
            indices.extend(self._list_after(node.target))
            self._used.update(indices)
        phrase = node.span
        if node.direct:
            start = min(phrase.start, self._starts[node.target])
            phrase = self._closed(Span(start, max(phrase.end, self._ends[indices[-1]])))
        return Link(phrase, tuple(self._mentions[each] for each in indices), node.paragraph, node.part)

    def _closed(self, span: Span) -> Span:
        """With the bracket that closes one inside: "57/203 (paragraph 8)"."""
        words = self._text[span.start : span.end]
        unclosed = words.count("(") == words.count(")") + 1 and self._text[span.end : span.end + 1] == ")"
        return Span(span.start, span.end + 1) if unclosed else span

    def _list_after(self, index: int) -> Iterator[int]:
        """ "paragraph 8 of resolutions 57/203 and 62/165" is of both, unless the second has a paragraph of its own."""
        aimed = {node.target for node in self._nodes if node.direct}
        for each in range(index + 1, len(self._mentions)):
            mention = self._mentions[each]
            if not mention.continues or mention.symbol is None or each in aimed:
                return
            yield each

    def _whole_parts(self) -> Iterator[Link]:
        """ "resolution 2200 A (XXI), annex", "section E of resolution 687 (1991)"."""
        for part in self._loose_parts:
            previous, following = self._previous(part.span.start), self._next(part.span.end)
            after = self._starts[following] if following < len(self._starts) else len(self._text)
            if previous >= 0 and joints.follows(self._text, self._ends[previous], part.span.start):
                index = previous
            elif following < len(self._starts) and joints.leads_to(self._text, part.span.end, after):
                index = following
            else:
                continue
            mention = self._mentions[index]
            if mention.symbol is None or index in self._used or self._others.claim(part.span, part.span.start, after):
                continue
            self._used.add(index)
            phrase = Span(min(mention.whole.start, part.span.start), max(mention.whole.end, part.span.end))
            yield Link(phrase, (mention,), part=part.part)


def _outside(paragraphs: Iterable[ParagraphMention], taken: list[Span]) -> Iterator[ParagraphMention]:
    """Those that overlap nothing taken."""
    taken = sorted(taken, key=lambda span: span.start)
    starts = [span.start for span in taken]
    for paragraph in paragraphs:
        index = bisect_left(starts, paragraph.whole.end) - 1
        if index < 0 or taken[index].end <= paragraph.whole.start:
            yield paragraph
