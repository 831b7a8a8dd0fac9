"""What to try the views with, as links: quotations, paragraphs, resolutions of the corpus."""

from __future__ import annotations

from collections.abc import Iterable

from ui.labels import place_label
from ui.page_addresses import compare_address, trace_address, verify_address
from ui.page_words import say
from ui.render import escape
from ui.spoken_findings import side_label
from ui.spoken_labels import spoken
from ui.view_examples import PlaceExamples, QuotationExamples


def quotation_examples_html(examples: QuotationExamples | None, language: str) -> str:
    """Quotations to try, as links that verify them."""
    if examples is None:
        return ""
    return _examples(
        (
            (verify_address(words, examples.symbol), say(language, key))
            for key, words in (("example_exact", examples.exact), ("example_altered", examples.altered))
        ),
        language,
    )


def trace_examples_html(examples: PlaceExamples | None, language: str) -> str:
    """Paragraphs to trace, as links."""
    places = (examples.place, examples.other) if examples else ()
    return _examples(((trace_address(place), spoken(place_label(place), language)) for place in places), language)


def compare_examples_html(examples: PlaceExamples | None, language: str) -> str:
    """Two resolutions to compare, and two paragraphs, as links."""
    if examples is None:
        return ""
    places = " – ".join(spoken(place_label(place), language) for place in (examples.place, examples.other))
    before, after = examples.resolutions
    return _examples(
        (
            (compare_address(before, after), f"{side_label(before, language)} – {side_label(after, language)}"),
            (compare_address(examples.place, examples.other), places),
        ),
        language,
    )


def _examples(examples: Iterable[tuple[str, str]], language: str) -> str:
    """Addresses and their words as links, in a line."""
    links = " · ".join(
        f'<a class="unqa-link" href="{escape(address)}" data-view>{escape(words)}</a>' for address, words in examples
    )
    return f'<p class="unqa-legend">{escape(say(language, "try_it"))} {links}</p>' if links else ""
