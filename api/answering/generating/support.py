"""How probable it is that a sentence is supported by another, by their words alone.

A logistic regression, fitted on WiCE by ``python -m eval.fit_support``, which also writes its
scores beside the weights in ``support.json``. It knows no meanings: it is the last of the checks,
and cannot pass what another one stopped.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from wordfreq import zipf_frequency

from api.answering.generating.facts import fault
from api.answering.question import stems
from index.words import STOP_WORDS

FEATURES = ("cover", "rarest_missing", "in_order", "pairs", "departs", "length")
# The commonest words have about this on the scale of Zipf, in powers of ten.
_COMMONEST = 8.0


@dataclass(frozen=True, slots=True)
class Support:
    """The fitted weights, and the probability that a sentence needs."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, features: Sequence[float]) -> float:
        """Estimate the probability that a sentence with these features is supported."""
        pairs = zip(self.weights, features, strict=True)
        value = sum(weight * one for weight, one in pairs) + self.bias
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, value))))


@cache
def fitted() -> Support:
    """Give the weights that come with the project."""
    row = json.loads(files(__package__).joinpath("support.json").read_text(encoding="utf-8"))
    return Support(tuple(row["weights"]), row["bias"], row["threshold"])


def supported(claim: str, evidence: str) -> bool:
    """Tell whether a claim is as probable as it must be."""
    model = fitted()
    return model.probability(features(claim, evidence)) >= model.threshold


def features(claim: str, evidence: str) -> tuple[float, ...]:
    """Give the features of ``FEATURES``."""
    said, known = _content(claim), _content(evidence)
    held = set(known)
    weights = {word: _COMMONEST - zipf_frequency(word, "en") for word in said}
    total = sum(weights.values()) or 1.0
    missing = [weight for word, weight in weights.items() if word not in held]
    return (
        1 - sum(missing) / total,
        max(missing, default=0.0) / _COMMONEST,
        _in_order(said, known) / max(1, len(said)),
        _pairs(said, known),
        float(fault(claim, evidence) is not None),
        math.log((1 + len(said)) / (1 + len(known))),
    )


def _content(text: str) -> list[str]:
    return [word for word in stems(text) if word not in STOP_WORDS]


def _in_order(said: Sequence[str], known: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(known) + 1)
    for word in said:
        above, row = row, [0]
        for place, other in enumerate(known):
            row.append(above[place] + 1 if word == other else max(row[place], above[place + 1]))
    return row[-1]


def _pairs(said: Sequence[str], known: Sequence[str]) -> float:
    """Share of neighbours that are neighbours there too."""
    wanted, there = list(pairwise(said)), set(pairwise(known))
    return sum(pair in there for pair in wanted) / len(wanted) if wanted else 1.0
