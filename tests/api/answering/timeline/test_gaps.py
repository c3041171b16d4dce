from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.answering.dates.intervals import DateRange, day, month, year
from api.answering.timeline.gaps import gaps
from api.answering.timeline.records import Gap

FIRST = date(2024, 1, 1)


def days(*numbers: int) -> list[DateRange]:
    return [day(FIRST + timedelta(days=number)) for number in numbers]


def test_a_stretch_far_beyond_the_usual_distance_is_a_gap() -> None:
    found = gaps(days(0, 10, 20, 30, 100, 110))
    assert found == [Gap(FIRST + timedelta(days=31), FIRST + timedelta(days=99))]


def test_what_is_usual_is_none() -> None:
    assert gaps(days(0, 10, 20, 50)) == []
    assert gaps(days(0, 100, 200, 300)) == []
    assert gaps(days(0)) == gaps([]) == gaps(days(0, 1000)) == []


def test_a_coarse_period_covers_its_days() -> None:
    assert gaps([*days(0, 1, 2), month(2024, 2), *days(62)]) == []
    assert len(gaps([*days(0, 1, 2), *days(62)])) == 1
    assert gaps([year(2024), *days(0, 1, 2), *days(300)]) == []


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400)), max_size=15))
def test_no_gap_holds_a_day_of_an_event_and_all_are_long(spans: list[tuple[int, int]]) -> None:
    periods = [
        DateRange(FIRST + timedelta(days=start), FIRST + timedelta(days=start + size), "day")
        for start, size in sorted(spans)
    ]
    found = gaps(periods)
    for gap in found:
        assert (gap.end - gap.start).days + 1 > 30
        assert not any(one.start <= gap.end and gap.start <= one.last for one in periods)
    assert [gap.start for gap in found] == sorted(gap.start for gap in found)
