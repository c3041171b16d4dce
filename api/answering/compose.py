"""Put an answer together from the best sentence, or say that there is none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.agreement import Independent, raised, supporting
from api.answering.citing import cited, numbered
from api.answering.conflicts.disagreement import Dispute, dispute
from api.answering.dates.answer import date_of
from api.answering.dates.asked import AskedDate
from api.answering.evidence import FEATURES, Candidate, Read
from api.answering.experts import Expert, experts
from api.answering.question import Question, read_question
from api.answering.quotes import LoadDocument, holds, lead
from api.answering.recency import Superseding, present, supersedes
from api.answering.records import Answer, Citation, Passage, Sentence, Understood
from api.answering.related import related
from index.records import Filter, Hit
from index.words import Rarity

_LEADS = 3
_ANSWER = FEATURES.index("answer")
# As the feature has it, in tens of nats: "no answer here" is e^5 times as likely as this one.
_EXCLUDED = -0.5


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
    surest = 0.0
    excluded: set[tuple[str, int]] = set()
    for expert in experts(question, read, lookup.rarity, asked.strictness):
        # What the reader all but excludes as an answer, the words alone do not prove.
        if expert.ordered and _place(expert.ordered[0]) in excluded:
            continue
        answer, sure = _proved(asked, question, understood, expert, lookup)
        if answer is not None:
            place, hits = answer.citations[0].passage, [one.hit for one in read]
            more = related(asked.question, place.text, place.document_id, hits, lookup.rarity)
            return answer if answer.conflicts else replace(answer, related=more)
        surest = max(surest, sure)
        excluded |= {_place(one) for one in expert.ordered if one.features[_ANSWER] <= _EXCLUDED}
    leads = tuple(_leads([one.hit for one in read], lookup.load))
    return Answer(_new_id(), "not_found", understood, asked.question, None, surest, leads=leads)


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.hit.chunk.document_id, candidate.span.start


def _proved(
    asked: Asked, question: Question, understood: Understood, expert: Expert, lookup: Lookup
) -> tuple[Answer | None, float]:
    """Answer by the best candidate that holds; None where it is not sure enough, and how sure."""
    found = expert.ordered
    ordered, outdated = present(found) if asked.latest else (found, [])
    while True:
        others = supporting(ordered[0], ordered) if ordered else []
        sure = expert.sure(ordered)
        if others:
            sure = raised(sure, ordered[0], others, lookup.independent)
        disputed = dispute(
            question, ordered, expert.sure, lookup.load, lookup.independent, asked.latest
        )
        if disputed is not None:
            sure = max(sure, disputed.sure)
        if not ordered or sure < expert.least:
            return None, sure
        if disputed is not None:
            return _disputed(understood, sure, disputed), sure
        citation = cited(question, ordered[0], lookup.load)
        if citation is not None:
            told = (cited(question, one, lookup.load) for one in others)
            further = [one for one in told if one is not None]
            past = _superseded(question, outdated, citation, lookup.load)
            return _answered(understood, sure, numbered([citation, *further, *past])), sure
        ordered = ordered[1:]


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
