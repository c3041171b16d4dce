"""Put an answer together from the best sentence, or say that there is none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.agreement import Independent, raised, supporting
from api.answering.dates.answer import date_of
from api.answering.evidence import Candidate, Read, candidates, confidence
from api.answering.model import fitted
from api.answering.question import Question, read_question
from api.answering.quotes import LoadDocument, carried_by, cite, holds, lead
from api.answering.records import Answer, Citation, Passage, Sentence, Understood
from api.answering.related import related
from api.answering.shape import answer_in
from index.records import Filter, Hit
from index.sentences import Span
from index.words import Rarity

_LEADS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the user set around it."""

    question: str
    where: Filter
    strictness: str
    date_from: str | None = None
    date_to: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """What composing looks up: how rare words are, documents, and how many outlets these are."""

    rarity: Rarity
    load: LoadDocument
    independent: Independent


def compose(asked: Asked, read: Sequence[Read], lookup: Lookup) -> Answer:
    """Answer from these passages.

    The quote is checked against the document as the catalog holds it at this moment; one that
    does not hold is passed over for the next best.
    """
    question = read_question(asked.question)
    understood = Understood(
        asked.question,
        question.kind,
        asked.date_from,
        asked.date_to,
        asked.where.publisher,
        asked.as_of,
    )
    model = fitted("read" if any(one.reading for one in read) else "plain")
    ordered = candidates(question, read, lookup.rarity, model)
    least = model.thresholds[asked.strictness]
    while True:
        others = supporting(ordered[0], ordered) if ordered else []
        sure = confidence(ordered, model)
        if others:
            sure = raised(sure, ordered[0], others, lookup.independent)
        if not ordered or sure < least:
            break
        citation = _cited(question, ordered[0], lookup.load)
        if citation is not None:
            found = (_cited(question, one, lookup.load) for one in others)
            further = [one for one in found if one is not None]
            answer = _answered(understood, sure, _numbered([citation, *further]))
            place, hits = citation.passage, [one.hit for one in read]
            more = related(asked.question, place.text, place.document_id, hits, lookup.rarity)
            return replace(answer, related=more)
        ordered = ordered[1:]
    leads = tuple(_leads([one.hit for one in read], lookup.load))
    return Answer(_new_id(), "not_found", understood, asked.question, None, sure, leads=leads)


def _answered(understood: Understood, sure: float, citations: tuple[Citation, ...]) -> Answer:
    first = citations[0]
    text, begin = first.passage.text, first.passage.start
    place = first.answer_start - begin, first.answer_end - begin
    asks_when = understood.type == "when"
    numbers = tuple(one.number for one in citations)
    return Answer(
        _new_id(),
        "answered",
        understood,
        understood.question,
        text[slice(*place)],
        sure,
        sentences=(Sentence(text, numbers),),
        citations=citations,
        date=date_of(text, place, first.passage.published_at) if asks_when else None,
    )


def _cited(question: Question, candidate: Candidate, load: LoadDocument) -> Citation | None:
    """Cite a candidate's sentence, with the answer in it; None where it does not hold any more."""
    document = load(candidate.hit.chunk.document_id)
    if document is None or document.version != candidate.hit.chunk.version:
        return None
    span = candidate.span
    first, last = answer_in(question, candidate)
    answer = Span(span.start + first, span.start + last)
    citation = cite(1, document, span, answer, candidate.hit.score)
    if citation.passage.text != candidate.text or not holds(citation.passage, document):
        return None
    copies = carried_by(candidate.text, candidate.hit.also_in, load)
    return replace(citation, passage=replace(citation.passage, also_in=copies))


def _numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(replace(one, number=place + 1) for place, one in enumerate(citations))


def _leads(hits: Sequence[Hit], load: LoadDocument) -> list[Passage]:
    """Show the nearest passages that are still what they were when they were found."""
    found = []
    for hit in hits:
        document = load(hit.chunk.document_id)
        if document is not None and holds(shown := lead(hit, document), document):
            found.append(shown)
        if len(found) == _LEADS:
            break
    return found


def _new_id() -> str:
    return uuid.uuid4().hex
