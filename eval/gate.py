"""The gate's settings, `gate.toml`, read strictly: a misspelt limit must not be no limit."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import EvaluationError

_STRICT = ConfigDict(extra="forbid", frozen=True)


class Tolerance(BaseModel):
    """How far a mean may fall, from 0 to 1: over a suite, and within a type or language of `smallest_group` cases."""

    model_config = _STRICT

    suite: float = Field(ge=0, le=1)
    group: float = Field(ge=0, le=1)
    smallest_group: int = Field(ge=1)


class TimeLimits(BaseModel):
    """Limits in milliseconds a case."""

    model_config = _STRICT

    median_ms: float = Field(gt=0)
    percentile_95_ms: float = Field(gt=0)


class Gate(BaseModel):
    """`floors` maps a suite to metrics and what they may not fall below."""

    model_config = _STRICT

    required_suites: tuple[str, ...]
    tolerance: Tolerance
    floors: dict[str, dict[str, float]]
    times: TimeLimits


def load_gate(path: Path | None = None) -> Gate:
    """Read the gate's settings, those of the package by default. Raises EvaluationError when they cannot be used."""
    file = resources.files("eval") / "gate.toml" if path is None else path
    try:
        return Gate.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise EvaluationError(f"{file.name}: cannot be read ({error.strerror}).") from error
    except tomllib.TOMLDecodeError as error:
        raise EvaluationError(f"{file.name}: not TOML ({error}).") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EvaluationError(f"{file.name}: {where}: {first['msg']}") from error
