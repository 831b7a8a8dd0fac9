"""Verdicts on quotations: cases looked up by hand, and properties over every wording of the bundled corpus."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.catalog import Catalog
from index.errors import InputError, SymbolError
from index.folding import FOLDS, fold
from index.model import Paragraph
from rag.quote import Verification, verify
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder

CASES = [json.loads(line) for line in Path(__file__).with_name("quotation_cases.jsonl").read_text("utf-8").splitlines()]
RESOLUTIONS = read_folder(BUNDLED)
PARAGRAPHS = [paragraph for resolution in RESOLUTIONS for paragraph in resolution.paragraphs]
RAW = {path.name: path.read_bytes().decode("utf-8") for path in BUNDLED.glob("*.txt")}
TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+(?:[-'’/.](?=[^\W\u4e00-\u9fff])[^\W\u4e00-\u9fff]+)*|[^\w\s]")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with catalog_of(tmp_path_factory.mktemp("quote"), RESOLUTIONS) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=[f"{case['verdict']}: {case['why']}" for case in CASES])
def test_verdict_of_a_careful_reader(catalog: Catalog, case: dict[str, Any]) -> None:
    verification = verify(catalog, case["quotation"], case["within"])
    assert verification.verdict == case["verdict"]
    assert [occurrence.id for occurrence in verification.occurrences] == case["occurrences"]
    assert (verification.closest.id if verification.closest else None) == case["closest"]
    assert sorted(verification.warnings) == case["warnings"]
    _check_shape(verification)


def _check_shape(verification: Verification) -> None:
    """What holds of every verification, whatever the verdict."""
    cited = [*verification.occurrences, *verification.pieces]
    if verification.closest is not None:
        cited.append(verification.closest)
        assert "".join(part.source for part in verification.diff) == verification.closest.quote
        assert "".join(part.quotation for part in verification.diff) == verification.quotation
    for citation in cited:
        assert citation.quote in citation.text
        raw = RAW[citation.source.file][citation.source.span.start : citation.source.span.end]
        assert raw[:2].strip() == citation.quote[: len(raw[:2].strip())]
        assert raw[-1] == citation.quote[-1]
    for part in verification.diff:
        assert (part.op == "insert") == (not part.source and bool(part.quotation))
        assert (part.op == "delete") == (not part.quotation and bool(part.source))
        if part.op == "equal" and not verification.disguised:
            assert (
                re.findall(r"[^\W\d_]{4,}", fold(part.quotation).text)[1:]
                == re.findall(r"[^\W\d_]{4,}", fold(part.source).text)[1:]
            )


CURATED = [
    case
    for case in map(
        json.loads,
        (Path(__file__).resolve().parents[1] / "eval/questions/quotations.dev.jsonl").read_text("utf-8").splitlines(),
    )
    if all("A/RES/" in place for place in [*case["occurrences"], *(case["closest"] or [])])
]


@pytest.mark.parametrize("case", CURATED, ids=[case["id"] for case in CURATED])
def test_curated_quotations(catalog: Catalog, case: dict[str, Any]) -> None:
    verification = verify(catalog, case["quotation"], case["in"])
    assert verification.verdict == case["verdict"]
    assert [occurrence.id for occurrence in verification.occurrences] == case["occurrences"]
    assert set(verification.warnings) == set(case["warnings"])
    if case["closest"]:
        assert verification.closest is not None
        assert verification.closest.id in case["closest"]


@pytest.mark.parametrize("quotation", ["", "  \n", "“…”", "\u200b", "—", "x" * 20_001])
def test_not_a_quotation(catalog: Catalog, quotation: str) -> None:
    with pytest.raises(InputError):
        verify(catalog, quotation)


def test_credited_to_no_place(catalog: Catalog) -> None:
    with pytest.raises(SymbolError):
        verify(catalog, "flagrant violations", "somewhere")


@pytest.mark.parametrize(
    ("within", "attribution"),
    [
        (None, None),
        ("57/203", "confirmed"),
        ("57/203#op4", "confirmed"),
        ("A/RES/57/203#op4@en", "confirmed"),
        ("57/203 para 3", "wrong"),
        ("58/170", "wrong"),
        ("70/1", "unknown"),  # not in the corpus
        ("59/190", "unknown"),  # there in Chinese only
    ],
)
def test_attribution(catalog: Catalog, within: str | None, attribution: str | None) -> None:
    verification = verify(catalog, "the urgent task of preventing mass and flagrant violations", within)
    assert verification.attribution == attribution
    assert verification.verdict == ("misattributed" if attribution == "wrong" else "exact")


@pytest.mark.parametrize(
    ("opening", "strength"),
    [("Encourages", "weaker"), ("Urges", "stronger"), ("Demands that", "stronger"), ("Notes", None), ("Asks", None)],
)
def test_strength_of_another_opening(catalog: Catalog, opening: str, strength: str | None) -> None:
    words = "all human rights bodies within the United Nations system, as well as the special rapporteurs"
    verification = verify(catalog, f"{opening} {words}")
    assert verification.warnings == ("opening_phrase",)
    assert verification.opening_strength == strength


def test_disguised_characters_are_named(catalog: Catalog) -> None:
    quotation = "the contin\u200buing need for impаrtial and objective information"
    verification = verify(catalog, quotation)
    assert verification.verdict == "altered"
    assert [(found.code_point, found.name, found.looks_like) for found in verification.disguised] == [
        ("U+200B", "ZERO WIDTH SPACE", ""),
        ("U+0430", "CYRILLIC SMALL LETTER A", "a"),
    ]
    assert [quotation[found.position] for found in verification.disguised] == ["\u200b", "а"]


def test_a_footnote_is_found_under_its_paragraph(catalog: Catalog) -> None:
    verification = verify(catalog, "A/CONF.157/24 (Part I) and Corr.1")
    assert verification.verdict == "absent"  # in Chinese: 和, not "and"
    verification = verify(catalog, "Resolution 2200 A (XXI), annex", "57/203")
    assert verification.verdict == "exact"
    first = verification.occurrences[0]
    assert first.label.endswith("footnote 2") or first.label.endswith("footnote 3")
    assert first.text.lower().endswith("resolution 2200 a (xxi), annex.")
    assert verification.attribution == "confirmed"


def test_stitched_names_its_pieces(catalog: Catalog) -> None:
    verification = verify(
        catalog,
        "Recalling its previous resolutions in this regard, to reject all doctrines of exclusion based on racism",
    )
    assert [piece.id for piece in verification.pieces] == ["A/RES/57/203#pp5@en", "A/RES/58/170#op4@en"]
    assert verification.pieces[1].quote == "to reject all doctrines of exclusion based on racism"


# --- properties -------------------------------------------------------------------------------------------------------


@cache
def _tokens(paragraph: Paragraph) -> list[re.Match[str]]:
    return list(TOKEN.finditer(paragraph.text))


@st.composite
def spans(draw: st.DrawFn, at_least: int = 1) -> tuple[Paragraph, int, int]:
    """A paragraph and a run of its tokens that begins and ends with a word."""
    paragraph = draw(st.sampled_from(PARAGRAPHS))
    words = [place for place, token in enumerate(_tokens(paragraph)) if token[0][0].isalnum()]
    assume(len(words) > at_least)
    first = draw(st.integers(0, len(words) - at_least))
    last = draw(st.integers(first + at_least - 1, min(len(words) - 1, first + at_least + 40)))
    return paragraph, words[first], words[last]


def _text(paragraph: Paragraph, first: int, last: int) -> str:
    tokens = _tokens(paragraph)
    return paragraph.text[tokens[first].start() : tokens[last].end()]


def _stands(text: str) -> bool:
    """Whether a text stands in any wording, footnote or heading, looked for in the plainest way there is."""
    wanted = _plain(text)
    texts = [paragraph.text for paragraph in PARAGRAPHS]
    texts += [note.text for paragraph in PARAGRAPHS for note in paragraph.footnotes]
    texts += [datum.text for resolution in RESOLUTIONS for datum in resolution.heading]
    return any(wanted.casefold() in _plain(each).casefold() for each in texts)


_EDGE = " ,.;:，。；、()（）-—"


def _plain(text: str) -> str:
    return re.sub(r"[\s\"“”'’‘«»「」]", "", unicodedata.normalize("NFC", text)).strip(_EDGE)


@settings(max_examples=150, deadline=None)
@given(spans())
def test_any_span_is_exact(catalog: Catalog, span: tuple[Paragraph, int, int]) -> None:
    verification = verify(catalog, _text(*span))
    assert verification.verdict == "exact"
    assert span[0].id in [occurrence.id for occurrence in verification.occurrences]


@settings(max_examples=200, deadline=None)
@given(spans(at_least=4), st.sampled_from(["change", "drop", "add", "swap"]), st.data())
def test_no_altered_span_is_exact(
    catalog: Catalog, span: tuple[Paragraph, int, int], change: str, data: st.DataObject
) -> None:
    paragraph, first, last = span
    tokens = _tokens(paragraph)
    words = [place for place in range(first + 1, last) if tokens[place][0][0].isalnum()]
    assume(words)
    place = data.draw(st.sampled_from(words))
    word, rest = tokens[place][0], paragraph.text
    start, end = tokens[first].start(), tokens[last].end()
    before, after = rest[start : tokens[place].start()], rest[tokens[place].end() : end]
    if change == "change":
        altered = f"{before}{data.draw(st.sampled_from(['whatever', '某', 'not', word[::-1] + 'x']))}{after}"
    elif change == "drop":
        altered = before + after.lstrip()
    elif change == "add":
        altered = f"{before}{word} {data.draw(st.sampled_from(['not', 'all', '不', '7']))} {after.lstrip()}"
    else:
        following = next((later for later in words if later > place and tokens[later][0] != word), None)
        assume(following is not None)
        assert following is not None
        between = rest[tokens[place].end() : tokens[following].start()]
        altered = f"{before}{tokens[following][0]}{between}{word}{rest[tokens[following].end() : end]}"
    assume(not _stands(altered))
    verification = verify(catalog, altered)
    assert verification.verdict not in ("exact", "misattributed")
    _check_shape(verification)


def _typographic(text: str, paragraph: Paragraph, data: st.DataObject) -> str:
    """The text in other typography: blanks, line breaks, quotation marks, dashes, ligatures, markers."""
    for old, new in (
        (" ", ["\n", "  ", "\u00a0", "\r\n"]),
        ("-", ["-\n", "\u2011", "–", "\uff0d"]),
        ('"', ["“", "«", "'"]),
        ("“", ['"', "„", "「"]),
        ("ffe", ["\ufb00e"]),
        ("fi", ["\ufb01"]),
        ("，", [",", ", "]),
        ("tion", ["tio\u00adn"]),
    ):
        varied: bool = data.draw(st.booleans())
        if old in text and varied:
            text = text.replace(old, data.draw(st.sampled_from(new)))
    marked: bool = data.draw(st.booleans())
    if paragraph.footnotes and marked:
        marker = paragraph.footnotes[0].number
        form = data.draw(st.sampled_from([marker, f"<sup>{marker}</sup>", f"[{marker}]"]))
        text = re.sub(r"(?<=[a-z]{4}),", f",{form}", text, count=1)
    return text


@settings(max_examples=200, deadline=None)
@given(spans(at_least=3), st.booleans(), st.data())
def test_typography_never_changes_a_verdict(
    catalog: Catalog, span: tuple[Paragraph, int, int], alter: bool, data: st.DataObject
) -> None:
    text = _text(*span)
    if alter:
        text = re.sub(r"(?<=\w) (?=\w)", " whatever ", text, count=1)
    plain, other = verify(catalog, text), verify(catalog, _typographic(text, span[0], data))
    assert (other.verdict, [each.id for each in other.occurrences]) == (
        plain.verdict,
        [each.id for each in plain.occurrences],
    )
    assert other.warnings == plain.warnings


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters() | st.sampled_from("the of 人权 rights.,;…“”-\u200b\u00ad1²" + "".join(list(FOLDS)[:40])),
        max_size=80,
    )
)
def test_any_text_has_a_verdict(catalog: Catalog, text: str) -> None:
    try:
        verification = verify(catalog, text)
    except InputError:
        return
    _check_shape(verification)
