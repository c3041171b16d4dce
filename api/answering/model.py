"""The fitted weights of the evidence: which candidate is best, and how sure that makes us.

Three models stand in ``evidence.json``, made by ``python -m eval.fit_evidence`` (data and scores
stand beside them): ``read`` for passages that a reader has read, ``plain`` without one. ``beside``
is how sure the words alone must be where the reader is not sure.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """Two logistic regressions, and the confidence that an answer of each strictness needs."""

    ranking: tuple[float, ...]
    confidence: tuple[float, ...]
    bias: float
    thresholds: dict[str, float]

    def score(self, features: Sequence[float]) -> float:
        """Weigh a candidate: the higher, the likelier is it right among the others."""
        return _dot(self.ranking, features)

    def probability(self, features: Sequence[float]) -> float:
        """Estimate the probability that the best candidate is right."""
        value = _dot(self.confidence, features) + self.bias
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, value))))


@dataclass(frozen=True, slots=True)
class Models:
    """The ways of weighing sentences: by what a reader says, and by the words alone.

    ``yes_no`` is for questions of yes or no, on which no reader was trained. ``beside`` is the
    confidence that each strictness asks of the words where the reader is not sure enough; None
    where they are not consulted.
    """

    read: Model
    plain: Model
    yes_no: Model
    beside: Mapping[str, float | None]


@cache
def shipped() -> Models:
    """Give the models that answers are decided by."""
    three = fitted("read"), fitted("plain"), fitted("yes_no")
    return Models(*three, _file()["beside"]["thresholds"])


def fitted(kind: str) -> Model:
    """Give the model for ``read`` or for ``plain`` passages, or that of ``yes_no``."""
    row = _file()[kind]
    return Model(
        tuple(row["ranking"]["weights"]),
        tuple(row["confidence"]["weights"]),
        row["confidence"]["bias"],
        row["thresholds"],
    )


@cache
def _file() -> dict[str, Any]:
    text = files(__package__).joinpath("evidence.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, features, strict=True))
