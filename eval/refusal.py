"""Is what the archive holds answered, and what it does not hold refused: scores and curves."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from api.answering.evidence import WORDS
from api.answering.model import shipped
from eval import union
from eval.archives import lookup_at
from eval.calibration import (
    Flags,
    auroc,
    bins,
    calibration_error,
    point,
    risk_coverage,
    threshold_for,
)
from eval.cases import Case, Outcome, cases, cross_validated, fits_of, without
from eval.metrics import retrieval_scores
from eval.plots import line_chart
from eval.squad_metrics import exact_match, f1
from eval.training.folds import fold_of
from eval.training.material import load

# The share of wrong answers among those given that each strictness allows, when half of the
# questions are on articles that are not there.
ALLOWED_WRONG = {"strict": 0.05, "balanced": 0.10, "open": 0.20}


def evaluate(data: Path, cache: Path, seed: int, every: int) -> dict[str, Any]:
    """Score with the readers of the folds, with less of what they say, and without any.

    All are asked the questions of the folds for which there is a reader. ``together`` is what is
    shown: the reader's answers, and beside them those of the words, by the thresholds that ship.
    """
    material = load(data, ["squad"])
    read = cases(material, cache, every, "read", seed)
    folds = {fold_of(case.asked.article) for case in read}
    compared = {
        "read": read,
        "read, relevance left out": without(read, ["relevance"]),
        "read, only the span": without(read, WORDS),
        "plain": cases(material, cache, every, "plain", seed, folds),
    }
    found, fits = {}, {}
    for kind, made in compared.items():
        fits[kind] = fits_of(made)
        outcome = cross_validated(made, fits[kind])
        row = scores(made, outcome, thresholds(made, outcome))
        found[kind] = {"scores": row, "curves": curves(made, outcome)}
    with lookup_at(cache / "squad" / "archive") as lookup:
        apart = union.apart(read, fits["read"], fits["plain"], lookup)
    ships = shipped()
    row = union.scores(read, apart, ships.read.thresholds, ships.beside)
    return found | {"together": {"scores": {"strictness": row}}}


def charts(found: dict[str, Any]) -> dict[str, str]:
    """Draw risk against coverage, and how often answers of each confidence are right."""
    names = {"read": "with the reader", "plain": "without"}
    risk = {
        names[kind]: [(one["coverage"], one["risk"]) for one in row["curves"]["risk and coverage"]]
        for kind, row in found.items()
        if kind in names
    }
    sure = {
        names[kind]: [(one["sure"], one["right"]) for one in row["curves"]["calibration"]]
        for kind, row in found.items()
        if kind in names
    }
    sure["ideal"] = [(0.0, 0.0), (1.0, 1.0)]
    return {
        "risk-coverage": line_chart(
            "Wrong answers by how many are answered", "share answered", "share wrong", risk
        ),
        "calibration": line_chart("Right answers by confidence", "confidence", "share right", sure),
    }


def thresholds(made: Sequence[Case], outcome: Outcome) -> dict[str, float]:
    """Read the confidence that each strictness asks for off the cross-validated cases."""
    twice = np.array([case.answerable for case in made])
    return {
        name: threshold_for(outcome.sure[twice], outcome.right[twice], allowed)
        for name, allowed in ALLOWED_WRONG.items()
    }


def scores(made: Sequence[Case], outcome: Outcome, least: dict[str, float]) -> dict[str, Any]:
    """Score cross-validated cases.

    Answers, citations and ranks are of questions whose article is there; risk and calibration of
    these and the same ones with their article left out.
    """
    answerable = np.array([case.answerable for case in made])
    there = answerable & np.array([case.asked.present for case in made])
    sure, right = outcome.sure, outcome.right
    either = there | ~answerable
    points = {
        name: point(sure[answerable], right[answerable], there[answerable], value)
        | {"answered of adversarial": float((sure[~answerable] >= value).mean())}
        for name, value in least.items()
    }
    return {
        "questions": int(there.sum()),
        "adversarial": int((~answerable).sum()),
        "end to end": _end_to_end(made, outcome, there),
        "nDCG@10": _ranks(made, outcome, there),
        "AUROC article there or left out": auroc(there[answerable], sure[answerable]),
        "AUROC adversarial": auroc(there[either], sure[either]),
        "calibration error": calibration_error(sure[answerable], right[answerable]),
        "calibration error, adversarial too": calibration_error(sure, right),
        "strictness": points,
    }


def curves(made: Sequence[Case], outcome: Outcome) -> dict[str, Any]:
    """Give the points of the risk-coverage curve and of the calibration plot."""
    answerable = np.array([case.answerable for case in made])
    sure, right = outcome.sure[answerable], outcome.right[answerable]
    return {"risk and coverage": risk_coverage(sure, right), "calibration": bins(sure, right)}


def _end_to_end(made: Sequence[Case], outcome: Outcome, there: Flags) -> dict[str, float]:
    exact, overlap = [], []
    for place in np.flatnonzero(there).tolist():
        case = made[place]
        said, golds = case.said[outcome.best[place]], case.asked.question.answers
        exact.append(exact_match(said, golds))
        overlap.append(f1(said, golds))
    return {
        "exact match": float(np.mean(exact)),
        "F1": float(np.mean(overlap)),
        "citation 1 right": float(outcome.right[there].mean()),
        "a candidate right": float(
            np.mean([case.right.any() for case, held in zip(made, there, strict=True) if held])
        ),
    }


def _ranks(made: Sequence[Case], outcome: Outcome, there: Flags) -> dict[str, float]:
    """Compare the order of the search with that of the reader, what it did not read after it."""
    judgements, fused, reranked = {}, {}, {}
    for place in np.flatnonzero(there).tolist():
        asked = made[place].asked
        found = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))
        judgements[asked.question.id] = {asked.question.passage: 1}
        fused[asked.question.id] = _falling(found)
        read = outcome.ranked[place]
        order = [*read, *(one for one in found if one not in set(read))]
        reranked[asked.question.id] = _falling(order)
    return {
        name: retrieval_scores(judgements, run)["nDCG@10"]
        for name, run in (("fused", fused), ("reranked", reranked))
    }


def _falling(documents: Sequence[str]) -> dict[str, float]:
    return {one: -float(place) for place, one in enumerate(documents)}
