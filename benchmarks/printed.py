"""What is printed to measure how well files are read: the clauses of a resolution, with the places of its markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.model import Paragraph, Resolution, Segment
from index.parse import parse_document
from index.readers import read_file
from index.sources import bundled_folder

ARABIC: Final = """60/999. التعاون الدولي في مجال حقوق الإنسان

الجمعية العامة،

إذ تشير إلى مقاصد ميثاق الأمم المتحدة ومبادئه، ولا سيما تحقيق التعاون الدولي على حل المسائل الدولية ذات الصبغة
الاقتصادية والاجتماعية والثقافية والإنسانية، وعلى تعزيز احترام حقوق الإنسان والحريات الأساسية للناس جميعا،

وإذ تؤكد من جديد أهمية كفالة العالمية والموضوعية وعدم الانتقائية عند النظر في مسائل حقوق الإنسان، على النحو
المؤكد في الإعلان المعتمد في 25 حزيران/يونيه 1993،

1. تؤكد أن تعزيز حقوق الإنسان وحمايتها وإعمالها إعمالا تاما ينبغي أن يسترشد بمبادئ اللاانتقائية والحياد والموضوعية؛

2. تطلب إلى الأمين العام أن يقدم تقريرا عن تنفيذ هذا القرار إلى الجمعية العامة في دورتها الحادية والستين (2006)؛

3. تقرر أن تواصل النظر في هذه المسألة في دورتها الحادية والستين.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or (then `note` is its number) the marker of a footnote."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph: its number or label ("8.", "(a)", ""), level of indentation, and words.

    `opening` counts the characters of the first run that are set in italics.
    """

    label: str
    level: int
    opening: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A resolution as it is to be printed. `notes` are pairs of number and text."""

    symbol: str
    language: str
    title: str
    opener: str
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    resolution: Resolution

    @property
    def name(self) -> str:
        """A file name that says the symbol and the language."""
        compact = self.symbol.replace("/", "_").replace(" ", "_").replace("(", "").replace(")", "")
        return f"{compact}.{self.language}"


def bundled() -> tuple[Printed, ...]:
    """The bundled resolutions."""
    folder = bundled_folder()
    return tuple(read_printed(path) for path in sorted(folder.glob("A_RES_*.txt")))


def read_printed(path: Path) -> Printed:
    """The resolution in a file of text."""
    raw = read_file(path)
    return printed(raw.text, parse_document(raw))


def printed(raw: str, resolution: Resolution) -> Printed:
    """A resolution, ready to be printed; markers stand where the file has them."""
    notes: dict[str, str] = {}
    lines: list[Line] = []
    for clause in (one for one in resolution.paragraphs if one.parent is None):
        notes |= {note.number: note.text for note in clause.footnotes}
        lines += _lines(raw, resolution, clause)
    opener = {"en": "The General Assembly,", "zh": "大会，", "ar": "الجمعية العامة،"}[resolution.language]
    if resolution.symbol.startswith("S/"):
        opener = "The Security Council,"
    closing = tuple(dict.fromkeys(datum.text for datum in resolution.heading if datum.name in {"meeting", "adopted"}))
    number = resolution.symbol.removeprefix("A/RES/").removeprefix("S/RES/")
    title = f"{number}. {resolution.title}".rstrip()
    return Printed(
        resolution.symbol,
        resolution.language,
        title,
        opener,
        tuple(lines),
        tuple(sorted(notes.items(), key=lambda pair: int(pair[0]))),
        closing,
        resolution,
    )


def _lines(raw: str, resolution: Resolution, clause: Paragraph) -> list[Line]:
    items = [one for one in resolution.paragraphs if one.parent and _within(one, clause)]
    cuts = [0, *(_position(clause.segments, item.source.start) for item in items), len(clause.text)]
    labels = [f"{clause.number}." if clause.numbered else "", *("" for _ in items)]
    levels = [0, *(item.number.count(".") for item in items)]
    lines = []
    for start, end, label, level in zip(cuts[:-1], cuts[1:], labels, levels, strict=True):
        runs = tuple(_runs(raw, resolution, clause, start, end))
        if runs:
            lines.append(Line(label, level, len(clause.opening) if start == 0 else 0, runs))
    return lines


def _within(one: Paragraph, clause: Paragraph) -> bool:
    return clause.source.start <= one.source.start and one.source.end <= clause.source.end


def _runs(raw: str, resolution: Resolution, clause: Paragraph, start: int, end: int) -> list[Run]:
    cited = {note.number for note in clause.footnotes}
    marks: list[tuple[int, str]] = []
    for repair in resolution.repairs:
        number = "".join(character for character in raw[repair.source.start : repair.source.end] if character.isdigit())
        inside = clause.source.start <= repair.source.start < clause.source.end
        if repair.kind == "footnote_marker" and number in cited and inside:
            marks.append((_position(clause.segments, repair.source.start), number))
    runs: list[Run] = []
    done = start
    for position, number in sorted(marks):
        if start < position <= end:
            runs += [Run(clause.text[done:position].rstrip() if position == end else clause.text[done:position])]
            runs.append(Run(number, number))
            done = position
    rest = clause.text[done:end]
    if done == start:
        rest = rest.lstrip()
    runs.append(Run(rest.rstrip()))
    return [run for run in runs if run.text]


def _position(segments: Sequence[Segment], source: int) -> int:
    """Where in the wording the first character stands that is at `source` or later in the file."""
    for segment in segments:
        if segment.source_start + segment.length > source:
            return segment.text_start + max(0, source - segment.source_start)
    last = segments[-1]
    return last.text_start + last.length
