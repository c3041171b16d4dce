"""Timelines."""

from pydantic import Field, with_config
from typing_extensions import TypedDict

from api.answering.dates.intervals import Date
from api.answering.timeline.records import DatedBy, Event, Timeline
from api.http.schemas.answers import citation_out
from api.http.schemas.objects import STRICT, CitationOut
from api.http.schemas.requests import FiltersIn, Request


class TimelineIn(Request):
    """A topic: a few words."""

    topic: str = Field(examples=["coalition withdrawal from Iraq"])
    filters: FiltersIn | None = None


@with_config(STRICT)
class EventOut(TypedDict):
    """A development, as its first citation tells it."""

    date: Date
    dated_by: DatedBy
    expected: bool
    text: str
    citations: list[CitationOut]


class GapOut(TypedDict):
    """A long stretch without a development: ISO days, both included."""

    start: str
    end: str


@with_config(STRICT)
class TimelineOut(TypedDict):
    """Developments in order of their dates, and the stretches in which there are none."""

    topic: str
    events: list[EventOut]
    gaps: list[GapOut]
    timings_ms: dict[str, float]


def timeline_out(found: Timeline) -> TimelineOut:
    """Write events and gaps, both in order."""
    return {
        "topic": found.topic,
        "events": [_event_out(event) for event in found.events],
        "gaps": [
            {"start": gap.start.isoformat(), "end": gap.end.isoformat()} for gap in found.gaps
        ],
        "timings_ms": dict(found.timings_ms),
    }


def _event_out(event: Event) -> EventOut:
    return {
        "date": event.period.wire(),
        "dated_by": event.dated_by,
        "expected": event.expected,
        "text": event.text,
        "citations": [citation_out(citation) for citation in event.citations],
    }
