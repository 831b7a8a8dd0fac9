"""From a question to an answer: retrieval, verbatim answers, quotations verified and traced.

`Corpus` is the way in; see docs/python.md. The names listed here are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Comparison",
    "Corpus",
    "Excerpt",
    "Filters",
    "Lineage",
    "Refusal",
    "Settings",
    "Turn",
    "UnqaError",
    "Verification",
]

if TYPE_CHECKING:
    from index.errors import UnqaError
    from index.settings import Settings
    from rag.assistant import Assistant
    from rag.corpus import Corpus, Excerpt
    from rag.lineage import Lineage
    from rag.model import Answer, Citation, Filters, Refusal, Turn
    from rag.quote import Verification
    from rag.side_by_side import Comparison
else:
    _HOMES = {
        "index.errors": ["UnqaError"],
        "index.settings": ["Settings"],
        "rag.assistant": ["Assistant"],
        "rag.corpus": ["Corpus", "Excerpt"],
        "rag.lineage": ["Lineage"],
        "rag.model": ["Answer", "Citation", "Filters", "Refusal", "Turn"],
        "rag.quote": ["Verification"],
        "rag.side_by_side": ["Comparison"],
    }

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module 'rag' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return __all__
