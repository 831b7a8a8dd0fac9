"""How likely it is that a place answers a question: logistic regression over the signals of retrieval.

The weights are fitted by `python -m eval.calibrate` on the development questions (docs/answers.md) and kept beside this
module. Sources of the parts: logistic regression for fusing rankers as in Savoy, Calvé and Vrajitoru 1997 ("Report on
the TREC-5 Experiment: Data Fusion and Collection Fusion").
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

# A question is refused when it is less likely to be answered by the corpus than not.
REFUSE_BELOW: Final = 0.5
SIGNALS: Final = (
    "cosine",
    "cosine_gap",
    "cosine_gap_anywhere",
    "dense_rank",
    "bm25",
    "bm25_share",
    "lexical_rank",
    "coverage",
    "same_language",
    "same_language_coverage",
    "pivot",
    "pivot_share",
    "preambular",
    "resolution_coverage",
    "year",
    "month",
    "notions",
    "notions_gap",
    "notions_score",
    "notions_score_gap",
    "notions_known",
)
ANSWERABLE_SIGNALS: Final = (
    "relevance",
    "margin",
    "cosine",
    "coverage",
    "unknown",
    "agreement",
    "same_language",
    "narrowed",
    "beyond_text",
    "lacking",
    "held",
    "held_anywhere",
    "notions_known",
    "notion_count",
    "absent_concepts",
    "list",
    "comparison",
    "named",
)


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted logistic regression; `weights` in the order of its signals."""

    bias: float
    weights: tuple[float, ...]

    def logit(self, signals: tuple[float, ...]) -> float:
        """The log-odds."""
        return self.bias + sum(weight * signal for weight, signal in zip(self.weights, signals, strict=True))

    def probability(self, signals: tuple[float, ...]) -> float:
        """0 to 1."""
        return sigmoid(self.logit(signals))


def sigmoid(value: float) -> float:
    """1 / (1 + e^-value), without overflow."""
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))


@cache
def _fitted() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("rag").joinpath("relevance.json").read_text(encoding="utf-8"))
    return loaded


def _model(name: str, signals: tuple[str, ...]) -> Model:
    fitted = _fitted()[name]
    return Model(fitted["bias"], tuple(fitted["weights"][signal] for signal in signals))


@cache
def place_model() -> Model:
    """Of a place: does it answer the question? Signals in the order of `SIGNALS`."""
    return _model("place", SIGNALS)


@cache
def answerable_model() -> Model:
    """Of a question and what was found: does the corpus answer it? Signals in the order of `ANSWERABLE_SIGNALS`."""
    return _model("answerable", ANSWERABLE_SIGNALS)


@cache
def right_model() -> Model:
    """Of a question and the best places found: do they answer it? The same signals."""
    return _model("right", ANSWERABLE_SIGNALS)
