"""Answers and resolutions as HTML. Pure functions; whatever came from a document or a question passes `escape`."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from urllib.parse import urlencode

from index.model import Footnote, HeadingDatum, Paragraph, Resolution, Span
from rag.frame import language_name
from rag.model import SERVICE, Answer, Citation, Writing
from ui.labels import paragraph_name, place_label, whole_label
from ui.page_addresses import fragment_of
from ui.page_words import ENGLISH, direction, long_date, say
from ui.sources import Supplement, supplement
from ui.spoken_blocks import spoken_block
from ui.spoken_labels import spoken
from ui.statements import Block, Marker, Words, read_blocks
from ui.text import one_line, printable

SOURCE_ROUTE = "/source"

# The page's components read "${...}", "{{...}}" and back quotes in what they are given as code of their own.
_TEMPLATE_CHARACTERS = str.maketrans({character: f"&#{ord(character)};" for character in "`${}\\"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader came to see: a place by its id, and the words there.

    `words` counts characters of the paragraph's wording, or of the file where the place is the heading.
    """

    id: str
    words: Span | None = None


def escape(text: str) -> str:
    """`text` as HTML that shows it and does nothing else, inside an element or a quoted attribute."""
    return html.escape(printable(text), quote=True).translate(_TEMPLATE_CHARACTERS)


def question_html(question: str) -> str:
    """What the reader asked."""
    return f'<div class="unqa-question" dir="auto">{_lines(question)}</div>'


def error_html(said: str, language: str = ENGLISH, title: str = "") -> str:
    """Something that could not be done. `said` is HTML; `title` says what in a few words, if more can be said."""
    return (
        f'<div class="unqa-notice unqa-error" role="alert" lang="{escape(language)}" dir="{direction(language)}">'
        f'<p class="unqa-notice-title">{escape(title or say(language, "failed"))}</p><p>{said}</p></div>'
    )


def pending_html(language: str = ENGLISH) -> str:
    """What stands in an answer's place until there is one."""
    return f'<p class="unqa-pending" role="status">{escape(say(language, "pending"))}</p>'


def searched_html(answer: Answer) -> str:
    """How much was searched for an answer, in whose words it is given, and what was left out, folded away."""
    listed = answer.writing is not None and bool(answer.writing.unsupported)
    told = " ".join(provenance(answer, removed=not listed))
    searched = f'<p class="unqa-searched" dir="auto">{escape(told)}</p>' if told else ""
    return searched + (_removed(answer.writing, answer.language) if answer.writing is not None and listed else "")


def _removed(writing: Writing, language: str) -> str:
    items = "".join(f"<li><bdi><s>{escape(one_line(each.text))}</s></bdi></li>" for each in writing.unsupported)
    summary = escape(say(language, "unsupported", count=writing.removed_count))
    way = direction(language)
    return f'<details class="unqa-removed" dir="{way}"><summary>{summary}</summary><ul>{items}</ul></details>'


def provenance(answer: Answer, *, removed: bool = True) -> Iterator[str]:
    """How much was searched, who wrote the answer, and what became of what a language model wrote.

    Without `removed` how many of its statements were left out is not said.
    """
    language, writing = answer.language, answer.writing
    if answer.searched is not None:
        yield say(language, "searched", **asdict(answer.searched))
    if answer.refusal is None and answer.answerer != SERVICE:
        yield answerer_words(answer.answerer, language)
    if writing is None:
        return
    if writing.verbatim_because:
        yield one_line(writing.verbatim_because)
    if removed and writing.removed_count:
        yield say(language, "unsupported", count=writing.removed_count)
    if writing.broken_off:
        yield say(language, "broken_off")


def answerer_words(answerer: str, language: str) -> str:
    """In whose words an answer is given: the resolutions' own, or those of a language model."""
    model = answerer.partition(":")[2]
    return say(language, "by_model", model=one_line(model)) if model else say(language, "verbatim")


def answer_html(answer: Answer, *, said_already: str = "") -> str:
    """An answer, each statement linked to its source, and the list of sources; or a refusal.

    A first block that says just what is `said_already` is left out.
    """
    if answer.refusal is not None:
        return refusal_html(answer)
    by_marker = {citation.marker: citation for citation in answer.citations}
    blocks = read_blocks(answer.answer, frozenset(by_marker))
    if blocks and said_already and blocks[0].text == said_already:
        blocks = blocks[1:]
    body = "".join(_block(block, by_marker, answer.language) for block in blocks)
    language = answer.language
    sources = "".join(_source_item(one, supplement(one, blocks), language) for one in answer.citations)
    name = escape(say(language, "sources"))
    listed = f'<ol class="unqa-sources" aria-label="{name}">{sources}</ol>' if sources else ""
    return f'<div class="unqa-answer" dir="{direction(language)}">{_doubt(answer)}{body}{listed}</div>'


def refusal_html(answer: Answer) -> str:
    """Why there is no answer, told apart from an answer by more than its colour."""
    if answer.refusal is None:
        return ""
    closest = "".join(f"<li>{place_link(found, answer.language)}</li>" for found, _ in answer.retrieved[:3])
    heading = escape(say(answer.language, "closest"))
    near = f'<p dir="auto">{heading}</p><ul class="unqa-near">{closest}</ul>' if closest else ""
    way = direction(answer.language)
    return (
        f'<div class="unqa-notice unqa-refusal" dir="{way}" data-code="{escape(answer.refusal.code)}">'
        f'<p class="unqa-notice-title" dir="auto">{escape(say(answer.language, answer.refusal.code))}</p>'
        f'<p dir="auto">{escape(answer.refusal.message)}</p>{near}</div>'
    )


def resolution_html(
    resolution: Resolution,
    url: str,
    marks: Sequence[Mark] = (),
    *,
    language: str = ENGLISH,
    apparatus: str = "",
    anchors: bool = False,
) -> str:
    """A whole resolution, its heading first, with the marked places highlighted.

    `language` is the reader's. `apparatus` is HTML that follows the heading. With `anchors` a paragraph can be reached
    by "#op8", as on a page that holds this resolution alone; without, its id is the whole id.
    """
    title = resolution.title or resolution.symbol
    cited = {mark.id for mark in marks}
    shown = [paragraph for paragraph in resolution.paragraphs if _stands(paragraph, cited)]
    turned = {one.id for before, one in pairwise((None, *shown)) if one and (before is None or before.page != one.page)}
    parts = [
        _paragraph(
            paragraph,
            marks,
            _anchors(resolution, paragraph) if anchors else None,
            language,
            paged=paragraph.id in turned | cited,
        )
        for paragraph in shown
    ]
    return (
        f'<article class="unqa-resolution" lang="{escape(resolution.language)}">'
        f'<header><p class="unqa-symbol"><bdi>{escape(spoken(whole_label(resolution.symbol), language))}</bdi>'
        f'<span lang="{language}">{escape(language_name(language, resolution.language))}</span></p>'
        f'<h2 dir="auto">{escape(one_line(title))}</h2>'
        f'<p class="unqa-heading" lang="{language}" dir="{direction(language)}">'
        f"{_heading_line(resolution, language)}</p>"
        f"{_heading(resolution.heading, marks)}"
        f"{_not_official(url, language)}</header>"
        f"{apparatus}{''.join(parts)}</article>"
    )


def _not_official(url: str, language: str) -> str:
    """That the text is not the official one, and where that is; nothing where there is none."""
    if not url:
        return ""
    notice = escape(say(language, "not_official"))
    return f'<p class="unqa-official" lang="{language}" dir="auto">{notice} {official_link(url, language)}</p>'


def excerpt_html(resolution: Resolution, mark: Mark, *, language: str = ENGLISH) -> str:
    """One place of a resolution alone, its words marked, under its name; the title where no paragraph is meant."""
    found = [paragraph for paragraph in resolution.paragraphs if paragraph.id == mark.id]
    if found:
        name = spoken(paragraph_name(found[0]), language)
        body = _paragraph(found[0], (mark,), None, language, paged=True)
    else:
        name = resolution.symbol
        body = _heading(resolution.heading, (mark,)) or f"<p>{escape(one_line(resolution.title or ''))}</p>"
    adopted = (
        f" · {say(language, 'adopted', date=long_date(language, resolution.adopted))}" if resolution.adopted else ""
    )
    return (
        f'<p class="unqa-excerpt-name" dir="auto"><bdi>{escape(name)}</bdi>{escape(adopted)}</p>'
        f'<div class="unqa-excerpt" lang="{escape(resolution.language)}">{body}</div>'
    )


def _heading_line(resolution: Resolution, language: str) -> str:
    """Date, session, meeting and so on, as far as the document gives them, on one line, each with its own direction."""
    parts = []
    if resolution.adopted:
        parts.append(say(language, "adopted", date=long_date(language, resolution.adopted)))
    if resolution.session:
        parts.append(say(language, "session", session=resolution.session))
    own = (resolution.meeting, resolution.agenda_item, resolution.committee_report, resolution.vote)
    return " · ".join(f"<bdi>{escape(one_line(part))}</bdi>" for part in (*parts, *own) if part)


def source_link(mark: Mark) -> str:
    """The address on this server that shows `mark` in its resolution."""
    words = {"words": f"{mark.words.start}-{mark.words.end}"} if mark.words else {}
    return f"{SOURCE_ROUTE}?{urlencode({'id': mark.id, **words})}"


def citation_mark(citation: Citation) -> Mark:
    """Where the quoted words of a citation stand."""
    if citation.kind == "heading":
        return Mark(citation.id, citation.source.span)
    start = citation.text.find(citation.quote)
    return Mark(citation.id, Span(start, start + len(citation.quote)) if start >= 0 and citation.quote else None)


def _doubt(answer: Answer) -> str:
    if not answer.doubtful:
        return ""
    return f'<p class="unqa-doubt" role="note" dir="auto">{escape(say(answer.language, "doubtful"))}</p>'


def _block(block: Block, citations: dict[int, Citation], language: str) -> str:
    words = "".join(
        _citation_link(citations[inline.number], language) if isinstance(inline, Marker) else _words(inline)
        for inline in spoken_block(block, citations.values(), language).inlines
    )
    if block.kind == "quotation":
        cited = [citations[inline.number].language for inline in block.inlines if isinstance(inline, Marker)]
        return f'<blockquote dir="auto" lang="{escape(cited[0] if cited else language)}">{words}</blockquote>'
    if block.kind == "item":
        bullet = f'<span class="unqa-bullet">{escape(block.bullet)}</span>'
        return f'<p class="unqa-item" dir="auto">{bullet}<span>{words}</span></p>'
    return f'<p dir="auto">{words}</p>'


def _words(words: Words) -> str:
    text = _lines(words.text)
    return f"<strong>{text}</strong>" if words.strong else text


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _citation_link(citation: Citation, language: str) -> str:
    place = spoken(one_line(citation.label), language)
    label = escape(say(language, "source_number", number=citation.marker, label=place))
    return (
        f'<a class="unqa-cite" href="{escape(source_link(citation_mark(citation)))}" data-source '
        f'aria-label="{label}">{citation.marker}</a>'
    )


def place_link(place: str, language: str = ENGLISH) -> str:
    """A link that opens the place of an id in its resolution."""
    name = escape(spoken(place_label(place), language))
    return f'<a class="unqa-link" href="{escape(source_link(Mark(place)))}" data-source>{name}</a>'


def _source_item(citation: Citation, extra: Supplement, language: str) -> str:
    quote = (
        ""
        if extra.quote is None
        else f'<blockquote dir="auto" lang="{escape(citation.language)}">{_lines(extra.quote)}</blockquote>'
    )
    notes = "".join(_footnote(footnote) for footnote in extra.footnotes)
    # Said in the answer or not, these are the links that open them.
    same = ", ".join(place_link(other, language) for other in citation.same_wording)
    also = f'<p class="unqa-same" dir="auto">{escape(say(language, "same_wording"))} {same}</p>' if same else ""
    place = escape(spoken(one_line(citation.label), language))
    return (
        f'<li value="{citation.marker}"><p><a class="unqa-link unqa-place" '
        f'href="{escape(source_link(citation_mark(citation)))}" data-source>{place}</a>'
        f"{on_page(citation.source.page, language)}{official_link(citation.url, language)}</p>{quote}{notes}{also}</li>"
    )


def on_page(page: int | None, language: str) -> str:
    """On which page of its file something stands, where it has pages."""
    if page is None:
        return ""
    return f' <span class="unqa-on-page" lang="{language}">{escape(say(language, "on_page", number=page))}</span>'


def official_link(url: str, language: str = ENGLISH) -> str:
    """A link to the official document; "" for what is no web address."""
    # Only a web address may become a link: the rest of an address says nothing about what a click would do.
    if not url.startswith("https://"):
        return ""
    return (
        f'<a class="unqa-link unqa-out" href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(say(language, 'official_document'))}<span aria-hidden=true> ↗</span></a>"
    )


def _footnote(footnote: Footnote) -> str:
    number = f"<sup>{escape(one_line(footnote.number))}</sup>"
    return f'<p class="unqa-footnote" dir="auto">{number} {escape(one_line(footnote.text))}</p>'


def _stands(paragraph: Paragraph, cited: set[str]) -> bool:
    # A clause's wording holds its sub-paragraphs; on its own a sub-paragraph stands only where it is what was cited.
    return paragraph.parent is None or paragraph.id in cited


def _anchors(resolution: Resolution, paragraph: Paragraph) -> tuple[str, ...]:
    """What an address may end with to mean a paragraph: its own place, and those of its sub-paragraphs."""
    within = (one for one in resolution.paragraphs if one.id.startswith(f"{paragraph.id.partition('@')[0]}."))
    return tuple(fragment_of(one.id) for one in (paragraph, *within))


def _paragraph(
    paragraph: Paragraph, marks: Sequence[Mark], anchors: tuple[str, ...] | None, language: str, *, paged: bool
) -> str:
    """A paragraph, with `paged` under the number of its page where its file has pages."""
    mark = next((mark for mark in marks if mark.id == paragraph.id), None)
    number = paragraph.number if paragraph.kind == "operative" and paragraph.numbered else ""
    notes = "".join(_footnote(footnote) for footnote in paragraph.footnotes)
    state = 'class="unqa-paragraph unqa-cited" aria-current="true" tabindex="-1"' if mark else 'class="unqa-paragraph"'
    name = escape(spoken(paragraph_name(paragraph), language))
    page = f'<p class="unqa-turn">{on_page(paragraph.page, language)}</p>' if paged and paragraph.page else ""
    own, *inner = anchors or (paragraph.id,)
    targets = "".join(f'<span class="unqa-anchor" id="{escape(anchor)}"></span>' for anchor in inner)
    shown = escape(number)
    if anchors:
        shown = f'<a class="unqa-pinpoint" href="#{escape(own)}" aria-label="{name}">{shown or "¶"}</a>'
    return (
        f'<section {state} id="{escape(own)}" dir="{direction(paragraph.language)}" aria-label="{name}" title="{name}">'
        f"{targets}"
        f'<p class="unqa-number">{shown}</p>'
        f'<div dir="auto">{page}<p>{_wording(paragraph, mark)}</p>{notes}</div></section>'
    )


def _wording(paragraph: Paragraph, mark: Mark | None) -> str:
    """The wording, its opening phrase in italics and the quoted words marked."""
    text = paragraph.text
    italic = len(paragraph.opening) if text.startswith(paragraph.opening) else 0
    words = mark.words if mark and mark.words else Span(0, 0)
    start = min(words.start, len(text))
    end = max(start, min(words.end, len(text)))

    def piece(left: int, right: int) -> str:
        opening, rest = text[left : max(left, min(italic, right))], text[max(left, min(italic, right)) : right]
        return (f"<em>{escape(opening)}</em>" if opening else "") + escape(rest)

    marked = f"<mark>{piece(start, end)}</mark>" if end > start else ""
    return piece(0, start) + marked + piece(end, len(text))


def _heading(heading: Sequence[HeadingDatum], marks: Sequence[Mark]) -> str:
    spans = [mark.words for mark in marks if mark.id.partition("#")[2].startswith("meta") and mark.words]
    cited = [datum for datum in heading if any(_overlap(datum.source, span) for span in spans)]
    return "".join(
        f'<p class="unqa-paragraph unqa-cited" aria-current="true" tabindex="-1" dir="auto">'
        f"<mark>{escape(one_line(datum.text))}</mark></p>"
        for datum in cited
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
