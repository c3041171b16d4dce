"""Candidates as citations: each checked against its document as the catalog holds it now."""

from collections.abc import Sequence
from dataclasses import replace

from api.answering.evidence import Candidate
from api.answering.question import Question
from api.answering.quotes import LoadDocument, carried_by, cite, holds
from api.answering.records import Citation
from api.answering.shape import answer_in
from index.sentences import Span


def cited(question: Question, candidate: Candidate, load: LoadDocument) -> Citation | None:
    """Cite a candidate's sentence, with the answer in it; None where it does not hold any more."""
    first, last = answer_in(question, candidate)
    begin = candidate.span.start
    return cited_at(candidate, Span(begin + first, begin + last), load)


def cited_at(candidate: Candidate, answer: Span, load: LoadDocument) -> Citation | None:
    """Cite a candidate's sentence with the answer at this place of the document."""
    document = load(candidate.hit.chunk.document_id)
    if document is None or document.version != candidate.hit.chunk.version:
        return None
    citation = cite(1, document, candidate.span, answer, candidate.hit.score)
    if citation.passage.text != candidate.text or not holds(citation.passage, document):
        return None
    copies = carried_by(candidate.text, candidate.hit.also_in, load)
    return replace(citation, passage=replace(citation.passage, also_in=copies))


def numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Number citations from 1 in their order."""
    return tuple(replace(one, number=place + 1) for place, one in enumerate(citations))
