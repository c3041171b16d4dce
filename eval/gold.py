"""The reader on the passages that questions were written for: where is the answer, is there one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.cases import fold_readers
from eval.squad_metrics import exact_match, f1
from eval.train_reader import fold_of
from eval.training.material import Material, Question, load
from index.records import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader answered to one question, and how sure it was that there is an answer."""

    question: Question
    said: str
    answer: float
    relevance: float


def evaluate(data: Path, cache: Path, seed: int, every: int) -> dict[str, Any]:
    """Score the reader of each fold on the fold that it never saw, and all together.

    The score under which a reader gives no answer is chosen on the other folds; where only one
    fold has been trained, on the other half of its articles.
    """
    material = load(data, ["squad"])
    told: dict[int, list[Told]] = {}
    for fold, reader in fold_readers(cache, seed).items():
        apart = [
            one
            for one in material.questions[::every]
            if fold_of(material.passages[one.passage].article) == fold
        ]
        told[fold] = read_gold(reader, material, apart)
        reader.close()
    rows = {f"fold {fold}": _scores_of(told, fold, material) for fold in told}
    everything = [one for some in told.values() for one in some]
    return {"folds": rows, "all": scores(everything, best_threshold(everything))}


def _scores_of(told: dict[int, list[Told]], fold: int, material: Material) -> dict[str, Any]:
    others = [one for other, some in told.items() if other != fold for one in some]
    if others:
        return scores(told[fold], best_threshold(others))
    halves: tuple[list[Told], list[Told]] = ([], [])
    for one in told[fold]:
        halves[fold_of("half" + material.passages[one.question.passage].article) % 2].append(one)
    both = [
        (len(there), scores(there, best_threshold(here)))
        for here, there in (halves, halves[::-1])
        if here and there
    ]
    total = sum(count for count, _ in both)
    first = scores(told[fold], best_threshold(told[fold]))
    for name in ("exact match, SQuAD 2.0", "F1, SQuAD 2.0"):
        first[name] = sum(count * row[name] for count, row in both) / max(1, total)
    return first


def read_gold(reader: Reader, material: Material, questions: Sequence[Question]) -> list[Told]:
    """Read each question's own passage."""
    told = []
    for question in questions:
        passage = material.passages[question.passage]
        found = reader.read(question.text, [(passage.title, passage.text)])[0]
        best = found.spans[0]
        said = passage.text[best.start : best.end]
        told.append(Told(question, said, best.score, found.relevance))
    return told


def scores(told: Sequence[Told], least: float) -> dict[str, Any]:
    """Score answers; below ``least`` none is given, which is right where there is none."""
    held = [one for one in told if one.question.spans]
    both = [_with_refusal(one, least) for one in told]
    return {
        "answerable": len(held),
        "unanswerable": len(told) - len(held),
        "exact match": float(
            np.mean([exact_match(one.said, one.question.answers) for one in held])
        ),
        "F1": float(np.mean([f1(one.said, one.question.answers) for one in held])),
        "exact match, SQuAD 2.0": float(np.mean([exact for exact, _ in both])),
        "F1, SQuAD 2.0": float(np.mean([overlap for _, overlap in both])),
        "AUROC answer": _auroc(
            [bool(one.question.spans) for one in told], [one.answer for one in told]
        ),
    }


def best_threshold(told: Sequence[Told]) -> float:
    """Choose the score below which no answer is given, by F1 over all questions."""
    order = sorted(told, key=lambda one: -one.answer)
    gains = [f1(one.said, one.question.answers) if one.question.spans else -1.0 for one in order]
    total = np.cumsum(gains)
    best = int(total.argmax())
    return order[best].answer


def _with_refusal(one: Told, least: float) -> tuple[float, float]:
    golds = one.question.answers if one.question.spans else ()
    said = one.said if one.answer >= least else ""
    return exact_match(said, golds), f1(said, golds)


def _auroc(labels: list[bool], scores: list[float]) -> float | None:
    return float(roc_auc_score(labels, scores)) if 0 < sum(labels) < len(labels) else None
