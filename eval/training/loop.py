"""The training loop: batches of like length, checkpoints, averaged weights."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from eval.training.examples import Example
from index.crossencoder import CrossEncoder, Outputs, collate

# Examples among which those of like length are put together.
_POOL = 2000


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one stage is trained."""

    rounds: int = 1
    rate: float = 2e-4
    warm_up: float = 0.05
    lowest: float = 0.1
    tokens: int = 3072
    relevance: float = 0.5
    decay: float = 0.01
    averaged: float = 0.998
    seed: int = 1


def batches(examples: Sequence[Example], tokens: int, seed: int) -> list[list[Example]]:
    """Cut examples into batches of at most so many tokens, padding counted, in random order."""
    order = list(examples)
    Random(seed).shuffle(order)
    made: list[list[Example]] = []
    for first in range(0, len(order), _POOL):
        pool = sorted(order[first : first + _POOL], key=lambda one: len(one.pair.ids))
        made += _cut(pool, tokens)
    Random(seed + 1).shuffle(made)
    return made


def _cut(pool: Sequence[Example], tokens: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for example in pool:
        if batch and (len(batch) + 1) * len(example.pair.ids) > tokens:
            yield batch
            batch = []
        batch.append(example)
    yield batch


def loss_of(outputs: Outputs, batch: Sequence[Example], relevance: float) -> Tensor:
    """Negative log of the probability of all right spans together, and of the right relevance.

    The sum over all spans that may be meant is that of Clark and Gardner (2018), for answers of
    which only the words are known.
    """
    starts = functional.log_softmax(outputs.start, dim=1)
    ends = functional.log_softmax(outputs.end, dim=1)
    found = []
    for row, example in enumerate(batch):
        first, last = torch.tensor(example.spans).T
        found.append(-torch.logsumexp(starts[row, first] + ends[row, last], dim=0))
    told = [row for row, one in enumerate(batch) if one.relevant is not None]
    total = torch.stack(found).mean()
    if told:
        wanted = torch.tensor([float(bool(batch[row].relevant)) for row in told])
        total = total + relevance * functional.binary_cross_entropy_with_logits(
            outputs.relevance[told], wanted
        )
    return total


class Training:
    """One stage of training, which may be stopped at any instant and continued."""

    def __init__(self, network: CrossEncoder, recipe: Recipe, folder: Path) -> None:
        """Take up the stage where its folder says it stood."""
        self.network = network
        self.recipe = recipe
        self.averaged = {key: value.clone() for key, value in network.state_dict().items()}
        self._folder = folder
        self._optimizer = torch.optim.AdamW(
            network.parameters(), lr=recipe.rate, weight_decay=recipe.decay, fused=True
        )
        self.step = 0
        folder.mkdir(parents=True, exist_ok=True)
        if (kept := folder / "checkpoint.pt").exists():
            self._restore(torch.load(kept, weights_only=True))

    def run(
        self,
        rounds: Callable[[int], list[Example]],
        watch: Callable[["Training"], dict[str, Any]],
        minutes: float = 10.0,
        steps: int | None = None,
    ) -> None:
        """Train all rounds, with a checkpoint and a look at the state every so many minutes.

        ``steps`` ends the training early, with the rates that a whole one would have had till then.
        """
        recipe = self.recipe
        made = [
            batch
            for number in range(recipe.rounds)
            for batch in batches(rounds(recipe.seed + number), recipe.tokens, recipe.seed + number)
        ]
        self.network.train()
        kept, sums, counted = time.monotonic(), 0.0, 0
        last = len(made) if steps is None else min(steps, len(made))
        for step in range(self.step, last):
            torch.manual_seed(recipe.seed * 1_000_003 + step)
            sums += self._learn(made[step], self._rate(step / len(made)))
            self.step, counted = step + 1, counted + 1
            if time.monotonic() - kept > minutes * 60 or self.step == last:
                self._log({"of": len(made), "loss": round(sums / counted, 4)} | watch(self))
                self._keep()
                kept, sums, counted = time.monotonic(), 0.0, 0

    def _learn(self, batch: list[Example], rate: float) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        outputs = self.network(*collate([one.pair for one in batch]))
        loss = loss_of(outputs, batch, self.recipe.relevance)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        # Less at the start, or the untrained heads would weigh for hundreds of steps.
        share = min(self.recipe.averaged, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for key, value in self.network.state_dict().items():
                self.averaged[key].lerp_(value, 1 - share)
        return float(loss.detach())

    def _rate(self, done: float) -> float:
        recipe = self.recipe
        if done < recipe.warm_up:
            return recipe.rate * done / recipe.warm_up
        falling = 1 - (done - recipe.warm_up) / (1 - recipe.warm_up)
        return recipe.rate * (recipe.lowest + (1 - recipe.lowest) * falling)

    def _keep(self) -> None:
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "averaged": self.averaged,
            "optimizer": self._optimizer.state_dict(),
        }
        beside = self._folder / "checkpoint.new"
        torch.save(state, beside)
        beside.replace(self._folder / "checkpoint.pt")

    def _restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.averaged = state["averaged"]
        self._optimizer.load_state_dict(state["optimizer"])

    def _log(self, row: dict[str, Any]) -> None:
        line = json.dumps({"step": self.step, "at": round(time.time())} | row)
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, flush=True)
