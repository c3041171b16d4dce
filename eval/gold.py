"""The reader on the passages that questions were written for, each fold by its own reader."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from eval.cases import fold_readers
from eval.training.folds import fold_of
from eval.training.gold import Told, best_threshold, read_gold, scores
from eval.training.material import Material, load


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
        shown = track(apart, f"fold {fold}", console=Console(stderr=True))
        told[fold] = read_gold(reader, material, shown)
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
