"""What was made of the dates in a question, as lines for a terminal."""

from collections.abc import Iterator

from api.answering.dates.asked import AskedDate
from api.answering.records import Citation, Understood


def time_lines(understood: Understood) -> Iterator[str]:
    """Show which articles could answer, or were preferred, and which words said so."""
    for one in understood.dates:
        yield _LINES[one.used_as].format(days=_days(one), text=one.text, end=one.end)
    count = understood.undated_left_out
    if count:
        yield f"{count} article{'s' if count > 1 else ''} without a date left out"


def superseded_line(citation: Citation) -> str:
    """Say which later report stands in a citation's place."""
    later = citation.superseded_by
    return f"    superseded by {later.document_id}, {later.published_at}" if later else ""


_LINES = {
    "window": "published {days}, from “{text}”",
    "as_of": "as of {end}, from “{text}”",
    "latest": "later reports preferred, from “{text}”",
    "shown": "“{text}” read as when it happened{days}; no article was left out for it",
    "overruled": "“{text}” gave way to the filters",
}


def _days(one: AskedDate) -> str:
    lead = ", " if one.used_as == "shown" else ""
    if one.start and one.end:
        return lead + (one.start if one.start == one.end else f"{one.start} to {one.end}")
    if one.start or one.end:
        return lead + (f"from {one.start}" if one.start else f"until {one.end}")
    return ""
