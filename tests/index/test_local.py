import json
import os
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from index.local import LocalStore
from index.records import Entry
from tests.index.killed import copy_for, killed
from tests.index.support import ANY

AXIS = np.array([1, 0, 0], np.float32)


def entry(chunk_id: int, first: int | None = None) -> Entry:
    vector = np.array([1, chunk_id, 0], np.float32) / np.sqrt(1 + chunk_id**2)
    article = None if first else f"whole article {chunk_id}"
    text = f"passage number{chunk_id}"
    return Entry(chunk_id, first or chunk_id, vector, text, article, "Title", None, None, None)


def opened(folder: Path, **making: Any) -> LocalStore:
    usual: dict[str, Any] = {"model": "model", "dimension": 3, "chunking": "whole"}
    return LocalStore(folder, **(usual | making))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two chunks, saved at generation 1."""
    store = opened(tmp_path / "store")
    store.add([entry(1), entry(2, 1)])
    store.commit(1)
    store.save()
    store.close()
    return tmp_path / "store"


def vector_ids(store: LocalStore) -> list[int]:
    return [hit.chunk_id for hit in store.search_dense(AXIS, 10, ANY)]


def word_ids(store: LocalStore) -> list[int]:
    return [hit.chunk_id for hit in store.search_keywords("passage", 10, ANY)]


def halves(store: LocalStore) -> tuple[int, int]:
    return store.vectors.generation, store.keywords.generation


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return found


def vectors_folder(folder: Path) -> Path:
    (found,) = folder.glob("vectors-*")
    return found


def test_the_manifest_says_what_the_vectors_were_made_from(folder: Path) -> None:
    found = manifest(folder)
    assert (found["model"], found["dimension"], found["chunking"]) == ("model", 3, "whole")
    assert found["generation"] == 1
    assert found["folder"] == vectors_folder(folder).name


def test_opened_again(folder: Path) -> None:
    store = opened(folder)
    assert (store.generation, halves(store)) == (1, (1, 1))
    assert store.counts() == {"vectors": 2, "keywords": 2}
    assert (vector_ids(store), word_ids(store)) == ([1, 2], [1, 2])
    assert [hit.chunk_id for hit in store.search_articles("article", 5, ANY)] == [1]
    store.close()


@pytest.mark.parametrize("file", ["vectors.faiss", "rows.npz", "manifest.json"])
@pytest.mark.parametrize("size", [0, 40, None])
def test_torn_vectors_start_empty_and_the_words_stay(
    folder: Path, file: str, size: int | None
) -> None:
    path = folder / file if file == "manifest.json" else vectors_folder(folder) / file
    if size is None:
        path.unlink()
    else:
        os.truncate(path, size)
    store = opened(folder)
    assert (halves(store), store.generation) == ((0, 1), 0)
    assert (vector_ids(store), word_ids(store)) == ([], [1, 2])
    store.vectors.add([entry(3)])
    store.vectors.commit(1)
    store.save()
    store.close()
    assert vector_ids(opened(folder)) == [3]


@pytest.mark.parametrize(
    "content", ["[]", "null", "{}", '{"model": "model"}', "\ufffd", '"text"', "{" * 5000]
)
def test_a_manifest_that_is_none_starts_empty(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-16")
    assert halves(opened(folder)) == (0, 1)
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    assert halves(opened(folder)) == (0, 1)


def test_one_flipped_bit_is_seen(folder: Path) -> None:
    path = vectors_folder(folder) / "vectors.faiss"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert halves(opened(folder)) == (0, 1)


@pytest.mark.parametrize("file", ["meta.json", ".managed.json", ".term", ".idx", ".fast", ".pos"])
@pytest.mark.parametrize("part", ["passages", "articles"])
def test_torn_words_start_empty_and_the_vectors_stay(folder: Path, file: str, part: str) -> None:
    (path,) = (one for one in (folder / part).iterdir() if one.name.endswith(file))
    path.write_bytes(b"garbage")
    store = opened(folder)
    assert halves(store) == (1, 0)
    assert vector_ids(store) == [1, 2]
    store.keywords.add([entry(1), entry(2, 1)])
    store.keywords.commit(1)
    store.close()
    again = opened(folder)
    assert (halves(again), word_ids(again)) == ((1, 1), [1, 2])
    assert again.counts() == {"vectors": 2, "keywords": 2}


@pytest.mark.parametrize(("part", "file"), [("passages", ".term"), ("articles", ".pos")])
def test_a_file_of_the_words_is_missing(folder: Path, part: str, file: str) -> None:
    (path,) = (one for one in (folder / part).iterdir() if one.name.endswith(file))
    path.unlink()
    assert halves(opened(folder)) == (1, 0)


@pytest.mark.parametrize(
    "other", [{"model": "other"}, {"dimension": 4}, {"chunking": "other"}], ids=str
)
def test_vectors_of_another_making_are_not_taken(folder: Path, other: dict[str, Any]) -> None:
    store = opened(folder, **other)
    assert (store.vectors.generation, store.count()) == (0, 0)
    assert store.search_dense(np.ones(other.get("dimension", 3), np.float32), 5, ANY) == []
    store.close()


def test_a_save_replaces_what_was_there(folder: Path) -> None:
    store = opened(folder)
    before = vectors_folder(folder)
    store.save()
    assert vectors_folder(folder) == before
    for generation in (2, 3):
        store.vectors.add([entry(generation + 10)])
        store.vectors.commit(generation)
        store.save()
    assert vectors_folder(folder) != before
    assert vector_ids(opened(folder)) == [1, 2, 12, 13]
    store.close()


def test_the_same_generation_saved_twice_is_whole_at_every_moment(folder: Path) -> None:
    """Two processes may save the same generation; the one in use is not taken away before."""
    one, other = opened(folder), opened(folder)
    for store in (one, other):
        store.vectors.commit(2)
        store.save()
    assert vectors_folder(folder).name == manifest(folder)["folder"]
    assert opened(folder).vectors.generation == 2


def test_left_overs_of_a_killed_save_are_cleaned_up(folder: Path) -> None:
    torn = folder / "vectors-9-abc"
    torn.mkdir()
    (torn / "vectors.faiss").write_bytes(b"half")
    (folder / "manifest.json.partial").write_text("{")
    store = opened(folder)
    assert store.vectors.generation == 1
    store.vectors.commit(2)
    store.save()
    assert not torn.exists()
    assert not (folder / "manifest.json.partial").exists()
    assert opened(folder).vectors.generation == 2


def test_a_killed_save_leaves_the_old_or_the_new(folder: Path, tmp_path: Path) -> None:
    instants = [*range(1, 32, 2), 1000]
    fates = killed("save", folder, instants, tmp_path)
    assert any(fates)
    assert not fates[-1]
    seen = set()
    for instant, was_killed in zip(instants, fates, strict=True):
        store = opened(copy_for(folder, instant))
        assert vector_ids(store) == [1, 2]
        seen.add((was_killed, store.vectors.generation))
        store.close()
    assert {(True, 1), (False, 2)} <= seen <= {(True, 1), (True, 2), (False, 2)}


def test_a_swap_by_another_process_while_it_is_loaded(folder: Path) -> None:
    """The loader has read the manifest when the folder that it names goes away."""
    writer = opened(folder)
    writer.vectors.add([entry(7)])
    writer.vectors.commit(2)
    # A pipe in the place of a file holds the loader up; its other name outlives the swap.
    pipe, slow = folder / "pipe", vectors_folder(folder) / "vectors.faiss"
    os.mkfifo(pipe)
    slow.unlink()
    os.link(pipe, slow)
    loaded: list[LocalStore] = []
    loader = Thread(target=lambda: loaded.append(opened(folder)))
    loader.start()
    end = os.open(pipe, os.O_WRONLY)
    writer.save()
    os.close(end)
    loader.join()
    (store,) = loaded
    assert (store.vectors.generation, vector_ids(store)) == (2, [1, 2, 7])


def test_halves_are_cleared_and_filled_apart(folder: Path) -> None:
    store = opened(folder)
    store.vectors.clear()
    assert (halves(store), store.count(), vector_ids(store)) == ((0, 1), 0, [])
    store.vectors.add([entry(5)])
    store.vectors.commit(1)
    store.save()
    store.keywords.clear()
    assert word_ids(store) == [1, 2]
    store.keywords.commit(0)
    assert (halves(store), word_ids(store)) == ((1, 0), [])
    assert store.search_articles("article", 5, ANY) == []
    store.close()
    again = opened(folder)
    assert (halves(again), vector_ids(again), word_ids(again)) == ((1, 0), [5], [])


def test_another_store_sees_words_when_it_reloads(folder: Path) -> None:
    reader, writer = opened(folder), opened(folder)
    writer.keywords.add([entry(8)])
    writer.keywords.commit(2)
    writer.keywords.release()
    assert word_ids(reader) == [1, 2]
    reader.keywords.reload()
    assert (reader.keywords.generation, word_ids(reader)) == (2, [1, 2, 8])


def test_words_that_were_committed_in_one_part_only_are_not_complete(folder: Path) -> None:
    store = opened(folder)
    store.keywords.passages.commit(2)
    assert store.keywords.generation == 1
    store.close()


def test_a_folder_that_went_away_is_made_again(folder: Path) -> None:
    store = opened(folder)
    # Moved and not removed file by file: tantivy may still be writing into it.
    folder.rename(folder.with_name("gone"))
    store.vectors.commit(2)
    store.save()
    assert opened(folder).vectors.generation == 2
