"""Fit the model of ``api/answering/evidence.py``: which sentence, and how sure.

Run as ``python -m eval.fit_evidence --data FOLDER``. Fitted on the SQuAD passages of one half of
the articles, scored on the other half; each question is asked twice, with its article in the
archive and with it left out, when nothing may be answered.
"""

import hashlib
import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sqlalchemy import select

from api.answering import evidence
from api.answering.question import read_question
from api.engine import READ
from eval import results
from eval.archives import archive_of
from eval.datasets import Dataset, squad
from index.passages import chunks
from index.records import Filter, Hit
from index.retriever import DEPTH, Retriever

# The share of wrong answers among those given that each strictness allows on the fitted half.
_ALLOWED_WRONG = {"strict": 0.10, "balanced": 0.20, "open": 0.35}


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked: its candidates, which of them are right, and its half."""

    fitted: bool
    present: bool
    ordered: list[evidence.Candidate]
    right: list[bool]


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds squad/.")] = Path("data"),
    cache: Annotated[Path, typer.Option()] = Path(".cache/eval"),
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 2,
) -> None:
    """Fit, score on the other half, and write ``evidence.json``."""
    at = results.commit()
    dataset = squad(data / "squad")
    engine = archive_of(dataset.name, dataset.documents, cache)
    retriever = Retriever(engine.archive)
    model: dict[str, Any] = {}
    kept = cache / f"asked-{every}-{_retrieval()}.pickle"
    asked = _kept(kept, lambda: list(_asked(dataset, retriever, every)))
    blank = {"weights": [0.0] * len(evidence.CONFIDENCE_FEATURES), "bias": 0.0}
    nothing = {"ranking": {"weights": [0.0] * len(evidence.FEATURES)}, "confidence": blank}
    _write(nothing | {"thresholds": {}})
    model["ranking"] = _fit_ranking(_cases(dataset, retriever, asked))
    _write(model | {"confidence": blank, "thresholds": {}})
    cases = list(_cases(dataset, retriever, asked))
    model["confidence"] = _fit_confidence([case for case in cases if case.fitted])
    _write(model | {"thresholds": {}})
    model["thresholds"] = _thresholds([case for case in cases if case.fitted])
    scores = _scores([case for case in cases if not case.fitted], model["thresholds"])
    about = {
        "made_by": "python -m eval.fit_evidence",
        "commit": at,
        "data": "squad (CC BY-SA 4.0), half of the articles",
        "features": evidence.FEATURES,
        "confidence_features": evidence.CONFIDENCE_FEATURES,
        "other_half": scores,
    }
    _write(about | model)
    print(json.dumps(scores, indent=1))


def _half(title: str) -> bool:
    return hashlib.sha256(title.encode()).digest()[0] % 2 == 0


Asked = tuple[str, str, tuple[str, ...], bool, list[Hit]]


def _asked(dataset: Dataset, retriever: Retriever, every: int) -> Iterator[Asked]:
    """Ask each question twice: (text, gold passage, answers, present, hits)."""
    titles = {document.id: document.title for document in dataset.documents}
    with retriever.archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks.c.id, chunks.c.document_id)).all()
    about = {row.id: titles[row.document_id] for row in rows}
    for query in track(dataset.queries[::every], "asking", console=Console(stderr=True)):
        gold = next(iter(dataset.judgements[query.id]))
        ranking = retriever.rank(query.text, DEPTH, Filter())
        others = [one for one in ranking.fused if about[one.chunk_id] != titles[gold]]
        without = replace(ranking, fused=others)
        for present, found in ((True, ranking), (False, without)):
            yield query.text, gold, query.answers, present, retriever.hits(found, READ)


def _retrieval() -> str:
    """Name the retrieval by its code: what another one found would be the wrong thing to fit."""
    code = [path.read_bytes() for path in sorted(Path(str(files("index"))).glob("*.py"))]
    return hashlib.sha256(b"".join(code)).hexdigest()[:10]


def _kept(path: Path, make: Callable[[], list[Asked]]) -> list[Asked]:
    """Ask once and keep what was found, so that features can be tried without asking again."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    asked: list[Asked] = pickle.loads(path.read_bytes())
    return asked


def _cases(dataset: Dataset, retriever: Retriever, asked: Sequence[Asked]) -> Iterator[Case]:
    title = {document.id: document.title for document in dataset.documents}
    for text, gold, answers, present, hits in asked:
        ordered = evidence.candidates(read_question(text), hits, retriever.rarity)
        right = [
            present
            and one.hit.chunk.document_id == gold
            and any(answer.lower() in one.text.lower() for answer in answers)
            for one in ordered
        ]
        if ordered:
            yield Case(_half(title[gold]), present, ordered, right)


def _fit_ranking(cases: Iterator[Case]) -> dict[str, Any]:
    rows, labels = [], []
    for case in cases:
        if case.fitted and any(case.right):
            rows += [one.features for one in case.ordered]
            labels += case.right
    fit = LogisticRegression(max_iter=2000).fit(np.array(rows), np.array(labels))
    return {"weights": [round(float(weight), 4) for weight in fit.coef_[0]]}


def _fit_confidence(cases: Sequence[Case]) -> dict[str, Any]:
    rows = [evidence.confidence_features(case.ordered) for case in cases]
    labels = [case.right[0] for case in cases]
    fit = LogisticRegression(max_iter=2000).fit(np.array(rows), np.array(labels))
    weights = [round(float(weight), 4) for weight in fit.coef_[0]]
    return {"weights": weights, "bias": round(float(fit.intercept_[0]), 4)}


def _thresholds(cases: Sequence[Case]) -> dict[str, float]:
    sure, right = _judged(cases)
    order = np.argsort(-sure)
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    found = {}
    for name, allowed in _ALLOWED_WRONG.items():
        last = np.flatnonzero(wrong <= allowed)
        found[name] = round(float(sure[order][last[-1]]), 4) if len(last) else 1.0
    return found


def _scores(cases: Sequence[Case], thresholds: dict[str, float]) -> dict[str, Any]:
    sure, right = _judged(cases)
    present = np.array([case.present for case in cases])
    points = {}
    for name, least in thresholds.items():
        given = sure >= least
        points[name] = {
            "answered of answerable": float(given[present].mean()),
            "answered of absent": float(given[~present].mean()),
            "wrong of answered": float((~right[given]).mean()),
        }
    return {
        "questions": int(present.sum()),
        "citation 1 right": float(right[present].mean()),
        "AUROC article there or not": float(roc_auc_score(present, sure)),
        "calibration error": _calibration_error(sure, right),
        "strictness": points,
    }


def _judged(cases: Sequence[Case]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    sure = np.array([evidence.confidence(case.ordered) for case in cases])
    return sure, np.array([case.right[0] for case in cases])


def _calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        (bins == one).mean() * abs(sure[bins == one].mean() - right[bins == one].mean())
        for one in np.unique(bins)
    ]
    return float(sum(gaps))


def _write(model: dict[str, Any]) -> None:
    path = Path(str(files("api.answering") / "evidence.json"))
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    evidence.forget_model()


if __name__ == "__main__":
    typer.run(main)
