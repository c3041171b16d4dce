"""Fit the model of ``api/answering/evidence.py``: ``python -m eval.fit_evidence --data FOLDER``.

Fitted on SQuAD's questions as ``eval/asking.py`` asks them, and scored by cross-validation: each
fold of articles by weights that were fitted on the other folds, after a reader that was trained
without it has read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from api.answering import evidence
from api.answering.evidence import Read
from api.answering.model import Model
from api.answering.question import read_question
from api.engine import READ, Engine
from api.settings import load_settings
from eval import results
from eval.asking import Asked, asked, readings, retrieval
from eval.calibration import calibration_error, point, threshold_for
from eval.train_reader import fold_of, network_of
from eval.training.material import load
from index.reader import CrossEncoderReader
from index.records import Reader
from index.retriever import Retriever
from index.words import Rarity

# The share of wrong answers among those given that each strictness allows, when half of the
# questions are on articles that are not there.
_ALLOWED_WRONG = {"strict": 0.05, "balanced": 0.10, "open": 0.20}
_PARTS = 5
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked: features of its candidates (candidates, features), which are right.

    ``passages`` and ``texts`` name the chunk and the words of each candidate.
    """

    part: int
    present: bool
    answerable: bool
    features: Matrix
    right: NDArray[np.bool_]
    passages: NDArray[np.int64]
    texts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of both regressions."""

    ranking: Matrix
    confidence: Matrix
    bias: float


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds squad/.")] = Path("data"),
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 2,
    kind: Annotated[str, typer.Option(help="read: with readers by fold; plain: without.")] = "read",
    seed: Annotated[int, typer.Option(help="The seed of the readers.")] = 1,
) -> None:
    """Fit, score by cross-validation, and write one part of ``evidence.json``."""
    at = results.commit()
    material = load(data, ["squad"])
    found = asked(material, cache, every)
    readers = readers_by_fold(cache, seed) if kind == "read" else dict.fromkeys(range(_PARTS))
    engine = Engine(load_settings({"DATELINE_HOME": str(cache / "squad" / "archive")}, cache))
    retriever = Retriever(engine.archive)
    cases: list[Case] = []
    for fold, reader in readers.items():
        apart = [one for one in found if fold_of(one.article) == fold]
        if reader is None:
            read = [[Read(hit) for hit in one.hits[:READ]] for one in apart]
        else:
            path = cache / f"squad-fold{fold}-{seed}" / f"read-{every}-{retrieval()}.pickle"
            read = readings(apart, reader, path)
        cases += cases_of(apart, read, retriever.rarity, len(readers) > 1)
    scores, thresholds = cross_validated(cases)
    fit = fitted(cases)
    row = {
        "made_by": "python -m eval.fit_evidence",
        "commit": at,
        "data": f"squad (CC BY-SA 4.0), folds {', '.join(map(str, readers))}",
        "cross_validated": scores,
        "ranking": {"weights": _rounded(fit.ranking)},
        "confidence": {"weights": _rounded(fit.confidence), "bias": round(fit.bias, 4)},
        "thresholds": {name: round(value, 4) for name, value in thresholds.items()},
    }
    _write(kind, row)
    print(json.dumps(scores, indent=1))


def readers_by_fold(cache: Path, seed: int) -> dict[int, Reader | None]:
    """Open the readers that were trained without one fold each."""
    found: dict[int, Reader | None] = {}
    for fold in range(_PARTS):
        path = cache / f"squad-fold{fold}-{seed}" / "weights.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            found[fold] = CrossEncoderReader(partial(network_of, state), path.parent.name)
    return found


def cases_of(
    asked: Sequence[Asked], read: Sequence[Sequence[Read]], rarity: Rarity, folds: bool
) -> list[Case]:
    """Make cases; parts of the cross-validation are folds, or articles where there is one fold."""
    cases = []
    nothing = Model((0.0,) * len(evidence.FEATURES), (), 0.0, {})
    for one, passages in zip(asked, read, strict=True):
        question = one.question
        ordered = evidence.candidates(read_question(question.text), passages, rarity, nothing)
        if not ordered:
            continue
        right = [
            one.present
            and candidate.hit.chunk.document_id == question.passage
            and any(answer.lower() in candidate.text.lower() for answer in question.answers)
            for candidate in ordered
        ]
        part = fold_of(one.article) if folds else fold_of(f"part of {one.article}")
        cases.append(
            Case(
                part,
                one.present,
                bool(question.spans),
                np.array([candidate.features for candidate in ordered]),
                np.array(right),
                np.array([candidate.hit.chunk.id for candidate in ordered]),
                np.array([hash(candidate.text) for candidate in ordered]),
            )
        )
    return cases


def fitted(cases: Sequence[Case]) -> Fit:
    """Fit which candidate is best, then how probable it is that the best one is right."""
    held = [case for case in cases if case.right.any()]
    rows = np.concatenate([case.features for case in held])
    labels = np.concatenate([case.right for case in held])
    ranking = LogisticRegression(max_iter=3000).fit(rows, labels).coef_[0]
    features, right = best_of(cases, ranking)
    found = LogisticRegression(max_iter=3000).fit(features, right)
    return Fit(ranking, found.coef_[0], float(found.intercept_[0]))


def best_of(cases: Sequence[Case], ranking: Matrix) -> tuple[Matrix, NDArray[np.bool_]]:
    """Give the confidence features of the best candidate of each case, and whether it is right."""
    rows, right = [], []
    for case in cases:
        scores = case.features @ ranking
        best = int(scores.argmax())
        others = (case.passages != case.passages[best]) & (case.texts != case.texts[best])
        rival = float(scores[others].max()) if others.any() else None
        rows.append(
            evidence.confidence_features(case.features[best].tolist(), float(scores[best]), rival)
        )
        right.append(case.right[best])
    return np.array(rows), np.array(right)


def cross_validated(cases: Sequence[Case]) -> tuple[dict[str, Any], dict[str, float]]:
    """Score each part by what was fitted on the others; thresholds are read off all of them."""
    sure, right = np.zeros(len(cases)), np.zeros(len(cases), bool)
    parts = np.array([case.part for case in cases])
    for part in np.unique(parts):
        fit = fitted([case for case in cases if case.part != part])
        apart = np.flatnonzero(parts == part)
        features, held = best_of([cases[one] for one in apart.tolist()], fit.ranking)
        sure[apart] = 1 / (1 + np.exp(-(features @ fit.confidence + fit.bias)))
        right[apart] = held
    answerable = np.array([case.answerable for case in cases])
    present = np.array([case.present for case in cases]) & answerable
    asked_twice = answerable
    thresholds = {
        name: threshold_for(sure[asked_twice], right[asked_twice], allowed)
        for name, allowed in _ALLOWED_WRONG.items()
    }
    with_answer = np.array([case.right.any() for case in cases])
    scores = {
        "questions": int(present.sum()),
        "adversarial": int((~answerable).sum()),
        "citation 1 right": float(right[present].mean()),
        "citation 1 could be right": float(with_answer[present].mean()),
        "AUROC article there or not": _auroc(present[asked_twice], sure[asked_twice]),
        "AUROC adversarial": _auroc(present[present | ~answerable], sure[present | ~answerable]),
        "calibration error": calibration_error(sure[asked_twice], right[asked_twice]),
        "calibration error, adversarial too": calibration_error(sure, right),
        "strictness": {
            name: point(sure[asked_twice], right[asked_twice], present[asked_twice], least)
            | {"answered of adversarial": float((sure[~answerable] >= least).mean())}
            for name, least in thresholds.items()
        },
    }
    return scores, thresholds


def _auroc(labels: NDArray[np.bool_], sure: Matrix) -> float:
    return float(roc_auc_score(labels, sure)) if 0 < labels.sum() < len(labels) else float("nan")


def _rounded(weights: Matrix) -> list[float]:
    return [round(float(weight), 4) for weight in weights]


def _write(kind: str, row: dict[str, Any]) -> None:
    path = Path(str(files("api.answering") / "evidence.json"))
    model = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    model["features"] = evidence.FEATURES
    model["confidence_features"] = evidence.CONFIDENCE_FEATURES
    model[kind] = row
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
