"""The names on the wire: requests in, answers out. Nowhere else are they written."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from api.answering.records import Answer, Citation, Passage
from api.answering.speech.records import Speaker, Statement
from corpus.catalog import Kept
from corpus.duplicates import Copy
from corpus.jobs import Job
from index.build import Counts
from index.records import Hit
from index.report import Progress
from index.sentences import Span

Day = Annotated[str, Field(examples=["2025-02-09"], max_length=40)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FiltersIn(_Request):
    """Which documents may answer; days are those of publication, both included."""

    date_from: Day | None = None
    date_to: Day | None = None
    publisher: str | None = None
    language: str | None = None


class Turn(_Request):
    """An earlier question with its answer."""

    question: str
    answer: str | None = None


class AskIn(_Request):
    """A question to the archive."""

    question: str = Field(examples=["when does the coalition leave Iraq?"])
    filters: FiltersIn | None = None
    as_of: Day | None = None
    strictness: Literal["strict", "balanced", "open"] | None = None
    # Refused while there is nothing behind them: to take them and do nothing would be a lie.
    conversation: list[Turn] = Field(default=[], max_length=0)
    stream: Literal[False] = False


class SearchIn(_Request):
    """Words to search for."""

    query: str = Field(examples=["coalition withdrawal"])
    filters: FiltersIn | None = None
    k: int = 10


def answer_out(answer: Answer) -> dict[str, Any]:
    """Write the answer object of the contract."""
    understood = answer.understood
    return {
        "id": answer.id,
        "status": answer.status,
        "question": answer.question,
        "understood": {
            "question": understood.question,
            "type": understood.type,
            "date_from": understood.date_from,
            "date_to": understood.date_to,
            "publisher": understood.publisher,
            "as_of": understood.as_of,
            "carried_over": list(understood.carried_over),
        },
        "answer": answer.answer,
        "confidence": round(answer.confidence, 4),
        "date": answer.date,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            for sentence in answer.sentences
        ],
        "citations": [citation_out(citation) for citation in answer.citations],
        "conflicts": [],
        "leads": [passage_out(lead) for lead in answer.leads],
        "related": [],
        "timings_ms": answer.timings_ms,
    }


def citation_out(citation: Citation) -> dict[str, Any]:
    """Write a numbered citation."""
    return {
        "number": citation.number,
        **passage_out(citation.passage),
        "answer_start": citation.answer_start,
        "answer_end": citation.answer_end,
        "context_before": citation.context_before,
        "context_after": citation.context_after,
    } | ({} if citation.said_by is None else {"said_by": speaker_out(citation.said_by)})


def speaker_out(speaker: Speaker) -> dict[str, Any]:
    """Write a speaker and where the article names them."""
    return {"name": speaker.name, "start": speaker.start, "end": speaker.end}


def statements_out(text: str, statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Write the statements of an article; ``name`` is null where it stays open."""

    def part(span: Span | Speaker) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}

    return [
        {
            "speaker": {"name": one.speaker.name, **part(one.speaker)},
            "cue": part(one.cue),
            "content": part(one.content),
        }
        for one in statements
    ]


def passage_out(passage: Passage) -> dict[str, Any]:
    """Write a quote."""
    return {
        "document_id": passage.document_id,
        "version": passage.version,
        "title": passage.title,
        "publisher": passage.publisher,
        "published_at": passage.published_at,
        "url": passage.url,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(passage.score, 4),
        "also_in": copies_out(passage.also_in),
    } | ({} if passage.page is None else {"page": passage.page})


def copies_out(copies: Iterable[Copy]) -> list[dict[str, Any]]:
    """Write the other outlets that carry a passage."""
    return [
        {
            "document_id": copy.document_id,
            "publisher": copy.publisher,
            "published_at": copy.published_at,
        }
        for copy in copies
    ]


def hits_out(hits: list[Hit]) -> dict[str, Any]:
    """Write ranked passages."""
    return {
        "hits": [
            {
                "rank": hit.rank,
                "document_id": hit.chunk.document_id,
                "version": hit.chunk.version,
                "title": hit.title,
                "publisher": hit.publisher,
                "published_at": hit.published_at,
                "start": hit.chunk.start,
                "end": hit.chunk.end,
                "text": hit.text,
                "score": round(hit.score, 4),
                "why": {part: round(score, 4) for part, score in hit.why.items()},
                "also_in": copies_out(hit.also_in),
            }
            for hit in hits
        ]
    }


def document_out(kept: Kept) -> dict[str, Any]:
    """Write one document with its text."""
    document = kept.document
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "publisher": document.publisher,
        "published_at": document.published_at,
        "authors": list(document.authors),
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "indexed_at": kept.indexed_at,
    }


def row_out(row: Row[Any]) -> dict[str, Any]:
    """Write one document of a list, without its text."""
    return {
        "id": row.id,
        "version": row.version,
        "title": row.title,
        "publisher": row.publisher,
        "published_at": row.published_at,
        "authors": list(row.authors),
        "url": row.url,
        "language": row.language,
        "indexed_at": row.indexed_at,
    }


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
