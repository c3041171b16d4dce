"""How many documents were published when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Connection, func, select

from corpus.tables import documents

Width = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Bin:
    """A period, both days included, and the documents published in it."""

    start: date
    end: date
    documents: int


def published_days(
    connection: Connection,
    publisher: str | None = None,
    language: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> dict[int | None, int]:
    """Count documents by their day of publication, None for those without one.

    ``start`` and ``end`` are proleptic ordinals, both included; either leaves out what has no day.
    """
    day = documents.c.published_day
    query = select(day, func.count()).group_by(day)
    if publisher is not None:
        query = query.where(documents.c.publisher == publisher)
    if language is not None:
        query = query.where(documents.c.language == language)
    if start is not None:
        query = query.where(day >= start)
    if end is not None:
        query = query.where(day <= end)
    return {row[0]: row[1] for row in connection.execute(query)}


def binned(days: Iterable[tuple[int, int]], width: Width) -> list[Bin]:
    """Sum (ordinal, count) up by day, month or year, in order; empty periods are left out."""
    counts: Counter[date] = Counter()
    for ordinal, count in days:
        counts[_first(date.fromordinal(ordinal), width)] += count
    return [Bin(first, _last(first, width), count) for first, count in sorted(counts.items())]


def _first(day: date, width: Width) -> date:
    if width == "day":
        return day
    return day.replace(day=1) if width == "month" else day.replace(month=1, day=1)


def _last(first: date, width: Width) -> date:
    if width == "day":
        return first
    if width == "year":
        return first.replace(month=12, day=31)
    # The 28th and four days lie in the next month, whichever it is.
    if first.month == 12:
        return first.replace(day=31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
