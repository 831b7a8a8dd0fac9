"""How a language model wrote an answer, drawn under it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from rag.model import Writing
from ui.text import one_line


def draw_writing(writing: Writing) -> Iterator[Text]:
    """Why the answer is verbatim, what was not supported, and what it cost: one line each."""
    if writing.verbatim_because:
        yield Text(one_line(writing.verbatim_because), "yellow")
    elif writing.broken_off:
        yield Text("The language model broke off before the end of its answer.", "yellow")
    if writing.unsupported:
        yield Text("Not supported by what it cites:", "bold")
        for each in writing.unsupported:
            yield Text.assemble("- ", (one_line(each.text), "strike"), (f"  ({each.fault})", "dim"))
    yield Text(_cost(writing), "dim")


def _cost(writing: Writing) -> str:
    about = "about " if writing.tokens_estimated else ""
    facts = [f"Written by {one_line(writing.model)}", f"{about}{writing.tokens_in} tokens in, {writing.tokens_out} out"]
    if writing.removed_count:
        facts.append(f"statements removed: {writing.removed_count}")
    if writing.citations_removed:
        facts.append(f"citations removed: {writing.citations_removed}")
    if writing.quotations_corrected:
        facts.append(f"quotations corrected: {writing.quotations_corrected}")
    if writing.second_looks or writing.second_looks_failed:
        failed = f" ({writing.second_looks_failed} failed)" if writing.second_looks_failed else ""
        facts.append(f"second looks: {writing.second_looks}{failed}")
    if writing.left_out:
        facts.append(f"passages left out: {writing.left_out}")
    if writing.cached:
        facts.append("from the cache")
    return "; ".join(facts)
