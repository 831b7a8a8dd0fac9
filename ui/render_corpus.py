"""The corpus as HTML: the table of resolutions, and what accompanies one that is read."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from index.catalog import ResolutionSummary
from rag.corpus_list import COLUMNS, Column, Selected, Selection, description
from rag.frame import language_name
from rag.links import Link, Links
from ui.page_addresses import fragment_of, place_address, resolution_address, trace_address
from ui.page_words import say
from ui.render import escape, official_link
from ui.spoken_labels import spoken
from ui.text import one_line


def table_html(wanted: Selection, selected: Selected, total: int, language: str) -> str:
    """The rows with headings to sort by, how many they are, and the ways to the pages before and after."""
    if not selected.rows:
        return f'<p class="unqa-none" role="status">{escape(say(language, "none_found"))}</p>'
    heads = "".join(_head(column, wanted, language) for column in COLUMNS)
    rows = "".join(_table_row(summary, language) for summary in selected.rows)
    pages = [
        f'<a class="unqa-link" href="{_address(wanted, page=page)}" data-view>{escape(say(language, key))}</a>'
        for key, page, there in (
            ("page_before", selected.page - 1, selected.page > 1),
            ("page_after", selected.page + 1, selected.has_next),
        )
        if there
    ]
    turning = f'<p class="unqa-turning">{" ".join(pages)}</p>' if pages else ""
    counted = say(language, "found_of", found=selected.total, total=total)
    found = f'<p class="unqa-legend" role="status">{escape(counted)}</p>' if wanted.narrows else ""
    name = escape(say(language, "nav_corpus"))
    return (
        f'{found}<table class="unqa-table unqa-corpus" aria-label="{name}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{turning}"
    )


def _head(column: Column, wanted: Selection, language: str) -> str:
    sorted_so = wanted.sort == column
    state = f' aria-sort="{"descending" if wanted.down else "ascending"}"' if sorted_so else ""
    arrow = f'<span aria-hidden="true"> {"▼" if wanted.down else "▲"}</span>' if sorted_so else ""
    address = _address(wanted, sort=column, down=sorted_so and not wanted.down)
    name = escape(say(language, f"column_{column}"))
    return f'<th scope="col"{state}><a href="{address}" data-view>{name}{arrow}</a></th>'


def _address(wanted: Selection, *, sort: Column | None = None, down: bool | None = None, page: int = 1) -> str:
    fields: dict[str, object] = {
        "find": wanted.find,
        "body": wanted.body,
        "text": wanted.language,
        "from": wanted.year_from or "",
        "to": wanted.year_to or "",
        "sort": sort or wanted.sort,
        "down": int(wanted.down if down is None else down) or "",
        "page": page if page > 1 else "",
    }
    return escape(f"/corpus?{urlencode({name: value for name, value in fields.items() if value != ''})}")


def _table_row(summary: ResolutionSummary, language: str) -> str:
    address = resolution_address(summary.symbol, summary.language)
    cells = (
        f'<a class="unqa-link" href="{escape(address)}" data-view><bdi>{escape(summary.symbol)}</bdi></a>',
        _title(summary, language),
        f'<time dir="ltr">{summary.adopted.isoformat()}</time>' if summary.adopted else "–",
        escape(language_name(language, summary.language)),
        str(summary.paragraphs),
    )
    named = zip(COLUMNS, cells, strict=True)
    return (
        "<tr>"
        + "".join(f'<td data-name="{escape(say(language, f"column_{name}"))}">{cell}</td>' for name, cell in named)
        + "</tr>"
    )


def _title(summary: ResolutionSummary, language: str) -> str:
    """The title; where there is none, the first words of the text, and that they are no title."""
    words, said = summary.title, ""
    if not words and (words := description(summary)):
        said = f'<span class="unqa-no-title">{escape(say(language, "no_title"))}</span> '
    return f'{said}<span lang="{escape(summary.language)}" dir="auto">{escape(one_line(words))}</span>'


def citing_html(styles: Sequence[tuple[str, str]], language: str) -> str:
    """Citations to copy: (name of the style, text) each."""
    items = "".join(
        f'<div class="unqa-style"><p>{escape(name)} <button type="button" data-copy>{escape(say(language, "copy"))}'
        f'</button></p><pre dir="auto" tabindex="0" aria-label="{escape(name)}">{escape(text)}</pre></div>'
        for name, text in styles
    )
    return f'<details class="unqa-cite-as"><summary>{escape(say(language, "cite"))}</summary>{items}</details>'


def ways_html(symbol: str, text: str, place: str | None, others: Sequence[str], language: str) -> str:
    """Ways onward from a resolution in the language `text`: address, lineage of the paragraph `place`, languages."""
    address = place_address(place) if place else resolution_address(symbol, None if text == "en" else text)
    copy = escape(say(language, "copy_address"))
    ways = [
        f'<a class="unqa-link" href="{escape(address)}">{escape(say(language, "permanent"))}</a> '
        f'<button type="button" class="unqa-small-button" data-copy="{escape(address)}">{copy}</button>'
    ]
    if place:
        trace = escape(trace_address(place))
        ways.append(f'<a class="unqa-link" href="{trace}" data-view>{escape(say(language, "trace_this"))}</a>')
    links = ", ".join(
        f'<a class="unqa-link" href="{escape(resolution_address(symbol, other))}">'
        f"{escape(language_name(language, other))}</a>"
        for other in others
    )
    if links:
        ways.append(f"{escape(say(language, 'other_languages'))} {links}")
    return f'<p class="unqa-ways" lang="{language}">{" · ".join(ways)}</p>'


def links_html(links: Links, language: str) -> str:
    """What a resolution refers to, and what refers to it, each with the paragraphs that do."""
    parts = [
        _links(say(language, "recalls"), _outgoing(links.cites, language)),
        _links(say(language, "recalled_by"), _incoming(links.cited_by, language)),
    ]
    return f'<div class="unqa-links" lang="{language}">{"".join(parts)}</div>' if any(parts) else ""


def _links(title: str, items: str) -> str:
    return f"<details open><summary>{escape(title)}</summary><ul>{items}</ul></details>" if items else ""


def _outgoing(links: Sequence[Link], language: str) -> str:
    grouped: dict[str, list[Link]] = {}
    for link in links:
        grouped.setdefault(link.label, []).append(link)
    items = ""
    for label, found in grouped.items():
        places = {
            f'<a class="unqa-link" href="#{escape(fragment_of(one.paragraph))}">{escape(_short(one, language))}</a>': 0
            for one in found
        }
        target = escape(spoken(one_line(label), language))
        if found[0].in_corpus:
            target = f'<a class="unqa-link" href="{escape(resolution_address(found[0].symbol))}">{target}</a>'
        else:
            target += f" {official_link(found[0].url, language)}"
        items += f"<li>{target} ({'; '.join(places)})</li>"
    return items


def _incoming(links: Sequence[Link], language: str) -> str:
    lines = {
        f'<li><a class="unqa-link" href="{escape(place_address(one.paragraph))}">'
        f"{escape(spoken(one_line(one.paragraph_label), language) + _note(one, language))}</a></li>": 0
        for one in links
    }
    return "".join(lines)


def _short(link: Link, language: str) -> str:
    """The paragraph's label without its resolution."""
    place = one_line(link.paragraph_label.partition(", ")[2] or link.paragraph_label)
    return spoken(place, language) + _note(link, language)


def _note(link: Link, language: str) -> str:
    return f", {say(language, 'footnote', number=one_line(link.footnote))}" if link.footnote else ""
