"""The heading and the closing of a resolution: title, dates, meeting, session, agenda item, report, vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.document_symbols import Symbol, read_number, read_symbol
from index.languages import MEETING, find_date
from index.layout import Line
from index.model import HeadingDatum, HeadingName, Repair
from index.numerals import fold_characters
from index.wording import Wording

_ORDINAL: Final = r"(?:[a-z]+-)?[a-z]+"
_TITLED_SYMBOL: Final = re.compile(
    r"(?P<number>(?:E?S-)?\d{1,4}/\d{1,4}|\d{1,4}(?: [A-Z])? \((?:E?S-)?[IVXLC]+\))(?P<part> [A-Z](?: and "
    r"[A-Z])?)?[.．]?\s+(?:[-–—]\s+)?"
    r"(?P<title>\S.*)",
    re.DOTALL,
)
_FULL_SYMBOL: Final = re.compile(r"(?:A/HRC|[AES])/RES/[^\s,;]+(?: ?\([IVXLC\d-]+\))?(?: [A-Z]\b)?")
_YEARLY: Final = re.compile(
    r"(?P<word>(?:resolution|résolution|resolución|резолюция|القرار"
    r"|第)\s?)?(?P<number>\d{1,4})\s?\((?P<year>(?:19|20)\d\d|[\d-]{4,6})\)"
    r"(?P<after>\.?\s*Resolution of)?",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(MEETING)
_SESSION: Final = re.compile(
    rf"(?:{_ORDINAL} (?:emergency special |special )?session)|[\w-]+(?:ième|ème) session|[\w ]+ período "
    rf"(?:extraordinario )?de "
    r"sesiones|\S+ (?:специальная )?сессия|第\S{1,6}届会议|الدورة [\u0600-\u06ff ]{3,30}",
    re.IGNORECASE,
)
_AGENDA: Final = re.compile(
    r"(?:agenda items?|points?|tema|пункт|议程项目|البند)\s*:?\s*(?P<item>\d{1,3}(?:[ ,]{0,2}(?:\([a-z]\)"
    r"|[a-z]\)|[a-zа-я]\b))?"
    r"(?:(?:,| and| et| y) (?:\([a-z]\)|\d{1,3}(?: \([a-z]\))?))*)",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"\[(?P<text>[^\[\]]*?[(（](?P<value>A/[^()（）]*)[)）][^\[\]]*)\]|\[(?P<other>[^\[\]]*?/[^\[\]]*)\]"
)
_VOTE: Final = re.compile(
    r"(?:ad[oa]pted )?(?:unanimously(?:,? without a vote)?|without (?:a )?vote|by consensus)"
    r"|\b[bh]y (?:a (?:recorded )?vote of )?\d{1,3} (?:vot?es?\b|(?:to|in favour)\b).*|(?:by )?a "
    r"(?:recorded )?vote of \d.*"
    r"|par \d+ voix.*|à l[’']unanimité|sans (?:être mise aux|vote)|por \d+ votos.*|por unanimidad"
    r"|единогласно|一致通过"
    r"|(?:io|to) \w+, with \d.*",
    re.IGNORECASE | re.DOTALL,
)
# Up to the full stop after the vote; one within the brackets that name States does not end it.
_SENTENCE: Final = re.compile(r"(?:[^.(]|\([^)]*\)?)*")
_VOTE_NOTE: Final = re.compile(r"without (?:a )?vote|unanimous|no vote|voted on|by \d+ votes", re.IGNORECASE)
_ADOPTION: Final = re.compile(
    r"\b(?:adopted|resolution (?:of|adopted)|adoptée|aprobada|принята|résolution|resolución|通过)\b|^of \d"
    r"|^on \d|通过",
    re.IGNORECASE,
)
_DISTRIBUTION: Final = re.compile(r"(?:Distr\.|Distribución|Распространение|التوزيع)\s?:?\s?\S+|普遍分发")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of heading or closing lines as one mended text. `closing` is True after the clauses."""

    wording: Wording
    closing: bool


@dataclass(slots=True)
class Heading:
    """What the heading and the closing say, before it is sorted; `data` in the order found."""

    data: list[HeadingDatum]
    repairs: list[Repair]
    title: str = ""
    symbol: str | None = None
    adopted: date | None = None
    issued: date | None = None

    def first(self, name: HeadingName) -> HeadingDatum | None:
        """The first datum of a name."""
        return next((datum for datum in self.data if datum.name == name), None)


def datum(name: HeadingName, value: str, wording: Wording, start: int, end: int) -> HeadingDatum:
    """A datum that is the run [start, end) of a mended text."""
    piece = wording.mapped.cut(start, end)
    return HeadingDatum(name, value, piece.text, piece.span(), piece.segments())


def whole_lines(lines: Sequence[Line]) -> Iterable[tuple[Line, ...]]:
    """Lines in runs without an empty line between."""
    run: list[Line] = []
    for line in lines:
        if run and line.blank:
            yield tuple(run)
            run = []
        run.append(line)
    if run:
        yield tuple(run)


def has_title(line: str) -> bool:
    """Whether a line begins with a resolution's number and its title ("57/203. Strengthening ...")."""
    return _TITLED_SYMBOL.match(line) is not None


def find_symbol(texts: Sequence[str], body: str) -> str | None:
    """The canonical symbol that a heading gives; `body` is that of the opener, or ""."""
    for text in texts:
        match = _TITLED_SYMBOL.match(text)
        if match and (found := _of_body(match["number"] + (match["part"] or ""), body)):
            return found.text
        match = _FULL_SYMBOL.search(text)
        if match and (symbol := read_symbol(match[0])):
            return symbol.text
        match = _YEARLY.search(text)
        if match and (match.start() == 0 or match["word"]) and (match["word"] or match["after"]) and body in ("", "SC"):
            found = read_number(f"{match['number']} ({match['year'].replace('-', '')[:4]})", "SC")
            if found:
                return found.text
    return None


def _of_body(number: str, body: str) -> Symbol | None:
    upper = fold_characters(number).upper()
    if body == "ECOSOC":
        return read_number(upper, "ECOSOC")
    if body == "HRC":
        return read_number(upper, "HRC")
    return read_number(upper, "GA", explicit=True) if body in ("", "GA") else None


_FINDERS: Final[tuple[tuple[HeadingName, re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    ("meeting", _MEETING, lambda match: match[0]),
    ("agenda_item", _AGENDA, lambda match: match["item"].strip()),
)


def read_heading(parts: Sequence[Part], language: str) -> Heading:
    """Every datum of the heading and the closing lines."""
    heading = Heading([], [])
    for part in parts:
        wording, text = part.wording, part.wording.text
        heading.repairs += wording.repairs
        if not text:
            continue
        heading.data.append(datum("line", "", wording, 0, len(text)))
        if not part.closing:
            _read_title(heading, part)
        for name, pattern, value in _FINDERS:
            match = pattern.search(text)
            if match and heading.first(name) is None:
                heading.data.append(datum(name, value(match), wording, match.start(), match.end()))
        _read_distribution(heading, part)
        _read_session(heading, part)
        _read_report(heading, part)
        _read_date(heading, part)
        _read_vote(heading, part)
    return heading


def _read_title(heading: Heading, part: Part) -> None:
    match = _TITLED_SYMBOL.match(part.wording.text)
    if match and not heading.title:
        found = datum("title", "", part.wording, match.start("title"), match.end("title"))
        heading.title = found.text
        heading.data.append(HeadingDatum("title", found.text, found.text, found.source, found.segments))


def _read_distribution(heading: Heading, part: Part) -> None:
    """Who the text was distributed to ("Distr.: General") and, where it follows, when."""
    text = part.wording.text
    match = _DISTRIBUTION.search(text)
    if match is None or heading.first("distribution"):
        return
    dated = find_date(text[match.end() :])
    end = match.end() + dated[2] if dated and not text[match.end() : match.end() + dated[1]].strip() else match.end()
    heading.data.append(datum("distribution", text[match.start() : end], part.wording, match.start(), end))


def _read_session(heading: Heading, part: Part) -> None:
    if part.closing or heading.first("session") or len(part.wording.text) > 200:
        return
    match = _SESSION.search(part.wording.text)
    if match and (match.start() == 0 or part.wording.text[match.start() - 1].isspace()):
        heading.data.append(datum("session", session_number(match[0]), part.wording, match.start(), match.end()))


def _read_report(heading: Heading, part: Part) -> None:
    if part.closing:
        return
    match = _REPORT.search(part.wording.text)
    if match is None:
        return
    name: HeadingName = "committee_report" if match["text"] else "document"
    group = "text" if match["text"] else "other"
    if heading.first(name) is None:
        value = match["value"] or match["other"]
        heading.data.append(datum(name, value, part.wording, match.start(group), match.end(group)))


def _read_date(heading: Heading, part: Part) -> None:
    """The date of adoption: a dated line of adoption or a closing line; a date alone in the heading is the issue's."""
    text = part.wording.text
    found = find_date(text)
    if found is None or heading.first("adopted") is not None:
        return
    value, start, end = found
    if part.closing or _ADOPTION.search(text[:start]) or _ADOPTION.match(text) or _YEARLY.search(text[:start]):
        heading.adopted = value
        heading.data.append(datum("adopted", value.isoformat(), part.wording, start, end))


def _read_vote(heading: Heading, part: Part) -> None:
    if not part.closing or heading.first("vote") is not None:
        return
    match = _VOTE.search(part.wording.text)
    if match:
        meeting = re.search(r" at (?:its|the) \w", match[0])
        vote = match[0][: meeting.start()] if meeting else _SENTENCE.match(match[0])[0]  # type: ignore[index]
        end = match.start() + len(vote.rstrip(" .,;"))
        heading.data.append(datum("vote", part.wording.text[match.start() : end], part.wording, match.start(), end))


def vote_of_note(number: str, wording: Wording) -> HeadingDatum | None:
    """The vote as a footnote to the closing line gives it ("Adopted without vote.")."""
    text = wording.text
    if not _VOTE_NOTE.search(text):
        return None
    end = len(text.rstrip(" ."))
    return datum("vote", text[:end], wording, 0, end)


_UNITS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def session_number(text: str) -> str:
    """The number of "Fifty-eighth session" ("58"), "Tenth emergency special session" ("ES-10"); "" if not English."""
    words = text.lower().replace("-", " ").split()
    value = 0
    for word in words:
        if word in _UNITS:
            value += _UNITS.index(word) + 1
        elif word in _TENS:
            value += 10 * (_TENS.index(word) + 2)
        elif word.endswith("ieth") and f"{word[:-4]}y" in _TENS:
            value += 10 * (_TENS.index(f"{word[:-4]}y") + 2)
    if not value:
        return ""
    prefix = "ES-" if "emergency" in words else "S-" if "special" in words else ""
    return f"{prefix}{value}"
