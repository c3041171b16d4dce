from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import DateWindow, Entry, Filter, Vectors
from index.vectors import VectorIndex, checksum
from tests.index.support import ANY

TOWARDS_ONE = np.array([1, 0, 0], np.float32)


def entry(chunk_id: int, cosine: float, publisher: str | None = None) -> Entry:
    vector = np.array([cosine, np.sqrt(1 - cosine * cosine), 0], np.float32)
    return Entry(chunk_id, chunk_id // 10, vector, "", None, "", publisher, None, None)


def indexed(*entries: Entry) -> VectorIndex:
    index = VectorIndex(3)
    index.add(entries)
    return index


def ids(index: VectorIndex, k: int = 10, where: Filter = ANY) -> list[int]:
    return [hit.chunk_id for hit in index.search(TOWARDS_ONE, k, where)]


def test_rows_stay_beside_their_vectors() -> None:
    index = indexed(*(entry(10 + i, i / 10, f"outlet {i % 3}") for i in range(10)))
    index.delete([13, 10, 16])
    index.add([entry(12, 0.95, "outlet 0"), entry(99, 0.05)])
    assert ids(index) == [12, 19, 18, 17, 15, 14, 11, 99]
    assert ids(index, 10, Filter("outlet 0")) == [12, 19]
    assert ids(index, 10, Filter("outlet 2")) == [18, 15]
    assert [hit.article_id for hit in index.search(TOWARDS_ONE, 8, ANY)][-2:] == [1, 9]
    scores = index.scores(TOWARDS_ONE, [99, 12, 13])
    assert scores == {99: pytest.approx(0.05, abs=1e-3), 12: pytest.approx(0.95, abs=1e-3)}


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, 20), min_size=1)), max_size=8))
def test_any_additions_and_deletions(changes: list[tuple[bool, set[int]]]) -> None:
    """Whatever moves into a gap brings all that is known of it along."""
    index, held = VectorIndex(3), set[int]()
    for adds, some in changes:
        if adds:
            index.add([entry(i, i / 20, f"outlet {i % 3}") for i in some])
        else:
            index.delete(list(some))
        held = held | some if adds else held - some
        assert len(index) == len(held)
        assert ids(index, 30) == sorted(held, reverse=True)
        for number in range(3):
            chosen = [i for i in sorted(held, reverse=True) if i % 3 == number]
            assert ids(index, 30, Filter(f"outlet {number}")) == chosen
        for hit in index.search(TOWARDS_ONE, 30, ANY):
            assert hit.article_id == hit.chunk_id // 10
            assert hit.score == pytest.approx(hit.chunk_id / 20, abs=1e-3)
        scores = index.scores(TOWARDS_ONE, range(1, 21))
        assert scores == {i: pytest.approx(i / 20, abs=1e-3) for i in held}


@pytest.mark.parametrize("k", range(1, 7))
def test_ties_at_the_cut_with_a_filter(k: int) -> None:
    order = [8, 2, 6, 1, 9, 4]
    index = indexed(*(entry(i, 0.5, "a" if i % 2 else "b") for i in order), entry(20, 0.9, "b"))
    assert ids(index, k) == [20, 1, 2, 4, 6, 8, 9][:k]
    assert ids(index, k, Filter("b")) == [20, 2, 4, 6, 8][:k]


def test_a_vector_that_is_no_number_finds_nothing() -> None:
    index = indexed(entry(1, 0.5), entry(2, 0.6), entry(3, 0.7))
    broken: Vectors = np.full(3, np.nan, np.float32)
    assert index.search(broken, 2, ANY) == []


def test_half_precision_is_kept_without_loss(tmp_path: Path) -> None:
    halves = np.random.default_rng(3).standard_normal((20, 3)).astype(np.float16)
    index = indexed(
        *(Entry(i, i, v.astype(np.float32), "", None, "", None, None, None)
          for i, v in enumerate(halves, 1))
    )  # fmt: skip
    index.save(tmp_path)
    axes = np.eye(3, dtype=np.float32)
    for found in (index, VectorIndex.load(tmp_path)):
        columns = [found.scores(axis, range(1, 21)) for axis in axes]
        for i, half in enumerate(halves, 1):
            assert [column[i] for column in columns] == half.astype(np.float32).tolist()


def test_saved_and_loaded(tmp_path: Path) -> None:
    index = indexed(entry(1, 0.1, "Ärvik Nytt"), entry(2, 0.2), entry(3, 0.3, "شفق نيوز"))
    index.delete([1])
    checksums = index.save(tmp_path)
    assert checksums == {name: checksum(tmp_path / name) for name in ("vectors.faiss", "rows.npz")}
    again = VectorIndex.load(tmp_path)
    assert (len(again), again.dimension) == (2, 3)
    assert ids(again) == [3, 2]
    assert ids(again, 5, Filter("شفق نيوز")) == [3]
    again.add([entry(4, 0.4, "شفق نيوز"), entry(5, 0.5, "Ärvik Nytt")])
    assert ids(again, 5, Filter("شفق نيوز")) == [4, 3]
    assert ids(again, 5, Filter("Ärvik Nytt")) == [5]


def test_an_empty_index_is_saved_and_loaded(tmp_path: Path) -> None:
    VectorIndex(3).save(tmp_path)
    again = VectorIndex.load(tmp_path)
    assert (len(again), ids(again)) == (0, [])
    again.add([entry(1, 0.1)])
    assert ids(again) == [1]


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    indexed(entry(1, 0.1), entry(2, 0.2)).save(tmp_path)
    indexed(entry(1, 0.1)).save(tmp_path / "other")
    (tmp_path / "other" / "rows.npz").replace(tmp_path / "rows.npz")
    with pytest.raises(ValueError, match="do not belong together"):
        VectorIndex.load(tmp_path)


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    indexed(entry(1, 0.1)).save(tmp_path)
    (tmp_path / "vectors.faiss").write_bytes(b"no index")
    with pytest.raises(RuntimeError):
        VectorIndex.load(tmp_path)


def test_a_file_is_told_from_a_torn_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 5_000_000)
    whole = checksum(path)
    path.write_bytes(b"x" * 4_999_999)
    assert checksum(path) != whole
    path.write_bytes(b"")
    assert checksum(path) == 0


def test_dates_before_the_epoch_and_none() -> None:
    days = {1: 1, 2: 700_000, 3: None, 4: 0}
    index = VectorIndex(3)
    index.add([Entry(i, i, TOWARDS_ONE, "", None, "", None, None, day) for i, day in days.items()])
    assert ids(index, 9, Filter(window=DateWindow(None, 1))) == [1, 4]
    assert ids(index, 9, Filter(window=DateWindow(1, None))) == [1, 2]
    assert ids(index, 9) == [1, 2, 3, 4]


def test_the_index_is_exact() -> None:
    # Flat: what the tests and the README say of ranking holds without a recall below one.
    assert isinstance(VectorIndex(3)._index, faiss.IndexScalarQuantizer)
