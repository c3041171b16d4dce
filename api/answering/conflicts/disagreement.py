"""A disagreement as an answer shows it: the values, newest first, with what speaks for each."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from api.answering.agreement import Independent, raised
from api.answering.citing import cited_at, numbered
from api.answering.conflicts.claims import Claim
from api.answering.conflicts.find import Group, contending
from api.answering.conflicts.versions import versions
from api.answering.conflicts.voices import voices
from api.answering.evidence import Candidate
from api.answering.question import Question
from api.answering.quotes import LoadDocument, speaker
from api.answering.records import Citation, Conflict, Value

# Articles that are cited for one value.
_MOST = 3
Voice = Callable[[Claim], str | None]
Sure = Callable[[Sequence[Candidate]], float]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values that sources disagree on, with citations numbered in their order.

    ``sure`` is the probability that the best candidate answers the question, whoever is right.
    """

    conflict: Conflict
    citations: tuple[Citation, ...]
    sure: float


def dispute(
    question: Question,
    ordered: Sequence[Candidate],
    sure: Sure,
    load: LoadDocument,
    independent: Independent,
    present: bool = False,
) -> Dispute | None:
    """Find what contradicts the best candidate; None where nothing does, or no longer holds.

    ``sure`` estimates the probability that the best of some candidates is right; ``present`` says
    that the question asks for the present state.
    """
    groups = _groups(question, ordered, load, present)
    every = {one.document_id for group in groups for one in group}
    cited = [(group, found) for group in groups if (found := _cited(group, every, load))]
    if len(cited) < 2:
        return None
    citations = numbered([citation for _, found in cited for citation in found])
    left = iter(citations)
    values = (
        _value([next(left) for _ in found], independent([one.document_id for one in group]))
        for group, found in cited
    )
    conflict = Conflict(question.text, tuple(values))
    return Dispute(conflict, citations, _sure(ordered, groups, sure, independent))


def _groups(
    question: Question, ordered: Sequence[Candidate], load: LoadDocument, present: bool
) -> list[Group]:
    if not ordered:
        return []

    def voice(claim: Claim) -> str | None:
        document = load(claim.document_id)
        found = document and speaker(document.text, claim.candidate.span, claim.place)
        return found.name if found else None

    was_read = any(one.answer for one in ordered)
    every = [*ordered, *_added(question, ordered, load)]
    groups = contending(question, every, was_read, voice, present)
    return [_one_each(group, voice) for group in groups]


def _added(
    question: Question, ordered: Sequence[Candidate], load: LoadDocument
) -> Iterator[Candidate]:
    """Look beyond what was found: into copies of the best one's article, or into all of it."""
    known = {(one.hit.chunk.document_id, one.span) for one in ordered}
    look = voices if question.kind == "yes_no" else versions
    for one in look(question, ordered[0], load):
        if (one.hit.chunk.document_id, one.span) not in known:
            yield one


def _one_each(group: Group, voice: Voice) -> Group:
    """Keep one claim of each article: one that names its speaker before one that names none."""
    kept: dict[str, Claim] = {}
    for one in group:
        before = kept.setdefault(one.document_id, one)
        if before is not one and voice(before) is None and voice(one) is not None:
            kept[one.document_id] = one
    return tuple(kept.values())


def _cited(group: Group, disputing: Container[str], load: LoadDocument) -> list[Citation]:
    """Cite the claims that hold; an article cited by itself is no copy of another."""
    found = (cited_at(one.candidate, one.place, load) for one in group)
    held = [one for one in found if one is not None][:_MOST]
    return [
        replace(one, passage=replace(one.passage, also_in=tuple(copies)))
        for one in held
        for copies in [[c for c in one.passage.also_in if c.document_id not in disputing]]
    ]


def _value(cited: Sequence[Citation], outlets: int) -> Value:
    first = cited[0]
    begin = first.passage.start
    return Value(
        first.passage.text[first.answer_start - begin : first.answer_end - begin],
        tuple(one.number for one in cited),
        outlets,
        max((one.passage.published_at or "" for one in cited), default="") or None,
    )


def _sure(
    ordered: Sequence[Candidate],
    groups: Sequence[Group],
    sure: Sure,
    independent: Independent,
) -> float:
    """Estimate how probable it is that the question is answered here, whichever value is right.

    What contradicts the best candidate is about the same thing: it is no rival that makes it less
    likely that this is an answer at all, but another outlet that takes it for one.
    """
    best, *others = ordered
    said = [claim.candidate for group in groups for claim in group]
    alone = sure([best, *(one for one in others if one not in said)])
    return raised(alone, best, [one for one in said if one is not best], independent)
