import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Barrier, Event, Thread, Timer

import pytest

from corpus.catalog import forgotten_ids
from corpus.database import CatalogError
from index import passages
from index.build import Archive, ArchiveError, Counts
from index.chunking import Chunking
from index.keywords import KeywordIndex, Unit
from index.orders import Said
from index.records import Entry
from index.retriever import Retriever
from tests.fakes import BagOfStems
from tests.index.other import Other
from tests.index.support import (
    ANY,
    ARTICLES,
    NOW,
    Counting,
    article,
    check_quotes,
    documents_of,
    opened,
    run,
    state,
    texts_found,
)

Break = Callable[[Path], object]


def index_of(home: Path) -> Path:
    (found,) = home.glob("index-*")
    return found


def file_in(folder: Path, name: str) -> Path:
    (found,) = folder.rglob(name)
    return found


def torn(name: str, size: int) -> Break:
    return lambda index: os.truncate(file_in(index, name), size)


def garbage(name: str) -> Break:
    return lambda index: [path.write_text("{") for path in index.rglob(name)]


def behind(index: Path) -> None:
    """As after a kill between the commit to the catalog and the save."""
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps(manifest | {"generation": 0}))
    shutil.rmtree(index / "passages")


def ahead(index: Path) -> None:
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps(manifest | {"generation": 99}))


BREAKS: dict[str, Break] = {
    "missing": shutil.rmtree,
    "no vectors": lambda index: shutil.rmtree(next(index.glob("vectors-*"))),
    "no words": lambda index: shutil.rmtree(index / "passages"),
    "no articles": lambda index: shutil.rmtree(index / "articles"),
    "torn vectors": torn("vectors.faiss", 100),
    "torn rows": torn("rows.npz", 100),
    "torn manifest": torn("manifest.json", 30),
    "garbage in meta.json": garbage("meta.json"),
    "torn words": torn("passages/*.idx", 9),
    "behind": behind,
    "ahead": ahead,
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_index_is_built_again_without_embedding(built: Path, broken: str) -> None:
    with opened(built) as archive:
        before = state(archive)
    BREAKS[broken](index_of(built))
    embedder = Counting()
    with opened(built, embedder) as archive:
        assert state(archive) == before
        assert texts_found(archive, "harbour bridge")[0].startswith("The harbour bridge")
        archive.save()
    assert embedder.embedded == []
    with opened(built) as archive:
        generation = archive.generation()
        assert archive.store.generation == generation
        assert archive.store.counts() == before.sizes


def test_a_rebuild_embeds_nothing_and_saves(built: Path) -> None:
    embedder = Counting()
    with opened(built, embedder) as archive:
        before = state(archive)
        archive.remove(["ferry"], NOW)
        archive.rebuild()
        after = state(archive)
        assert after.documents.keys() == {"bridge", "school"}
        assert after.by_words < before.by_words
        assert archive.store.counts() == {"vectors": 2, "keywords": 2}
    assert embedder.embedded == []
    with opened(built) as archive:
        assert archive.store.generation == archive.generation() == 2


def test_it_is_level_after_opening_without_reading_a_model(built: Path) -> None:
    class NoModel(Counting):
        @property
        def dimension(self) -> int:
            raise AssertionError("the model is loaded")

    with opened(built, NoModel()) as archive:
        archive.refresh()
        assert archive.counts() == Counts(3, 4, 4, 4)


@pytest.mark.parametrize("other_generations", [1, 4])
def test_an_older_catalog_put_back(
    built: Path, folder: Path, tmp_path: Path, other_generations: int
) -> None:
    """The index is ahead of it then, and knows chunks under ids that are given anew."""
    shutil.copy(built / "catalog.sqlite", tmp_path / "backup.sqlite")
    with opened(built) as archive:
        for number in range(3):
            article(folder, "bridge", f"The tunnel number {number} opens in June.")
            run(archive, folder)
    for path in built.glob("catalog.sqlite*"):
        path.unlink()
    shutil.copy(tmp_path / "backup.sqlite", built / "catalog.sqlite")
    with opened(built) as archive:
        for number in range(other_generations):
            article(folder, "bridge", f"The market hall number {number} opens in July.")
            run(archive, folder)
        fresh = f"The market hall number {other_generations - 1} opens in July."
        assert texts_found(archive, "tunnel market opens")[0] == fresh
        assert archive.store.search_keywords("tunnel", 10, ANY) == []
        assert archive.store.counts() == {"vectors": 4, "keywords": 4}
        check_quotes(archive)


def test_a_fresh_catalog_has_an_index_of_its_own(built: Path, tmp_path: Path) -> None:
    former, foreign = index_of(built), built / "index-of-names"
    foreign.mkdir()
    for path in built.glob("catalog.sqlite*"):
        path.unlink()
    with opened(built) as archive:
        assert archive.counts() == Counts(0, 0, 0, 0)
        article(tmp_path / "new", "tunnel", "The tunnel opens in June.")
        run(archive, tmp_path / "new")
        assert texts_found(archive, "harbour bridge tunnel") == ["The tunnel opens in June."]
    assert foreign.exists()
    foreign.rmdir()
    assert index_of(built) != former


def test_another_model_is_refused(built: Path) -> None:
    with pytest.raises(ArchiveError, match="set DATELINE_EMBEDDER=counting, or index into"):
        Archive(built, Counting("other"))


def test_another_chunking_is_refused(built: Path) -> None:
    with pytest.raises(ArchiveError, match=r"cut as 'sentences:64\+0', this version cuts as"):
        Archive(built, Counting(), Chunking(32))


def test_an_archive_without_chunks_takes_any_model(home: Path, folder: Path) -> None:
    """So one name that was mistyped, or one question too early, spoils nothing."""
    for name in ("first", "second"):
        with opened(home, Counting(name)) as archive:
            assert texts_found(archive, "bridge") == []
    early = Archive(home, Counting("early"))
    with opened(home, Counting("third")) as archive:
        run(archive, folder)
        assert archive.status()["model"] == "third"
    with pytest.raises(ArchiveError, match="'third', not 'early'"):
        early.refresh()
    with pytest.raises(ArchiveError, match="'third', not 'early'"):
        run(early, folder)
    early.close()
    with opened(home, Counting("third")) as archive:
        assert texts_found(archive, "harbour bridge")[0].startswith("The harbour bridge")


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(CatalogError):
        Archive(tmp_path / "home", Counting())


def test_removed_documents_are_not_found_and_not_counted(built: Path) -> None:
    with opened(built) as archive:
        before, after = archive.remove(["ferry"], NOW)
        assert (before, after) == (Counts(3, 4, 4, 4), Counts(2, 2, 2, 2))
        assert archive.store.search_keywords("ferry", 10, ANY) == []
        assert archive.store.search_articles("ferry", 10, ANY) == []
        assert all("ferry" not in text for text in texts_found(archive, "ferry"))
        with archive.catalog.reading() as connection:
            assert forgotten_ids(connection) == {"ferry"}
    with opened(built) as archive:
        archive.refresh()
        assert archive.counts() == Counts(2, 2, 2, 2)


def test_words_of_which_nothing_is_known_are_made_anew(built: Path) -> None:
    """Nothing tells what a catalog that is no more has left in them."""
    (index,) = built.glob("index-*")
    words = KeywordIndex(index / "passages")
    words.add([Unit(9_999, 9_999, "a ghost ferry", None, None, None)])
    words.commit(1)
    words.release()
    (index / "passages" / "complete.json").unlink()
    with opened(built) as archive:
        archive.refresh()
        assert archive.counts() == Counts(3, 4, 4, 4)
        assert archive.store.search_keywords("ghost", 10, ANY) == []


def test_status_and_roots(built: Path, folder: Path) -> None:
    with opened(built) as archive:
        assert archive.status() == {
            "documents": 3,
            "versions": 3,
            "chunks": 4,
            "embeddings": 4,
            "generation": 1,
            "model": "counting",
            "chunking": "sentences:64+0",
            "last_sync": NOW.isoformat(),
        }
        assert archive.roots() == {folder: Said()}


def test_another_archive_sees_what_was_added_and_removed(built: Path, folder: Path) -> None:
    with opened(built) as one, opened(built) as other:
        assert texts_found(other, "tunnel")
        article(folder, "tunnel", "The tunnel opens in June.")
        run(one, folder)
        other.refresh()
        assert texts_found(other, "tunnel june")[0] == "The tunnel opens in June."
        one.remove(["tunnel", "bridge"], NOW)
        other.refresh()
        assert other.store.search_keywords("tunnel bridge", 5, ANY) == []
        assert other.store.count() == 3
        # And both may write in turn.
        article(folder, "hall", "The market hall opens in July.")
        run(other, folder)
        one.refresh()
        assert texts_found(one, "market hall")[0] == "The market hall opens in July."
        assert state(one) == state(other)


def test_another_process_sees_what_was_added_and_removed(
    built: Path, folder: Path, other: Other
) -> None:
    with opened(built) as archive:
        archive.refresh()
        article(folder, "tunnel", "The tunnel opens in June.")
        assert other.do("index", built, str(folder)) == [1, 0, 0]
        archive.refresh()
        assert texts_found(archive, "tunnel june")[0] == "The tunnel opens in June."
        archive.remove(["tunnel"], NOW)
        assert "The tunnel opens in June." not in other.do("found", built, "tunnel june")
        other.do("remove", built, "bridge")
        archive.refresh()
        assert archive.store.search_keywords("bridge", 5, ANY) == []
        assert archive.counts() == Counts(2, 3, 3, 3)
        # The other process is still open, and holds nothing back.
        article(folder, "hall", "The market hall opens in July.")
        run(archive, folder)
        assert other.do("found", built, "market hall")[0] == "The market hall opens in July."
        assert other.do("close", built) is None


def holding(folder: Path, word: str) -> set[str]:
    """Names of the files below a folder in whose bytes a word stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if word.encode() in path.read_bytes().lower()}


def vectors_on_disk(folder: Path, text: str) -> set[str]:
    """Names of the files that hold the embedding of a text."""
    half = BagOfStems("counting").embed_documents([text])[0].astype("<f2").tobytes()
    return {path.name for path in folder.rglob("*") if path.is_file() and half in path.read_bytes()}


def test_what_was_removed_is_in_no_file_after_compacting(
    built: Path, folder: Path, other: Other
) -> None:
    article(folder, "secret", "The zyzzyva was hidden in the quixotry.", title="Zyzzyva found")
    text = "Zyzzyva found\nThe zyzzyva was hidden in the quixotry."
    with opened(built) as archive:
        run(archive, folder)
        assert holding(built, "zyzzyva")
        assert vectors_on_disk(built, text)
        assert other.do("found", built, "zyzzyva")
        archive.remove(["secret"], NOW)
        before, after = archive.compact()
        assert 0 < after < before
        assert holding(built, "zyzzyva") | holding(built, "quixotri") == set()
        assert vectors_on_disk(built, text) == set()
        assert holding(built, "bridg")
        assert archive.counts() == Counts(3, 4, 4, 4)
        # The other process is still open, and finds the rest.
        found = other.do("found", built, "zyzzyva quixotry ferry")
        assert len(found) == 4
        assert "zyzzyva" not in " ".join(found).lower()
        check_quotes(archive)
    with opened(built) as archive:
        assert texts_found(archive, "zyzzyva bridge")[0].startswith("The harbour bridge")


def test_earlier_versions_outlive_compacting(built: Path, folder: Path) -> None:
    article(folder, "bridge", "The harbour bridge opens in June.")
    with opened(built) as archive:
        run(archive, folder)
        archive.compact()
        assert archive.status()["versions"] == 4
        assert archive.status()["embeddings"] == archive.status()["chunks"]


def test_compacting_beside_a_reader_that_stays_is_refused(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.database._BUSY_MS", 200)
    with opened(built) as archive, closing(sqlite3.connect(built / "catalog.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        with pytest.raises(CatalogError, match="cannot pack"):
            archive.compact()
        assert texts_found(archive, "bridge")


def test_another_process_sees_old_words_until_the_new_ones_are_complete(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(built) as archive, opened(built) as reader:
        found = texts_found(reader, "harbour bridge")
        adding = archive.store.keywords.add

        def add(entries: Sequence[Entry]) -> None:
            adding(entries)
            reader.store.keywords.reload()
            assert texts_found(reader, "harbour bridge") == found

        monkeypatch.setattr(archive.store.keywords, "add", add)
        archive.rebuild()
        reader.store.keywords.reload()
        assert texts_found(reader, "harbour bridge") == found


def test_a_writer_waits_a_little_for_another(built: Path, other: Other) -> None:
    with opened(built) as archive:
        other.do("hold", built)
        letting_go = Timer(0.2, other.do, ("let_go", built))
        letting_go.start()
        with archive.writer(patience=30):
            letting_go.join()


def test_one_process_writes_at_a_time(
    built: Path, folder: Path, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest._PATIENCE", 0.1)
    with opened(built) as archive:
        other.do("hold", built)
        with pytest.raises(ArchiveError, match="another process is indexing into"):
            run(archive, folder)
        with pytest.raises(ArchiveError, match="another process"):
            archive.rebuild()
        other.do("let_go", built)
        with archive.writer():
            refused = other.do("index", built, str(folder))
            assert refused["error"] == "ArchiveError"
            assert str(built) in refused["message"]
            with archive.writer():
                pass
            assert other.do("index", built, str(folder)) == refused
        assert other.do("index", built, str(folder)) == [0, 0, 0]
        other.do("close", built)


def test_the_writer_lets_go_after_a_failure(built: Path, folder: Path, other: Other) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("full disk")

    with opened(built) as archive:
        article(folder, "hall", "The market hall opens in July.")
        run(archive, folder)
        article(folder, "tunnel", "The tunnel opens in June.")
        with pytest.raises(RuntimeError, match="full disk"):
            run(archive, folder, watch=fail)
        assert other.do("index", built, str(folder)) == [1, 0, 0]
        archive.refresh()
        assert texts_found(archive, "tunnel june")[0] == "The tunnel opens in June."
        other.do("close", built)


def test_refresh_while_another_process_holds_the_lock(
    built: Path, folder: Path, other: Other
) -> None:
    """Vectors are level at once; the words come when the writer commits or lets go."""
    with opened(built) as archive:
        archive.refresh()
        other.do("hold", built)
        archive.remove(["ferry"], NOW)
        assert archive.store.vectors.generation == archive.generation()
        assert archive.store.keywords.generation < archive.generation()
        assert all("ferry" not in text for text in texts_found(archive, "ferry bridge"))
        archive.save()
        other.do("let_go", built)
        archive.refresh()
        assert archive.store.generation == archive.generation()
        assert archive.store.search_keywords("ferry", 5, ANY) == []
        other.do("close", built)


def test_threads_refresh_and_search_while_one_indexes(home: Path, folder: Path) -> None:
    wrong: list[object] = []
    done = Event()
    texts = {f"The tunnel number {number} opens in June." for number in range(6)}

    def search() -> None:
        try:
            retriever = Retriever(archive)
            while not done.is_set():
                hits = retriever.search("tunnel bridge", 5, ANY).hits
                found = {hit.text for hit in hits if hit.chunk.document_id == "bridge"}
                wrong.extend(found - texts)
        except BaseException as error:
            wrong.append(error)

    with opened(home) as archive:
        threads = [Thread(target=search) for _ in range(4)]
        for number in range(6):
            article(folder, "bridge", f"The tunnel number {number} opens in June.")
            run(archive, folder)
            if not number:
                for thread in threads:
                    thread.start()
        done.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert texts_found(archive, "tunnel")[0] == "The tunnel number 5 opens in June."
        assert archive.store.generation == archive.generation() == 6


def test_threads_open_the_store_once(built: Path) -> None:
    with opened(built) as archive:
        together = Barrier(6)
        stores: list[object] = []

        def get() -> None:
            together.wait()
            archive.refresh()
            stores.append(archive.store)

        threads = [Thread(target=get) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(stores) == 6
        assert len(set(map(id, stores))) == 1


def test_the_database_is_whole(built: Path) -> None:
    with closing(sqlite3.connect(built / "catalog.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(tmp_path_factory.mktemp("shipped") / "home") as archive:
        run(archive, ARTICLES)
        yield archive


def test_every_chunk_of_the_shipped_articles_is_a_quote(shipped: Archive) -> None:
    check_quotes(shipped)
    assert len(documents_of(shipped)) > 15
    with shipped.catalog.reading() as connection:
        assert passages.generation(connection) == 1
    counts = shipped.counts()
    assert counts.chunks == counts.vectors == counts.keywords
