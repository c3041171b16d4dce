"""Answers, quotes and ranked passages."""

from collections.abc import Iterable, Sequence
from typing import cast

from api.answering.records import Answer, Citation, Generated, Passage
from api.answering.speech.records import Speaker
from api.http.schemas.conflicts import conflict_out
from api.http.schemas.objects import (
    AnswerOut,
    CitationOut,
    CopyOut,
    GeneratedOut,
    HitsOut,
    PassageOut,
    SpeakerOut,
)
from api.http.schemas.times import asked_dates_out, superseded_out
from corpus.duplicates import Copy
from index.records import Hit


def answer_out(answer: Answer) -> AnswerOut:
    """Write the answer object of the contract."""
    understood = answer.understood
    written: AnswerOut = {
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
            "dates": asked_dates_out(understood.dates),
            "undated_left_out": understood.undated_left_out,
        },
        "answer": answer.answer,
        "confidence": round(answer.confidence, 4),
        "date": answer.date,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            for sentence in answer.sentences
        ],
        "citations": [citation_out(citation) for citation in answer.citations],
        "conflicts": [conflict_out(conflict) for conflict in answer.conflicts],
        "leads": [passage_out(lead) for lead in answer.leads],
        "related": list(answer.related),
        "timings_ms": answer.timings_ms,
    }
    if answer.generated is not None:
        written["generated"] = generated_out(answer.generated)
    return written


def generated_out(generated: Generated) -> GeneratedOut:
    """Write what a language model had to do with an answer."""
    return {
        "model": generated.model,
        "composed": generated.composed,
        "sentences_dropped": sum(generated.dropped.values()),
        "dropped": dict(generated.dropped),
        "note": generated.note,
    }


def citation_out(citation: Citation) -> CitationOut:
    """Write a numbered citation."""
    found = {
        "number": citation.number,
        **passage_out(citation.passage),
        "answer_start": citation.answer_start,
        "answer_end": citation.answer_end,
        "context_before": citation.context_before,
        "context_after": citation.context_after,
    }
    written = cast(CitationOut, found)
    if citation.said_by is not None:
        written["said_by"] = speaker_out(citation.said_by)
    if citation.superseded_by is not None:
        written["superseded_by"] = superseded_out(citation.superseded_by)
    return written


def speaker_out(speaker: Speaker) -> SpeakerOut:
    """Write a speaker and where the article names them."""
    return {"name": speaker.name, "start": speaker.start, "end": speaker.end}


def passage_out(passage: Passage) -> PassageOut:
    """Write a quote."""
    written: PassageOut = {
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
    }
    if passage.page is not None:
        written["page"] = passage.page
    return written


def copies_out(copies: Iterable[Copy]) -> list[CopyOut]:
    """Write the other outlets that carry a passage."""
    return [
        {
            "document_id": copy.document_id,
            "publisher": copy.publisher,
            "published_at": copy.published_at,
        }
        for copy in copies
    ]


def hits_out(hits: Sequence[Hit]) -> HitsOut:
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
