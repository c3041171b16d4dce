from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.engine import Engine
from api.http.kinds import KINDS
from tests.api.support import serving


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def histogram(client: httpx.Client, **params: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/histogram", params=params).json()
    return found


def test_documents_over_time(client: httpx.Client, town: Engine) -> None:
    months = histogram(client)
    dated = sum(one["documents"] for one in months["bins"])
    assert dated + months["undated"] == town.status()["documents"]
    assert {"start": "2023-03-01", "end": "2023-03-31", "documents": 1} in months["bins"]
    years = histogram(client, by="year")
    assert sum(one["documents"] for one in years["bins"]) == dated
    assert len(years["bins"]) < len(months["bins"]) <= len(histogram(client, by="day")["bins"])


def test_documents_over_time_for_filters(client: httpx.Client) -> None:
    params = {"date_from": "2024-12-01", "date_to": "2024-12-31", "by": "day"}
    december = histogram(client, **params)
    assert {one["start"][:7] for one in december["bins"]} == {"2024-12"}
    assert december["undated"] == 0
    radio = histogram(client, **params, publisher="Radio Lunnet")
    assert sum(one["documents"] for one in radio["bins"]) > 0
    assert histogram(client, publisher="Nobody") == {"by": "month", "bins": [], "undated": 0}
    assert histogram(client, language="xx")["bins"] == []
    for wrong in ({"by": "week"}, {"date_from": "soon"}, {"publisher": "a" * 501}):
        assert client.get("/v1/histogram", params=wrong).status_code == 422


def test_a_document_that_one_has_is_not_sent_again(client: httpx.Client) -> None:
    listed = client.get("/v1/documents", params={"limit": 1}).json()["documents"]
    path = f"/v1/documents/{quote(listed[0]['id'], safe='')}"
    first = client.get(path)
    tag = first.headers["etag"]
    for have in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": have})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for have in ('"other"', tag.strip('"')):
        assert client.get(path, headers={"if-none-match": have}).json() == first.json()
    noted = client.get(path, params={"annotations": "true"})
    assert noted.headers["etag"] != tag


def metrics(client: httpx.Client) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_metrics_tell_what_was_done(client: httpx.Client, town: Engine) -> None:
    before = metrics(client)
    assert before["dateline_documents",] == town.status()["documents"]
    client.post("/v1/ask", json={"question": "Who?", "filters": {"publisher": "Nobody"}})
    client.get("/v1/documents/nobody")
    client.get("/v1/documents/nobody-else")
    client.request("BREW", "/coffee")
    after = metrics(client)

    def grown(name: str, *labels: str) -> float:
        key = (name, *sorted(labels))
        return after.get(key, 0) - before.get(key, 0)

    assert grown("dateline_answers_total", "not_found") == 1
    assert grown("dateline_requests_total", "200", "/v1/ask", "POST") == 1
    route = "/v1/documents/{document_id:path}"
    assert grown("dateline_requests_total", "404", route, "GET") == 2
    assert grown("dateline_requests_total", "404", "other", "other") == 1
    assert grown("dateline_request_seconds_count", "/v1/ask") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_problem_is_explained(client: httpx.Client, kind: str) -> None:
    told = client.get(f"/problems/{kind}").json()
    assert told["type"] == f"/problems/{kind}"
    assert told["status"] == KINDS[kind].status
    assert client.get("/problems/none").status_code == 404
