from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.dates.intervals import (
    COARSENESS,
    DateRange,
    Precision,
    day,
    holding,
    joined,
    month,
    shifted,
    year,
)

DAYS = st.dates(date(100, 1, 1), date(9000, 1, 1))


@given(DAYS, st.sampled_from([one for one in COARSENESS if one != "weekend"]))
def test_a_period_holds_the_day_it_is_taken_from(at: date, precision: Precision) -> None:
    found = holding(precision, at)
    assert found.start <= at <= found.last
    assert holding(precision, found.start) == holding(precision, found.last) == found


@given(DAYS)
def test_the_weekend_ends_the_week(at: date) -> None:
    week, weekend = holding("week", at), holding("weekend", at)
    assert (weekend.end, (weekend.end - weekend.start).days) == (week.end, 2)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-500, 500))
def test_months_are_counted_whatever_their_length(at: date, count: int) -> None:
    there = shifted("month", at, count)
    assert there.year * 12 + there.month == at.year * 12 + at.month + count
    assert there.day == min(at.day, month(there.year, there.month).last.day)


def test_both_days_are_included_on_the_wire() -> None:
    assert month(2025, 9).marked("by").wire() == {
        "start": "2025-09-01",
        "end": "2025-09-30",
        "precision": "month",
        "modifier": "by",
    }


def test_what_is_joined_is_as_coarse_as_its_coarser_end() -> None:
    assert joined(year(2019), month(2020, 7)) == DateRange(
        date(2019, 1, 1), date(2020, 8, 1), "year"
    )


def test_a_period_has_a_day() -> None:
    with pytest.raises(ValueError, match="no day"):
        DateRange(date(2025, 1, 2), date(2025, 1, 2), "day")


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError):
        day(date.max)
    with pytest.raises((OverflowError, ValueError)):
        shifted("year", date(9990, 1, 1), 20)
