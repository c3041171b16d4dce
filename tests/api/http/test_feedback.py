import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.engine import Engine
from api.feedback import cases, rated
from eval.answers import evaluate
from tests.api.support import index, lines, opened, serving

TEXT = "The ferry to Sorra sails on Monday. It carries 40 cars."
RIGHT, WRONG = "How many cars does the ferry to Sorra carry?", "When does the ferry sail?"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"id": "ferry", "text": TEXT}))
        yield engine


@pytest.fixture
def client(engine: Engine) -> Iterator[httpx.Client]:
    with serving(engine) as address, httpx.Client(base_url=address) as client:
        yield client


def asked(client: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/ask", json={"question": question} | more).json()
    return answer


def test_ratings_become_cases_that_can_be_evaluated(
    client: httpx.Client, engine: Engine, tmp_path: Path
) -> None:
    right, wrong = asked(client, RIGHT), asked(client, WRONG)
    nothing = asked(client, "Who?", filters={"publisher": "Nobody"}, as_of="2026-01-01")
    assert (right["status"], nothing["status"]) == ("answered", "not_found")
    for answer, rating, comment in [
        (right, "up", None),
        (wrong, "down", "on Tuesday, they say"),
        (nothing, "up", None),
    ]:
        body = {"answer_id": answer["id"], "rating": rating, "comment": comment}
        kept = client.post("/v1/feedback", json=body).json()
        assert kept == body | {"rated_at": kept["rated_at"]}
    found = list(cases(rated(engine.archive.catalog)))
    assert [case["question"] for case in found] == [RIGHT, WRONG, "Who?"]
    assert [case["answers"] for case in found] == [[right["answer"]], None, []]
    assert [case["wrong"] for case in found] == [[], [wrong["answer"]], []]
    assert [case["documents"] for case in found] == [["ferry"], ["ferry"], []]
    assert found[1]["comment"] == "on Tuesday, they say"
    assert (found[2]["filters"], found[2]["as_of"]) == ({"publisher": "Nobody"}, "2026-01-01")
    scores = evaluate(engine, lines(tmp_path / "cases.jsonl", *found))
    assert (scores["answerable"], scores["citation 1 right"]) == (1, 1)
    assert (scores["unanswerable"], scores["refused"]) == (1, 1)
    assert (scores["rated wrong"], scores["rated wrong and still said"]) == (1, 1)


def test_a_rating_can_be_changed(client: httpx.Client, engine: Engine) -> None:
    answer = asked(client, RIGHT)
    for rating in ("up", "down"):
        body = {"answer_id": answer["id"], "rating": rating}
        assert client.post("/v1/feedback", json=body).status_code == 200
    (kept,) = rated(engine.archive.catalog)
    assert (kept.rating, kept.question) == ("down", RIGHT)


def test_an_answer_of_another_process_is_sent_along(tmp_path: Path, engine: Engine) -> None:
    with serving(engine) as address, httpx.Client(base_url=address) as client:
        answer = asked(client, RIGHT)
    with opened(tmp_path / "home") as other, serving(other) as address:
        body = {"answer_id": answer["id"], "rating": "up"}
        unknown = httpx.post(f"{address}/v1/feedback", json=body)
        assert unknown.status_code == 404
        assert unknown.json()["type"] == "/problems/unknown-answer"
        kept = httpx.post(f"{address}/v1/feedback", json=body | {"answer": answer})
        assert kept.status_code == 200
        assert [one.answer for one in rated(other.archive.catalog)] == [answer]
        another = body | {"answer_id": "another", "answer": answer}
        assert httpx.post(f"{address}/v1/feedback", json=another).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [{"rating": "meh"}, {"comment": "a" * 4001}, {"answer": {"id": "x"}}, {"colour": 1}],
)
def test_what_is_no_rating(client: httpx.Client, wrong: dict[str, Any]) -> None:
    body = {"answer_id": "x", "rating": "up"} | wrong
    assert client.post("/v1/feedback", json=body).status_code == 422


def test_broken_characters_break_nothing(client: httpx.Client, engine: Engine) -> None:
    answer = asked(client, RIGHT) | {"question": "\ud800"}
    headers = {"content-type": "application/json"}
    body = {"answer_id": answer["id"], "rating": "up", "answer": answer}
    for more, status in ({"comment": "\ud800"}, 422), ({}, 200):
        sent = client.post("/v1/feedback", content=json.dumps(body | more), headers=headers)
        assert sent.status_code == status
    assert [one.question for one in rated(engine.archive.catalog)] == ["?"]


def test_what_was_removed_is_in_no_rating(client: httpx.Client, engine: Engine) -> None:
    answer = asked(client, RIGHT)
    client.post("/v1/feedback", json={"answer_id": answer["id"], "rating": "up", "comment": "!"})
    client.delete("/v1/documents/ferry")
    (kept,) = rated(engine.archive.catalog)
    assert (kept.answer, kept.comment) == (None, "!")
    assert list(cases([kept])) == []
    body = {"answer_id": answer["id"], "rating": "up"}
    assert client.post("/v1/feedback", json=body).status_code == 200
    assert [one.answer for one in rated(engine.archive.catalog)] == [None]
