"""Which documents may answer: what users say, and the filter that it makes."""

from dataclasses import dataclass
from datetime import date

from api.errors import AskError
from index.records import DateWindow, Filter


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer, as users say it: ISO days, both included."""

    date_from: str | None = None
    date_to: str | None = None
    publisher: str | None = None
    language: str | None = None


EVERYTHING = Filters()


def filter_of(filters: Filters, as_of: str | None = None) -> Filter:
    """Turn what a user set into what a search takes; ``as_of`` bounds the days from above.

    Raises:
        AskError: a day is no day, the window ends before it begins, or a name holds no characters.
    """
    start = _day(filters.date_from, "date_from")
    ends = [_day(filters.date_to, "date_to"), _day(as_of, "as_of")]
    end = min((day for day in ends if day is not None), default=None)
    if start is not None and end is not None and start > end:
        raise AskError("the window ends before it begins")
    for name in ("publisher", "language"):
        if not is_text(value := getattr(filters, name) or ""):
            raise AskError(f"{name} holds what is no character: {value[:40]!r}")
    return Filter(filters.publisher, filters.language, DateWindow(start, end))


def is_text(value: str) -> bool:
    """Tell whether a string can be written down: a lone surrogate stands for a broken byte."""
    return not any("\ud800" <= mark <= "\udfff" for mark in value)


def _day(value: str | None, name: str) -> int | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError as error:
        raise AskError(f"{name} must be a day such as 2025-02-09, not {value[:40]!r}") from error
