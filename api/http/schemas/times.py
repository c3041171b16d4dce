"""Dates: those of a question, and those of an article."""

from collections.abc import Iterable
from typing import Any

from api.answering.dates.find import Found
from api.answering.records import Citation, Understood


def times_out(understood: Understood) -> dict[str, Any]:
    """Write what a question says of time, and how many documents a window left out undated."""
    return {
        "dates": [
            {
                "text": one.text,
                "start": one.start,
                "end": one.end,
                "of": one.of,
                "used_as": one.used_as,
            }
            for one in understood.dates
        ],
        "undated_left_out": understood.undated_left_out,
    }


def superseded_out(citation: Citation) -> dict[str, Any]:
    """Write which later report stands in a citation's place; nothing where none does."""
    later = citation.superseded_by
    if later is None:
        return {}
    return {"superseded_by": {"document_id": later.document_id, "published_at": later.published_at}}


def dates_out(text: str, found: Iterable[Found]) -> list[dict[str, Any]]:
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
