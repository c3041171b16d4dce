"""Put an answer together from the best sentence, or say that there is none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.evidence import Candidate, candidates, confidence, threshold
from api.answering.question import read_question
from api.answering.quotes import LoadDocument, carried_by, cite, holds, lead
from api.answering.records import Answer, Passage, Sentence, Understood
from index.records import Filter, Hit
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


def compose(asked: Asked, hits: Sequence[Hit], rarity: Rarity, load: LoadDocument) -> Answer:
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
    ordered = candidates(question, hits, rarity)
    while (sure := confidence(ordered)) >= threshold(asked.strictness) and ordered:
        if answer := _answered(ordered[0], understood, sure, load):
            return answer
        ordered = ordered[1:]
    return Answer(
        _new_id(),
        "not_found",
        understood,
        asked.question,
        None,
        sure,
        leads=tuple(_leads(hits, load)),
    )


def _answered(
    best: Candidate, understood: Understood, sure: float, load: LoadDocument
) -> Answer | None:
    document = load(best.hit.chunk.document_id)
    if document is None or document.version != best.hit.chunk.version:
        return None
    citation = cite(1, document, best.span, best.span, best.hit.score)
    if citation.passage.text != best.text or not holds(citation.passage, document):
        return None
    text = citation.passage.text
    copies = carried_by(text, best.hit.also_in, load)
    citation = replace(citation, passage=replace(citation.passage, also_in=copies))
    return Answer(
        _new_id(),
        "answered",
        understood,
        understood.question,
        text,
        sure,
        sentences=(Sentence(text, (1,)),),
        citations=(citation,),
    )


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
