import io
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from api.engine import Engine
from api.uploads import Uploads
from corpus.jobs import start_job
from tests.api.support import NOW, opened, until


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def engine(home: Path) -> Iterator[Engine]:
    with opened(home) as engine:
        yield engine


def uploads_of(engine: Engine) -> Uploads:
    ticks = count()
    return Uploads(engine, lambda: NOW + timedelta(seconds=next(ticks)))


def text(words: str) -> io.BytesIO:
    return io.BytesIO(words.encode())


def state(uploads: Uploads, job_id: str) -> str:
    found = uploads.job(job_id)
    assert found is not None
    return found[0].state


def run(uploads: Uploads, job_id: str) -> None:
    """Work until a job is done."""
    uploads.start()
    until(lambda: state(uploads, job_id) in ("done", "failed"))
    uploads.stop()


def test_what_was_taken_in_is_done_by_the_next_process(engine: Engine) -> None:
    first = uploads_of(engine)
    jobs = [first.take([("a.txt", text("The first article."))]) for _ in range(2)]
    first.stop()
    assert [state(first, job) for job in jobs] == ["queued", "queued"]
    second = uploads_of(engine)
    run(second, jobs[-1])
    assert [state(second, job) for job in jobs] == ["done", "done"]
    assert engine.status()["documents"] == 1


@pytest.mark.parametrize("moved", [True, False], ids=["its files moved", "just begun"])
def test_a_job_that_a_killed_process_left(engine: Engine, home: Path, moved: bool) -> None:
    uploads = uploads_of(engine)
    job = uploads.take([("a.txt", text("The first article.")), ("b.txt", text("The second."))])
    with engine.archive.catalog.writing() as connection:
        start_job(connection, job)
    if moved:
        (home / "uploads" / "now").mkdir()
        (home / "uploads" / job / "a.txt").rename(home / "uploads" / "now" / "a.txt")
    run(uploads, job)
    assert state(uploads, job) == "done"
    assert engine.status()["documents"] == 2


def test_what_a_killed_process_did_not_tidy_up_is_no_part_of_the_next_job(
    engine: Engine, home: Path
) -> None:
    uploads = uploads_of(engine)
    left = home / "uploads" / "now" / "old.txt"
    left.parent.mkdir(parents=True)
    left.write_text("An article of an earlier job.")
    run(uploads, uploads.take([("a.txt", text("The first article."))]))
    assert engine.status()["documents"] == 1
    assert not left.exists()


def test_stopped_in_the_middle_it_goes_on_later(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = uploads_of(engine)
    job = uploads.take([("a.txt", text("The first article."))])
    indexing = engine.index

    def stopping(*arguments: object, **more: object) -> object:
        uploads._stopping.set()
        return indexing(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "index", stopping)
    uploads.start()
    uploads.stop()
    assert state(uploads, job) == "running"
    monkeypatch.undo()
    again = uploads_of(engine)
    run(again, job)
    assert state(again, job) == "done"
    assert engine.status()["documents"] == 1


def test_a_job_waits_for_another_writer(engine: Engine, home: Path) -> None:
    uploads = uploads_of(engine)
    with opened(home) as other:
        with other.archive.writer():
            job = uploads.take([("a.txt", text("The first article."))])
            uploads.start()
            assert state(uploads, job) == "queued"
        until(lambda: state(uploads, job) == "done")
        uploads.stop()


def test_a_job_that_fails_says_why_and_the_next_has_its_turn(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = uploads_of(engine)
    jobs = [uploads.take([(f"{n}.txt", text(f"Article {n}."))]) for n in range(2)]
    indexing = engine.index

    def failing(roots: list[Path], *arguments: object, **more: object) -> object:
        if roots[0].name == "0.txt":
            raise OSError("the disk is full")
        return indexing(roots, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "index", failing)
    run(uploads, jobs[1])
    found = uploads.job(jobs[0])
    assert found is not None
    assert (found[0].state, found[0].error) == ("failed", "OSError: the disk is full")
    assert state(uploads, jobs[1]) == "done"
