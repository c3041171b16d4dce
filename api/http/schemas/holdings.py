"""The objects of the contract, as they go over the wire: documents, counts and jobs."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from api.answering.dates.intervals import Date
from api.http.schemas.objects import STRICT


@with_config(STRICT)
class RowOut(TypedDict):
    """A document of a list, without its text."""

    id: str
    version: str
    title: str
    publisher: str | None
    published_at: str | None
    authors: list[str]
    url: str | None
    language: str | None
    indexed_at: str


class RowsOut(TypedDict):
    """A page of documents; null ends the list."""

    documents: list[RowOut]
    next_cursor: str | None


class NamedOut(TypedDict):
    """A stretch of an article."""

    start: int
    end: int
    text: str


class SpeakingOut(NamedOut):
    """Who speaks, as it stands there; ``name`` as resolved, null where it stays open."""

    name: str | None


class StatementOut(TypedDict):
    """Who says what, and how."""

    speaker: SpeakingOut
    cue: NamedOut
    content: NamedOut


class DatedOut(NamedOut):
    """A date that an article names."""

    date: Date


@with_config(STRICT)
class DocumentOut(RowOut):
    """A document with its text, and on request what stands where in it."""

    text: str
    dates: NotRequired[list[DatedOut]]
    statements: NotRequired[list[StatementOut]]


class PublisherOut(TypedDict):
    """An outlet and how many documents are its own; null: none is named."""

    publisher: str | None
    documents: int


class PublishersOut(TypedDict):
    """All outlets, the largest first."""

    publishers: list[PublisherOut]


class CountsOut(TypedDict):
    """How much there is, in the catalog and in each index."""

    documents: int
    chunks: int
    vectors: int
    keywords: int


class BeforeAfterOut(TypedDict):
    """What a removal changed."""

    before: CountsOut
    after: CountsOut


class RemovedOut(BeforeAfterOut):
    """A document that was removed, with the proof."""

    id: str


class TakenOut(TypedDict):
    """An upload was taken in; the job tells what becomes of it."""

    job: str


class ProgressOut(TypedDict):
    """How far a job is."""

    done_bytes: int
    total_bytes: int
    embedded: int


class NoteOut(TypedDict):
    """Something about a file; whether it was left out for it."""

    where: str
    reason: str
    left_out: bool


@with_config(STRICT)
class ReportOut(TypedDict):
    """What an indexing run did."""

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    files_unchanged: int
    passages: int
    embedded: int
    interrupted: bool
    notes: list[NoteOut]


@with_config(STRICT)
class JobOut(TypedDict):
    """A job, how far it is while it runs, and what came of it."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    created_at: str
    finished_at: str | None
    progress: ProgressOut | None
    report: ReportOut | None
    error: str | None


class HealthOut(TypedDict):
    """The process is alive."""

    status: Literal["ok"]


class ReadyOut(TypedDict):
    """Questions can be taken."""

    status: Literal["ready"]
    documents: int
