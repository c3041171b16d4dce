from pathlib import Path

import pytest

from api.engine import Engine
from index.records import Hit
from index.widening import widened
from tests.api.support import index, lines

SENTENCES = [
    f"Sentence number {place} tells of the ferry and of {place} goats." for place in range(40)
]
TEXT = "\n\n".join(" ".join(SENTENCES[first : first + 10]) for first in range(0, 40, 10))


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Engine:
    index(engine, lines(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}, {"id": "b", "text": "x."}))
    return engine


def wide(archive: Engine, hits: list[Hit], around: int) -> list[Hit]:
    with archive.archive.catalog.reading() as connection:
        return widened(connection, hits, around)


def in_order(archive: Engine) -> list[Hit]:
    hits = [hit for hit in archive.search("ferry goats", k=50) if hit.chunk.document_id == "a"]
    return sorted(hits, key=lambda hit: hit.chunk.start)


def test_a_passage_takes_in_sentences_on_either_side(archive: Engine) -> None:
    hits = in_order(archive)
    assert len(hits) > 4
    middle = hits[2]
    found = wide(archive, [middle], 1)[0]
    assert TEXT[found.chunk.start : found.chunk.end] == found.text
    before, _, after = found.text.partition(middle.text)
    assert before.strip() in SENTENCES
    assert after.strip() in SENTENCES
    assert (found.score, found.why, found.rank) == (middle.score, middle.why, middle.rank)


def test_the_ends_of_a_document_stay_its_ends(archive: Engine) -> None:
    hits = in_order(archive)
    assert wide(archive, [hits[0]], 1)[0].chunk.start == 0
    assert wide(archive, [hits[-1]], 1)[0].chunk.end == len(TEXT)


def test_passages_that_touch_are_joined_where_the_best_stood(archive: Engine) -> None:
    hits = in_order(archive)
    best, other, far = hits[3], hits[2], hits[0]
    joined, apart = wide(archive, [best, far, other], 1)
    assert joined.score == best.score
    assert joined.chunk.start < other.chunk.start < best.chunk.end < joined.chunk.end
    assert apart.chunk.start == 0
    assert TEXT[joined.chunk.start : joined.chunk.end] == joined.text


def test_nothing_grows_without_bound(archive: Engine) -> None:
    found = wide(archive, in_order(archive), 9)
    assert max(len(hit.text) for hit in found) <= 1500
    for sentence in SENTENCES:
        assert any(sentence in hit.text for hit in found)


def test_nothing_around_leaves_passages_as_they_are(archive: Engine) -> None:
    hits = in_order(archive)
    assert wide(archive, hits, 0) == hits


def test_a_document_that_changed_meanwhile_has_no_text(archive: Engine, tmp_path: Path) -> None:
    hits = in_order(archive)[:1]
    index(archive, lines(tmp_path / "a.jsonl", {"id": "a", "text": "Something else."}))
    assert [hit.text for hit in wide(archive, hits, 1)] == [""]
