"""A web page becomes blocks: what a reader sees as the document, without navigation, scripts and hidden parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from index.blocks import Block, RefusedError
from index.encodings import decode
from index.list_numbers import written
from index.messages import message

_DEEPEST: Final = 200
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_LEFT_OUT: Final = frozenset(
    "script style head nav noscript template footer aside form button select option textarea svg math iframe object "
    "embed audio video canvas title".split()
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_FIGURES: Final = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_MARKER: Final = re.compile(r"\s*\[\^(\d{1,3})\]\s*")
_LIST_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BREAK: Final = "\u2028"


def read_html(data: bytes) -> Iterator[Block]:
    """The paragraphs of a page in order, its footnotes where they stand.

    A raised figure, or a figure that leads to another place of the page, is a footnote's marker; at the start of a
    paragraph it is the footnote's own number.
    """
    from lxml import html

    declared = _CHARSET.search(data[:4096])
    try:
        decoded = decode(data, declared[1].decode("ascii") if declared else None)
    except UnicodeDecodeError as error:
        raise RefusedError(
            "is in no encoding that can be told: save it as UTF-8", message("file_of_unknown_encoding")
        ) from error
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text.lstrip("\ufeff"))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    root = html.document_fromstring(text, parser=parser)
    main = root.xpath("//main | //*[@role='main']")
    reader = _Reader(main=bool(main))
    for element in main[:1] or [root]:
        reader.read(element, 0)
    reader.end()
    yield from reader.blocks


class _Reader:
    def __init__(self, *, main: bool) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.main = main
        self.label = ""
        self.cited: set[str] = set()

    def read(self, element: Any, depth: int) -> None:
        """Read an element and what is in it."""
        if depth > _DEEPEST:
            raise RefusedError(
                f"has elements within elements more than {_DEEPEST} deep: save it as text", message("file_too_deep")
            )
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or self._is_left_out(element, tag):
            return
        block = tag in _BLOCKS
        if block:
            self.end()
        if tag == "br":
            self.pieces.append(_BREAK)
        elif tag == "li":
            self.label = _list_label(element)
        marker = _marker(element, tag)
        if marker:
            self.pieces.append(marker)
        else:
            self._content(element, depth)
        if block:
            self.end()

    def _content(self, element: Any, depth: int) -> None:
        self.pieces.append(element.text or "")
        for child in element:
            self.read(child, depth + 1)
            self.pieces.append(child.tail or "")

    def _is_left_out(self, element: Any, tag: str) -> bool:
        if tag in _LEFT_OUT or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return True
        # The running head of a page that a word processor has saved, and the head of a site's pages.
        return element.get("title") in ("header", "footer") or (tag == "header" and not self.main)

    def end(self) -> None:
        """End the paragraph that is being read."""
        lines = [" ".join(line.split()) for line in "".join(self.pieces).split(_BREAK)]
        self.pieces = []
        text = "\n".join(line for line in lines if line)
        if not text:
            return
        begins = _MARKER.match(text)
        if begins and begins[1] in self.cited and begins.end() < len(text):
            self.blocks.append(Block("footnote", begins[1], None, text[begins.end() :]))
            return
        self.cited.update(_MARKER.findall(text))
        self.blocks.append(Block("text", "", None, f"{self.label} {text}" if self.label else text))
        self.label = ""


def _marker(element: Any, tag: str) -> str:
    """The marker that an element prints, "" where it prints none."""
    raised = tag == "sup" or "super" in element.get("style", "")
    leads = tag == "a" and (element.get("href") or "").startswith("#")
    if not (raised or leads):
        return ""
    figures = _FIGURES.fullmatch("".join(element.text_content().split()))
    return f"[^{figures[1]}]" if figures else ""


def _list_label(item: Any) -> str:
    """The number that is printed before an item of a list."""
    holder = item.getparent()
    if holder is None or holder.tag != "ol":
        return "•" if holder is not None and holder.tag == "ul" else ""
    items = [one for one in holder if one.tag == "li"]
    start = holder.get("start", "1")
    value = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    for one in items:
        given = one.get("value", "")
        value = int(given) if re.fullmatch(r"-?\d{1,6}", given) else value
        if one is item:
            break
        value += 1
    form = _LIST_FORMS.get(holder.get("type", ""))
    return f"({written(value, form)})" if form else f"{value}."
