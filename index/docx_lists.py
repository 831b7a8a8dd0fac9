"""The numbers that a word processor prints before the paragraphs of automatic lists.

How they are formed: ECMA-376, part 1, section 17.9 (numbering): a paragraph names a list and a level, by itself or by
its style; a list counts each level, and a level begins anew after a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from index.list_numbers import written

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 9
_STYLES_ABOVE: Final = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted and printed: "lowerLetter", "(%2)"."""

    start: int
    form: str
    shown: str


class Lists:
    """The lists of a document; `label` must be called for each paragraph, in order."""

    def __init__(self, part: Any) -> None:
        self._styles = _by_id(_root(part, "/styles"), "style", "styleId")
        numbering = _root(part, "/numbering")
        self._lists = _by_id(numbering, "num", "numId")
        self._abstract = _by_id(numbering, "abstractNum", "abstractNumId")
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def style_name(self, paragraph: Any) -> str:
        """The id of a paragraph's style in small letters, "" where it has none."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return "" if style is None else str(style.get(f"{_W}val", "")).lower()

    def label(self, paragraph: Any) -> str:
        """What is printed before a paragraph: "3.", "(a)", "•"; "" where it is in no list."""
        name, depth = self._place(paragraph)
        found = self._lists.get(name)
        if found is None or not 0 <= depth < _DEEPEST:
            return ""
        abstract = str(_value(found, "abstractNumId"))
        levels = self._levels(abstract, found)
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _DEEPEST)
        if name not in self._begun:
            self._begun.add(name)
            self._restart(found, counts)
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        return _printed(levels, counts, depth)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, or its style's."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name, depth = _number(properties, "numId"), _number(properties, "ilvl")
        for _ in range(_STYLES_ABOVE):
            found = self._styles.get("" if style is None else str(style.get(f"{_W}val")))
            if found is None or name is not None:
                break
            properties = found.find(f"{_W}pPr/{_W}numPr")
            name = _number(properties, "numId")
            depth = depth if depth is not None else _number(properties, "ilvl")
            style = found.find(f"{_W}basedOn")
        return ("" if name is None else str(name)), depth or 0

    def _levels(self, abstract: str, found: Any) -> Mapping[int, _Level]:
        definition = self._abstract.get(abstract)
        linked = None if definition is None else definition.find(f"{_W}numStyleLink")
        if linked is not None:
            definition = next(
                (one for one in self._abstract.values() if _value(one, "styleLink") == linked.get(f"{_W}val")), None
            )
        levels = {} if definition is None else dict(map(_level, definition.iter(f"{_W}lvl")))
        return levels | dict(map(_level, found.iter(f"{_W}lvl")))

    @staticmethod
    def _restart(found: Any, counts: list[int | None]) -> None:
        for override in found.iter(f"{_W}lvlOverride"):
            start = _number(override, "startOverride")
            depth = int(override.get(f"{_W}ilvl", "0"))
            if start is not None and 0 <= depth < _DEEPEST:
                counts[depth] = start - 1


def _root(part: Any, ending: str) -> Any:
    from docx.oxml.parser import parse_xml

    for related in part.rels.values():
        if not related.is_external and related.reltype.endswith(ending):
            return parse_xml(related.target_part.blob)
    return None


def _by_id(root: Any, tag: str, name: str) -> dict[str, Any]:
    return {} if root is None else {str(one.get(f"{_W}{name}")): one for one in root.iter(f"{_W}{tag}")}


def _value(element: Any, tag: str) -> str | None:
    found = None if element is None else element.find(f"{_W}{tag}")
    return None if found is None else found.get(f"{_W}val")


def _number(element: Any, tag: str) -> int | None:
    value = _value(element, tag)
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,9}", value) else None


def _level(element: Any) -> tuple[int, _Level]:
    start = _number(element, "start")
    form, shown = _value(element, "numFmt") or "decimal", _value(element, "lvlText") or ""
    return int(element.get(f"{_W}ilvl", "0")), _Level(1 if start is None else start, form, shown)


def _printed(levels: Mapping[int, _Level], counts: list[int | None], depth: int) -> str:
    if levels[depth].form == "bullet":
        return "•"

    def count(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        value = counts[level]
        known = levels.get(level)
        return "" if known is None else written(known.start if value is None else value, known.form)

    return re.sub(r"%([1-9])", count, levels[depth].shown).strip()
