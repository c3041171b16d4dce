import time
from dataclasses import replace
from pathlib import Path

import pytest

from api.answering.quotes import holds
from api.answering.timeline.compose import compose_timeline
from api.answering.timeline.records import Timeline
from api.engine import Engine
from api.errors import AskError
from api.filters import Filters
from index.retriever import Retriever
from tests.api.support import index, lines

TOPIC = "ferry to Sorra"
RECORDS = [
    {
        "id": "sank",
        "title": "Ferry to Sorra sinks",
        "publisher": "The Courier",
        "published_at": "2024-03-15",
        "text": "The ferry to Sorra sank on Tuesday with 12 sheep on board. "
        "Divers will look for the bell of the ferry to Sorra on 20 March.",
    },
    {
        "id": "again",
        "title": "Sheep lost with the ferry",
        "publisher": "Radio Lunnet",
        "published_at": "2024-03-16",
        "text": "The ferry to Sorra had 12 sheep on board when she sank on Tuesday. "
        "The ferry to Sorra, built in 1931, was the oldest of her kind.",
    },
    {
        "id": "raised",
        "title": "Ferry raised",
        "publisher": "The Courier",
        "published_at": "2025-02-03",
        "text": "Divers have raised the ferry to Sorra. The mayor was glad of it.",
    },
    {
        "id": "other",
        "title": "School",
        "publisher": "The Courier",
        "published_at": "2024-03-15",
        "text": "The school of Millbank was closed on Monday.",
    },
]


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Engine:
    index(engine, lines(tmp_path / "a.jsonl", *RECORDS))
    return engine


def told(found: Timeline) -> list[tuple[str, str, list[str]]]:
    return [
        (
            one.period.start.isoformat(),
            one.dated_by,
            [citation.passage.document_id for citation in one.citations],
        )
        for one in found.events
    ]


def test_developments_are_dated_folded_and_in_order(archive: Engine) -> None:
    found = archive.timeline(TOPIC)
    assert told(found) == [
        ("2024-03-12", "event", ["sank", "again"]),
        ("2024-03-20", "event", ["sank"]),
        ("2025-02-03", "publication", ["raised"]),
    ]
    assert [one.expected for one in found.events] == [False, True, False]
    assert [one.text for one in found.events] == [
        one.citations[0].passage.text for one in found.events
    ]
    first = found.events[0].citations[0]
    text = archive.document("sank").document.text
    assert text[first.answer_start : first.answer_end] == "Tuesday"
    assert [(gap.start.isoformat(), gap.end.isoformat()) for gap in found.gaps] == []


def test_filters_bound_publication_and_not_the_event(archive: Engine) -> None:
    early = archive.timeline(TOPIC, Filters(date_to="2024-03-15"))
    assert told(early) == [
        ("2024-03-12", "event", ["sank"]),
        ("2024-03-20", "event", ["sank"]),
    ]
    radio = archive.timeline(TOPIC, Filters("2024-03-16", publisher="Radio Lunnet"))
    assert told(radio) == [("2024-03-12", "event", ["again"])]


def test_an_article_that_changed_or_went_meanwhile_is_not_cited(archive: Engine) -> None:
    hits = archive.search(TOPIC, k=100)
    kept = {row.id: archive.document(row.id).document for row in archive.documents()}
    kept["sank"] = replace(kept["sank"], text=kept["sank"].text.replace("12", "13"))
    del kept["raised"]
    found = compose_timeline(TOPIC, hits, Retriever(archive.archive).rarity, kept.get)
    assert told(found) == [("2024-03-12", "event", ["again"])]


def test_the_events_nearest_to_the_topic_are_kept(archive: Engine) -> None:
    hits = archive.search(TOPIC, k=100)
    kept = {row.id: archive.document(row.id).document for row in archive.documents()}
    rarity = Retriever(archive.archive).rarity
    assert [
        len(compose_timeline(TOPIC, hits, rarity, kept.get, most).events) for most in (1, 2)
    ] == [
        1,
        2,
    ]
    best = compose_timeline(TOPIC, hits, rarity, kept.get, 1)
    assert told(best) == [("2024-03-12", "event", ["sank", "again"])]


@pytest.mark.parametrize("topic", ["the", "of and", "zebra crossing in Ulan Bator"])
def test_a_topic_of_which_nothing_is_told_has_no_events(archive: Engine, topic: str) -> None:
    found = archive.timeline(topic)
    assert (found.events, found.gaps) == ((), ())


@pytest.mark.parametrize("topic", ["", "  \n", "x" * 100_000])
def test_an_empty_or_endless_topic_is_refused(archive: Engine, topic: str) -> None:
    with pytest.raises(AskError, match="the topic"):
        archive.timeline(topic)


def test_wire_copies_go_to_also_in(town: Engine) -> None:
    found = town.timeline("tap water in Osterhithe")
    lifted = next(one for one in found.events if "was lifted on Monday" in one.text)
    outlets = {copy.publisher for one in lifted.citations for copy in one.passage.also_in}
    outlets |= {one.passage.publisher for one in lifted.citations}
    assert outlets == {"Northreach Press Agency", "Radio Lunnet"}


@pytest.mark.parametrize("topic", ["Harbour Bridge", "Varley cannery", "Tobias Venn", "flood"])
def test_every_citation_holds_and_the_order_is_that_of_the_dates(town: Engine, topic: str) -> None:
    found = town.timeline(topic)
    assert found.events
    starts = [(one.period.start, one.period.end) for one in found.events]
    assert starts == sorted(starts)
    for one in found.events:
        assert [citation.number for citation in one.citations] == [
            number + 1 for number in range(len(one.citations))
        ]
        for citation in one.citations:
            passage = citation.passage
            document = town.document(passage.document_id).document
            assert holds(passage, document)
            assert passage.start <= citation.answer_start < citation.answer_end <= passage.end


def test_the_clock_is_never_read(archive: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive.timeline(TOPIC)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    later = archive.timeline(TOPIC)
    assert (later.events, later.gaps) == (before.events, before.gaps)
