from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.api.support import NOW, index, lines, opened, serving

IDS = [
    "plain",
    "a/b",
    "http://paper.example/2025/02?x=1&y=2#top",
    "a b+c%2Fd",
    "Ålesund/日本/😀",
    "ends/",
    "/starts",
    "v1/documents/plain",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("ids")
    records = [
        {"id": one, "text": f"Text of {one}.", "publisher": "AB"[number % 2]}
        for number, one in enumerate(IDS)
    ]
    with opened(folder / "home") as engine:
        index(engine, lines(folder / "a.jsonl", *records))
        with serving(engine) as address, httpx.Client(base_url=address) as client:
            yield client


@pytest.mark.parametrize("document_id", IDS)
def test_any_id_can_be_fetched_in_percents(client: httpx.Client, document_id: str) -> None:
    document = client.get(f"/v1/documents/{quote(document_id, safe='')}").json()
    assert document["id"] == document_id
    assert document["text"] == f"Text of {document_id}."


@pytest.mark.parametrize("document_id", ["a/b", "ends/", "/starts", "v1/documents/plain"])
def test_slashes_may_stand_as_they_are(client: httpx.Client, document_id: str) -> None:
    assert client.get(f"/v1/documents/{document_id}").json()["id"] == document_id


def test_a_document_has_all_its_fields(client: httpx.Client) -> None:
    document = client.get("/v1/documents/plain").json()
    assert document == {
        "id": "plain",
        "version": document["version"],
        "title": "Text of plain.",
        "publisher": "A",
        "published_at": None,
        "authors": [],
        "url": None,
        "language": None,
        "text": "Text of plain.",
        "indexed_at": NOW.isoformat(),
    }
    assert document["version"].startswith("sha256:")


def test_pages_of_documents_follow_each_other(client: httpx.Client) -> None:
    found: list[str] = []
    cursor: str | None = None
    for _ in range(10):
        page = client.get(
            "/v1/documents", params={"limit": 3} | ({"cursor": cursor} if cursor else {})
        ).json()
        found += [document["id"] for document in page["documents"]]
        assert all("text" not in document for document in page["documents"])
        if (cursor := page["next_cursor"]) is None:
            break
    assert found == sorted(IDS)


def test_documents_of_one_outlet(client: httpx.Client) -> None:
    page = client.get("/v1/documents", params={"publisher": "B"}).json()
    assert {document["publisher"] for document in page["documents"]} == {"B"}
    assert client.get("/v1/publishers").json() == {
        "publishers": [{"publisher": "A", "documents": 4}, {"publisher": "B", "documents": 4}]
    }


def test_a_deleted_document_is_gone_and_the_counts_prove_it(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        {"id": "x/cat", "text": "The cat sat on the mat."},
        {"id": "dog", "text": "The dog ate."},
    )
    with opened(tmp_path / "home") as engine:
        index(engine, path)
        with serving(engine) as address:
            deleted = httpx.delete(f"{address}/v1/documents/x%2Fcat").json()
            assert deleted == {
                "id": "x/cat",
                "before": {"documents": 2, "chunks": 2, "vectors": 2, "keywords": 2},
                "after": {"documents": 1, "chunks": 1, "vectors": 1, "keywords": 1},
            }
            assert httpx.get(f"{address}/v1/documents/x/cat").status_code == 404
            hits = httpx.post(f"{address}/v1/search", json={"query": "cat mat"}).json()["hits"]
            assert [hit["document_id"] for hit in hits] == ["dog"]
            assert httpx.delete(f"{address}/v1/documents/x/cat").status_code == 404


def test_annotations_are_statements_and_dates_with_their_places(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("statements")
    text = "Ann Lee, head of roads, was angry. “It is shut,” she said. It opens by 2 May."
    with opened(folder / "home") as engine:
        index(
            engine,
            lines(folder / "a.jsonl", {"id": "x", "text": text, "published_at": "2025-02-09"}),
        )
        with serving(engine) as address:
            url = f"{address}/v1/documents/x"
            plain = httpx.get(url).json()
            noted = httpx.get(url, params={"annotations": "true"}).json()
    assert not plain.keys() & {"statements", "dates"}
    assert noted.pop("dates") == [
        {
            "start": 68,
            "end": 76,
            "text": "by 2 May",
            "date": {
                "start": "2025-05-02",
                "end": "2025-05-02",
                "precision": "day",
                "modifier": "by",
            },
        }
    ]
    assert noted.pop("statements") == [
        {
            "speaker": {"name": "Ann Lee", "start": 49, "end": 52, "text": "she"},
            "cue": {"start": 53, "end": 57, "text": "said"},
            "content": {"start": 35, "end": 48, "text": "“It is shut,”"},
        }
    ]
    assert noted == plain
