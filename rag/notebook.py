"""Results as notebooks show them."""

from __future__ import annotations


class ShownInNotebooks:
    """Adds what Jupyter asks a result for: its HTML, with every word escaped."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Only a notebook needs a Markdown renderer.
        from rag.notebook_html import html_of  # noqa: PLC0415

        return html_of(self)
