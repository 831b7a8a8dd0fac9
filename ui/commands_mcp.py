"""`unqa mcp`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import typer

from ui.options import DataOption, settings_for

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.settings import Settings
    from rag.assistant import Assistant


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(mcp)


def mcp(context: typer.Context, data: DataOption = None) -> int:
    """Serve the tools ask, show, verify, trace, compare and search to an assistant, over standard input and output.

    An assistant that speaks the Model Context Protocol starts this command itself; docs/mcp.md says how to tell it.
    `unqa serve` offers the same over HTTP at /mcp.

    \b
    Examples:
      unqa mcp
      unqa --data ~/resolutions-index mcp
    """
    import os

    from ui.commands_serve import SILENCE
    from ui.library import open_catalog

    os.environ.update(SILENCE)
    settings = settings_for(context, data)
    with open_catalog(settings) as catalog, _Library(settings, catalog) as library:
        from ui.mcp_server import create_mcp

        create_mcp(library, lambda _: None).run("stdio")
    return 0


class _Library:
    """The catalog at once; the assistant, which takes seconds to load, when a tool first needs it."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        self.catalog = catalog
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: Assistant | None = None

    def __enter__(self) -> _Library:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()

    def assistant(self) -> Assistant:
        """The assistant. Raises the errors of an index that cannot be used."""
        from ui.library import open_assistant

        with self._lock:
            if self._opened is None:
                self._opened = open_assistant(self._settings)
            return self._opened
