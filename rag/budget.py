"""Token counts, and what fits into a prompt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import tiktoken

_ENCODING: Final = "o200k_base"


@cache
def _encoding() -> tiktoken.Encoding:
    """The encoding, from the tables that LlamaIndex ships: tiktoken itself would download them."""
    import tiktoken

    found = find_spec("llama_index.core")
    if found is not None and found.origin is not None and "TIKTOKEN_CACHE_DIR" not in os.environ:
        os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(found.origin).parent / "_static" / "tiktoken_cache")
    return tiktoken.get_encoding(_ENCODING)


def count_tokens(text: str) -> int:
    """The tokens of a text by tiktoken's o200k_base; another model's own count differs by some tenths."""
    return len(_encoding().encode(text, disallowed_special=()))


def fitting(texts: Sequence[str], budget: int) -> int:
    """How many of the texts, from the first on, fit into `budget` tokens; at least one of them."""
    used = 0
    for place, text in enumerate(texts):
        used += count_tokens(text)
        if used > budget and place:
            return place
    return len(texts)
