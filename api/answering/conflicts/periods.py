"""Dates in comparable form: which two may be the same, told more or less finely."""

from datetime import date

from api.answering.dates.intervals import DateRange

_OPEN_BEFORE = frozenset(("before", "by", "no later than", "until"))
_OPEN_AFTER = frozenset(("since", "after", "no earlier than"))


def agree(first: DateRange, second: DateRange) -> bool:
    """Tell whether what is told of both may be true of one thing.

    A coarser date that holds a finer one agrees with it, and so does one that lies on the side that
    "no later than" or "since" leaves open. Two such bounds to the same side are compared as they
    are: two deadlines differ.
    """
    if _side(first) == _side(second):
        return _overlap(_widened(first), _widened(second))
    return _overlap(_opened(first), _opened(second))


def _overlap(first: tuple[date, date], second: tuple[date, date]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _side(period: DateRange) -> int:
    return (period.modifier in _OPEN_AFTER) - (period.modifier in _OPEN_BEFORE)


def _opened(period: DateRange) -> tuple[date, date]:
    if period.modifier in _OPEN_BEFORE:
        return date.min, period.end
    if period.modifier in _OPEN_AFTER:
        return period.start, date.max
    return _widened(period)


def _widened(period: DateRange) -> tuple[date, date]:
    """Let "about 2014" reach over the periods before and after it."""
    if period.modifier != "about":
        return period.start, period.end
    length = period.end - period.start
    try:
        return period.start - length, period.end + length
    except OverflowError:
        return period.start, period.end


def coarseness(period: DateRange) -> int:
    """Days that a date leaves open."""
    return (period.end - period.start).days
