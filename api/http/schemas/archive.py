"""What happens to the archive: counts and jobs."""

from typing import cast

from api.http.schemas.holdings import BeforeAfterOut, CountsOut, JobOut, ProgressOut, ReportOut
from corpus.jobs import Job
from index.build import Counts
from index.report import Progress


def counts_out(before: Counts, after: Counts) -> BeforeAfterOut:
    """Write what a removal changed."""
    return {"before": _counts(before), "after": _counts(after)}


def job_out(job: Job, progress: Progress | None) -> JobOut:
    """Write a job, with how far it is while it runs."""
    return {
        "id": job.id,
        "state": job.state,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "progress": None if progress is None else _progress(progress),
        "report": cast(ReportOut | None, job.report),
        "error": job.error,
    }


def _progress(progress: Progress) -> ProgressOut:
    return {
        "done_bytes": round(progress.done_bytes),
        "total_bytes": progress.total_bytes,
        "embedded": progress.embedded,
    }


def _counts(counts: Counts) -> CountsOut:
    return {
        "documents": counts.documents,
        "chunks": counts.chunks,
        "vectors": counts.vectors,
        "keywords": counts.keywords,
    }
