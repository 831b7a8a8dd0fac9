"""451 texts of the Security Council, where they are at hand: read, replayed, and nothing lost."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from index.model import RawDocument, Resolution
from index.parse import parse_document
from index.readers import read_file
from index.replay import replay, unaccounted

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "security-council"
FILES = sorted(FOLDER.glob("S_RES_*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="the Security Council texts are not beside this checkout")


@cache
def read(file: Path) -> tuple[RawDocument, Resolution]:
    raw = read_file(file)
    return raw, parse_document(raw)


def resolution(number: int) -> Resolution:
    return read(next(file for file in FILES if file.name.startswith(f"S_RES_{number:04d}_")))[1]


def wording(number: int, place: str) -> str:
    return next(paragraph.text for paragraph in resolution(number).paragraphs if paragraph.id.endswith(f"#{place}@en"))


def test_all_are_read_and_replay_and_nothing_is_lost() -> None:
    undated = 0
    for file in FILES:
        raw, found = read(file)
        number, year = re.match(r"S_RES_0*(\d+)_(\d{4})", file.name).groups()  # type: ignore[union-attr]
        assert found.symbol == f"S/RES/{number} ({year})"
        assert found.language == "en"
        undated += found.adopted is None or found.adopted.year != int(year)
        for paragraph in found.paragraphs:
            assert replay(raw.text, paragraph.text, paragraph.segments)
            assert all(replay(raw.text, note.text, note.segments) for note in paragraph.footnotes)
        assert all(replay(raw.text, datum.text, datum.segments) for datum in found.heading)
        assert unaccounted(raw.text, found) == (), file.name
    # S/RES/801 (1993) is dated "on January 1993", without a day.
    assert undated <= 1


def test_83_of_1950() -> None:
    assert wording(83, "pp4").endswith("of the United Nations Commission on Korea that the authorities in North Korea "
    "have neither ceased hostilities nor withdrawn their armed forces to the 38th parallel, and that urgent military "
    "measures are required to restore international peace and security,")  # fmt: skip
    assert resolution(83).vote == "by 7 votes to 1 ( Yugoslavia)"
    notes = [note.text for paragraph in resolution(83).paragraphs for note in paragraph.footnotes]
    assert notes == [
        "Official Records of the Security Council, Fifth Year, No. 16, 474th meeting, p. 2 (document S/1507)."
    ]


def test_687_of_1991() -> None:
    found = resolution(687)
    kinds = [paragraph.kind for paragraph in found.paragraphs if paragraph.parent is None]
    assert (kinds.count("preambular"), kinds.count("operative")) == (26, 34)
    numbers = [paragraph.number for paragraph in found.paragraphs if paragraph.numbered and paragraph.parent is None]
    assert numbers == [str(number) for number in range(1, 35)]
    assert wording(687, "op9.b.iii") == (
        "The provision by the Special Commission to the Director General of the International Atomic Energy Agency of "
        "the assistance and cooperation required in paragraphs 12 and 13;"
    )
    assert [datum.value for datum in found.heading if datum.name == "part"] == list("ABCDEFGHI")
    assert wording(687, "op32").startswith("Requires Iraq to inform the Council")


def test_101_of_1953_has_parts() -> None:
    assert wording(101, "B.op3") == (
        "Calls upon the Governments of Israel and Jordan to ensure the effective co-operation of local security forces;"
    )
    assert wording(101, "C.op2").startswith("Emphasizes the obligation")


def test_47_of_1948_has_unnumbered_clauses_and_parts() -> None:
    assert wording(47, "op1") == "Reaffirms its resolution 38 (1948) of 17 January 1948 ;"
    assert wording(47, "A.op2.c.ii") == "That as small a number as possible should be retained in forward areas ;"
    assert wording(47, "C.op18") == (
        "The Security Council Commission should carry out the tasks assigned to it herein."
    )


def test_21_of_1947_has_articles() -> None:
    assert wording(21, "article15.op1") == (
        "The terms of the present Agreement shall not be altered, amended or terminated without the consent of the "
        "Administering Authority."
    )
    assert wording(21, "article5.op2") == "To station and employ armed forces in the Territory ; and"


def test_93_of_1951_goes_on_with_participles_among_operative_clauses() -> None:
    kinds = [paragraph.kind for paragraph in resolution(93).paragraphs if paragraph.parent is None]
    assert kinds == ["preambular"] * 4 + ["operative"] * 13


def test_1445_of_2002_goes_on_over_pages() -> None:
    assert wording(1445, "op2").startswith(
        "Welcomes the decision taken by all the foreign parties to withdraw fully their troops from the territory of "
        "the Democratic Republic of the Congo, as well as progress in the implementation of these processes,"
    )
    assert wording(1445, "op13").endswith(
        "— Demands that all parties work to the immediate full restoration of freedom of movement on the Congo river;"
    )


def test_votes_by_footnote() -> None:
    assert resolution(1).vote == "Adopted without vote"
    assert resolution(59).vote == (
        "In the absence of any objection, the President stated that the draft resolution was adopted unanimously"
    )
    assert resolution(687).vote == "by 12 votes to 1 (Cuba) with 2 abstentions (Ecuador, Yemen)"
