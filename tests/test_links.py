"""What resolutions cite and what cites them, against the five texts and one made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.catalog import Catalog
from index.model import Resolution
from rag.links import Links, links_of
from tests.quotable_corpora import BUNDLED, catalog_of, read_folder


def citing(resolution: Resolution, text: str) -> Resolution:
    """A later resolution whose first paragraph says `text`."""
    symbol = "A/RES/70/1"
    paragraph = replace(
        resolution.paragraphs[0], id=f"{symbol}#pp1@en", symbol=symbol, text=text, segments=(), footnotes=()
    )
    return replace(resolution, symbol=symbol, paragraphs=(paragraph,))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The bundled corpus, and a resolution that cites two of it and itself."""
    read = read_folder(BUNDLED)
    later = citing(
        read[-1], "Recalling its resolutions 57/203 and 62/165, para. 11, and paragraph 2 of the present resolution,"
    )
    with catalog_of(tmp_path_factory.mktemp("links"), [*read, later], families=False) as opened:
        yield opened


def links(catalog: Catalog, symbol: str) -> Links:
    """The links of a resolution."""
    resolution = catalog.resolution(symbol)
    assert resolution is not None
    return links_of(catalog, resolution)


def test_what_58_170_cites(catalog: Catalog) -> None:
    found = [(one.label, one.paragraph, one.footnote, one.words) for one in links(catalog, "A/RES/58/170").cites]
    # The Commission's resolution 2003/60 and the Subcommission's 2000/22 are of no body with such symbols.
    assert found == [
        ("A/RES/57/224", "A/RES/58/170#pp2@en", None, "resolution 57/224"),
        ("A/RES/55/2", "A/RES/58/170#pp2@en", "2", "resolution 55/2"),
        ("A/RES/56/6", "A/RES/58/170#pp5@en", None, "resolution 56/6"),
    ]


def test_annexes_are_named_and_lead_to_the_official_page(catalog: Catalog) -> None:
    found = {one.label: one for one in links(catalog, "A/RES/57/203").cites}
    assert set(found) == {"A/RES/217 A (III)", "A/RES/2200 A (XXI), annex"}
    covenants = found["A/RES/2200 A (XXI), annex"]
    assert not covenants.in_corpus
    assert covenants.url == "https://docs.un.org/en/A/RES/2200(XXI)"


def test_chinese_footnotes_are_read(catalog: Catalog) -> None:
    assert {one.symbol for one in links(catalog, "A/RES/59/190").cites} == {"A/RES/217 A (III)", "A/RES/2200 A (XXI)"}


def test_what_cites_a_resolution(catalog: Catalog) -> None:
    (incoming,) = links(catalog, "A/RES/62/165").cited_by
    assert (incoming.paragraph, incoming.label, incoming.in_corpus) == (
        "A/RES/70/1#pp1@en",
        "A/RES/62/165, para. 11",
        True,
    )
    assert links(catalog, "A/RES/58/170").cited_by == ()


def test_a_resolution_does_not_cite_itself(catalog: Catalog) -> None:
    assert [one.symbol for one in links(catalog, "A/RES/70/1").cites] == ["A/RES/57/203", "A/RES/62/165"]
