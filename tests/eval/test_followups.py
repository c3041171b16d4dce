import json
from pathlib import Path

import pytest

from api.answering.followups.records import Completed
from api.engine import Engine
from eval.followups import cast, conversations, is_right, strangers

CONVERSATIONS = Path(__file__).parents[1] / "data" / "conversations.jsonl"
BUS: dict[str, object] = {"question": "when does the bus leave Rome?", "answer": "at noon"}


def lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_conversations_are_what_they_are_said_to_be() -> None:
    rows = [json.loads(line) for line in CONVERSATIONS.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 60
    assert sum(not row["carries"] for row in rows) >= 30
    assert 3 * sum(row["part"] == "held out" for row in rows) >= len(rows) - 2
    for row in rows:
        assert row["turns"]
        assert bool(row.get("must")) == row["carries"]
        assert ("full" in row) >= bool(row.get("answers"))


@pytest.mark.parametrize(
    ("row", "whole", "right"),
    [
        ({"carries": True, "must": ["Rome"], "must_not": ["it"]}, "why rome?", True),
        ({"carries": True, "must": ["Rome"], "must_not": ["why"]}, "why Rome?", False),
        ({"carries": True, "must": ["Rome"], "must_not": []}, "why?", False),
        ({"carries": False, "question": "why?"}, "why?", True),
        ({"carries": False, "question": "why?"}, "why Rome?", False),
    ],
)
def test_right_and_polluted(row: dict[str, object], whole: str, right: bool) -> None:
    assert is_right(row, Completed(whole)) is right


def test_conversations_are_summed_by_their_parts(town: Engine, tmp_path: Path) -> None:
    follows = {
        "id": "a",
        "part": "held out",
        "turns": [{"question": "When was the Harbour Bridge opened?", "answer": None}],
        "question": "how many vehicles a day does it carry?",
        "carries": True,
        "must": ["Harbour Bridge"],
        "must_not": [],
        "full": "how many vehicles a day does the Harbour Bridge swing bridge carry?",
        "answers": ["9,400"],
    }
    other = {"id": "b", "part": "development", "turns": [BUS], "carries": False}
    path = lines(tmp_path / "rows.jsonl", follows, other | {"question": "Who is Ada Lind?"})
    found = conversations(town, path)
    counts = {name: value for name, value in found["held out"].items() if name != "rows"}
    assert counts["follow-ups"] == counts["completed rightly"] == counts["with an answer"] == 1
    assert counts["answered"] == counts["in full"] == 1
    assert (found["development"]["new topics"], found["development"]["polluted"]) == (1, 0)


def test_the_words_that_a_person_added_are_counted(tmp_path: Path) -> None:
    turns = [
        {"raw": "when does the bus leave Rome?", "rewritten": "when does the bus leave Rome?"},
        {"raw": "how old is it?", "rewritten": "how old is the bus to Rome?"},
        {"raw": "Who is Ada Lind?", "rewritten": "Who is Ada Lind?"},
    ]
    found = cast(lines(tmp_path / "cast.jsonl", {"turns": turns}))["development"]
    assert (found["recall"], found["precision"]) == (0.5, 1.0)
    assert (found["to leave alone"], found["left alone"]) == (1, 1)
    assert (found["to complete"], found["completed"]) == (1, 1)


def test_strangers_are_counted(tmp_path: Path) -> None:
    answers = [{"text": "at noon"}]
    rows: list[dict[str, object]] = [
        BUS | {"answers": answers},
        {"question": "How old is it?", "answers": answers},
    ]
    found, changed = strangers(lines(tmp_path / "rows.jsonl", *rows), 2, seed=1)
    assert found == {"questions": 1, "changed": len(changed)}
    assert changed in ([], ["How old is the bus?"])
