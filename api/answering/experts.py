"""What weighs the sentences of the passages that were found, and how sure of them it makes us.

The reader comes first, and where it is not sure the words alone. Questions of yes or no have an
expert of their own: no reader was trained on them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from api.answering.evidence import Candidate, Read, candidates, confidence
from api.answering.model import fitted
from api.answering.question import Question
from api.answering.yes_no.settling import settling, surely
from index.words import Rarity

# Estimates the probability that the best of some candidates is right.
Sure = Callable[[Sequence[Candidate]], float]
# How sure the words must be where the reader is not; ``docs/reader.md`` tells what they add.
_BESIDE = {"strict": 0.7, "balanced": 0.4, "open": 0.3}


@dataclass(frozen=True, slots=True)
class Expert:
    """Candidates, the best first, and how sure the best one must be to be given."""

    ordered: list[Candidate]
    sure: Sure
    least: float


def experts(
    question: Question, read: Sequence[Read], rarity: Rarity, strictness: str
) -> Iterator[Expert]:
    """Give the experts on a question in the order in which they are heard."""
    if question.kind == "yes_no":
        model = fitted("yes_no")
        ordered = settling(question, read, rarity, model)
        yield Expert(ordered, partial(surely, model=model), model.thresholds[strictness])
        return
    was_read = any(one.reading for one in read)
    if was_read:
        model = fitted("read")
        ordered = candidates(question, read, rarity, model)
        yield Expert(ordered, partial(confidence, model=model), model.thresholds[strictness])
    model = fitted("plain")
    ordered = candidates(question, [Read(one.hit) for one in read], rarity, model)
    least = _BESIDE[strictness] if was_read else model.thresholds[strictness]
    yield Expert(ordered, partial(confidence, model=model), least)
