"""Answers and resolutions as HTML. Pure functions; whatever came from a document or a question passes `escape`."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from index.model import Footnote, HeadingDatum, Paragraph, Resolution, Span
from rag.model import Answer, Citation
from ui.labels import heading_line, language_name, paragraph_name, place_label
from ui.page_words import ENGLISH, say
from ui.sources import Supplement, supplement
from ui.statements import Block, Marker, Words, read_blocks
from ui.text import one_line, printable

SOURCE_ROUTE = "/source"
ASSETS_ROUTE = "/own"
# In the order of the cascade: what holds for small windows comes last.
STYLES = ("answer.css", "source.css", "page.css")

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


def error_html(message: str, language: str = ENGLISH) -> str:
    """Something that could not be done."""
    return (
        '<div class="unqa-notice unqa-error" role="alert">'
        f'<p class="unqa-notice-title">{escape(say(language, "failed"))}</p>'
        f'<p dir="auto">{escape(message)}</p></div>'
    )


def pending_html(language: str = ENGLISH) -> str:
    """What stands in an answer's place until there is one."""
    return f'<p class="unqa-pending" role="status">{escape(say(language, "pending"))}</p>'


def searched_html(resolutions: int, paragraphs: int, language: str = ENGLISH) -> str:
    """How much was searched for an answer."""
    counts = say(language, "searched", resolutions=resolutions, paragraphs=paragraphs)
    return f'<p class="unqa-searched" dir="auto">{escape(counts)}</p>'


def answer_stages(answer: Answer) -> Iterator[str]:
    """The answer as it appears: each stage is the whole HTML so far, the last one complete."""
    if answer.refusal is not None:
        yield refusal_html(answer)
        return
    by_marker = {citation.marker: citation for citation in answer.citations}
    body = _doubt(answer)
    for block in read_blocks(answer.answer, frozenset(by_marker)):
        body += _block(block, by_marker, answer.language)
        yield f'<div class="unqa-answer">{body}</div>'
    yield answer_html(answer)


def answer_html(answer: Answer) -> str:
    """An answer, each statement linked to its source, and the list of sources; or a refusal."""
    if answer.refusal is not None:
        return refusal_html(answer)
    by_marker = {citation.marker: citation for citation in answer.citations}
    blocks = read_blocks(answer.answer, frozenset(by_marker))
    body = "".join(_block(block, by_marker, answer.language) for block in blocks)
    language = answer.language
    sources = "".join(_source_item(one, supplement(one, blocks), language) for one in answer.citations)
    name = escape(say(language, "sources"))
    listed = f'<ol class="unqa-sources" aria-label="{name}">{sources}</ol>' if sources else ""
    return f'<div class="unqa-answer">{_doubt(answer)}{body}{listed}</div>'


def refusal_html(answer: Answer) -> str:
    """Why there is no answer, told apart from an answer by more than its colour."""
    if answer.refusal is None:
        return ""
    closest = "".join(f"<li>{_place_link(found)}</li>" for found, _ in answer.retrieved[:3])
    heading = escape(say(answer.language, "closest"))
    near = f'<p dir="auto">{heading}</p><ul class="unqa-near">{closest}</ul>' if closest else ""
    return (
        f'<div class="unqa-notice unqa-refusal" data-code="{escape(answer.refusal.code)}">'
        f'<p class="unqa-notice-title" dir="auto">{escape(say(answer.language, answer.refusal.code))}</p>'
        f'<p dir="auto">{escape(answer.refusal.message)}</p>{near}</div>'
    )


def resolution_html(resolution: Resolution, url: str, marks: Sequence[Mark] = ()) -> str:
    """A whole resolution, its heading first, with the marked places highlighted."""
    title = resolution.title or resolution.symbol
    cited = {mark.id for mark in marks}
    shown = (paragraph for paragraph in resolution.paragraphs if _stands(paragraph, cited))
    paragraphs = "".join(_paragraph(paragraph, marks) for paragraph in shown)
    return (
        f'<article class="unqa-resolution" lang="{escape(resolution.language)}">'
        f'<header><p class="unqa-symbol"><bdi>{escape(resolution.symbol)}</bdi>'
        f'<span lang="en">{escape(language_name(resolution.language))}</span></p>'
        f'<h2 dir="auto">{escape(one_line(title))}</h2>'
        f'<p class="unqa-heading" dir="auto">{escape(heading_line(resolution))}</p>'
        f"{_heading(resolution.heading, marks)}"
        f'<p class="unqa-official" lang="en">This is not the official text. {_official(url)}</p></header>'
        f"{paragraphs}</article>"
    )


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
        for inline in block.inlines
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
    label = escape(say(language, "source_number", number=citation.marker, label=one_line(citation.label)))
    return (
        f'<a class="unqa-cite" href="{escape(source_link(citation_mark(citation)))}" data-source '
        f'title="{label}" aria-label="{label}">{citation.marker}</a>'
    )


def _place_link(place: str) -> str:
    return (
        f'<a class="unqa-link" href="{escape(source_link(Mark(place)))}" data-source>{escape(place_label(place))}</a>'
    )


def _source_item(citation: Citation, extra: Supplement, language: str) -> str:
    quote = (
        ""
        if extra.quote is None
        else f'<blockquote dir="auto" lang="{escape(citation.language)}">{_lines(extra.quote)}</blockquote>'
    )
    notes = "".join(_footnote(footnote) for footnote in extra.footnotes)
    # Said in the answer or not, these are the links that open them.
    same = ", ".join(_place_link(other) for other in citation.same_wording)
    also = f'<p class="unqa-same" dir="auto">{escape(say(language, "same_wording"))} {same}</p>' if same else ""
    return (
        f'<li value="{citation.marker}"><p><a class="unqa-link unqa-place" '
        f'href="{escape(source_link(citation_mark(citation)))}" data-source>{escape(one_line(citation.label))}</a>'
        f"{_official(citation.url, language)}</p>{quote}{notes}{also}</li>"
    )


def _official(url: str, language: str = ENGLISH) -> str:
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


def _paragraph(paragraph: Paragraph, marks: Sequence[Mark]) -> str:
    mark = next((mark for mark in marks if mark.id == paragraph.id), None)
    number = paragraph.number if paragraph.kind == "operative" and paragraph.numbered else ""
    notes = "".join(_footnote(footnote) for footnote in paragraph.footnotes)
    state = 'class="unqa-paragraph unqa-cited" aria-current="true" tabindex="-1"' if mark else 'class="unqa-paragraph"'
    name = escape(paragraph_name(paragraph))
    return (
        f'<section {state} id="{escape(paragraph.id)}" aria-label="{name}" title="{name}">'
        f'<p class="unqa-number">{escape(number)}</p>'
        f'<div dir="auto"><p>{_wording(paragraph, mark)}</p>{notes}</div></section>'
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


def page_header_html() -> str:
    """The page's own heading."""
    return (
        '<header class="unqa-masthead"><h1>Resolutions of the United Nations</h1>'
        "<p>Ask, and read the paragraph that says it.</p></header>"
    )


def page_footer_html() -> str:
    """What the reader should know about the texts."""
    return (
        '<p class="unqa-small">Quotations are exact; the texts are not the official documents, '
        "to which every source links. Nothing you ask leaves this server.</p>"
    )


def style_links() -> str:
    """The elements of a head that load our styles."""
    return "".join(f'<link rel="stylesheet" href="{ASSETS_ROUTE}/{name}">' for name in STYLES)


def document_html(title: str, body: str) -> str:
    """A page of its own around `body`, which must be HTML already."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – unqa</title>{style_links()}</head>"
        f'<body class="unqa-alone"><main id="unqa-source">{body}</main></body></html>'
    )
