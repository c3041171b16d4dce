from collections.abc import Iterator

import httpx
import pytest

from api.engine import Engine
from tests.api.support import serving


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def test_a_question_is_answered_and_its_proof_can_be_fetched(client: httpx.Client) -> None:
    body = {"question": "How many vehicles a day did the Harbour Bridge swing bridge carry?"}
    answer = client.post("/v1/ask", json=body).json()
    assert answer["status"] == "answered"
    assert answer["question"] == body["question"]
    cited = answer["citations"][0]
    assert "9,400 vehicles" in cited["text"]
    document = client.get(f"/v1/documents/{cited['document_id']}").json()
    assert document["text"][cited["start"] : cited["end"]] == cited["text"]
    assert document["version"] == cited["version"]


def test_all_filters_are_taken(client: httpx.Client) -> None:
    filters = {
        "date_from": "2024-12-01",
        "date_to": "2024-12-31",
        "publisher": "Radio Lunnet",
        "language": "en",
    }
    body = {"question": "Who was hurt in the fire?", "filters": filters, "as_of": "2024-12-20"}
    answer = client.post("/v1/ask", json=body | {"strictness": "open"}).json()
    understood = answer["understood"]
    assert understood["date_from"] == "2024-12-01"
    assert understood["date_to"] == "2024-12-31"
    assert understood["publisher"] == "Radio Lunnet"
    assert understood["as_of"] == "2024-12-20"
    shown = answer["citations"] + answer["leads"]
    assert {passage["publisher"] for passage in shown} == {"Radio Lunnet"}
    assert {passage["published_at"][:7] for passage in shown} == {"2024-12"}


def test_what_may_be_null_may_be_null(client: httpx.Client) -> None:
    nulls = dict.fromkeys(["date_from", "date_to", "publisher", "language"])
    body = {"question": "When?", "filters": nulls, "as_of": None, "strictness": None}
    assert client.post("/v1/ask", json=body).status_code == 200


def test_what_is_not_there_yet_is_refused_and_its_absence_taken(client: httpx.Client) -> None:
    body: dict[str, object] = {
        "question": "When?",
        "filters": None,
        "conversation": [],
        "stream": False,
    }
    assert client.post("/v1/ask", json=body | {"stream": False}).status_code == 200
    turn = {"question": "Who?", "answer": "Venn"}
    assert client.post("/v1/ask", json=body | {"conversation": [turn]}).status_code == 422


def test_nothing_later_than_as_of_is_shown(client: httpx.Client) -> None:
    for strictness in ("open", "strict"):
        body = {"question": "When will the bridge open?", "as_of": "2023-07-01"}
        answer = client.post("/v1/ask", json=body | {"strictness": strictness}).json()
        shown = answer["citations"] + answer["leads"]
        assert shown
        assert all(passage["published_at"][:10] <= "2023-07-01" for passage in shown)


def test_search_gives_ranked_passages_with_reasons(client: httpx.Client) -> None:
    hits = client.post("/v1/search", json={"query": "harbour bridge", "k": 3}).json()["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert hits[0].keys() == {
        *("rank", "document_id", "version", "title", "publisher", "published_at"),
        *("start", "end", "text", "score", "why", "also_in"),
    }
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for hit in hits:
        text = client.get(f"/v1/documents/{hit['document_id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
