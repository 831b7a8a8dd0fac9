"""Verified quotations, lineages and comparisons drawn on a terminal. Differences carry signs besides their colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from rag.lineage import Lineage, LineageEntry
from rag.links import Link, Links
from rag.model import Citation
from rag.quote import Verification
from rag.side_by_side import ComparedRow, Comparison
from ui.differences import LEGEND, Run, after_runs, before_runs, inline_runs
from ui.labels import language_name, long_date, place_label
from ui.terminal import Indented, Quotation, where_to_read
from ui.text import one_line, printable

SHOWN = 20
# Narrower than this, two columns would be too thin to read.
SIDE_BY_SIDE = 90

_STYLES = {"left_out": "red strike", "added": "green underline"}
_VERDICTS = {
    "exact": ("Exact: the same words in the same order.", "bold green"),
    "misattributed": ("Misattributed: the words are exact, but do not stand in the place named.", "bold red"),
    "altered": ("Altered: the source has other words.", "bold red"),
    "stitched": ("Stitched: pieces of different paragraphs run together.", "bold red"),
    "absent": ("Absent: nothing in the corpus says this.", "bold red"),
}
_WARNINGS = {
    "negation": "A negation was dropped, added or moved: the meaning changes.",
    "number": "A number or a date differs.",
    "opening_phrase": "The clause opens with another phrase.",
    "ellipsis": "Words are left out for an ellipsis.",
    "disguise": "Some characters are not what they look like.",
}
_CHANGES = {
    "first": ("first", "cyan"),
    "same": ("same", "green"),
    "changed": ("changed", "yellow"),
    "moved": ("moved, same wording", "blue"),
    "added": ("added", "green"),
    "dropped": ("dropped", "red"),
}


def runs_text(runs: Iterable[Run]) -> Text:
    """Runs with signs and colours."""
    text = Text()
    for run in runs:
        text.append(run.marked, _STYLES.get(run.mark))
    return text


def draw_verification(found: Verification, *, with_quotation: bool = False) -> Group:
    """The verdict first, then where the words stand or what differs."""
    words, style = _VERDICTS[found.verdict]
    parts: list[RenderableType] = [Text(f"? {one_line(found.quotation)}", "bold")] if with_quotation else []
    parts.append(Text(words, style))
    if found.verdict != "misattributed":
        parts += _attribution(found)
    parts += [Text(f"! {sentence}", "yellow") for sentence in warning_sentences(found)]
    if found.occurrences:
        parts += [Text(), *_occurrences(found)]
    if found.closest is not None:
        parts += [Text(), Text.assemble("Closest: ", (_labelled(found.closest), "bold"))]
        parts.append(Indented(Quotation(runs_text(inline_runs(found.diff)))))
        parts.append(Indented(Text(f"{LEGEND} by the quotation", "dim")))
        parts.append(Indented(where_to_read(found.closest)))
    for piece in found.pieces:
        parts += [Text(), Text(_labelled(piece), "bold"), Indented(Quotation(Text(printable(piece.quote))))]
    return Group(*parts)


def warning_sentences(found: Verification) -> Iterator[str]:
    """What changes the meaning, in words; each disguised character by name."""
    for warning in found.warnings:
        sentence = _WARNINGS[warning]
        if warning == "opening_phrase" and found.opening_strength is not None:
            sentence = f"The clause opens with another phrase, {found.opening_strength} than the source's."
        yield sentence
    for character in found.disguised:
        like = f', which looks like "{printable(character.looks_like)}"' if character.looks_like else ""
        yield f"Character {character.position + 1} is {character.code_point} {character.name}{like}."


def _attribution(found: Verification) -> Iterator[RenderableType]:
    if found.attribution == "confirmed":
        yield Text(
            "It stands in the place named." if found.occurrences else "The closest wording is in the place named."
        )
    elif found.attribution == "unknown":
        yield Text("Whether it stands in the place named could not be checked.", "yellow")


def _occurrences(found: Verification) -> Iterator[RenderableType]:
    count = f"{'more than ' * found.more}{len(found.occurrences)}"
    yield Text(f"Stands in {count} place{'s' * (len(found.occurrences) != 1)}, by date of adoption:", "dim")
    for number, citation in enumerate(found.occurrences[:SHOWN]):
        mark = "  <- first use" if number == 0 and len(found.occurrences) > 1 else ""
        yield Indented(Text.assemble((_labelled(citation), "bold"), (mark, "cyan")))
    if len(found.occurrences) > SHOWN:
        yield Indented(Text(f"and {len(found.occurrences) - SHOWN} more; --json lists them", "dim"))
    first = found.occurrences[0]
    yield Text()
    yield Text(_labelled(first), "cyan")
    yield Indented(Quotation(_within(first)))
    yield Indented(where_to_read(first))


def _within(citation: Citation) -> Text:
    """The whole wording, the quoted words bold and between signs."""
    start = citation.text.find(citation.quote)
    if start < 0 or citation.quote == citation.text:
        return Text(printable(citation.text))
    end = start + len(citation.quote)
    return Text.assemble(
        (printable(citation.text[:start]), "dim"),
        (f"»{printable(citation.quote)}«", "bold"),
        (printable(citation.text[end:]), "dim"),
    )


def draw_lineage(lineage: Lineage) -> Group:
    """The entries in order of adoption, each with what changed."""
    parts: list[RenderableType] = [Text.assemble("Lineage of ", (place_label(lineage.of), "bold"))]
    for entry in lineage.entries:
        for symbol in entry.absent_before:
            parts += [Text(), Text(f"{one_line(symbol)}: absent, no such paragraph", "dim")]
        parts += [Text(), *_entry(entry, traced=entry.citation.id == lineage.of)]
    for symbol in lineage.absent_after:
        parts += [Text(), Text(f"{one_line(symbol)}: absent, no such paragraph", "dim")]
    if any(entry.diff for entry in lineage.entries):
        parts += [Text(), Text(f"{LEGEND} since the entry before", "dim")]
    return Group(*parts)


def _entry(entry: LineageEntry, *, traced: bool) -> Iterator[RenderableType]:
    name, style = _CHANGES[entry.change]
    if entry.change == "changed" and entry.moved:
        name = "changed and moved"
    day = long_date(entry.adopted) if entry.adopted else "no date"
    here = "  <- asked about" if traced else ""
    yield Text.assemble((f"{day}  ", "dim"), (_labelled(entry.citation), "bold"), "  ", (name, style), (here, "cyan"))
    if entry.note:
        yield Indented(Text(entry.note, "yellow"))
    if entry.diff:
        yield Indented(Quotation(runs_text(inline_runs(entry.diff, later=True))))
    elif entry.change in ("first", "changed"):
        yield Indented(Quotation(Text(printable(entry.citation.text))))


def draw_comparison(comparison: Comparison, width: int) -> Group:
    """Side by side where there is room, else one above the other. Counts first."""
    counts: dict[str, int] = {}
    for row in comparison.rows:
        counts[row.change] = counts.get(row.change, 0) + 1
    names = ", ".join(f"{count} {change}" for change, count in counts.items()) or "nothing to compare"
    before, after = _side(comparison.before), _side(comparison.after)
    head = [Text.assemble((before, "bold"), " and ", (after, "bold")), Text(names, "dim"), Text()]
    legend = Text(f"{LEGEND} by the second", "dim")
    if width < SIDE_BY_SIDE:
        rows = [part for row in comparison.rows for part in _stacked(row)]
        return Group(*head, *rows, legend)
    grid = Grid(box=ROUNDED, show_lines=True, expand=True)
    grid.add_column("", no_wrap=True)
    grid.add_column(Text(before), ratio=1)
    grid.add_column(Text(after), ratio=1)
    for row in comparison.rows:
        grid.add_row(_change(row), _cell(row, row.before, before=True), _cell(row, row.after, before=False))
    return Group(*head, grid, legend)


def _change(row: ComparedRow) -> Text:
    name, style = _CHANGES[row.change]
    if row.change == "moved":
        name = "moved"
    return Text(name, style)


def _cell(row: ComparedRow, citation: Citation | None, *, before: bool) -> Text:
    if citation is None:
        return Text("(none)", "dim")
    label = Text.assemble((f"{_pinpoint(citation)}\n", "cyan"))
    if row.note:
        label.append(f"{row.note}\n", "yellow")
    if row.diff:
        return label + runs_text(before_runs(row.diff) if before else after_runs(row.diff))
    return label + Text(printable(citation.text))


def _stacked(row: ComparedRow) -> Iterator[RenderableType]:
    labels = " -> ".join(_labelled(one) for one in (row.before, row.after) if one is not None)
    yield Text.assemble((labels, "bold"), "  ", _change(row))
    if row.note:
        yield Indented(Text(row.note, "yellow"))
    if row.diff:
        yield Indented(Quotation(runs_text(inline_runs(row.diff, later=True))))
    else:
        # Of two texts that were not compared both are shown; of two that are the same, one.
        shown = (row.before, row.after) if row.note else (row.before or row.after,)
        for citation in shown:
            if citation is not None:
                yield Indented(Quotation(Text(printable(citation.text))))
    yield Text()


def draw_links(links: Links) -> Group:
    """What a resolution cites and what cites it, one resolution a line."""
    parts: list[RenderableType] = []
    for title, listed, incoming in (("Cites", links.cites, False), ("Cited by", links.cited_by, True)):
        parts += [Text(), Text(title, "bold")]
        parts += [Indented(line) for line in _link_lines(listed, incoming=incoming)] or [
            Indented(Text("nothing", "dim"))
        ]
    return Group(*parts)


def _link_lines(links: Iterable[Link], *, incoming: bool) -> list[Text]:
    grouped: dict[str, list[Link]] = {}
    for link in links:
        grouped.setdefault(link.paragraph.partition("#")[0] if incoming else link.label, []).append(link)
    lines = []
    for name, found in grouped.items():
        places = "; ".join(
            dict.fromkeys(_from(link) if incoming else _from(link).partition(", ")[2] or _from(link) for link in found)
        )
        if incoming:
            lines.append(Text(places))
            continue
        where = "in the corpus" if found[0].in_corpus else printable(found[0].url)
        lines.append(Text.assemble((one_line(name), "bold"), f" in {places}  ", (where, "dim")))
    return lines


def _from(link: Link) -> str:
    note = f", footnote {link.footnote}" if link.footnote else ""
    return one_line(f"{link.paragraph_label}{note}")


def _labelled(citation: Citation) -> str:
    language = "" if citation.language == "en" else f" ({language_name(citation.language)})"
    return one_line(f"{citation.label}{language}")


def _pinpoint(citation: Citation) -> str:
    return one_line(citation.label.removeprefix(f"{citation.symbol}, "))


def _side(name: str) -> str:
    if "#" in name:
        return place_label(name)
    symbol, _, language = name.rpartition("@")
    return one_line(symbol if language == "en" else f"{symbol} ({language_name(language)})")
