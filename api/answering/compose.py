"""Put an answer together from the best sentence, or say that there is none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.citing import cited, numbered
from api.answering.conflicts.disagreement import Dispute
from api.answering.dates.answer import date_of
from api.answering.dates.asked import AskedDate
from api.answering.deciding import Decision, Lookup, decisions
from api.answering.evidence import Candidate, Read
from api.answering.model import shipped
from api.answering.question import Question, read_question
from api.answering.quotes import LoadDocument, holds, lead
from api.answering.recency import Superseding, supersedes
from api.answering.records import Answer, Citation, Passage, Sentence, Understood
from api.answering.related import related
from index.records import Filter, Hit

_LEADS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the user set around it, or said in it.

    ``latest`` prefers later reports; ``undated`` counts the documents that a window leaves out for
    want of a date. ``plain`` is the question without words that only bound what may answer.
    """

    question: str
    where: Filter
    strictness: str
    date_from: str | None = None
    date_to: str | None = None
    as_of: str | None = None
    latest: bool = False
    dates: tuple[AskedDate, ...] = ()
    undated: int = 0
    plain: str | None = None


def compose(asked: Asked, read: Sequence[Read], lookup: Lookup) -> Answer:
    """Answer from these passages.

    The quote is checked against the document as the catalog holds it at this moment; one that
    does not hold is passed over for the next best.
    """
    question = read_question(asked.plain or asked.question)
    understood = Understood(
        asked.question,
        question.kind,
        asked.date_from,
        asked.date_to,
        asked.where.publisher,
        asked.as_of,
        dates=asked.dates,
        undated_left_out=asked.undated,
    )
    hits = [one.hit for one in read]
    surest = 0.0
    for one in decisions(question, read, lookup, shipped(), asked.strictness, asked.latest):
        if not one.enough:
            surest = max(surest, one.sure)
            continue
        answer = _proved(question, understood, one, lookup.load)
        if answer is not None:
            place = answer.citations[0].passage
            more = related(asked.question, place.text, place.document_id, hits, lookup.rarity)
            return answer if answer.conflicts else replace(answer, related=more)
    leads = tuple(_leads(hits, lookup.load))
    return Answer(_new_id(), "not_found", understood, asked.question, None, surest, leads=leads)


def _proved(
    question: Question, understood: Understood, decided: Decision, load: LoadDocument
) -> Answer | None:
    """Answer as was decided; None where the quote does not hold any more."""
    if decided.disputed is not None:
        return _disputed(understood, decided.sure, decided.disputed)
    citation = cited(question, decided.best, load)
    if citation is None:
        return None
    found = (cited(question, one, load) for one in decided.others)
    further = [one for one in found if one is not None]
    past = _superseded(question, decided.outdated, citation, load)
    return _answered(understood, decided.sure, numbered([citation, *further, *past]))


def _answered(understood: Understood, sure: float, citations: tuple[Citation, ...]) -> Answer:
    first = citations[0]
    text, begin = first.passage.text, first.passage.start
    place = first.answer_start - begin, first.answer_end - begin
    asks_when = understood.type == "when"
    numbers = tuple(one.number for one in citations if one.superseded_by is None)
    return Answer(
        _new_id(),
        "answered",
        understood,
        understood.question,
        text[slice(*place)],
        sure,
        sentences=(Sentence(text, numbers),),
        citations=citations,
        date=date_of(text, place, first.passage.published_at, understood.question)
        if asks_when
        else None,
    )


def _superseded(
    question: Question, outdated: Sequence[Candidate], citation: Citation, load: LoadDocument
) -> list[Citation]:
    """Cite what an earlier article says, with the one that stands in its place."""
    first = citation.passage
    found = (cited(question, one, load) for one in outdated)
    return [
        replace(one, superseded_by=Superseding(first.document_id, first.published_at))
        for one in found
        if one is not None and supersedes(first.published_at, one.passage.published_at, latest=True)
    ]


def _disputed(understood: Understood, sure: float, disputed: Dispute) -> Answer:
    """Show every value; the newest one stands as the answer."""
    newest = _answered(understood, sure, disputed.citations)
    texts = {one.number: one.passage.text for one in disputed.citations}
    sentences = tuple(
        Sentence(texts[one.citations[0]], one.citations) for one in disputed.conflict.values
    )
    conflicts = (disputed.conflict,)
    return replace(newest, status="conflicting", sentences=sentences, conflicts=conflicts)


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
