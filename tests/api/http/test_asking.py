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


def test_the_absence_of_a_conversation_and_a_stream_is_taken(client: httpx.Client) -> None:
    body: dict[str, object] = {
        "question": "When?",
        "filters": None,
        "conversation": [],
        "stream": False,
    }
    assert client.post("/v1/ask", json=body | {"stream": False}).status_code == 200


BRIDGE = {"question": "How much will the Harbour Bridge cost?", "answer": "46 million euros"}


def test_a_follow_up_is_completed_and_answered_as_if_asked_in_full(client: httpx.Client) -> None:
    body = {"question": "and the footbridge at Pellby?", "conversation": [BRIDGE]}
    answer = client.post("/v1/ask", json=body).json()
    whole = "How much will the footbridge at Pellby cost?"
    assert answer["question"] == body["question"]
    assert answer["understood"]["question"] == whole
    assert answer["understood"]["carried_over"] == ["How much will", "cost"]
    in_full = client.post("/v1/ask", json={"question": whole}).json()
    assert answer["citations"] == in_full["citations"]
    assert answer["understood"]["type"] == in_full["understood"]["type"] == "how_many"


def test_an_earlier_question_without_an_answer_is_taken(client: httpx.Client) -> None:
    turns = [{"question": "When will the Harbour Bridge open?"}, BRIDGE | {"answer": None}]
    answer = client.post(
        "/v1/ask", json={"question": "who pays for it?", "conversation": turns}
    ).json()
    assert answer["understood"]["question"] == "who pays for the Harbour Bridge?"
    assert answer["understood"]["carried_over"] == ["the Harbour Bridge"]


@pytest.mark.parametrize(
    ("conversation", "named"),
    [
        ("Who?", "conversation"),
        ([{"answer": "Venn"}], "conversation.0.question"),
        ([{"question": "Who?", "speaker": "me"}], "conversation.0.speaker"),
        ([{"question": "Who?", "answer": ["Venn"]}], "conversation.0.answer"),
        ([BRIDGE] * 21, "at most 20"),
        ([BRIDGE, {"question": " \n"}], "question of turn 2 of the conversation is empty"),
        ([{"question": "x" * 2001}], "turn 1 of the conversation has 2001 characters"),
    ],
)
def test_what_is_no_conversation_is_refused_with_the_reason(
    client: httpx.Client, conversation: object, named: str
) -> None:
    refused = client.post("/v1/ask", json={"question": "why?", "conversation": conversation})
    assert refused.status_code == 422
    assert named in refused.json()["detail"]


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
