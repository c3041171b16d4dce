"""What happens to the archive: counts and jobs."""

from typing import Any

from corpus.jobs import Job
from index.build import Counts
from index.report import Progress


def counts_out(before: Counts, after: Counts) -> dict[str, Any]:
    """Write what a removal changed."""
    return {
        name: {
            "documents": counts.documents,
            "chunks": counts.chunks,
            "vectors": counts.vectors,
            "keywords": counts.keywords,
        }
        for name, counts in (("before", before), ("after", after))
    }


def job_out(job: Job, progress: Progress | None) -> dict[str, Any]:
    """Write a job, with how far it is while it runs."""
    return {
        "id": job.id,
        "state": job.state,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "progress": progress
        and {
            "done_bytes": round(progress.done_bytes),
            "total_bytes": progress.total_bytes,
            "embedded": progress.embedded,
        },
        "report": job.report,
        "error": job.error,
    }
