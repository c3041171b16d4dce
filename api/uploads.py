"""Files that come over HTTP: kept at once, indexed one upload after another in a thread."""

import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from api.engine import Engine
from api.wording import report_out
from corpus.jobs import Job, finish_job, job_of, next_job, queue_job, start_job
from index.build import ArchiveError
from index.report import Progress

# Seconds until another process that indexes is asked again whether it is done.
_PAUSE = 0.5
# Of characters of up to four bytes, where a file system takes 255.
_LONGEST_NAME = 55


class Uploads:
    """Takes files in, and indexes them while the server runs.

    What was taken in survives a restart. Afterwards the catalog alone keeps it: the files are
    thrown away, so that a document that is removed is in no file of the archive any more.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Begin with what an earlier process left; nothing is done before ``start``."""
        self._engine, self._clock = engine, clock
        self._folder = engine.settings.home.resolve() / "uploads"
        self._now = self._folder / "now"
        self._stopping, self._come = Event(), Event()
        self._progress: dict[str, Progress] = {}
        self._thread = Thread(target=self._work, name="uploads", daemon=True)

    def start(self) -> None:
        """Begin to index."""
        self._thread.start()

    def stop(self) -> None:
        """End at the next clean point; what is not done is done by the next process."""
        self._stopping.set()
        self._come.set()
        if self._thread.is_alive():
            self._thread.join()

    def take(self, files: Iterable[tuple[str, BinaryIO]]) -> str:
        """Keep files, to be indexed soon.

        Returns:
            The id of the job.
        """
        job_id = uuid.uuid4().hex
        partial, whole = self._folder / f"{job_id}.partial", self._folder / job_id
        partial.mkdir(parents=True)
        for name, content in files:
            with _free(partial, name).open("xb") as file:
                shutil.copyfileobj(content, file)
        partial.rename(whole)
        with self._engine.archive.catalog.writing() as connection:
            queue_job(connection, job_id, self._clock())
        self._come.set()
        return job_id

    def job(self, job_id: str) -> tuple[Job, Progress | None] | None:
        """Look a job up, with how far it is where this process is at it."""
        with self._engine.archive.catalog.reading() as connection:
            job = job_of(connection, job_id)
        return None if job is None else (job, self._progress.get(job_id))

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._come.clear()
            for job_id in self._waiting():
                self._try(job_id)
            self._come.wait(None)

    def _waiting(self) -> Iterator[str]:
        while not self._stopping.is_set():
            with self._engine.archive.catalog.reading() as connection:
                job_id = next_job(connection)
            if job_id is None:
                return
            yield job_id

    def _try(self, job_id: str) -> None:
        try:
            with self._engine.archive.writer(_PAUSE):
                self._do(job_id)
        except ArchiveError:
            # Another process indexes, perhaps this very job: it is asked for again.
            self._stopping.wait(_PAUSE)

    def _do(self, job_id: str) -> None:
        catalog = self._engine.archive.catalog
        with catalog.writing() as connection:
            job = job_of(connection, job_id)
            if job is None or job.state in ("done", "failed"):
                return
            start_job(connection, job_id)
        if job.state == "queued":
            # What lies there is of a job that was done: its process ended before it tidied up.
            shutil.rmtree(self._now, ignore_errors=True)
        report, error = None, None
        try:
            report = self._index(job_id)
        except Exception as trouble:  # whatever it is, the next job must have its turn
            error = f"{type(trouble).__name__}: {trouble}"
        if report is None and error is None:
            return
        with catalog.writing() as connection:
            finish_job(connection, job_id, self._clock(), report, error)
        shutil.rmtree(self._now, ignore_errors=True)
        shutil.rmtree(self._folder / job_id, ignore_errors=True)
        self._progress.pop(job_id, None)

    def _index(self, job_id: str) -> dict[str, object] | None:
        """Index the files of a job under names that are the same each time they are sent."""
        self._now.mkdir(parents=True, exist_ok=True)
        for file in sorted((self._folder / job_id).iterdir()):
            file.replace(self._now / file.name)

        def watch(progress: Progress) -> None:
            self._progress[job_id] = progress
            if self._stopping.is_set():
                raise KeyboardInterrupt

        # Who sends a document again that was removed wants it back.
        report = self._engine.index(
            sorted(self._now.iterdir()),
            self._clock(),
            watch,
            include_removed=True,
            remember=False,
        )
        # Where the server keeps what it was sent is nobody's business.
        here = f"{self._now.resolve()}{os.sep}"
        report.notes = [replace(note, where=note.where.removeprefix(here)) for note in report.notes]
        return None if report.interrupted else report_out(report)


def _free(folder: Path, name: str) -> Path:
    """Make a safe name of one that a client chose; a second file of this name gets a number."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w.+-]+", "-", last).lstrip(".-") or "upload"
    stem, dot, suffix = plain[-_LONGEST_NAME:].partition(".")
    path, number = folder / plain[-_LONGEST_NAME:], 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{dot}{suffix}"
    return path
