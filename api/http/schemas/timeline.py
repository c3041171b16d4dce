"""Timelines."""

from typing import Any

from pydantic import Field

from api.answering.timeline.records import Event, Timeline
from api.http.schemas.answers import citation_out
from api.http.schemas.requests import FiltersIn, Request


class TimelineIn(Request):
    """A topic: a few words."""

    topic: str = Field(examples=["coalition withdrawal from Iraq"])
    filters: FiltersIn | None = None


def timeline_out(found: Timeline) -> dict[str, Any]:
    """Write events and gaps, both in order."""
    return {
        "topic": found.topic,
        "events": [_event_out(event) for event in found.events],
        "gaps": [
            {"start": gap.start.isoformat(), "end": gap.end.isoformat()} for gap in found.gaps
        ],
        "timings_ms": dict(found.timings_ms),
    }


def _event_out(event: Event) -> dict[str, Any]:
    return {
        "date": event.period.wire(),
        "dated_by": event.dated_by,
        "expected": event.expected,
        "text": event.text,
        "citations": [citation_out(citation) for citation in event.citations],
    }
