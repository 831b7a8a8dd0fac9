"""Answers and resolutions drawn on a terminal. On a pipe: the same words without colour, each text on one line."""

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
from rag.model import Answer, Citation
from ui.labels import heading_line, language_name, paragraph_name, place_label, refusal_title, whole_label
from ui.output import speaks_unicode
from ui.sources import Supplement, supplement
from ui.statements import Block, Marker, Words, read_blocks
from ui.terminal_writing import draw_writing
from ui.text import one_line, printable

if TYPE_CHECKING:
    from eval.model import Table

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


def draw_answer(answer: Answer) -> Group:
    """An answer with its sources, or a refusal."""
    if answer.refusal is not None:
        return _draw_refusal(answer)
    blocks = read_blocks(answer.answer, frozenset(citation.marker for citation in answer.citations))
    parts: list[RenderableType] = []
    for block in blocks:
        parts += [_draw_block(block), Text()]
    for citation in answer.citations:
        parts += [*_draw_citation(citation, supplement(citation, blocks)), Text()]
    if answer.writing is not None:
        parts += [*draw_writing(answer.writing), Text()]
    return Group(*parts[:-1])


def draw_draft(answer: Answer) -> Group:
    """The statements of an answer that is not whole yet, without their sources."""
    blocks = read_blocks(answer.answer, frozenset(citation.marker for citation in answer.citations))
    parts = [part for block in blocks for part in (_draw_block(block), Text())]
    return Group(*parts[:-1])


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


def _draw_refusal(answer: Answer) -> Group:
    refusal = answer.refusal
    if refusal is None:
        return Group()
    parts: list[RenderableType] = [
        Text(refusal_title(refusal.code), "bold yellow"),
        Text(printable(refusal.message)),
    ]
    if answer.retrieved:
        closest = ", ".join(place_label(found) for found, _ in answer.retrieved[:3])
        parts.append(Text(f"Closest in the corpus, but no answer: {closest}", "dim"))
    return Group(*parts)


def _draw_block(block: Block) -> RenderableType:
    text = Text()
    if block.kind == "item":
        text.append(f"{block.bullet} ")
    for inline in block.inlines:
        match inline:
            case Marker(number):
                text.append(f"[{number}]", "cyan")
            case Words(words, strong):
                text.append(printable(words), "bold" if strong else None)
    return Quotation(text) if block.kind == "quotation" else text


def _draw_citation(citation: Citation, extra: Supplement) -> Iterator[RenderableType]:
    yield Text.assemble((f"[{citation.marker}] ", "cyan"), (one_line(citation.label), "bold"))
    if extra.quote is not None:
        yield Indented(Quotation(Text(printable(extra.quote))))
    for footnote in extra.footnotes:
        yield Indented(_footnote_text(footnote))
    if extra.same_wording:
        labels = "; ".join(place_label(other) for other in extra.same_wording)
        yield Indented(Text(f"Same wording also in {labels}", "dim"))
    yield Indented(where_to_read(citation))


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
        yield Indented(_footnote_text(footnote))


def _footnote_text(footnote: Footnote) -> Text:
    return Text(f"Footnote {one_line(footnote.number)}: {one_line(footnote.text)}", "dim")
