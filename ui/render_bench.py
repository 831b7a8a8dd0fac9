"""Verified quotations, lineages and comparisons as HTML. Differences are struck out or underlined besides coloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType

from rag.lineage import Lineage, LineageEntry
from rag.model import Citation
from rag.quote import Verification
from rag.side_by_side import ComparedRow, Comparison
from ui.differences import Run, after_runs, before_runs, inline_runs
from ui.labels import place_label
from ui.page_addresses import compare_address, trace_address
from ui.page_words import long_date, say
from ui.render import citation_mark, escape, official_link, on_page, source_link
from ui.spoken_findings import change, place_cited, side_label
from ui.spoken_labels import spoken
from ui.text import one_line

SHOWN = 50
_ICONS = {"exact": "✓", "misattributed": "✗", "altered": "✎", "stitched": "⧉", "absent": "∅"}
_FOLDED = ("same", "moved")
_ELEMENTS = {"left_out": "del", "added": "ins", "": ""}


def verification_html(
    found: Verification, language: str, address: str = "", dates: Mapping[str, date] = MappingProxyType({})
) -> str:
    """The verdict in words and with a sign, what to beware of, then where the words stand or what differs.

    `address` is where this verification is found again, "" if the quotation is too long for one; `dates` those of
    adoption, by symbol as ids spell it.
    """
    verdict = escape(say(language, f"verdict_{found.verdict}"))
    cautions = "".join(f'<li dir="auto">{escape(caution)}</li>' for caution in _cautions(found, language))
    listed = f'<ul class="unqa-cautions">{cautions}</ul>' if cautions else ""
    attributed = _attribution(found, language)
    again = f'<a class="unqa-link" href="{escape(address)}" data-view>{escape(say(language, "permanent"))}</a>'
    return (
        f'<section class="unqa-finding" data-verdict="{found.verdict}"><p class="unqa-verdict" role="status">'
        f'<span class="unqa-icon" aria-hidden="true">{_ICONS[found.verdict]}</span> {verdict}</p>'
        f"{f'<p>{escape(attributed)}</p>' if attributed else ''}{listed}"
        f"{_places(found, dates, language)}{_closest(found, language)}{_pieces(found, language)}"
        f"{f'<p class=unqa-permanent>{again}</p>' if address else ''}</section>"
    )


def _cautions(found: Verification, language: str) -> Iterator[str]:
    for warning in found.warnings:
        yield say(language, f"warning_{warning}")
    for character in found.disguised:
        key = "disguised_like" if character.looks_like else "disguised"
        yield say(
            language,
            key,
            position=character.position + 1,
            code_point=character.code_point,
            name=character.name,
            like=character.looks_like,
        )


def _attribution(found: Verification, language: str) -> str:
    if found.attribution == "confirmed":
        return say(language, "confirmed" if found.occurrences else "closest_confirmed")
    return say(language, "not_checked") if found.attribution == "unknown" else ""


def _places(found: Verification, dates: Mapping[str, date], language: str) -> str:
    if not found.occurrences:
        return ""
    first = f' <span class="unqa-tag">{escape(say(language, "first_use"))}</span>' if len(found.occurrences) > 1 else ""
    items = "".join(
        f"<li><p>{citation_link(one, language)}{_adopted(one, dates, language)}{first if number == 0 else ''}"
        f"{official_link(one.url, language)}</p>{_quotation(one, escape(one.quote))}</li>"
        for number, one in enumerate(found.occurrences[:SHOWN])
    )
    rest = found.more or len(found.occurrences) > SHOWN
    more = f"<p>{escape(say(language, 'places_more'))}</p>" if rest else ""
    return f'<h2 class="unqa-subhead">{escape(say(language, "places"))}</h2><ol class="unqa-places">{items}</ol>{more}'


def _adopted(citation: Citation, dates: Mapping[str, date], language: str) -> str:
    day = dates.get(citation.symbol.replace(" ", ""))
    return f" <time datetime={day.isoformat()}>{escape(long_date(language, day))}</time>" if day else ""


def _closest(found: Verification, language: str) -> str:
    if found.closest is None:
        return ""
    words = _quotation(found.closest, runs_html(inline_runs(found.diff)))
    return (
        f'<h2 class="unqa-subhead">{escape(say(language, "closest_wording"))}</h2>'
        f"<p>{citation_link(found.closest, language)} "
        f"{official_link(found.closest.url, language)}</p>{words}"
        f"{legend_html('legend_quotation', language)}"
    )


def _pieces(found: Verification, language: str) -> str:
    if not found.pieces:
        return ""
    items = "".join(
        f"<li><p>{citation_link(piece, language)}{official_link(piece.url, language)}</p>"
        f"{_quotation(piece, escape(piece.quote))}</li>"
        for piece in found.pieces
    )
    return f'<h2 class="unqa-subhead">{escape(say(language, "pieces"))}</h2><ol class="unqa-places">{items}</ol>'


def lineage_html(lineage: Lineage, language: str) -> str:
    """A timeline: the entries in order of adoption, each with what changed."""
    items = ""
    for entry in lineage.entries:
        items += "".join(_absent(symbol, language) for symbol in entry.absent_before)
        items += _entry(entry, language, traced=entry.citation.id == lineage.of)
    items += "".join(_absent(symbol, language) for symbol in lineage.absent_after)
    legend = legend_html("legend_earlier", language) if any(entry.diff for entry in lineage.entries) else ""
    title = escape(say(language, "lineage_of", label=spoken(place_label(lineage.of), language)))
    return (
        f'<section class="unqa-finding"><h2>{title}</h2>{_permanent(trace_address(lineage.of), language)}'
        f'<p>{escape(_span(lineage, language))}</p>{legend}<ol class="unqa-timeline">{items}</ol></section>'
    )


def _span(lineage: Lineage, language: str) -> str:
    """Over which years, and how often it changed; or that there is nothing to compare it with."""
    if len(lineage.entries) == 1:
        return say(language, "lineage_alone")
    years = sorted(entry.adopted.year for entry in lineage.entries if entry.adopted)
    over = [say(language, "years", first=years[0], last=years[-1])] if years and years[0] < years[-1] else []
    compared = Counter(entry.change for entry in lineage.entries if not entry.note and entry.change != "first")
    return " · ".join([*over, *(f"{count} {say(language, f'change_{change}')}" for change, count in compared.items())])


def _absent(symbol: str, language: str) -> str:
    return f'<li class="unqa-absent">{escape(say(language, "absent", symbol=one_line(symbol)))}</li>'


def _entry(entry: LineageEntry, language: str, *, traced: bool) -> str:
    key = "change_changed_moved" if entry.change == "changed" and entry.moved else f"change_{entry.change}"
    day = long_date(language, entry.adopted) if entry.adopted else say(language, "no_date")
    here = f' <span class="unqa-tag">{escape(say(language, "asked_about"))}</span>' if traced else ""
    # What was not compared may be the same: to call it changed would say too much.
    change = say(language, "not_compared" if entry.note else key)
    wording = ""
    if entry.diff:
        wording = _quotation(entry.citation, runs_html(inline_runs(entry.diff, later=True)))
    elif entry.change in ("first", "changed"):
        wording = _quotation(entry.citation, escape(entry.citation.text))
    return (
        f'<li data-change="{entry.change}"><p><time{_datetime(entry)}>{escape(day)}</time> '
        f"{citation_link(entry.citation, language)} "
        f'<span class="unqa-change">{escape(change)}</span>{here}</p>{wording}</li>'
    )


def _datetime(entry: LineageEntry) -> str:
    return f' datetime="{entry.adopted.isoformat()}"' if entry.adopted else ""


def comparison_html(comparison: Comparison, language: str) -> str:
    """Row by row in step, side by side where there is room; counts first. Rows that are the same are folded away."""
    before, after = side_label(comparison.before, language), side_label(comparison.after, language)
    rows = "".join(_row(row, language) for row in comparison.rows)
    legend = legend_html("legend_sides", language) if any(row.diff for row in comparison.rows) else ""
    return (
        f'<section class="unqa-finding"><h2><bdi>{escape(before)}</bdi> – <bdi>{escape(after)}</bdi></h2>'
        f"{_permanent(compare_address(comparison.before, comparison.after), language)}"
        f"<p>{escape(_counted(comparison, language))}</p>{legend}"
        f'<div class="unqa-sides"><div class="unqa-bar">{_steps(comparison, language)}'
        f'<div class="unqa-row unqa-row-head"><p></p><h3>{escape(before)}</h3><h3>{escape(after)}</h3></div></div>'
        f"{rows}</div></section>"
    )


def _counted(comparison: Comparison, language: str) -> str:
    """How many rows changed in which way. What was not compared may be the same: it is not counted as changed."""
    counts = Counter(row.change for row in comparison.rows if not row.note)
    said = [f"{count} {say(language, f'change_{change}')}" for change, count in counts.items()]
    if any(row.note for row in comparison.rows):
        said.append(say(language, "not_compared"))
    return " · ".join(said) or say(language, "nothing")


def _steps(comparison: Comparison, language: str) -> str:
    """Buttons that go from one difference to the next, for a script."""
    if not any(row.change not in _FOLDED for row in comparison.rows):
        return f'<p class="unqa-legend">{escape(say(language, "no_differences"))}</p>'
    buttons = "".join(
        f'<button type="button" data-step="{number}" aria-keyshortcuts="Alt+{key}" '
        f'title="{escape(say(language, "difference_keys"))}"><span aria-hidden="true">{arrow} </span>'
        f"{escape(say(language, words))}</button>"
        for number, key, arrow, words in (
            (-1, "ArrowUp", "↑", "difference_before"),
            (1, "ArrowDown", "↓", "difference_after"),
        )
    )
    return f'<p class="unqa-steps">{buttons} <span class="unqa-step-count" role="status" dir="ltr"></span></p>'


def _row(row: ComparedRow, language: str) -> str:
    said = f'<span class="unqa-change">{escape(change(row, language))}</span>'
    cells = _cell(row, row.before, language, before=True) + _cell(row, row.after, language, before=False)
    if row.change not in _FOLDED:
        return f'<div class="unqa-row" data-change="{row.change}"><p>{said}</p>{cells}</div>'
    places = " – ".join(
        f"<bdi>{escape(spoken(one_line(side.label), language))}</bdi>"
        for side in (row.before, row.after)
        if side is not None
    )
    return (
        f'<details class="unqa-folded" data-change="{row.change}"><summary>{said} {places}</summary>'
        f'<div class="unqa-row"><p></p>{cells}</div></details>'
    )


def _cell(row: ComparedRow, citation: Citation | None, language: str, *, before: bool) -> str:
    if citation is None:
        return f'<div class="unqa-cell unqa-none"><p>{escape(say(language, "nothing"))}</p></div>'
    runs = before_runs(row.diff) if before else after_runs(row.diff)
    words = runs_html(runs) if row.diff else escape(citation.text)
    return f'<div class="unqa-cell"><p>{citation_link(citation, language)}</p>{_quotation(citation, words)}</div>'


def runs_html(runs: Iterable[Run]) -> str:
    """Word differences: what one side left out struck out, what it added underlined."""
    parts = []
    for mark, group in groupby(runs, key=lambda run: run.mark):
        text = "".join(run.text for run in group)
        words, element = text.strip(), _ELEMENTS[mark]
        if not words or not element:
            parts.append(escape(text))
            continue
        # Blanks at the ends are neither struck out nor underlined.
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        parts.append(f"{escape(lead)}<{element}>{escape(words)}</{element}>{escape(tail)}")
    return "".join(parts)


def citation_link(citation: Citation, language: str) -> str:
    """The printable place of a citation as a link that opens it beside."""
    return (
        f'<a class="unqa-link unqa-place" href="{escape(source_link(citation_mark(citation)))}" data-source>'
        f"{escape(place_cited(citation, language))}</a>"
        f"{on_page(citation.source.page, language)}"
    )


def _quotation(citation: Citation, words: str) -> str:
    return f'<blockquote dir="auto" lang="{escape(citation.language)}">{words}</blockquote>'


def legend_html(key: str, language: str) -> str:
    """What the marks of a difference mean."""
    return f'<p class="unqa-legend">{escape(say(language, key))}</p>'


def _permanent(address: str, language: str) -> str:
    link = f'<a class="unqa-link" href="{escape(address)}" data-view>{escape(address)}</a>'
    return f'<p class="unqa-permanent">{escape(say(language, "permanent"))}: <bdi>{link}</bdi></p>'
