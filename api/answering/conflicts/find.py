"""Which values contend for a question's answer: the claims of the best candidates, grouped."""

from collections.abc import Callable, Sequence
from functools import partial

from api.answering.conflicts import frames
from api.answering.conflicts.about import heard, same_event, same_matter
from api.answering.conflicts.claims import Claim, agree, claim_of
from api.answering.conflicts.mentions import mentions
from api.answering.conflicts.names import joined_in
from api.answering.conflicts.periods import coarseness
from api.answering.conflicts.quantities import Quantity
from api.answering.dates.intervals import DateRange
from api.answering.evidence import Candidate
from api.answering.question import Question

# Candidates that are looked at, the best first.
_MOST = 60
# Who says what a claim says, by the name that its article gives; None where it names nobody.
Voice = Callable[[Claim], str | None]
Group = tuple[Claim, ...]
Relation = Callable[[Claim, Claim], bool]


def contending(
    question: Question, ordered: Sequence[Candidate], was_read: bool, voice: Voice, present: bool
) -> list[Group]:
    """Give the values that the sources disagree on, the newest first; none where they agree.

    Each value is a group of claims that agree with each other, the newest first. One article
    contradicts itself only by two voices. ``present`` says that the question asks for the present
    state: then what only an older article says is no contradiction of a newer one.
    """
    some = ordered if question.kind == "yes_no" else ordered[:_MOST]
    same = partial(_same, texts=[one.hit.text for one in some])
    found = _claims(question, some, was_read)
    groups = _grouped(_contradicting(found, partial(_may_contend, voice=voice), same), same)
    if len(groups) < 2:
        versions = frames.rivals(question, some)
        groups = _grouped(_contradicting(versions, _are_versions, same), same)
    if present:
        groups = _latest(groups)
    return sorted(groups, key=_newest, reverse=True) if len(groups) > 1 else []


def _claims(question: Question, ordered: Sequence[Candidate], was_read: bool) -> list[Claim]:
    """Read the claims of one kind, that of the best candidate; none where that gives no value.

    Yes or no may be said in another sentence of its article than the one that is most like the
    question.
    """
    read = [claim_of(question, one, was_read) for one in ordered]
    found = [one for one in read if one]
    first = ordered[0].hit.chunk.document_id if ordered else None
    if question.kind == "yes_no":
        found.sort(key=lambda one: one.document_id != first)
    if not found or found[0].document_id != first or not (read[0] or question.kind == "yes_no"):
        return []
    best, *others = found
    return [best, *(one for one in others if _may_speak(question, best, one, was_read))]


def _may_speak(question: Question, best: Claim, one: Claim, was_read: bool) -> bool:
    if one.kind != best.kind:
        return False
    if best.kind == "yes_no" and one.document_id == best.document_id:
        return same_matter(question, best, one)
    return heard(question, best, one, was_read)


def _contradicting(claims: Sequence[Claim], may: Relation, same: Relation) -> list[Claim]:
    """Leave out what differs from a better claim that it may not contradict."""
    kept: list[Claim] = []
    for one in claims:
        if all(same(one, other) or may(one, other) for other in kept):
            kept.append(one)
    return kept


def _may_contend(one: Claim, other: Claim, voice: Voice) -> bool:
    """Tell whether two values for one question exclude each other, by where they stand."""
    if not same_event(one, other) or mentions(one, other) or mentions(other, one):
        return False
    if other.document_id not in one.documents:
        return True
    voices = voice(one), voice(other)
    return voices[0] != voices[1] and (one.kind != "yes_no" or voices[0] is not None)


def _are_versions(one: Claim, other: Claim) -> bool:
    """Tell whether two versions of one sentence stand in two articles."""
    return one.document_id != other.document_id


def _same(first: Claim, second: Claim, texts: Sequence[str]) -> bool:
    if agree(first, second):
        return True
    return first.kind == "name" and joined_in(first.text, second.text, texts)


def _grouped(claims: Sequence[Claim], same: Relation) -> list[Group]:
    """Put each claim with those that it agrees with, the most exact ones first."""
    groups: list[list[Claim]] = []
    for one in sorted(claims, key=_vagueness):
        fitting = (group for group in groups if all(same(one, other) for other in group))
        group = next(fitting, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [tuple(sorted(group, key=_claim_rank, reverse=True)) for group in groups]


def _latest(groups: Sequence[Group]) -> list[Group]:
    """Keep the values of the newest day; what is undated may be of any day."""
    last = max((group[0].day for group in groups), default="")
    return [group for group in groups if group[0].day in ("", last)]


def _vagueness(claim: Claim) -> float:
    match claim.value:
        case DateRange() as period:
            return coarseness(period)
        case Quantity() as quantity:
            return quantity.high - quantity.low
        case str() as name:
            return -len(name.split())
    return 0.0


def _claim_rank(claim: Claim) -> tuple[str, float]:
    return claim.day, claim.candidate.score


def _newest(group: Group) -> tuple[str, float]:
    return group[0].day, max(one.candidate.score for one in group)
