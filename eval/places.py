"""What an id says about its place, and how a given place stands to the gold."""

from __future__ import annotations

from collections.abc import Sequence

from eval.model import GoldGroup, Pinpoint
from index.errors import SymbolError
from index.symbols import split_id


def resolution_and_kind(paragraph_id: str) -> tuple[str, str]:
    """The symbol and the kind that an id names, ("", "") for what is no id at all."""
    try:
        reference = split_id(paragraph_id)
    except SymbolError:
        return "", ""
    return reference.symbol or "", reference.kind or ""


def pinpoint_of(cited: Sequence[str], gold: Sequence[GoldGroup]) -> Pinpoint:
    """The class of the first citation.

    "right": it is in a group of the gold. "wrong_kind": a gold resolution, but a preambular paragraph where all gold of
    that resolution is operative, or the reverse. "wrong_paragraph": a gold resolution otherwise. "wrong_resolution":
    no gold is in that resolution. "none": nothing is cited. Same wording in another resolution does not make it right:
    what is asked for is the place.
    """
    if not cited:
        return "none"
    gold_ids = [id_ for group in gold for id_ in group]
    if cited[0] in gold_ids:
        return "right"
    symbol, kind = resolution_and_kind(cited[0])
    kinds = {gold_kind for gold_symbol, gold_kind in map(resolution_and_kind, gold_ids) if gold_symbol == symbol}
    if not symbol or not kinds:
        return "wrong_resolution"
    crossed = {"preambular": "operative", "operative": "preambular"}.get(kind)
    return "wrong_kind" if crossed in kinds and kind not in kinds else "wrong_paragraph"
