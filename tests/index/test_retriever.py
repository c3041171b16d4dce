import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from index import passages
from index.build import Archive
from index.fusion import fuse
from index.records import DateWindow, Filter
from index.retriever import DEPTH, Retriever
from tests.index.support import ANY, ARTICLES, NOW, article, opened, run

QUESTIONS = [
    "when does the coalition leave Iraq?",
    "Who paid for the harbour bridge?",
    "ferry timetable",
    "the",
    "😀",
    "zebra xylophone",
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(tmp_path_factory.mktemp("shipped") / "home") as archive:
        run(archive, ARTICLES)
        yield archive


@pytest.fixture(scope="module")
def retriever(archive: Archive) -> Retriever:
    return Retriever(archive)


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_quotes_ranked_from_one(
    archive: Archive, retriever: Retriever, question: str
) -> None:
    hits = retriever.search(question, 7, ANY).hits
    assert [hit.rank for hit in hits] == list(range(1, 8))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.chunk.id for hit in hits}) == 7
    for hit in hits:
        kept = archive.catalog.get(hit.chunk.document_id)
        assert kept is not None
        document = kept.document
        assert document.text[hit.chunk.start : hit.chunk.end] == hit.text
        about = (hit.title, hit.publisher, hit.published_at, hit.chunk.version)
        assert about == (
            document.title, document.publisher, document.published_at, document.version,
        )  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_why_gives_the_score(retriever: Retriever, question: str) -> None:
    for hit in retriever.search(question, 20, ANY).hits:
        why = hit.why
        score = 1.25 * why["dense"] + 0.4 * why["keywords"] + 0.6 * why["article"]
        assert hit.score == pytest.approx(score)


@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_every_candidate_has_its_true_cosine(
    archive: Archive, retriever: Retriever, question: str
) -> None:
    """Also one that words alone have found."""
    ranking = retriever.rank(question, 3, ANY)
    assert len(ranking.dense) == 3
    everything = {
        hit.chunk_id: hit.score for hit in archive.store.search_dense(ranking.vector, 10_000, ANY)
    }
    found = {hit.chunk_id for hit in ranking.fused}
    assert found == {hit.chunk_id for hit in [*ranking.dense, *ranking.keywords[:3]]}
    assert ranking.cosines == {one: pytest.approx(everything[one], abs=1e-5) for one in found}
    candidates = [*ranking.dense, *ranking.keywords[:3]]
    expected = fuse(ranking.cosines, candidates, ranking.keywords, ranking.articles)
    assert ranking.fused == expected


def test_the_seed_article_answers(retriever: Retriever) -> None:
    hit = retriever.search("coalition forces withdrawal from Iraq September 2025", 1, ANY).hits[0]
    assert hit.publisher == "Shafaq News"


@pytest.mark.parametrize(
    "where",
    [
        Filter(publisher="Shafaq News"),
        Filter(window=DateWindow(start=739_252)),
        Filter(window=DateWindow(end=739_251)),
        Filter("Shafaq News", None, DateWindow(739_291, 739_291)),
        Filter(publisher="nobody"),
    ],
)
def test_filters_hold_for_all_hits(archive: Archive, retriever: Retriever, where: Filter) -> None:
    hits = retriever.search("bridge harbour iraq coalition", 100, where).hits
    assert bool(hits) == (where.publisher != "nobody")
    for hit in hits:
        kept = archive.catalog.get(hit.chunk.document_id)
        assert kept is not None
        day = kept.document.published_day
        assert where.publisher in (None, hit.publisher)
        assert day is not None
        ordinal = day.toordinal()
        start, end = where.window.start, where.window.end
        assert start is None or ordinal >= start
        assert end is None or ordinal <= end


def test_more_than_there_is(archive: Archive, retriever: Retriever) -> None:
    hits = retriever.search("bridge", 10_000, ANY).hits
    shown = {hit.chunk.id for hit in hits}
    carried = {copy.document_id for hit in hits for copy in hit.also_in}
    with archive.catalog.reading() as connection:
        held = connection.execute(select(passages.chunks.c.id, passages.chunks.c.document_id)).all()
    assert len(shown) == len(hits) < len(held) < DEPTH
    # What is not shown is a copy of what is.
    assert {row.document_id for row in held if row.id not in shown} <= carried


def test_no_hits_asked_for(retriever: Retriever) -> None:
    assert retriever.search("bridge", 0, ANY).hits == []


def test_timings_are_given(retriever: Retriever) -> None:
    assert set(retriever.search("bridge", 1, ANY).timings_ms) == {"embed", "search"}


def test_rarity(archive: Archive, retriever: Retriever) -> None:
    words = ["the", "bridge", "zebra", ""]
    counts, total = archive.store.document_frequencies(words)
    assert total == archive.counts().chunks
    assert counts[2:] == [0, 0]
    assert retriever.rarity(words) == [math.log(1 + total / (count + 1)) for count in counts]


def test_an_empty_archive_finds_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as archive:
        assert Retriever(archive).search("bridge", 5, ANY).hits == []
        assert Retriever(archive).rarity(["bridge"]) == [math.log(2)]


def test_what_was_removed_a_moment_ago_is_not_a_hit(tmp_path: Path) -> None:
    """The ranking is older than the removal; the list is filled up from what follows."""
    folder = tmp_path / "articles"
    for number in range(30):
        article(folder, f"a{number}", f"The harbour bridge opens on day{number}.")
    with opened(tmp_path / "home") as archive:
        run(archive, folder)
        retriever = Retriever(archive)
        ranking = retriever.rank("harbour bridge", 30, ANY)
        before = retriever.hits(ranking, 5)
        archive.remove([hit.chunk.document_id for hit in before[:3]], NOW)
        after = retriever.hits(ranking, 5)
        assert [hit.rank for hit in after] == [1, 2, 3, 4, 5]
        assert [replace(hit, rank=0) for hit in after[:2]] == [
            replace(hit, rank=0) for hit in before[3:]
        ]


def test_what_another_archive_adds_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    article(folder, "one", "The harbour bridge opens.")
    with opened(tmp_path / "home") as archive, opened(tmp_path / "home") as writer:
        run(writer, folder)
        retriever = Retriever(archive)
        assert [hit.text for hit in retriever.search("bridge", 5, ANY).hits] == [
            "The harbour bridge opens."
        ]
        article(folder, "one", "The harbour bridge closes.")
        run(writer, folder)
        assert [hit.text for hit in retriever.search("bridge", 5, ANY).hits] == [
            "The harbour bridge closes."
        ]
