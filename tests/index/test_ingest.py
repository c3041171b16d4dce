import gzip
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from corpus import sync
from corpus.catalog import count_versions, forgotten_ids, put, repairs_of
from corpus.document import Document
from corpus.duplicates import also_in
from corpus.tables import origins
from index import ingest, passages
from index.build import Archive
from index.orders import Said
from index.reading import embedded_text
from index.report import Progress, Report
from index.sentences import Span
from tests.index.killed import calls, copy_for, killed
from tests.index.support import (
    ANY,
    ARTICLES,
    NOW,
    Counting,
    Watching,
    article,
    check_quotes,
    documents_of,
    opened,
    run,
    state,
    texts_found,
)

SAVED = Path(__file__).parents[1] / "data" / "files"


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def lines(path: Path, *records: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def wire(path: Path, *ids: str, prefix: str = "Wire story") -> Path:
    return lines(path, *({"id": one, "text": f"{prefix} {one}. It ends here."} for one in ids))


def touch(path: Path) -> None:
    """Let a file look changed."""
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))


def text_of(archive: Archive, document_id: str) -> str | None:
    kept = archive.catalog.get(document_id)
    return None if kept is None else kept.document.text


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit after every few passages, so that little text makes many steps."""
    monkeypatch.setattr(ingest, "_WINDOW", 5)
    monkeypatch.setattr(ingest, "_SLICE", 2)


# What one run does


def test_new_documents(archive: Archive, folder: Path) -> None:
    report = run(archive, folder)
    assert counts(report) == (3, 0, 0, 0)
    assert (report.chunks, report.embedded) == (4, 4)
    assert (report.notes, report.missing, report.interrupted) == ([], [], False)
    assert set(documents_of(archive)) == {"bridge", "ferry", "school"}
    assert archive.store.generation == archive.generation() == 1
    check_quotes(archive)


def test_nothing_new(built: Path, folder: Path) -> None:
    embedder = Counting()
    with opened(built, embedder) as archive:
        report = run(archive, folder)
        assert (counts(report), report.files_unchanged) == ((0, 0, 0, 0), 3)
        assert archive.generation() == 1
        touch(folder / "bridge.md")
        report = run(archive, folder)
        assert (counts(report), report.files_unchanged) == ((0, 0, 0, 1), 2)
        assert archive.generation() == 1
    assert embedder.embedded == []


def test_a_changed_document(built: Path, folder: Path) -> None:
    embedder = Counting()
    with opened(built, embedder) as archive:
        article(folder, "bridge", "The harbour bridge opens in June. It was closed for a year.")
        assert counts(run(archive, folder)) == (0, 1, 0, 0)
        assert "June" in texts_found(archive, "harbour bridge")[0]
        assert archive.store.search_keywords("may", 5, ANY) == []
        assert archive.store.counts() == {"vectors": 4, "keywords": 4}
        with archive.catalog.reading() as connection:
            assert count_versions(connection) == 4
        check_quotes(archive)
    assert len(embedder.embedded) == 1


def test_other_data_about_the_same_text_embeds_nothing(built: Path, folder: Path) -> None:
    embedder = Counting()
    with opened(built, embedder) as archive:
        article(folder, "school", "The school vote was close.", publisher="Herald")
        assert counts(run(archive, folder)) == (0, 1, 0, 0)
        assert counts(run(archive, folder, publisher="Post")) == (0, 2, 0, 1)
        assert archive.store.search_dense(
            embedder.embed_query("school"), 9, replace(ANY, publisher="Herald")
        )
    assert embedder.embedded == []


def test_what_was_said_of_a_folder_is_remembered(built: Path, folder: Path) -> None:
    with opened(built) as archive:
        run(archive, folder, publisher="Post")
        assert counts(run(archive, folder)) == (0, 0, 0, 0)
        article(folder / "more", "tower", "The tower is tall.")
        assert counts(run(archive, folder / "more")) == (1, 0, 0, 0)
        outlets = {row.publisher: row.documents for row in archive.catalog.publishers()}
        assert outlets == {"Post": 4}
        assert counts(run(archive, folder, publisher="")) == (0, 3, 0, 1)
        assert archive.roots() == {folder: Said(), folder / "more": Said("Post")}


def test_a_file_that_is_gone(built: Path, folder: Path) -> None:
    with opened(built) as archive:
        (folder / "ferry.md").unlink()
        assert counts(run(archive, folder)) == (0, 0, 1, 0)
        assert set(documents_of(archive)) == {"bridge", "school"}
        assert archive.store.search_keywords("ferry", 5, ANY) == []
        assert archive.store.counts() == {"vectors": 2, "keywords": 2}
        shutil.rmtree(folder)
        assert counts(run(archive, folder)) == (0, 0, 0, 0)
        assert set(documents_of(archive)) == {"bridge", "school"}


def test_only_what_is_named_is_dropped(built: Path, folder: Path, tmp_path: Path) -> None:
    with opened(built) as archive:
        run(archive, article(tmp_path / "else", "tunnel", "The tunnel opens."))
        for path in folder.iterdir():
            path.unlink()
        (tmp_path / "else" / "tunnel.md").unlink()
        assert counts(run(archive, folder / "ferry.md")) == (0, 0, 1, 0)
        assert set(documents_of(archive)) == {"bridge", "school", "tunnel"}
        assert counts(run(archive, tmp_path / "else")) == (0, 0, 1, 0)


def test_a_line_that_is_gone(archive: Archive, tmp_path: Path) -> None:
    path = wire(tmp_path / "in" / "wire.jsonl", "a", "b", "c")
    run(archive, path)
    wire(path, "a", "c", "d")
    assert counts(run(archive, path)) == (1, 0, 1, 2)
    assert set(documents_of(archive)) == {"a", "c", "d"}
    assert archive.generation() == 3


def test_one_text_in_many_documents_is_embedded_once(archive: Archive, tmp_path: Path) -> None:
    story = {"title": "Same", "text": "The same words."}
    lines(tmp_path / "in" / "a.jsonl", *({"id": f"a{i}"} | story for i in range(5)))
    report = run(archive, tmp_path / "in")
    assert (report.added, report.chunks, report.embedded) == (5, 5, 1)
    lines(tmp_path / "in" / "b.jsonl", *({"id": f"b{i}"} | story for i in range(5)))
    report = run(archive, tmp_path / "in")
    assert (report.added, report.chunks, report.embedded) == (5, 5, 0)
    assert archive.store.count() == 10


def test_notes_are_kept_with_their_file(archive: Archive, tmp_path: Path) -> None:
    path = lines(tmp_path / "in" / "wire.jsonl", {"id": "a", "text": "Good."}, {"id": "b"})
    (tmp_path / "in" / "image.png").touch()
    report = run(archive, tmp_path / "in", tmp_path / "nowhere")
    reasons = [(note.where, note.reason) for note in report.notes]
    assert (f"{path}:2", "no text") in reasons
    assert len(report.left_out) == len(reasons) == 2
    assert [note.where for note in report.missing] == [str(tmp_path / "nowhere")]
    again = run(archive, tmp_path / "in")
    assert sorted(note.reason for note in again.notes) == sorted(reason for _, reason in reasons)
    assert again.missing == []


def test_an_archive_remembers_when_and_what_it_indexed(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    run(archive, folder, tmp_path / "nowhere")
    assert archive.roots() == {folder: Said()}
    assert archive.status()["last_sync"] == NOW.isoformat()


def test_no_input_at_all(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = run(archive, tmp_path / "empty")
    assert counts(report) == (0, 0, 0, 0)
    assert archive.generation() == 0
    assert not list(archive.home.glob("index-*"))


def test_the_title_is_embedded_with_the_passage() -> None:
    document = Document("a", "One. Two.", "Title")
    assert embedded_text(document, Span(5, 9)) == "Title\nTwo."


def test_shipped_articles_twice_are_one_archive(home: Path) -> None:
    embedder = Counting()
    with opened(home, embedder) as archive:
        first = run(archive, ARTICLES)
        before = state(archive)
        again = run(archive, ARTICLES)
        assert (again.added, again.changed, again.removed, again.embedded) == (0, 0, 0, 0)
        assert state(archive) == before
        assert len(embedder.embedded) == first.embedded == len(set(embedder.embedded))


# Documents in more than one file


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize(("old", "new"), [("a.jsonl", "z.jsonl"), ("z.jsonl", "a.jsonl")])
def test_a_document_that_moves_is_never_gone(
    archive: Archive, tmp_path: Path, old: str, new: str
) -> None:
    """Its earlier versions stay, however far its old and new file are apart."""
    source = tmp_path / "in"
    names, others = [f"m{number}" for number in range(5)], [f"n{number}" for number in range(5)]
    for prefix in ("First", "Second"):
        wire(source / old, "x", *names, prefix=prefix)
        wire(source / new, *others, prefix=prefix)
        run(archive, source)
    wire(source / old, *names, prefix="Third")
    wire(source / new, *others, "x", prefix="Third")
    report = run(archive, source)
    assert counts(report) == (0, 11, 0, 0)
    with archive.catalog.reading() as connection:
        assert count_versions(connection) == 3 * 11
        given = select(origins.c.path).where(origins.c.document_id == "x")
        assert list(connection.execute(given).scalars()) == [str(source / new)]


def test_a_file_that_is_renamed(built: Path, folder: Path) -> None:
    embedder = Counting()
    with opened(built, embedder) as archive:
        (folder / "ferry.md").rename(folder / "zz-ferry.md")
        report = run(archive, folder)
        assert (counts(report), report.moved) == ((0, 0, 0, 0), 1)
        assert archive.generation() == 1
    assert embedder.embedded == []


def plain(path: Path, text: str) -> Path:
    """Write an article without an id of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def by_text(archive: Archive) -> dict[str | None, str]:
    """The ids of documents by their texts."""
    return {text_of(archive, one): one for one in documents_of(archive)}


def test_an_article_without_an_id_keeps_its_own_when_it_moves(
    archive: Archive, tmp_path: Path
) -> None:
    folder, tide, fog = tmp_path / "in", "The tide is high.", "The fog is thick."
    plain(folder / "a.txt", tide)
    run(archive, folder)
    (before,) = documents_of(archive)
    for former, new in [("a.txt", "b.txt"), ("b.txt", "deep/c.txt"), ("deep/c.txt", "a.txt")]:
        (folder / new).parent.mkdir(exist_ok=True)
        (folder / former).rename(folder / new)
        report = run(archive, folder)
        assert (counts(report), report.moved) == ((0, 0, 0, 0), 1)
        assert list(documents_of(archive)) == [before]
        assert counts(run(archive, folder)) == (0, 0, 0, 0)
    # What comes to where it once was is another article.
    plain(folder / "b.txt", fog)
    assert counts(run(archive, folder)) == (1, 0, 0, 0)
    plain(folder / "a.txt", "The tide is low.")
    assert counts(run(archive, folder)) == (0, 1, 0, 0)
    assert by_text(archive)["The tide is low."] == before


def test_a_new_article_in_the_place_of_one_that_moved(archive: Archive, tmp_path: Path) -> None:
    folder, tide, fog = tmp_path / "in", "The tide is high.", "The fog is thick."
    plain(folder / "a.txt", tide)
    run(archive, folder)
    before = by_text(archive)[tide]
    (folder / "a.txt").rename(folder / "b.txt")
    run(archive, folder)
    plain(folder / "a.txt", fog)
    assert counts(run(archive, folder)) == (1, 0, 0, 0)
    assert by_text(archive)[tide] == before
    assert by_text(archive)[fog] != before
    plain(folder / "a.txt", "The fog is gone.")
    assert counts(run(archive, folder)) == (0, 1, 0, 0)
    assert set(by_text(archive)) == {tide, "The fog is gone."}


def test_copies_move_each_by_itself(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("a.txt", "b.txt", "c.txt"):
        plain(folder / name, "The tide is high.")
    run(archive, folder)
    before = set(documents_of(archive))
    (folder / "a.txt").rename(folder / "d.txt")
    (folder / "b.txt").rename(folder / "e.txt")
    plain(folder / "f.txt", "The tide is high.")
    report = run(archive, folder)
    assert (counts(report), report.moved) == ((1, 0, 0, 0), 2)
    assert set(documents_of(archive)) > before


def test_a_removed_article_stays_removed_when_its_file_moves(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    plain(folder / "a.txt", "The tide is high.")
    run(archive, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    run(archive, folder)
    archive.remove(list(documents_of(archive)), NOW)
    touch(folder / "b.txt")
    assert counts(run(archive, folder)) == (0, 0, 0, 0)


def test_a_text_is_repaired_before_anything_sees_it(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.txt"
    raw = "The ferry leaves theharbour at the end of May. The harbour is closed to all."
    plain(path, raw)
    run(archive, path.parent)
    (document_id,) = documents_of(archive)
    text = text_of(archive, document_id)
    assert text == raw.replace("theharbour", "the harbour")
    with archive.catalog.reading() as connection:
        found = repairs_of(connection, document_id)
    place = raw.index("harbour")
    assert found["text"] == [[place, place + 1, "", " ", "space"]]
    check_quotes(archive)
    # Other bytes of the same meaning change nothing.
    plain(path, raw.replace("theharbour", "the harbour"))
    assert counts(run(archive, path.parent)) == (0, 0, 0, 1)
    # Switched off, the text stands as it was read.
    plain(path, raw)
    assert counts(run(archive, path.parent, repair=False)) == (0, 1, 0, 0)
    assert text_of(archive, document_id) == raw
    assert counts(run(archive, path.parent)) == (0, 1, 0, 0)


def test_pages_start_where_they_started(archive: Archive, tmp_path: Path) -> None:
    shutil.copy(SAVED / "libreoffice.pdf", tmp_path)
    run(archive, tmp_path)
    (document_id,) = documents_of(archive)
    kept = archive.catalog.get(document_id)
    assert kept is not None
    pages = kept.document.pages
    assert len(pages) == 2
    assert kept.document.text[pages[1] - 1].isspace()
    assert not kept.document.text[pages[1]].isspace()


def test_copies_are_clustered_as_they_come_and_go(archive: Archive, tmp_path: Path) -> None:
    story = (ARTICLES / "2024-08-20-sorra-ferry-timetable.md").read_text().split("---")[2]
    for name in ("a", "b", "c"):
        article(tmp_path / "in", name, story, publisher=name.upper())
    run(archive, tmp_path / "in")

    def copies_of(document_id: str) -> list[str | None]:
        with archive.catalog.reading() as connection:
            found = also_in(connection, [document_id]).get(document_id, [])
        return [copy.publisher for copy in found]

    assert copies_of("a") == ["B", "C"]
    (tmp_path / "in" / "b.md").unlink()
    run(archive, tmp_path / "in")
    assert copies_of("a") == ["C"]
    archive.remove(["c"], NOW)
    assert copies_of("a") == []


def test_a_document_in_two_files_goes_with_the_last(archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "in"
    for name in ("a.jsonl", "b.jsonl"):
        wire(source / name, "x")
    assert counts(run(archive, source)) == (1, 0, 0, 1)
    (source / "a.jsonl").unlink()
    assert counts(run(archive, source)) == (0, 0, 0, 0)
    assert set(documents_of(archive)) == {"x"}
    (source / "b.jsonl").unlink()
    assert counts(run(archive, source)) == (0, 0, 1, 0)


@pytest.mark.parametrize("how", ["file", "line"])
def test_what_a_remaining_file_says_holds_again(archive: Archive, tmp_path: Path, how: str) -> None:
    source = tmp_path / "in"
    wire(source / "a.jsonl", "x", prefix="Old story")
    wire(source / "b.jsonl", "x", "y", prefix="New story")
    assert counts(run(archive, source)) == (2, 1, 0, 0)
    assert text_of(archive, "x") == "New story x. It ends here."
    if how == "file":
        (source / "b.jsonl").unlink()
    else:
        wire(source / "b.jsonl", "y", prefix="New story")
    report = run(archive, source)
    assert (report.added, report.changed) == (0, 1)
    assert text_of(archive, "x") == "Old story x. It ends here."
    assert texts_found(archive, "old story")[0] == "Old story x. It ends here."
    check_quotes(archive)
    assert run(archive, source).changed == 0


# Removed on purpose


def test_what_was_removed_stays_out(built: Path, folder: Path) -> None:
    with opened(built) as archive:
        archive.remove(["ferry"], NOW)
        generation = archive.generation()
        touch(folder / "ferry.md")
        for _ in range(2):
            report = run(archive, folder)
            assert counts(report) == (0, 0, 0, 0)
            assert [note.where for note in report.left_out] == ["ferry"]
            assert set(documents_of(archive)) == {"bridge", "school"}
        article(folder, "ferry", "Another text about the ferry.")
        assert counts(run(archive, folder)) == (0, 0, 0, 0)
        assert archive.generation() == generation


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_removed_comes_back_when_asked_for(
    built: Path, folder: Path, changed: bool
) -> None:
    with opened(built) as archive:
        archive.remove(["ferry"], NOW)
        if changed:
            touch(folder / "ferry.md")
            run(archive, folder)
        report = run(archive, folder, include_removed=True)
        assert (report.added, report.changed, report.removed) == (1, 0, 0)
        assert "ferry" in documents_of(archive)
        assert report.left_out == []
        with archive.catalog.reading() as connection:
            assert forgotten_ids(connection) == set()
        report = run(archive, folder, include_removed=True)
        assert (counts(report), report.files_unchanged) == ((0, 0, 0, 0), 3)


def test_what_is_removed_while_it_is_indexed_stays_out(built: Path, folder: Path) -> None:
    with opened(built) as archive, opened(built) as other:
        article(folder, "ferry", "Another text about the ferry.")

        def remove(_: object) -> None:
            if "ferry" in documents_of(other):
                other.remove(["ferry"], NOW)

        run(archive, folder, watch=remove)
        assert set(documents_of(archive)) == {"bridge", "school"}
        assert archive.store.search_keywords("ferry", 5, ANY) == []


# Progress and interruptions


STORM = (
    "A storm sank 12 boats in the harbour of Osterhithe on Sunday night, the harbour master said. "
    "Roads along the quay were flooded and the ferry to Sorra did not sail. Nobody was hurt. "
    "The council will meet on Tuesday to talk about repairs to the quay and to the sea wall. "
    "Boat owners were asked to report what they had lost to the office at the old customs house."
)


def begin(source: Path) -> None:
    """What an archive holds before the run that is disturbed."""
    wire(source / "a.jsonl", *(f"a{number}" for number in range(8)), "moves", "both")
    wire(source / "b.jsonl", "b0", "b1", "both", prefix="Other wire")
    article(source, "bridge", "The harbour bridge opens in May. " * 9)
    article(source, "ferry", "The ferry leaves at noon. " * 20)
    article(source, "gone", "The old mill is open.")
    plain(source / "storm.txt", STORM)
    plain(source / "storm-again.txt", STORM.replace("Roads", "Streets"))
    plain(source / "calm.txt", "The sea is calm, the pilot said.")


def change(source: Path) -> None:
    """Files are new, changed and gone; one document moves, one is given by another file again."""
    wire(source / "a.jsonl", *(f"a{number}" for number in range(2, 12)), "both")
    wire(source / "b.jsonl", "b0", "b1", prefix="Other wire")
    wire(source / "c.jsonl", "moves", "c1", "c2")
    article(source, "bridge", "The harbour bridge opens in June. " * 9, publisher="Post")
    article(source, "tunnel", "A tunnel below the harbour opens. " * 30)
    (source / "gone.md").unlink()
    (source / "storm.txt").rename(source / "yesterday.txt")
    plain(source / "storm.txt", STORM.replace("12 boats", "14 boats"))
    plain(source / "calm.txt", "The sea was calm, the pilot said.")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "source"


@pytest.fixture
def begun(source: Path, tmp_path: Path) -> Path:
    """The home of an archive as of ``begin``; the files are as of ``change``."""
    begin(source)
    with opened(tmp_path / "begun") as archive:
        run(archive, source)
    change(source)
    return tmp_path / "begun"


@pytest.mark.usefixtures("small_steps")
def test_progress_goes_forward_and_ends_at_the_total(begun: Path, source: Path) -> None:
    with opened(begun) as archive:
        watch = Watching()
        report = run(archive, source, watch=watch)
    done = [now.done_bytes for now in watch.told]
    assert len(done) > 6
    assert done == sorted(done)
    assert 0 <= done[0] < done[-1] == watch.told[-1].total_bytes
    assert len({now.total_bytes for now in watch.told}) == 1
    embedded = [now.embedded for now in watch.told]
    assert embedded == sorted(embedded)
    assert embedded[-1] == report.embedded
    changed = ["a.jsonl", "b.jsonl", "c.jsonl", "bridge.md", "tunnel.md"]
    changed += ["storm.txt", "yesterday.txt", "calm.txt"]
    assert done[-1] == sum((source / name).stat().st_size for name in changed)


def test_what_was_there_already_counts_as_skipped(archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "wire.jsonl"
    lines = [f'{{"id": "{n}", "text": "The bridge {n} is open."}}\n' for n in range(6)]
    source.write_text("".join(lines[:4]))
    run(archive, source)
    source.write_text("".join(lines))
    watch = Watching()
    assert counts(run(archive, source, watch=watch)) == (2, 0, 0, 4)
    assert {now.skipped_bytes for now in watch.told} == {4 * len(lines[0])}
    assert watch.told[-1].done_bytes == 6 * len(lines[0])


def test_what_an_interrupted_run_kept_counts_as_skipped(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_WINDOW", 64)
    source = tmp_path / "wire.jsonl"
    lines = [f'{{"id": "{n:03}", "text": "The bridge {n:03} is open."}}\n' for n in range(400)]
    source.write_text("".join(lines))

    def stop(now: Progress) -> None:
        if now.embedded > 100:
            raise KeyboardInterrupt

    assert run(archive, source, watch=stop).interrupted
    watch = Watching()
    kept = run(archive, source, watch=watch).unchanged
    assert kept > 0
    assert max(now.skipped_bytes for now in watch.told) == kept * len(lines[0])


def test_progress_without_work(built: Path, folder: Path) -> None:
    watch = Watching()
    with opened(built) as archive:
        run(archive, folder, watch=watch)
    assert all((now.done_bytes, now.total_bytes) == (0, 0) for now in watch.told)


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.bench)])
def test_interrupted_at_any_call_of_the_watcher(
    begun: Path, source: Path, tmp_path: Path, every: int
) -> None:
    shutil.copytree(begun, tmp_path / "undisturbed")
    watch, embedder = Watching(), Counting()
    with opened(tmp_path / "undisturbed", embedder) as archive:
        whole = run(archive, source, watch=watch)
        expected = state(archive)
    for at in range(1, len(watch.told) + 1, every):
        home, again = tmp_path / f"home-{at}", Counting()
        shutil.copytree(begun, home)
        with opened(home, again) as archive:
            before = set(documents_of(archive).items())
            report = run(archive, source, watch=Watching(at))
            assert report.interrupted
            assert len(set(documents_of(archive).items()) - before) <= report.added + report.changed
            assert report.added + report.changed <= whole.added + whole.changed
            assert archive.store.generation == archive.generation()
            check_quotes(archive)
            assert not run(archive, source).interrupted
            assert state(archive) == expected
            check_quotes(archive)
        assert sorted(again.embedded) == sorted(embedder.embedded)


def test_a_report_of_an_interrupted_run_counts_what_was_kept(
    archive: Archive, folder: Path
) -> None:
    report = run(archive, folder, watch=Watching(1))
    assert (counts(report), report.chunks) == ((0, 0, 0, 0), 0)
    assert report.embedded == 4
    assert documents_of(archive) == {}
    assert archive.status()["last_sync"] is None
    report = run(archive, folder)
    assert (counts(report), report.embedded) == ((3, 0, 0, 0), 0)


@pytest.mark.parametrize("times", [4, pytest.param(20, marks=pytest.mark.bench)])
def test_killed_at_any_instant(begun: Path, source: Path, tmp_path: Path, times: int) -> None:
    shutil.copytree(begun, tmp_path / "undisturbed")
    with opened(tmp_path / "undisturbed") as archive:
        work: Callable[[], object] = lambda: run(archive, source)  # noqa: E731
        last = calls(work)
        expected = state(archive)
    random = Random(11)
    instants = sorted(random.randrange(1, last) for _ in range(times))
    fates = killed("index", begun, instants, source)
    assert sum(fates) >= times * 2 // 3
    for instant in instants:
        with opened(copy_for(begun, instant)) as archive:
            archive.refresh()
            check_quotes(archive)
            run(archive, source)
            assert state(archive) == expected
            assert archive.store.generation == archive.generation()


FILES = st.dictionaries(
    st.sampled_from(["a.jsonl", "b.jsonl", "c.jsonl"]),
    st.dictionaries(st.sampled_from("uvwxyz"), st.sampled_from(["Old", "New", "Late"])),
    max_size=3,
)
RUNS = st.lists(st.tuples(FILES, st.integers(0, 6), st.sampled_from("uvwxyz ")), max_size=5)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RUNS, FILES)
@pytest.mark.usefixtures("small_steps")
def test_any_history_ends_in_what_the_files_say(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[tuple[dict[str, dict[str, str]], int, str]],
    last: dict[str, dict[str, str]],
) -> None:
    """Whatever was in the files before, whenever a run was interrupted, whatever was removed."""
    folder = tmp_path_factory.mktemp("history")
    source, removed = folder / "in", set()

    def write(files: dict[str, dict[str, str]]) -> None:
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        for name, stories in files.items():
            told = {one: f"{word} story {one}. It ends." for one, word in stories.items()}
            lines(source / name, *({"id": one, "text": text} for one, text in told.items()))

    for files, at, remove in runs:
        write(files)
        with opened(folder / "home") as archive:
            run(archive, source, watch=Watching(at))
            if remove in documents_of(archive):
                archive.remove([remove], NOW)
                removed.add(remove)
    write(last)
    with opened(folder / "home") as archive:
        run(archive, source)
        expected: dict[str, set[str]] = {}
        for stories in last.values():
            for one in stories.keys() - removed:
                expected.setdefault(one, set()).add(f"{stories[one]} story {one}. It ends.")
        assert documents_of(archive).keys() == expected.keys()
        for one, texts in expected.items():
            assert text_of(archive, one) in texts
        check_quotes(archive)
        found = state(archive)
        assert found.sizes == {"vectors": len(expected), "keywords": len(expected)}
        archive.rebuild()
        assert state(archive) == found
    with opened(folder / "home") as archive:
        report = run(archive, source)
        assert (report.added, report.changed, report.removed, report.embedded) == (0, 0, 0, 0)


@pytest.mark.usefixtures("small_steps")
def test_the_generation_moves_once_for_each_transaction(begun: Path, source: Path) -> None:
    seen = []
    with opened(begun) as archive:
        event.listen(
            archive.catalog.engine,
            "commit",
            lambda connection: seen.append(passages.generation(connection)),
        )
        run(archive, source)
    assert len(set(seen)) > 2
    assert all(after - before in (0, 1) for before, after in pairwise(seen))


def test_more_documents_go_at_once_than_a_statement_takes_values(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wire.jsonl"
    with archive.catalog.writing() as connection:
        sync.record_file(connection, sync.File(path, 1, 1), "", [])
        for number in range(150):
            document = Document(str(number), "Text.")
            put(connection, document, NOW)
            given = sync.Given(document.id, document.version, document.version)
            sync.record_origin(connection, path, given)
    # A hundred values stand for the 32,766 that SQLite takes by itself.
    monkeypatch.setattr("corpus.database._MANY", 50)
    event.listen(
        archive.catalog.engine,
        "checkout",
        lambda found, *_: found.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 100),
    )
    assert run(archive, path).removed == 150
    assert documents_of(archive) == {}


def test_a_file_that_breaks_off_keeps_what_it_gave_before(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    path = folder / "wire.jsonl.gz"
    stories = wire(tmp_path / "wire.jsonl", *(f"w{number}" for number in range(50)))
    whole = gzip.compress(stories.read_bytes())
    folder.mkdir()
    path.write_bytes(whole)
    assert run(archive, folder).added == 50
    path.write_bytes(whole[: len(whole) // 2])
    report = run(archive, folder)
    assert report.removed == 0
    assert len(documents_of(archive)) == 50
    assert [note.incomplete for note in report.notes] == [True]
    again = run(archive, folder)
    assert (again.files_unchanged, again.notes) == (1, report.notes)
    path.write_bytes(gzip.compress(b'{"id": "w0", "text": "Wire story w0. It ends here."}\n'))
    assert run(archive, folder).removed == 49
    assert set(documents_of(archive)) == {"w0"}
