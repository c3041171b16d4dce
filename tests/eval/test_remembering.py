from collections.abc import Sequence

from eval.remembering import Remembering
from index.records import AnswerSpan, Reading


class Counting:
    """Says how long a passage is, and keeps what it was asked to read."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked += [(question, text) for _, text in passages]
        return [Reading((AnswerSpan(0, 1, 0.0),), float(len(text))) for _, text in passages]

    def close(self) -> None:
        self.asked.clear()


def test_nothing_is_read_twice_for_one_question() -> None:
    inner = Counting()
    reader = Remembering(inner)

    def read(question: str, *texts: str) -> list[float]:
        return [one.relevance for one in reader.read(question, [("", text) for text in texts])]

    assert read("who?", "a", "bbb", "a") == [1.0, 3.0, 1.0]
    assert read("who?", "cc", "bbb") == [2.0, 3.0]
    assert inner.asked == [("who?", "a"), ("who?", "bbb"), ("who?", "cc")]
    assert read("when?", "a") == [1.0]
    assert inner.asked[3:] == [("when?", "a")]
    assert reader.name == "counting"
    reader.close()
    assert inner.asked == []
