from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.engine import Engine
from tests.api.support import serving

QUOTE = "in Osterhithe next spring with the loss of 212 jobs, the company said on Tuesday"


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def cited(client: httpx.Client) -> dict[str, Any]:
    body = {"question": "How many vehicles a day did the Harbour Bridge swing bridge carry?"}
    answer: dict[str, Any] = client.post("/v1/ask", json=body).json()
    return answer


def test_a_quote_is_located(client: httpx.Client) -> None:
    found = client.post("/v1/locate", json={"quote": QUOTE}).json()
    assert found.keys() == {"found", "matches"}
    assert found["found"] is True
    assert [match["exact"] for match in found["matches"]] == [True, True, True, False]
    for match in found["matches"]:
        assert match.keys() == {
            *("document_id", "version", "title", "publisher", "published_at", "start", "end"),
            *("text", "exact", "similarity", "changes", "omitted"),
        }
        text = client.get(f"/v1/documents/{match['document_id']}").json()["text"]
        assert text[match["start"] : match["end"]] == match["text"]
    (change,) = found["matches"][-1]["changes"]
    place = found["matches"][-1]["start"] + found["matches"][-1]["text"].index("221")
    assert change == {
        "kind": "changed",
        "quote": "212",
        "text": "221",
        "start": place,
        "end": place + 3,
        "quote_start": QUOTE.index("212"),
        "quote_end": QUOTE.index("212") + 3,
    }


def test_what_is_not_here_is_said_to_be_not_here(client: httpx.Client) -> None:
    found = client.post("/v1/locate", json={"quote": "a tenor sang to nobody in the rain"})
    assert (found.status_code, found.json()) == (200, {"found": False, "matches": []})


@pytest.mark.parametrize(
    ("route", "body", "part"),
    [
        ("locate", {"quote": ""}, "empty"),
        ("locate", {"quote": "bridge"}, "the one word 'bridge'"),
        ("locate", {"quote": "x" * 100_000}, "at most 10000"),
        ("locate", {"quote": 5}, "body.quote"),
        ("locate", {}, "body.quote"),
        ("locate", {"quote": "a b", "colour": "red"}, "body.colour"),
        ("verify", {}, "body.citations"),
        ("verify", {"citations": {}}, "body.citations"),
        ("verify", {"citations": [5]}, "body.citations.0"),
        ("verify", {"citations": [{"document_id": "a"}]}, "body.citations.0.version"),
        (
            "verify",
            {
                "citations": [
                    {"document_id": "a", "version": "", "start": -1, "end": 2, "text": "t"}
                ]
            },
            "body.citations.0.start",
        ),
    ],
)
def test_what_cannot_be_taken_is_a_problem(
    client: httpx.Client, route: str, body: dict[str, Any], part: str
) -> None:
    answer = client.post(f"/v1/{route}", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert part in answer.json()["detail"]


@pytest.mark.parametrize("route", ["locate", "verify"])
@pytest.mark.parametrize("mark", ["\\ud800", "\\u0000"])
def test_broken_characters_do_no_harm(client: httpx.Client, route: str, mark: str) -> None:
    one = (
        f'{{"document_id": "a{mark}", "version": "{mark}", "start": 0, "end": 1, "text": "{mark}"}}'
    )
    body = {
        "locate": f'{{"quote": "It is {mark} going to be a{mark} difficult spring"}}',
        "verify": f'{{"citations": [{one}]}}',
    }[route]
    answer = client.post(f"/v1/{route}", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 422)
    if mark == "\\u0000":
        assert answer.status_code == 200


def test_a_whole_answer_is_verified_whatever_else_it_holds(client: httpx.Client) -> None:
    answer = cited(client)
    answer["later"] = {"unknown": [1]}
    answer["citations"][0]["later"] = None
    checked = client.post("/v1/verify", json=answer).json()
    assert checked.keys() == {"citations"}
    (first, *_) = checked["citations"]
    assert first.keys() == {
        *("number", "document_id", "version", "start", "end", "text", "state", "now")
    }
    assert [one["state"] for one in checked["citations"]] == ["verified"] * len(answer["citations"])
    assert first["now"]["text"] == first["text"] == answer["citations"][0]["text"]
    answer["citations"][0]["text"] = first["text"].replace("9,400", "4,900")
    answer["citations"][0]["number"] = 7
    (first, *_) = client.post("/v1/verify", json=answer).json()["citations"]
    assert (first["state"], first["number"]) == ("changed", 7)
    (change,) = first["now"]["changes"]
    assert (change["quote"], change["text"]) == ("4,900", "9,400")


def test_both_are_described(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert {"/v1/locate", "/v1/verify"} <= described["paths"].keys()
    schemas = described["components"]["schemas"]
    assert schemas["LocatedOut"]["properties"].keys() == {"found", "matches"}
    assert "state" in schemas["CheckedOut"]["properties"]
