"""What every Store must do. A new store is one more place in PLACES, not a new test."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from index.local import LocalStore
from index.records import DateWindow, Entry, Filter, Store, Vectors

DIMENSION = 16
ANY = Filter()


class Place(Protocol):
    """Where a store lives, so that it can be closed and opened again."""

    def open(self) -> Store: ...

    def keep(self, store: Store) -> None:
        """Let what is committed outlive the store."""
        ...


class LocalPlace:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> LocalStore:
        return LocalStore(self.folder / "store", "seeded", DIMENSION, "whole")

    def keep(self, store: Store) -> None:
        assert isinstance(store, LocalStore)
        store.save()


PLACES: dict[str, Callable[[Path], Place]] = {"local": LocalPlace}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return PLACES[request.param](tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    store = place.open()
    yield store
    store.close()


@pytest.fixture
def full(store: Store) -> Store:
    store.add(ENTRIES)
    store.commit(1)
    return store


def unit(values: NDArray[np.floating]) -> Vectors:
    """A unit vector that half precision holds without loss."""
    return (values / np.linalg.norm(values)).astype(np.float16).astype(np.float32)


def seeded() -> list[Entry]:
    """Chunks in threes: an article is known by its first, which brings the whole text."""
    random, numbers = Random(7), np.random.default_rng(7)
    words = "bridge harbour ferry vote school fire flood market council tower".split()
    entries = []
    for first in range(1, 61, 3):
        texts = [" ".join(random.choices(words, k=8)) + f" token{first + i}" for i in range(3)]
        publisher = random.choice(["Harbour Post", "Ärvik Nytt", "شفق نيوز", None])
        language, day = random.choice(["en", "sv", None]), random.choice([None, *range(1, 30)])
        entries += [
            Entry(
                first + i,
                first,
                unit(numbers.standard_normal(DIMENSION)),
                text,
                " ".join(texts) if i == 0 else None,
                f"Title {first}",
                publisher,
                language,
                day,
            )
            for i, text in enumerate(texts)
        ]
    return entries


ENTRIES = seeded()
QUESTION = unit(np.random.default_rng(8).standard_normal(DIMENSION))
FILTERS = [
    ANY,
    Filter(publisher="Harbour Post"),
    Filter(publisher="شفق نيوز"),
    Filter(publisher="nobody"),
    Filter(publisher=""),
    Filter(language="sv"),
    Filter(window=DateWindow(10, None)),
    Filter(window=DateWindow(None, 10)),
    Filter(window=DateWindow(10, 20)),
    Filter(window=DateWindow(12, 12)),
    Filter(window=DateWindow(20, 10)),
    Filter("Ärvik Nytt", "en", DateWindow(5, 25)),
]


def passes(entry: Entry, where: Filter) -> bool:
    start, end = where.window.start, where.window.end
    if where.window and entry.day is None:
        return False
    day = entry.day or 0
    return (
        (not where.publisher or entry.publisher == where.publisher)
        and (not where.language or entry.language == where.language)
        and (start is None or day >= start)
        and (end is None or day <= end)
    )


def nearest(entries: Sequence[Entry], vector: Vectors, k: int, where: Filter) -> list[int]:
    allowed = [entry for entry in entries if passes(entry, where)]
    ranked = sorted(allowed, key=lambda entry: (-float(entry.vector @ vector), entry.chunk_id))
    return [entry.chunk_id for entry in ranked[:k]]


def dense(store: Store, k: int = 10, where: Filter = ANY) -> list[int]:
    return [hit.chunk_id for hit in store.search_dense(QUESTION, k, where)]


def worded(store: Store, text: str, k: int = 10, where: Filter = ANY) -> list[int]:
    return [hit.chunk_id for hit in store.search_keywords(text, k, where)]


def test_an_empty_store(store: Store) -> None:
    assert (store.generation, store.count()) == (0, 0)
    assert store.search_dense(QUESTION, 5, ANY) == []
    assert store.score_dense(QUESTION, [1]) == {}
    assert store.search_keywords("bridge", 5, ANY) == []
    assert store.search_articles("bridge", 5, ANY) == []
    store.delete([1, 2])
    store.add([])
    store.commit(1)
    assert (store.generation, store.count()) == (1, 0)
    assert store.search_keywords("bridge", 5, Filter("nobody", "en", DateWindow(1, 2))) == []


def test_it_counts(full: Store) -> None:
    assert full.count() == len(ENTRIES)


def test_the_nearest_come_first(full: Store) -> None:
    hits = full.search_dense(QUESTION, 10, ANY)
    assert [hit.chunk_id for hit in hits] == nearest(ENTRIES, QUESTION, 10, ANY)
    for hit in hits:
        entry = ENTRIES[hit.chunk_id - 1]
        assert hit.article_id == entry.article_id
        assert hit.score == pytest.approx(float(entry.vector @ QUESTION), abs=1e-5)


@pytest.mark.parametrize("where", FILTERS)
def test_filters_come_before_the_nearest_are_picked(full: Store, where: Filter) -> None:
    for k in (1, 5, 100):
        assert dense(full, k, where) == nearest(ENTRIES, QUESTION, k, where)


@pytest.mark.parametrize("where", FILTERS)
def test_filters_come_before_the_best_by_words_are_picked(full: Store, where: Filter) -> None:
    question = "bridge harbour ferry vote school fire"
    everything = worded(full, question, 1000)
    expected = [one for one in everything if passes(ENTRIES[one - 1], where)]
    for k in (1, 5, 100):
        assert worded(full, question, k, where) == expected[:k]
    firsts = [hit.chunk_id for hit in full.search_articles(question, 1000, ANY)]
    found = [hit.chunk_id for hit in full.search_articles(question, 3, where)]
    assert found == [one for one in firsts if passes(ENTRIES[one - 1], where)][:3]


def test_words_are_found_in_texts_titles_and_articles(full: Store) -> None:
    assert worded(full, "token5") == [5]
    assert worded(full, "TOKEN5 and tokens?") == [5]
    assert sorted(worded(full, "4")) == [4, 5, 6]
    assert set(worded(full, "Title 4")[:3]) == {4, 5, 6}
    (article,) = full.search_articles("token5", 10, ANY)
    assert (article.chunk_id, article.article_id) == (4, 4)


def test_scores_by_words_fall_and_say_whose_article_it_is(full: Store) -> None:
    hits = full.search_keywords("bridge ferry token7", 20, ANY)
    assert hits[0].chunk_id == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 < hit.score < 2
        assert hit.article_id == ENTRIES[hit.chunk_id - 1].article_id


def test_scores_of_known_chunks(full: Store) -> None:
    scores = full.score_dense(QUESTION, [60, 1, 999, 0])
    assert scores == {
        chunk_id: pytest.approx(float(ENTRIES[chunk_id - 1].vector @ QUESTION), abs=1e-5)
        for chunk_id in (60, 1)
    }
    assert full.score_dense(QUESTION, []) == {}


def test_k_beyond_the_store(full: Store) -> None:
    assert dense(full, 10_000) == nearest(ENTRIES, QUESTION, 10_000, ANY)
    assert len(worded(full, "bridge", 10_000)) == sum("bridge" in one.text for one in ENTRIES)


@pytest.mark.parametrize("k", [0, -1])
def test_no_k_no_hits(full: Store, k: int) -> None:
    assert full.search_dense(QUESTION, k, ANY) == []
    assert full.search_keywords("bridge", k, ANY) == []


def test_deleted_chunks_are_not_found(full: Store) -> None:
    best, second, *_ = nearest(ENTRIES, QUESTION, 2, ANY)
    full.delete([best, 4, 999, best])
    full.commit(2)
    left = [entry for entry in ENTRIES if entry.chunk_id not in (best, 4)]
    assert full.count() == len(left)
    assert dense(full, 1) == [second]
    assert dense(full, 100) == nearest(left, QUESTION, 100, ANY)
    assert full.score_dense(QUESTION, [best]) == {}
    assert worded(full, "token4") == []
    # The first chunk stood for the article.
    assert full.search_articles("token5", 5, ANY) == []


def test_scores_by_words_hold_when_most_is_deleted(full: Store) -> None:
    full.delete([entry.chunk_id for entry in ENTRIES[3:]])
    full.commit(2)
    hits = full.search_keywords("token1 bridge harbour title", 10, ANY)
    assert {hit.chunk_id for hit in hits} == {1, 2, 3}
    assert hits[0].chunk_id == 1
    assert all(0 < hit.score < 2 for hit in hits)


def test_a_store_emptied_again(full: Store) -> None:
    full.delete([entry.chunk_id for entry in ENTRIES])
    full.commit(2)
    assert (full.count(), dense(full), worded(full, "bridge")) == (0, [], [])
    full.add(ENTRIES[:3])
    full.commit(3)
    assert full.count() == 3
    assert dense(full) == nearest(ENTRIES[:3], QUESTION, 3, ANY)


def test_an_added_chunk_replaces_the_one_of_its_id(full: Store) -> None:
    changed = replace(
        ENTRIES[4], vector=QUESTION, text="an otter", publisher="Otter Weekly", day=700_000
    )
    full.add([changed])
    full.commit(2)
    assert full.count() == len(ENTRIES)
    assert dense(full, 1) == [5]
    assert full.score_dense(QUESTION, [5]) == {5: pytest.approx(1, abs=1e-3)}
    assert worded(full, "otter") == [5]
    assert worded(full, "token5") == []
    only = Filter(publisher="Otter Weekly", window=DateWindow(700_000, 700_000))
    assert dense(full, 5, only) == [5]
    assert worded(full, "otter", 5, only) == [5]


def test_the_same_again_changes_nothing(full: Store) -> None:
    before = dense(full, 100), sorted(worded(full, "bridge", 100))
    full.add(ENTRIES)
    full.commit(2)
    assert full.count() == len(ENTRIES)
    assert (dense(full, 100), sorted(worded(full, "bridge", 100))) == before


def test_ties_go_by_id_also_at_the_cut(store: Store) -> None:
    other = ENTRIES[1].vector
    tied = [
        replace(ENTRIES[0], chunk_id=one, article_id=one, vector=unit(QUESTION + other))
        for one in [9, 3, 12, 1, 7, 4, 11, 2]
    ]
    # Added in parts, with one in between that is better and one that is worse.
    worse = replace(tied[0], chunk_id=20, vector=other, text="vote " * 40)
    better = replace(tied[0], chunk_id=21, vector=QUESTION, text=f"{tied[0].text} {tied[0].text}")
    for generation, part in enumerate([tied[:2], [worse], tied[2:5], [better], tied[5:]], 1):
        store.add(part)
        store.commit(generation)
    expected = [21, *sorted(entry.chunk_id for entry in tied), 20]
    for k in range(1, len(expected) + 1):
        assert dense(store, k) == expected[:k]
        assert worded(store, tied[0].text, k) == expected[:k]


def test_a_reopened_store_is_the_same(place: Place) -> None:
    store = place.open()
    store.add(ENTRIES)
    store.commit(7)
    store.delete([10])
    store.commit(8)
    before = [
        (store.search_dense(QUESTION, 20, where), store.search_keywords("bridge vote", 20, where))
        for where in FILTERS
    ]
    place.keep(store)
    store.close()
    again = place.open()
    assert (again.generation, again.count()) == (8, len(ENTRIES) - 1)
    after = [
        (again.search_dense(QUESTION, 20, where), again.search_keywords("bridge vote", 20, where))
        for where in FILTERS
    ]
    assert after == before
    assert again.search_articles("bridge", 5, ANY)
    again.close()


def test_a_reopened_store_takes_changes(place: Place) -> None:
    store = place.open()
    store.add(ENTRIES[:30])
    store.commit(1)
    place.keep(store)
    store.close()
    again = place.open()
    again.add(ENTRIES[30:])
    again.delete([1])
    again.commit(2)
    assert dense(again, 100) == nearest(ENTRIES[1:], QUESTION, 100, ANY)
    assert worded(again, "token1 token60") == [60]
    place.keep(again)
    again.close()
    last = place.open()
    assert (last.generation, last.count()) == (2, len(ENTRIES) - 1)
    last.close()


def test_what_was_not_committed_does_not_outlive_the_store(place: Place) -> None:
    store = place.open()
    store.add(ENTRIES[:3])
    store.commit(1)
    place.keep(store)
    store.add(ENTRIES[3:6])
    store.close()
    again = place.open()
    assert again.generation == 1
    assert dense(again, 10) == nearest(ENTRIES[:3], QUESTION, 10, ANY)
    assert worded(again, "token1 token5") == [1]
    again.close()


def test_a_commit_moves_the_generation_also_without_changes(place: Place) -> None:
    store = place.open()
    store.add(ENTRIES[:3])
    for generation in (1, 5, 6):
        store.commit(generation)
        assert store.generation == generation
        assert store.count() == 3
    place.keep(store)
    store.close()
    again = place.open()
    assert again.generation == 6
    again.close()
