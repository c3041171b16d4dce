from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.engine import Engine
from tests.api.support import serving


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def test_a_timeline_is_in_order_and_its_proof_can_be_fetched(client: httpx.Client) -> None:
    found = client.post("/v1/timeline", json={"topic": "Harbour Bridge"}).json()
    assert found.keys() == {"topic", "events", "gaps", "timings_ms"}
    starts = [event["date"]["start"] for event in found["events"]]
    assert len(starts) > 5
    assert starts == sorted(starts)
    for event in found["events"]:
        assert event.keys() == {"date", "dated_by", "expected", "text", "citations"}
        assert event["date"].keys() == {"start", "end", "precision", "modifier"}
        cited = event["citations"][0]
        assert cited["text"] == event["text"]
        text = client.get(f"/v1/documents/{cited['document_id']}").json()["text"]
        assert text[cited["start"] : cited["end"]] == cited["text"]
    for gap in found["gaps"]:
        assert gap["start"] <= gap["end"]
        assert not any(gap["start"] <= start <= gap["end"] for start in starts)


def test_filters_are_taken(client: httpx.Client) -> None:
    filters = {"date_from": "2024-03-01", "date_to": "2024-03-31", "publisher": "The Estuary Week"}
    body = {"topic": "annex to the bridge contract", "filters": filters}
    events = client.post("/v1/timeline", json=body).json()["events"]
    assert {one["publisher"] for event in events for one in event["citations"]} == {
        "The Estuary Week"
    }
    # What was published in March tells of September two years later.
    assert "2026-09-01" in [event["date"]["start"] for event in events]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"topic": None},
        {"topic": 7},
        {"topic": "bridge", "filter": {}},
        {"topic": "bridge", "filters": {"date_from": 2024}},
        {"topic": "bridge", "filters": {"from": "2024-01-01"}},
    ],
)
def test_what_is_no_request_is_refused(client: httpx.Client, body: dict[str, Any]) -> None:
    answer = client.post("/v1/timeline", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {"topic": " "},
        {"topic": "bridge", "filters": {"date_from": "last year"}},
        {"topic": "bridge", "filters": {"date_from": "2024-02-01", "date_to": "2024-01-01"}},
    ],
)
def test_what_cannot_be_told_is_a_problem(client: httpx.Client, body: dict[str, Any]) -> None:
    answer = client.post("/v1/timeline", json=body)
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]
