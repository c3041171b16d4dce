"""Which candidate would be shown, and how sure that is: the reader's, or beside it the words'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from api.answering.agreement import Independent, raised, supporting
from api.answering.conflicts.disagreement import Dispute, Sure, dispute
from api.answering.counting import miscounting
from api.answering.evidence import FEATURES, Candidate, Read, candidates, confidence
from api.answering.model import Models
from api.answering.premise import premise
from api.answering.question import Question
from api.answering.quotes import LoadDocument
from api.answering.recency import present
from api.answering.shape import pointed_at
from api.answering.wanted import TELLING, wanted
from api.answering.years import another_year
from api.answering.yes_no.settling import settling, surely
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
    ordered: list[Candidate]
    sure: Sure
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
    """Decide what is shown: the first that is sure enough and tells of what is asked about.

    After one that is, go on only if it cannot be shown after all: its next best candidate comes
    then. ``latest`` prefers later reports.
    """
    elsewhere, miscounted, dated = premise(question), miscounting(question), another_year(question)
    for expert in _experts(question, read, lookup.rarity, models, strictness):
        fitting = [
            one
            for one in expert.ordered
            if not elsewhere(one.text)
            and not miscounted(one.text, *pointed_at(one))
            and not dated(one.text, one.hit.published_at)
        ]
        ordered, outdated = present(fitting) if latest else (fitting, [])
        enough = True
        while ordered and enough:
            decision = _decided(question, expert, ordered, outdated, lookup, latest)
            yield decision
            ordered, enough = ordered[1:], decision.enough


def _experts(
    question: Question, read: Sequence[Read], rarity: Rarity, models: Models, strictness: str
) -> Iterator[_Expert]:
    """Say what weighs the sentences: the reader first, and where it is not sure the words alone.

    What the reader all but excludes as an answer, the words alone do not prove, nor anything but a
    date or a number: of these they can tell that there is one. Questions of yes or no have an
    expert of their own: no reader was trained on them.
    """
    if question.kind == "yes_no":
        settled = settling(question, read, rarity, models.yes_no)
        least = models.yes_no.thresholds[strictness]
        yield _Expert(settled, partial(surely, model=models.yes_no), least)
        return
    was_read = any(one.reading for one in read)
    pointed: dict[tuple[str, int], Candidate] = {}
    if was_read:
        ordered = candidates(question, read, rarity, models.read)
        enough = models.read.thresholds[strictness]
        yield _Expert(ordered, partial(confidence, model=models.read), enough)
        pointed = {_place(one): one for one in ordered if one.features[_ANSWER] > _EXCLUDED}
    words = models.beside[strictness] if was_read else models.plain.thresholds[strictness]
    if words is not None and (not was_read or question.kind in TELLING):
        alone = [Read(one.hit) for one in read]
        ordered = candidates(question, alone, rarity, models.plain)
        if ordered and (not was_read or _place(ordered[0]) in pointed):
            ordered = [_pointed(question, one, pointed.get(_place(one))) for one in ordered]
            sure = partial(confidence, model=models.plain)
            yield _Expert(ordered, sure, words, beside=was_read)


def _decided(
    question: Question,
    expert: _Expert,
    ordered: list[Candidate],
    outdated: Sequence[Candidate],
    lookup: Lookup,
    latest: bool,
) -> Decision:
    others = supporting(ordered[0], ordered)
    sure = expert.sure(ordered)
    if others:
        sure = raised(sure, ordered[0], others, lookup.independent)
    disputed = dispute(question, ordered, expert.sure, lookup.load, lookup.independent, latest)
    if disputed is not None:
        sure = max(sure, disputed.sure)
    enough = sure >= expert.least
    return Decision(ordered[0], sure, enough, others, outdated, disputed, expert.beside)


def _pointed(question: Question, proved: Candidate, read: Candidate | None) -> Candidate:
    """Let the reader say where in a sentence that the words chose a date or a number stands."""
    if read is None or read.answer is None:
        return proved
    begin = proved.span.start
    said = proved.text[read.answer.start - begin : read.answer.end - begin]
    telling, _ = wanted(question, said)
    return replace(proved, answer=read.answer) if telling else proved


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.hit.chunk.document_id, candidate.span.start
