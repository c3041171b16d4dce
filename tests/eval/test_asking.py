from collections.abc import Sequence
from pathlib import Path

from eval.asking import Asked, asked, readings
from eval.training.material import Material, Passage, Question
from eval.training.negatives import mined
from index.records import AnswerSpan, Reading
from tests.fakes import BagOfStems

FERRY = "The ferry to Sorra sank in 1904. It was old."
BELL = "The bell of the ferry hangs in Harth."
GOATS = "Goats are kept near the ferry of Osterhithe."
PASSAGES = {
    "p/1": Passage("p/1", "Ferry", FERRY, "p/Ferry"),
    "p/2": Passage("p/2", "Ferry", BELL, "p/Ferry"),
    "p/3": Passage("p/3", "Goats", GOATS, "p/Goats"),
}
MATERIAL = Material(
    PASSAGES,
    [
        Question("1", "p", "When did the ferry to Sorra sink?", "p/1", ((27, 31),), ("1904",)),
        Question("2", "p", "Who stole the bell of the ferry?", "p/2", (), ()),
    ],
)


def found(folder: Path) -> list[Asked]:
    return asked(MATERIAL, folder, 1, embedder=BagOfStems())


def test_a_question_is_asked_with_its_article_and_without(tmp_path: Path) -> None:
    with_it, without, adversarial = found(tmp_path)
    assert (with_it.present, without.present, adversarial.present) == (True, False, True)
    assert with_it.hits[0].chunk.document_id == "p/1"
    assert {hit.chunk.document_id for hit in without.hits} == {"p/3"}
    assert adversarial.question.id == "2"
    assert found(tmp_path) == [with_it, without, adversarial]


def test_negatives_do_not_hold_the_answer(tmp_path: Path) -> None:
    found(tmp_path)
    negatives = {
        one: [row[0] for row in rows]
        for one, rows in mined(MATERIAL, tmp_path, 1, embedder=BagOfStems()).items()
    }
    assert set(negatives) == {"1", "2"}
    assert "p/1" not in negatives["1"]
    assert "p/2" not in negatives["2"]
    assert "p/3" in negatives["1"]


class Counting:
    name = "counting"

    def __init__(self) -> None:
        self.calls = 0

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        assert question
        self.calls += 1
        return [Reading((AnswerSpan(0, 3, 1.0),), 0.5) for _ in passages]

    def close(self) -> None:
        pass


def test_what_was_read_once_is_kept(tmp_path: Path) -> None:
    reader = Counting()
    rows = found(tmp_path)
    first = readings(rows, reader, tmp_path / "read.pickle")
    assert readings(rows, reader, tmp_path / "read.pickle") == first
    assert [len(one) for one in first] == [len(one.hits) for one in rows]
    assert reader.calls == 3
