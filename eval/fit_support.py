"""Fit ``api/answering/generating/support.json``: ``python -m eval.fit_support --data FOLDER``.

On WiCE: claims of Wikipedia with the sentences of the page that they cite. A claim that is
supported is an example with the sentences that annotators say support it; one that is supported in
part, with those that support that part, is none; of what is not supported at all, the nearest
sentences are taken. The articles are split by a seed: half to fit, a quarter to choose the least
probability, a quarter to report.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
import typer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from api.answering.generating.check import Given, checked
from api.answering.generating.reply import Claim
from api.answering.generating.support import FEATURES, features, fitted
from eval import results
from eval.datasets import json_lines

# Of what is not supported, at most this share may pass on the part that the threshold is set on.
_MOST_FALSE = 0.02
_NEAREST = 3


class Example(NamedTuple):
    """A claim, the sentences beside it, whether they support it, and the article it is from."""

    claim: str
    evidence: str
    supported: bool
    article: str


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds wice/.")] = Path("data"),
    seed: Annotated[int, typer.Option(help="Of the split.")] = 1,
) -> None:
    """Fit, choose the threshold, report, and write the weights."""
    at = results.commit()
    parts = split(list(examples(data / "wice" / "claims-dev.jsonl.gz")), seed)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(_features(parts["fit"]), _labels(parts["fit"]))
    sure = {name: model.predict_proba(_features(part))[:, 1] for name, part in parts.items()}
    least = threshold(sure["choose"], _labels(parts["choose"]))
    row: dict[str, Any] = {
        "made_by": f"python -m eval.fit_support --seed {seed}",
        "commit": at,
        "data": "wice (ODC-BY)",
        "features": FEATURES,
        "weights": [round(float(one), 4) for one in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": round(least, 4),
    }
    _write(row)
    row["scores"] = {name: _scores(part, sure[name], least) for name, part in parts.items()}
    _write(row)
    print(json.dumps(row, indent=1))


def examples(path: Path) -> list[Example]:
    """Read claims with the sentences beside them."""
    found = []
    for row in json_lines(path):
        sets = [one for one in row["supporting_sentences"] if one]
        chosen = min(sets, key=len) if sets else _nearest(row["claim"], row["evidence"])
        evidence = " ".join(row["evidence"][index] for index in chosen)
        is_so = row["label"] == "supported"
        found.append(Example(row["claim"], evidence, is_so, row["meta"]["claim_title"]))
    return found


def split(rows: Sequence[Example], seed: int) -> dict[str, list[Example]]:
    """Split by article: half, a quarter, a quarter."""
    parts: dict[str, list[Example]] = {"fit": [], "choose": [], "report": []}
    for one in rows:
        drawn = hashlib.sha256(f"{seed} {one.article}".encode()).digest()[0] % 4
        parts[("fit", "fit", "choose", "report")[drawn]].append(one)
    return parts


def threshold(sure: Any, labels: Sequence[bool]) -> float:
    """The least probability above which at most ``_MOST_FALSE`` of what is unsupported lies."""
    wrong = np.sort(sure[~np.array(labels)])[::-1]
    return float(wrong[int(_MOST_FALSE * len(wrong))]) + 1e-4


def _write(row: dict[str, Any]) -> None:
    path = Path(str(files("api.answering.generating") / "support.json"))
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    fitted.cache_clear()


def _scores(part: Sequence[Example], sure: Any, least: float) -> dict[str, float | int]:
    labels, passed = np.array(_labels(part)), sure >= least
    whole = np.array([_passes_all(one) for one in part])
    return {
        "supported": int(labels.sum()),
        "unsupported": int((~labels).sum()),
        "area_under_curve": round(float(roc_auc_score(labels, sure)), 4),
        "false_accepted": round(float(passed[~labels].mean()), 4),
        "true_accepted": round(float(passed[labels].mean()), 4),
        "false_accepted_by_all_checks": int(whole[~labels].sum()),
        "true_accepted_by_all_checks": int(whole[labels].sum()),
    }


def _passes_all(one: Example) -> bool:
    return not isinstance(checked(Claim(one.claim, (1,)), {1: Given(one.evidence)}), str)


def _nearest(claim: str, evidence: Sequence[str]) -> list[int]:
    covers = [features(claim, sentence)[0] for sentence in evidence]
    return sorted(range(len(evidence)), key=lambda index: -covers[index])[:_NEAREST]


def _features(part: Sequence[Example]) -> Any:
    return np.array([features(one.claim, one.evidence) for one in part])


def _labels(part: Sequence[Example]) -> list[bool]:
    return [one.supported for one in part]


if __name__ == "__main__":
    typer.run(main)
