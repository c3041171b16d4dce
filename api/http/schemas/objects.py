"""The objects of the contract, as they go over the wire: answers, quotes and ranked passages."""

from typing import NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from api.answering.dates.asked import UsedAs
from api.answering.dates.intervals import Date
from api.answering.dates.question import Of
from api.answering.records import Status

# A name that is not in the contract must not leave, and not be left out in silence.
STRICT = ConfigDict(extra="forbid")


class CopyOut(TypedDict):
    """Another outlet that carries a passage."""

    document_id: str
    publisher: str | None
    published_at: str | None


class AskedDateOut(TypedDict):
    """What a question says of time, where it stands in it, and what was made of it."""

    text: str
    start: str | None
    end: str | None
    of: Of | None
    used_as: UsedAs


class SupersedingOut(TypedDict):
    """The later report that stands in an earlier one's place."""

    document_id: str
    published_at: str | None


class SpeakerOut(TypedDict):
    """Who says something, and where the article names them."""

    name: str | None
    start: int
    end: int


@with_config(STRICT)
class UnderstoodOut(TypedDict):
    """What a question was taken to ask."""

    question: str
    type: str
    date_from: str | None
    date_to: str | None
    publisher: str | None
    as_of: str | None
    carried_over: list[str]
    dates: list[AskedDateOut]
    undated_left_out: int


class SentenceOut(TypedDict):
    """A sentence of the answer, with the numbers of what proves it."""

    text: str
    citations: list[int]


@with_config(STRICT)
class PassageOut(TypedDict):
    """A quote: ``document.text[start:end] == text``, in code points, end exclusive."""

    document_id: str
    version: str
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    start: int
    end: int
    text: str
    score: float
    also_in: list[CopyOut]
    page: NotRequired[int]


@with_config(STRICT)
class CitationOut(PassageOut):
    """A numbered quote that proves the answer, and where in its document the answer stands."""

    number: int
    answer_start: int
    answer_end: int
    context_before: str
    context_after: str
    said_by: NotRequired[SpeakerOut]
    superseded_by: NotRequired[SupersedingOut]


class ValueOut(TypedDict):
    """One of the values on which sources disagree."""

    value: str
    citations: list[int]
    outlets: int
    published_at: str | None


class ConflictOut(TypedDict):
    """What sources disagree about."""

    about: str
    values: list[ValueOut]


@with_config(STRICT)
class GeneratedOut(TypedDict):
    """What a language model had to do with an answer; ``dropped`` counts sentences by reason."""

    model: str
    composed: bool
    sentences_dropped: int
    dropped: dict[str, int]
    note: str | None


@with_config(STRICT)
class AnswerOut(TypedDict):
    """What the archive says to a question; no citations exactly when nothing was found."""

    id: str
    status: Status
    question: str
    understood: UnderstoodOut
    answer: str | None
    confidence: float
    date: Date | None
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    conflicts: list[ConflictOut]
    leads: list[PassageOut]
    related: list[str]
    timings_ms: dict[str, float]
    generated: NotRequired[GeneratedOut]


@with_config(STRICT)
class HitOut(TypedDict):
    """A ranked passage, with what each ranking thought of it."""

    rank: int
    document_id: str
    version: str
    title: str
    publisher: str | None
    published_at: str | None
    start: int
    end: int
    text: str
    score: float
    why: dict[str, float]
    also_in: list[CopyOut]


class HitsOut(TypedDict):
    """Ranked passages, the best first."""

    hits: list[HitOut]
