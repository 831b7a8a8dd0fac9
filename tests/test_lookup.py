"""The paragraphs that a question names: found, or said not to exist and what there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalog import Catalog
from rag.citing import label_of
from rag.holdings import Holdings
from rag.lookup import Lookup, look_up
from rag.question import Place, understand
from tests.index_world import EN_57, ZH_59, build, put, put_bundled
from tests.made_texts import FILES
from tests.rag_world import place

REPORTS = "A/RES/60/998"
COUNCIL = "S/RES/83 (1950)"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("lookup")
    put_bundled(folder / "files", EN_57, ZH_59)
    for name, text in FILES.items():
        put(folder / "files", name, text)
    build(folder / "index", folder / "files")
    with Catalog.open(folder / "index") as opened:
        yield opened


def looked_up(catalog: Catalog, *places: Place, frame: str = "en") -> Lookup:
    """What is found, for a reader of English or of `frame`."""
    return look_up(places, catalog, Holdings(catalog), "en", frame)


FOUND = [
    (place("A/RES/57/203", "op8"), ["A/RES/57/203#op8@en"]),
    (place("A/RES/57/203", "pp3"), ["A/RES/57/203#pp3@en"]),
    # No kind said: the operative part.
    (Place("A/RES/57/203", None, "8", ""), ["A/RES/57/203#op8@en"]),
    (place("A/RES/57/203", "oplast"), ["A/RES/57/203#op12@en"]),
    (place("A/RES/57/203", "pplast"), ["A/RES/57/203#pp8@en"]),
    # Held in Chinese alone.
    (place("A/RES/59/190", "op12"), ["A/RES/59/190#op12@zh"]),
    (place(REPORTS, "op1.a"), ["A/RES/60/998#op1.a@en"]),
    (place(REPORTS, "op1.b.ii"), ["A/RES/60/998#op1.b.ii@en"]),
    # The last one is that of the resolution, not a sub-paragraph and not the annex's.
    (place(REPORTS, "oplast"), ["A/RES/60/998#op2@en"]),
    (place(REPORTS, "op1"), ["A/RES/60/998#op1@en"]),
    (place(REPORTS, "op3", "annex"), ["A/RES/60/998#annex.op3@en"]),
    # Clauses without a number are counted.
    (place(COUNCIL, "op2"), ["S/RES/83(1950)#op2@en"]),
]


@pytest.mark.parametrize(("named", "expected"), FOUND)
def test_paragraph_that_is_there(catalog: Catalog, named: Place, expected: list[str]) -> None:
    result = looked_up(catalog, named)
    assert [paragraph.id for paragraph in result.paragraphs] == expected
    assert result.refusals == ()


MISSING = [
    (
        place("A/RES/57/203", "op13"),
        "en",
        "A/RES/57/203 has no operative paragraph 13; its operative paragraphs are 1–12.",
    ),
    (
        place("A/RES/57/203", "pp9"),
        "en",
        "A/RES/57/203 has no preambular paragraph 9; it has 8 preambular paragraphs.",
    ),
    (
        place("A/RES/57/203", "op0"),
        "en",
        "A/RES/57/203 has no operative paragraph 0; its operative paragraphs are 1–12.",
    ),
    (
        place("A/RES/57/203", "op2.a.ii"),
        "en",
        "A/RES/57/203 has no operative paragraph 2 (a) (ii); its operative paragraphs are 1–12.",
    ),
    # Not the annex's third rule.
    (place(REPORTS, "op3"), "en", "A/RES/60/998 has no operative paragraph 3; its operative paragraphs are 1–2."),
    (
        place(REPORTS, "op4", "annex"),
        "en",
        "A/RES/60/998, annex has no operative paragraph 4; its operative paragraphs are 1–3.",
    ),
    (
        place(REPORTS, "op1", "B"),
        "en",
        "A/RES/60/998, sect. B has no operative paragraph 1; its operative paragraphs are —.",
    ),
    (place("A/RES/57/203", "op13"), "fr", "A/RES/57/203 n’a pas de paragraphe 13 ; ses paragraphes sont 1–12."),
    (place("A/RES/59/190", "op13"), "zh", "A/RES/59/190 没有第 13 段；其执行段落为 1–12。"),
]


@pytest.mark.parametrize(("named", "frame", "message"), MISSING)
def test_paragraph_that_is_not_there(catalog: Catalog, named: Place, frame: str, message: str) -> None:
    result = looked_up(catalog, named, frame=frame)
    assert result.paragraphs == ()
    assert [(refusal.code, refusal.message) for refusal in result.refusals] == [("no_such_paragraph", message)]


def test_one_number_for_several_resolutions(catalog: Catalog) -> None:
    """Both parts have a paragraph 2; only L has a third; neither a fourth."""
    held = Holdings(catalog).summaries

    def asked(number: int) -> Lookup:
        return looked_up(catalog, *understand(f"paragraph {number} of resolution 48/75", held).places)

    assert [each.id for each in asked(2).paragraphs] == ["A/RES/48/75A#op2@en", "A/RES/48/75L#op2@en"]
    assert [each.id for each in asked(3).paragraphs] == ["A/RES/48/75L#op3@en"]
    assert asked(2).refusals == asked(3).refusals == ()
    assert [refusal.message[:14] for refusal in asked(4).refusals] == ["A/RES/48/75 A ", "A/RES/48/75 L "]


def test_of_several_named_each_missing_one_is_told(catalog: Catalog) -> None:
    result = looked_up(catalog, place("A/RES/57/203", "op8"), place("A/RES/57/203", "op13"))
    assert [paragraph.id for paragraph in result.paragraphs] == ["A/RES/57/203#op8@en"]
    assert len(result.refusals) == 1


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("S/RES/83(1950)#op2@en", "S/RES/83 (1950), operative paragraph 2"),
        ("S/RES/83(1950)#pp1@en", "S/RES/83 (1950), first preambular paragraph"),
        ("A/RES/60/998#op1.b.ii@en", "A/RES/60/998, para. 1 (b) (ii)"),
        ("A/RES/60/998#annex.op3@en", "A/RES/60/998, annex, para. 3"),
        ("A/RES/48/75L#op2@en", "A/RES/48/75 L, para. 2"),
    ],
)
def test_label_as_printed(catalog: Catalog, paragraph: str, label: str) -> None:
    (found,) = catalog.paragraphs([paragraph])
    assert label_of(found) == label


def test_a_data_folder_without_texts_holds_nothing(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, create=True) as empty:
        holdings = Holdings(empty)
        assert (holdings.summaries, holdings.paragraph_count, holdings.described("en")) == ((), 0, "")
