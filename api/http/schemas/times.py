"""Dates: those of a question, and those of an article."""

from collections.abc import Iterable

from api.answering.dates.asked import AskedDate
from api.answering.dates.find import Found
from api.answering.recency import Superseding
from api.http.schemas.holdings import DatedOut
from api.http.schemas.objects import AskedDateOut, SupersedingOut


def asked_dates_out(dates: Iterable[AskedDate]) -> list[AskedDateOut]:
    """Write what a question says of time."""
    return [
        {
            "text": one.text,
            "start": one.start,
            "end": one.end,
            "of": one.of,
            "used_as": one.used_as,
        }
        for one in dates
    ]


def superseded_out(later: Superseding) -> SupersedingOut:
    """Write which later report stands in a citation's place."""
    return {"document_id": later.document_id, "published_at": later.published_at}


def dates_out(text: str, found: Iterable[Found]) -> list[DatedOut]:
    """Write the dates of an article: where each stands, and the period that it names."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "text": text[one.start : one.end],
            "date": one.period.wire(),
        }
        for one in found
    ]
