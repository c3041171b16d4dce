"""Timelines as lines for a terminal."""

from collections.abc import Iterator

from api.answering.dates.intervals import DateRange
from api.answering.timeline.records import Event, Timeline

_CUT = {"month": 7, "year": 4}


def timeline_lines(found: Timeline) -> Iterator[str]:
    """Show events with their sources, and the gaps between them."""
    if not found.events:
        yield "Nothing on this topic that can be dated."
    gaps = list(found.gaps)
    for event in found.events:
        while gaps and gaps[0].start < event.period.start:
            gap = gaps.pop(0)
            yield f"\n    (nothing from {gap.start} to {gap.end})"
        yield f"\n{when(event.period)}{_mark(event)}\n    {' '.join(event.text.split())}"
        for citation in event.citations:
            passage = citation.passage
            parts = [passage.publisher, passage.published_at, passage.title, passage.document_id]
            yield "    " + " · ".join(part for part in parts if part)


def when(period: DateRange) -> str:
    """Write a period short: "2024-03-14", "2024-03", "by 2026", "2024-05-12 to 2024-05-15"."""
    first, last = period.start.isoformat(), period.last.isoformat()
    cut = _CUT.get(period.precision)
    if cut and first[:cut] == last[:cut]:
        first = last = first[:cut]
    text = first if first == last else f"{first} to {last}"
    return f"{period.modifier} {text}" if period.modifier else text


def _mark(event: Event) -> str:
    if event.dated_by == "publication":
        return " (day of the report)"
    return " (expected)" if event.expected else ""
