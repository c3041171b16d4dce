"""Train the reader: ``python -m eval.train_reader --data FOLDER``.

Two stages. The first learns to find answers in all data but ``squad``; the second goes on with
``squad``, all of it, or what is not in the folds that are named, on which it is then scored. Either
may be stopped at any instant; the same command goes on.
"""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Annotated, Any

import torch
import typer

from eval.training import gold
from eval.training.examples import Example, Examples, Mix
from eval.training.folds import split
from eval.training.loop import Recipe, Training
from eval.training.material import Material, Question, load
from eval.training.negatives import Negatives, mined
from index.crossencoder import tokenizer_of, untrained
from index.embedder import packaged_model

# Negatives are mined for each n-th question, which is enough for the share that gets one.
_EVERY = 3
# The share of each dataset's questions that one round of the first stage takes.
_FIRST = {"qamr": 0.2, "squadshifts": 0.7, "qed": 1.0, "timeqa": 1.0}


# What is looked at while training.
_WATCHED = ("exact match", "F1", "AUROC answer", "AUROC relevance")


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
    fold: Annotated[
        list[int] | None,
        typer.Option(help="Articles to keep apart, 0 to 4; may be given several times."),
    ] = None,
    rounds: Annotated[int, typer.Option()] = 1,
    seed: Annotated[int, typer.Option()] = 1,
    first: Annotated[int, typer.Option(help="Seed of the first stage to go on from.")] = 1,
    left: Annotated[
        bool, typer.Option(help="Mix in what the first stage left of squadshifts.")
    ] = False,
    minutes: Annotated[float, typer.Option(help="Between checkpoints.")] = 10.0,
    negatives: Annotated[
        bool, typer.Option(help="Show also what does not answer; left out to compare.")
    ] = True,
    steps: Annotated[int | None, typer.Option(help="End after so many steps.")] = None,
) -> None:
    """Train one stage, with checkpoints under the cache."""
    squad = load(data, ["squad"])
    network = untrained(Path(packaged_model()))
    tokenizer = tokenizer_of(Path(packaged_model()))
    if stage == Stage.first:
        material, held = thinned(load(data, list(_FIRST)), seed)[0], squad
        name, recipe, mix = "first", Recipe(rounds, seed=seed), Mix()
    else:
        begun = cache / f"first-{first}" / "weights.pt"
        network.load_state_dict(torch.load(begun, weights_only=True))
        material, held = split(squad, fold or ())
        name = "squad" + "".join(f"-fold{one}" for one in sorted(fold or ()))
        recipe, mix = Recipe(rounds, rate=1e-4, seed=seed), Mix(whole=0.5)
        if left:
            more = thinned(load(data, list(_FIRST)), first)[1]
            unseen = [one for one in more.questions if one.source == "squadshifts"]
            material = Material(material.passages | more.passages, [*material.questions, *unseen])
            name = f"{name}-left"
    if not negatives:
        name, mix = f"{name}-bare", replace(mix, mined=0, away=0, another=0)
    hard = {
        key: [one for one in rows if one[0] in material.passages]
        for key, rows in _mined(data, cache, squad, stage, left).items()
    }
    examples = Examples(tokenizer, material, hard, mix)
    folder = cache / f"{name}-{seed}"
    training = Training(network, recipe, folder)
    sample = sampled(held, 400)

    def watch(at: Training) -> dict[str, Any]:
        reader = gold.reader_of(at.averaged, "training")
        told = gold.read_gold(reader, held, sample)
        reader.close()
        row = gold.scores(told, float("-inf"))
        return {name: row[name] and round(row[name], 3) for name in _WATCHED}

    def round_of(seed: int) -> list[Example]:
        return examples.round(seed)

    training.run(round_of, watch, minutes, steps)
    torch.save(training.averaged, folder / "weights.pt")


def _mined(data: Path, cache: Path, squad: Material, stage: Stage, left: bool) -> Negatives:
    found: Negatives = {}
    if stage == Stage.squad:
        found |= mined(squad, cache, _EVERY, twice=True)
    if stage == Stage.first or left:
        found |= mined(load(data, ["squadshifts", "qed"]), cache, _EVERY)
    return found


def thinned(material: Material, seed: int) -> tuple[Material, Material]:
    """Draw the share of each dataset that the first stage takes, and give what it leaves too."""
    rng = Random(seed)
    taken: list[Question] = []
    left: list[Question] = []
    for one in material.questions:
        (taken if rng.random() < _FIRST[one.source] else left).append(one)
    return Material(material.passages, taken), Material(material.passages, left)


def sampled(material: Material, count: int) -> list[Question]:
    """Draw questions to be looked at while training."""
    return Random(0).sample(material.questions, min(count, len(material.questions)))


if __name__ == "__main__":
    typer.run(main)
