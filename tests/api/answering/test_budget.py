from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.budget import Budget, read_hits, replayed
from index.records import AnswerSpan, Chunk, Hit, Reading


@dataclass
class Marked:
    """A reader that finds the mark in a text, and is as sure as the number after it says."""

    name: str = "marked"
    seen: list[str] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        assert question
        self.seen += [text for _, text in passages]
        return [self._one(text) for _, text in passages]

    def _one(self, text: str) -> Reading:
        sure = float(text.partition("!")[2] or -5)
        return Reading((AnswerSpan(0, 1, sure),), sure)

    def close(self) -> None:
        pass


def hits(*texts: str) -> list[Hit]:
    return [
        Hit(rank, Chunk(rank, "d", "v", 0, 9), text, "", None, None, 1.0, {})
        for rank, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("a", "b", "c", "d", "e"), 5),
        (("a!9", "b", "c", "d", "e"), 2),
        (("a", "b", "c!9", "d", "e"), 4),
        (("a!1", "b", "c", "d", "e!9"), 5),
        ((), 0),
    ],
)
def test_reading_stops_when_the_answer_is_sure(texts: tuple[str, ...], read: int) -> None:
    reader = Marked()
    found = read_hits("?", hits(*texts), reader, Budget(step=2, most=5, enough=8.0))
    assert [one.hit.text for one in found] == list(texts)
    assert [one.reading is not None for one in found] == [
        place < read for place in range(len(texts))
    ]
    assert reader.seen == list(texts[:read])


def test_no_more_is_read_than_the_budget_allows() -> None:
    found = read_hits("?", hits(*"abcdef"), Marked(), Budget(step=2, most=3, enough=8.0))
    assert sum(one.reading is not None for one in found) == 3


@given(
    st.lists(st.sampled_from(["a", "b!0", "c!2", "d!9"])),
    st.builds(Budget, st.integers(1, 4), st.integers(1, 9), st.sampled_from([-9.0, 1.0, 5.0])),
)
def test_a_budget_replayed_is_the_budget_kept(texts: list[str], budget: Budget) -> None:
    everything = read_hits("?", hits(*texts), Marked(), Budget(9, 99, float("inf")))
    assert replayed(everything, budget) == read_hits("?", hits(*texts), Marked(), budget)
