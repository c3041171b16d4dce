"""The answer and its parts: frozen records. The HTTP edge gives them their wire names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from api.answering.dates.asked import AskedDate
from api.answering.dates.intervals import Date
from api.answering.recency import Superseding
from api.answering.speech.records import Speaker
from corpus.duplicates import Copy

Status = Literal["answered", "conflicting", "not_found"]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was taken to ask.

    The days bound publication, wherever they were said; ``dates`` is what the question itself says
    of time. ``undated_left_out`` counts the documents that a window leaves out for want of a date.
    """

    question: str
    type: str
    date_from: str | None = None
    date_to: str | None = None
    publisher: str | None = None
    as_of: str | None = None
    carried_over: tuple[str, ...] = ()
    dates: tuple[AskedDate, ...] = ()
    undated_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
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
    page: int | None = None
    also_in: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote that proves the answer, where in it the answer stands, and who says so."""

    number: int
    passage: Passage
    answer_start: int
    answer_end: int
    context_before: str
    context_after: str
    said_by: Speaker | None = None
    superseded_by: Superseding | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer, with the numbers of what proves it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values that sources give: its words, the numbers of what proves it.

    ``outlets`` counts those that give it on their own account; ``published_at`` is the newest day.
    """

    value: str
    citations: tuple[int, ...]
    outlets: int
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What sources disagree about, and their values, the newest first."""

    about: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """What a language model had to do with an answer.

    ``composed`` if the answer is made of its sentences; else it is the archive's own, and ``note``
    says why. ``dropped`` counts the sentences that were left out, by reason.
    """

    model: str
    composed: bool
    dropped: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to a question; no citations exactly when nothing was found.

    ``generated`` is None where no language model was asked.
    """

    id: str
    status: Status
    understood: Understood
    question: str
    answer: str | None
    confidence: float
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    leads: tuple[Passage, ...] = ()
    date: Date | None = None
    related: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    generated: Generated | None = None
