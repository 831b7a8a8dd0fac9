"""One question on its way to its answer: what it wants decides how it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.model import Paragraph
from index.symbols import split_id
from rag.answer import Composer, Passage, joined_labels
from rag.answer_type import AnswerType, lacking
from rag.chat import StandaloneQuestion
from rag.comparison import compared
from rag.frame import answer_type_name, datum_name, listed, sentence
from rag.links import citing
from rag.listing import by_resolution
from rag.lookup import look_up
from rag.model import Answer, Refusal
from rag.question import Place, Query, understand
from rag.retrieve import grouped
from rag.scope import Scope, filtered, narrowed, restrictions
from rag.searching import Searching
from rag.signals import Found
from rag.terms import content_terms
from rag.wanted import answering_run

_REPORTED = 20
_CLOSEST = 3
# No heading says why, nor who held an office.
_NOT_IN_HEADINGS: Final[frozenset[AnswerType]] = frozenset({"reason", "person"})
# A further passage is quoted while it is at least this likely to answer, compared with the best one.
_SHARE_OF_BEST = 0.12


class Answering:
    """Answers one question over one state of the index."""

    def __init__(self, searching: Searching, top: int) -> None:
        self._searching = searching
        self._holdings = searching.holdings
        self._catalog = searching.catalog
        self._top = top

    def answer(self, asked: StandaloneQuestion) -> Answer:
        """Answer a question that stands alone."""
        query = understand(asked.text, self._holdings.summaries, self._searching.filters)
        if refusal := self._not_held(query, query.missing):
            return replace(
                self._refused(query, refusal), searched=Scope(self._holdings.summaries).extent(self._holdings)
            )
        scope = narrowed(query, filtered(query, self._holdings))
        return replace(self._within(query, scope, asked.focus), searched=scope.extent(self._holdings))

    def _within(self, query: Query, scope: Scope, focus: Sequence[str]) -> Answer:
        """Answer from the scope alone."""
        # A paragraph that is named is looked up where it is named to stand, or nowhere.
        removable = (scope.restriction,) if scope.restriction and not query.places else ()
        if not scope.summaries:
            return replace(self._refused(query, self._nothing_in_scope(query)), narrowed=removable)
        if query.mentions:
            return self._from_mentions(query, scope)
        if query.intent in ("place", "comparison") and (places := self._complete_places(query, scope)):
            return self._from_places(query, places)
        if query.intent == "place" and _only_a_place(query):
            return self._refused(query, self._ambiguous(query))
        by_heading = query.intent == "heading" or (query.intent == "comparison" and query.data and query.symbols)
        if by_heading and (headed := self._from_headings(query, scope)):
            return headed
        if query.intent == "count" and query.symbols:
            return self._from_counts(query, scope)
        found = self._from_search(query, scope, focus)
        # What is compared is the question; without it nothing would be left to compare.
        return found if query.intent == "comparison" else replace(found, narrowed=removable)

    def _not_held(self, query: Query, named: tuple[str, ...]) -> Refusal | None:
        if query.filters.symbol is not None and not self._holdings.versions(query.filters.symbol):
            named = (query.filters.symbol, *named)
        if not named:
            return None
        key = "resolution_not_in_corpus" if len(named) == 1 else "resolutions_not_in_corpus"
        held = self._holdings.described(query.language)
        return Refusal(
            "resolution_not_in_corpus", sentence(query.language, key, symbols=listed(query.language, named), held=held)
        )

    def _nothing_in_scope(self, query: Query) -> Refusal:
        held = self._holdings.described(query.language)
        what = restrictions(query)
        return Refusal("resolution_not_in_corpus", sentence(query.language, "nothing_fits", what=what, held=held))

    def _ambiguous(self, query: Query) -> Refusal:
        symbol = self._holdings.symbols[-1]
        number = query.places[0].number.removeprefix("last") or "1"
        return Refusal("no_passage", sentence(query.language, "ambiguous_paragraph", number=number, symbol=symbol))

    def _complete_places(self, query: Query, scope: Scope) -> tuple[Place, ...]:
        """The named paragraphs, each with its resolution; () when the question leaves a resolution open."""
        only = scope.symbols[0] if len(scope.symbols) == 1 else None
        places = tuple(replace(place, symbol=place.symbol or only) for place in query.places)
        if query.intent == "comparison" and len(places) == 1 and len(query.symbols) > 1:
            places = tuple(replace(places[0], symbol=symbol) for symbol in query.symbols)
        return () if any(place.symbol is None for place in places) else places

    def _from_places(self, query: Query, places: Sequence[Place]) -> Answer:
        preferred = query.filters.language or query.language
        lookup = look_up(places, self._catalog, self._holdings, preferred, query.language)
        if lookup.refusals:
            return self._refused(query, lookup.refusals[0])
        composer = Composer(self._holdings, query.language)
        for paragraph in lookup.paragraphs:
            composer.quote(Passage(paragraph, same_wording=self._catalog.same_wording(paragraph.id)))
        if query.intent == "comparison":
            compared(composer, lookup.paragraphs)
        retrieved = tuple((paragraph.id, 1.0) for paragraph in lookup.paragraphs)
        return self._answered(query, composer, 1.0, retrieved)

    def _from_mentions(self, query: Query, scope: Scope) -> Answer:
        """The paragraphs that cite the resolutions named, in their wording or a footnote."""
        ids: dict[str, None] = dict.fromkeys(
            link.paragraph for symbol in query.mentions for link in citing(self._catalog, symbol)
        )
        within = {(summary.symbol, summary.language) for summary in scope.summaries}
        paragraphs = [each for each in self._holdings.paragraphs(list(ids)) if (each.symbol, each.language) in within]
        if not paragraphs and (refusal := self._not_held(query, query.mentions)):
            return self._refused(query, refusal)
        composer = Composer(self._holdings, query.language)
        for paragraph in paragraphs[: self._top]:
            composer.quote(Passage(paragraph))
        retrieved = tuple((paragraph.id, 1.0) for paragraph in paragraphs[:_REPORTED])
        return self._answered(query, composer, 1.0, retrieved)

    def _from_headings(self, query: Query, scope: Scope) -> Answer | None:
        """Data of the headings of what the question names; None when it names nothing, or asks for something else."""
        summaries = scope.summaries
        if not query.symbols and not query.adopted and len(scope.symbols) > 1:
            summaries = self._searching.about(query, scope)
        if query.beyond_text or query.expected & _NOT_IN_HEADINGS or not summaries:
            return None
        composer = Composer(self._holdings, query.language)
        lacking = [
            summary.symbol
            for summary in summaries
            if not self._state_data(composer, query, summary.symbol, summary.language)
        ]
        if not composer.citations:
            name = listed(query.language, (datum_name(query.language, datum) for datum in query.data))
            message = sentence(query.language, "no_such_datum", symbol=listed(query.language, lacking), datum=name)
            return self._refused(query, Refusal("no_passage", message))
        retrieved = tuple(dict.fromkeys((citation.id, 1.0) for citation in composer.citations))
        return self._answered(query, composer, 1.0, retrieved)

    def _state_data(self, composer: Composer, query: Query, symbol: str, language: str) -> bool:
        heading = self._holdings.heading(symbol, language)
        data = [datum for name in query.data for datum in heading if datum.name == name]
        for datum in data:
            composer.datum(datum, symbol, language)
        return bool(data)

    def _from_counts(self, query: Query, scope: Scope) -> Answer:
        """How many paragraphs there are: counted, with the last one of each kind as the place to check it."""
        composer = Composer(self._holdings, query.language)
        for summary in scope.summaries:
            composer.say("count", symbol=summary.symbol, operative=summary.operative, preambular=summary.preambular)
            resolution = self._catalog.resolution(summary.symbol, summary.language)
            top_level = [paragraph for paragraph in resolution.paragraphs if not paragraph.parent] if resolution else []
            for kind in ("operative", "preambular"):
                for paragraph in [paragraph for paragraph in top_level if paragraph.kind == kind][-1:]:
                    composer.quote(Passage(paragraph))
        return self._answered(query, composer, 1.0, tuple((citation.id, 1.0) for citation in composer.citations))

    def _from_search(self, query: Query, scope: Scope, focus: Sequence[str]) -> Answer:
        listed_data = query.intent == "list" and bool(query.data)
        found = self._searching.find(query, scope, focus, headings=listed_data)
        if listed_data:
            found = tuple(place for place in found if "#meta@" in place.id)
        judged = self._searching.judged(query, scope, found)
        retrieved = tuple((place.id, place.relevance) for place in found[:_REPORTED])
        if not judged.answerable:
            return self._refused(query, self._no_passage(query, scope, found), retrieved)
        composer = Composer(self._holdings, query.language)
        if scope.described:
            composer.say("narrowed", what=scope.described)
        if query.intent == "list":
            self._quote_list(query, composer, scope, found)
        elif query.intent == "comparison":
            self._quote_comparison(query, composer, scope, found)
        else:
            self._quote_best(query, composer, found)
        if not composer.citations:
            return self._refused(query, self._no_passage(query, scope, found), retrieved)
        return self._answered(query, composer, judged.certainty, retrieved)

    def _quote_best(self, query: Query, composer: Composer, found: Sequence[Found]) -> None:
        groups = [
            group for group in grouped(found, self._top) if group[0].relevance >= _SHARE_OF_BEST * found[0].relevance
        ]
        for position, group in enumerate(groups):
            if position == 1:
                composer.say("see_also")
            self._quote_found(query, composer, group[0])

    def _quote_list(self, query: Query, composer: Composer, scope: Scope, found: Sequence[Found]) -> None:
        members = by_resolution(found, self._searching.retriever, scope.languages)
        composer.say("list", count=len(members), resolutions=len(scope.symbols))
        for place in sorted(members, key=lambda place: self._holdings.adopted(_symbol(place.id))):
            if query.data:
                self._state_data(composer, query, _symbol(place.id), place.language)
            else:
                self._quote_found(query, composer, place, alone=True)

    def _quote_comparison(self, query: Query, composer: Composer, scope: Scope, found: Sequence[Found]) -> None:
        pairs = self._searching.counterparts(query, scope, found)
        composer.say("compared")
        for place in pairs:
            self._quote_found(query, composer, place, alone=True)
        paragraphs = self._holdings.paragraphs([place.id for place in pairs])
        compared(composer, paragraphs)

    def _quote_found(self, query: Query, composer: Composer, place: Found, *, alone: bool = False) -> None:
        paragraphs = self._holdings.paragraphs([place.id])
        if paragraphs:
            same = () if alone else self._catalog.same_wording(place.id)
            run = answering_run(paragraphs[0].text, query.text, place.language)
            composer.quote(Passage(paragraphs[0], run, same))
            return
        symbol = _symbol(place.id)
        for datum in self._holdings.heading(symbol, place.language):
            if datum.name == "title":
                composer.datum(datum, symbol, place.language)

    def _no_passage(self, query: Query, scope: Scope, found: Sequence[Found]) -> Refusal:
        paragraphs = sum(summary.paragraphs for summary in scope.summaries)
        message = sentence(query.language, "no_passage", resolutions=len(scope.symbols), paragraphs=paragraphs)
        closest = self._holdings.paragraphs([place.id for place in found[:_CLOSEST]])
        for absent in lacking(query.expected, query.text, closest)[: len(closest)]:
            what = answer_type_name(query.language, absent)
            message = f"{message} {sentence(query.language, 'closest_without', what=what)}"
        return Refusal("no_passage", message)

    def _answered(
        self, query: Query, composer: Composer, certainty: float, retrieved: tuple[tuple[str, float], ...]
    ) -> Answer:
        return Answer(
            question=query.text,
            language=query.language,
            answer=composer.markdown(),
            refusal=None,
            citations=tuple(composer.citations),
            certainty=certainty,
            retrieved=retrieved,
        )

    def _refused(self, query: Query, refusal: Refusal, retrieved: tuple[tuple[str, float], ...] = ()) -> Answer:
        closest: tuple[Paragraph, ...] = self._holdings.paragraphs([place for place, _ in retrieved[:_CLOSEST]])
        message = refusal.message
        if closest:
            message = f"{message}\n\n{sentence(query.language, 'closest', labels=joined_labels(closest))}"
        return Answer(
            question=query.text,
            language=query.language,
            answer=message,
            refusal=refusal,
            citations=(),
            certainty=0.0,
            retrieved=retrieved,
        )


def _only_a_place(query: Query) -> bool:
    """Whether a question says nothing but a paragraph's number: there is nothing to search for."""
    return not any(len(term) > 1 for term in content_terms(query.subject, query.language))


def _symbol(place: str) -> str:
    symbol = split_id(place).symbol
    assert symbol is not None
    return symbol
