"""Fit the weights of ``api/answering/model.py``: ``python -m eval.fit_evidence --data FOLDER``.

Fitted on SQuAD's questions as ``eval/asking.py`` asks them, and scored by cross-validation: each
fold of articles by weights that were fitted on the other folds, after a reader that was trained
without it has read.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer
from numpy.typing import NDArray

from api.answering import evidence
from eval import refusal, results
from eval.cases import cases, cross_validated, fitted
from eval.training.material import load


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds squad/.")] = Path("data"),
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 3,
    kind: Annotated[str, typer.Option(help="read: with readers by fold; plain: without.")] = "read",
    seed: Annotated[int, typer.Option(help="The seed of the readers.")] = 1,
) -> None:
    """Fit, score by cross-validation, and write one part of ``evidence.json``."""
    at = results.commit()
    made = cases(load(data, ["squad"]), cache, every, kind, seed)
    outcome = cross_validated(made)
    least = refusal.thresholds(made, outcome)
    scores = refusal.scores(made, outcome, least)
    fit = fitted(made)
    row = {
        "made_by": f"python -m eval.fit_evidence --kind {kind} --every {every} --seed {seed}",
        "commit": at,
        "data": "squad (CC BY-SA 4.0)",
        "cross_validated": scores,
        "ranking": {"weights": _rounded(fit.ranking)},
        "confidence": {"weights": _rounded(fit.confidence), "bias": round(fit.bias, 4)},
        "thresholds": {name: round(value, 4) for name, value in least.items()},
    }
    _write(kind, row)
    print(json.dumps(scores, indent=1))


def _rounded(weights: NDArray[Any]) -> list[float]:
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
