from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from api.engine import Engine
from index.records import AnswerSpan, Reading
from tests.api.support import index, items, lines, settings_at
from tests.fakes import BagOfStems


@dataclass
class Certain:
    """A reader that is sure of everything, and remembers what it has read."""

    name: str = "certain"
    seen: list[str] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        assert question
        self.seen += [text for _, text in passages]
        return [Reading((AnswerSpan(0, len(text), 9.0),), 9.0) for _, text in passages]

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("question", "read"), [("What is the latest on the items?", 12), ("What is an item?", 2)]
)
def test_a_sure_answer_ends_the_reading_but_for_the_latest(
    tmp_path: Path, question: str, read: int
) -> None:
    reader = Certain()
    engine = Engine(settings_at(tmp_path / "home"), BagOfStems(), reader)
    try:
        index(engine, lines(tmp_path / "items.jsonl", *items(12)))
        engine.ask(question)
    finally:
        engine.close()
    assert len(reader.seen) == read
