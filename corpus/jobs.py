"""Work that was taken in and is done later: it outlives the process that took it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, Connection, Table, Text, insert, select, update

from corpus.tables import metadata

State = Literal["queued", "running", "done", "failed"]
_WAITING = ("queued", "running")

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("report", JSON),
    Column("error", Text),
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work, and what came of it."""

    id: str
    state: State
    created_at: str
    finished_at: str | None = None
    report: dict[str, Any] | None = None
    error: str | None = None


def queue_job(connection: Connection, job_id: str, now: datetime) -> None:
    """Take a job in."""
    row = {"id": job_id, "state": "queued", "created_at": now.isoformat(timespec="microseconds")}
    connection.execute(insert(jobs).values(row))


def job_of(connection: Connection, job_id: str) -> Job | None:
    """Look one job up."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
    return None if row is None else Job(**row._mapping)


def next_job(connection: Connection) -> str | None:
    """Give the oldest job that is not done; one that runs was left by a process that ended."""
    query = select(jobs.c.id).where(jobs.c.state.in_(_WAITING))
    return connection.execute(query.order_by(jobs.c.created_at, jobs.c.id).limit(1)).scalar()


def start_job(connection: Connection, job_id: str) -> None:
    """Note that a job is being done."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(state="running"))


def finish_job(
    connection: Connection,
    job_id: str,
    now: datetime,
    report: Mapping[str, Any] | None = None,
    error: str | None = None,
) -> None:
    """Note what came of a job: a report, or an error."""
    values = {
        "state": "failed" if error else "done",
        "finished_at": now.isoformat(timespec="microseconds"),
        "report": report,
        "error": error,
    }
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))
