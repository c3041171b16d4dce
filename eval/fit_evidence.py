"""Fit the weights of ``api/answering/model.py``: ``python -m eval.fit_evidence --data FOLDER``.

Fitted on SQuAD's questions as ``eval/asking.py`` asks them, and scored by cross-validation: each
fold of articles by weights that were fitted on the other folds, after a reader that was trained
without it has read. With readers, it is also chosen how sure the words alone must be where the
reader is not.
"""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from api.answering import evidence
from eval import refusal, results, union
from eval.archives import lookup_at
from eval.cases import Case, Fit, cases, cross_validated, fits_of, fitted
from eval.training.folds import fold_of
from eval.training.material import load


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds squad/.")] = Path("data"),
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 3,
    kind: Annotated[str, typer.Option(help="read: with readers by fold; plain: without.")] = "read",
    seed: Annotated[int, typer.Option(help="The seed of the readers.")] = 0,
) -> None:
    """Fit, score by cross-validation, and write parts of ``evidence.json``."""
    about = {
        "made_by": f"python -m eval.fit_evidence --kind {kind} --every {every} --seed {seed}",
        "commit": results.commit(),
        "data": "squad (CC BY-SA 4.0)",
    }
    material = load(data, ["squad"])
    made = cases(material, cache, every, kind, seed)
    fits = fits_of(made)
    outcome = cross_validated(made, fits)
    least = _rounded(refusal.thresholds(made, outcome))
    parts = {kind: _row(refusal.scores(made, outcome, least), fitted(made), least)}
    if kind == "read":
        folds = {fold_of(case.asked.article) for case in made}
        plain = fits_of(cases(material, cache, every, "plain", seed, folds))
        parts["beside"] = _beside(made, fits, plain, cache / "squad" / "archive", least)
    _write({name: about | row for name, row in parts.items()})
    print(json.dumps({name: row["cross_validated"] for name, row in parts.items()}, indent=1))


def _row(scores: dict[str, Any], fit: Fit, least: Mapping[str, float]) -> dict[str, Any]:
    return {
        "cross_validated": scores,
        "ranking": {"weights": _listed(fit.ranking)},
        "confidence": {"weights": _listed(fit.confidence), "bias": round(fit.bias, 4)},
        "thresholds": least,
    }


def _beside(
    made: Sequence[Case],
    read: Mapping[int, Fit],
    plain: Mapping[int, Fit],
    home: Path,
    least: Mapping[str, float],
) -> dict[str, Any]:
    """Choose how sure the words must be, on the cases that the other thresholds are read off."""
    with lookup_at(home) as lookup:
        found = union.apart(made, read, plain, lookup)
    twice = found.some(np.array([case.answerable for case in made]))
    chosen = {
        name: union.beside(twice, least[name], allowed)
        for name, allowed in refusal.ALLOWED_WRONG.items()
    }
    besides = {name: value and round(value, 4) for name, value in chosen.items()}
    scores = {"strictness": union.scores(made, found, least, besides)}
    return {"cross_validated": scores, "thresholds": besides}


def _rounded(least: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in least.items()}


def _listed(weights: NDArray[Any]) -> list[float]:
    return [round(float(weight), 4) for weight in weights]


def _write(parts: Mapping[str, Mapping[str, Any]]) -> None:
    path = Path(str(files("api.answering") / "evidence.json"))
    model = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    model["features"] = evidence.FEATURES
    model["confidence_features"] = evidence.CONFIDENCE_FEATURES
    model.update(parts)
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
