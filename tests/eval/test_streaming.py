from pathlib import Path

from api.engine import Engine
from eval.streaming import evaluate
from tests.api.support import lines


def test_the_first_event_comes_before_the_end(town: Engine, tmp_path: Path) -> None:
    questions = lines(tmp_path / "q.jsonl", {"question": "When?"}, {"question": "Who was hurt?"})
    found = evaluate(town, questions, 2)
    assert (found["questions"], found["rounds"]) == (2, 2)
    assert 0 < found["first_event_ms"]["median"] < found["whole_answer_ms"]["median"]
