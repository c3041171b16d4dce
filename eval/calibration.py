"""How far a confidence can be trusted: risk, coverage, calibration."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

Sure = NDArray[np.float64]
Flags = NDArray[np.bool_]
_BINS = 10


def calibration_error(sure: Sure, right: Flags) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    return float(sum(row["share"] * abs(row["sure"] - row["right"]) for row in bins(sure, right)))


def bins(sure: Sure, right: Flags) -> list[dict[str, float]]:
    """Give share of the cases, mean confidence and share of right ones in each bin that has any."""
    numbers = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return [
        {
            "share": float((numbers == one).mean()),
            "sure": float(sure[numbers == one].mean()),
            "right": float(right[numbers == one].mean()),
        }
        for one in np.unique(numbers)
    ]


def auroc(labels: Flags, sure: Sure) -> float | None:
    """Say how well a confidence tells ones from others; None where all are of one kind."""
    return float(roc_auc_score(labels, sure)) if 0 < labels.sum() < len(labels) else None


def threshold_for(sure: Sure, right: Flags, allowed: float) -> float:
    """Find the lowest confidence above which at most this share of the answers is wrong.

    The share is read where at least 50 answers stand above, so that a few early ones decide
    nothing; 1 where no confidence is good enough.
    """
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((wrong <= allowed) & (np.arange(len(order)) >= min(50, len(order) - 1)))
    return float(sure[order][enough[-1]]) if len(enough) else 1.0


def risk_coverage(sure: Sure, right: Flags, points: int = 40) -> list[dict[str, float]]:
    """Give, for thresholds from high to low, the share answered and the share of it wrong."""
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(~right[order])
    places = np.unique(np.linspace(len(order) / points, len(order), points).astype(int)) - 1
    return [
        {"coverage": (place + 1) / len(order), "risk": float(wrong[place] / (place + 1))}
        for place in places.tolist()
    ]


def point(sure: Sure, right: Flags, answerable: Flags, least: float) -> dict[str, Any]:
    """Say what one threshold does: how much it lets through, and how much of that is wrong."""
    return {"threshold": round(least, 4)} | given_of(sure >= least, right, answerable)


def given_of(given: Flags, right: Flags, answerable: Flags) -> dict[str, float]:
    """Say how much is answered, and how much of that is wrong."""
    return {
        "answered of answerable": float(given[answerable].mean()),
        "answered of unanswerable": float(given[~answerable].mean()),
        "wrong of answered": float((~right[given]).mean()) if given.any() else 0.0,
    }
