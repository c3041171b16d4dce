"""Which passages are read: the most promising first, until the rest could hardly win."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.evidence import Read
from index.records import Hit, Reader, Reading


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is read: so many passages at a time, until an answer is this sure, in nats."""

    step: int = 5
    most: int = 15
    enough: float = 8.0


def read_hits(
    question: str,
    hits: Sequence[Hit],
    reader: Reader,
    budget: Budget,
    check: Callable[[], None] = lambda: None,
) -> list[Read]:
    """Read the hits in their order; those that are left unread keep None.

    ``check`` is called before each step; what it raises ends the reading.
    """
    readings: list[Reading] = []
    while len(readings) < min(budget.most, len(hits)) and _best(readings) < budget.enough:
        check()
        some = hits[len(readings) : len(readings) + budget.step]
        readings += reader.read(question, [(hit.title, hit.text) for hit in some])
    unread = [None] * (len(hits) - len(readings))
    return [Read(hit, one) for hit, one in zip(hits, [*readings, *unread], strict=True)]


def _best(readings: Sequence[Reading]) -> float:
    return max((one.spans[0].score for one in readings if one.spans), default=float("-inf"))
