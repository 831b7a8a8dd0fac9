"""Resolutions drawn on a terminal. On a pipe: the same words without colour, each text on one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table as Grid
from rich.text import Text

from index.model import Footnote, Paragraph, Resolution
from ui.labels import heading_line, language_name, paragraph_name, whole_label
from ui.output import speaks_unicode
from ui.text import one_line, printable

if TYPE_CHECKING:
    from eval.model import Table
    from rag.model import Citation

INDENT = 4
# Wide enough that no table is cut where nothing limits its width.
PIPE_WIDTH = 240


class TerminalConsole(Console):
    """A console on standard output that leaves a closed pipe to the caller."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, which the entry point answers quietly."""
        raise BrokenPipeError


def open_console() -> Console:
    """Standard output: colours and wrapping on a terminal only."""
    console = TerminalConsole(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def print_tables(tables: Sequence[Table]) -> None:
    """Print tables, those without rows left out."""
    console = open_console()
    for table in tables:
        grid = Grid(title=one_line(table.title), title_justify="left", title_style="bold", box=SIMPLE_HEAD)
        for header in table.headers:
            grid.add_column(Text(one_line(header)))
        for row in table.rows:
            grid.add_row(*(Text(one_line(cell)) for cell in row))
        if table.rows:
            console.print(grid)


def show(console: Console, *renderables: RenderableType) -> None:
    """Print, wrapped to the terminal; on a pipe not wrapped, so that a wording can be searched for."""
    for renderable in renderables:
        console.print(renderable, soft_wrap=not console.is_terminal)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with a bar before each line."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap beside the bar, or on a pipe set the whole on one line."""
        bar = "> " if options.no_wrap else ("▌ " if speaks_unicode(console.file) else "| ")  # type: ignore[arg-type]
        if options.no_wrap:
            yield Text.assemble(bar, self.text)
            return
        for line in self.text.wrap(console, max(options.max_width - len(bar), 12)):
            line.rstrip()
            yield Text.assemble((bar, "cyan"), line)


@dataclass(frozen=True, slots=True)
class Indented:
    """A text or a quotation set in from the margin, without blanks at the ends of its lines."""

    content: Text | Quotation

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap beside the margin; on a pipe not at all."""
        margin = " " * INDENT
        if isinstance(self.content, Quotation):
            inner = options.update(max_width=max(options.max_width - INDENT, 12))
            for part in self.content.__rich_console__(console, inner):
                yield Text.assemble(margin, part) if isinstance(part, Text) else part
        elif options.no_wrap:
            yield Text.assemble(margin, self.content)
        else:
            for line in self.content.wrap(console, max(options.max_width - INDENT, 12)):
                line.rstrip()
                yield Text.assemble(margin, line)


def draw_resolution(resolution: Resolution, paragraphs: tuple[Paragraph, ...], url: str) -> Group:
    """The heading of a resolution and the given paragraphs of it."""
    parts: list[RenderableType] = [
        Text(f"{printable(whole_label(resolution.symbol))} ({language_name(resolution.language)})", "bold cyan")
    ]
    if resolution.title:
        parts.append(Text(one_line(resolution.title), "bold"))
    about = (one_line(heading_line(resolution)), url or printable(f"{resolution.file}: no official page"))
    parts += [*(Text(line, "dim") for line in about if line), Text()]
    for paragraph in paragraphs:
        parts += [*_draw_paragraph(paragraph), Text()]
    return Group(*parts[:-1])


def draw_repairs(resolution: Resolution) -> Group:
    """What the reader mended, one line each."""
    lines = [
        Text(f"{repair.source.start}-{repair.source.end}  {repair.kind}  became {printable(repair.replacement)!r}")
        for repair in resolution.repairs
    ]
    title = f"{len(lines)} repairs in {printable(resolution.file)} (characters of the file, kind, what they became)"
    return Group(Text(title, "bold"), *lines)


def where_to_read(citation: Citation) -> Text:
    """The official page of a citation, and the page of the file where the file has pages."""
    page = f"{citation.source.file}, page {citation.source.page}" if citation.source.page else ""
    if not citation.url:
        return Text(printable(f"{page or citation.source.file}: no official page"), "dim")
    return Text(printable(citation.url), "dim underline").append(printable(f"  {page}") if page else "", "dim")


def _draw_paragraph(paragraph: Paragraph) -> Iterator[RenderableType]:
    yield Text(paragraph_name(paragraph), "cyan")
    text = Text(printable(paragraph.text))
    if paragraph.opening and paragraph.text.startswith(paragraph.opening):
        text.stylize("italic", 0, len(printable(paragraph.opening)))
    yield Indented(text)
    for footnote in paragraph.footnotes:
        yield Indented(footnote_text(footnote))


def footnote_text(footnote: Footnote) -> Text:
    """A footnote with its number."""
    return Text(f"Footnote {one_line(footnote.number)}: {one_line(footnote.text)}", "dim")
