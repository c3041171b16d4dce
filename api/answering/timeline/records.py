"""What a timeline is made of: frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from api.answering.dates.intervals import DateRange
from api.answering.records import Citation
from corpus.document import Document
from index.records import Hit
from index.sentences import Span

# What gives an event its date: words of the sentence, or only the day its article came out.
DatedBy = Literal["event", "publication"]


@dataclass(frozen=True, slots=True)
class Dating:
    """When what a sentence tells happens.

    ``place`` is where the date's own words stand in the document, ``verb`` the form of the verb
    that they stand with; None and empty where there is none.
    """

    period: DateRange
    dated_by: DatedBy
    place: Span | None = None
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells a development: where, when, and how near to the topic (0 to 1)."""

    hit: Hit
    document: Document
    span: Span
    text: str
    dating: Dating
    relevance: float

    @property
    def period(self) -> DateRange:
        """When what it tells happens."""
        return self.dating.period


@dataclass(frozen=True, slots=True)
class Event:
    """A development, as its first citation tells it.

    ``expected`` tells that the first citation spoke of it before its day.
    """

    period: DateRange
    dated_by: DatedBy
    expected: bool
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A long stretch without a development; both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Developments in order of their dates, and the stretches in which there are none."""

    topic: str
    events: tuple[Event, ...]
    gaps: tuple[Gap, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)
