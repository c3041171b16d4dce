"""What a language model composed, as it goes over the wire."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.answering.generating.write import UNPROVED
from tests.api.support import index, lines, opened, serving
from tests.endpoint import Reply, Scripted, scripted

TEXT = "The ferry to Sorra carries 40 cars. The ferry is green. The ferry began on 3 May 2024."
ASKED = {"question": "How many cars does the ferry to Sorra carry?"}
FALSE = "The ferry to Sorra carries 50 cars [1]."


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Scripted]:
    with scripted() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, endpoint: Scripted) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("composed")
    changes: dict[str, Any] = {
        "llm": endpoint.url,
        "llm_model": "small",
        "llm_key": "sk-1",
        "llm_timeout_s": 5,
    }
    with opened(folder / "home", strictness="open", **changes) as engine:
        index(engine, lines(folder / "a.jsonl", {"id": "ferry", "text": TEXT, "title": "Ferry"}))
        with serving(engine) as address:
            yield address


def told(endpoint: Scripted) -> None:
    endpoint.says(f"The ferry to Sorra carries 40 cars [1]. {FALSE} The ferry is green [2].")


def composed(answer: dict[str, Any]) -> None:
    assert answer["status"] == "answered"
    assert answer["answer"] == "The ferry to Sorra carries 40 cars. The ferry is green."
    assert [one["citations"] for one in answer["sentences"]] == [[1], [2]]
    for number, citation in enumerate(answer["citations"], 1):
        assert citation["number"] == number
        assert TEXT[citation["start"] : citation["end"]] == citation["text"]
    assert answer["generated"] == {
        "model": "small",
        "composed": True,
        "sentences_dropped": 1,
        "dropped": {"number": 1},
        "note": None,
    }
    assert "write" in answer["timings_ms"]


def test_an_answer_shows_what_was_composed_and_what_was_left_out(
    address: str, endpoint: Scripted
) -> None:
    told(endpoint)
    composed(httpx.post(f"{address}/v1/ask", json=ASKED).json())


def test_a_stream_tells_the_composed_answer(address: str, endpoint: Scripted) -> None:
    told(endpoint)
    events = httpx.post(f"{address}/v1/ask", json={**ASKED, "stream": True}).text.split("\n\n")
    data = [json.loads(one.split("data: ", 1)[1]) for one in events if "data: " in one]
    assert {"text": "The ferry to Sorra carries 40 cars. The ferry is green."} in data
    composed(data[-1])


def test_a_chat_marks_the_composed_sentences(address: str, endpoint: Scripted) -> None:
    told(endpoint)
    body = {"model": "dateline", "messages": [{"role": "user", "content": ASKED["question"]}]}
    done = httpx.post(f"{address}/v1/chat/completions", json=body).json()
    composed(done["dateline"])
    message = done["choices"][0]["message"]
    places = [one["url_citation"] for one in message["annotations"]]
    marked = [message["content"][one["start_index"] : one["end_index"]] for one in places]
    assert marked == ["The ferry to Sorra carries 40 cars.", "The ferry is green."]


def test_a_rating_takes_a_composed_answer(address: str, endpoint: Scripted) -> None:
    told(endpoint)
    answer = httpx.post(f"{address}/v1/ask", json=ASKED).json()
    rating = {"answer_id": answer["id"], "rating": "up", "answer": answer}
    assert httpx.post(f"{address}/v1/feedback", json=rating).is_success


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (FALSE, UNPROVED),
        (Reply(status=401), "the language model answered with an error (HTTP 401)"),
    ],
)
def test_a_note_says_why_the_answer_is_the_archives_own(
    address: str, endpoint: Scripted, reply: str | Reply, note: str
) -> None:
    endpoint.says(reply)
    answer = httpx.post(f"{address}/v1/ask", json=ASKED).json()
    assert answer["answer"] == "The ferry to Sorra carries 40 cars."
    assert (answer["generated"]["composed"], answer["generated"]["note"]) == (False, note)
    assert "sk-1" not in json.dumps(answer)
    assert "sk-1" not in httpx.get(f"{address}/metrics").text


def test_a_home_without_a_model_says_nothing_of_one(tmp_path: Path) -> None:
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"id": "ferry", "text": TEXT}))
        with serving(engine) as address:
            answer = httpx.post(f"{address}/v1/ask", json=ASKED).json()
    assert answer["status"] == "answered"
    assert "generated" not in answer
