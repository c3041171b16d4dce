"""Which candidate would be shown, and how sure that is: the reader's, or beside it the words'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.agreement import Independent, raised, supporting
from api.answering.conflicts.disagreement import Dispute, dispute
from api.answering.evidence import FEATURES, Candidate, Read, candidates, confidence
from api.answering.model import Model, Models
from api.answering.question import Question
from api.answering.quotes import LoadDocument
from api.answering.recency import present
from index.words import Rarity

_ANSWER = FEATURES.index("answer")
# As the feature has it, in tens of nats: "no answer here" is e^5 times as likely as this one.
_EXCLUDED = -0.5


@dataclass(frozen=True, slots=True)
class Lookup:
    """What deciding looks up: how rare words are, documents, and how many outlets these are."""

    rarity: Rarity
    load: LoadDocument
    independent: Independent


@dataclass(frozen=True, slots=True)
class Decision:
    """The best candidate, how sure it is, and whether that is enough to show it.

    ``others`` say the same in other articles, ``outdated`` is what it supersedes; ``disputed`` is
    shown in place of all three where sources contradict the best candidate. ``beside`` tells that
    there is a reader, and that the words alone decided.
    """

    best: Candidate
    sure: float
    enough: bool
    others: Sequence[Candidate]
    outdated: Sequence[Candidate]
    disputed: Dispute | None
    beside: bool


@dataclass(frozen=True, slots=True)
class _Expert:
    model: Model
    ordered: list[Candidate]
    least: float
    beside: bool = False


def decisions(
    question: Question,
    read: Sequence[Read],
    lookup: Lookup,
    models: Models,
    strictness: str,
    latest: bool = False,
) -> Iterator[Decision]:
    """Decide what is shown: the first that is sure enough.

    After one that is, go on only if it cannot be shown after all: its next best candidate comes
    then. ``latest`` prefers later reports.
    """
    for expert in _experts(question, read, lookup.rarity, models, strictness):
        ordered, outdated = present(expert.ordered) if latest else (expert.ordered, [])
        enough = True
        while ordered and enough:
            decision = _decided(question, expert, ordered, outdated, lookup, latest)
            yield decision
            ordered, enough = ordered[1:], decision.enough


def _experts(
    question: Question, read: Sequence[Read], rarity: Rarity, models: Models, strictness: str
) -> Iterator[_Expert]:
    """Say what weighs the sentences: the reader first, and where it is not sure the words alone.

    What the reader all but excludes as an answer, the words alone do not prove.
    """
    was_read = any(one.reading for one in read)
    excluded: set[tuple[str, int]] = set()
    if was_read:
        ordered = candidates(question, read, rarity, models.read)
        yield _Expert(models.read, ordered, models.read.thresholds[strictness])
        excluded = {_place(one) for one in ordered if one.features[_ANSWER] <= _EXCLUDED}
    least = models.beside[strictness] if was_read else models.plain.thresholds[strictness]
    if least is not None:
        alone = [Read(one.hit) for one in read]
        ordered = candidates(question, alone, rarity, models.plain)
        if ordered and _place(ordered[0]) not in excluded:
            yield _Expert(models.plain, ordered, least, beside=was_read)


def _decided(
    question: Question,
    expert: _Expert,
    ordered: list[Candidate],
    outdated: Sequence[Candidate],
    lookup: Lookup,
    latest: bool,
) -> Decision:
    others = supporting(ordered[0], ordered)
    sure = confidence(ordered, expert.model)
    if others:
        sure = raised(sure, ordered[0], others, lookup.independent)
    disputed = dispute(question, ordered, expert.model, lookup.load, lookup.independent, latest)
    if disputed is not None:
        sure = max(sure, disputed.sure)
    enough = sure >= expert.least
    return Decision(ordered[0], sure, enough, others, outdated, disputed, expert.beside)


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.hit.chunk.document_id, candidate.span.start
