"""Which passages are read: the most promising first, until the rest could hardly win."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.evidence import Read
from index.records import Hit, Reader, Reading


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is read: so many passages at a time, until an answer is this sure, in nats.

    An answer of 0 nats is as likely as none in its passage; ``docs/reader.md`` shows the curve
    that the defaults were read off.
    """

    step: int = 2
    most: int = 15
    enough: float = 1.5


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

    def read(first: int, last: int) -> list[Reading | None]:
        check()
        return [*reader.read(question, [(hit.title, hit.text) for hit in hits[first:last]])]

    return _within(hits, read, budget)


def replayed(read: Sequence[Read], budget: Budget) -> list[Read]:
    """Tell what a budget would have read of passages that all have been read."""

    def again(first: int, last: int) -> list[Reading | None]:
        return [one.reading for one in read[first:last]]

    return _within([one.hit for one in read], again, budget)


def _within(
    hits: Sequence[Hit], read: Callable[[int, int], list[Reading | None]], budget: Budget
) -> list[Read]:
    readings: list[Reading | None] = []
    most = min(budget.most, len(hits))
    while len(readings) < most and _best(readings) < budget.enough:
        readings += read(len(readings), min(most, len(readings) + budget.step))
    unread = [None] * (len(hits) - len(readings))
    return [Read(hit, one) for hit, one in zip(hits, [*readings, *unread], strict=True)]


def _best(readings: Sequence[Reading | None]) -> float:
    found = (one.spans[0].score for one in readings if one and one.spans)
    return max(found, default=float("-inf"))
