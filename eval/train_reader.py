"""Train the reader: ``python -m eval.train_reader --data FOLDER``.

Two stages. The first learns to find answers in all data but ``squad``; the second goes on with
``squad``, all of it, or four fifths of its articles where a fold is named, which is then scored on
the last fifth. Either may be stopped at any instant; the same command goes on.
"""

import hashlib
from enum import StrEnum
from functools import partial
from pathlib import Path
from random import Random
from typing import Annotated, Any

import torch
import typer
from sklearn.metrics import roc_auc_score

from eval.squad_metrics import exact_match, f1
from eval.training.examples import Example, Examples, Mix
from eval.training.loop import Recipe, Training
from eval.training.material import Material, Question, load
from eval.training.negatives import mined
from index.crossencoder import CrossEncoder, empty, tokenizer_of, untrained
from index.embedder import packaged_model
from index.reader import CrossEncoderReader

FOLDS = 5
# Negatives are mined for each n-th question, which is enough for the share that gets one.
_EVERY = 3
# The share of each dataset's questions that one round of the first stage takes.
_FIRST = {"qamr": 0.2, "squadshifts": 0.7, "qed": 1.0, "timeqa": 1.0}


class Stage(StrEnum):
    """What is learnt."""

    first = "first"
    squad = "squad"


def main(
    stage: Annotated[Stage, typer.Argument()],
    data: Annotated[Path, typer.Option(help="Folder that holds squad/ and the others.")] = Path(
        "data"
    ),
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
    fold: Annotated[int | None, typer.Option(help="Articles to keep apart, 0 to 4.")] = None,
    rounds: Annotated[int, typer.Option()] = 1,
    seed: Annotated[int, typer.Option()] = 1,
    minutes: Annotated[float, typer.Option(help="Between checkpoints.")] = 10.0,
    steps: Annotated[int | None, typer.Option(help="End after so many steps.")] = None,
) -> None:
    """Train one stage, with checkpoints under the cache."""
    squad = load(data, ["squad"])
    network = untrained(Path(packaged_model()))
    tokenizer = tokenizer_of(Path(packaged_model()))
    if stage == Stage.first:
        material, held = thinned(load(data, list(_FIRST)), seed), squad
        name, recipe, mix = "first", Recipe(rounds, seed=seed), Mix()
    else:
        begun = cache / f"first-{seed}" / "weights.pt"
        network.load_state_dict(torch.load(begun, weights_only=True))
        material, held = split(squad, fold)
        name = "squad" if fold is None else f"squad-fold{fold}"
        recipe, mix = Recipe(rounds, rate=1e-4, seed=seed), Mix(whole=0.5)
    searched = squad if stage == Stage.squad else load(data, ["squadshifts", "qed"])
    negatives = {
        key: [one for one in rows if one[0] in material.passages]
        for key, rows in mined(searched, cache, _EVERY, twice=searched is squad).items()
    }
    examples = Examples(tokenizer, material, negatives, mix)
    folder = cache / f"{name}-{seed}"
    training = Training(network, recipe, folder)
    sample = sampled(held, 400)

    def watch(at: Training) -> dict[str, Any]:
        return scores(at.averaged, held, sample)

    def round_of(seed: int) -> list[Example]:
        return examples.round(seed)

    training.run(round_of, watch, minutes, steps)
    torch.save(training.averaged, folder / "weights.pt")


def thinned(material: Material, seed: int) -> Material:
    """Draw the share of each dataset that the first stage takes."""
    rng = Random(seed)
    questions = [one for one in material.questions if rng.random() < _FIRST[one.source]]
    return Material(material.passages, questions)


def split(material: Material, fold: int | None) -> tuple[Material, Material]:
    """Part the material by article: what is trained on, and what is kept apart."""
    if fold is None:
        return material, material
    apart = {one.id for one in material.passages.values() if fold_of(one.article) == fold}
    return (
        Material(
            {key: one for key, one in material.passages.items() if key not in apart},
            [one for one in material.questions if one.passage not in apart],
        ),
        Material(
            {key: one for key, one in material.passages.items() if key in apart},
            [one for one in material.questions if one.passage in apart],
        ),
    )


def fold_of(article: str) -> int:
    """Say in which fold an article stands."""
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[:4]) % FOLDS


def sampled(material: Material, count: int) -> list[Question]:
    """Draw questions to be looked at while training."""
    return Random(0).sample(material.questions, min(count, len(material.questions)))


def network_of(state: dict[str, torch.Tensor]) -> CrossEncoder:
    """Put weights into a network."""
    network = empty(Path(packaged_model()))
    network.load_state_dict(state)
    return network


def scores(state: dict[str, torch.Tensor], held: Material, asked: list[Question]) -> dict[str, Any]:
    """Read the gold passages of questions: exact match and F1 of those that have an answer."""
    reader = CrossEncoderReader(partial(network_of, state), "training")
    exact, overlap, sure = [], [], []
    for question in asked:
        passage = held.passages[question.passage]
        found = reader.read(question.text, [(passage.title, passage.text)])[0]
        best = found.spans[0]
        sure.append((bool(question.spans), best.score, found.relevance))
        if question.spans:
            text = passage.text[best.start : best.end]
            exact.append(exact_match(text, question.answers))
            overlap.append(f1(text, question.answers))
    reader.close()
    told = [one[0] for one in sure]
    row = {"EM": 100 * sum(exact) / len(exact), "F1": 100 * sum(overlap) / len(overlap)}
    if not all(told):
        row["AUROC answer"] = float(roc_auc_score(told, [one[1] for one in sure]))
        row["AUROC relevance"] = float(roc_auc_score(told, [one[2] for one in sure]))
    return {key: round(value, 3) for key, value in row.items()}


if __name__ == "__main__":
    typer.run(main)
