"""A document of a word processor becomes blocks: what would be printed, automatic numbers and notes included."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from index.blocks import Block, RefusedError
from index.docx_lists import Lists
from index.messages import message

# A zip bomb unpacks to a thousand times its size; a document of words to ten times.
UNPACKED_BYTES: Final = 200 * 1024 * 1024
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not printed with the paragraph it stands in: deleted and moved text, text boxes (printed by themselves).
_ELSEWHERE: Final = frozenset({f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", _FALLBACK})
_BLANKS: Final = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_docx(data: bytes) -> Iterator[Block]:
    """The paragraphs of the body, its tables and text boxes in order, then the footnotes and endnotes.

    Raises what the parsers raise on a damaged file.
    """
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES:
            megabytes = UNPACKED_BYTES // 2**20
            raise RefusedError(
                f"unpacks to more than {megabytes} MB: save it as text",
                message("file_unpacks_too_large", megabytes=megabytes),
            )
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(Lists(document.part))
    yield from reader.body(document.element.body)
    yield from reader.printed_notes(document.part)


class _Reader:
    """Reads paragraphs in order, counting the notes that they cite."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        # By kind of note ("" or "e"), the label of each note by the id that the file gives it.
        self.labels: dict[str, dict[str, str]] = {"": {}, "e": {}}

    def body(self, element: Any) -> Iterator[Block]:
        for paragraph in element.iter(f"{_W}p"):
            if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
                continue
            label = self.lists.label(paragraph)
            text = self.text(paragraph).strip()
            if text:
                name = self.lists.style_name(paragraph)
                quoted = any(word in name for word in ("quote", "blocktext", "zitat", "citation"))
                yield Block("quotation" if quoted else "text", "", None, f"{label} {text}" if label else text)

    def text(self, element: Any) -> str:
        """The words of a paragraph or a run as they are printed; the markers of notes as "[^3]"."""
        pieces: list[str] = []
        for node in element:
            if node.tag in _ELSEWHERE or (node.tag == f"{_W}r" and _is_hidden(node)):
                continue
            if node.tag == f"{_W}t":
                pieces.append(_raised(element, node.text or ""))
            elif node.tag in _BLANKS:
                pieces.append(_BLANKS[node.tag])
            elif node.tag == f"{_W}footnoteReference":
                pieces.append(self._marker("", node))
            elif node.tag == f"{_W}endnoteReference":
                pieces.append(self._marker("e", node))
            else:
                pieces.append(self.text(node))
        return "".join(pieces)

    def _marker(self, kind: str, node: Any) -> str:
        labels = self.labels[kind]
        return f"[^{labels.setdefault(str(node.get(f'{_W}id')), f'{kind}{len(labels) + 1}')}]"

    def printed_notes(self, part: Any) -> Iterator[Block]:
        """The notes that are cited, in the order of their markers."""
        from docx.oxml.parser import parse_xml

        for kind, ending in (("", "/footnotes"), ("e", "/endnotes")):
            found: dict[str, str] = {}
            for related in part.rels.values():
                if not related.is_external and related.reltype.endswith(ending):
                    for note in parse_xml(related.target_part.blob):
                        paragraphs = (self.text(one).strip() for one in note.iter(f"{_W}p"))
                        found[str(note.get(f"{_W}id"))] = " ".join(one for one in paragraphs if one)
            for name, label in list(self.labels[kind].items()):
                if found.get(name):
                    yield Block("footnote", label, None, found[name])


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false")


def _raised(run: Any, text: str) -> str:
    """The text of a run; figures set high are a marker that somebody typed."""
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    high = place is not None and place.get(f"{_W}val") == "superscript"
    return text.translate(_HIGH) if high and text.strip().isdigit() and text.isascii() else text
