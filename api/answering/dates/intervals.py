"""Periods of the calendar: half-open inside, both days included on the wire."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from typing_extensions import TypedDict

Precision = Literal[
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"
]
Modifier = Literal[
    "before",
    "by",
    "no later than",
    "until",
    "since",
    "no earlier than",
    "after",
    "about",
    "early",
    "mid",
    "late",
    "start",
    "end",
    "within",
]
COARSENESS: tuple[Precision, ...] = (
    *("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade"),
    "century",
)
# Meteorological seasons of the northern half of the world; winter belongs to the year it begins in.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ONE_DAY = timedelta(days=1)
_MONTHS: dict[Precision, int] = {
    "month": 1,
    "season": 3,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
_DAYS: dict[Precision, int] = {"day": 1, "weekend": 7, "week": 7}


class Date(TypedDict):
    """A period as it goes out: ISO days, both included; a bound is None where none is named."""

    start: str | None
    end: str | None
    precision: Precision
    modifier: Modifier | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days from ``start`` up to, not including, ``end``.

    ``modifier`` says how what is told stands to the period; the days are those of the period that
    is named, so "since 2022" has the days of 2022.

    Raises:
        ValueError: the period holds no day.
    """

    start: date
    end: date
    precision: Precision
    modifier: Modifier | None = None

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"no day from {self.start} to {self.end}")

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.end - ONE_DAY

    def wire(self) -> Date:
        """Give it with both days included."""
        return {
            "start": self.start.isoformat(),
            "end": self.last.isoformat(),
            "precision": self.precision,
            "modifier": self.modifier,
        }

    def marked(self, modifier: Modifier | None) -> "DateRange":
        """Give the same period with another modifier."""
        return replace(self, modifier=modifier)


def day(first: date) -> DateRange:
    """One day. The last day that ``datetime.date`` knows has no end: OverflowError, as below."""
    return DateRange(first, first + ONE_DAY, "day")


def month(year: int, number: int) -> DateRange:
    """A month of a year."""
    return _months(year * 12 + number - 1, "month")


def quarter(year: int, number: int) -> DateRange:
    """A quarter of a calendar year: fiscal ones are not known, and taken for it."""
    return _months(year * 12 + 3 * (number - 1), "quarter")


def half(year: int, number: int) -> DateRange:
    """A half of a year."""
    return _months(year * 12 + 6 * (number - 1), "half")


def season(year: int, name: str) -> DateRange:
    """A season that begins in a year."""
    return _months(year * 12 + SEASONS[name.lower()] - 1, "season")


def year(number: int) -> DateRange:
    """A year."""
    return _months(number * 12, "year")


def decade(first: int) -> DateRange:
    """Ten years: ``decade(1920)`` is the 1920s."""
    return _months(first * 12, "decade")


def century(number: int) -> DateRange:
    """A hundred years as they are commonly counted: the 20th century is 1900 to 1999."""
    return _months((number - 1) * 1200, "century")


def holding(precision: Precision, at: date) -> DateRange:
    """The period of the calendar that holds a day; the weekend is that of its week."""
    if precision in _DAYS:
        return _PERIODS_OF_DAYS[precision](at)
    length = _MONTHS[precision]
    offset = 2 if precision == "season" else 0
    index = at.year * 12 + at.month - 1 - offset
    return _months(index // length * length + offset, precision)


def shifted(precision: Precision, at: date, count: int) -> date:
    """The day so many units later, or the last day of a shorter month.

    Raises:
        OverflowError: the calendar ends before it.
        ValueError: the same, for units of months and years.
    """
    if precision in _DAYS:
        return at + timedelta(days=_DAYS[precision] * count)
    length = count * _MONTHS[precision]
    target = _months(at.year * 12 + at.month - 1 + length, "month")
    return min(target.start.replace(day=1) + timedelta(days=at.day - 1), target.last)


def joined(first: DateRange, second: DateRange) -> DateRange:
    """All from the one up to and with the other, as coarse as the coarser of the two."""
    precision = max(first.precision, second.precision, key=COARSENESS.index)
    return DateRange(first.start, second.end, precision)


def _week(at: date) -> DateRange:
    monday = at - timedelta(days=at.weekday())
    return DateRange(monday, monday + timedelta(days=7), "week")


def _weekend(at: date) -> DateRange:
    saturday = at + timedelta(days=5 - at.weekday())
    return DateRange(saturday, saturday + timedelta(days=2), "weekend")


_PERIODS_OF_DAYS: dict[Precision, Callable[[date], DateRange]] = {
    "day": day,
    "week": _week,
    "weekend": _weekend,
}


def _months(index: int, precision: Precision) -> DateRange:
    """A period from a month, counted from the year 0, as long as the precision says."""
    after = index + _MONTHS[precision]
    start = date(index // 12, index % 12 + 1, 1)
    return DateRange(start, date(after // 12, after % 12 + 1, 1), precision)
