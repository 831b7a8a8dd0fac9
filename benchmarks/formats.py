"""How right files of each format are read: printed resolutions are read back and compared wording by wording.

    PYTHONPATH=. python benchmarks/formats.py FOLDER [--others N] [--verbose]

FOLDER holds what benchmarks/print_files.py has made. A wording is wrong when a paragraph of the text printed is not
there under its id with the same words and the same footnotes, or when a paragraph is there that was not printed.
Wordings are compared to the character, blanks between Chinese and other characters and the two forms of quotation
marks aside: typesetters change them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.print_files import texts
from benchmarks.printed import Printed
from index.errors import ReadError
from index.model import Paragraph
from index.parse import parse_document
from index.readers import read_file
from index.replay import replay


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of one file: wordings printed, and each that is wrong with what was read instead."""

    wordings: int
    wrong: tuple[tuple[str, str, str], ...]


def measure(path: Path, text: Printed) -> Figures:
    """Read a file and compare it with the text that was printed."""
    expected = {paragraph.id: _said(paragraph) for paragraph in text.resolution.paragraphs}
    try:
        raw = read_file(path)
        resolution = parse_document(raw)
    except ReadError as error:
        return Figures(len(expected), tuple((name, said, error.reason) for name, said in expected.items()))
    found = {paragraph.id: _said(paragraph) for paragraph in resolution.paragraphs}
    if not all(replay(raw.text, one.text, one.segments) for one in resolution.paragraphs):
        return Figures(len(expected), (("replay", "", "a wording does not replay from the text read"),))
    wrong = [(name, said, found.get(name, "")) for name, said in expected.items() if found.get(name) != said]
    wrong += [(name, "", said) for name, said in found.items() if name not in expected]
    if resolution.title != text.resolution.title:
        wrong.append(("title", text.resolution.title, resolution.title))
    return Figures(len(expected) + 1, tuple(wrong))


def _said(paragraph: Paragraph) -> str:
    # A word processor repeats a footnote that is cited twice under two numbers.
    notes = dict.fromkeys(f" [{_plain(note.text)}]" for note in paragraph.footnotes)
    return _plain(paragraph.text) + "".join(notes)


def _plain(text: str) -> str:
    text = text.translate(str.maketrans("“”‘’\u00a0", "\"\"'' "))
    return re.sub(r"(?<=[\u2e80-\uffef]) | (?=[\u2e80-\uffef])", "", text)


def _around(text: str, other: str) -> str:
    """Where a text begins to differ from another."""
    same = next((place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), len(other))
    return f"... {text[max(0, same - 40) : same + 80]} ..."


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each made file with the format it is of."""
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(kind.iterdir()):
            yield kind.name, path


def main() -> int:
    """Print a line for each format, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--others", type=int, default=0, help="as given to print_files.py")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    by_name = {text.name: text for text in texts(arguments.others)}
    totals: dict[str, tuple[int, int]] = {}
    for kind, path in files(arguments.folder):
        figures = measure(path, by_name[path.name.removesuffix(path.suffix)])
        count, wrong = totals.get(kind, (0, 0))
        totals[kind] = (count + figures.wordings, wrong + len(figures.wrong))
        for name, said, read in figures.wrong if arguments.verbose else ():
            print(f"{kind}/{path.name} {name}\n  printed: {_around(said, read)}\n  read:    {_around(read, said)}")
    for kind, (count, wrong) in totals.items():
        print(f"{kind:20} {count:4} wordings, {wrong:3} wrong ({wrong / count:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
