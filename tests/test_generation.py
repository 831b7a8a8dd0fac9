"""A generation is checked before it counts, and is written again, with greater care, when the check fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import generation
from index.catalog import Catalog
from index.errors import StoreError
from index.generation import MANIFEST, damage, write_generation
from index.leases import generation_folder
from index.vectors import GREAT_CARE, USUAL_CARE, Care, EmbeddedPlace, Place, write_vectors
from tests.index_world import EN_57, build, put_bundled


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    put_bundled(tmp_path / "files", EN_57)
    build(tmp_path / "data", tmp_path / "files")
    return Catalog.open(tmp_path / "data")


def test_first_writing_fails_its_check(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Care] = []

    def lossy(
        place: Place, language: str, ids: Sequence[str], vectors: NDArray[np.float32], kinds: Sequence[str], care: Care
    ) -> None:
        tried.append(care)
        kept = len(ids) - (len(tried) == 1)
        write_vectors(place, language, ids[:kept], vectors[:kept], kinds[:kept], care)

    monkeypatch.setattr(generation, "write_vectors", lossy)
    write_generation(catalog.rows, tmp_path, 5, "stand-in")
    assert tried == [USUAL_CARE, GREAT_CARE]
    assert damage(generation_folder(tmp_path, 5)) is None
    catalog.close()


def test_vectors_of_other_texts_are_noticed(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mixed(
        place: Place, language: str, ids: Sequence[str], vectors: NDArray[np.float32], kinds: Sequence[str], care: Care
    ) -> None:
        write_vectors(place, language, ids, -vectors, kinds, care)

    monkeypatch.setattr(generation, "write_vectors", mixed)
    with pytest.raises(StoreError, match=r"does not find .* by its own wording"):
        write_generation(catalog.rows, tmp_path, 5, "stand-in")
    assert not (generation_folder(tmp_path, 5) / MANIFEST).exists()
    catalog.close()


def test_a_model_without_vectors(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="have no embedding by another model"):
        write_generation(catalog.rows, tmp_path, 5, "another model")
    catalog.close()


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"files": 3, "embedded": {}}', b"\xff"])
def test_a_manifest_that_is_not_whole_is_damage(catalog: Catalog, tmp_path: Path, content: bytes | None) -> None:
    folder = generation_folder(tmp_path / "data", 1)
    assert damage(folder) is None
    (folder / MANIFEST).unlink()
    if content is not None:
        (folder / MANIFEST).write_bytes(content)
    assert damage(folder) is not None
    catalog.close()


def test_nearly_all_neighbours_are_found_among_crowded_vectors(tmp_path: Path) -> None:
    # As crowded as e5's: one common direction, groups of near twins. Chroma's own choice finds 95 in 100 here.
    chance = np.random.default_rng(0)
    count, dimension = 3000, 384
    common = chance.normal(size=dimension)
    common /= np.linalg.norm(common)
    groups = chance.normal(size=(30, dimension)) * 0.028
    spread = chance.choice([0.002, 0.008, 0.02], size=(count, 1))
    vectors = unit(common + groups[chance.integers(0, 30, count)] + chance.normal(size=(count, dimension)) * spread)
    questions = unit(common + chance.normal(size=(60, dimension)) * 0.03)
    write_vectors(
        EmbeddedPlace(tmp_path), "en", [str(number) for number in range(count)], vectors, ["operative"] * count
    )
    store = EmbeddedPlace(tmp_path).open(["en"])
    found = store.nearest(questions, 50, "en")
    store.close()
    exact = np.argsort(-(questions @ vectors.T), axis=1)[:, :50]
    shared = [
        len({place for place, _ in hits} & {str(n) for n in best}) for hits, best in zip(found, exact, strict=True)
    ]
    assert sum(shared) >= 0.99 * 50 * len(questions)


def unit(matrix: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), dtype=np.float32)
